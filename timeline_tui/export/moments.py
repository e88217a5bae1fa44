"""Where an event stands on a time axis, for formats that draw dates and know no vague ones.

Days are ordinals, clock times are instants (FORMAT section 3 rules 1, 4, 5 and 6). A date without
a clock time is a local day and is never shifted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from timeline_tui.core.dates import DateRange, EdtfDate, Point, all_points
from timeline_tui.core.dates.values import DAY, Edge
from timeline_tui.core.models import Event
from timeline_tui.core.views.view import View
from timeline_tui.words.status import counted


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


def placed(view: View, fits: Callable[[Span], object] = lambda _: True) -> Placed:
    """The events of `view` that have a date and a known year, and that the format can hold."""
    spans = ((row, span(view.timeline.events[row], view.timeline.zone)) for row in view.rows)
    rows = [(row, found) for row, found in spans if found is not None and fits(found)]
    missing = view.shown - len(rows)
    left_out = f"{counted(missing, 'event')} left out: no date that this format can hold"
    return Placed(tuple(rows), (left_out,) if missing else ())


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
