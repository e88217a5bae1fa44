"""What stands in each cell of a lane: how its events lie on the axis, and what is not known of it.

Nothing is made up: where an event may lie is told from where it lasted, an end that is not known
takes a few cells and no more. Knows no drawing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, Literal, NamedTuple, get_args

from timeline_tui.core.dates import DateRange, EdtfDate, all_points
from timeline_tui.core.dates.times import LAST_DAY
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.evidence.standing import standing
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.lanes.axis import Axis, extents
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View

Sign = Literal["may", "lasted", "open", "unknown", "planned", "day", "contested"]
"""Weakest first: in a cell the strongest is seen. An event *may* lie there, it *lasted*, has an
*open* end or an *unknown* start, is *planned* (or called off), happened on a known *day*, or is
*contested* (or was taken back)."""

_RANK: Final = {sign: rank for rank, sign in enumerate(get_args(Sign))}
_UNKNOWN: Final = 3  # cells of a start or an end that is not known
_HOURS: Final = 8  # cells of one day in which it matters that the hour is not known


class Cell(NamedTuple):
    """One cell of a lane: its strongest sign, None where nothing lies.

    `rows` may be picked there: the `count` events that begin there or, where none does, the one
    that began last of those that lie over it.
    """

    sign: Sign | None
    count: int  # type: ignore[assignment]  # hides the method of a tuple
    rows: tuple[int, ...]


class _Trace(NamedTuple):
    """How an event lies in time, from its first to its last instant: what is seen where it begins
    and behind that; from which to which instant it certainly `lasted`; and which end is missing."""

    first: int
    last: int
    head: Sign
    body: Sign
    lasted: tuple[int, int] | None
    missing: Literal["", "start", "end", "open"]


def cells(view: View, rows: Sequence[int], axis: Axis) -> tuple[Cell, ...]:
    """The cells of a lane with these rows. What began before the axis does is seen in its first."""
    timeline, starts, width = view.timeline, axis.starts, axis.width
    traces = _traces(timeline)
    traces |= {row: _trace(timeline, row) for row in rows if row not in traces}
    least = min(_UNKNOWN, width - 1)  # an unknown start takes cells before the end
    heads: defaultdict[int, list[int]] = defaultdict(list)
    drawn: dict[tuple[int, int, Sign], int] = {}  # many events lie over the same cells
    for row in rows:
        trace = traces[row]
        if trace is None or trace.first > axis.last or trace.last < axis.first:
            continue
        first, last, sign, body, lasted, missing = trace
        head = bisect_right(starts, first, 1, width) - 1  # `cell`, without a call for each event
        head = max(head, (missing == "start") * least)
        heads[head].append(row)
        drawn[head, head, sign] = row
        if missing == "start":
            start = max(head - _UNKNOWN, 0)
            drawn[start, head, body] = drawn[start, start, "unknown"] = row
        elif missing:
            end = width - 1 if missing == "open" else min(head + _UNKNOWN, width - 1)
            drawn[head, end, body] = drawn[end, end, "open"] = row
        elif last >= starts[head + 1]:
            right = axis.cell(last)
            if last - first >= DAY or right - head >= _HOURS:
                drawn[head, right, "may"] = row
            if lasted:
                drawn[axis.cell(lasted[0]), axis.cell(lasted[1]), "lasted"] = row
    signs: list[Sign | None] = [None] * width
    over: list[int] = [0] * width
    for start, end, sign in sorted(drawn, key=lambda one: _RANK[one[2]]):
        signs[start : end + 1] = [sign] * (end + 1 - start)
    for (start, end, _), row in sorted(drawn.items(), key=itemgetter(1)):
        over[start : end + 1] = [row] * (end + 1 - start)
    return tuple(
        Cell(sign, len(heads[at]), tuple(heads[at]))
        if at in heads
        else Cell(sign, 0, () if sign is None else (over[at],))
        for at, sign in enumerate(signs)
    )


@once
def _traces(timeline: Timeline) -> dict[int, _Trace | None]:
    """The traces of the rows that were drawn: a list on a wide screen draws few of them."""
    return {}


def _trace(timeline: Timeline, row: int) -> _Trace | None:
    """The trace of a row; None where no year is known."""
    event, extent = timeline.events[row], extents(timeline)[row]
    date = event.date
    if date is None or extent is None:
        return None
    known = [end for end in extent if end is not None]
    begin, end, member = known[0], known[-1], date.points[-1]
    lasts = date.kind == "interval" or (date.kind == "point" and isinstance(member, DateRange))
    body: Sign = "lasted" if lasts else "may"
    missing: Literal["", "start", "end", "open"] = ""
    if extent.first is None:
        missing = "start"
        begin = end = end + 1 - DAY if (end + 1) % DAY == 0 else end  # it ends on that day
    elif extent.last is None:
        is_open = isinstance(member, DateRange) and member.end == "open"
        missing, end = ("open", LAST_DAY * DAY) if is_open else ("end", begin)
    lasted = _lasted(date, begin, end) if lasts and not missing else None
    head: Sign = body if missing or (lasted and lasted[0] == begin) else "may"
    if not (lasts or missing or date.approximate or date.uncertain) and begin // DAY == end // DAY:
        head = "day"
    if standing(timeline, event).kind in ("disputed", "retracted"):
        head = "contested"
    elif event.status != "occurred":
        head = "planned"
    return _Trace(begin, end, head, body, lasted, missing)


def _lasted(date: EdtfDate, first: int, last: int) -> tuple[int, int] | None:
    """From the latest start to the earliest end of an interval; of one that may have been over
    before, the end that is known."""
    points = all_points(date)
    start, end = points[0], points[-1]
    starts, ends = start.earliest == start.latest, end.earliest == end.latest
    low = first if starts else start.latest * DAY
    high = last if ends else end.earliest * DAY + DAY - 1
    if low <= high:
        return low, high
    return (first, first) if starts else (last, last) if ends else None
