"""The one list of the screen: lines with a cursor, made when they are drawn.

Not one of Textual's: those lay out every paragraph, and plant a tree anew in another order, which
takes longer than all else that a letter of the query brings; a cursor key takes 0.6 times as long
without them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from timeline_tui.tui.styles import Painted
from timeline_tui.words.spans import Line

ScrollBarRender.VERTICAL_BARS = [" "] * 8  # ends by the cell: no sign that is not ASCII

Tell = Callable[[int], Iterable[tuple[Sequence[Line], object]]]
"""The paragraphs for a width, each with what it leads to."""


class Lines(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Items of a line or more. A subclass says how many there are, what stands on a line and, where
    items are not a line each, where they stand."""

    cursor: Reactive[int] = Reactive(0, init=False, repaint=False)
    virtual_size = Reactive(Size(0, 0), layout=False)  # it moves nothing else
    sticks = 0  # how many lines at the top hide what scrolls under them

    class Chosen(Message):
        """An item was clicked twice."""

    @property
    def count(self) -> int:
        """The number of items."""
        return 0

    def line(self, line: int) -> Line:
        """What stands on a line of all."""
        return ()

    def line_of(self, place: int) -> int:
        """The first line of an item; behind the last item, the number of lines."""
        return place

    def height_of(self, place: int) -> int:
        """The number of lines of an item."""
        return 1

    def place_at(self, line: int) -> int | None:
        """The item that stands on a line."""
        place = bisect_right(range(self.count), line, key=self.line_of) - 1
        inside = place >= 0 and line < self.line_of(place) + self.height_of(place)
        return place if inside else None

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        at_cursor = self.place_at(line) == self.cursor
        return self.paint(self.line(line) if line < self.virtual_size.height else (), at_cursor)

    def renew(self) -> None:
        """Draws everything again."""
        self.virtual_size = Size(self.size.width, self.line_of(self.count))
        if self.scroll_y > self.max_scroll_y:
            self.scroll_top(self.max_scroll_y)
        self.refresh()

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Makes what depends on the size."""
        self.renew()
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scrolls so that the cursor is seen, by half a page where it stepped over the edge: each
        scroll draws every line, and a held key would have the terminal drawing all the time."""
        height, top, first = self.size.height, round(self.scroll_y), self.line_of(self.cursor)
        if not height or not self.count:
            return
        after = first + self.height_of(self.cursor)
        room = (height - self.sticks) // 2
        if first < top + self.sticks:
            self.scroll_top(first - self.sticks - room if self.cursor else 0)
        elif after > top + height:
            self.scroll_top(min(after - height + room, first - self.sticks))

    def scroll_top(self, top: int) -> None:
        """A line to the top, at once."""
        self.scroll_to(y=max(top, 0), animate=False, immediate=True, force=True)

    # Moving

    def validate_cursor(self, place: int) -> int:
        return max(min(place, self.count - 1), 0)

    def watch_cursor(self, old: int, new: int) -> None:
        if self.is_attached and self.count:
            for place in (old, new):
                if place < self.count:
                    self.refresh_lines(self.line_of(place), self.height_of(place))
            self.show_cursor()

    def move(self, by: int) -> None:
        """The cursor so many items on, stopping at the ends."""
        self.cursor += by

    def move_page(self, direction: int) -> None:
        """The cursor a page on or back."""
        line = self.line_of(self.cursor) + direction * (self.size.height - 1 - self.sticks)
        place = bisect_left(range(self.count), line, key=self.line_of)
        steps = max((place - self.cursor) * direction, 1)
        self.cursor += steps * direction

    def move_to_end(self, last: bool) -> None:
        """The cursor to the first or the last item."""
        self.cursor = self.count if last else 0
        if not last:
            self.scroll_top(0)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        place = self.place_at(at.y + self.scroll_offset.y) if at is not None else None
        if at is not None and place is not None:
            self.cursor = place
            if not self.pressed(at.x) and event.chain == 2:
                self.post_message(self.Chosen())

    def pressed(self, x: int) -> bool:
        """Does what a click on a cell of the cursor's line does there; False for nothing."""
        return False


class Paragraphs(Lines):
    """Paragraphs, broken for the width they get, each with what it leads to."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._make: Tell = lambda _: ()
        self._at = 0
        self._lines: list[Line] = []
        self._firsts = [0]  # of each paragraph its first line, then the number of lines
        self.targets: list[object] = []

    def tell(self, make: Tell, at: int = 0) -> None:
        """Shows the paragraphs that `make` makes for a width, once there is one; the cursor stands
        at one. Of one that is higher than the screen, each part that can be seen at once is a step
        of the cursor."""
        self._make, self._at = make, at
        if not self.size.width:
            return
        top = round(self.scroll_y) if at and at == self.cursor else 0
        most = max(self.size.height - 1, 1)
        parts = [
            (paragraph[begin : begin + most], target)
            for paragraph, target in make(max(self.size.width - 1, 10))
            for begin in range(0, max(len(paragraph), 1), most)
        ]
        self.targets = [target for _, target in parts]
        self._lines = [line for part, _ in parts for line in part or [()]]
        self._firsts = [0, *accumulate(max(len(part), 1) for part, _ in parts)]
        self.set_reactive(Paragraphs.cursor, self.validate_cursor(at))
        self.renew()
        self.scroll_top(top)
        self.show_cursor()

    def fit(self) -> None:
        self.tell(self._make, self.cursor or self._at)

    @property
    def count(self) -> int:
        return len(self.targets)

    @property
    def target(self) -> object:
        """What the paragraph under the cursor leads to."""
        return self.targets[self.cursor] if self.targets else None

    def line(self, line: int) -> Line:
        return self._lines[line]

    def line_of(self, place: int) -> int:
        return self._firsts[place]

    def height_of(self, place: int) -> int:
        return self._firsts[place + 1] - self._firsts[place]
