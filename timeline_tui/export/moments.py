"""Where an event stands on a time axis, for formats that draw dates and know no vague ones.

Days are ordinals, clock times are in the file's time zone (FORMAT section 3 rules 1, 4, 5 and 6). A
date without a clock time is a local day and is never shifted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from timeline_tui.core.dates import DateRange, DayTime, Edge, EdtfDate, Point, all_points
from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.timeline import Event
from timeline_tui.core.views.view import View
from timeline_tui.words.status import counted

_SECONDS_A_DAY: Final = 86_400


class Instant(NamedTuple):
    """A clock time: its local day (an ordinal) and the second of that day, from 0.

    `in_utc` counts seconds from the start of the day 0 in UTC; None where no offset is written.
    """

    day: int
    second: int
    in_utc: int | None = None

    def aware(self, zone: tzinfo) -> datetime | None:
        """The moment in UTC if its offset is written, else in `zone`, the file's own.

        None beyond the years 1 to 9999, which `datetime` ends at.
        """
        day, second = self.day, self.second
        if self.in_utc is not None:
            zone, (day, second) = UTC, divmod(self.in_utc, _SECONDS_A_DAY)
        try:
            return datetime.fromordinal(day).replace(tzinfo=zone) + timedelta(seconds=second)
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an event, as ordinals, both included, and its clock times.

    They are its bounds. A date without a bound on one side has the extent of what is written of it:
    `2021-05/..` that of May 2021 (FORMAT section 3 rule 4). `start` is None for whole days, `end`
    for whole days and for a moment. `exact` says that all this is no vaguer and no finer than the
    date, so that nothing is lost where only it is shown.
    """

    first: int
    last: int
    start: Instant | None = None
    end: Instant | None = None
    exact: bool = False


class Placed(NamedTuple):
    """The rows of a view that a format has a place for, in its order, and what it leaves out."""

    rows: tuple[tuple[int, Span], ...]
    left_out: tuple[str, ...]


def placed(view: View, fits: Callable[[Span], bool] | None = None, beyond: str = "") -> Placed:
    """The dated events of `view` that `fits`; `beyond` says where the others of them lie."""
    rows: list[tuple[int, Span]] = []
    undated = yearless = outside = 0
    for row in view.rows:
        event = view.timeline.events[row]
        found = span(event)
        if found is None and event.date is not None and event.date.is_yearless:
            yearless += 1
        elif found is None:
            undated += 1
        elif fits is not None and not fits(found):
            outside += 1
        else:
            rows.append((row, found))
    sentences = (
        left_out(undated, "undated event"),
        left_out(yearless, "event", "of no known year"),
        left_out(outside, "event", beyond),
    )
    return Placed(tuple(rows), tuple(filter(None, sentences)))


def left_out(count: int, noun: str, behind: str = "") -> str:
    """`1 undated event is left out`, `3 events before the year 1 are left out`; "" for none."""
    if not count:
        return ""
    what = f"{counted(count, noun)} {behind}".rstrip()
    return f"{what} {'is' if count == 1 else 'are'} left out"


def span(event: Event) -> Span | None:
    """The days and clock times of an event; None for an undated one and one of no known year."""
    written = event.date
    first = None if written is None else written.sort_day
    if written is None or first is None:
        return None
    last = written.last_day
    if last is None:
        last = max(point.latest for point in all_points(written) if point.precision != "none")
    clocks = _times(event.time, first) if event.time else _clocks(written, first, last)
    return Span(first, last, *clocks, _is_exact(written, event.time))


def day(number: int) -> date | None:
    """An ordinal as a date; None beyond the years 1 to 9999."""
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def _times(time: DayTime, first: int) -> tuple[Instant, Instant | None]:
    """The event's own `time`, on its one day."""
    end = None if time.end_minute is None else _instant(first, 60 * time.end_minute)
    return _instant(first, 60 * time.start_minute), end


def _clocks(written: EdtfDate, first: int, last: int) -> tuple[Instant | None, Instant | None]:
    """The clock times in a date; where only one end has one, the other begins or ends its day."""
    member = written.points[0]
    if isinstance(member, Point):
        return _clock(member), None
    start, end = _clock(member.start), _clock(member.end)
    if start is None and end is None:
        return None, None
    if not isinstance(member.start, Point):
        return end, None
    if end is None and isinstance(member.end, Point):
        end = _instant(last + 1, 0)
    return start or _instant(first, 0), end


def _clock(point: Point | Edge) -> Instant | None:
    if not isinstance(point, Point) or point.clock is None:
        return None
    clock, in_utc = point.clock, None
    if clock.offset_minutes is not None:
        assert point.year is not None and point.month is not None and point.day is not None
        local = _SECONDS_A_DAY * ordinal(point.year, point.month, point.day) + clock.written_second
        in_utc = local - 60 * clock.offset_minutes
    return Instant(point.earliest, clock.start_second, in_utc)


def _instant(number: int, second: int) -> Instant:
    days, rest = divmod(second, _SECONDS_A_DAY)
    return Instant(number + days, rest)


def _is_exact(written: EdtfDate, time: DayTime | None) -> bool:
    """Whether it is one day, a clock time or two, or lasts from one such to another."""
    member = written.points[0]
    ends = member.ends if isinstance(member, DateRange) else (member,)
    return (
        (time is None or time.part is None)
        and len(ends) == {"point": 1, "interval": 2}.get(written.kind)
        and all(_is_plain_day(point) for point in ends)
    )


def _is_plain_day(point: Point) -> bool:
    return point.day is not None and not point.mask and not any(point.qualifiers)
