"""Times of day (FORMAT section 2), clock times in the zones of files and screen, and dates as two
ends that can be compared (FORMAT section 3 rule 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, Literal, NamedTuple

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.dates.values import (
    DAY,
    Clock,
    DateError,
    DateRange,
    EdtfDate,
    Point,
    all_points,
    not_a,
    starting,
)

DayPart = Literal["night", "morning", "afternoon", "evening"]

MINUTE: Final = 60_000_000
"""In microseconds."""

_PARTS: Final[tuple[DayPart, ...]] = ("night", "morning", "afternoon", "evening")
_CLOCK: Final = r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,6}))?)?"
_END: Final = _CLOCK.replace("2[0-3]", "2[0-3]|24(?=:00$)")
_TIME: Final = re.compile(rf"(~)?{_CLOCK}(?:/(~)?{_END})?")
_HINT: Final = f"Write 09:30, 09:30:15, ~09:30, 09:30/11:00, or one of {', '.join(_PARTS)}"


@dataclass(frozen=True, slots=True)
class DayTime:
    """A time of day as the file gives it.

    Microseconds count from the start of the local day. `end` is None for a moment; for a part it is
    where the next one starts (FORMAT section 3 rule 6), that of the day at the end of the day.
    """

    text: str
    start: int
    end: int | None
    part: DayPart | None
    approximate: bool = False


def micros(hour: str, minute: str, second: str | None, fraction: str | None = None) -> int:
    """A clock time in microseconds."""
    whole = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    return int(f"{whole}{fraction or '':0<6}")


def parse_time(text: str) -> DayTime:
    """The time of day that `text` writes. Raises `DateError`."""
    body = text.strip()
    for number, part in enumerate(_PARTS):
        if body == part:
            return DayTime(text, DAY // 4 * number, DAY // 4 * (number + 1), part)
    match = _TIME.fullmatch(body)
    if match is None:
        raise DateError(not_a("time", body), _HINT)
    start, end = micros(*match.groups()[1:5]), None
    if match[7]:
        end = micros(*match.groups()[6:])
    if end is not None and end < start:
        early, late = body.split("/")
        hint = f"Write {late}/{early}, or the clock times of both days under date"
        raise DateError(f"The time ends at {late}, before it starts at {early}", hint)
    return DayTime(text, start, end, None, "~" in body)


def at_time(date: EdtfDate, time: DayTime) -> EdtfDate:
    """A date of one day with the clock times of an event's `time`, as if they were typed in it."""
    (point,), texts = all_points(date), time.text.strip().split("/")

    def at(text: str, start: int) -> Point:
        written = DAY * point.earliest + start
        return replace(point, clock=Clock(text, None, written, written, start))

    first = at(texts[0], time.start)
    member = first if time.end is None else DateRange(first, at(texts[-1], time.end))
    return replace(date, points=(member,), clock=starting(member))


def on_day(text: str, day: int) -> str:
    """`14:00`, `T14:00:30` or with an offset as a date of the day (an ordinal); else the text."""
    year, month, number = civil(day)
    if not re.match("T?[0-9]{2}:[0-9]{2}", text.strip()) or not 0 <= year <= 9999:
        return text
    return f"{year:04}-{month:02}-{number:02}T{text.strip().removeprefix('T')}"


# Time zones

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
            _moved(one, zone, shown or zone) if isinstance(one, Point) else one
            for one in (member.start, member.end)
        )
        member = DateRange(start, end)
    else:
        member = _moved(member, zone, shown or zone)
    first, last = member.earliest, member.latest
    return replace(date, points=(member,), earliest=first, latest=last, clock=starting(member))


def _moved(point: Point, zone: tzinfo, shown: tzinfo) -> Point:
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


# Ends

FIRST_DAY: Final = -(10**18)
LAST_DAY: Final = 10**18
"""Bounds of what has none: before and after every day that can be written."""

End = tuple[float, float]
"""A day and the instant on it; a whole day begins ahead of all its instants, and ends behind."""


class Span(NamedTuple):
    """The first and the last day (ordinals) that a date can be, or the lowest and highest of a
    number, and the instants (`Clock.moment`) at both, None where that end is a whole day.

    `begin` and `end` are compared: by days, and on one day by instants.
    """

    low: float
    high: float
    first: int | None = None
    last: int | None = None

    @property
    def begin(self) -> End:
        return self.low, float("-inf") if self.first is None else self.first

    @property
    def end(self) -> End:
        return self.high, float("inf") if self.last is None else self.last

    def since(self, other: Span) -> tuple[int, int]:
        """From the least to the most microseconds that it lies behind another: between two clock
        times exactly, else whole days."""
        least, most = int(self.low - other.high) * DAY, int(self.high - other.low) * DAY
        if self.first is not None and other.last is not None:
            least = self.first - other.last
        if self.last is not None and other.first is not None:
            most = self.last - other.first
        return least, most


def span(date: EdtfDate) -> Span:
    """The days and instants of a date, a missing bound being infinite."""
    low = FIRST_DAY if date.earliest is None else date.earliest
    high = LAST_DAY if date.latest is None else date.latest
    if not date.is_timed:  # most of a file
        return Span(low, high)
    (member,) = date.points  # sets have no clock times
    ends = (member.start, member.end) if isinstance(member, DateRange) else (member, member)
    clocks = (end.clock if isinstance(end, Point) else None for end in ends)
    first, last = (None if clock is None else clock.moment for clock in clocks)
    return Span(low, high, first, last)
