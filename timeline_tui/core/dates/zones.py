"""Clock times in the time zone of the file (FORMAT section 3 rule 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from timeline_tui.core.dates.values import DateRange, Edge, EdtfDate, Point, all_points, assemble


def in_zone(date: EdtfDate, zone: tzinfo) -> EdtfDate:
    """`date` with its clock times that have an offset converted to `zone`; else the same object.

    Bounds and `Clock.start_second` move, what was written stays, so converting again, to the same
    zone or another, starts from what was written.
    """
    clocks = [point.clock for point in all_points(date) if point.clock is not None]
    if all(clock.offset_minutes is None for clock in clocks):
        return date
    members = tuple(
        DateRange(_converted(member.start, zone), _converted(member.end, zone))
        if isinstance(member, DateRange)
        else _point(member, zone)
        for member in date.points
    )
    return assemble(date.text, date.kind, members, date.notes)


def _converted(end: Point | Edge, zone: tzinfo) -> Point | Edge:
    return _point(end, zone) if isinstance(end, Point) else end


def _point(point: Point, zone: tzinfo) -> Point:
    """The point as it is in `zone`; beyond the years of `datetime` as it was written."""
    if point.clock is None or point.clock.offset_minutes is None:
        return point
    try:
        moment = datetime.min.replace(tzinfo=UTC) + timedelta(-1, point.clock.moment)
        local = moment.astimezone(zone)
    except OverflowError:
        return point
    day, start = local.toordinal(), local.hour * 3600 + local.minute * 60 + local.second
    return replace(point, clock=replace(point.clock, start_second=start), earliest=day, latest=day)
