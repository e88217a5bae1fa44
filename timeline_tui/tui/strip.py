"""The strip over the list: where in time the events lie, and the cursor's place among them.

Before the bars of a stretch of time stands when it begins; a sign stands for what is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.density import Density, Stretch, density, folded, shared
from timeline_tui.core.views.view import View
from timeline_tui.tui.styles import Painted
from timeline_tui.words.dates import year_name
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Span

_APART = 12  # bins from one name to the next; behind the name of a stretch fewer
_FEWER = 2
_DAY = 3  # bins at most for a day
_YEARS = 3 * 365  # days of a stretch from which on only years are named in it


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
    """How the events of a timeline lie on a strip of `width` cells, half of it for bars at least,
    whatever is shown of them."""
    stretches = folded(timeline, width) if width > 0 else ()
    if not stretches or width < 2 * len(stretches) + 2:
        return Scale()
    texts = {first: glyphs.fold if at else " " for at, (first, _) in enumerate(stretches)}
    room = width // 2 - len(texts)
    for _, _, day, name in sorted(_names(shared(stretches, max(width // 2, len(stretches))))):
        if (room := room - len(name) - 2) < 0:
            break
        texts[day] = f"{texts.get(day, ' ')}{name} "
    bins = width - 1 - sum(map(len, texts.values()))
    days = sum(last - first + 1 for first, last in stretches)
    shares = shared(stretches, max(min(bins, days * _DAY), len(stretches)))
    bin_of = Density(shares, (), ()).bin
    return Scale(shares, tuple((bin_of(day), text) for day, text in sorted(texts.items())))


def _names(stretches: tuple[Stretch, ...]) -> list[tuple[bool, int, int, str]]:
    """What to name: the beginnings of stretches and, behind enough bins without a name, of years
    and months in them; a year where another one begins, else the month. For each whether it is no
    year, less the bins up to the next, the day, the name: in this order they get their room."""
    one = civil(stretches[0].first)[0] == civil(stretches[-1].last)[0]
    found: list[tuple[bool, int, int, str]] = []  # with its own bin in the second place
    named, at, since = None, 0, 0
    for stretch in stretches:
        for bin in range(stretch.bins):
            begins, ends = stretch.days(bin)
            year, month, _ = civil(ends if bin else begins)
            day = ordinal(year, 1 if stretch.length > _YEARS else month, 1) if bin else begins
            fits = bin and at - since >= _APART and bin + 2 <= stretch.bins
            if not bin or (fits and day >= begins and day > found[-1][2]):  # no day twice
                words = [MONTHS[month - 1][:3]] if one or year == named else []
                words += [year_name(year)] if year != named else []
                found.append((year == named, at, day, " ".join(words)))
                named, since = year, at if bin else at + _FEWER - _APART
            at += 1
    ends_at = (*(begin for _, begin, _, _ in found[1:]), at)
    return [(no, at - end, day, it) for (no, at, day, it), end in zip(found, ends_at, strict=True)]


class DensityStrip(Painted, Widget):
    """One line of bars; a click or a drag goes to the events of that time."""

    class Picked(Message):
        """A day (an ordinal) was clicked or dragged to."""

        def __init__(self, day: int) -> None:
            super().__init__()
            self.day = day

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="density")
        self._glyphs = glyphs
        self._view: View | None = None
        self._scaled: tuple[int, Timeline | None] = (0, None)  # for which width and timeline
        self._scale = Scale()
        self._density = Density((), (), ())
        self._day: int | None = None

    def show(self, view: View) -> None:
        """Counts a view; the scale stays where only the query is another."""
        self._view = view
        self.on_resize()

    def on_resize(self) -> None:
        view, width = self._view, self.size.width
        if view is None or not width:
            return
        if self._scaled[0] != width or self._scaled[1] is not view.timeline:
            self._scaled = width, view.timeline
            self._scale = scale(view.timeline, width, self._glyphs)
        self._density = density(view, self._scale.stretches, self._density)
        self.refresh()

    def point(self, day: int | None) -> None:
        """Marks the cell of a day (an ordinal); only what differs is drawn."""
        before, self._day = self._cell, day
        for cell in {before, self._cell} if self._cell != before else ():
            if cell is not None:
                self.refresh(Region(cell, 0, 1, 1))

    @property
    def _cell(self) -> int | None:
        if self._day is None or not self._density.stretches:
            return None
        return self._scale.cell(self._density.bin(self._day))

    def render_line(self, y: int) -> Strip:
        """One cell a bin: its height is the number shown there, against the most shown in any.

        The lowest bar is kept, dim, for bins that hold events of which none is shown, so that a
        gap of the query can be told from a gap of the timeline without colour.
        """
        counted, bars, cell = self._density, self._glyphs.bins, self._cell
        most, texts = max(counted.shown, default=0.0), dict(self._scale.texts)
        spans: list[Span] = []
        for bin, (shown, total) in enumerate(zip(counted.shown, counted.total, strict=True)):
            height = 2 + int((len(bars) - 3) * shown / most + 0.5) if shown else int(total > 0)
            bar = Span(bars[min(height, len(bars) - 1)], "plain" if shown or not total else "dim")
            spans += Span(texts.get(bin, ""), "dim"), bar
        line = self.paint(tuple(spans))
        if cell is None or cell >= self.size.width:
            return line
        # A sign and not the bar: colours reversed would make the tallest one blank
        before, _, after = line.divide([cell, cell + 1, self.size.width])
        here = self.paint((Span(self._glyphs.cursor),), at_cursor=True).crop(0, 1)
        return Strip.join([before, here, after])

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._pick(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._pick(event.x)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _pick(self, x: int) -> None:
        if self._density.stretches:
            self.post_message(self.Picked(self._density.days(self._scale.bin(x))[0]))
