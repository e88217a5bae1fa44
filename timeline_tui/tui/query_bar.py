"""The foot of the screen: the query line, and under it what may follow in it or what is said."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Label

from timeline_tui.core.query import Query, QueryError, hint, parse
from timeline_tui.core.text import fold, make_visible
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View
from timeline_tui.tui.key_names import is_character
from timeline_tui.tui.status_line import KEYS, StatusLine
from timeline_tui.words.spans import Line, Role, Span, width_of
from timeline_tui.words.status import query_error_line

if TYPE_CHECKING:
    from timeline_tui.core.views.complete import Completion

_MESSAGE_SECONDS = 8.0
_LARGE = 20_000  # events from which the search waits for a pause in the typing
_TYPING_PAUSE = 0.12  # seconds


class CleanInput(Input):
    """An input in which nothing acts on the terminal, wherever it was pasted or kept."""

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
        self._moves = {
            "tab": partial(complete, 1),
            "shift+tab": partial(complete, -1),
            "up": partial(recall, -1),
            "down": partial(recall, 1),
        }

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key in self._OWN or key in self._moves or is_character(key)

    def on_key(self, event: events.Key) -> None:
        if event.key in self._moves:
            event.stop()
            event.prevent_default()
            self._moves[event.key]()


@dataclass(frozen=True, slots=True)
class Offer:
    """The completions of `line` at a place in it; the one `picked` stands there, none for -1.

    `before` is the offer in which a field was picked, if these are the values of one.
    """

    line: str = ""
    place: int = 0
    completions: tuple[Completion, ...] = ()
    picked: int = -1
    before: Offer | None = None

    @property
    def pick(self) -> Completion | None:
        """The completion that is picked."""
        return self.completions[self.picked] if self.picked >= 0 else None

    @property
    def text(self) -> str:
        """The line with what is picked."""
        pick = self.pick
        if pick is None:
            return self.line
        return self.line[: pick.insert_from] + pick.text + self.line[pick.insert_to :]

    @property
    def cursor(self) -> int:
        """Where in `text` the typing stands: behind what is picked."""
        pick = self.pick
        return self.place if pick is None else pick.insert_from + len(pick.text)

    def stepped(self, direction: int) -> Offer:
        """The next completion, round the end, or the one before; before the first value stands its
        field, and before that the field before."""
        if direction < 0 and self.before is not None and self.picked < 1:
            return replace(self, picked=-1) if self.picked == 0 else self.before.stepped(-1)
        if not self.completions:
            return self
        picked = max(self.picked, 0 if direction < 0 else -1) + direction
        return replace(self, picked=picked % len(self.completions))

    def told(self, width: int) -> Line:
        """What may follow, from what is picked on where not all of it has room.

        What each one means is said of the one picked, and of all of them if they are few; before
        the values of a field what the field means, until one is picked.
        """
        field = self.before.pick if self.before is not None and self.picked < 0 else None
        about = (Span(f" {field.detail}  ", "dim"),) if field is not None and field.detail else ()
        if not self.completions:
            return (Span("  "), *about) if about else KEYS
        room = width - 2 - width_of(about)
        items = [_item(one, self.picked == at, True) for at, one in enumerate(self.completions)]
        if sum(map(width_of, items)) > room:
            places = enumerate(self.completions)
            items = [_item(one, self.picked == at, self.picked == at) for at, one in places]
        while self.picked > 0 and sum(map(width_of, items[: self.picked + 1])) > room:
            items = items[1:]  # what is picked is always seen
            room += 0 if len(items) > 1 else room
        return (Span("  "), *about, *(span for item in items for span in item))


def _item(completion: Completion, picked: bool, told: bool) -> Line:
    label = completion.text.strip()
    names_itself = fold(completion.detail).replace(" ", "-") == label.rpartition(":")[2]
    said = [completion.detail] if told and completion.detail and not names_itself else []
    said += [f"{completion.count:,}"] if completion.count else []
    role: Role = "match" if picked else "accent"
    beside = f" {' · '.join(said)} " if said else " "
    return (Span(" "), Span(label, role), Span(beside, "dim"))


class QueryBar(Vertical):
    """The query in force as text; what is typed is asked at every letter. What cannot be parsed is
    said, and the last good query stays."""

    DEFAULT_CSS = """
    QueryBar {
        dock: bottom; height: auto;
        & > Horizontal { height: 1; background: $surface; }
        & Label { width: 3; padding: 0 1; color: $said-accent; text-style: bold; }
        & QueryInput { width: 1fr; background: $surface; padding: 0; }
        & QueryInput > .input--placeholder { color: auto 60%; }
        & #status { height: auto; max-height: 3; background: $panel; }
    }
    """

    class Asked(Message):
        """A query was typed that can be applied."""

        def __init__(self, query: Query) -> None:
            super().__init__()
            self.query = query

    class Closed(Asked):
        """Typing has ended; `kept` is false where what was before came back."""

        def __init__(self, query: Query, kept: bool) -> None:
            super().__init__(query)
            self.kept = kept

    def __init__(self) -> None:
        super().__init__(id="bar")
        self.line = QueryInput(self.complete, self.recall)
        self.status = StatusLine()
        self.view: View | None = None
        self.history: tuple[str, ...] = ()
        self.typing = self.ending = False
        self._before, self._place = "", 0
        self._offer = Offer()
        self._error: Line = ()
        self._asking: Timer | None = None
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
        early, self.view = self.view is None, view
        if not self.typing:
            self._put(str(view.query))
        elif early or not self._error:
            if early:
                self._offer = Offer()  # what was typed before the file was read
            self._advise()
        self.status.facts = facts
        self.status.renew()

    def _tell(self) -> None:
        self.status.typing = None
        if self.typing:
            self.status.typing = self._error or self._offered().told(max(self.size.width, 20))
        self.status.renew()

    # Typing

    def open(self) -> None:
        """Begins to type, a blank ready for the next term; at once, for keys typed ahead."""
        self._before, self._place = self.line.value, len(self.history)
        self.typing, self._error = True, ()
        if self._before and not self._before.endswith(" "):
            self._put(f"{self._before} ")
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
            self._edited()

    def _edited(self) -> None:
        """Asks what is typed: at once, or in a large file when the typing rests."""
        if self._asking is not None:
            self._asking.stop()
        if self.view is None or self.view.total < _LARGE:
            self._ask()
        else:
            self._asking = self.set_timer(_TYPING_PAUSE, self._ask)
        self._tell()

    def _ask(self) -> None:
        if not self.typing:
            return
        try:
            query = self._parsed(typing=True)
        except QueryError as error:
            self._error = query_error_line(error)
            self._tell()
            self._ask_rest(error)
            return
        self._error = ()
        if self.view is not None and query == self.view.query:
            self._advise()  # no other view will come
        self.post_message(self.Asked(query))

    def _ask_rest(self, error: QueryError) -> None:
        """Asks what was typed without a term whose field is wrong: as a word it found nothing."""
        if error.rest is not None:
            with suppress(QueryError):
                self.post_message(self.Asked(parse(error.rest, typing=True)))

    def _advise(self) -> None:
        """Says what to write instead of what finds nothing for a usual mistake."""
        view = self.view
        nothing = view is not None and view.total and not view.shown
        said = hint(self.line.value, view.index) if view is not None and nothing else ""
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
            query = self._parsed() if kept else None
        except QueryError as error:
            self._error = query_error_line(error)
            self._tell()
            if stays:
                self.screen.set_focus(self.line)
                return
            query = None
        if query is None:
            self._put(self._before.strip())
            query = self._parsed()
        else:
            self._put(self.line.value.strip())
        self.typing = False
        self._tell()
        self.post_message(self.Closed(query, kept))

    # Completion and history

    def _offered(self) -> Offer:
        """What may stand at the cursor of the line as it is; Tab goes on from there."""
        text, cursor = self.line.value, self.line.cursor_position
        if (self._offer.text, self._offer.cursor) != (text, cursor) or not self._offer.completions:
            self._offer = Offer(text, cursor, self._completions(text, cursor))
        return self._offer

    def _completions(self, text: str, cursor: int) -> tuple[Completion, ...]:
        from timeline_tui.core.views.complete import complete  # later is early enough

        return complete(text, cursor, self.view) if self.view is not None else ()

    def recall(self, direction: int) -> None:
        """An older or a newer query in the place of what stands there."""
        if 0 <= self._place + direction <= len(self.history):
            self._place += direction
            self.line.value = (*self.history, self._before)[self._place]
            self.line.cursor_position = len(self.line.value)

    def complete(self, direction: int) -> None:
        """The next completion, or the one before, in the place of the present one."""
        offer = self._offered().stepped(direction)
        if offer is self._offer:
            return
        self._put(offer.text)
        self.line.cursor_position = offer.cursor
        if offer.pick is not None and offer.pick.text.endswith((":", "=", ">", "<")):
            values = self._completions(offer.text, offer.cursor)
            offer = Offer(offer.text, offer.cursor, values, before=offer)
        self._offer = offer
        self._edited()
