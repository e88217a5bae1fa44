"""The small screens over the main one: a text to read, a list to pick from, a line to answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from timeline_tui.tui.bindings import dialog_bindings
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.widgets.item_lines import ItemLines, Items
from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.tui.widgets.query_line import QueryHints
from timeline_tui.tui.widgets.rules import PaneRule
from timeline_tui.tui.widgets.status_line import StatusLine
from timeline_tui.tui.widgets.text_lines import TextLines
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Span, wrap

Answer = TypeVar("Answer")
Option = TypeVar("Option")

_MOVES = dialog_bindings(
    {
        "down": "move(1)",
        "up": "move(-1)",
        "page_down": "page(1)",
        "page_up": "page(-1)",
        "first": "end(False)",
        "last": "end(True)",
        "back": "close",
        "quit": "close",
    },
    fixed={
        "down": "move(1)",
        "up": "move(-1)",
        "pagedown": "page(1)",
        "pageup": "page(-1)",
        "home": "end(False)",
        "end": "end(True)",
        "escape": "close",
    },
)


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
    BINDINGS: ClassVar[list[BindingType]] = _MOVES

    def __init__(
        self, title: str, keys: Keys, glyphs: Glyphs, *, picking: str = "picks", count: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._keys = keys
        self._glyphs = glyphs
        self._picking = picking
        self._count = count

    def hints(self) -> tuple[str, ...]:
        """What the keys do, as it stands under the list."""
        closes = f"{self._keys['back'] if self._keys.of('back') else 'Esc'} closes"
        opens = self._keys["open"] if self._keys.of("open") else "Enter"
        return (f"{opens} {self._picking}", closes) if self.can_pick() else (closes,)

    def can_pick(self) -> bool:
        """Whether there is something to pick."""
        return False

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
        self.show_hints()
        self.list.focus()

    def show_hints(self) -> None:
        """Writes the hints, which may have changed with the list."""
        self.query_one(StatusLine).hints = ((Span(" · ".join(self.hints()), "dim"),),)

    def say(self, message: Line) -> None:
        """Shows a message in the place of the hints, until one moves on."""
        self.query_one(StatusLine).message = message

    def take_over(self, newer: ListDialog[Answer]) -> None:
        """Shows what `newer`, the same page made anew, would show."""
        self._title, self._count = newer._title, newer._count
        if self.is_mounted:
            rule = self.query_one(PaneRule)
            rule.title, rule.count = self._title, self._count

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def action_move(self, by: int) -> None:
        self.say(())
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        self.say(())
        self.list.move_page(direction)

    def action_end(self, last: bool) -> None:
        self.say(())
        self.list.move_to_end(last)

    def action_close(self) -> None:
        self.dismiss(None)


class TextDialog(ListDialog[None]):
    """A text to read. What of it is seen stands in the rule, where that is not all."""

    def __init__(
        self, title: str, make: Callable[[int], Sequence[Line]], keys: Keys, glyphs: Glyphs
    ) -> None:
        super().__init__(title, keys, glyphs)
        self._make = make

    def body(self) -> LineList:
        return TextLines(self._make)

    def take_over(self, newer: ListDialog[None]) -> None:
        super().take_over(newer)
        assert isinstance(newer, TextDialog), "the same page"
        self._make = newer._make
        if self.is_mounted:
            self.query_one(TextLines).remake(self._make)

    def on_text_lines_seen(self, seen: TextLines.Seen) -> None:
        part = f"{seen.first:,}–{seen.last:,} of {seen.total:,}"
        whole = seen.last - seen.first + 1 >= seen.total
        self.query_one(PaneRule).count = "" if whole else part


class PickDialog(ListDialog[Answer]):
    """A list to pick from: dismissed with the answer that stands at the item picked.

    `make` makes the items for a width, one for each of `answers`; where there are none, it makes
    the text that says what to do. `picking` is what the key that opens does here, and
    the cursor begins at the item `start`.
    """

    BINDINGS: ClassVar[list[BindingType]] = dialog_bindings(
        {"open": "pick"}, fixed={"enter": "pick"}
    )

    def __init__(
        self,
        title: str,
        answers: Sequence[Answer],
        make: Callable[[int], Items],
        keys: Keys,
        glyphs: Glyphs,
        *,
        picking: str = "picks",
        count: str = "",
        start: int = 0,
    ) -> None:
        super().__init__(title, keys, glyphs, picking=picking, count=count)
        self._answers = answers
        self._make = make
        self._start = start

    def body(self) -> LineList:
        return ItemLines(self._make)

    def on_mount(self) -> None:
        self.list.cursor = self._start

    def can_pick(self) -> bool:
        return bool(self._answers)

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Takes other answers, of which `make` makes the items."""
        self._answers = answers
        self.query_one(ItemLines).remake(self._make)
        self.show_hints()

    def take_over(self, newer: ListDialog[Answer]) -> None:
        super().take_over(newer)
        assert isinstance(newer, PickDialog), "the same page"
        place = self._place_in(newer._answers)
        self._answers, self._make = newer._answers, newer._make
        if self.is_mounted:
            self.show_answers(self._answers)
            self.list.cursor = place

    def identity(self, answer: Answer) -> Hashable:
        """By what an answer is known again among others."""
        return answer

    def _place_in(self, answers: Sequence[Answer]) -> int:
        """Where the cursor's answer stands among others; where it is gone, what has its place.

        Of those that cannot be told apart, where some are gone, it is taken for one of these.
        """
        cursor = self.list.cursor if self.is_mounted else self._start
        if cursor >= len(self._answers):
            return 0
        wanted = self.identity(self._answers[cursor])
        before, after = (
            [place for place, answer in enumerate(all) if self.identity(answer) == wanted]
            for all in (self._answers, answers)
        )
        last = max(len(answers) - 1, 0)
        return after[before.index(cursor)] if len(after) >= len(before) else min(cursor, last)

    def on_line_list_chosen(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        self.dismiss(self._answers[self.list.cursor] if self._answers else None)


def wrapped(
    options: Sequence[Option], line: Callable[[Option], Line], empty: str
) -> Callable[[int], Items]:
    """Makes an item of each option as `line` has it, or one that says `empty`."""
    if not options:
        return lambda width: Items(1, lambda _: wrap((Span(empty, "dim"),), width))
    return lambda width: Items(
        len(options), lambda index: wrap(line(options[index]), width, indent=2)
    )


class AskDialog(ModalScreen[str]):
    """One line to answer, at the foot of the screen; `refuse` says what is wrong with an answer.

    An empty line answers with `usual`.
    """

    DEFAULT_CSS = """
    AskDialog {
        align: left bottom;
        background: $background 0%;
        & > Vertical { height: auto; background: $surface; }
        & Input { background: $surface; height: 1; margin: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = dialog_bindings(
        {"back": "close"}, fixed={"escape": "close"}
    )

    def __init__(
        self,
        title: str,
        placeholder: str,
        refuse: Callable[[str], str],
        glyphs: Glyphs,
        usual: str = "",
    ) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._title = title
        self._placeholder = placeholder
        self._refuse = refuse
        self._usual = usual
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

    def on_key(self, event: events.Key) -> None:
        """Takes what was typed before the line could have the keys."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        if self.is_mounted:
            self.query_one(Input).insert_text_at_cursor(event.character)
        else:
            self._typed_ahead += event.character

    def on_input_changed(self) -> None:
        self.query_one(QueryHints).error = ()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        answer = event.value.strip() or self._usual
        wrong = self._refuse(answer)
        if wrong:
            self.query_one(QueryHints).error = (Span(wrong, "problem"),)
        else:
            self.dismiss(answer)

    def action_close(self) -> None:
        self.dismiss(None)
