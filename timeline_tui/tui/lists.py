"""The one list of the screen: lines with a cursor, made when they are drawn.

Not one of Textual's: those lay out every paragraph, and plant a tree anew in another order, which
takes longer than all else that a letter of the query brings; a cursor key takes 0.6 times as long
without them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.content import Content
from textual.errors import NoWidget
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.tui.styles import Painted
from timeline_tui.words.spans import Line, harmless, plain, text_of


class _ByTheCell(ScrollBarRender):
    """A scrollbar without signs that are not ASCII: it ends where a cell does."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8


ScrollBar.renderer = _ByTheCell

Tell = Callable[[int], Iterable[tuple[Sequence[Line], object]]]
"""The paragraphs for a width, each with what it leads to."""


class Lines(Painted, ScrollView, can_focus=True, inherit_bindings=False):
    """Items of a line or more. A subclass says how many there are, what stands on a line and, where
    items are not a line each, where they stand."""

    cursor: Reactive[int] = Reactive(0, init=False, repaint=False)
    virtual_size = Reactive(Size(0, 0), layout=False)  # it moves nothing else
    label = heading = ""  # of a pane: its name, and what is to stand in its rule
    rule: Content | None = None  # what stands there
    HINTS = ""  # the commands that are told of while it has the keys
    CALLED: ClassVar[Mapping[str, str]] = {}  # what they are called here, where not by their titles
    empty: Line = ()  # what is said where there is no item
    sticks = 0  # how many lines at the top hide what scrolls under them
    foot = 0  # how many do at the bottom

    class Chosen(Message):
        """An item was clicked twice."""

    @property
    def count(self) -> int:
        return 0

    @property
    def room(self) -> int:
        """The cells of a line that no scrollbar covers."""
        return self.size.width - self.scrollbar_size_vertical

    def line(self, line: int) -> Line:
        return ()

    def line_of(self, place: int) -> int:
        """The first line of an item; behind the last item, the number of lines."""
        return place

    def height_of(self, place: int) -> int:
        return 1

    def place_at(self, line: int) -> int | None:
        """The item that stands on a line."""
        place = bisect_right(range(self.count), line, key=self.line_of) - 1
        inside = place >= 0 and line < self.line_of(place) + self.height_of(place)
        return place if inside else None

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        if line >= self.virtual_size.height:
            return self.paint(())
        return self.selected(self.paint(self.line(line), self.at_cursor(line)), line)

    def at_cursor(self, line: int) -> bool:
        return self.place_at(line) == self.cursor

    def renew(self) -> None:
        """Draws everything again; what was selected is no longer there."""
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()
        self.virtual_size = Size(self.size.width, self.line_of(self.count) + self.foot)
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
        height, top = self.size.height - self.foot, round(self.scroll_y)
        first = self.line_of(self.cursor)
        if height <= 0 or not self.count:
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

    # What is selected with the mouse, from a character of a line to another

    def selected(self, strip: Strip, line: int) -> Strip:
        """The strip of a line, what is selected of it marked."""
        selection = self.text_selection
        span = selection.get_span(line) if selection is not None else None
        if span is None:
            return strip
        text = Text.assemble(*((one.text, one.style or "") for one in strip), end="")
        start, end = span
        look = self.screen.get_component_rich_style("screen--selection")
        text.stylize(look, start, len(text) if end < 0 else end)
        return Strip(text.render(self.app.console), strip.cell_length)

    def offset_at(self, x: int, y: int) -> Offset | None:
        """Where in the lines a cell of the screen is: the character, and the line; None beside the
        text. Textual's own way is to write it into each strip that is drawn, which takes time."""
        inside, top = self.content_region, self.scroll_offset.y
        line = y - inside.y + top
        stuck = top and y - inside.y < self.sticks
        if stuck or not inside.contains(x, y) or line >= self.virtual_size.height:
            return None
        text = text_of(harmless(self.line(line)))
        ends = accumulate(map(cell_len, text))
        return Offset(
            next((n for n, end in enumerate(ends) if end > x - inside.x), len(text)), line
        )

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """What is selected, line by line as it is seen, without our signs of direction."""
        found = []
        for line in range(self.virtual_size.height):
            if (span := selection.get_span(line)) is not None:
                start, end = span
                text = text_of(harmless(self.line(line)))
                found.append(plain(text[start : None if end < 0 else end]).rstrip())
        return "\n".join(found), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh()

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
        height = self.size.height - self.sticks - self.foot
        line = self.line_of(self.cursor) + direction * (height - 1)
        place = bisect_left(range(self.count), line, key=self.line_of)
        steps = max((place - self.cursor) * direction, 1)
        self.cursor += steps * direction

    def move_to_end(self, last: bool) -> None:
        self.cursor = self.count if last else 0
        if not last:
            self.scroll_top(0)

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()  # Textual would select all with the second click
        if self.text_selection is not None:
            return  # the end of a drag
        at = event.get_content_offset(self)
        if at is None or not self.sticks <= at.y < self.size.height - self.foot:
            return
        place = self.place_at(at.y + self.scroll_offset.y)
        if place is not None:
            self.cursor = place
            if not self.pressed(at.x) and event.chain == 2:
                self.post_message(self.Chosen())

    def fold(self) -> bool:
        """Closes or opens the branch under the cursor; False if there is none."""
        return False

    def pressed(self, x: int) -> bool:
        """Does what a click on a cell of the cursor's line does there; False for nothing."""
        return False


