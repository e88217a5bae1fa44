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
from math import inf
from typing import Final, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View

_SHORTEST_FOLD: Final = 31  # days; a shorter gap is worth its room
_FOLD_PART: Final = 8  # a gap is folded if it takes more than this part of what is left
_FOLD_COST: Final = 12  # bins for each fold: its sign, and a label behind it

Days = tuple[int, int]
"""The first and the last of some days, as ordinals."""


class Stretch(NamedTuple):
    """The days from `first` to `last` (ordinals) in so many bins of equal length.

    Where there are more bins than days, a day has several.
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
        last = ((bin + 1) * self.length - 1) // self.bins
        first = min(-(-bin * self.length // self.bins), last)
        return self.first + first, self.first + last

    def bins_of(self, day: int) -> tuple[int, int]:
        """The first and last bin of a day, or of the nearest one for a day outside."""
        inside = min(max(day, self.first), self.last) - self.first
        first = inside * self.bins // self.length
        return first, max(first, (inside + 1) * self.bins // self.length - 1)


@dataclass(frozen=True, slots=True)
class Density:
    """The events of a view, and of its whole timeline, by the bins of some stretches.

    There is no stretch where nothing is dated. `shown` and `total` have a height for each bin: an
    event counts 1, spread evenly over the bins between its bounds. One without a bound at one end
    counts at the other. `places` are the first bin of each row, and the one behind its last.
    """

    stretches: tuple[Stretch, ...]
    shown: tuple[float, ...]
    total: tuple[float, ...]
    places: Sequence[tuple[int, int] | None] = ()

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
        """The first bin of a day, or the last one before it for a day in no stretch."""
        return _bins_of(self.stretches, day)[0]


def folded(timeline: Timeline, bins: int) -> tuple[Days, ...]:
    """The stretches of time in which something begins, or ends after it lasted a while.

    The longest gaps between them are left out while there are more days than bins, as many as a
    strip of so many bins has room for. What a vague or an open date may mean does not fill a gap:
    such an event counts where it can have begun.
    """
    marks: set[int] = set()
    for event, days in zip(timeline.events, _days(timeline), strict=True):
        if event.date is not None and days is not None:
            marks.update(days if event.date.kind == "interval" else days[:1])
    if not marks:
        return ()
    first, last = min(marks), max(marks)
    left = last - first + 1
    cuts: list[Days] = []
    gaps = ((after - before - 1, before, after) for before, after in pairwise(sorted(marks)))
    for gap, before, after in nlargest(bins // _FOLD_COST, gaps):
        if left <= bins or gap <= _SHORTEST_FOLD or gap * _FOLD_PART <= left:
            break
        left -= gap
        cuts.append((before, after))
    ends = (first, *(day for cut in sorted(cuts) for day in cut), last)
    return tuple(zip(ends[::2], ends[1::2], strict=True))


def first_row(timeline: Timeline, day: int, instant: float = -inf) -> int:
    """The first row that begins on a day (an ordinal), or at an instant of it (`Clock.moment`), or
    later; behind the last if none does."""
    firsts = (days[0] if days else -inf for days in _days(timeline))
    dates = (event.date for event in timeline.events)
    instants = (
        one.clock.moment if one and one.clock and not one.is_vague else -inf for one in dates
    )
    return bisect_left([*accumulate(zip(firsts, instants, strict=True), max)], (day, instant))


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


def density(view: View, stretches: tuple[Stretch, ...], before: Density | None = None) -> Density:
    """The heights of the bins of some stretches. From what was counted `before` in these stretches
    is taken what does not depend on the query."""
    if before is not None and before.stretches is stretches:
        places, total = before.places, before.total
    else:
        days = _days(view.timeline)
        bins = {one: _from_to(stretches, one) for one in set(filter(None, days)) if stretches}
        places = [bins.get(one) if one else None for one in days]
        total = _heights(places, stretches)
    all_shown = view.shown == view.total
    shown = total if all_shown else _heights(compress(places, view.flags), stretches)
    return Density(stretches, shown, total, places)


def _from_to(stretches: Sequence[Stretch], days: Days) -> tuple[int, int]:
    """The first bin of some days, and the one behind the last."""
    return _bins_of(stretches, days[0])[0], _bins_of(stretches, days[1])[1] + 1


def _heights(
    places: Iterable[tuple[int, int] | None], stretches: Sequence[Stretch]
) -> tuple[float, ...]:
    """How many events each bin has, one of several bins spread evenly over them."""
    heights = [0.0] * sum(stretch.bins for stretch in stretches)
    for (start, end), count in Counter(filter(None, places)).items():
        for bin in range(start, end):
            heights[bin] += count / (end - start)
    return tuple(heights)


def _bins_of(stretches: Sequence[Stretch], day: int) -> tuple[int, int]:
    """The first and last bin of a day among those of all stretches, which come in their order."""
    place = max(bisect_right(stretches, day, key=lambda stretch: stretch.first) - 1, 0)
    before = sum(stretch.bins for stretch in stretches[:place])
    first, last = stretches[place].bins_of(day)
    return before + first, before + last


@once
def _days(timeline: Timeline) -> list[Days | None]:
    """The first and last day of each row, None where no year is known."""
    return [None if event.date is None else _bounds(event.date) for event in timeline.events]


def _bounds(date: EdtfDate) -> Days | None:
    """The day it is ordered by and the last; one that is missing is taken to be the other. None
    where no year is known."""
    first, last = date.sort_day, date.last_day
    if first is None or date.earliest is None:
        return None if first is None or last is None else (last, last)
    return first, first if last is None else last
