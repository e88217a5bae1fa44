"""How the events of a view lie in time, as the heights of a strip of bins. Knows no drawing.

Time may be seen in stretches: `folded` leaves out the long ones in which nothing begins or ends, so
that one old event does not press all others into the last bin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, pairwise
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.statements import FIRST_DAY
from timeline_tui.core.timeline import Event, Timeline
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

    @property
    def edges(self) -> Iterator[int]:
        """Where the bins begin, counted in days from the first, and where the last one ends; bins
        of one day count as one."""
        exact = min(self.bins, self.length)
        return (_first(bin, self.length, exact) for bin in range(exact + 1))


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
        return sum(stretch.bins for stretch in self.stretches[:place]) + self.stretches[place].bin(
            day
        )


def folded(timeline: Timeline, bins: int) -> tuple[Days, ...]:
    """The stretches of time in which something begins, or ends after it lasted a while.

    The longest gaps between them are left out while there are more days than bins, as many as a
    strip of so many bins has room for. What a vague or an open date may mean does not fill a gap:
    such an event counts where it can have begun.
    """
    return _layout_of(timeline).folded(bins)


def first_row(timeline: Timeline, day: int) -> int:
    """The first row that begins on a day (an ordinal) or after it; behind the last if none does."""
    return _layout_of(timeline).row(day)


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
    if not stretches:
        return Density((), (), ())
    layout = _layout_of(view.timeline)
    total = layout.total(stretches)
    shown = total if view.shown == view.total else layout.heights(stretches, view.flags)
    return Density(stretches, shown, total)


def _first(bin: int, length: int, bins: int) -> int:
    """The first day of a bin, counted from 0: `bin` × `length` ÷ `bins`, rounded up."""
    return -(-bin * length // bins)


class _Layout:
    """Where the events of a timeline lie, whatever is shown of them. It holds no timeline.

    Events stand in the order of their first days, so those of a bin are a run of rows, and how many
    of them are shown is counted in the flags without looking at each.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self._firsts: list[int] = []  # by row; an event without a year has the one before it
        self._spans: list[tuple[int, int, int]] = []  # row, first and last day
        single = bytearray(len(events))
        known: dict[int, Days | None] = {}  # by identity: equal dates of a file mostly share one
        marks: set[int] = set()  # days on which something begins, or ends after it lasted a while
        latest = FIRST_DAY
        for row, event in enumerate(events):
            date = event.date
            if date is not None and id(date) not in known:
                days = known[id(date)] = _bounds(date)
                if days is not None:
                    marks.update(days if date.kind == "interval" else days[:1])
            days = known.get(id(date))
            if days is not None:
                latest = max(latest, days[0])
                if days[0] == days[1]:
                    single[row] = 1
                else:
                    self._spans.append((row, *days))
            self._firsts.append(latest)
        self._single = int.from_bytes(single, "little")
        self._all = bytes([1]) * len(events)
        self._marks = sorted(marks)
        self._totals: dict[tuple[Stretch, ...], tuple[float, ...]] = {}

    def row(self, day: int) -> int:
        return bisect_left(self._firsts, day)

    def folded(self, bins: int) -> tuple[Days, ...]:
        if not self._marks:
            return ()
        left = self._marks[-1] - self._marks[0] + 1
        cuts: list[Days] = []
        gaps = ((after - before - 1, before, after) for before, after in pairwise(self._marks))
        for gap, before, after in nlargest(bins // _FOLD_COST, gaps):
            if left <= bins or gap <= _SHORTEST_FOLD or gap * _FOLD_PART <= left:
                break
            left -= gap
            cuts.append((before, after))
        ends = [day for cut in sorted(cuts) for day in cut]
        days = (self._marks[0], *ends, self._marks[-1])
        return tuple(zip(days[::2], days[1::2], strict=True))

    def total(self, stretches: tuple[Stretch, ...]) -> tuple[float, ...]:
        found = self._totals.get(stretches)
        if found is None:
            self._totals.clear()  # one strip has one width
            found = self._totals[stretches] = self.heights(stretches, self._all)
        return found

    def heights(self, stretches: tuple[Stretch, ...], flags: bytes) -> tuple[float, ...]:
        """The heights of the events whose byte in `flags` is 1."""
        single = (int.from_bytes(flags, "little") & self._single).to_bytes(len(flags), "little")
        heights: list[float] = []
        for stretch in stretches:
            rows = [self.row(stretch.first + edge) for edge in stretch.edges]
            heights += [single.count(1, start, end) for start, end in pairwise(rows)]
        spans = [(first, last) for row, first, last in self._spans if flags[row]]
        if spans:
            heights = [*map(sum, zip(heights, _spread(spans, stretches), strict=True))]
        return tuple(_repeated(heights, stretches))


def _spread(spans: Iterable[Days], stretches: Sequence[Stretch]) -> list[float]:
    """The heights of spans of days, each spread evenly over its days that are in a stretch."""
    firsts = [stretch.first for stretch in stretches]
    offsets = [0, *accumulate(stretch.length for stretch in stretches)]
    edges = [0]  # in days of the stretches put together
    for offset, stretch in zip(offsets, stretches, strict=False):
        edges += [offset + edge for edge in stretch.edges][1:]

    def place(day: int) -> int:
        index = max(bisect_right(firsts, day) - 1, 0)
        return offsets[index] + max(min(day, stretches[index].last) - firsts[index], 0)

    heights = [0.0] * (len(edges) - 1)
    steps = [0.0] * len(edges)  # how much the height of a day changes where a bin begins
    for (first, last), count in Counter(spans).items():
        first, last = place(first), place(last)
        weight = count / (last - first + 1)
        start, end = bisect_right(edges, first) - 1, bisect_right(edges, last) - 1
        if start == end:
            heights[start] += count
            continue
        heights[start] += (edges[start + 1] - first) * weight
        heights[end] += (last + 1 - edges[end]) * weight
        steps[start + 1] += weight
        steps[end] -= weight
    for bin, a_day in enumerate(accumulate(steps[:-1])):
        heights[bin] += a_day * (edges[bin + 1] - edges[bin])
    return heights


def _repeated(heights: Sequence[float], stretches: Iterable[Stretch]) -> Iterator[float]:
    """The heights for every bin: a day that has several has its height in each of them."""
    start = 0
    for stretch in stretches:
        exact = min(stretch.bins, stretch.length)
        yield from (heights[start + bin * exact // stretch.bins] for bin in range(stretch.bins))
        start += exact


def _bounds(date: EdtfDate) -> Days | None:
    """The day it is ordered by and the last; one that is missing is taken to be the other. None
    where no year is known."""
    if date.is_yearless:
        return None
    first, last = date.sort_day, date.last_day
    if date.earliest is None:
        return None if last is None else (last, last)
    assert first is not None  # only what has no year is in no order
    return first, first if last is None else last


def _layout_of(timeline: Timeline) -> _Layout:
    layout = _LAYOUTS.get(timeline)
    if layout is None:
        layout = _LAYOUTS[timeline] = _Layout(timeline.events)
    return layout


_LAYOUTS: WeakKeyDictionary[Timeline, _Layout] = WeakKeyDictionary()
