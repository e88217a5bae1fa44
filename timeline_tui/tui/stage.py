"""What the main screen shows: a timeline under a query goes down to the panes as a View, once for
each change; what they tell comes up as messages. What the keys do stands in `screen`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantBlur, DescendantFocus
from textual.timer import Timer

from timeline_tui.core.models import Event
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.renaming import found_again, seen
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View, apply
from timeline_tui.settings import Panes, Settings
from timeline_tui.state import State, keep, load_state
from timeline_tui.tui.arrange import arrange, open_panes
from timeline_tui.tui.chronology import Chronology
from timeline_tui.tui.commands import Keys
from timeline_tui.tui.event_pane import EventPane
from timeline_tui.tui.facets import LABELS, Facet
from timeline_tui.tui.lists import Lines, Selecting
from timeline_tui.tui.query_bar import QueryBar
from timeline_tui.tui.reader import Found, Progress, Reader, settle_memory
from timeline_tui.tui.strip import DensityStrip, Reports
from timeline_tui.words import status
from timeline_tui.words.signs import ASCII, UNICODE
from timeline_tui.words.spans import Line, Span

Pane = Lines

_UNDO_DEPTH = 100
_REST = 0.05  # seconds without a move after which the event is told: a held key repeats faster
_KEPT = ("unreadable-file", "empty-file")  # what is wrong with a file of which the last text stays


class Stage(Selecting[None]):
    """The panes, the query line and the status line, and what is drawn in them."""

    AUTO_FOCUS = ""
    ALLOW_IN_MAXIMIZED_VIEW = "#bar"
    ESCAPE_TO_MINIMIZE = False  # a step back may be another one

    timeline: Timeline | None = None
    asked: Query = parse("")
    view: View = apply(Timeline("", ZoneInfo("UTC"), (), (), (), {}, {}, {}), asked)
    past: tuple[Query, ...] = ()  # the queries before this one, the newest last
    changed: frozenset[str] = frozenset()  # what the last reload brought or changed
    lit: frozenset[str] = frozenset()  # the same; as of a day, what that brought or changed
    reports: Reports | None = None  # as of a day, what was reported when until then
    opened = ""  # how the files were found, if nobody named them
    bad: Problem | None = None  # why the last reading is not shown
    resting: Timer | None = None
    alone: Pane | None = None
    drawn = ""  # how the events are drawn, where not as the list
    chosen: Panes = Panes()
    first_facet = 0  # of those that are open the first that is seen
    before_typing: tuple[Query, tuple[Query, ...], str] | None = None

    def __init__(
        self, reader: Reader, paths: Sequence[Path], query: str, settings: Settings, keys: Keys
    ) -> None:
        super().__init__()
        self.VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-low"), (16, "-tall")]
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-middle"), (120, "-wide")]
        self.reader, self.file, self.settings, self.keys = reader, paths[0], settings, keys
        self.glyphs = ASCII if settings.ascii else UNICODE
        self.first_query = query  # asked before the file was read
        self.state, self.state_problems = load_state()
        self.marked = frozenset(self.state.marks_in(self.file))

        self.list = Chronology(self.view, self.glyphs)
        self.facets = {kind: Facet(kind, self.glyphs) for kind in LABELS}
        self.event_pane = EventPane(self.glyphs)
        self.strip = DensityStrip(self.glyphs)
        self.bar = QueryBar()
        self.lower = Horizontal(*self.facets.values(), id="facets", classes="lower")
        self.tabs: tuple[EventPane | Facet, ...] = (self.event_pane, *self.facets.values())
        self.tab: Pane = self.event_pane  # the lower pane that is seen where there is room for one
        panes: tuple[Pane, ...] = (self.list, *self.facets.values(), self.event_pane)
        self.panes = {str(pane.id): pane for pane in panes}
        self.list.heading = "Reading…"
        open_panes(self, settings.panes.with_choices(self.state.panes))
        self.place_panes()  # before they are styled, which is done anew for each class

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield self.strip
                yield self.list
                yield self.lower
            yield self.event_pane
        yield self.bar

    def on_mount(self) -> None:
        press = f"press {self.keys['query']}, {self.keys['help']} for help"
        fields = f"location:{self.glyphs.ellipsis}, date:2021-07, is:disputed"
        self.bar.line.placeholder = f"words, {fields} ({press})"
        self.bar.history = self.state.history
        self.set_focus(self.list)
        # By way of the program: what is drawn before it runs is thrown away
        self.app.call_later(self.reader.listen, lambda found: self.call_later(self.take, found))

    # The parts

    @property
    def front(self) -> Pane:
        """The pane that draws the events: the list, or the lanes in its place."""
        return self.panes["chronology"]

    @property
    def pane(self) -> Pane:
        """The pane that the keys go to."""
        return self.focused if isinstance(self.focused, Pane) else self.front

    @property
    def event(self) -> Event | None:
        return self.list.event

    def show_pane(self, pane: Pane) -> None:
        """Brings a pane to where it can be seen and gives it the keys, at once: keys typed ahead
        are to act on it."""
        pane.remove_class("-closed")
        if pane is not self.front:
            self.tab = pane
        low = not self.has_class("-tall")
        if low or self.alone is not None:
            self.show_alone(None if low and pane is self.front else pane)
        self.place_panes()
        if pane is self.event_pane:
            self.rest()
        self.set_focus(pane)
        self.place_panes()  # it may need more room now

    def show_alone(self, pane: Pane | None) -> None:
        """A pane alone on the screen, or all of them again."""
        self.alone = pane
        if pane is None:
            self.minimize()
        else:
            self.maximize(pane, container=False)
        self.place_panes()

    place_panes = arrange

    def on_resize(self) -> None:
        self.call_after_refresh(self.settle)

    def settle(self) -> None:
        """After another size: the keys to the list where the pane that had them is gone."""
        if self.pane is not self.front:
            self.tab = self.pane
        self.place_panes()
        hidden = self.alone is None and not self.has_class("-tall") and self.pane is not self.front
        if hidden or self.focused is None:
            self.set_focus(self.front)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if event.widget is self.focused is self.bar.line:  # and still there
            self.action_query()
        self.hint()
        if self.pane is self.front:  # a pane that is clicked does not move under the mouse
            self.place_panes()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        line = self.bar.line
        left = event.widget is line and self.focused is not line and not self.bar.ending
        if left and self.app.app_focus:  # else the window was left
            self.bar.end(kept=True, stays=False)

    def hint(self) -> None:
        """The keys in the status line; as of a day first those that lead on and out."""
        own = "next_report play as_of_off " * (self.asked.asof is not None) + self.pane.HINTS
        self.bar.status.hint(own.split(), self.keys, self.pane.CALLED)

    # What is said and kept

    def say(self, line: Line | str) -> None:
        """Shows a message in the status line for a while, or until the next key or click."""
        self.bar.say((Span(line),) if isinstance(line, str) else line)

    def idle(self, reason: status.Idle) -> None:
        """Says why a key did nothing."""
        self.say(status.idle_line(reason, self.keys, self.glyphs))

    def keep(self, change: Callable[[State], State], done: str = "") -> None:
        """Keeps something for the next time; says `done`, if it was asked for, or what failed."""
        before, known = self.state, bool(self.state_problems)
        self.state, problems = keep(change)
        if any(problem.severity == "error" for problem in problems):
            self.state = change(before)  # it holds until the program is left
        self.state_problems = problems or self.state_problems
        for problem in problems if done or not known else ():
            self.say(status.state_line(problem))
        if done and not problems:
            self.say(done)

    # A query becomes what is seen

    def ask(self, query: Query) -> None:
        """Puts another query; undo comes back from it."""
        self.bar.unsay()
        if self.timeline is None:
            self.first_query = str(query)
        elif str(query) != str(self.asked):
            self.past, self.asked = (*self.past, self.asked)[-_UNDO_DEPTH:], query
            self.draw()

    def draw(self, renamed: Mapping[str, str] | None = None) -> None:
        """The timeline under the query, in every pane, once."""
        if self.timeline is None:
            return
        self.take_news()
        self.view = view = apply(self.timeline, self.asked, marked=self.marked, changed=self.lit)
        self._say_empty()
        self.list.show(view, self.marked, self.lit, renamed or {})
        self.strip.show(view, self.reports)
        self.bar.show(view, self._facts())
        self.place_panes()
        self.rest_soon()

    def take_news(self) -> None:
        """What is lit, and the reports that the strip shows instead of the events."""
        self.lit = self.changed

    def _facts(self) -> Line:
        view = self.view if self.timeline is not None else None
        problems = self.view.timeline.problems if self.view.known is None else ()
        return status.facts_line(view, problems, unreadable=self.bad is not None)

    def _say_empty(self) -> None:
        if self.timeline is not None:
            typing = self.before_typing is not None
            self.list.empty = status.empty_line(self.view, self.keys, typing=typing)
            if not self.view.rows:
                self.front.empty = self.list.empty
                self.front.refresh()

    def rest_soon(self) -> None:
        """Not at once: while a key is held, only the list and the strip are drawn."""
        self.strip.point(self.event.date if self.event else None)
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(_REST, self.rest)

    on_chronology_moved = rest_soon

    def rest(self) -> None:
        """Tells the event under the cursor, if it is not told already."""
        if self.resting is not None:
            self.resting.stop()
            self.resting = None
            self.event_pane.show(self.view, self.event)

    # What the reader finds

    def take(self, found: Found) -> None:
        """Shows what was read, or says why it is not shown."""
        if isinstance(found, Progress):
            if self.timeline is None:
                total = status.counted(found.total, "event")
                self.list.heading = f"Reading… {found.done:,} of {total}"
                self.place_panes()
            return
        self.bad = found if isinstance(found, Problem) else None
        if isinstance(found, Problem):
            self._stay(found)
        elif self.timeline is None:
            self._begin(found)
        else:
            self._reload(self.timeline, found)

    def _begin(self, timeline: Timeline) -> None:
        self.timeline = timeline
        try:
            self.asked = parse(self.first_query, measures=measures_of(timeline))
            self.past = () if self.asked.is_empty else (parse(""),)
        except QueryError as error:
            self.say(status.query_error_line(error))
        self._keep_marks(found_again(timeline, self.state.marks_in(self.file)))
        self.draw()
        self.call_after_refresh(settle_memory)

    def _reload(self, before: Timeline, timeline: Timeline) -> None:
        from timeline_tui.core.diff import compare  # later is early enough

        self.timeline, changes = timeline, compare(before, timeline)
        if changes:  # else what the last change was is still worth asking for
            self.changed = frozenset(changes.new | changes.changed)
            self._keep_marks(changes.renamed)
        was = self.view
        self.draw(changes.renamed)
        old, new = ((one.title, one.places, one.actors, one.sources) for one in (before, timeline))
        if self.view.known is not None:  # else it would tell what is hidden
            changes = compare(was.timeline, self.view.timeline)
        self.say(status.reload_line(changes, self.view, self.keys, head_changed=old != new))
        bad = (one for one in timeline.problems if one.code in _KEPT and one not in before.problems)
        if (problem := next(bad, None)) is not None:  # one of several files
            self._say_kept(problem)
        self.set_timer(_REST, gc.collect)

    def _keep_marks(self, renamed: Mapping[str, str]) -> None:
        """Marks, here and on the disk, stay with events that got another id."""
        new = {id: renamed[id] for id in self.marked if id in renamed}
        self.marked = frozenset(new.get(id, id) for id in self.marked)
        if new and (timeline := self.timeline) is not None:
            events = [timeline.events[timeline.row_of[id]] for id in new.values()]
            marks = {**dict.fromkeys(new), **{event.id: seen(event) for event in events}}
            self.keep(lambda state: state.marked(self.file, marks))

    def _say_kept(self, problem: Problem) -> None:
        self.say((Span("What was read last stays. "), *status.problem_line(problem)))

    def _stay(self, problem: Problem) -> None:
        if self.timeline is None:
            gc.enable()
            self.list.heading = "Nothing to show"
            self.list.empty = status.unreadable_line(problem, self.keys)
            self.list.refresh()
            self.place_panes()
        else:
            self._say_kept(problem)
        self.bar.status.facts = self._facts()
        self.bar.status.renew()

    # Typing

    def action_query(self) -> None:
        """Opens the query line; what is typed in it until it closes is one step to undo."""
        if self.before_typing is None:
            self.before_typing = (self.asked, self.past, self.event.id if self.event else "")
            self._say_empty()
            self.bar.open()

    def action_end_typing(self, kept: bool) -> None:
        """At once: the keys behind go to the list, while the letters before may still wait."""
        self.bar.ending = True
        self.bar.line.call_later(self.bar.end, kept=kept, stays=True)
        self.set_focus(self.alone or self.front)

    def on_query_bar_asked(self, message: QueryBar.Asked) -> None:
        """In the place of all that was typed before it; that again is nothing to undo."""
        query, typing = message.query, self.before_typing
        if typing is None or self.timeline is None:
            self.ask(query)
        elif str(query) != str(self.asked):
            before, past, _ = typing
            same = str(query) == str(before)
            self.asked, self.past = query, past if same else (*past, before)[-_UNDO_DEPTH:]
            self.draw()
        if message.kept is not None:
            self._end_typing(query, kept=message.kept)

    def _end_typing(self, query: Query, *, kept: bool) -> None:
        before, self.before_typing = self.before_typing, None
        self._say_empty()
        if kept:
            self.keep(lambda state: state.queried(str(query)))
            self.bar.history = self.state.history
        elif before is not None:
            self.list.select(before[2])
        if not isinstance(self.focused, Pane):
            self.set_focus(self.alone or self.front)
