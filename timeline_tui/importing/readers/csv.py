"""CSV and TSV: cells divided by a sign that is given or found, quoted as RFC 4180 has it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from typing import Final

from timeline_tui.core.reading.tree import LONGEST
from timeline_tui.importing import Reading, Table, TableError
from timeline_tui.importing.readers import grid
from timeline_tui.importing.readers.text import Open, opened

_SAMPLE: Final = 1 << 16
_END: Final = "\0"
"""A line behind the last; a cell whose quotation mark nothing closes takes it in."""


def table(name: str, data: bytes, how: Reading) -> Table:
    """The table of a text. Row.at is the line in which a row begins."""
    open_text, said = opened(data, how)
    sign = {"tab": "\t", "\\t": "\t"}.get(how.delimiter, how.delimiter)
    if len(sign) > 1 or sign in tuple('"\r\n\0'):
        raise TableError(f"`{how.delimiter}` cannot be a delimiter: write one sign, or `tab`")
    with open_text() as file:
        sign = sign or ("\t" if how.read == "tsv" else _found(file.read(_SAMPLE)))
    return grid.table(name, how, lambda: _lines(open_text, sign), said)


def _lines(open_text: Open, sign: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST)
    at, cells = 1, [_END]
    with open_text() as file:
        reader = csv.reader(chain(file, (_END,)), delimiter=sign)
        try:
            for cells in reader:
                if cells and cells[-1].endswith(_END):
                    break
                yield at, cells
                at = reader.line_num + 1
        except csv.Error as error:
            # Nothing else is refused by the lines of a text whose ends are as they are in the file.
            message = f"line {at}: a cell has more than a million characters"
            raise TableError(message) from error
    if cells != [_END]:
        raise TableError(f"line {at}: a quotation mark opens a cell and never closes")


def _found(sample: str) -> str:
    """The sign that divides most of the first lines into equally many cells."""
    if ",date_in_words," in sample.partition("\n")[0]:  # our own, with texts full of other signs
        return ","
    found = {}
    for sign in (",", ";", "\t", "|"):
        rows = csv.reader(StringIO(sample, newline=""), delimiter=sign)
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
        found[sign] = max(((count, width) for width, count in widths.items()), default=(0, 0))
    sign = max(found, key=lambda sign: found[sign])
    if found[sign] == (0, 0):
        raise TableError("it is no table: no comma, semicolon, tab or `|` divides its lines")
    return sign
