"""Everything the file says of one event, as lines that can be scrolled and followed."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from timeline_tui.core.views.view import View
from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.words.glyphs import UNICODE, Glyphs
from timeline_tui.words.pane import PaneLine, Target
from timeline_tui.words.spans import Line, Span, width_of


class EventPane(LineList):
    """The event that the chronology's cursor stands on; Enter follows what a line names."""

    DEFAULT_CSS = """
    EventPane { overflow-y: scroll; scrollbar-size-vertical: 0; }
    """

    view: reactive[View | None] = reactive(None)

    class Followed(Message):
        """A line that names something else was chosen."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._event_id: str | None = None
        self._lines: tuple[PaneLine, ...] = ()

    def watch_view(self) -> None:
        self._make_lines()
        self.renew()

    def show_event(self, event_id: str | None) -> None:
        """Shows another event from its top; only lines that differ are drawn again."""
        if event_id == self._event_id:
            return
        self._event_id = event_id
        before, scrolled = self._lines, self.scroll_y
        self._make_lines()
        if scrolled or self.cursor:
            self.set_reactive(LineList.cursor, 0)
            self.scroll_to(y=0, animate=False, immediate=True)
            self.renew()
            return
        self._draw_difference(before)

    def _draw_difference(self, before: tuple[PaneLine, ...]) -> None:
        """Draws again only the cells that differ: a key on the list changes all of this pane."""
        self._strips.clear()
        size = Size(self.scrollable_content_region.width, len(self._lines))
        self.set_reactive(Widget.virtual_size, size)  # without a layout: no scrollbar depends on it
        for line in range(self.size.height):
            old, new = self._spans(before, line), self._spans(self._lines, line)
            if old != new:
                self.refresh(Region(0, line, max(width_of(old), width_of(new)), 1))

    def _make_lines(self) -> None:
        width = self.scrollable_content_region.width
        view, event_id = self.view, self._event_id
        row = view.timeline.row_of.get(event_id) if view is not None and event_id else None
        if view is None or row is None or width < 4:
            self._lines = ()
            return
        from timeline_tui.words.event import event_lines  # needs what a file is read with

        event = view.timeline.events[row]
        self._lines = event_lines(
            view.timeline, event, glyphs=self._glyphs, highlight=view.highlight, width=width - 2
        )

    def on_resize(self) -> None:
        self._make_lines()
        super().on_resize()
        self.renew()

    @property
    def target(self) -> Target | None:
        """What the line under the cursor acts on."""
        return self._lines[self.cursor].target if self.cursor < len(self._lines) else None

    def follow(self) -> bool:
        """Asks for what the line under the cursor names to be shown; False if it names nothing."""
        if self.target is None:
            return False
        self.post_message(self.Followed(self.target))
        return True

    def move_to(self, line: int) -> None:
        """The cursor to a line, or the last one where there are fewer."""
        self.cursor = min(line, max(len(self._lines) - 1, 0))

    def item_total(self) -> int:
        return len(self._lines)

    def shows_cursor(self) -> bool:
        """Only while one reads here: it shows where one is."""
        return self.has_focus

    def validate_cursor(self, line: int) -> int:
        """The line, or the next in the way that the cursor goes if nothing stands on it."""
        way = 1 if line > self.cursor else -1
        while 0 < line < len(self._lines) and not self._lines[line].spans:
            line += way
        return line

    def content(self, line: int, width: int) -> Line:
        return self._spans(self._lines, line)

    def _spans(self, lines: tuple[PaneLine, ...], line: int) -> Line:
        """What is drawn of a line: before what Enter follows stands a sign."""
        if line >= len(lines):
            return ()
        spans, target = lines[line]
        follows = target is not None and not (line and lines[line - 1].target is target)
        return (Span(self._glyphs.follows, "dim") if follows else Span(" "), *spans)
