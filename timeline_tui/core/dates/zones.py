"""Clock times in the time zones of the files and of the screen (FORMAT section 3 rule 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from timeline_tui.core.dates.values import DAY, DateRange, EdtfDate, Point, all_points, starting

_MICROSECOND: Final = timedelta(microseconds=1)
_LAST: Final = datetime.max.toordinal() - 1


def in_zone(date: EdtfDate, zone: tzinfo, shown: tzinfo | None = None) -> EdtfDate:
    """`date` of a file in `zone`, as it is in the zone that is `shown`, by default the same; a date
    without a clock time is the same object.

    Bounds, `Clock.moment` and `start` move, what was written stays, so converting again starts from
    what was written.
    """
    if not date.is_timed:  # most of a file
        return date
    (member,) = date.points  # sets have no clock times
    if isinstance(member, DateRange):
        start, end = (
            _point(one, zone, shown or zone) if isinstance(one, Point) else one
            for one in (member.start, member.end)
        )
        member = DateRange(start, end)
    else:
        member = _point(member, zone, shown or zone)
    first, last = member.earliest, member.latest
    return replace(date, points=(member,), earliest=first, latest=last, clock=starting(member))


def _point(point: Point, zone: tzinfo, shown: tzinfo) -> Point:
    """The point as it is in the zone that is shown."""
    clock = point.clock
    if clock is None:
        return point
    local, moment = clock.written, clock.moment
    if clock.offset_minutes is None:
        moment = local - _offset(_nearest(local).replace(tzinfo=zone))
    if clock.offset_minutes is not None or shown is not zone:
        local = moment + _offset(_nearest(moment).replace(tzinfo=UTC).astimezone(shown))
    day, start = divmod(local, DAY)
    if not start and clock.start == DAY:  # the end of a day, typed as 24:00
        day, start = day - 1, DAY
    moved = replace(clock, moment=moment, start=start)
    return replace(point, clock=moved, earliest=day, latest=day)


def _nearest(time: int) -> datetime:
    """A time counted from day 0; beyond the years of `datetime` one at their end."""
    day, micros = divmod(time, DAY)
    return datetime.fromordinal(min(max(day, 2), _LAST)) + micros * _MICROSECOND


def _offset(time: datetime) -> int:
    return (time.utcoffset() or timedelta()) // _MICROSECOND


def doubts(date: EdtfDate, zone: tzinfo) -> Iterator[tuple[str, str, str]]:
    """The code, the message and the hint of each clock time without an offset that `zone` has twice
    or not at all."""
    for point in all_points(date):
        clock = point.clock
        if clock is None or clock.offset_minutes is not None or ":" not in clock.text:
            continue
        local = _nearest(clock.written)
        first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        change = _offset(first) - _offset(second)
        if change:
            code, what = "time-twice", "is there twice"
            if change < 0:
                code, what = "no-such-time", "does not exist"
            typed = local.isoformat(" ").removesuffix(":00")
            message = f"{typed} {what} in {zone}, as the clocks were changed"
            hint = f"It is taken for {first.isoformat()}; write which offset is meant, under date"
            yield code, message, hint
