"""Where in time the events lie: a line of bars, those shown before all. A click goes there."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.core.calendar import civil
from timeline_tui.core.views.density import Density, density
from timeline_tui.core.views.view import View
from timeline_tui.render.density import density_line
from timeline_tui.render.glyphs import UNICODE, Glyphs

_LABEL = 7  # cells before and behind the bars
_SHORT = 366  # days up to which the ends are named by month and day


class DensityStrip(Widget):
    """One line over the chronology, the cursor's place in it marked."""

    DEFAULT_CSS = """
    DensityStrip {
        height: 1;
        background: $background;
        color: $text-accent;
        & > .density--rest { color: $foreground 45%; }
        & > .density--here { color: $foreground; text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"density--rest", "density--here"}

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
        self._density: Density | None = None
        self._bin: int | None = None

    def watch_view(self) -> None:
        self._count()

    def on_resize(self) -> None:
        self._count()

    def watch_here(self) -> None:
        place = self._bin_of(self.here)
        if place != self._bin:
            for bin in (self._bin, place):
                if bin is not None:
                    self.refresh(Region(_LABEL + bin, 0, 1, 1))
            self._bin = place

    def _count(self) -> None:
        bins = self.size.width - 2 * _LABEL
        self._density = density(self.view, bins) if self.view is not None and bins > 0 else None
        self._bin = self._bin_of(self.here)
        self.refresh()

    def _bin_of(self, day: int | None) -> int | None:
        counted = self._density
        if day is None or counted is None or counted.end < counted.start:
            return None
        return counted.bin(day)

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        if self._density is None:
            return Strip.blank(self.size.width, base)
        rest = self.get_component_rich_style("density--rest")
        line = density_line(self._density.shown, self._density.total, self._glyphs)
        cells = [(char, rest if role == "dim" else base) for text, role in line for char in text]
        if self._bin is not None and self._bin < len(cells):
            here = self.get_component_rich_style("density--here")
            cells[self._bin] = (cells[self._bin][0], here)
        first, last = (f" {label:<{_LABEL - 1}}" for label in self._labels())
        segments = [Segment(first, rest), *_runs(cells), Segment(last, rest)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _labels(self) -> tuple[str, str]:
        """Where the strip begins and ends: years, or months where it is short."""
        counted = self._density
        if counted is None or counted.end < counted.start:
            return "", ""
        first, last = civil(counted.start), civil(counted.end)
        if counted.end - counted.start > _SHORT:
            return str(first[0]), str(last[0])
        return f"{first[1]:02}-{first[2]:02}", f"{last[1]:02}-{last[2]:02}"

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
        if counted is not None and counted.end >= counted.start:
            place = min(max(x - _LABEL, 0), len(counted.total) - 1)
            self.post_message(self.Picked(counted.days(place)[0]))


def _runs(cells: list[tuple[str, Style]]) -> list[Segment]:
    """Neighbouring cells of one style as one segment: fewer bytes for the terminal."""
    runs: list[Segment] = []
    for char, style in cells:
        if runs and runs[-1].style is style:
            runs[-1] = Segment(runs[-1].text + char, style)
        else:
            runs.append(Segment(char, style))
    return runs
