"""The query line: a text that is the whole state of what is shown, with history and completion.

It knows no grammar: it is told what may stand where (`completions_at`), and the error to show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input, Label

from timeline_tui.core.query.complete import Completion
from timeline_tui.core.text import fold
from timeline_tui.tui.completing import Offer
from timeline_tui.tui.roles import SpanPainter
from timeline_tui.words.spans import Line, Span, width_of, wrap
from timeline_tui.words.status import first_lines

_HIGHEST = 3  # lines of an error


class QueryInput(Input):
    """The line's input: Enter keeps, Escape restores, Up and Down are history, Tab completes.

    Enter and Escape are done by the screen, and at once: what is typed behind them is no text. Tab
    and the arrows keep their turn among the letters.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.keep_query", show=False, priority=True),
        Binding("escape", "screen.restore_query", show=False, priority=True),
    ]

    class Left(Message):
        """Editing has ended: `kept` is false where what was before is to come back. By Enter or
        Escape (`asked`), or since the keys went elsewhere."""

        def __init__(self, kept: bool, asked: bool) -> None:
            super().__init__()
            self.kept = kept
            self.asked = asked

    class Entered(Message):
        """The keys go to the line, however they came there."""

    def __init__(self, complete: Callable[[int], None], recall: Callable[[int], None]) -> None:
        super().__init__(
            compact=True,
            select_on_focus=False,
            placeholder="words, location:…, date:2021-07, is:disputed",
        )
        self._moves: Mapping[str, Callable[[], None]] = {
            "tab": partial(complete, 1),
            "shift+tab": partial(complete, -1),
            "up": partial(recall, -1),
            "down": partial(recall, 1),
        }

    def on_focus(self) -> None:
        self.post_message(self.Entered())

    def on_blur(self) -> None:
        if self.app.app_focus:  # else only the terminal's window was left
            self.post_message(self.Left(kept=True, asked=False))

    def end(self, kept: bool) -> None:
        """Ends the editing behind the letters that wait, and behind what they set off in turn."""
        self.call_later(lambda: self.post_message(self.Left(kept, asked=True)))

    def on_key(self, event: events.Key) -> None:
        move = self._moves.get(event.key)
        if move is not None:
            event.stop()
            event.prevent_default()
            move()


