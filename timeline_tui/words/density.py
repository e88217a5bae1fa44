"""The density strip: how many events lie in each stretch of time, as one line of bars.

Before the bars of each stretch stands when it begins; a sign stands for what is left out between
two. Pure: it says in which cell a bin stands, and which bin in a cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.density import Days, Stretch, folded, shared
from timeline_tui.words.date_words import year_name
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Role, Span

_TICKS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
"""Every how many months one is named inside a stretch, if all that are have room."""
_APART: Final = 12  # bins from one to the next, and a quarter behind the name of a stretch
_DAY: Final = 3  # bins at most for a day
_BARS: Final = 40  # percent of the strip that bars have at least


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretches that a strip shows, and its `texts`: each stands before the bin it names."""

    stretches: tuple[Stretch, ...] = ()
    texts: tuple[tuple[int, str], ...] = ()

    @property
    def bins(self) -> int:
        """The number of bars."""
        return sum(stretch.bins for stretch in self.stretches)

    def cell(self, bin: int) -> int:
        """The cell in which a bin stands."""
        return bin + sum(len(text) for before, text in self.texts if before <= bin)

    def bin(self, cell: int) -> int:
        """The bin in a cell; for one that holds a text, the bin it names."""
        cells = range(self.bins)
        return min(max(bisect_right(cells, cell - 1, key=self.cell), 0), max(self.bins - 1, 0))


def scale(timeline: Timeline, width: int, glyphs: Glyphs) -> Scale:
    """How the events of a timeline lie on a strip of `width` cells, whatever is shown of them."""
    stretches = folded(timeline, width) if width > 0 else ()
    if not stretches:
        return Scale()
    for names in _namings(stretches, width):
        parts = _cut(stretches, names)
        texts = _texts(parts, names, glyphs)
        room = width - 1 - sum(map(len, texts))
        if room >= max(len(parts), width * _BARS // 100):
            days = sum(last - first + 1 for first, last in parts)
            shares = shared(parts, max(min(room, days * _DAY), len(parts)))
            places = accumulate((stretch.bins for stretch in shares), initial=0)
            return Scale(shares, tuple(zip(places, texts, strict=False)))
    return Scale()


def density_line(
    shown: Sequence[float], total: Sequence[float], glyphs: Glyphs, scale: Scale | None = None
) -> Line:
    """One cell a bin: its height is the number shown there, against the most shown in any bin.

    The lowest bar is kept, dim, for bins that hold events of which none is shown, so that a gap of
    the query can be told from a gap of the timeline without colour; an empty bin is blank. The
    texts of the scale, if there is one, are dim too.
    `shown` and `total` are counts of the same bins; ValueError if they differ in length.
    """
    most = max(shown, default=0.0)
    texts = dict(scale.texts) if scale is not None else {}
    spans: list[Span] = []
    for bin, (own, all_of_it) in enumerate(zip(shown, total, strict=True)):
        if bin in texts:
            spans.append(Span(texts[bin], "dim"))
        glyph, role = _bar(own, most, all_of_it, glyphs.bins)
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + glyph, role)
        else:
            spans.append(Span(glyph, role))
    return tuple(spans)


def _bar(own: float, most: float, all_of_it: float, bins: str) -> tuple[str, Role]:
    if own <= 0:
        return (bins[1], "dim") if all_of_it > 0 else (bins[0], "plain")
    height = 2 + int((len(bins) - 3) * own / most + 0.5)
    return bins[min(height, len(bins) - 1)], "plain"


# What is named, and where


def _namings(stretches: Sequence[Days], width: int) -> Iterator[dict[int, str]]:
    """Which days to name, and how: ever fewer, down to none."""
    starts = [first for first, _ in stretches]
    first = _first_name(stretches)
    a_bin = sum(last - first + 1 for first, last in stretches) / width  # in days, or a bit more
    for months in _TICKS:
        if months * 30 >= a_bin * _APART:
            ticks = (tick for days in stretches for tick in _ticks(days, months, a_bin))
            yield _named(sorted({*starts, *ticks}), first)
    yield _named(starts, first)
    yield _named(starts[:1], first)
    yield {}


def _first_name(stretches: Sequence[Days]) -> str:
    """The year, and the month too where no other year follows."""
    year, month, _ = civil(stretches[0][0])
    name = year_name(year)
    return f"{_short(month)} {name}" if civil(stretches[-1][1])[0] == year else name


def _named(days: Sequence[int], first: str) -> dict[int, str]:
    """A year where another one begins, else the month."""
    names = {days[0]: first}
    for before, day in pairwise(days):
        year, month, _ = civil(day)
        names[day] = _short(month) if year == civil(before)[0] else year_name(year)
    return names


def _short(month: int) -> str:
    return MONTHS[month - 1][:3]


def _ticks(stretch: Days, months: int, a_bin: float) -> Iterator[int]:
    """The first days of every so many months, where they are not too near to an end."""
    first, last = stretch
    year, month, _ = civil(first)
    place = year * 12 + month - 1
    while True:
        place += months - place % months
        day = ordinal(place // 12, place % 12 + 1, 1)
        if day > last - a_bin:
            return
        if day >= first + a_bin * _APART / 4:
            yield day


def _cut(stretches: Sequence[Days], days: Iterable[int]) -> list[Days]:
    """The stretches, cut where one of `days` begins."""
    parts: list[Days] = []
    for first, last in stretches:
        starts = [first, *sorted(day for day in days if first < day <= last)]
        parts += zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True)
    return parts


def _texts(parts: Sequence[Days], names: Mapping[int, str], glyphs: Glyphs) -> list[str]:
    """What stands before the bins of each part."""
    texts: list[str] = []
    end = parts[0][0] - 1
    for first, last in parts:
        sign = " " if first == end + 1 else glyphs.fold
        texts.append(f"{sign}{names[first]} " if first in names else sign)
        end = last
    return texts
