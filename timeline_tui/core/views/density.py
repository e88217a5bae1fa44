"""How the events of a view lie in time, as the heights of a strip of bins. Knows no drawing.

Time may be seen in stretches: `folded` leaves out the long ones in which nothing begins or ends, so
that one old event does not press all others into the last bin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, compress, pairwise
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.statements import FIRST_DAY
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View

_SHORTEST_FOLD: Final = 31  # days; a shorter gap is worth its room
_FOLD_PART: Final = 8  # a gap is folded if it takes more than this part of what is left
_FOLD_COST: Final = 12  # bins for each fold: its sign, and a label behind it

Days = tuple[int, int]
"""The first and the last of some days, as ordinals."""


class Stretch(NamedTuple):
    """The days from `first` to `last` (ordinals) in so many bins of equal length.

    Where there are more bins than days, the bins of a day are one as the other.
    """

    first: int
    last: int
    bins: int

    @property
    def length(self) -> int:
        """The number of days."""
        return self.last - self.first + 1

    def days(self, bin: int) -> Days:
        """The first and last day of a bin."""
        if self.bins > self.length:
            day = self.first + bin * self.length // self.bins
            return day, day
        edge = _first(bin + 1, self.length, self.bins)
        return self.first + _first(bin, self.length, self.bins), self.first + edge - 1

    def bin(self, day: int) -> int:
        """The bin of a day, or the nearest one for a day outside."""
        inside = min(max(day, self.first), self.last) - self.first
        if self.bins > self.length:
            return _first(inside, self.bins, self.length)
        return inside * self.bins // self.length


@dataclass(frozen=True, slots=True)
class Density:
    """The events of a view, and of its whole timeline, by the bins of some stretches.

    There is no stretch where nothing is dated. `shown` and `total` have a height for each bin: an
    event of a single day counts 1 in the bin of that day, a longer or vaguer one is spread evenly
    over those days between its bounds that are in a stretch. One without a bound at one end counts
    at the other.
    """

    stretches: tuple[Stretch, ...]
    shown: tuple[float, ...]
    total: tuple[float, ...]

    @property
    def start(self) -> int:
        """The first day; behind `end` where there is none."""
        return self.stretches[0].first if self.stretches else 0

    @property
    def end(self) -> int:
        """The last day."""
        return self.stretches[-1].last if self.stretches else -1

    def days(self, bin: int) -> Days:
        """The first and last day of a bin."""
        for stretch in self.stretches:
            if bin < stretch.bins:
                return stretch.days(bin)
            bin -= stretch.bins
        raise IndexError(bin)

    def bin(self, day: int) -> int:
        """The bin of a day, or the last one before it for a day in no stretch."""
        place = max(bisect_right(self.stretches, day, key=lambda stretch: stretch.first) - 1, 0)
        before = sum(stretch.bins for stretch in self.stretches[:place])
        return before + self.stretches[place].bin(day)


def folded(timeline: Timeline, bins: int) -> tuple[Days, ...]:
    """The stretches of time in which something begins, or ends after it lasted a while.

    The longest gaps between them are left out while there are more days than bins, as many as a
    strip of so many bins has room for. What a vague or an open date may mean does not fill a gap:
    such an event counts where it can have begun.
    """
    marks = _layout_of(timeline).marks
    if not marks:
        return ()
    left = marks[-1] - marks[0] + 1
    cuts: list[Days] = []
    gaps = ((after - before - 1, before, after) for before, after in pairwise(marks))
    for gap, before, after in nlargest(bins // _FOLD_COST, gaps):
        if left <= bins or gap <= _SHORTEST_FOLD or gap * _FOLD_PART <= left:
            break
        left -= gap
        cuts.append((before, after))
    days = (marks[0], *(day for cut in sorted(cuts) for day in cut), marks[-1])
    return tuple(zip(days[::2], days[1::2], strict=True))


def first_row(timeline: Timeline, day: int) -> int:
    """The first row that begins on a day (an ordinal) or after it; behind the last if none does."""
    return bisect_left(_layout_of(timeline).firsts, day)


def shared(stretches: Sequence[Days], bins: int) -> tuple[Stretch, ...]:
    """`stretches` with their bins: by their length, one at least and one only for the short."""
    lengths = [last - first + 1 for first, last in stretches]
    short = [length * bins < 2 * sum(lengths) for length in lengths]
    weights = lengths
    if not all(short):
        weights = [0 if is_short else n for is_short, n in zip(short, lengths, strict=True)]
    free = bins - len(stretches)
    ends = [free * behind // sum(weights) for behind in accumulate(weights)]
    return tuple(
        Stretch(first, last, 1 + end - before)
        for (first, last), before, end in zip(stretches, (0, *ends), ends, strict=False)
    )


def density(view: View, stretches: tuple[Stretch, ...]) -> Density:
    """The heights of the bins of some stretches."""
    layout = _layout_of(view.timeline)
    if stretches not in layout.totals:
        layout.totals.clear()  # one strip has one width
        layout.totals[stretches] = _heights(layout.days, stretches)
    total = layout.totals[stretches]
    if view.shown == view.total:
        return Density(stretches, total, total)
    return Density(stretches, _heights(compress(layout.days, view.flags), stretches), total)


def _heights(events: Iterable[Days | None], stretches: Sequence[Stretch]) -> tuple[float, ...]:
    """How many events each bin has, one of several days spread evenly over those in a stretch."""
    if not stretches:
        return ()
    firsts = [stretch.first for stretch in stretches]
    offsets = [0, *accumulate(stretch.length for stretch in stretches)]
    edges = [0]  # of the bins, in days of the stretches put together; those of a day are one
    for offset, stretch in zip(offsets, stretches, strict=False):
        exact = min(stretch.bins, stretch.length)
        edges += [offset + _first(bin + 1, stretch.length, exact) for bin in range(exact)]

    def place(day: int) -> int:
        index = max(bisect_right(firsts, day) - 1, 0)
        return offsets[index] + max(min(day, stretches[index].last) - firsts[index], 0)

    heights = [0.0] * (len(edges) - 1)
    for days, count in Counter(filter(None, events)).items():
        first, end = place(days[0]), place(days[1]) + 1
        for bin in range(bisect_right(edges, first) - 1, bisect_left(edges, end)):
            days_in_bin = min(end, edges[bin + 1]) - max(first, edges[bin])
            heights[bin] += count * days_in_bin / (end - first)
    own = iter(heights)
    found: list[float] = []
    for stretch in stretches:
        exact = min(stretch.bins, stretch.length)
        days_of = [next(own) for _ in range(exact)]
        found += [days_of[bin * exact // stretch.bins] for bin in range(stretch.bins)]
    return tuple(found)


def _first(bin: int, length: int, bins: int) -> int:
    """The first day of a bin, counted from 0: `bin` × `length` ÷ `bins`, rounded up."""
    return -(-bin * length // bins)


class _Layout:
    """Where the events of a timeline lie, whatever is shown of them. It holds no timeline.

    `days` and `firsts` are by row; an event without a year has the first day of the one before it.
    `marks` are the days on which something begins, or ends after it lasted a while.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.days: list[Days | None] = []
        self.firsts: list[int] = []
        self.totals: dict[tuple[Stretch, ...], tuple[float, ...]] = {}
        marks: set[int] = set()
        for event in timeline.events:
            days = None if event.date is None else _bounds(event.date)
            if event.date is not None and days is not None:
                marks.update(days if event.date.kind == "interval" else days[:1])
            latest = self.firsts[-1] if self.firsts else FIRST_DAY
            self.firsts.append(max(latest, days[0]) if days else latest)
            self.days.append(days)
        self.marks = sorted(marks)


def _bounds(date: EdtfDate) -> Days | None:
    """The day it is ordered by and the last; one that is missing is taken to be the other. None
    where no year is known."""
    first, last = date.sort_day, date.last_day
    if first is None or date.earliest is None:
        return None if first is None or last is None else (last, last)
    return first, first if last is None else last


def _layout_of(timeline: Timeline) -> _Layout:
    layout = _LAYOUTS.get(timeline)
    if layout is None:
        layout = _LAYOUTS[timeline] = _Layout(timeline)
    return layout


_LAYOUTS: WeakKeyDictionary[Timeline, _Layout] = WeakKeyDictionary()
