"""Where an event stands on a time axis, for formats that draw dates and know no vague ones.

Days are ordinals, clock times are instants (FORMAT section 3 rules 1, 4, 5 and 6). A date without
a clock time is a local day and is never shifted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from timeline_tui.core.dates import DateRange, EdtfDate, Point, all_points
from timeline_tui.core.dates.values import DAY, Edge
from timeline_tui.core.models import Event
from timeline_tui.core.views.view import View
from timeline_tui.words.status import counted

BEYOND: Final = "before the year 1 or after the year 9999"


class Span(NamedTuple):
    """The days of an event, as ordinals, both included, and its clock times.

    They are its bounds. A date without a bound on one side has the extent of what is written of it:
    `2021-05/..` that of May 2021 (FORMAT section 3 rule 4). `start` is None for whole days, `end`
    for whole days and for a moment; they are in UTC where an offset is written or the zone has the
    time twice, else in the zone that is shown. `exact` says that all this is no vaguer and no finer
    than the date, so that nothing is lost where only it is shown.
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
    ends = _ends(written)
    times = [moment for point in ends if (moment := _at(point, zone))]
    if len(times) < len(ends):  # an end that is a whole day makes days of the other
        times = []
    plain = (isinstance(one, Point) and one.day and not one.mask for one in ends)
    exact = all(plain) and not (written.approximate or written.uncertain)
    if any(point.clock for point in all_points(written)):
        exact = exact and bool(times)
    if time is not None:
        exact = exact and time.part is None and not time.approximate
    start, end, *_ = (*times, None, None)
    return Span(first, last, start, end, exact)


def day(number: int) -> date | None:
    """An ordinal as a date; None beyond the years 1 to 9999."""
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def _ends(written: EdtfDate) -> tuple[Point | Edge | None, ...]:
    """What is written of a day or of a span; of a set nothing."""
    member = written.points[0]
    if written.kind not in ("point", "interval"):
        return (None,)
    return (member.start, member.end) if isinstance(member, DateRange) else (member,)


def _at(end: Point | Edge | None, zone: tzinfo) -> datetime | None:
    """The instant of a clock time; None for a whole day, and beyond the years of `datetime`."""
    if not isinstance(end, Point) or end.clock is None:
        return None
    try:
        found = datetime.min.replace(tzinfo=UTC) + timedelta(microseconds=end.clock.moment - DAY)
        local = found.astimezone(zone)
    except OverflowError:
        return None
    return found if local.fold or end.clock.offset_minutes is not None else local
