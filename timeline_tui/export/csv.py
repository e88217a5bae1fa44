"""CSV for spreadsheets (RFC 4180, but for the line feeds): a row an event, lists joined in a cell.

No cell begins with a sign that a spreadsheet takes for the start of a formula. The last one has all
that the others have only in words, so nothing of an event is lost.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain
from typing import Final

from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat
from timeline_tui.export.json import dumped
from timeline_tui.export.record import FIELDS, record
from timeline_tui.words.dates import long

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_IN_WORDS: Final = (
    *("actors", "figures", "sources", "claims", "disputed_by", "links", "ids", "extras"),
)
_AS_IN_JSON: Final = tuple(name for name in FIELDS if name not in (*_IN_WORDS, "cited"))
COLUMNS: Final = (
    *(*_AS_IN_JSON, "date_in_words", "standing_because", "places", *_IN_WORDS, "json"),
)
"""The names in the first row: those of the JSON object, then what is flattened into words."""


def write(view: View) -> Written:
    """The events of `view`, a row each below the names of the columns."""
    return Written(rows(COLUMNS, (cells(view, row) for row in view.rows)))


def rows(columns: Iterable[str], table: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a CSV file; every text that could be taken for a formula is made harmless."""
    for cells in chain([columns], table):
        # The writer quotes a carriage return only if it is part of its own line ends.
        out = StringIO()
        csv.writer(out, lineterminator="\r\n").writerow(map(harmless, cells))
        yield out.getvalue().removesuffix("\r\n") + "\n"


def harmless(cell: object) -> object:
    """A text that a spreadsheet would compute gets an apostrophe before it; nothing else changes.

    Known as CSV or formula injection (OWASP). Numbers are no texts and stay as they are.
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def cells(view: View, row: int) -> list[object]:
    """The cells of a row of `view.timeline`, one for each of COLUMNS."""
    timeline, one = view.timeline, record(view, row)
    event, words = timeline.events[row], flat.lists(view, row)
    return [
        *[_cell(one[name]) for name in _AS_IN_JSON],
        long(event.date, event.time) if event.date else event.date_written,
        sentence(standings(timeline)[row], timeline, long),
        *(words[name] for name in ("places", *_IN_WORDS)),
        dumped({name: value for name, value in one.items() if _is_altered(value)}),
    ]


def _is_altered(value: object) -> bool:
    """Whether a cell does not hold a value exactly: lists and maps, and texts made harmless."""
    return value not in ([], {}) and (isinstance(value, list | dict) or harmless(value) != value)


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value
