"""Where in time the events lie: a line of bars, those shown before all. A click goes there."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.core.views.density import Density, density
from timeline_tui.core.views.view import View
from timeline_tui.tui.roles import SpanPainter
from timeline_tui.words.density import Scale, density_line, scale
from timeline_tui.words.glyphs import UNICODE, Glyphs


class DensityStrip(SpanPainter):
    """One line over the chronology, the cursor's place in it marked."""

    DEFAULT_CSS = """
    DensityStrip {
        height: 1;
        background: $background;
        color: $text-accent;
        & > .density--here { color: $foreground; text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"density--here"}

    view: reactive[View | None] = reactive(None)
    here: reactive[int | None] = reactive(None, repaint=False)

    class Picked(Message):
        """A day (an ordinal) was clicked or dragged to."""

        def __init__(self, day: int) -> None:
            super().__init__()
            self.day = day

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._scale = Scale()
        self._density: Density | None = None
        self._cell: int | None = None

    def watch_view(self, old: View | None, view: View | None) -> None:
        if old is None:  # the list comes first
            self.call_after_refresh(self._count, keeps_scale=False)
        else:
            self._count(keeps_scale=view is not None and old.timeline is view.timeline)

    def on_resize(self) -> None:
        self._count(keeps_scale=False)

    def watch_here(self) -> None:
        cell = self._cell_of(self.here)
        if cell != self._cell:
            for place in (self._cell, cell):
                if place is not None:
                    self.refresh(Region(place, 0, 1, 1))
            self._cell = cell

    def _count(self, *, keeps_scale: bool) -> None:
        """Counts anew; the scale stays where the query alone is another."""
        if self.view is None or not self.size.width:
            return
        if not keeps_scale:
            self._scale = scale(self.view.timeline, self.size.width, self._glyphs)
        self._density = density(self.view, self._scale.stretches)
        self._cell = self._cell_of(self.here)
        self.refresh()

    def _cell_of(self, day: int | None) -> int | None:
        counted = self._density
        if day is None or counted is None or not counted.stretches:
            return None
        return self._scale.cell(counted.bin(day))

    def render_line(self, y: int) -> Strip:
        counted, width = self._density, self.size.width
        if counted is None:
            return Strip.blank(width, self.role_style("plain"))
        line = density_line(counted.shown, counted.total, self._glyphs, self._scale)
        strip = self.paint(line, width)
        cell = self._cell
        if cell is None or cell >= width:
            return strip
        # A sign and not the bar: colours reversed would make the tallest one blank
        here = Segment(self._glyphs.cursor, self.get_component_rich_style("density--here"))
        return Strip.join([strip.crop(0, cell), Strip([here], 1), strip.crop(cell + 1, width)])

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
