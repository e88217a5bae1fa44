"""What the main screen shows and hears: a Session goes down as a View, messages come up.

What the keys do stands in `timeline_tui.tui.screen`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.reactive import reactive
from textual.screen import Screen

from timeline_tui.core.changes import Changes
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.timeline import Event
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View
from timeline_tui.settings import Panes as Choices
from timeline_tui.state import State
from timeline_tui.tui.dialogs import Answer, ListDialog
from timeline_tui.tui.editing import edit_at
from timeline_tui.tui.file_reader import FileReader
from timeline_tui.tui.hints import hints
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.memory import Memory
from timeline_tui.tui.open_page import OpenPage
from timeline_tui.tui.panes import Panes
from timeline_tui.tui.query_bar import QueryBar
from timeline_tui.tui.session import Session
from timeline_tui.tui.widgets.chronology import Chronology
from timeline_tui.tui.widgets.density_strip import DensityStrip
from timeline_tui.tui.widgets.event_pane import EventPane
from timeline_tui.tui.widgets.facet import Facet
from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.tui.widgets.query_line import QueryInput
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.rows import first_day
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import (
    counted,
    empty_line,
    facts_line,
    idle_line,
    problem_line,
    query_error_line,
    reload_line,
    shown_of_total,
    state_line,
    unreadable_line,
)

if TYPE_CHECKING:
    from timeline_tui.core.loading import Loaded


class Stage(Screen[None]):
    """The panes, the query line and the status line, and what they say to each other."""

    DEFAULT_CSS = """
    Stage { background: $background; layout: vertical; }
    """
    AUTO_FOCUS = ""

    session: reactive[Session | None] = reactive(None, init=False)
    view: reactive[View | None] = reactive(None)

    def __init__(
        self,
        reader: FileReader,
        memory: Memory,
        glyphs: Glyphs,
        *,
        query: str = "",
        editor: str = "",
        keys: Keys,
        panes: Choices,
    ) -> None:
        super().__init__()
        self.reader = reader
        self.memory = memory
        self.glyphs = glyphs
        self._choices = panes
        self._first_query = query
        self.editor = editor
        self.keys = keys
        self.brought: Mapping[str, frozenset[str]] = {}  # what a report day brought, by that day
        self._before_typing: tuple[Session, str | None] | None = None  # and the event selected
        self.unreadable: Problem | None = None  # why the file could not be read the last time
        self._said_unkept = False  # that nothing can be kept for the next time
        self._page: OpenPage[Any] | None = None  # the last that was opened

    def compose(self) -> ComposeResult:
        yield self.reader
        yield Panes(self.glyphs, self._choices).data_bind(Stage.view)
        yield QueryBar().data_bind(Stage.view)

    def on_mount(self) -> None:
        self._show_hints()
        self.bar.remember(self.memory.state.history)
        self.panes.rule("chronology").title = "Reading…"
        self._say_unkept(self.memory.problems)

    def on_descendant_focus(self) -> None:
        self._show_hints()

    def _show_hints(self) -> None:
        self.bar.status.hints = hints(self.focused, self.keys)

    # The parts

    @property
    def panes(self) -> Panes:
        return self.query_one(Panes)

    @property
    def chronology(self) -> Chronology:
        return self.query_one(Chronology)

    @property
    def bar(self) -> QueryBar:
        return self.query_one(QueryBar)

    @property
    def event(self) -> Event | None:
        """The event under the cursor."""
        event_id = self.chronology.event_id()
        if event_id is None or self.view is None:
            return None
        return self.view.timeline.events[self.view.timeline.row_of[event_id]]

    def say(self, line: Line | str) -> None:
        """Shows a message in the status line for a while, or until the next key or click."""
        message: Line = (Span(line),) if isinstance(line, str) else line
        self.bar.say(message)
        if self._page is not None:
            self._page.say(message)

    def unsay(self) -> None:
        """Takes the message away: something else is about to be done."""
        self.bar.status.message = ()

    def on_mouse_down(self) -> None:
        self.unsay()

    def open_page(
        self,
        make: Callable[[], ListDialog[Answer] | None],
        then: Callable[[Answer | None], None] | None = None,
    ) -> None:
        """Opens a page that follows the file; `then` takes what it is closed with."""
        page = make()
        if page is not None:
            self._page = OpenPage(page, make)
            self.app.push_screen(page, then)

    # What is kept for the next time

    def keep(self, change: Callable[[State], State], done: str = "") -> None:
        """Keeps something for the next time and says so, or else why it cannot be kept.

        Without `done`, what one did not ask to be kept, that is said once and not at every key.
        """
        problems = self.memory.change(change)
        failed = any(problem.severity == "error" for problem in problems)
        if problems and (done or not failed or not self._said_unkept):
            self._say_unkept(problems)
        elif done:
            self.say(done)

    def _say_unkept(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self._said_unkept = self._said_unkept or problem.severity == "error"
            self.say(state_line(problem))

    # A session becomes what is seen

    def watch_session(self, session: Session | None) -> None:
        if session is None:
            return
        view = session.view
        chronology = self.chronology
        day = session.query.asof.text if session.query.asof is not None else ""
        chronology.marked = session.marked
        chronology.changed = session.changed_ids | self.brought.get(day, frozenset())
        self.view = view
        self._show_empty()
        self._show_facts()
        self.bar.show_query(session.query)
        rule = self.panes.rule("chronology")
        files = view.timeline.files
        named = view.timeline.title or ", ".join(Path(file).name for file in files)
        if view.timeline.title and len(files) > 1:
            named += f", {counted(len(files), 'file')}"
        rule.title, rule.count = named, shown_of_total(view)

    def _show_empty(self) -> None:
        if self.session is not None:
            typing = self._before_typing is not None
            self.chronology.empty = empty_line(self.session.view, self.keys, typing=typing)

    def _show_facts(self) -> None:
        view = self.session.view if self.session is not None else None
        problems = view.timeline.problems if view is not None and view.known is None else ()
        unreadable = self.unreadable is not None
        self.bar.status.facts = facts_line(view, problems, unreadable=unreadable)

    def ask(self, query: Query) -> None:
        """Puts another query; undo comes back from it. What was said of the one before is over."""
        self.unsay()
        if self.session is not None:
            self.session = self.session.asking(query)
        else:
            self._first_query = str(query)  # asked before the file was read

    @property
    def asked(self) -> Query:
        """The query in force."""
        return self.session.query if self.session is not None else parse("")

    # What the reader says

    def on_file_reader_progress(self, message: FileReader.Progress) -> None:
        if self.session is None:
            rule = self.panes.rule("chronology")
            rule.title = f"Reading… {message.done:,} of {counted(message.total, 'event')}"

    def on_file_reader_read(self, message: FileReader.Read) -> None:
        self.unreadable = None
        if self.session is None:
            self._begin(message.loaded)
        else:
            self._read_again(self.session, message.loaded)
        if self._page is not None:
            self._page.renew()

    def _read_again(self, before: Session, loaded: Loaded) -> None:
        after = before.reloaded(loaded)
        changes = Changes() if after.changes is before.changes else after.changes
        self.chronology.renamed = changes.renamed
        self.session = after
        old, new = before.loaded.timeline, loaded.timeline
        head_changed = (old.title, old.places, old.actors, old.sources) != (
            new.title,
            new.places,
            new.actors,
            new.sources,
        )
        self.say(reload_line(changes, head_changed=head_changed))

    def _begin(self, loaded: Loaded) -> None:
        session = Session(loaded, marked=self.memory.marks)
        try:
            measures = measures_of(loaded.timeline)
            session = session.asking(parse(self._first_query, measures=measures))
        except QueryError as error:
            self.say(query_error_line(error))
        self.session = session

    def on_file_reader_failed(self, message: FileReader.Failed) -> None:
        self.unreadable = message.problem
        self._show_facts()
        if self.session is None:
            self.panes.rule("chronology").title = "Nothing to show"
            self.chronology.empty = unreadable_line(message.problem, self.keys)
        else:
            self.say((Span("What was read last stays. "), *problem_line(message.problem)))
        if self._page is not None:
            self._page.renew()

    # What the widgets say

    def on_line_list_moved(self, message: LineList.Moved) -> None:
        if message.pane is not self.chronology:
            return
        event = self.event
        self.panes.event_pane.show_event(event.id if event else None)
        self.query_one(DensityStrip).here = first_day(event.date) if event else None

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        if isinstance(message.pane, Chronology):
            self.edit_event()
        elif isinstance(message.pane, Facet):
            message.pane.toggle(exclude=False)
        elif isinstance(message.pane, EventPane):
            message.pane.follow()

    def on_panes_stopped(self, message: Panes.Stopped) -> None:
        self.say(idle_line(message.reason, self.keys, self.glyphs))

    def on_facet_listed(self, message: Facet.Listed) -> None:
        self.panes.rule(message.kind).count = f"{message.count:,}"

    def on_facet_toggled(self, message: Facet.Toggled) -> None:
        if self.view is not None:
            edit = self.view.excluding if message.exclude else self.view.including
            self.ask(edit(message.kind, message.entry.id))

    def on_event_pane_followed(self, message: EventPane.Followed) -> None:
        target = message.target
        if target.kind == "url":
            self.browse_to(target.value)
        elif target.kind == "file":
            self.edit_event()
        elif not self.panes.follow(target):
            self._say_not_shown()

    def on_density_strip_picked(self, message: DensityStrip.Picked) -> None:
        self.chronology.go_to_start(message.day)

    def begin_typing(self) -> None:
        """Opens the query line; what is typed in it until it closes is one step to undo."""
        if self.session is not None and self._before_typing is None:
            self._before_typing = (self.session, self.chronology.event_id())
            self._show_empty()
        self.bar.open()

    def action_keep_query(self) -> None:
        self._end_typing(kept=True)

    def action_restore_query(self) -> None:
        self._end_typing(kept=False)

    def _end_typing(self, *, kept: bool) -> None:
        """At once: the keys behind go to the list, while the letters before may still wait."""
        self.bar.end(kept)
        self.set_focus(self.panes.in_front)

    def on_query_bar_entered(self) -> None:
        self.begin_typing()

    def on_query_bar_asked(self, message: QueryBar.Asked) -> None:
        if self.session is not None and self._before_typing is not None:
            self.session = self.session.typing(message.query, self._before_typing[0])
        else:
            self.ask(message.query)

    def on_query_bar_closed(self, message: QueryBar.Closed) -> None:
        before, self._before_typing = self._before_typing, None
        self._show_empty()
        if message.kept:
            self.keep(lambda state: state.queried(message.text))
            self.bar.remember(self.memory.state.history)
        elif before is not None and before[1] is not None:
            self.chronology.select(before[1])
        if self.focused is None or isinstance(self.focused, QueryInput):
            self.set_focus(self.panes.in_front)

    def select_event(self, event_id: str | None) -> None:
        """The cursor to an event, if it is shown."""
        if event_id and not self.chronology.select(event_id):
            self._say_not_shown()

    def _say_not_shown(self) -> None:
        self.say(f"That event is not among those shown. {self.keys['clear']} shows all.")

    def browse_to(self, address: str) -> None:
        """Opens an address in the browser; nothing but the web is opened."""
        if address.startswith(("http://", "https://")):
            self.app.open_url(address)
            self.say(f"Opened {address}")
        else:
            self.say("Only http and https addresses are opened.")

    def edit_event(self) -> None:
        """Opens the event under the cursor in the editor; the file where there is none."""
        event = self.event
        if event is None or self.view is None:
            files = self.view.timeline.files if self.view is not None else ()
            self.edit_at(files[0] if files else str(self.memory.file), 1, 1)
            return
        record = self.view.timeline.records[self.view.timeline.row_of[event.id]]
        self.edit_at(record.file, record.line, 1)

    def edit_at(self, file: str, line: int, column: int) -> None:
        """Opens a place (from 1) in the editor; what went wrong is said."""
        wrong = edit_at(self.app, self.editor, Path(file), line, column)
        if wrong:
            self.say((Span(wrong, "problem"),))
        else:
            self.reader.look()
