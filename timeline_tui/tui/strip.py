"""The strip over the list: where in time the events lie, and the cursor's place among them.

Before the bars of each stretch of time stands when it begins; a sign stands for what is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.density import Days, Density, Stretch, density, folded, shared
from timeline_tui.core.views.view import View
from timeline_tui.tui.styles import content
from timeline_tui.words.dates import year_name
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Role, Span

_TICKS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)  # months between two names
_APART = 12  # bins from one name to the next, and a quarter behind the name of a stretch
_DAY = 3  # bins at most for a day
_BARS = 40  # percent of the strip that bars have at least


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretches that a strip shows, and its `texts`: each stands before the bin it names."""

    stretches: tuple[Stretch, ...] = ()
    texts: tuple[tuple[int, str], ...] = ()

    def cell(self, bin: int) -> int:
        """The cell in which a bin stands."""
        return bin + sum(len(text) for before, text in self.texts if before <= bin)

    def bin(self, cell: int) -> int:
        """The bin in a cell; for one that holds a text, the bin it names."""
        bins = sum(stretch.bins for stretch in self.stretches)
        return min(max(bisect_right(range(bins), cell - 1, key=self.cell), 0), max(bins - 1, 0))


def scale(timeline: Timeline, width: int, glyphs: Glyphs) -> Scale:
    """How the events of a timeline lie on a strip of `width` cells, whatever is shown of them."""
    stretches = folded(timeline, width) if width > 0 else ()
    for names in _namings(stretches, width) if stretches else ():
        starts = sorted({first for first, _ in stretches} | names.keys())
        parts = [
            (max(first, start), min(last, after - 1))
            for first, last in stretches
            for start, after in pairwise((*starts, stretches[-1][1] + 1))
            if first <= start <= last
        ]
        ends = (parts[0][0] - 1, *(last for _, last in parts))
        signs = [" " if start == end + 1 else glyphs.fold for (start, _), end in zip(parts, ends)]  # noqa: B905
        texts = [
            f"{sign}{names[start]} " if start in names else sign
            for (start, _), sign in zip(parts, signs, strict=True)
        ]
        room = width - 1 - sum(map(len, texts))
        if room >= max(len(parts), width * _BARS // 100):
            days = sum(last - first + 1 for first, last in parts)
            shares = shared(parts, max(min(room, days * _DAY), len(parts)))
            places = accumulate((stretch.bins for stretch in shares), initial=0)
            return Scale(shares, tuple(zip(places, texts, strict=False)))
    return Scale()


def _namings(stretches: Sequence[Days], width: int) -> Iterator[Mapping[int, str]]:
    """Which days to name, and how: ever fewer, down to none."""
    starts = [first for first, _ in stretches]
    a_bin = sum(last - first + 1 for first, last in stretches) / width  # in days, or a bit more
    for months in _TICKS:
        if months * 30 >= a_bin * _APART:
            ticks = {day for days in stretches for day in _ticks(days, months, a_bin)}
            yield _named(sorted({*starts, *ticks}), stretches[-1][1])
    yield from (_named(starts, stretches[-1][1]), _named(starts[:1], stretches[-1][1]), {})


def _named(days: Sequence[int], last: int) -> dict[int, str]:
    """A year where another one begins, else the month; both where no other year follows."""
    year, month, _ = civil(days[0])
    short = MONTHS[month - 1][:3]
    one_year = civil(last)[0] == year
    names = {days[0]: f"{short} {year_name(year)}" if one_year else year_name(year)}
    for before, day in pairwise(days):
        year, month, _ = civil(day)
        names[day] = MONTHS[month - 1][:3] if year == civil(before)[0] else year_name(year)
    return names


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


class DensityStrip(Widget):
    """One line of bars; a click or a drag goes to the events of that time."""

    DEFAULT_CSS = "DensityStrip { height: 1; color: $said-accent; }"

    class Picked(Message):
        """A day (an ordinal) was clicked or dragged to."""

        def __init__(self, day: int) -> None:
            super().__init__()
            self.day = day

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="density")
        self._glyphs = glyphs
        self._view: View | None = None
        self._scale = Scale()
        self._density: Density | None = None
        self._day: int | None = None
        self._cell: int | None = None

    def show(self, view: View) -> None:
        """Counts another view; the scale stays where only the query is another."""
        same = self._view is not None and self._view.timeline is view.timeline
        self._view = view
        self._count(keeps_scale=same)

    def on_resize(self) -> None:
        self._count(keeps_scale=False)

    def _count(self, *, keeps_scale: bool) -> None:
        if self._view is None or not self.size.width:
            return
        if not keeps_scale or not self._scale.stretches:
            self._scale = scale(self._view.timeline, self.size.width, self._glyphs)
        self._density = density(self._view, self._scale.stretches)
        self._cell = self._cell_of(self._day)
        self.refresh()

    def point(self, day: int | None) -> None:
        """Marks the cell of a day (an ordinal); only what differs is drawn."""
        self._day, before = day, self._cell
        self._cell = self._cell_of(day)
        for cell in {before, self._cell} if self._cell != before else ():
            if cell is not None:
                self.refresh(Region(cell, 0, 1, 1))

    def _cell_of(self, day: int | None) -> int | None:
        counted = self._density
        if day is None or counted is None or not counted.stretches:
            return None
        return self._scale.cell(counted.bin(day))

    def render(self) -> Content:
        """One cell a bin: its height is the number shown there, against the most shown in any.

        The lowest bar is kept, dim, for bins that hold events of which none is shown, so that a
        gap of the query can be told from a gap of the timeline without colour.
        """
        counted, cell, bars = self._density, self._cell, self._glyphs.bins
        if counted is None:
            return Content()
        most, texts = max(counted.shown, default=0.0), dict(self._scale.texts)
        spans: list[Span] = []
        for bin, (shown, total) in enumerate(zip(counted.shown, counted.total, strict=True)):
            height = (
                min(2 + int((len(bars) - 3) * shown / most + 0.5), len(bars) - 1) if shown else 0
            )
            role: Role = "plain" if shown or not total else "dim"
            spans.append(Span(texts.get(bin, ""), "dim"))
            spans.append(Span(bars[height or (total > 0)], role))
        line = content(tuple(spans))
        if cell is None or cell >= len(line):
            return line
        # A sign and not the bar: colours reversed would make the tallest one blank
        here = Content.styled(self._glyphs.cursor, "$foreground bold reverse")
        return Content.assemble(line[:cell], here, line[cell + 1 :])

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._pick(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._pick(event.x)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _pick(self, x: int) -> None:
        counted = self._density
        if counted is not None and counted.stretches:
            self.post_message(self.Picked(counted.days(self._scale.bin(x))[0]))
