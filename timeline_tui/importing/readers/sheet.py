"""Workbooks of Excel and LibreOffice, by python-calamine: one sheet, its cells as plain texts.

What calamine would not survive is looked for in the parts of an xlsx file.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from timeline_tui.core.text import one_of
from timeline_tui.importing import Reading, Table, TableError
from timeline_tui.importing.readers import grid

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_LARGEST: Final = 500_000_000
_MOST_CELLS: Final = 20_000_000
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PASSWORD: Final = "it has a password; save it without one"
_CELL: Final = re.compile(rb' r="([A-Z]{1,9})([0-9]{1,19})"')


def table(name: str, data: bytes, how: Reading) -> Table:
    """The table of the sheet that is named, else of the first that has cells."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        install = "pip install 'timeline-tui[xlsx]'"
        raise TableError(f"a spreadsheet needs python-calamine: {install}") from error
    try:
        _check(data)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheet = _chosen(book, how.sheet)
        said: tuple[str, ...] = ()
        if not how.sheet and (others := tuple(n for n in book.sheet_names if n != sheet.name)):
            said += (f"the sheet `{sheet.name}` is read, and not {one_of(others)}",)
        return grid.table(name, how, lambda: _lines(sheet), said)
    except (CalamineError, BadZipFile, RuntimeError, ValueError, OSError, zlib.error) as error:
        raise TableError(f"it does not read as a spreadsheet: {error}") from error


def _chosen(book: CalamineWorkbook, wanted: str) -> CalamineSheet:
    names = book.sheet_names
    if wanted and wanted not in names:
        raise TableError(f"it has no sheet `{wanted}`, but {one_of(tuple(names))}")
    for name in [wanted] if wanted else names:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is not None:
            return sheet
    raise TableError("it is no table: nothing stands in its cells")


def _lines(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """The rows; what is merged over several rows stands in each, and a heading in each column."""
    left = (sheet.start or (0, 0))[1]
    held: dict[int, tuple[int, int, list[str]]] = {}
    begins: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        if first >= left:
            end = last if top < grid.HEAD else first
            begins[top].append((bottom, first - left, end - left + 1))
    for index, values in enumerate(sheet.iter_rows()):
        cells = [*map(_text, values)]
        for bottom, first, end in begins.get(index, ()):
            held[first] = bottom, end, cells[first : first + 1]
        for first, (bottom, end, text) in held.items():
            if index <= bottom:
                cells[first:end] = text * len(cells[first:end])
        yield index + 1, cells


def _text(value: object) -> str:
    """A whole day without a clock time; a number with the 15 digits of Excel."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | int):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)


def _check(data: bytes) -> None:
    """TableError where the cells would not fit into memory: calamine holds the rectangle from the
    first to the last, and ends the program where it cannot."""
    if _ENCRYPTED in data:
        raise TableError(_PASSWORD)
    if not data.startswith(b"PK"):
        return
    with ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST:
            raise TableError("it has more than 500 MB when unpacked; save the sheet as CSV")
        manifest = "META-INF/manifest.xml"
        if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
            raise TableError(_PASSWORD)
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                with archive.open(name) as file:
                    _check_size(file)


def _check_size(file: IO[bytes]) -> None:
    columns, rows, end = {b""}, {b"0"}, b""
    while data := file.read(1 << 20):
        found = _CELL.findall(end + data)
        columns |= {column for column, _ in found}
        rows |= {row for _, row in found}
        end = data[-40:]
    width = max(reduce(lambda left, letter: left * 26 + letter - 64, one, 0) for one in columns)
    length = max(map(int, rows))
    if width * length > _MOST_CELLS:
        raise TableError(
            f"a sheet has {length} rows and {width} columns; delete what stands far off"
        )
