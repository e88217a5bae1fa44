"""Clock times in the time zone of the file (FORMAT section 3 rule 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from timeline_tui.core.dates.calendar import DAYS_IN_400_YEARS, ordinal
from timeline_tui.core.dates.values import (
    DateRange,
    Edge,
    EdtfDate,
    Point,
    all_points,
    assemble,
    in_order,
)

SECONDS_A_DAY: Final = 86_400
_FIRST_SAFE_DAY: Final = 367
_LAST_SAFE_DAY: Final = ordinal(9998, 12, 31)


def in_zone(date: EdtfDate, zone: tzinfo) -> EdtfDate:
    """`date` with its clock times that have an offset converted to `zone`; else the same object.

    Bounds and `Clock.start_second` move, what was written stays, so converting again, to the same
    zone or another, starts from what was written.
    """
    if date.clock is None and date.kind != "interval":
        return date
    if all(utc_second(point) is None for point in all_points(date)):
        return date
    members = tuple(
        _point_in_zone(member, zone)
        if isinstance(member, Point)
        # Clocks set back across midnight can put a later moment onto the day before.
        else in_order(DateRange(*(_end_in_zone(end, zone) for end in (member.start, member.end))))
        for member in date.points
    )
    return assemble(date.text, date.kind, members, date.notes)


def utc_second(point: Point) -> int | None:
    """The moment of a clock time, in seconds from day 0 in UTC; None where no offset is written."""
    clock = point.clock
    if clock is None or clock.offset_minutes is None:
        return None
    assert point.year is not None and point.month is not None and point.day is not None
    local = SECONDS_A_DAY * ordinal(point.year, point.month, point.day) + clock.written_second
    return local - 60 * clock.offset_minutes


def _end_in_zone(end: Point | Edge, zone: tzinfo) -> Point | Edge:
    return _point_in_zone(end, zone) if isinstance(end, Point) else end


def _point_in_zone(point: Point, zone: tzinfo) -> Point:
    moment = utc_second(point)
    if moment is None or point.clock is None:
        return point
    day, start = _local(*divmod(moment, SECONDS_A_DAY), zone)
    return replace(point, clock=replace(point.clock, start_second=start), earliest=day, latest=day)


def _local(day: int, second: int, zone: tzinfo) -> tuple[int, int]:
    """Day and second of a moment in UTC as they are in `zone`.

    Beyond the years of `datetime` the zone is taken as it was in the same year of the first cycle
    of the calendar, in local mean time.
    """
    safe = _FIRST_SAFE_DAY <= day <= _LAST_SAFE_DAY
    beyond = 0 if safe else (day - _FIRST_SAFE_DAY) // DAYS_IN_400_YEARS * DAYS_IN_400_YEARS
    moment = datetime.fromordinal(day - beyond).replace(tzinfo=UTC) + timedelta(seconds=second)
    local = moment.astimezone(zone)
    start = local.hour * 3600 + local.minute * 60 + local.second
    return local.toordinal() + beyond, start
