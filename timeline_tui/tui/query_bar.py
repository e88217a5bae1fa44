"""The query line at the foot of the screen with its completion and history, and the status line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.timer import Timer
from textual.widgets import Input, Label, Static

from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.text import make_visible
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View
from timeline_tui.tui.commands import COMMANDS, Keys
from timeline_tui.tui.keys import key_name
from timeline_tui.tui.styles import lines
from timeline_tui.words.spans import Line, Role, Span, crop, width_of, wrap
from timeline_tui.words.status import BETWEEN_FACTS, query_error_line

if TYPE_CHECKING:
    from timeline_tui.core.views.complete import Completion

_MESSAGE_SECONDS = 8.0
_HIGHEST = 3  # lines of the status
_FIRST_HINT = 12  # cells that the facts leave to the keys
_KEYS = Span(" Enter keeps · Esc restores · Up and Down: history", "dim")


class CleanInput(Input):
    """An input in which nothing acts on the terminal, wherever it was pasted or kept."""

    virtual_size = Reactive(Size(0, 0), layout=False)  # else each letter has all laid out

    def validate_value(self, value: str) -> str:
        return value if value.isprintable() else make_visible(value)


class QueryInput(CleanInput):
    """Its own are the keys that edit a line; Enter and Escape are done by the screen, and at once:
    what is typed behind them is no text. Tab and the arrows keep their turn among the letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.end_typing(True)", show=False, priority=True),
        Binding("escape", "screen.end_typing(False)", show=False, priority=True),
    ]
    _OWN = frozenset(key for one in (*Input.BINDINGS, *BINDINGS) for key in one.key.split(","))  # type: ignore[union-attr]

    def __init__(self, complete: Callable[[int], None], recall: Callable[[int], None]) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self._moves = {"tab": partial(complete, 1), "shift+tab": partial(complete, -1)}
        self._moves |= {"up": partial(recall, -1), "down": partial(recall, 1)}

    def check_consume_key(self, key: str, character: str | None) -> bool:
        if len(name := key_name(key)) == 1:  # Textual does not know what `minus` and `slash` write
            character = name
        return key in self._OWN or key in self._moves or super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        if event.key in self._moves:
            event.stop()
            event.prevent_default()
            self._moves[event.key]()


class StatusLine(Static):
    """What just happened or the keys, then the facts. A message is shown whole: the facts give way
    to it, those at their end first. A first fact in the accent stays: it says that one does not
    see the timeline as it is now."""

    message: Line = ()
    hints: tuple[Line, ...] = ()
    facts: Line = ()
    typing: Line | None = None  # what stands there while a line is typed

    def hint(self, own: Sequence[str], keys: Keys, called: Mapping[str, str]) -> None:
        """Shows the keys of some commands, as they are called here, then those of every pane."""
        shown = [c for c in COMMANDS if (c.footer or c.id in own) and keys.by_command[c.id]]
        shown.sort(key=lambda c: own.index(c.id) if c.id in own else len(own))
        said = ((keys[c.id], called.get(c.id, c.title.lower())) for c in shown)
        self.hints = tuple((Span(key, "accent"), Span(f" {it}  ", "dim")) for key, it in said)
        self.renew()

    def renew(self) -> None:
        """Draws what is said now."""
        told = self._lines(max(self.size.width, 20))
        self.update(lines(told), layout=len(told) != self.size.height)

    def on_resize(self) -> None:
        self.renew()

    def _lines(self, width: int) -> list[Line]:
        said, facts = self.message if self.typing is None else self.typing, self.facts
        if self.typing is None and not said:
            facts = _first(facts, width - _FIRST_HINT)
            for one in self.hints:
                if width_of((*said, *one)) > width - width_of(facts) - 5:
                    break
                said += one
        told = wrap((Span(" "), *said), width - 1, indent=1)
        if len(told) > _HIGHEST:
            told = [*told[: _HIGHEST - 1], crop((*told[_HIGHEST - 1], Span(" …")), width)]
        if self.typing is not None:
            return told
        stays = facts[:1] if facts[:1] and facts[0].role == "accent" else ()
        if width_of(told[-1]) + width_of(stays) + 4 > width and len(told) < _HIGHEST:
            told.append(())
        facts = _first(facts, width - width_of(told[-1]) - 4)
        gap = max(width - width_of(told[-1]) - width_of(facts) - 1, 0)
        return [*told[:-1], (*told[-1], Span(" " * gap), *facts)]


def _first(facts: Line, room: int) -> Line:
    """As many of the facts, from the first, as stand whole in `room` cells."""
    while facts and width_of(facts) > room:
        facts = facts[: max((n for n, one in enumerate(facts) if one == BETWEEN_FACTS), default=0)]
    return facts


