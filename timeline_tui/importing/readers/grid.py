"""Rows of cells as a table: which row has the headings, and what each column is called."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise, zip_longest
from statistics import median
from typing import Final

from timeline_tui.core.names import FreshIds
from timeline_tui.importing import Reading, Row, Table, TableError, Value
from timeline_tui.importing.readers import records

Lines = Callable[[], Iterator[tuple[int, list[str]]]]
"""Reads anew where each row stands, from 1, and its cells."""

HEAD: Final = 10
"""Among so many rows the headings are looked for."""

_NUMBER: Final = re.compile(r"[-+(~<>]?\d")


def table(name: str, how: Reading, lines: Lines, said: tuple[str, ...]) -> Table:
    """The table below the headings. Raises TableError where there is no row or only one column."""
    head = list(islice(((at, cells) for at, cells in lines() if any(cells)), HEAD))
    rows_above = [[cell.strip() for cell in cells] for _, cells in head]
    top, bottom, has_names = _headings(rows_above)
    at = head[bottom][0] if head else 0
    headings = _folded(rows_above[top : bottom + 1]) if has_names else []
    place = "line" if how.read in ("csv", "tsv") else "row"
    if not has_names:
        said += ("there is no row of headings, so that the columns have numbers",)
    elif bottom:
        is_one = headings == rows_above[bottom]
        where = f"{place} {at}" if is_one else f"{place}s {head[top][0]} to {at}"
        skipped = ", and what is above them is skipped" if is_one or top else ""
        said += (f"the headings stand in {where}{skipped}",)
    above = at if has_names else at - 1
    width = max((index for index, cell in enumerate(headings, 1) if cell), default=0)
    longer, widest = _measured(lines, above, width)
    if longer and has_names:
        said += (f"rows with more cells than there are headings: {longer:,}",)
    columns = _named([*headings[:width], *[""] * (widest - width)])
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
    if not count or widest < 2:
        raise TableError(f"it is no table: it has {'only one column' if count else 'no rows'}")
    return longer, widest


def _own(cells: dict[str, str], at: int) -> dict[str, Value]:
    """The object that the CSV export wrote as a row."""
    whole = records.parsed(cells.pop("json", "{}"), at)
    return {**cells, **records.row(at, whole, exact=True).values}


def _headings(head: Sequence[Sequence[str]]) -> tuple[int, int, bool]:
    """Which rows have the headings, from the first to the last, else the first of the data twice,
    and whether there are headings.

    The first is the one that has names for half of the usual cells. A row of words below it goes
    on with them where it has more names, or the names below groups. A row in which numbers or dates
    stand is data, unless they stand in the next one where it has words.
    """
    rows = (*head, (), ())  # so that there is always a next one
    widths = [len(set(filter(None, cells))) for cells in head]
    numbers = [[bool(_NUMBER.match(cell)) for cell in cells] for cells in rows]
    usual = median(widths or [0])
    top = next((index for index, width in enumerate(widths) if width > 1 and width >= usual / 2), 0)
    bottom = top
    while bottom + 1 < len(head) and not any(numbers[bottom + 1]):
        above, below = head[bottom], head[bottom + 1]
        has_more = widths[bottom + 1] > widths[bottom] or below == above
        if not has_more and not _is_grouped(above, below, numbers[bottom + 2]):
            break
        bottom += 1
    pairs = zip(rows[bottom], numbers[bottom], numbers[bottom + 1], strict=False)
    differ = any(cell and below > here for cell, here, below in pairs)
    return top, bottom, differ or not any(numbers[bottom])


def _is_grouped(above: Sequence[str], below: Sequence[str], numbers: Sequence[bool]) -> bool:
    """Whether a row has the names of columns that the one above it groups: words below a heading
    that is repeated or blank to its right, few below the others, and numbers below some of them."""
    cells = [*zip_longest(above, below, fillvalue="")]
    joins = [right in ("", left) for (left, _), (right, _) in pairwise(cells)]
    named = any(
        join and a and b for join, ((_, a), (_, b)) in zip(joins, pairwise(cells), strict=True)
    )
    sides = zip(cells, [False, *joins], [*joins, False], strict=False)
    alone = [name not in ("", group) for (group, name), *joined in sides if not any(joined)]
    holds = any(name and number for name, number in zip(below, numbers, strict=False))
    return named and holds and 2 * sum(alone) <= len(alone)


def _folded(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lowest name of each column."""
    columns = zip_longest(*reversed(rows), fillvalue="")
    return [next(filter(None, cells), "") for cells in columns]


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """A name for each heading: its number where it is blank, one behind it where it repeats."""
    fresh = FreshIds()
    return tuple(
        fresh.make(" ".join(cell.split()) or f"column {index}")
        for index, cell in enumerate(cells, 1)
    )
