"""What stands in each cell of a lane: how its events lie on the axis, and what is not known of it.

Nothing is made up: where an event may lie is told from where it lasted, an end that is not known
takes a few cells and no more. Knows no drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, get_args

from timeline_tui.core.dates import DateRange, EdtfDate, all_points
from timeline_tui.core.dates.times import LAST_DAY
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.lanes.axis import Axis, Extent, extents
from timeline_tui.core.models import Event
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View

Sign = Literal["may", "lasted", "open", "unknown", "planned", "day", "contested"]
"""Weakest first: in a cell the strongest is seen. An event *may* lie there, it *lasted*, has an
*open* end or an *unknown* start, is *planned* (or called off), happened on a known *day*, or is
*contested* (or was taken back)."""

_RANK: Final = {sign: rank for rank, sign in enumerate(get_args(Sign))}
_UNKNOWN: Final = 3  # cells of a start or an end that is not known


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
    traces = _traces(view.timeline)
    heads: dict[int, list[int]] = {}
    drawn: dict[tuple[int, int, Sign], int] = {}
    for row in rows:
        trace = traces[row]
        if trace is None or trace.first > axis.last or trace.last < axis.first:
            continue
        head = axis.cell(trace.last if trace.missing == "start" else trace.first)
        heads.setdefault(head, []).append(row)
        drawn[head, head, trace.head] = row
        for start, end, sign in _body(trace, axis, head):
            drawn[start, end, sign] = row
    signs: list[Sign | None] = [None] * axis.width
    over: list[int | None] = [None] * axis.width
    for start, end, sign in sorted(drawn, key=lambda one: _RANK[one[2]]):
        signs[start : end + 1] = [sign] * (end + 1 - start)
    for (start, end, _), row in sorted(drawn.items(), key=lambda one: one[1]):
        over[start : end + 1] = [row] * (end + 1 - start)
    return tuple(
        Cell(sign, len(heads.get(at, ())), tuple(heads.get(at, [] if row is None else [row])))
        for at, (sign, row) in enumerate(zip(signs, over, strict=True))
    )


def _body(trace: _Trace, axis: Axis, head: int) -> list[tuple[int, int, Sign]]:
    """From which to which cell what of it is seen beside its head."""
    if trace.missing == "start":
        start = max(head - _UNKNOWN, 0)
        return [(start, head, trace.body), (start, start, "unknown")]
    if trace.missing == "end":
        end = min(head + _UNKNOWN, axis.width - 1)
        return [(head, end, trace.body), (end, end, "open")]
    if trace.missing == "open":
        return [(head, axis.width - 1, trace.body), (axis.width - 1, axis.width - 1, "open")]
    body: list[tuple[int, int, Sign]] = [(head, axis.cell(trace.last), "may")]
    if trace.lasted is not None:
        first, last = trace.lasted
        body.append((axis.cell(first), axis.cell(last), "lasted"))
    return body


@once
def _traces(timeline: Timeline) -> Sequence[_Trace | None]:
    """The trace of each row; None where no year is known."""
    all_of = zip(timeline.events, extents(timeline), standings(timeline), strict=True)
    return [
        None
        if event.date is None or extent is None
        else _trace(event, event.date, extent, stands.kind in ("disputed", "retracted"))
        for event, extent, stands in all_of
    ]


def _trace(event: Event, date: EdtfDate, extent: Extent, is_contested: bool) -> _Trace:
    known = [end for end in extent if end is not None]
    begin, end, member = known[0], known[-1], date.points[-1]
    lasts = date.kind == "interval" or (date.kind == "point" and isinstance(member, DateRange))
    body: Sign = "lasted" if lasts else "may"
    missing: Literal["", "start", "end", "open"] = ""
    if extent.first is None:
        missing = "start"
    elif extent.last is None:
        is_open = isinstance(member, DateRange) and member.end == "open"
        missing, end = ("open", LAST_DAY * DAY) if is_open else ("end", begin)
    lasted = _lasted(date, begin, end) if lasts and not missing else None
    head: Sign = body if missing or (lasted and lasted[0] == begin) else "may"
    if not (lasts or missing or date.approximate or date.uncertain) and begin // DAY == end // DAY:
        head = "day"
    if is_contested:
        head = "contested"
    elif event.status != "occurred":
        head = "planned"
    return _Trace(begin, end, head, body, lasted, missing)


def _lasted(date: EdtfDate, first: int, last: int) -> tuple[int, int] | None:
    """From the latest start to the earliest end of an interval, if that is not before it."""
    points = all_points(date)
    start, end = points[0], points[-1]
    if start.earliest != start.latest:
        first = start.latest * DAY
    if end.earliest != end.latest:
        last = end.earliest * DAY + DAY - 1
    return (first, last) if first <= last else None
