"""The strip over the list: where in time the events lie, and the cursor's place among them.

Before the bars of a stretch of time stands when it begins; a sign stands for what is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.density import Density, Stretch, density, folded, shared
from timeline_tui.core.views.view import View
from timeline_tui.tui.styles import content
from timeline_tui.words.dates import year_name
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Role, Span

_BARS = 50  # percent of the strip that bars have at least
_APART = 12  # bins from one name to the next
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
    """How the events of a timeline lie on a strip of `width` cells, whatever is shown of them."""
    stretches = folded(timeline, width) if width > 0 else ()
    if not stretches:
        return Scale()
    bars = max(width * _BARS // 100, len(stretches))
    texts = {first: glyphs.fold if at else " " for at, (first, _) in enumerate(stretches)}
    for day, name in _names(shared(stretches, bars), width - bars - len(texts)).items():
        texts[day] = f"{texts.get(day, ' ')}{name} "
    room = width - 1 - sum(map(len, texts.values()))
    if room < len(stretches):
        return Scale()
    days = sum(last - first + 1 for first, last in stretches)
    shares = shared(stretches, max(min(room, days * _DAY), len(stretches)))
    bin_of = Density(shares, (), ()).bin
    return Scale(shares, tuple((bin_of(day), text) for day, text in sorted(texts.items())))


def _names(stretches: Sequence[Stretch], room: int) -> dict[int, str]:
    """The days to name, and how: a year where another one begins, else the month. Each stretch is
    named and, a while after the name before, each year or month, as long as there is room."""
    first, last = civil(stretches[0].first)[0], civil(stretches[-1].last)[0]
    found: dict[int, str] = {}
    named, since = None, 0
    for stretch in stretches:
        for bin in range(stretch.bins):
            begins, ends = stretch.days(bin)
            year, month, _ = civil(ends if bin else begins)
            day = ordinal(year, 1 if stretch.length > _YEARS else month, 1) if bin else begins
            name = year_name(year) if year != named else MONTHS[month - 1][:3]
            if first == last == year != named:
                name = f"{MONTHS[month - 1][:3]} {name}"
            since += 1
            near = since < _APART or stretch.bins - bin < _APART // 4
            known = day < begins or day in found
            if len(name) + 2 <= room and not (bin and (near or known)):
                found[day] = name
                named, since, room = year, 0, room - len(name) - 2
    return found


class DensityStrip(Widget):
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
