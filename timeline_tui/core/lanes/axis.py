"""An elastic axis of time: which cell an instant lies in. Knows dates and cells, no drawing.

It gives room to time and to events at once: the place of an instant is a mean of how much time and
how many bounds of events lie before it. So an empty century takes little room, a full hour much,
and nothing has to be folded. With `elastic=0` it is true to scale.

An *instant* is an integer of microseconds from day 0 in the zone that is shown: a day's ordinal
times `DAY`, plus a time of that day (`Clock.start`; `Clock.moment` is in UTC and is not one).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from operator import eq
from typing import Final, NamedTuple

from timeline_tui.core.dates import DateRange, EdtfDate, Point
from timeline_tui.core.dates.calendar import MONTHS, civil, year_name
from timeline_tui.core.dates.times import LAST_DAY
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.timeline import Timeline

ELASTIC: Final = 0.7
"""The part of the axis that is shared out by events, the rest by time."""

_NEVER: Final = (LAST_DAY + 1) * DAY
_FINEST: Final = 1e-12  # of the whole axis: with less, floats no longer tell instants apart


class Extent(NamedTuple):
    """The first and the last instant of a date, None for an end that has none. A day has all its
    instants, a clock time one."""

    first: int | None
    last: int | None

    @property
    def begin(self) -> int:
        """The first instant, or the last where that is not known."""
        begin = self.last if self.first is None else self.first
        assert begin is not None
        return begin

    @property
    def bounds(self) -> tuple[int, ...]:
        """Where it begins and ends as an axis counts it: a day only begins, and what ends with a
        day ends where the next one begins."""
        first, last = self
        if last is not None and (last + 1) % DAY == 0:
            day = last + 1 - DAY  # also of what only ends: an axis beginning with it is to hold it
            last = day if first in (None, day) else last + 1
        return tuple({end for end in (first, last) if end is not None})


def extent(date: EdtfDate | None) -> Extent | None:
    """The instants of a date; None where not even its year is known."""
    if date is None or date.is_undated or date.is_yearless:
        return None
    first, last = date.earliest, date.last_day
    if first is None and last is None:
        return None
    begin = None if first is None else first * DAY
    end = None if last is None else last * DAY + DAY - 1
    if date.is_timed:
        (member,) = date.points  # sets have no clock times
        starts, ends = (
            (member.start, member.end) if isinstance(member, DateRange) else (member,) * 2
        )
        if isinstance(starts, Point) and starts.clock is not None:
            begin = starts.earliest * DAY + starts.clock.start
        if isinstance(ends, Point) and ends.clock is not None:
            end = max(ends.earliest * DAY + ends.clock.start, begin or -_NEVER)  # clocks put back
    return Extent(begin, end)


@once
def extents(timeline: Timeline) -> Sequence[Extent | None]:
    """The extent of each row."""
    return [extent(event.date) for event in timeline.events]


@dataclass(frozen=True, eq=False)
class Axis:
    """The instants from `first` to `last` on `width` cells.

    `bounds` are those at which events begin or end, in order and each once, also outside. What
    happened at the same instant shares a cell anyway, so it is one bound.
    """

    first: int
    last: int
    width: int
    bounds: Sequence[int]
    elastic: float = ELASTIC

    def cell(self, instant: int) -> int:
        """The cell, from 0; for an instant outside, the nearest one."""
        return bisect_right(self.starts, instant, 1, self.width) - 1

    def instants(self, cell: int) -> tuple[int, int]:
        """The first and the last instant of a cell."""
        first = min(self.starts[cell], self.last)
        return first, max(min(self.starts[cell + 1] - 1, self.last), first)

    def covers(self, extent: Extent) -> bool:
        """Whether any of it lies within the axis."""
        first, last = extent
        return (first is None or first <= self.last) and (last is None or last >= self.first)

    @cached_property
    def starts(self) -> Sequence[int]:
        """The first instant of each cell, and the one behind the last; where there are more cells
        than instants, those that are left begin behind all time."""
        found = [self.first]
        for cell in range(1, self.width):
            start = max(self.instant(cell / self.width), found[-1] + 1)
            found.append(start if start <= self.last else _NEVER)
        return [*found, _NEVER]

    def place(self, instant: int) -> float:
        """How far along the axis an instant lies, from 0 to 1."""
        at = min(max(instant, self.first), self.last)
        return self._mean(_rank(self.bounds, at), at)

    def instant(self, place: float) -> int:
        """The first instant at a place, from 0 to 1."""
        bounds, low = self.bounds, bisect_right(self.bounds, self.first)
        inside = range(low, max(bisect_left(bounds, self.last), low))
        next = bisect_left(inside, place, key=lambda rank: self._mean(rank, bounds[rank]))
        before = bounds[low + next - 1] if next else self.first
        after = bounds[low + next] if next < len(inside) else self.last
        start, end = self.place(before), self.place(after)
        part = (place - start) / (end - start) if end > start else 0.0
        return min(before + ceil(max(part, 0.0) * (after - before)), after)

    def _mean(self, rank: float, instant: int) -> float:
        first, ranks = self._ranks
        time = (instant - self.first) / max(self.last - self.first, 1)
        events = (rank - first) / ranks if ranks else time
        return self.elastic * events + (1 - self.elastic) * time

    @cached_property
    def _ranks(self) -> tuple[float, float]:
        """The rank of the first instant, and by how much that of the last is higher."""
        first = _rank(self.bounds, self.first)
        return first, _rank(self.bounds, self.last) - first


def _rank(bounds: Sequence[int], instant: int) -> float:
    """How many bounds lie before an instant, with the part of the way from one to the next."""
    at = bisect_right(bounds, instant)
    if at == 0 or at == len(bounds):
        return max(at - 1, 0)
    before = bounds[at - 1]
    return at - 1 + (instant - before) / (bounds[at] - before)


def axis_of(
    found: Iterable[Extent | None],
    width: int,
    elastic: float = ELASTIC,
    window: tuple[int, int] | None = None,
) -> Axis | None:
    """The axis that holds all these extents, or of them what lies in a `window` from its first to
    its last instant, if anything does. None where nothing is dated."""
    bounds = sorted({bound for one in set(found) if one for bound in one.bounds})
    if not bounds:
        return None
    part = bounds[0], bounds[-1]
    if window is not None and window[0] <= bounds[-1] and window[1] >= bounds[0]:
        part = max(window[0], bounds[0]), min(window[1], bounds[-1])
    return Axis(*part, width, bounds, elastic)


def zoomed(axis: Axis, at: int, by: float) -> Axis:
    """The axis `by` times as near; `at` is an instant that keeps its place or, from outside, comes
    to the middle, as far as the axis then does not reach beyond its events."""
    whole = replace(axis, first=axis.bounds[0], last=axis.bounds[-1])
    shown = max((whole.place(axis.last) - whole.place(axis.first)) / by, _FINEST)
    if shown >= 1:
        return whole
    inside, here = axis.first <= at <= axis.last, whole.place(at)
    place = axis.place(at) if inside else 0.5
    low, high = max(here - shown, 0.0), min(here, 1 - shown)
    for _ in range(40):  # the further back it begins, the further along `at` lies
        start = (low + high) / 2
        first, last = whole.instant(start), whole.instant(start + shown)
        near = replace(axis, first=min(first, at), last=max(last, at))
        low, high = (start, high) if near.place(at) > place else (low, start)
    return near


# Ticks


class Tick(NamedTuple):
    """A cell, and what stands there and in the cells behind it: `1850`, `Jul`, `24`, `14:30`."""

    cell: int
    label: str


Said = tuple[int, ...]
"""What a label tells of a moment: its year, or also its month, or also its day."""


class _Round(NamedTuple):
    """A round moment; the coarser its unit, the lower its level. `time` is that of its day, and
    `step` about how long after it the next one of its kind comes."""

    level: tuple[int, int]
    step: int
    said: Said
    time: int | None = None


_SECOND: Final = 1_000_000
_YEARS: Final = (5000, 1000, 500, 100, 50, 10, 5, 1)  # of these, each is a multiple of the next
_MONTHS: Final = (6, 3, 1)
_DAYS: Final = (10, 5, 1)
_TIMES: Final = (
    *(hours * 3600 * _SECOND for hours in (12, 6, 3, 1)),
    *(seconds * _SECOND for seconds in (1800, 900, 300, 60, 30, 15, 5, 1)),
    *(n * 10**power for power in range(5, -1, -1) for n in (5, 1)),
)
_BEGIN_DAYS: Final = (62, 800)  # so long an axis begins with a month, with a year
_APART: Final = 2  # blanks: with one, a month could be read with the year or day behind it


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """Round moments, each where those of its kind have room, the roundest first; the first cell
    says in which year, month or day the axis begins.

    A label tells what the one to its left leaves open, so that none can be read as another moment.
    """
    begin = _begin(axis)
    if len(_label(begin, ())) > axis.width:
        return ()
    placed = [(0, len(_label(begin, ())) + _APART, begin)]
    cells = (cell for cell in range(1, axis.width) if axis.starts[cell] <= axis.last)
    found = ((cell, _roundest(*axis.instants(cell))) for cell in cells)
    for cell, one in sorted(found, key=lambda found: found[1].level):
        at = bisect_right(placed, cell, key=lambda other: other[0])
        _, free, before = placed[at - 1]
        room = len(_label(one, before.said)) + _APART
        end = placed[at][0] if at < len(placed) else axis.width + _APART
        if free <= cell and cell + room <= end and _room(axis, cell, one.step) > room:
            placed.insert(at, (cell, cell + room, one))
    known = ((), *(one.said for _, _, one in placed))
    return tuple(
        Tick(at[0], _label(at[2], before)) for at, before in zip(placed, known, strict=False)
    )


def _room(axis: Axis, cell: int, step: int) -> int:
    """How many cells lie between it and the next or the last moment of its kind."""
    first = axis.starts[cell]
    return max(axis.cell(first + step) - cell, cell - axis.cell(first - step))


def _begin(axis: Axis) -> _Round:
    """The day on which an axis begins, the month of a longer one, the year of one still longer."""
    days = (axis.last - axis.first) // DAY
    parts = 3 - sum(days >= least for least in _BEGIN_DAYS)
    return _Round((0, 0), 0, civil(axis.first // DAY)[:parts])


def _roundest(first: int, last: int) -> _Round:
    """The roundest moment from one instant to another."""
    day, end = -(-first // DAY), last // DAY
    if day > end:
        level, time = _multiple(first % DAY, last - first + first % DAY, _TIMES)
        return _Round((3, level), _TIMES[level], civil(first // DAY), time)
    (year, month, number), (last_year, last_month, last_number) = civil(day), civil(end)
    year += (month, number) != (1, 1)
    if year <= last_year:
        level, year = _year(year, last_year)
        return _Round((0, level), 366 * DAY * _YEARS[level], (year,))
    month += number != 1
    if month <= last_month:
        level, before = _multiple(month - 1, last_month - 1, _MONTHS)
        return _Round((1, level), 31 * DAY * _MONTHS[level], (last_year, before + 1))
    level, number = _multiple(number, last_number, _DAYS)
    return _Round((2, level), DAY * _DAYS[level], (last_year, last_month, number))


def _year(first: int, last: int) -> tuple[int, int]:
    """Level and number of the roundest year, as it is named: before 1 AD there is 1 BC."""
    if last < 1:
        level, before = _multiple(1 - last, 1 - first, _YEARS)
        return level, 1 - before
    return _multiple(max(first, 1), last, _YEARS)


def _multiple(first: int, last: int, steps: Sequence[int]) -> tuple[int, int]:
    """Of the numbers from `first` to `last` a multiple of the earliest of `steps` that has one, and
    which of them that is; the last one is 1."""
    multiples = (-(-first // step) * step for step in steps)
    return next((level, number) for level, number in enumerate(multiples) if number <= last)


def _label(one: _Round, known: Said) -> str:
    """The moment for a reader who knows so much of it from what stands to its left."""
    year, *parts = one.said
    same = [*map(eq, one.said, known), False, False].index(False)  # so many parts
    words = [str(parts[1])] if len(parts) == 2 and (same < 3 or one.time is None) else []
    if parts and same < 2:
        words.append(MONTHS[parts[0] - 1][:3])
    if same < 1:
        words.append(year_name(year))
    return " ".join([*words, *([] if one.time is None else [_clock(one.time)])])


def _clock(time: int) -> str:
    """`14:30`, `14:30:05` or `14:30:05.25`, as much as there is to say."""
    minutes, rest = divmod(time, 60 * _SECOND)
    seconds = f":{rest / _SECOND:09.6f}".rstrip("0").rstrip(".") if rest else ""
    return f"{minutes // 60:02}:{minutes % 60:02}{seconds}"
