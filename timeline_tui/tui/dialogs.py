"""The one screen over the main one: paragraphs to read or to pick from, or a line to answer.

It holds its parts from its making on and may be told anew at any moment: before it is laid out,
while it closes, or behind another one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline_tui.core.text import make_visible
from timeline_tui.tui.commands import COMMANDS, Keys
from timeline_tui.tui.lists import Paragraphs, Selecting
from timeline_tui.tui.pages import Page, laid_out, said
from timeline_tui.tui.query_bar import CleanInput
from timeline_tui.tui.styles import lines
from timeline_tui.words.spans import Line, Span, text_of, wrap

_MOST = 2_000  # paragraphs of a page
_MOVES = {c.id: c.action for c in COMMANDS if c.action.startswith(("move", "page"))}
_MOVES |= {"open": "pick", "quit": "dismiss(None)", "cite": "copy"}
_FIXED = (("down", "move(1)"), ("up", "move(-1)"), ("pagedown", "page(1)"), ("pageup", "page(-1)"))


class Dialog(Selecting[object], ModalScreen[object]):
    """Dismissed with what was picked or answered. One screen for all pages and questions: Textual
    keeps what the widgets of the last few hundred screens drew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(",".join(command.keys), _MOVES[command.id], show=False, id=command.id)
            for command in COMMANDS
            if command.id in _MOVES
        ),
        *(Binding(key, does, show=False) for key, does in _FIXED),
        Binding("enter", "pick", show=False),
        Binding("escape", "dismiss(None)", show=False),
        Binding("d,delete", "remove", show=False),
    ]

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self._make: Callable[[], Page | None] = lambda: None
        self._page = Page("", ())
        self._picks = False
        self.list = Paragraphs(classes="pane")
        self.foot = Static(markup=False, classes="foot")
        self.line = CleanInput(compact=True, select_on_focus=False)
        self.box = Vertical(self.line, self.list, self.foot)

    def begin(self, make: Callable[[], Page | None]) -> bool:
        """Tells another page, if there is one, which is told anew by `make`; that gives None where
        the file no longer has what the page is about."""
        page = make()
        if page is not None:
            self._make, self._page = make, page
            self.set_class(page.refuse is not None, "-asking")
            self.line.display = page.refuse is not None or page.searched
            self.line.placeholder = page.example
            with self.line.prevent(CleanInput.Changed):
                self.line.value = ""
            self._tell(1 if page.items and page.items[0].passed else 0)
        return page is not None

    def compose(self) -> ComposeResult:
        yield self.box

    def on_screen_resume(self) -> None:
        self.set_focus(self.line if self.line.display else self.list)

    def renew(self) -> None:
        """Shows what holds now, the cursor on the same item or, once that is gone, on the next."""
        page = self._make()
        if page is None:
            self.say((Span("The file no longer has what this page is about."),))
            return
        at, key = self.list.cursor, getattr(self.list.target, "key", None)
        self._page = page
        self._tell(at)
        same = [n for n, item in enumerate(self.list.targets) if getattr(item, "key", None) == key]
        if key is not None and same and at not in same:
            self.list.cursor = same[0]

    def say(self, message: Line) -> None:
        """Shows a message in the place of the hints, until one moves on."""
        self.foot.update(lines(wrap(message, max(self.size.width - 2, 20))))

    def _tell(self, at: int) -> None:
        """The items in which every word that was typed stands, and what one can do."""
        page, words = self._page, self.line.value.casefold().split() if self._page.searched else []
        found = [
            item
            for item in page.items
            if all(word in " ".join(map(text_of, item.lines(200))).casefold() for word in words)
        ]
        more = len(found) - _MOST
        found = found[:_MOST]
        if not found:
            found = [said(page.empty if not page.items else (Span("Nothing has these words."),))]
        if more > 0:
            found.append(said((Span(f"{more:,} more are not shown.", "dim"),)))
        title = Content(f" {make_visible(page.title)}  {page.beside}".rstrip() + " ")
        self.list.border_title = self.box.border_title = title
        self._picks = any(item.answer is not None for item in found)
        self.list.tell(
            lambda width: [
                ([(Span(" "), *line) for line in part], item)
                for part, item in laid_out(found, width - 2)
            ],
            at,
        )
        self._show_hints()

    def _show_hints(self) -> None:
        parts = [f"{self._keys['open']} {self._page.picks}"] if self._picks else []
        if self._page.copy is not None and self._picks:
            parts.append(f"{self._keys['cite']} copies the mended line")
        parts += ["d removes"] if self._page.remove is not None and self._picks else []
        parts += ["Enter answers"] if self._page.refuse is not None else []
        self.say((Span(" · ".join((*parts, "Esc closes")), "dim"),))

    # The line

    def on_key(self, event: events.Key) -> None:
        """Takes what was typed before the line could have the keys."""
        if self.line.display and event.character is not None and event.is_printable:
            self.line.insert_text_at_cursor(event.character)

    def on_input_changed(self) -> None:
        if self._page.searched:
            self._tell(0)

    def on_input_submitted(self) -> None:
        self.action_pick()

    # The list

    @property
    def _answer(self) -> object:
        return getattr(self.list.target, "answer", None)

    def on_lines_chosen(self) -> None:
        self.action_pick()

    def action_move(self, by: int) -> None:
        self._show_hints()
        self.list.move(by)
        if getattr(self.list.target, "passed", False):
            self.list.move(by)

    def action_page(self, direction: int) -> None:
        self._show_hints()
        self.list.move_page(direction)

    def action_move_to(self, end: str) -> None:
        self._show_hints()
        self.list.move_to_end(end == "last")

    def action_pick(self) -> None:
        page, answer = self._page, self._answer
        if page.refuse is not None:
            answer = self.line.value.strip()
            wrong = page.refuse(answer)
            if wrong:
                self.say((Span(wrong, "problem"),))
                return
        if answer is not None and page.stays is not None:
            page.stays(answer)
        elif answer is not None:
            self.dismiss(answer)

    def action_copy(self) -> None:
        if self._page.copy is not None and self._answer is not None:
            text = self._page.copy(self._answer)
            if text:
                self.app.copy_to_clipboard(text)
            done = "The mended line is on the clipboard"
            self.say((Span(done if text else "What to write in its place is not known"),))

    def action_remove(self) -> None:
        if self._page.remove is not None and self._answer is not None:
            message = self._page.remove(self._answer)
            self.renew()
            self.say(message)
