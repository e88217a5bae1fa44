"""A list whose items take several lines each, laid out only as far as one has looked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.words.spans import Line, Span

_KEPT_ITEMS = 200
_SLICE = 0.004  # seconds at once for what nobody has looked at yet
_PAUSE = 0.03  # seconds between two such slices


@dataclass(frozen=True, slots=True)
class Items:
    """So many items; `make` makes the lines of one, at least one line."""

    count: int
    make: Callable[[int], Sequence[Line]]


class ItemLines(LineList):
    """Items made for the width they get.

    An item is seen whole where it fits; a longer one is moved through before the next. How high
    the first ones are is known down to a page behind what is seen, and ever further while nothing
    else is to do, so that the way to the last one is short too.
    """

    def __init__(self, make: Callable[[int], Items]) -> None:
        super().__init__()
        self._make = make
        self._items = Items(0, lambda _: ())
        self._edges = [0]  # the first line of every item known, and the line behind the last
        self._kept: dict[int, Sequence[Line]] = {}
        self._ahead: Timer | None = None

    def on_mount(self) -> None:
        self._ahead = self.set_interval(_PAUSE, self._lay_slice)

    def remake(self, make: Callable[[int], Items]) -> None:
        """Shows other items, the cursor at the same place where there still is one."""
        self._make = make
        self.on_resize()

    def on_resize(self) -> None:
        self._items = self._make(max(self.scrollable_content_region.width - 2, 10))
        last = max(self._items.count - 1, 0)
        self.set_reactive(LineList.cursor, min(self.cursor, last))
        self._edges = [0]
        self._kept.clear()
        self._lay_page(0)
        if self._ahead is not None:
            self._ahead.resume()
        super().on_resize()
        self.renew()

    # Laying out

    def _lines_of(self, item: int) -> Sequence[Line]:
        lines = self._kept.get(item)
        if lines is None:
            if len(self._kept) >= _KEPT_ITEMS:
                self._kept.clear()
            lines = self._kept[item] = self._items.make(item)
        return lines

    def _lay(self, items: int) -> None:
        """Takes the heights of so many items, if there are as many."""
        for item in range(len(self._edges) - 1, min(items, self._items.count)):
            self._edges.append(self._edges[-1] + len(self._lines_of(item)))

    def _lay_page(self, top: int) -> None:
        """Takes the heights of what is seen from a line on, and of a page more."""
        wanted = top + 2 * self.scrollable_content_region.height
        while self._edges[-1] < wanted and len(self._edges) <= self._items.count:
            self._lay(len(self._edges))
        size = Size(self.scrollable_content_region.width, self.line_total())
        self.set_reactive(Widget.virtual_size, size)  # without a layout: there is no scrollbar

    def _lay_slice(self) -> None:
        end = monotonic() + _SLICE
        while len(self._edges) <= self._items.count and monotonic() < end:
            self._lay(len(self._edges))
        if self._ahead is not None and len(self._edges) > self._items.count:
            self._ahead.pause()

    # Items and lines

    def item_total(self) -> int:
        return self._items.count

    def line_total(self) -> int:
        return self._edges[-1]

    def line_of(self, item: int) -> int:
        self._lay(item)
        return self._edges[item]

    def item_at(self, line: int) -> int | None:
        return bisect_right(self._edges, line) - 1 if line < self.line_total() else None

    def content(self, line: int, width: int) -> Line:
        item = bisect_right(self._edges, line) - 1
        return (Span(" "), *self._lines_of(item)[line - self._edges[item]])

    # Moving

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        self._lay_page(round(new_value))
        super().watch_scroll_y(old_value, new_value)

    def _scroll(self, top: int) -> None:
        self._lay_page(top)
        super()._scroll(top)

    def show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not height or not self.item_total():
            return
        first, end = self.line_of(self.cursor), self.line_of(self.cursor + 1)
        top = round(self.scroll_y)
        if first < top:
            self._scroll(first)
        elif end > top + height:
            self._scroll(min(first, end - height))

    def move(self, by: int) -> None:
        """To another item, once the present one was seen to its end."""
        if not self.item_total():
            return
        height, top = self.scrollable_content_region.height, round(self.scroll_y)
        below = self.line_of(self.cursor + 1) - top - height
        above = top - self.line_of(self.cursor)
        if by > 0 and below > 0:
            self._scroll(top + min(below, max(height - 1, 1)))
        elif by < 0 and above > 0:
            self._scroll(top - min(above, max(height - 1, 1)))
        else:
            super().move(by)

    def move_page(self, direction: int) -> None:
        """As many lines on or back as are seen, at least an item."""
        if not self.item_total():
            return
        page = direction * max(self.scrollable_content_region.height - 1, 1)
        line = max(self.line_of(self.cursor) + page, 0)
        self._lay_page(line)
        item = self.item_at(min(line, self.line_total() - 1))
        if item is None or item == self.cursor:
            self.move(direction)
        else:
            self.cursor = item
