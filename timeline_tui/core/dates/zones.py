"""Clock times in the time zones of the files and of the screen (FORMAT section 3 rule 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, TypeVar

from timeline_tui.core.dates.values import (
    DAY,
    DateRange,
    Edge,
    EdtfDate,
    Point,
    all_points,
    assemble,
)

_End = TypeVar("_End", Point, Point | Edge)
_MICROSECOND: Final = timedelta(microseconds=1)
_LAST: Final = datetime.max.toordinal() - 1


def in_zone(date: EdtfDate, zone: tzinfo, shown: tzinfo | None = None) -> EdtfDate:
    """`date` of a file in `zone`, as it is in the zone that is `shown`, by default the same; a date
    without a clock time is the same object.

    Bounds, `Clock.moment` and `start` move, what was written stays, so converting again starts from
    what was written.
    """
    if date.clock is None and ":" not in date.text:  # most of a file
        return date
    there = zone if shown is None else shown
    members = tuple(
        DateRange(_point(member.start, zone, there), _point(member.end, zone, there))
        if isinstance(member, DateRange)
        else _point(member, zone, there)
        for member in date.points
    )
    found = assemble(date.text, date.kind, members)
    return replace(
        date, points=members, earliest=found.earliest, latest=found.latest, clock=found.clock
    )


def doubts(date: EdtfDate, zone: tzinfo) -> Iterator[tuple[str, str, str]]:
    """The code, the message and the hint of each clock time without an offset that `zone` has twice
    or not at all."""
    for point in all_points(date) if date.clock is not None or ":" in date.text else ():
        clock = point.clock
        if clock is None or clock.offset_minutes is not None or ":" not in clock.text:
            continue
        local = _local(clock.written)
        times = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        first, second = (time.utcoffset() or timedelta() for time in times)
        if first == second:
            continue
        code = "time-twice" if first > second else "no-such-time"
        what = "is there twice" if first > second else "does not exist"
        typed = local.isoformat(" ").removesuffix(":00")
        message = f"{typed} {what} in {zone}, as the clocks were changed"
        hint = "The first is taken" if first > second else "The time before the change is taken"
        if not (first.seconds % 60 or second.seconds % 60):
            either = " or ".join(time.isoformat() for time in times)
            hint += f"; write which is meant under date, {either}"
        yield code, message, hint


def _point(end: _End, zone: tzinfo, shown: tzinfo) -> _End:
    """The point as it is in the zone that is shown."""
    if not isinstance(end, Point) or end.clock is None:
        return end
    clock, written, moment = end.clock, end.clock.written, end.clock.moment
    if clock.offset_minutes is None:
        moment = written - _offset(_local(written).replace(tzinfo=zone))
    local = written
    if clock.offset_minutes is not None or shown is not zone:
        local = moment + _offset(_local(moment).replace(tzinfo=UTC).astimezone(shown))
    day, start = divmod(local, DAY)
    if not start and clock.start == DAY:  # the end of a day, typed as 24:00
        day, start = day - 1, DAY
    return replace(end, clock=replace(clock, moment=moment, start=start), earliest=day, latest=day)


def _local(written: int) -> datetime:
    """A time counted from day 0; the nearest there is with all its neighbours in other zones."""
    day, micros = divmod(written, DAY)
    return datetime.fromordinal(min(max(day, 2), _LAST)) + micros * _MICROSECOND


def _offset(time: datetime) -> int:
    return (time.utcoffset() or timedelta()) // _MICROSECOND
