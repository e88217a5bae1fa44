"""Rows of cells as a table: which row has the headings, and what each column is called."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from statistics import median
from typing import Final

from timeline_tui.importing import Reading, Row, Table, TableError, Value
from timeline_tui.importing.readers import records

Lines = Callable[[], Iterator[tuple[int, list[str]]]]
"""Reads anew where each row stands, from 1, and its cells."""

HEAD: Final = 10
"""Among so many rows the headings are looked for."""

_MOST: Final = 16_384  # as many as a sheet of Excel has
_NUMBER: Final = re.compile(r"[-+(~<>]?\d")


def table(name: str, how: Reading, lines: Lines, said: tuple[str, ...]) -> Table:
    """The table below the headings. Raises TableError where there is no row or only one column."""
    head = list(islice(((at, cells) for at, cells in lines() if any(cells)), HEAD))
    top, has_names = _headings([cells for _, cells in head])
    at, cells = head[top] if head else (0, [])
    place = "line" if how.read in ("csv", "tsv") else "row"
    if not has_names:
        said += ("there is no row of headings, so that the columns are named by their letters",)
    elif top:
        said += (f"the headings stand in {place} {at}, and what is above them is skipped",)
    above = at if has_names else at - 1
    width = max((index for index, cell in enumerate(cells, 1) if cell.strip()), default=0)
    longer, widest = _measured(lines, above, width)
    if longer and has_names:
        said += (f"rows with more cells than there are headings: {longer}",)
    headings = cells[:width] if has_names else []
    columns = _named([*headings, *[""] * (widest - len(headings))])
    own = {"date_in_words", "json"}.issubset(columns)

    def rows() -> Iterator[Row]:
        for at, cells in lines():
            if at > above and any(cells):
                pairs = zip(columns, cells, strict=False)
                if own:
                    yield Row(at, _own({n: cell for n, cell in pairs if cell}, at))
                elif values := {n: text for n, cell in pairs if (text := cell.strip())}:
                    yield Row(at, values)

    if own:  # or a cell that is no JSON would be met when the first events are written already
        deque(rows(), maxlen=0)
    return Table(name, how.read, columns, rows, said, own)


def _measured(lines: Lines, above: int, width: int) -> tuple[int, int]:
    """How many rows have cells behind the headings, and how many the widest has."""
    longer, widest, count = 0, width, 0
    for at, cells in lines():
        if at > above and any(cells):
            count += 1
            if len(cells) > width and any(cells[width:]):
                longer, widest = longer + 1, max(widest, len(cells))
    if not count or not 1 < widest <= _MOST:
        columns = f"more than {_MOST} columns" if widest > 1 else "only one column"
        raise TableError(f"it is no table: it has {columns if count else 'no rows'}")
    return longer, widest


def _own(cells: dict[str, str], at: int) -> dict[str, Value]:
    """The object that the CSV export wrote as a row."""
    whole = records.parsed(cells.pop("json", "{}"), at)
    return {**cells, **records.row(at, whole, exact=True).values}


def _headings(head: Sequence[Sequence[str]]) -> tuple[int, bool]:
    """Which row has the headings, else the first of the data, and whether there are headings.

    It is the first that has names for half of the usual cells; of two such rows, as of
    groups and names, the one that has more. A row in which numbers or dates stand is data, unless
    they stand in the next one where it has words.
    """
    rows = (*head, (), ())  # so that there is always a next one
    widths = [len(set(filter(str.strip, cells))) for cells in head]
    numbers = [[bool(_NUMBER.match(cell)) for cell in cells] for cells in rows]
    usual = median(widths or [0])
    top = next((index for index, width in enumerate(widths) if width > 1 and width >= usual / 2), 0)
    while top + 1 < len(head) and not any(numbers[top + 1]):
        if widths[top + 1] <= widths[top] and head[top + 1] != head[top]:
            break
        top += 1
    pairs = zip(rows[top], numbers[top], numbers[top + 1], strict=False)
    differ = any(cell and below > here for cell, here, below in pairs)
    return top, differ or not any(numbers[top])


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """A name for each heading: its letter where it is blank, with a number where it repeats."""
    names: dict[str, None] = {}
    repeated: Counter[str] = Counter()
    for index, cell in enumerate(cells):
        plain = name = " ".join(cell.split()) or f"column {_letters(index)}"
        while name in names:
            repeated[plain] += 1
            name = f"{plain} {repeated[plain] + 1}"
        names[name] = None
    return tuple(names)


def _letters(index: int) -> str:
    """What a spreadsheet calls a column; the first is 0."""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        index, letters = index - 1, chr(ord("A") + letter) + letters
    return letters
