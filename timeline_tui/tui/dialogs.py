"""The small screens over the main one: paragraphs to read or pick from, and a line to answer.

A page holds its parts from its making on and may be told anew at any moment: before it is laid
out, while it closes, or behind another one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.panes import Paragraphs
from timeline_tui.tui.query_bar import CleanInput, first_lines
from timeline_tui.tui.styles import content, lines
from timeline_tui.words.spans import Line, Span, text_of, wrap

_MOST = 2_000  # paragraphs of a page


class Item(NamedTuple):
    """A paragraph of a page: its lines for a width; what it answers with, None for only read;
    `key` is by what it is known again when the page is told anew."""

    lines: Callable[[int], Sequence[Line]]
    answer: object = None
    key: object = None


class Page(NamedTuple):
    """What a page says: the title, what stands beside it, and its items; `empty` if there are
    none. `picks` is what Enter does with one."""

    title: str
    items: Sequence[Item]
    count: str = ""
    empty: Line = ()
    picks: str = ""


def said(line: Line, indent: int = 2, answer: object = None, key: object = None) -> Item:
    """An item of one wrapped line."""
    return Item(lambda width: wrap(line, width, indent=indent), answer, key)


def bindings(*actions: tuple[str, str]) -> list[BindingType]:
    """The keys of commands, doing another action in a dialog."""
    keys = {command.id: ",".join(command.keys) for command in COMMANDS}
    return [Binding(keys[id], action, show=False, id=id) for id, action in actions]


class PageScreen(ModalScreen[object]):
    """Dismissed with the answer of the item picked, or None. `make` makes the page of what holds
    now, or None where the file no longer has what it is about. Where it can be `searched`, typing
    narrows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("down", "move(1)"), ("up", "move(-1)"), ("page_down", "page(1)")),
        *bindings(("page_up", "page(-1)"), ("first", "end(False)"), ("last", "end(True)")),
        *bindings(("open", "pick"), ("quit", "dismiss(None)")),
        Binding("escape", "dismiss(None)", show=False),
        Binding("enter", "pick", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("d,delete", "remove", show=False),
    ]

    def __init__(
        self,
        make: Callable[[], Page | None],
        keys: Keys,
        *,
        searched: bool = False,
        at: int = 0,
        remove: Callable[[object], Line] | None = None,
    ) -> None:
        super().__init__()
        self._make = make
        self._keys = keys
        self._remove = remove
        self._page = make() or Page("", ())
        self._items: Sequence[Item] = ()
        self.list = Paragraphs(classes="pane")
        self.foot = Static(markup=False, classes="foot")
        self.search = CleanInput(compact=True, placeholder="type to narrow")
        self.search.display = searched
        self._tell(at)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.search
            yield self.list
            yield self.foot

    def on_mount(self) -> None:
        (self.search if self.search.display else self.list).focus()

    def renew(self) -> None:
        """Shows what holds now, the cursor on the same item or, once that is gone, on the next."""
        page = self._make()
        if page is None:
            self.say((Span("The file no longer has what this page is about."),))
            return
        at, keys = self.list.highlighted or 0, [item.key for item in self._items]
        self._page = page
        wanted = keys[at] if at < len(keys) else None
        places = [place for place, item in enumerate(self._found()) if item.key == wanted]
        # Of those that cannot be told apart, where some are gone, it is taken for one of these
        rank = keys[:at].count(wanted)
        same = wanted is not None and len(places) >= keys.count(wanted)
        self._tell(places[rank] if same else at)

    def say(self, message: Line) -> None:
        """Shows a message in the place of the hints, until one moves on."""
        self.foot.update(lines(first_lines(wrap(message, max(self.size.width - 2, 20)), 100)))

    def _found(self) -> Sequence[Item]:
        """The items in which every word that was typed stands."""
        words = self.search.value.casefold().split()
        if not words:
            return self._page.items
        return [
            item
            for item in self._page.items
            if all(word in " ".join(map(text_of, item.lines(200))).casefold() for word in words)
        ]

    def _tell(self, at: int = 0) -> None:
        found, page = self._found(), self._page
        self._items = found[:_MOST]
        more = f"{len(found) - _MOST:,} more are not shown." if len(found) > _MOST else ""
        empty = page.empty if not page.items else (Span("Nothing has these words.", "dim"),)
        self.list.border_title = Content(f"{page.title}  {page.count}".strip() or " ")
        self.list.tell(lambda width: list(self._contents(width, empty, more)), at)
        self._show_hints()

    def _contents(self, width: int, empty: Line, more: str) -> Sequence[Content]:
        shown = [lines((Span(" "), *one) for one in item.lines(width - 2)) for item in self._items]
        if not shown:
            shown = [lines((Span(" "), *one) for one in wrap(empty, width - 2))]
        return [*shown, content((Span(f" {more}", "dim"),))] if more else shown

    def _show_hints(self) -> None:
        picks = self._page.picks if any(item.answer is not None for item in self._items) else ""
        parts = [f"{self._keys['open']} {picks}"] if picks else []
        parts += ["d removes"] if self._remove is not None and picks else []
        parts += [f"{self._keys['back']} closes" if self._keys.of("back") else "Esc closes"]
        self.foot.update(content((Span(f" {' · '.join(parts)}", "dim"),)))

    @property
    def _answer(self) -> object:
        at = self.list.highlighted
        return self._items[at].answer if at is not None and at < len(self._items) else None

    def on_input_changed(self) -> None:
        self._tell()

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
        if self._answer is not None:
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
        self._refuse = refuse
        self._usual = usual
        self.line = CleanInput(compact=True, placeholder=example, select_on_focus=False)
        self.foot = Static("Enter answers · Esc closes", markup=False, classes="foot")
        self.box = Vertical(self.line, self.foot, classes="pane asking")
        self.box.border_title = Content(title)

    def compose(self) -> ComposeResult:
        yield self.box

    def on_mount(self) -> None:
        self.line.focus()

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
            told = first_lines(wrap((Span(wrong, "problem"),), max(self.size.width - 2, 20)), 100)
            self.foot.update(lines(told))
        else:
            self.dismiss(answer)
