"""A scrolling list whose lines are made when they are drawn, with a cursor. Knows no timeline.

Every pane is one of these, so that a list of 100,000 lines costs what its visible lines cost.
"""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from timeline_tui.tui.roles import SpanPainter
from timeline_tui.words.spans import Line

_KEPT_STRIPS = 1000  # a screenful many times over, and never all of 100,000 lines


class LineList(SpanPainter, ScrollView, can_focus=True, inherit_bindings=False):
    """Items with a cursor, each standing on one line; there may be lines between them.

    Its keys are those of the table of commands: those of a scrolling view would come before them.
    There is no scrollbar; the wheel scrolls, and the cursor stays where it is.

    A subclass says how many items and lines there are and makes a line on request; after any
    change it calls `renew`.
    """

    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 0;
        background: $background;
        color: $foreground;
    }
    """

    cursor: reactive[int] = reactive(0, init=False, repaint=False)

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, pane: LineList) -> None:
            super().__init__()
            self.pane = pane

    class Chosen(Message):
        """An item was clicked twice."""

        def __init__(self, pane: LineList) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: dict[tuple[int, bool], Strip] = {}

    # What a subclass says

    def item_total(self) -> int:
        """How many items the cursor can stand on."""
        raise NotImplementedError

    def line_total(self) -> int:
        """How many lines there are, items and what stands between them."""
        return self.item_total()

    def line_of(self, item: int) -> int:
        """The line on which an item stands."""
        return item

    def item_at(self, line: int) -> int | None:
        """The item that stands on a line, if it is one."""
        return line if 0 <= line < self.item_total() else None

    def content(self, line: int, width: int) -> Line:
        """What stands on a line, made for `width` cells."""
        raise NotImplementedError

    def pinned(self) -> int:
        """How many of the top lines are covered by what sticks there."""
        return 0

    def shows_cursor(self) -> bool:
        """Whether the cursor's line is set apart now."""
        return True

    # Drawing

    def renew(self) -> None:
        """Draws everything again: the items or what decides their look have changed."""
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, self.line_total())
        last = max(self.item_total() - 1, 0)
        if self.cursor > last:
            self.cursor = last
        self.refresh()

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, self.line_total())
        self.show_cursor()

    def render_line(self, y: int) -> Strip:
        return self.strip(y + self.scroll_offset.y)

    def strip(self, line: int) -> Strip:
        """The strip of a line, made once until something changes."""
        marked = self.item_total() > 0 and self.shows_cursor()
        at_cursor = marked and line == self.line_of(self.cursor)
        known = self._strips.get((line, at_cursor))
        if known is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            known = self._strips[line, at_cursor] = self._draw(line, at_cursor)
        return known

    def _draw(self, line: int, at_cursor: bool) -> Strip:
        width = self.scrollable_content_region.width
        if line >= self.line_total():
            return Strip.blank(width, self.role_style("plain"))
        return self.paint(self.content(line, width), width, at_cursor)

    # Moving

    def move(self, by: int) -> None:
        """The cursor `by` items on, stopping at the ends."""
        self.cursor = min(max(self.cursor + by, 0), max(self.item_total() - 1, 0))

    def move_page(self, direction: int) -> None:
        """The cursor a page on or back."""
        page = max(self.scrollable_content_region.height - 1 - self.pinned(), 1)
        self.move(direction * page)

    def move_to_end(self, last: bool) -> None:
        """The cursor to the first or the last item."""
        self.cursor = max(self.item_total() - 1, 0) if last else 0
        if not last:
            self.scroll_to(y=0, animate=False, immediate=True)

    def watch_cursor(self, old: int, new: int) -> None:
        if not self.is_attached:
            return
        if self.item_total():
            if old < self.item_total():
                self.refresh_line(self.line_of(old))
            self.refresh_line(self.line_of(new))
        self.show_cursor()
        self.post_message(self.Moved(self))

    def show_cursor(self) -> None:
        """Scrolls so that the cursor's line is seen, by half a page where it stepped over the edge.

        Each scroll draws every line again, so a held key that scrolled line by line would have the
        terminal drawing all the time.
        """
        height = self.scrollable_content_region.height
        if not height or not self.item_total():
            return
        line, top = self.line_of(self.cursor), round(self.scroll_y)
        room = height - self.pinned()
        if line < top + self.pinned():
            self._scroll(line - self.pinned() - room // 2 if self.cursor else 0)
        elif line >= top + height:
            self._scroll(line - height + 1 + room // 2)

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=max(top, 0), animate=False, immediate=True, force=True)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        item = self.item_at(line)
        if item is None:
            return
        self.cursor = item
        if event.chain == 2:
            self.post_message(self.Chosen(self))
