"""Where an event stands on a time axis, for formats that draw dates and know no vague ones.

Days are ordinals, clock times are in the file's time zone (FORMAT section 3 rules 1, 4, 5 and 6). A
date without a clock time is a local day and is never shifted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from timeline_tui.core.dates import DayTime, EdtfDate, all_points
from timeline_tui.core.models import Event
from timeline_tui.core.views.view import View
from timeline_tui.words.status import counted

BEYOND: Final = "before the year 1 or after the year 9999"


class Span(NamedTuple):
    """The days of an event, as ordinals, both included, and its clock times.

    They are its bounds. A date without a bound on one side has the extent of what is written of it:
    `2021-05/..` that of May 2021 (FORMAT section 3 rule 4). `start` is None for whole days, `end`
    for whole days and for a moment; they are in UTC where an offset is written, else in the file's
    zone. `exact` says that all this is no vaguer and no finer than the date, so that nothing is
    lost where only it is shown.
    """

    first: int
    last: int
    start: datetime | None = None
    end: datetime | None = None
    exact: bool = False

    @property
    def times(self) -> list[datetime]:
        return [time for time in (self.start, self.end) if time]

    @property
    def days(self) -> list[date]:
        """The first day and the one behind the last; fewer beyond the years of `datetime`."""
        return [found for number in (self.first, self.last + 1) if (found := day(number))]


class Placed(NamedTuple):
    """The rows of a view that a format has a place for, in its order, and what it leaves out."""

    rows: tuple[tuple[int, Span], ...]
    left_out: tuple[str, ...]


def placed(
    view: View, fits: Callable[[Span], object] = lambda _: True, beyond: str = BEYOND
) -> Placed:
    """The dated events of `view` that `fits`; `beyond` says where the others of them lie."""
    rows: list[tuple[int, Span]] = []
    kinds = "undated event", "event of no known year", f"event {beyond}"
    missing = dict.fromkeys(kinds, 0)
    for row in view.rows:
        event = view.timeline.events[row]
        found = span(event, view.timeline.zone)
        if found is None:
            missing[kinds[event.date is not None and event.date.is_yearless]] += 1
        elif fits(found):
            rows.append((row, found))
        else:
            missing[kinds[2]] += 1
    told = tuple(_left_out(count, kind) for kind, count in missing.items() if count)
    return Placed(tuple(rows), told)


def _left_out(count: int, kind: str) -> str:
    """`1 undated event is left out`, `3 events before the year 1 are left out`."""
    noun, _, behind = kind.partition("event")
    return f"{counted(count, f'{noun}event')}{behind} {'is' if count == 1 else 'are'} left out"


def span(event: Event, zone: tzinfo) -> Span | None:
    """The days and clock times of an event; None for an undated one and one of no known year."""
    written, time = event.date, event.time
    first = None if written is None else written.sort_day
    if written is None or first is None:
        return None
    last = written.last_day
    if last is None:
        last = max(point.latest for point in all_points(written) if point.precision != "none")
    start, end = (_at(first, second, zone) for second in _seconds(written, time))
    if start is not None and end is None and written.kind == "point" and time is None:
        clock = written.clock
        if clock is not None and clock.offset_minutes is not None:
            start = _at(*divmod(clock.moment, 86_400), UTC)
    timed = time is not None or any(point.clock for point in all_points(written))
    exact = _is_exact(written) and (time is None or time.part is None)
    return Span(first, last, start, end, exact and (start is not None or not timed))


def day(number: int) -> date | None:
    """An ordinal as a date; None beyond the years 1 to 9999."""
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def _seconds(date: EdtfDate, time: DayTime | None) -> tuple[int | None, int | None]:
    """When it starts and ends on its day; nothing where an end is a whole day or another one."""
    if time is not None:
        last = time.end_minute
        return 60 * time.start_minute, None if last is None else 60 * last
    clock = date.clock
    if clock is None or (clock.end_second is None and date.kind != "point"):
        return None, None
    return clock.start_second, clock.end_second


def _at(number: int, second: int | None, zone: tzinfo) -> datetime | None:
    """A clock time of a day; None beyond the years of `datetime`, in UTC by a day."""
    if second is None or (zone is UTC and not (day(number - 1) and day(number + 1))):
        return None
    try:
        return datetime.fromordinal(number).replace(tzinfo=zone) + timedelta(seconds=second)
    except (ValueError, OverflowError):
        return None


def _is_exact(written: EdtfDate) -> bool:
    """Whether it is one day, a clock time or two, or lasts from one such to another."""
    points = all_points(written)
    plain = (point.day and not point.mask and not any(point.qualifiers) for point in points)
    return len(points) == {"point": 1, "interval": 2}.get(written.kind) and all(plain)
