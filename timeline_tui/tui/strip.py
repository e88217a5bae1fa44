"""The strip over the list: how much there is when, and the cursor's place in it. As of a day it is
the axis of reports: how much became known when. Knows no rule of time.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.core.dates import EdtfDate, understand
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.lanes.axis import ticks
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.density import Bar, Density, begin_of, events_density, reports_density
from timeline_tui.core.views.view import View
from timeline_tui.tui.styles import Painted
from timeline_tui.words.dates import iso, rail
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span

_FULL = 6  # so many at least are a full bar: single events are not to look like crowds

Reports = Sequence[tuple[int, str]]
"""Days (ordinals), each with the id of an event of which something was reported on it."""


class DensityStrip(Painted, Widget):
    """A line of bars and one that says when that is; a click or a drag goes there."""

    class Picked(Message):
        """A cell was clicked or dragged to: its first and its last instant."""

        def __init__(self, first: int, last: int) -> None:
            super().__init__()
            self.first, self.last = first, last

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="density")
        self._glyphs = glyphs
        self._view: View | None = None
        self._reports: Reports | None = None
        self._made: tuple[int, Timeline] | None = None  # for which width and timeline
        self._density: Density | None = None
        self._bars: Line = ()
        self._labels = ""
        self._date: EdtfDate | None = None

    def show(self, view: View, reports: Reports | None) -> None:
        """Counts a view, as of a day its reports; the axis stays where only the query differs."""
        self._view, self._reports = view, reports
        self.on_resize()

    def on_resize(self) -> None:
        view, width = self._view, self.size.width
        if view is None or not width:
            return
        if self._made != (width, view.timeline):
            self._made = width, view.timeline
            if self._reports is None:
                self._density = events_density(view.timeline, width)
            else:
                self._density = reports_density(view, self._reports, width)
            self._labels = self._named()
        bars = self._density.bars(view) if self._density is not None else []
        most = max((_FULL, *(bar.total for bar in bars)))
        self._bars = tuple([self._bar(bar, most) for bar in bars])
        self.refresh()

    def _named(self) -> str:
        """The ticks; reports have days only, and their axis ends with the day that is named."""
        if self._density is None:
            return ""
        axis, said, end = self._density.axis, "", ""
        if self._reports is not None and axis.first < axis.last:
            end = rail(understand(iso(axis.last // DAY)))
        for cell, label in ticks(axis):
            fits = not end or (":" not in label and cell + len(label) + 2 + len(end) <= axis.width)
            said = f"{said:<{cell}}{label}" if fits else said
        return f"{said:<{axis.width - len(end)}}{end}"

    def point(self, date: EdtfDate | None) -> None:
        """Marks the place of the event of a date."""
        before, self._date = self._cell, date
        for cell in {before, self._cell} if self._cell != before else ():
            if cell is not None:  # only what differs is drawn
                self.refresh(Region(cell, 0, 1, 1))

    @property
    def _cell(self) -> int | None:
        """The cell of the cursor; none on the axis of reports, which ends with the day."""
        instant = begin_of(self._date)
        if self._density is None or self._reports is not None or instant is None:
            return None
        return self._density.axis.cell(instant)

    def render_line(self, y: int) -> Strip:
        if y:
            return self.paint((Span(self._labels, "dim"),))
        line, cell = self.paint(self._bars), self._cell
        if cell is None or cell >= self.size.width:
            return line
        # A sign and not the bar: colours reversed would make the tallest one blank
        before, _, after = line.divide([cell, cell + 1, self.size.width])
        here = self.paint((Span(self._glyphs.cursor),), at_cursor=True).crop(0, 1)
        return Strip.join([before, here, after])

    def _bar(self, bar: Bar, most: int) -> Span:
        """As high as there are many that the query finds, else dim and as high as there are many at
        all; without colours that is the lowest bar, which nothing else is."""
        bars = self._glyphs.bins
        if bar.contested:
            return Span(self._glyphs.disputed, "contested")
        many = bar.shown or bar.total
        height = 2 + round((len(bars) - 3) * many / most)
        if bars.isascii():  # a digit is to say how many there are
            height = min(1 + many, len(bars) - 1)
        if bar.shown or not bar.total:
            return Span(bars[height] if bar.total else " ")
        return Span(bars[1 if self.app.no_color else height], "dim")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._pick(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        # The axis of reports would become another one under the mouse
        if self.app.mouse_captured is self and self._reports is None:
            self._pick(event.x)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _pick(self, x: int) -> None:
        if self._density is not None:
            axis = self._density.axis
            self.post_message(self.Picked(*axis.instants(min(max(x, 0), axis.width - 1))))
