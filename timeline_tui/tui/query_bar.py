"""The foot of the screen: the query line, what may follow in it, and the status line.

Parses what is typed and sends the query; what cannot be parsed is said, the last good one stays.
"""

from __future__ import annotations

from contextlib import suppress

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.query.complete import Completion, complete
from timeline_tui.core.query.hints import hint
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View
from timeline_tui.tui.widgets.query_line import QueryHints, QueryInput, QueryLine
from timeline_tui.tui.widgets.status_line import StatusLine
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import query_error_line

_MESSAGE_SECONDS = 8.0
_LARGE = 20_000  # events from which the search waits for a pause in the typing
_TYPING_PAUSE = 0.12  # seconds


class QueryBar(Vertical):
    """Two lines: the query, and under it the status or, while one types, the completions."""

    DEFAULT_CSS = """
    QueryBar {
        height: auto;
        & QueryHints { display: none; }
        &.-asking QueryHints { display: block; }
        &.-asking StatusLine { display: none; }
    }
    """

    view: reactive[View | None] = reactive(None)

    class Asked(Message):
        """A query was typed that can be applied."""

        def __init__(self, query: Query) -> None:
            super().__init__()
            self.query = query

    class Entered(Message):
        """The keys go to the line, which was not open."""

    class Closed(Message):
        """Typing has ended; `kept` is false where what was before came back."""

        def __init__(self, text: str, kept: bool) -> None:
            super().__init__()
            self.text = text
            self.kept = kept

    def __init__(self) -> None:
        super().__init__()
        self._edits = 0

    def compose(self) -> ComposeResult:
        yield QueryLine()
        yield QueryHints()
        yield StatusLine()

    def on_mount(self) -> None:
        self._line.completions_at = self._completions_at

    def watch_view(self, old: View | None) -> None:
        if old is None and self.has_class("-asking"):
            self._offer()  # what was typed before the file was read
        if self.has_class("-asking") and not self._offered.error:
            self._advise()

    @property
    def _line(self) -> QueryLine:
        return self.query_one(QueryLine)

    @property
    def _offered(self) -> QueryHints:
        return self.query_one(QueryHints)

    @property
    def status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def remember(self, history: tuple[str, ...]) -> None:
        """Takes the queries that Up and Down go through, the newest last."""
        self._line.history = history

    def say(self, message: Line) -> None:
        """Shows a message for a while or until the next."""
        self.status.message = message
        self.set_timer(_MESSAGE_SECONDS, lambda: self._unsay(message))

    def _unsay(self, message: Line) -> None:
        if self.status.message is message:
            self.status.message = ()

    def show_query(self, query: Query) -> None:
        """Shows the query in force, unless one is being typed."""
        if not self.has_class("-asking"):
            self._line.show_text(str(query))

    def open(self) -> None:
        """Begins to type."""
        self.add_class("-asking")
        self._line.open()
        self._advise()
        self._offer()

    def end(self, kept: bool) -> None:
        """Ends the typing; with an error in the query the line takes the keys again."""
        self._line.input.end(kept)

    def on_query_input_entered(self, message: QueryInput.Entered) -> None:
        message.stop()
        if not self.has_class("-asking"):
            self.post_message(self.Entered())

    def on_query_line_edited(self, message: QueryLine.Edited) -> None:
        message.stop()
        self._offer()
        self._edits += 1
        if self.view is None or len(self.view.timeline.events) < _LARGE:
            self._apply(message.text, self._edits)
            return
        edit = self._edits
        self.set_timer(_TYPING_PAUSE, lambda: self._apply(message.text, edit))

    def _apply(self, text: str, edit: int) -> None:
        """Asks what is typed, unless more was typed since."""
        if edit != self._edits:
            return
        try:
            query = self._parsed(text, typing=True)
        except QueryError as error:
            self._offered.error = query_error_line(error)
            self._apply_rest(error)
        else:
            self._offered.error = ()
            if self.view is not None and query == self.view.query:
                self._advise()  # no other view will come
            self.post_message(self.Asked(query))

    def _apply_rest(self, error: QueryError) -> None:
        """Asks what was typed without a term whose field is wrong: as a word it found nothing."""
        if error.rest is not None:
            with suppress(QueryError):
                self.post_message(self.Asked(self._parsed(error.rest, typing=True)))

    def _advise(self) -> None:
        """Says what to write instead of what finds nothing for a usual mistake."""
        view = self.view
        nothing = view is not None and view.total and not view.shown
        said = hint(self._line.text, view.index) if view is not None and nothing else ""
        self._offered.error = (Span(said),) if said else ()

    def _parsed(self, text: str, *, typing: bool = False) -> Query:
        """What is typed as a query; the timeline says which measures its figures have, but not as
        of a day, which is to tell nothing of those to come."""
        view = self.view
        measures = measures_of(view.timeline) if view is not None and view.known is None else None
        return parse(text, typing=typing, measures=measures)

    def _offer(self) -> None:
        self._offered.offer = self._line.offer()

    def _completions_at(self, text: str, cursor: int) -> tuple[Completion, ...]:
        return () if self.view is None else complete(text, cursor, self.view)

    def on_query_line_completed(self, message: QueryLine.Completed) -> None:
        message.stop()
        self._offered.offer = message.offer
        self._edits += 1
        self._apply(message.offer.text, self._edits)

    def on_query_line_closed(self, message: QueryLine.Closed) -> None:
        message.stop()
        if not self.has_class("-asking"):
            return
        self._edits += 1  # what a timer still holds is out of date
        try:
            query = self._parsed(message.text)
        except QueryError as error:
            self._offered.error = query_error_line(error)
            if message.asked:
                self.screen.set_focus(self._line.input)
            elif self.screen.focused is not self._line.input:  # left for another pane: as by Escape
                self._line.restore()
            return
        self.remove_class("-asking")
        self.post_message(self.Asked(query))
        self.post_message(self.Closed(message.text, message.kept))
