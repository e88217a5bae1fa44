"""The strip over the list: where in time the events lie, and the cursor's place among them."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from timeline_tui.core.views.density import Density, density
from timeline_tui.core.views.view import View
from timeline_tui.tui.styles import content
from timeline_tui.words.density import Scale, density_line, scale
from timeline_tui.words.glyphs import Glyphs


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
        if self.size.width:
            self._count(keeps_scale=same)

    def on_resize(self) -> None:
        self._count(keeps_scale=False)

    def _count(self, *, keeps_scale: bool) -> None:
        if self._view is None:
            return
        if not keeps_scale or not self._scale.bins:
            self._scale = scale(self._view.timeline, self.size.width, self._glyphs)
        self._density = density(self._view, self._scale.stretches)
        self._cell = self._cell_of(self._day)
        self.refresh()

    def point(self, day: int | None) -> None:
        """Marks the cell of a day (an ordinal); only what differs is drawn."""
        self._day, before = day, self._cell
        self._cell = self._cell_of(day)
        if self._cell != before:
            for cell in (before, self._cell):
                if cell is not None:
                    self.refresh(Region(cell, 0, 1, 1))

    def _cell_of(self, day: int | None) -> int | None:
        counted = self._density
        if day is None or counted is None or not counted.stretches:
            return None
        return self._scale.cell(counted.bin(day))

    def render(self) -> Content:
        counted, cell = self._density, self._cell
        if counted is None:
            return Content()
        line = content(density_line(counted.shown, counted.total, self._glyphs, self._scale))
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
