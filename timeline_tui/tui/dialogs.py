"""The small screens over the main one: a text to read, a list to pick from, a line to answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from timeline_tui.render.glyphs import Glyphs
from timeline_tui.render.spans import Line, Span, wrap
from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.tui.widgets.query_line import QueryHints
from timeline_tui.tui.widgets.rules import PaneRule
from timeline_tui.tui.widgets.status_line import StatusLine

Answer = TypeVar("Answer")

_MOVES: tuple[BindingType, ...] = (
    Binding("j,down", "move(1)", show=False),
    Binding("k,up", "move(-1)", show=False),
    Binding("pagedown,ctrl+d", "page(1)", show=False),
    Binding("pageup,ctrl+u", "page(-1)", show=False),
    Binding("g,home", "end(False)", show=False),
    Binding("G,end", "end(True)", show=False),
    Binding("escape,q", "close", show=False),
)


Items = Sequence[Sequence[Line]]


class ItemLines(LineList):
    """Items of one or several lines each, made for the width they get.

    An item is seen whole where it fits; a longer one is moved through before the next.
    """

    def __init__(self, make: Callable[[int], Items]) -> None:
        super().__init__()
        self._make = make
        self._lines: list[Line] = []
        self._first_lines: list[int] = []

    def on_resize(self) -> None:
        self._lines, self._first_lines = [], []
        for item in self._make(max(self.scrollable_content_region.width - 2, 10)):
            self._first_lines.append(len(self._lines))
            self._lines.extend(item)
        super().on_resize()
        self.renew()

    def item_total(self) -> int:
        return len(self._first_lines)

    def line_total(self) -> int:
        return len(self._lines)

    def line_of(self, item: int) -> int:
        return self._first_lines[item]

    def item_at(self, line: int) -> int | None:
        return bisect_right(self._first_lines, line) - 1 if line < len(self._lines) else None

    def content(self, line: int, width: int) -> Line:
        return (Span(" "), *self._lines[line])

    def _end(self, item: int) -> int:
        """The line behind the item's last."""
        return self.line_of(item + 1) if item + 1 < self.item_total() else self.line_total()

    def show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not height or not self.item_total():
            return
        first, end, top = self.line_of(self.cursor), self._end(self.cursor), round(self.scroll_y)
        if first < top:
            self._scroll(first)
        elif end > top + height:
            self._scroll(min(first, end - height))

    def move(self, by: int) -> None:
        """To another block, once the present one was seen to its end."""
        height, top = self.scrollable_content_region.height, round(self.scroll_y)
        below = self._end(self.cursor) - top - height if self.item_total() else 0
        above = top - self.line_of(self.cursor) if self.item_total() else 0
        if by > 0 and below > 0:
            self._scroll(top + min(below, max(height - 1, 1)))
        elif by < 0 and above > 0:
            self._scroll(top - min(above, max(height - 1, 1)))
        else:
            super().move(by)

    def move_page(self, direction: int) -> None:
        """As many lines on or back as are seen, at least a block."""
        if not self.item_total():
            return
        page = direction * max(self.scrollable_content_region.height - 1, 1)
        line = min(max(self.line_of(self.cursor) + page, 0), self.line_total() - 1)
        item = self.item_at(line)
        if item is None or item == self.cursor:
            self.move(direction)
        else:
            self.cursor = item


class ListDialog(ModalScreen[Answer], Generic[Answer]):
    """A frame around one list: the title in its rule, the keys under it."""

    DEFAULT_CSS = """
    ListDialog {
        align: center middle;
        background: $background;
        & > Vertical { width: 100%; max-width: 110; background: $background; }
        & LineList { height: 1fr; margin: 1 0; }
        & StatusLine { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = list(_MOVES)

    def __init__(self, title: str, hints: str, glyphs: Glyphs, count: str = "") -> None:
        super().__init__()
        self._title = title
        self._hints = hints
        self._glyphs = glyphs
        self._count = count

    def body(self) -> LineList:
        """The list that the dialog shows."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical():
            rule = PaneRule(self._title, self._glyphs)
            rule.active, rule.count = True, self._count
            yield rule
            yield self.body()
            yield StatusLine()

    def on_mount(self) -> None:
        self.query_one(StatusLine).hints = ((Span(self._hints, "dim"),),)
        self.list.focus()

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def action_move(self, by: int) -> None:
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        self.list.move_page(direction)

    def action_end(self, last: bool) -> None:
        self.list.move_to_end(last)

    def action_close(self) -> None:
        self.dismiss(None)


class TextDialog(ListDialog[None]):
    """A text to read."""

    def __init__(self, title: str, make: Callable[[int], Sequence[Line]], glyphs: Glyphs) -> None:
        super().__init__(title, "Esc closes", glyphs)
        self._make = make

    def body(self) -> LineList:
        return ItemLines(lambda width: [[line] for line in self._make(width)])


class PickDialog(ListDialog[Answer]):
    """A list to pick from: dismissed with the answer that stands at the item picked.

    `make` makes the items for a width, one for each of `answers`; where there are none, it makes
    the text that says what to do.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "pick", show=False)]

    def __init__(
        self,
        title: str,
        answers: Sequence[Answer],
        make: Callable[[int], Items],
        hints: str,
        glyphs: Glyphs,
        count: str = "",
    ) -> None:
        super().__init__(title, hints, glyphs, count)
        self._answers = answers
        self._make = make

    def body(self) -> LineList:
        return ItemLines(self._make)

    def on_line_list_chosen(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        self.dismiss(self._answers[self.list.cursor] if self._answers else None)


def wrapped(options: Sequence[Line], empty: str) -> Callable[[int], Items]:
    """Makes one item of each option, or of `empty` where there is none."""
    shown = options or [(Span(empty, "dim"),)]
    return lambda width: [wrap(option, width, indent=2) for option in shown]


class AskDialog(ModalScreen[str]):
    """One line to answer, at the foot of the screen; `refuse` says what is wrong with an answer."""

    DEFAULT_CSS = """
    AskDialog {
        align: left bottom;
        background: $background 0%;
        & > Vertical { height: auto; background: $surface; }
        & Input { background: $surface; height: 1; margin: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(
        self, title: str, placeholder: str, refuse: Callable[[str], str], glyphs: Glyphs
    ) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._title = title
        self._placeholder = placeholder
        self._refuse = refuse
        self._typed_ahead = ""

    def compose(self) -> ComposeResult:
        with Vertical():
            rule = PaneRule(self._title, self._glyphs)
            rule.active = True
            yield rule
            yield Input(
                self._typed_ahead,
                compact=True,
                select_on_focus=False,
                placeholder=self._placeholder,
            )
            yield QueryHints("Enter answers · Esc closes")

    def type_ahead(self, text: str) -> None:
        """Takes what was typed before the line could have the keys."""
        if self.is_mounted:
            self.query_one(Input).insert_text_at_cursor(text)
        else:
            self._typed_ahead += text

    def on_input_changed(self) -> None:
        self.query_one(QueryHints).error = ()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        wrong = self._refuse(event.value.strip())
        if wrong:
            self.query_one(QueryHints).error = (Span(wrong, "problem"),)
        else:
            self.dismiss(event.value.strip())

    def action_close(self) -> None:
        self.dismiss(None)