class QueryLine(Horizontal):
    """`/` and the query. `text` set from outside is not reported back."""

    DEFAULT_CSS = """
    QueryLine {
        height: 1;
        background: $surface;
        & > Label { width: 3; padding: 0 1; color: $text-accent; text-style: bold; }
        & > QueryInput { width: 1fr; background: $surface; }
        & > QueryInput > .input--placeholder { color: $foreground 65%; }
    }
    """

    class Edited(Message):
        """The text was changed by hand; `cursor` is where the typing stands."""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor

    class Closed(Message):
        """Editing has ended and `text` is what stays."""

        def __init__(self, text: str, kept: bool, asked: bool) -> None:
            super().__init__()
            self.text = text
            self.kept = kept
            self.asked = asked

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.history: tuple[str, ...] = ()
        self._before = ""
        self._place_in_history = 0
        self.completions_at: Callable[[str, int], tuple[Completion, ...]] = lambda *_: ()
        self._offer = Offer()

    def compose(self) -> ComposeResult:
        yield Label("/")
        yield QueryInput(self._complete, self._recall)

    @property
    def input(self) -> QueryInput:
        return self.query_one(QueryInput)

    @property
    def text(self) -> str:
        return self.input.value

    def show_text(self, text: str) -> None:
        """Shows a query that came from elsewhere, without reporting it as an edit."""
        if text != self.input.value:
            with self.input.prevent(Input.Changed):
                self.input.value = text
            self.input.cursor_position = len(text)

    def open(self) -> None:
        """Begins to edit, a blank ready for the next term."""
        self._before = self.text
        self._place_in_history = len(self.history)
        if self.text and not self.text.endswith(" "):
            self.show_text(self.text + " ")
        self.input.cursor_position = len(self.input.value)
        self.screen.set_focus(self.input)  # at once: `focus` would wait behind keys typed ahead

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(event.value, self.input.cursor_position))

    def on_query_input_left(self, event: QueryInput.Left) -> None:
        event.stop()
        if not event.kept:
            self.restore()
            return
        text = self.text.strip()
        self.show_text(text)
        self.post_message(self.Closed(text, kept=True, asked=event.asked))

    def restore(self) -> None:
        """Ends the editing with what was there before."""
        self.show_text(self._before)
        self.post_message(self.Closed(self._before, kept=False, asked=True))

    def _recall(self, direction: int) -> None:
        """An older or a newer query in the place of what stands there."""
        place = self._place_in_history + direction
        if not 0 <= place <= len(self.history):
            return
        self._place_in_history = place
        self.input.value = self.history[place] if place < len(self.history) else self._before
        self.input.cursor_position = len(self.input.value)

    def offer(self) -> Offer:
        """What may stand at the cursor of the line as it is; Tab goes on from there."""
        text, cursor = self.text, self.input.cursor_position
        offer = self._offer
        empty = not offer.completions and offer.before is None  # the file may not have been read
        if empty or (offer.text, offer.cursor) != (text, cursor):
            self._offer = Offer(text, cursor, self.completions_at(text, cursor))
        return self._offer

    def _complete(self, direction: int) -> None:
        """The next completion, or the one before, in the place of the present one."""
        offer = self.offer().stepped(direction)
        if offer is self._offer:
            return
        with self.input.prevent(Input.Changed):
            self.input.value = offer.text
        self.input.cursor_position = offer.cursor
        if offer.opens:
            offer = offer.opened(self.completions_at(offer.text, offer.cursor))
        self._offer = offer
        self.post_message(self.Completed(offer))

    class Completed(Message):
        """A completion was put in; the offer stays so that Tab can go on."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer


class QueryHints(SpanPainter):
    """Under a line while it is edited: what may follow, or what is wrong; else the `keys`."""

    DEFAULT_CSS = """
    QueryHints { height: 1; background: $panel; color: $foreground; }
    """

    offer: reactive[Offer] = reactive(Offer())
    error: reactive[Line] = reactive(())

    def __init__(self, keys: str = "Enter keeps · Esc restores · Up and Down: history") -> None:
        super().__init__()
        self._keys = keys

    def watch_error(self) -> None:
        self._make_room()

    def on_resize(self) -> None:
        self._make_room()

    def _make_room(self) -> None:
        """Further lines where an error needs them: it says at its end what to write instead."""
        self.styles.height = max(len(self._error_lines()), 1)

    def _error_lines(self) -> list[Line]:
        width = max(self.size.width - 2, 10)
        return first_lines(wrap(self.error, width), _HIGHEST, width) if self.error else []

    def render_line(self, y: int) -> Strip:
        if self.error:
            lines = self._error_lines()
            return self.paint((Span(" "), *lines[y]) if y < len(lines) else (), self.size.width)
        return self.paint(self._offered() if y == 0 else (), self.size.width)

    def _offered(self) -> Line:
        """What may follow, from what is picked on where not all of it has room.

        What each one means is said of the one picked, and of all of them if they are few; before
        the values of a field what the field means, until one is picked.
        """
        offer = self.offer
        about = (Span(f" {offer.about}  ", "dim"),) if offer.about and offer.picked < 0 else ()
        if not offer.completions:
            return (Span("  "), *about) if about else (Span(f"   {self._keys}", "dim"),)
        places = range(len(offer.completions))
        room = self.size.width - 2 - width_of(about)
        items = [self._item(place, told=True) for place in places]
        if sum(map(width_of, items)) > room:
            items = [self._item(place, told=place == offer.picked) for place in places]
        first = 0
        while sum(map(width_of, items[first : offer.picked + 1])) > room:
            first += 1  # what is picked is always seen
        return (Span("  "), *about, *(span for item in items[first:] for span in item))

    def _item(self, place: int, *, told: bool) -> Line:
        completion = self.offer.completions[place]
        names_itself = fold(completion.detail).replace(" ", "-") == completion.label
        said = [completion.detail] if told and completion.detail and not names_itself else []
        said += [f"{completion.count:,}"] if completion.count else []
        return (
            Span(" "),
            Span(completion.label, "match" if place == self.offer.picked else "accent"),
            Span(f" {' · '.join(said)} " if said else " ", "dim"),
        )
