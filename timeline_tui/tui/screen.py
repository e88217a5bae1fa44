"""What the keys do on the main screen: each action is a few lines that end in another query, or in
a page over the screen. What a key is called stands in `timeline_tui.tui.commands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, get_args

from textual.binding import Binding, BindingType

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import QueryError, parse
from timeline_tui.core.views.facets import MoreKind, PaneKind
from timeline_tui.core.views.index import measures_of
from timeline_tui.state import State
from timeline_tui.tui import pages
from timeline_tui.tui.arrange import is_open, open_panes
from timeline_tui.tui.chronology import Unit
from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.drawings import Drawings
from timeline_tui.tui.event_pane import EventPane
from timeline_tui.tui.facets import Facet
from timeline_tui.tui.knowledge import Knowledge
from timeline_tui.words import status
from timeline_tui.words.dates import long
from timeline_tui.words.spans import Line, Span

_NEXT = {True: "no", False: "yes", "narrow": "middle", "middle": "wide", "wide": "narrow"}
"""What a choice becomes, as the state has it, from what it is."""


class MainScreen(Drawings, Knowledge):
    """The main screen with its keys. They come before those of whatever has the focus, in the order
    in which they were typed; a line takes those that edit it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(",".join(c.keys), c.action, c.title, show=False, id=c.id, priority=True)
            for c in COMMANDS
        ),
        Binding("ctrl+c,super+c", "screen.copy_text", show=False),
    ]
    at_start: tuple[Problem, ...] = ()  # what was wrong with the config and the state

    def say_problems(self, problems: Sequence[Problem]) -> None:
        """Says what is wrong with the config, or how much is; all of it is listed with the file's.
        What has no file (a theme asked for by an option) can be said only."""
        kept = (*problems, *self.state_problems)
        self.at_start = tuple(problem for problem in kept if problem.file)
        if len(kept) > 1:
            said = f"{len(kept)} problems in the config and the state. "
            self.say((Span(said, "problem"), Span(f"{self.keys['problems']} lists them.")))
        for problem in kept if len(kept) == 1 else ():
            self.say((status.problem_line if problem.file else status.state_line)(problem))

    # Moving

    def action_move(self, by: int) -> None:
        self.pane.move(by)

    def action_move_to(self, end: str) -> None:
        self.pane.move_to_end(end == "last")

    def action_page(self, direction: int) -> None:
        self.pane.move_page(direction)

    def action_step(self, unit: Unit, direction: int) -> None:
        if self.event is None:
            self.idle("no-event")
        elif not self.list.step(unit, direction):
            which = "later" if direction > 0 else "earlier"
            self.say(f"No {which} {unit} has an event that is shown.")

    def action_go_to_date(self) -> None:
        def go(date: EdtfDate) -> None:
            if not self.list.go_to(date):
                self.say(status.nothing_from(date.text, self.view))

        self.ask_date("Go to the date", go)

    def action_match(self, direction: int) -> None:
        if not self.next(self.view.matches, direction):
            self.say(f"No words to look for. {self.keys['query']} begins a query.")

    # Panes

    @property
    def entry(self) -> tuple[PaneKind, str] | None:
        """The place, actor or source under the cursor of the pane that the keys go to."""
        pane = self.pane
        if isinstance(pane, Facet):
            return (pane.kind, pane.entry.id) if pane.entry is not None else None
        target = pane.target if isinstance(pane, EventPane) else None
        kind = next((one for one in self.facets if one == getattr(target, "kind", "")), None)
        return (kind, getattr(target, "value", "")) if kind is not None else None

    def action_next_pane(self, direction: int) -> None:
        shown = [pane for pane in self.panes.values() if is_open(self, pane)]
        self.show_pane(shown[(shown.index(self.pane) + direction) % len(shown)])

    def action_pane(self, id: str) -> None:
        self.show_pane(self.panes[id])

    def action_panes(self) -> None:
        self.open_page(lambda: pages.panes_page(self.chosen, self._choose))

    def _choose(self, name: str) -> None:
        text = _NEXT[getattr(self.chosen, name)]
        open_panes(self, self.chosen.with_choices({name: text}))
        if self.pane.has_class("-closed"):
            self.set_focus(self.front)
        if self.tab.has_class("-closed"):
            self.tab = next((one for one in self.tabs if not one.has_class("-closed")), self.tab)
        self.place_panes()
        self.rest_soon()
        self.page.renew()
        is_own = getattr(self.chosen, name) != getattr(self.settings.panes, name)
        choice = {name: text} if is_own else {}

        def change(state: State) -> State:
            others = {key: one for key, one in state.panes.items() if key != name}
            return replace(state, panes=others | choice)

        self.keep(change)

    def action_zoom(self) -> None:
        self.show_alone(None if self.alone is not None else self.pane)

    def action_open(self) -> None:
        pane = self.pane
        if isinstance(pane, EventPane):
            self.rest()
            self.follow(pane.target)
        elif isinstance(pane, Facet):
            self.action_narrow(False)
        else:
            self.show_pane(self.event_pane)

    def action_narrow(self, exclude: bool) -> None:
        pane = self.pane
        if pane is self.lanes:
            self.zoom_lanes(out=exclude)
        elif not isinstance(pane, Facet):
            self.idle("no-entry")
        elif pane.entry is not None:
            edit = self.view.excluding if exclude else self.view.including
            self.ask(edit(pane.kind, pane.entry.id))

    def action_beside(self, direction: int) -> None:
        """The event beside in the lanes; in a pane the branch."""
        if self.lanes is None or self.pane is not self.lanes:
            self.fold()
        elif not self.lanes.step(direction):
            self.say(f"This row has no {'later' if direction > 0 else 'earlier'} event.")

    def action_back(self) -> None:
        """One step back: a link, the pane that is alone, the focus, the lanes, the query, then the
        distances from the mark."""
        if self.go_back():
            return
        if self.alone is not None:
            self.show_alone(None)
        elif self.focused is not self.front:
            self.set_focus(self.front)
        elif self.front is not self.list:
            self.action_lanes()
        elif self.past and not self.asked.is_empty:
            self.action_undo()
        elif self.list.measured:
            self.measure("")

    def on_lines_chosen(self) -> None:
        if self.pane is self.front:
            self.action_edit()
        else:
            self.action_open()

    # The query

    def action_drop_term(self) -> None:
        if str(self.asked):
            self.ask(self.asked.without_last())
        else:
            self.say("There is no term to drop.")

    def action_clear(self) -> None:
        self.ask(parse(""))

    def action_undo(self) -> None:
        if self.past:
            self.asked, self.past = self.past[-1], self.past[:-1]
            self.draw()
        else:
            self.say("There is no earlier query.")

    def action_changed(self) -> None:
        """What the last reload changed, whatever the query and the day; again: back."""
        fewer = self.asked.dropping("is:changed")
        if not self.changed:
            self.say("No event is new or changed since the last reload.")
        elif str(fewer) == str(self.asked):
            self.ask(replace(self.asked, root=None, asof=None).adding("is:changed"))
        elif fewer.root is None and self.past:
            self.action_undo()
        else:
            self.ask(fewer)

    def action_save_query(self) -> None:
        text = str(self.asked)
        if not text:
            self.say(f"There is no query to save. {self.keys['query']} begins one.")
            return

        def save(name: object) -> None:
            before = self.state.saved.get(str(name), text)
            instead = "" if before == text else f" in place of {before}"
            done = f"Saved as {name}{instead}. {self.keys['saved_queries']} picks it."
            self.keep(lambda state: state.kept(str(name), text, self.file), done)

        page = pages.Page(
            "Save the query as", example="a name", refuse=lambda it: "" if it else "Name it"
        )
        self.open_page(lambda: page, save)

    def action_saved_queries(self) -> None:
        def remove(name: str) -> Line:
            query = self.state.saved[name]
            self.keep(lambda state: state.forgotten(name), f"Removed {name}: {query}")
            return self.bar.status.message

        def ask(name: object) -> None:
            measures = measures_of(self.timeline) if self.timeline is not None else None
            try:
                self.ask(parse(self.state.saved[str(name)], measures=measures))
            except QueryError as error:  # kept with another file or by hand
                self.say(status.query_error_line(error))

        def page() -> pages.Page:
            here = self.state.saved_here(self.file)
            return pages.saved_page(self.state.saved, here, self.keys, remove)

        self.open_page(page, ask)

    # What is contested, and all about an entry

    def action_disputes(self) -> None:
        self.open_page(
            lambda: (
                pages.disputes_page(self.view, self.keys, self.glyphs) if self.timeline else None
            ),
            self.select_event,
        )

    def action_about(self) -> None:
        """A page on the entry under the cursor; on the timeline where there is none."""
        entry = self.entry
        self.open_page(
            lambda: pages.about_page(self.view, entry, self.glyphs) if self.timeline else None,
            self.follow,
        )

    # The event

    def action_edit(self) -> None:
        """Opens the event or, in a pane, the entry under the cursor where it is declared; the file
        where there is none."""
        entry = self.entry if isinstance(self.pane, Facet) else None
        event, timeline = self.event, self.view.timeline
        if self.timeline is not None and entry is not None:
            kind, id = entry
            words = kind in get_args(MoreKind)
            declared = None if words else self.timeline.declared_at(kind, id)
            if declared is not None:
                self.edit(*declared)
            else:
                shows = f"{self.keys['include']} shows them"
                self.say(f"It is not declared: only events name it. {shows}.")
        elif event is not None:
            record = timeline.records[timeline.row_of[event.id]]
            self.edit(record.file, record.line)
        else:
            self.edit(next(iter(timeline.files), str(self.file)), 1)

    def action_browse(self) -> None:
        from timeline_tui.core.citation import addresses  # later is early enough

        if self.event is not None:
            found = addresses(self.view.timeline, self.event)
            if found:
                self.open_address(*found)
            else:
                self.say("No source of this event has a web address.")

    def action_cite(self) -> None:
        from timeline_tui.core.citation import citation  # later is early enough

        if self.event is not None:
            self.app.copy_to_clipboard(citation(self.view.timeline, self.event, long))
            self.say("The citation is on the clipboard.")

    def action_copy_text(self) -> None:
        """Copies what is selected; elsewhere it says what to do."""
        if self.get_selected_text():
            super().action_copy_text()
            return
        cites, leaves = self.keys["cite"], self.keys["quit"]
        self.say(f"Ctrl+c copies what is selected. {cites} copies a citation, {leaves} leaves.")

    def action_stub(self, like: bool) -> None:
        from timeline_tui.core.stub import stub  # later is early enough

        event, timeline = self.event if like else None, self.view.timeline
        now = datetime.now(timeline.zone)
        date, time = f"{now:%Y-%m-%d}", f"{now:%H:%M}"
        if event is not None:
            date, time = event.date.text if event.date else "unknown", ""
        self.app.copy_to_clipboard(stub(timeline, date, time, event))
        which = "like this one" if event else "of this moment"
        self.say(f"A new event {which} is on the clipboard, to be pasted under events.")

    def action_words(self) -> None:
        self.list.words = not self.list.words
        self.list.renew()

    # The file and the program

    def action_reload(self) -> None:
        self.reader.read()

    def action_problems(self) -> None:
        """Why the file can no longer be read, those of the start, then those of the whole file,
        whatever the query hides."""
        if self.asked.asof is not None:  # they can tell of what was not known yet
            shows = f"{self.keys['as_of_off']} shows all that is known, and them."
            self.say(f"The problems are those of the file as it is now. {shows}")
            return

        def page() -> pages.Page:
            timeline = self.view.timeline
            problems = (*filter(None, (self.bad,)), *self.at_start, *timeline.problems)
            return pages.problems_page(problems, timeline, self.glyphs, self.edit)

        self.open_page(page)

    def action_help(self) -> None:
        own = self.pane.HINTS.split()
        if self.pane is self.list:
            own += [c.id for c in COMMANDS if c.group in ("Move", "Event") and c.id not in own]
        page = pages.help_page(self.keys, self.glyphs, self.pane.label.lower(), own)
        self.open_page(lambda: page)
