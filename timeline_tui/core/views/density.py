"""How the events of a view lie in time, as the heights of a strip of bins. Knows no drawing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise
from weakref import WeakKeyDictionary

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.timeline import Event, Timeline
from timeline_tui.core.views.view import View


@dataclass(frozen=True, slots=True)
class Density:
    """The events of a view, and of its whole timeline, by bins of equal length.

    `start` and `end` are ordinals: the first and last day that anything dated has as a bound; the
    strip is empty (`end` before `start`) where nothing is dated. `shown` and `total` have a height
    for each bin: an event of a single day counts 1 in the bin of that day, a longer or vaguer one
    is spread evenly over the days between its bounds. One without a bound at one end counts at the
    other. Where a bin is shorter than a day, the bins of a day all have the day's height.
    """

    start: int
    end: int
    shown: tuple[float, ...]
    total: tuple[float, ...]

    def days(self, bin: int) -> tuple[int, int]:
        """The first and last day of a bin."""
        length, bins = self.end - self.start + 1, len(self.shown)
        if bins > length:
            day = self.start + bin * length // bins
            return day, day
        return self.start + _first(bin, length, bins), self.start + _first(
            bin + 1, length, bins
        ) - 1

    def bin(self, day: int) -> int:
        """The bin of a day, or the nearest one for a day outside."""
        length, bins = self.end - self.start + 1, len(self.shown)
        inside = min(max(day, self.start), self.end) - self.start
        return _first(inside, bins, length) if bins > length else inside * bins // length


def density(view: View, bins: int) -> Density:
    """The heights of `bins` bins, one at least, between the first and the last bound of all."""
    layout = _LAYOUTS.get(view.timeline)
    if layout is None:
        layout = _LAYOUTS[view.timeline] = _Layout(view.timeline.events)
    if layout.length <= 0:
        return Density(0, -1, (0.0,) * bins, (0.0,) * bins)
    total = layout.total(bins)
    shown = total if view.shown == view.total else layout.heights(bins, view.flags)
    return Density(layout.start, layout.start + layout.length - 1, shown, total)


def _first(bin: int, length: int, bins: int) -> int:
    """The first day of a bin, counted from 0: `bin` × `length` ÷ `bins`, rounded up."""
    return -(-bin * length // bins)


class _Layout:
    """Where the events of a timeline lie, whatever is shown of them. It holds no timeline."""

    def __init__(self, events: Sequence[Event]) -> None:
        days: list[tuple[int, int]] = []
        spans: list[tuple[int, int, int]] = []
        for row, event in enumerate(events):
            first, last = (None, None) if event.date is None else _bounds(event.date)
            if first is None or last is None:
                continue
            if first == last:
                days.append((first, row))
            else:
                spans.append((row, first, last))
        days.sort()
        first_days = [*(day for day, _ in days[:1]), *(first for _, first, _ in spans)]
        last_days = [*(day for day, _ in days[-1:]), *(last for _, _, last in spans)]
        self.start = min(first_days, default=0)
        self.length = max(last_days, default=-1) - self.start + 1
        self._days = [day - self.start for day, _ in days]
        self._day_rows = [row for _, row in days]
        self._spans = [(row, first - self.start, last - self.start) for row, first, last in spans]
        self._totals: dict[int, tuple[float, ...]] = {}
        self._all = bytes([1]) * len(events)

    def total(self, bins: int) -> tuple[float, ...]:
        found = self._totals.get(bins)
        if found is None:
            found = self._totals[bins] = self.heights(bins, self._all)
        return found

    def heights(self, bins: int, flags: bytes) -> tuple[float, ...]:
        """The heights of the events whose byte in `flags` is 1."""
        exact = min(bins, self.length)
        edges = [_first(bin, self.length, exact) for bin in range(exact + 1)]
        days = list(compress(self._days, map(flags.__getitem__, self._day_rows)))
        places = [bisect_left(days, edge) for edge in edges]
        heights: list[float] = [end - start for start, end in pairwise(places)]
        spans = [(first, last) for row, first, last in self._spans if flags[row]]
        for bin, height in enumerate(_spread(spans, edges) if spans else ()):
            heights[bin] += height
        if exact == bins:
            return tuple(heights)
        return tuple(heights[bin * exact // bins] for bin in range(bins))


def _spread(spans: Sequence[tuple[int, int]], edges: Sequence[int]) -> list[float]:
    """The heights of spans of days, each spread evenly; `edges` are where bins begin and end."""
    bins, length = len(edges) - 1, edges[-1]
    heights = [0.0] * bins
    steps = [0.0] * (bins + 1)  # how much the height of a day changes where a bin begins
    for first, last in spans:
        weight = 1 / (last - first + 1)
        start, end = first * bins // length, last * bins // length
        if start == end:
            heights[start] += 1
            continue
        heights[start] += (edges[start + 1] - first) * weight
        heights[end] += (last + 1 - edges[end]) * weight
        steps[start + 1] += weight
        steps[end] -= weight
    for bin, a_day in enumerate(accumulate(steps[:-1])):
        heights[bin] += a_day * (edges[bin + 1] - edges[bin])
    return heights


def _bounds(date: EdtfDate) -> tuple[int | None, int | None]:
    """Both bounds; one that is missing is taken to be the other."""
    first, last = date.earliest, date.latest
    return (last if first is None else first), (first if last is None else last)


_LAYOUTS: WeakKeyDictionary[Timeline, _Layout] = WeakKeyDictionary()
