"""The small screens over the main one: paragraphs to read or pick from, and a line to answer.

A page holds its parts from its making on and may be told anew at any moment: before it is laid
out, while it closes, or behind another one.
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
from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.pages import Item, Page, said
from timeline_tui.tui.panes import Paragraphs
from timeline_tui.tui.query_bar import CleanInput
from timeline_tui.tui.styles import content, lines
from timeline_tui.words.spans import Line, Span, text_of, wrap

_MOST = 2_000  # paragraphs of a page
_MOVES = {
    "down": "move(1)",
    "up": "move(-1)",
    "page_down": "page(1)",
    "page_up": "page(-1)",
    "first": "end(False)",
    "last": "end(True)",
    "open": "pick",
    "quit": "dismiss(None)",
}
_FIXED = {"down": "move(1)", "up": "move(-1)", "pagedown": "page(1)", "pageup": "page(-1)"}


class PageScreen(ModalScreen[object]):
    """Dismissed with the answer of the item picked. One screen for all pages: Textual keeps what
    the widgets of the last few hundred screens drew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(",".join(command.keys), _MOVES[command.id], show=False, id=command.id)
            for command in COMMANDS
            if command.id in _MOVES
        ),
        *(Binding(key, does, show=False, priority=True) for key, does in _FIXED.items()),
        Binding("enter", "pick", show=False, priority=True),
        Binding("escape", "dismiss(None)", show=False),
        Binding("d,delete", "remove", show=False),
    ]

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self._make: Callable[[], Page | None] = lambda: None
        self._page = Page("", ())
        self._pick: Callable[[object], object] | None = None
        self._remove: Callable[[object], Line] | None = None
        self._picks = False
        self.list = Paragraphs(classes="pane")
        self.foot = Static(markup=False, classes="foot")
        self.search = CleanInput(compact=True, placeholder="type to narrow")

    def begin(
        self,
        make: Callable[[], Page | None],
        *,
        searched: bool = False,
        pick: Callable[[object], object] | None = None,
        remove: Callable[[object], Line] | None = None,
    ) -> bool:
        """Tells another page, if there is one; what it can be told from is told anew by `make`.

        `make` gives None where the file no longer has what the page is about. Where it can be
        `searched`, typing narrows it. `pick` does something with the answer picked, the page
        staying open; `remove` takes an answer away.
        """
        page = make()
        if page is not None:
            self._make, self._page, self._pick, self._remove = make, page, pick, remove
            self.search.display = searched
            with self.search.prevent(CleanInput.Changed):
                self.search.value = ""
            self._tell(0)
        return page is not None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.search
            yield self.list
            yield self.foot

    def on_screen_resume(self) -> None:
        self.set_focus(self.search if self.search.display else self.list)

    def renew(self) -> None:
        """Shows what holds now, the cursor on the same item or, once that is gone, on the next."""
        page = self._make()
        if page is None:
            self.say((Span("The file no longer has what this page is about."),))
            return
        at, key = self.list.highlighted or 0, getattr(self.list.target, "key", None)
        self._page = page
        self._tell(at)
        same = [n for n, item in enumerate(self.list.targets) if getattr(item, "key", None) == key]
        if key is not None and same and at not in same:
            self.list.highlighted = same[0]

    def say(self, message: Line) -> None:
        """Shows a message in the place of the hints, until one moves on."""
        self.foot.update(lines(wrap(message, max(self.size.width - 2, 20))))

    def _found(self) -> list[Item]:
        """The items in which every word that was typed stands."""
        words = self.search.value.casefold().split()
        return [
            item
            for item in self._page.items
            if not words
            or all(word in " ".join(map(text_of, item.lines(200))).casefold() for word in words)
        ]

    def _tell(self, at: int) -> None:
        found, page = self._found(), self._page
        more = len(found) - _MOST
        found = found[:_MOST]
        if not found:
            found = [said(page.empty if not page.items else (Span("Nothing has these words."),))]
        if more > 0:
            found.append(said((Span(f"{more:,} more are not shown.", "dim"),)))
        title = f"{make_visible(page.title)}  {page.beside}".strip()
        self.list.border_title = Content(f" {title} ")
        self._picks = any(item.answer is not None for item in found)
        self.list.tell(
            lambda width: [
                ([(Span(" "), *line) for line in item.lines(width - 2)], item) for item in found
            ],
            at,
        )
        self._show_hints()

    def _show_hints(self) -> None:
        parts = [f"{self._keys['open']} {self._page.picks}"] if self._picks else []
        parts += ["d removes"] if self._remove is not None and self._picks else []
        self.foot.update(content((Span(f" {' · '.join((*parts, 'Esc closes'))}", "dim"),)))

    @property
    def _answer(self) -> object:
        return getattr(self.list.target, "answer", None)

    def on_input_changed(self) -> None:
        self._tell(0)

    def on_option_list_option_selected(self) -> None:
        self.action_pick()

    def action_move(self, by: int) -> None:
        self._show_hints()
        self.list.move(by)

    def action_page(self, direction: int) -> None:
        self._show_hints()
        self.list.move_page(direction)

    def action_end(self, last: bool) -> None:
        self._show_hints()
        self.list.move_to_end(last)

    def action_pick(self) -> None:
        if self._answer is not None and self._pick is not None:
            self._pick(self._answer)
        elif self._answer is not None:
            self.dismiss(self._answer)

    def action_remove(self) -> None:
        if self._remove is not None and self._answer is not None:
            message = self._remove(self._answer)
            self.renew()
            self.say(message)


class AskScreen(ModalScreen[str]):
    """One line to answer, at the foot of the screen; `refuse` says what is wrong with an answer.
    An empty line answers with `usual`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(
        self, title: str, example: str, refuse: Callable[[str], str], usual: str = ""
    ) -> None:
        super().__init__()
        self._refuse, self._usual = refuse, usual
        self.line = CleanInput(compact=True, placeholder=example, select_on_focus=False)
        self.foot = Static("Enter answers · Esc closes", markup=False, classes="foot")
        self.box = Vertical(self.line, self.foot, classes="asking")
        self.box.border_title = Content(f" {title} ")

    def compose(self) -> ComposeResult:
        yield self.box

    def on_mount(self) -> None:
        self.set_focus(self.line)

    def on_key(self, event: events.Key) -> None:
        """Takes what was typed before the line could have the keys."""
        if event.key == "enter":
            self.on_input_submitted()
        elif event.character is not None and event.is_printable:
            self.line.value += event.character
            self.line.cursor_position = len(self.line.value)

    def on_input_submitted(self) -> None:
        answer = self.line.value.strip() or self._usual
        wrong = self._refuse(answer)
        if wrong:
            told = wrap((Span(wrong, "problem"),), max(self.size.width - 2, 20))
            self.foot.update(lines(told))
        else:
            self.dismiss(answer)