class Selecting(Screen[ScreenResultType]):
    """A screen on which a drag selects in the list in which it began, and nothing else."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        state = self._select_state
        began = state.start.content_widget if state is not None and self._selecting else None
        if isinstance(began, Lines):
            inside, left = began.content_region, began.virtual_size.height - began.scroll_offset.y
            x = max(inside.x, min(x, inside.right - 1))
            y = max(inside.y, min(y, inside.bottom - 1, inside.y + left - 1))
        with suppress(NoWidget):
            widget = self.get_widget_at(x, y)[0]
            if isinstance(widget, Lines) and (offset := widget.offset_at(x, y)) is not None:
                return widget, offset
        return None, None

    def action_copy_text(self) -> None:
        """Copies what is selected, never nothing."""
        if self.get_selected_text():
            super().action_copy_text()


class Paragraphs(Lines):
    """Paragraphs, broken for the width they get, each with what it leads to."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._make: Tell = lambda _: ()
        self._at = 0
        self._lines: list[Line] = []
        self._firsts = [0]  # of each part its first line, then the number of lines
        self._numbers: list[int] = []  # of each part, which paragraph it is of
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
            (paragraph[begin : begin + most], target, number)
            for number, (paragraph, target) in enumerate(make(max(self.size.width - 1, 10)))
            for begin in range(0, max(len(paragraph), 1), most)
        ]
        self.targets = [target for _, target, _ in parts]
        self._numbers = [number for *_, number in parts]
        self._lines = [line for part, *_ in parts for line in part or [()]]
        self._firsts = [0, *accumulate(max(len(part), 1) for part, *_ in parts)]
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
        return self.targets[self.cursor] if self.targets else None

    def at_cursor(self, line: int) -> bool:
        """It covers a whole paragraph, but for the air at its end."""
        place = self.place_at(line)
        if place is None or self._numbers[place] != self._numbers[self.cursor]:
            return False
        last = line + 1 == self._firsts[place + 1] > self._firsts[place] + 1
        return not last or bool(text_of(self._lines[line]).strip())

    def watch_cursor(self, old: int, new: int) -> None:
        super().watch_cursor(old, new)
        self.refresh()

    def line(self, line: int) -> Line:
        return self._lines[line]

    def line_of(self, place: int) -> int:
        return self._firsts[place]

    def height_of(self, place: int) -> int:
        return self._firsts[place + 1] - self._firsts[place]
