"""CSV for Timesketch: a row an event at its earliest moment (docs: Create timeline from CSV file).

`message`, `datetime` and `timestamp_desc` are what Timesketch asks for, `timestamp` (microseconds
of Unix time) and `tag` what else it knows; the columns of the CSV export follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Final

from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat
from timeline_tui.export.csv import COLUMNS as CSV_COLUMNS
from timeline_tui.export.csv import cells, rows
from timeline_tui.export.moments import Placed, Span, day, placed

_FIRST_YEAR: Final = 1700
"""Timesketch takes what is earlier for a mistake and drops it (its `read_and_validate_csv`)."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_YEAR: Final = 2261
"""The last whole year that pandas counts in nanoseconds, as older releases of Timesketch do."""

COLUMNS: Final = ("message", "datetime", "timestamp_desc", "timestamp", "tag", *CSV_COLUMNS)
"""The names in the first row."""


def write(view: View) -> Written:
    """The dated events of `view`, in its order."""
    found = placed(view, _moment)
    return Written(rows(COLUMNS, _rows(view, found)), found.left_out)


def _rows(view: View, found: Placed) -> Iterator[list[object]]:
    for row, span in found.rows:
        event, moment = view.timeline.events[row], _moment(span)
        assert moment is not None  # or it would not be `placed`
        what = "Event time" if span.exact else "Earliest possible time"
        if event.date is not None and event.date.earliest is None:
            what = "Latest possible time"
        yield [
            flat.caption(view.timeline, row, dated=True),
            moment.isoformat(),
            what,
            (moment - _EPOCH) // timedelta(microseconds=1),
            json.dumps(event.tags, ensure_ascii=False),  # an empty cell would be the tag "nan"
            *cells(view, row),
        ]


def _moment(span: Span) -> datetime | None:
    """The earliest moment in UTC; None where Timesketch cannot hold it.

    A clock time is converted; a day without one is never shifted (FORMAT section 3 rule 5) and
    stands at its midnight in UTC.
    """
    first = day(span.first)
    if first is None or not _FIRST_YEAR - 1 <= first.year <= _LAST_YEAR + 1:
        return None
    moment = (span.start or datetime.combine(first, time(), UTC)).astimezone(UTC)
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