class QueryBar(Vertical):
    """The query in force as text; what is typed is asked at every letter. What cannot be parsed is
    said, and the last good query stays."""

    class Asked(Message):
        """A query was typed that can be applied. `kept` is None while it is typed, then whether it
        was kept or what was before came back."""

        def __init__(self, query: Query, kept: bool | None = None) -> None:
            super().__init__()
            self.query, self.kept = query, kept

    def __init__(self) -> None:
        super().__init__(id="bar")
        self.line = QueryInput(self.complete, self.recall)
        self.status = StatusLine(id="status", markup=False)
        self.view: View | None = None
        self.history: tuple[str, ...] = ()
        self.typing = self.ending = False
        self._before, self._place = "", 0
        self._stem, self._picked = "", -1  # the line that is completed, and with which
        self._offers: tuple[Completion, ...] = ()
        self._error: Line = ()
        self._unsaying: Timer | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label("/")
            yield self.line
        yield self.status

    # What is said

    def say(self, message: Line) -> None:
        """Shows a message for a while or until the next."""
        self.status.message = message
        self.status.renew()
        if self._unsaying is not None:
            self._unsaying.stop()
        self._unsaying = self.set_timer(_MESSAGE_SECONDS, self.unsay)

    def unsay(self) -> None:
        """Takes the message away: something else is about to be done."""
        if self.status.message:
            self.status.message = ()
            self.status.renew()

    def show(self, view: View, facts: Line) -> None:
        """Another view: its query, unless one is being typed, and the facts about it."""
        self.view, self.status.facts = view, facts
        if self.typing:
            self._advise()
        else:
            self._put(str(view.query))
            self.status.renew()

    def _tell(self) -> None:
        self.status.typing = (self._error or self._offered()) if self.typing else None
        self.status.renew()

    # Typing

    def open(self) -> None:
        """Begins to type, a blank ready for the next term; at once, for keys typed ahead."""
        self._before, self._place = self.line.value, len(self.history)
        self.typing, self._error, self._picked = True, (), -1
        self._put(self._before and f"{self._before.rstrip()} ")
        self.line.cursor_position = len(self.line.value)
        self.screen.set_focus(self.line)
        self._tell()

    def _put(self, text: str) -> None:
        """Text that is not reported as an edit."""
        if text != self.line.value:
            with self.line.prevent(Input.Changed):
                self.line.value = text
            self.line.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.typing:
            self._picked = -1
            self._ask()

    def _ask(self) -> None:
        """Asks what is typed; with an error in it what is shown stays."""
        self._error = ()
        query: Query | None = None
        try:
            query = self._parsed(typing=True)
        except QueryError as error:
            self._error = query_error_line(error)
        if query is None or self.view is None or query == self.view.query:
            self._advise()  # no other view will come
        if query is not None:
            self.post_message(self.Asked(query))

    def _advise(self) -> None:
        """Says what to write instead of what finds nothing for a usual mistake."""
        if self.view is not None and not self._error:
            said = self.view.hint(self.line.value)
            self._error = (Span(said),) if said else ()
        self._tell()

    def _parsed(self, *, typing: bool = False) -> Query:
        """What is typed as a query; the timeline says which measures its figures have, but not as
        of a day, which is to tell nothing of those to come."""
        view = self.view
        measures = measures_of(view.timeline) if view is not None and view.known is None else None
        return parse(self.line.value, typing=typing, measures=measures)

    def end(self, *, kept: bool, stays: bool) -> None:
        """Ends the typing behind the letters that wait. With an error in the query the line takes
        the keys again if it is to stay, else what was before comes back."""
        self.ending = False
        if not self.typing:
            return
        try:
            kept = kept and self._parsed() is not None
        except QueryError as error:
            kept, self._error = False, query_error_line(error)
            self._tell()
            if stays:
                self.screen.set_focus(self.line)
                return
        self._put((self.line.value if kept else self._before).strip())
        self.typing = False
        self._tell()
        self.post_message(self.Asked(self._parsed(), kept))

    # Completion and history

    def _offered(self) -> Line:
        """What may stand at the cursor, from what is picked on where not all of it has room; what
        it means is said of the one that is picked, or would be next."""
        if self._picked < 0:
            from timeline_tui.core.views.complete import complete  # later is early enough

            self._stem, at = self.line.value, self.line.cursor_position
            self._offers = complete(self._stem, at, self.view) if self.view is not None else ()
        items = [self._item(at, one) for at, one in enumerate(self._offers)]
        width = max(self.size.width, 20) - 2
        if sum(map(width_of, items)) > width:
            items = items[max(self._picked, 0) :]
        return crop(tuple(span for item in items for span in item) or (_KEYS,), width)

    def _item(self, at: int, completion: Completion) -> Line:
        told = at == max(self._picked, 0) and completion.detail
        said = [f"{completion.count:,}"] if completion.count else []
        beside = " · ".join((completion.detail, *said) if told else said)
        role: Role = "match" if at == self._picked else "accent"
        return (Span(completion.text.strip(), role), Span(f" {beside} ", "dim"))

    def complete(self, direction: int) -> None:
        """The next completion, or the one before, in the place of the present one; behind a field
        that was picked, its values follow."""
        if self._picked < 0:
            self._offered()  # letters may have come that were not told
        if not self._offers:
            return
        at = max(self._picked, 0 if direction < 0 else -1)
        self._picked = (at + direction) % len(self._offers)
        pick = self._offers[self._picked]
        self._put(self._stem[: pick.insert_from] + pick.text + self._stem[pick.insert_to :])
        self.line.cursor_position = pick.insert_from + len(pick.text)
        if pick.text.endswith((":", "=", ">", "<")):
            self._picked = -1
        self._ask()

    def recall(self, direction: int) -> None:
        """An older or a newer query in the place of what stands there."""
        if 0 <= self._place + direction <= len(self.history):
            self._place += direction
            self.line.value = (*self.history, self._before)[self._place]
            self.line.cursor_position = len(self.line.value)
