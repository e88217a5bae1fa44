"""What the main screen shows: a timeline under a query goes down to the panes as a View, once for
each change; what they tell comes up as messages. What the keys do stands in `screen`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Literal, get_args

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer

from timeline_tui.core.problems import Problem
from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Event, FacetKind, Timeline
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View, apply
from timeline_tui.settings import Panes as Choices
from timeline_tui.state import State, keep, load_state
from timeline_tui.tui.chronology import Chronology
from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.panes import EventPane, Facet
from timeline_tui.tui.query_bar import QueryBar
from timeline_tui.tui.reader import Reader
from timeline_tui.tui.strip import DensityStrip
from timeline_tui.words.rows import first_day
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import (
    counted,
    empty_line,
    facts_line,
    problem_line,
    query_error_line,
    reload_line,
    shown_of_total,
    state_line,
    unreadable_line,
)

FACETS: tuple[FacetKind, ...] = get_args(FacetKind)
PaneId = Literal["chronology", "location", "actor", "source", "event"]
PANES: tuple[PaneId, ...] = get_args(PaneId)
Pane = Chronology | Facet | EventPane

_UNDO_DEPTH = 100
_REST = 0.05  # seconds without a move after which the event is told: a held key repeats faster
_HINTS: dict[str, tuple[str, ...]] = {
    "chronology": ("query", "next_pane", "help", "disputes", "as_of"),
    "facet": ("include", "exclude", "about", "fold", "maximise", "next_pane", "back"),
    "event": ("open", "browse", "cite", "edit", "maximise", "next_pane", "back"),
}
_BREAKPOINTS: dict[str, list[tuple[int, str]]] = {
    "auto": [(0, "-narrow"), (100, "-middle"), (120, "-wide")],
    "right": [(0, "-narrow"), (100, "-wide")],
    "below": [(0, "-narrow"), (100, "-middle")],
}


class Stage(Screen[None]):
    """The panes, the query line and the status line, and what is drawn in them."""

    AUTO_FOCUS = ""
    ALLOW_IN_MAXIMIZED_VIEW = "#bar"
    ESCAPE_TO_MINIMIZE = False  # a step back may be another one
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [
        (0, "-tiny"),
        (10, "-low"),
        (16, "-tall"),
    ]

    def __init__(
        self,
        reader: Reader,
        paths: Sequence[Path],
        glyphs: Glyphs,
        *,
        query: str,
        keys: Keys,
        panes: Choices,
    ) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = _BREAKPOINTS[panes.layout]
        self.reader, self.file, self.glyphs, self.keys = reader, paths[0], glyphs, keys
        self.timeline: Timeline | None = None
        self.view: View | None = None
        self.first_query = query
        self.asked: Query = parse("")
        self.past: tuple[Query, ...] = ()  # the queries before this one, the newest last
        self.marked: frozenset[str] = frozenset()
        self.changed: frozenset[str] = frozenset()  # what the last reload brought or changed
        self.brought: Mapping[str, frozenset[str]] = {}  # what a report day brought, by that day
        self.unreadable: Problem | None = None  # why the file could not be read the last time
        self.state, self.state_problems = load_state()
        self.marked = self.state.marks_in(self.file)
        self._resting: Timer | None = None
        self._alone: Pane | None = None
        self._before_typing: tuple[Query, tuple[Query, ...], str | None] | None = None

        self.list = Chronology(glyphs)
        self.facets = {kind: Facet(kind, glyphs) for kind in FACETS}
        self.event_pane = EventPane(glyphs)
        self.strip = DensityStrip(glyphs)
        self.bar = QueryBar()
        self.lower = Horizontal(*self.facets.values(), id="facets", classes="lower")
        self.tab: Pane = self.event_pane
        self.strip.display = panes.density
        self.list.heading = "Reading…"
        for pane, shown in (
            (self.facets["location"], panes.locations),
            (self.facets["actor"], panes.actors),
            (self.facets["source"], panes.sources),
            (self.event_pane, panes.event),
        ):
            pane.add_class("lower")
            pane.display = shown

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield self.strip
                yield self.list
                yield self.lower
            yield self.event_pane
        yield self.bar

    def on_mount(self) -> None:
        self.bar.history = self.state.history
        press, help = self.keys.either("query"), self.keys["help"]
        asked = f"words, location:…, date:2021-07, is:disputed (press {press}, {help} for help)"
        self.bar.line.placeholder = asked
        self._arrange()
        self.list.focus()
        self.reader.listen(self.post_message)
        for problem in self.state_problems:
            self.say(state_line(problem))

    # The parts

    @property
    def panes(self) -> dict[PaneId, Pane]:
        """The five panes in their order."""
        return {"chronology": self.list, **self.facets, "event": self.event_pane}

    @property
    def pane(self) -> Pane:
        """The pane that the keys go to."""
        focused = self.focused
        return focused if isinstance(focused, Chronology | Facet | EventPane) else self.list

    @property
    def event(self) -> Event | None:
        """The event under the cursor."""
        return self.list.event

    @property
    def entry(self) -> tuple[FacetKind, str] | None:
        """The place, actor or source under the cursor of the pane that the keys go to."""
        pane = self.pane
        if isinstance(pane, Facet):
            return (pane.kind, pane.entry.id) if pane.entry is not None else None
        target = pane.target if isinstance(pane, EventPane) else None
        if target is not None and target.kind in self.facets:
            return target.kind, target.value
        return None

    def show_pane(self, id: PaneId) -> None:
        """Brings a pane to where it can be seen and gives it the keys, at once: keys typed ahead
        are to act on it."""
        pane = self.panes[id]
        pane.display = True
        if pane is not self.list:
            self.tab = pane
        low = not self.has_class("-tall")
        if self._alone is not None or low:
            self.alone(pane if self._alone is not None or pane is not self.list else None)
        if low and pane is self.list:
            self.alone(None)
        self._arrange()
        if pane is self.event_pane:
            self.rest()
        self.set_focus(pane)

    def alone(self, pane: Pane | None) -> None:
        """A pane alone on the screen, or all of them again."""
        self._alone = pane
        if pane is None:
            self.minimize()
        else:
            self.maximize(pane)
        self._arrange()

    def _arrange(self) -> None:
        """Which of the lower panes is seen where there is room for one, and what stands in the
        rules over the panes."""
        for pane in (*self.facets.values(), self.event_pane):
            pane.set_class(pane is self.tab, "-tab")
        self.lower.set_class(isinstance(self.tab, Facet), "-tab")
        self.lower.display = any(facet.display for facet in self.facets.values())
        narrow = self.has_class("-narrow")
        for pane in self.panes.values():
            alone = " · maximised" if pane is self._alone else ""
            heading = Content(f" {make_visible(pane.heading)}{alone} ")
            if not alone and narrow and pane is self.tab:
                heading = self._tabs()
            if pane.border_title != heading.markup:
                pane.border_title = heading

    def _tabs(self) -> Content:
        """The panes that share one place, by name; a click picks one."""
        tabs = (self.event_pane, *self.facets.values())
        return Content(" ").join(
            Content.from_markup(
                f"[@click=screen.pane('{tab.id}')]$name[/]",
                name=f"[{tab.heading}]" if tab is self.tab else f" {tab.label} ",
            )
            for tab in tabs
        )

    def on_resize(self) -> None:
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """After another size: the keys to the list where the pane that had them is gone."""
        if self.pane is not self.list:
            self.tab = self.pane
        self._arrange()
        if self._alone is None and self.pane is not self.list and not self.pane.size:
            self.set_focus(self.list)

    def on_descendant_focus(self) -> None:
        pane = self.pane
        kind = "facet" if isinstance(pane, Facet) else pane.id or "chronology"
        footer = [command.id for command in COMMANDS if command.footer]
        titles = {command.id: command.title.lower() for command in COMMANDS}
        self.bar.status.hints = tuple(
            (Span(self.keys[id], "accent"), Span(f" {titles[id]}  ", "dim"))
            for id in dict.fromkeys((*_HINTS[kind], *footer))
            if self.keys.of(id)
        )
        self.bar.status.renew()

    # What is said and kept

    def say(self, line: Line | str) -> None:
        """Shows a message in the status line for a while, or until the next key or click."""
        self.bar.say((Span(line),) if isinstance(line, str) else line)

    def unsay(self) -> None:
        """Takes the message away: something else is about to be done."""
        self.bar.unsay()

    def keep(self, change: Callable[[State], State], done: str = "") -> None:
        """Keeps something for the next time and says so, or else why it cannot be kept; what one
        did not ask to be kept (no `done`) only the first time."""
        known, (self.state, problems) = self.state_problems, keep(change)
        self.state_problems = problems or known
        for problem in problems:
            if done or not known:
                self.say(state_line(problem))
        if done and not problems:
            self.say(done)

    # A query becomes what is seen

    def ask(self, query: Query) -> None:
        """Puts another query; undo comes back from it."""
        self.unsay()
        if self.timeline is None:
            self.first_query = str(query)  # asked before the file was read
        elif str(query) != str(self.asked):
            self.past, self.asked = (*self.past, self.asked)[-_UNDO_DEPTH:], query
            self.draw()

    def draw(self, renamed: Mapping[str, str] | None = None) -> None:
        """The timeline under the query, in every pane, once."""
        if self.timeline is None:
            return
        changed = self.changed
        view = apply(self.timeline, self.asked, marked=self.marked, changed=changed)
        self.view = view
        if self.asked.asof is not None:
            changed = changed | self.brought.get(self.asked.asof.text, frozenset())
        self.list.heading = self._heading(view)
        self.list.empty = empty_line(view, self.keys, typing=self._before_typing is not None)
        self.list.show(view, self.marked, changed, renamed or {})
        for facet in self.facets.values():
            facet.show(view)
        self.strip.show(view)
        self.bar.show(view, self._facts())
        self._arrange()
        self.rest_soon()

    def _heading(self, view: View) -> str:
        files = view.timeline.files
        named = view.timeline.title or ", ".join(Path(file).name for file in files)
        if view.timeline.title and len(files) > 1:
            named += f", {counted(len(files), 'file')}"
        return f"{named} · {shown_of_total(view)}"

    def _facts(self) -> Line:
        view = self.view
        problems = view.timeline.problems if view is not None and view.known is None else ()
        return facts_line(view, problems, unreadable=self.unreadable is not None)

    def rest_soon(self) -> None:
        """Not at once: while a key is held, only the list and the strip are drawn."""
        event = self.event
        self.strip.point(first_day(event.date) if event else None)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.rest)

    def rest(self) -> None:
        """Tells the event under the cursor, if it is not told already."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
            if self.view is not None:
                self.event_pane.show(self.view, self.event.id if self.event else None)

    def on_chronology_moved(self) -> None:
        self.rest_soon()

    # What the reader says

    def on_reader_progress(self, message: Reader.Progress) -> None:
        if self.timeline is None:
            self.list.heading = f"Reading… {message.done:,} of {counted(message.total, 'event')}"
            self._arrange()

    def on_reader_read(self, message: Reader.Read) -> None:
        self.unreadable = None
        before, self.timeline = self.timeline, message.timeline
        if before is None:
            self._begin(message.timeline)
            return
        from timeline_tui.core.diff import compare  # later is early enough

        changes = compare(before, message.timeline)
        if changes:  # else what the last change was is still worth asking for
            self.changed = frozenset(changes.new | changes.changed)
            self.marked = frozenset(changes.renamed.get(id, id) for id in self.marked)
        self.draw(changes.renamed)
        self.say(reload_line(changes, head_changed=_head(before) != _head(message.timeline)))
        self.renew_page()

    def _begin(self, timeline: Timeline) -> None:
        try:
            self.asked = parse(self.first_query, measures=measures_of(timeline))
            self.past = (parse(""),) if not self.asked.is_empty else ()
        except QueryError as error:
            self.say(query_error_line(error))
        self.draw()

    def on_reader_failed(self, message: Reader.Failed) -> None:
        self.unreadable = message.problem
        if self.timeline is None:
            self.list.heading = "Nothing to show"
            self.list.empty = unreadable_line(message.problem, self.keys)
            self.list.refresh()
            self._arrange()
        else:
            self.say((Span("What was read last stays. "), *problem_line(message.problem)))
        self.bar.status.facts = self._facts()
        self.bar.status.renew()
        self.renew_page()

    def renew_page(self) -> None:
        """Tells an open page what holds now."""

    # Typing

    def begin_typing(self) -> None:
        """Opens the query line; what is typed in it until it closes is one step to undo."""
        if self._before_typing is None:
            self._before_typing = (self.asked, self.past, self.event.id if self.event else None)
        if self.view is not None:
            self.list.empty = empty_line(self.view, self.keys, typing=True)
        self.bar.open()

    def action_end_typing(self, kept: bool) -> None:
        """At once: the keys behind go to the list, while the letters before may still wait."""
        self.bar.line.call_later(self.bar.end, kept=kept, stays=True)
        self.set_focus(self._alone or self.list)

    def on_query_bar_entered(self) -> None:
        self.begin_typing()

    def on_query_bar_asked(self, message: QueryBar.Asked) -> None:
        if self._before_typing is None or self.timeline is None:
            self.ask(message.query)
        elif str(message.query) != str(self.asked):
            self._put(message.query)

    def _put(self, query: Query) -> None:
        """A query in the place of all that was typed before it."""
        if self._before_typing is None:
            return
        before, past, _ = self._before_typing
        same = str(query) == str(before)
        self.asked, self.past = query, past if same else (*past, before)[-_UNDO_DEPTH:]
        self.draw()

    def on_query_bar_closed(self, message: QueryBar.Closed) -> None:
        before = self._before_typing
        if self.timeline is None:
            self.first_query = str(message.query)
        elif str(message.query) != str(self.asked):
            self._put(message.query)
        self._before_typing = None
        if self.view is not None:
            self.list.empty = empty_line(self.view, self.keys)
            self.list.refresh()
            self.bar.show(self.view, self._facts())
        if message.kept:
            self.keep(lambda state: state.queried(str(message.query)))
            self.bar.history = self.state.history
        elif before is not None and before[2] is not None:
            self.list.select(before[2])
        if not isinstance(self.focused, Chronology | Facet | EventPane):
            self.set_focus(self._alone or self.list)


def _head(timeline: Timeline) -> tuple[object, ...]:
    return timeline.title, timeline.places, timeline.actors, timeline.sources
