"""A text to read: the keys scroll it at once, and nothing in it is picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message

from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.words.spans import Line, Span


class TextLines(LineList):
    """Lines made for the width they get."""

    class Seen(Message):
        """Other lines than before are seen: the `first` and the `last` (from 1) of the `total`."""

        def __init__(self, first: int, last: int, total: int) -> None:
            super().__init__()
            self.first = first
            self.last = last
            self.total = total

    def __init__(self, make: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self._make = make
        self._lines: Sequence[Line] = ()

    def remake(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Shows another text, scrolled as far."""
        self._make = make
        self.on_resize()

    def on_resize(self) -> None:
        self._lines = self._make(max(self.scrollable_content_region.width - 2, 10))
        super().on_resize()
        self.renew()
        self._tell()

    def item_total(self) -> int:
        return len(self._lines)

    def content(self, line: int, width: int) -> Line:
        return (Span(" "), *self._lines[line])

    def shows_cursor(self) -> bool:
        return False

    def show_cursor(self) -> None:
        """There is none to show."""

    # Moving

    def move(self, by: int) -> None:
        last_top = max(self.line_total() - self._height, 0)
        self._scroll(min(round(self.scroll_y) + by, last_top))

    def move_page(self, direction: int) -> None:
        self.move(direction * max(self._height - 1, 1))

    def move_to_end(self, last: bool) -> None:
        self.move(self.line_total() if last else -self.line_total())

    def on_click(self, event: events.Click) -> None:
        """Nothing stands here that could be picked."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    def _tell(self) -> None:
        top, total = round(self.scroll_y), self.line_total()
        self.post_message(self.Seen(top + 1, min(top + self._height, total), total))
