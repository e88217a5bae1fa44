"""What the keys do on the main screen: each action is a few lines that end in another query, or in
a page over the screen. What a key is called stands in `timeline_tui.tui.commands`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from timeline_tui.core.dates import DateError, parse_date
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import QueryError, parse
from timeline_tui.core.timeline import Event
from timeline_tui.core.views.index import measures_of
from timeline_tui.tui.chronology import Unit
from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.dialogs import AskScreen, Item, Page, PageScreen, said
from timeline_tui.tui.editing import browse, edit_at, opens, real_host
from timeline_tui.tui.panes import EventPane, Facet
from timeline_tui.tui.reader import Reader
from timeline_tui.tui.stage import PANES, PaneId, Stage
from timeline_tui.tui.strip import DensityStrip
from timeline_tui.settings import Panes as Choices
from timeline_tui.tui.keys import Keys
from timeline_tui.words.dates import iso, long
from timeline_tui.words.rows import first_day
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, harmless, wrap
from timeline_tui.words.status import (
    Idle,
    counted,
    day_line,
    idle_line,
    no_report_day,
    nothing_from,
    problem_line,
    query_error_line,
    state_line,
)
from timeline_tui.words.story import Target

_NO_STEP: Mapping[tuple[Unit, int], Idle] = {
    ("day", 1): "no-later-day",
    ("day", -1): "no-earlier-day",
    ("month", 1): "no-later-month",
    ("month", -1): "no-earlier-month",
}
_Link = tuple[str, int, PaneId | None, PaneId, str]  # event, line, alone; pane and id it led to


class MainScreen(Stage):
    """The main screen with its keys. They come before those of whatever has the focus, in the order
    in which they were typed; a line takes those that edit it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(",".join(c.keys), c.action, c.title, show=False, id=c.id, priority=True)
            for c in COMMANDS
        ),
        Binding("ctrl+c,super+c", "screen.copy_text", show=False),
    ]

    def __init__(
        self,
        reader: Reader,
        paths: Sequence[Path],
        glyphs: Glyphs,
        *,
        query: str = "",
        editor: str = "",
        keys: Keys,
        panes: Choices,
    ) -> None:
        super().__init__(reader, paths, glyphs, query=query, keys=keys, panes=panes)
        self._editor = editor
        self._at_start: tuple[Problem, ...] = ()  # what was wrong with the config and the state
        self._page: PageScreen | None = None  # the last that was opened
        self._links: list[_Link] = []  # followed to where one is, the newest last

    # What was wrong at the start

    def say_problems(self, problems: Sequence[Problem]) -> None:
        """Says what is wrong with the config, or how much is; all of it is listed with the file's.

        What has no file (a theme asked for by an option) can be said only.
        """
        kept = tuple(dict.fromkeys((*problems, *self.state_problems)))
        placed = (problem for problem in kept if problem.file)
        self._at_start = tuple(sorted(placed, key=lambda one: (one.file, one.line, one.column)))
        if not problems:
            return
        if len(kept) == 1:
            self.say(problem_line(kept[0]) if kept[0].file else state_line(kept[0]))
            return
        of_state = any(problem.code == "state" for problem in kept)
        where = "the config and the state" if of_state else "the config"
        lists = f"{self.keys['problems']} lists them, with their lines."
        self.say((Span(f"{counted(len(kept), 'problem')} in {where}. ", "problem"), Span(lists)))

    # Moving

    def idle(self, reason: Idle) -> None:
        """Says why a key did nothing."""
        self.say(idle_line(reason, self.keys, self.glyphs))

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
            self.idle(_NO_STEP[unit, direction])

    def action_go_to_date(self) -> None:
        def go(text: str) -> None:
            day = first_day(parse_date(text))
            if day is not None and not self.list.go_to(day) and self.view is not None:
                self.say(nothing_from(text, self.view))

        self._answer("Go to the date", "2021, 2021-07, 2021-07-26 …", date_error, go)

    def action_match(self, direction: int) -> None:
        view = self.view
        if view is None or not self._next(view.matches, direction):
            self.say(f"No words to look for. {self.keys['query']} begins a query.")

    def action_next_mark(self) -> None:
        view = self.view
        if view is None or not self._next(lambda place: view.event(place).id in self.marked):
            self.say(f"No marked event is shown. {self.keys['mark']} marks one.")

    def _next(self, wanted: Callable[[int], bool], direction: int = 1) -> bool:
        """The cursor to the next position that is wanted, round the end; False if none is."""
        rows = len(self.view.rows) if self.view is not None else 0
        places = ((self.list.cursor + step * direction) % rows for step in range(1, rows + 1))
        place = next(filter(wanted, places), None)
        if place is not None:
            self.list.cursor = place
        return place is not None

    # Panes

    def action_next_pane(self, direction: int) -> None:
        shown = [id for id in PANES if self.panes[id].display]
        at = shown.index(self.pane_id) if self.pane_id in shown else 0
        self.show_pane(shown[(at + direction) % len(shown)])

    def action_pane(self, id: PaneId) -> None:
        self.show_pane(id)

    @property
    def pane_id(self) -> PaneId:
        """The pane that the keys go to, by name."""
        return next(id for id, pane in self.panes.items() if pane is self.pane)

    def action_zoom(self) -> None:
        self.alone(None if self._alone is not None else self.pane)

    def action_open(self) -> None:
        pane = self.pane
        if isinstance(pane, Facet):
            self._narrow(exclude=False)
        elif isinstance(pane, EventPane):
            self.rest()
            self.follow(pane.target)
        else:
            self.show_pane("event")

    def action_include(self) -> None:
        self._narrow(exclude=False)

    def action_exclude(self) -> None:
        self._narrow(exclude=True)

    def _narrow(self, *, exclude: bool) -> None:
        pane = self.pane
        if not isinstance(pane, Facet):
            self.idle("no-entry-to-exclude" if exclude else "no-entry-to-include")
        elif pane.entry is not None and self.view is not None:
            edit = self.view.excluding if exclude else self.view.including
            self.ask(edit(pane.kind, pane.entry.id))

    def action_fold(self) -> None:
        pane = self.pane
        if not isinstance(pane, Facet):
            self.idle("no-entry-to-fold")
        elif not pane.fold():
            self.idle("no-branch")

    def action_back(self) -> None:
        """One step back: a link, then the pane that is alone, then the focus, then the query."""
        if self._step_back():
            return
        if self._alone is not None:
            self.alone(None)
        elif self.focused is not self.list:
            self.set_focus(self.list)
        elif self.past and not self.asked.is_empty:
            self.action_undo()

    def on_chronology_chosen(self) -> None:
        self._edit_event()

    def on_facet_chosen(self) -> None:
        self._narrow(exclude=False)

    def on_option_list_option_selected(self) -> None:
        self.follow(self.event_pane.target)

    def on_density_strip_picked(self, message: DensityStrip.Picked) -> None:
        self.list.go_to(message.day, begins=True)

    # Links

    def follow(self, target: Target | None) -> None:
        """Goes to what a paragraph names."""
        if target is None:
            self.idle("no-link")
        elif target.kind == "url":
            self.open_address(target.value)
        elif target.kind == "file":
            self._edit_place(target.value)
        else:
            self._follow_within(target)

    def _follow_within(self, target: Target) -> None:
        event, alone = self.event, self._alone
        line, pane = self.event_pane.highlighted or 0, "event"
        facet = self.facets.get(target.kind)  # type: ignore[call-overload]
        if facet is not None:
            self.show_pane(facet.kind)
            facet.select(target.value)
            pane = facet.kind
        elif not self.select_event(target.value):
            return
        if event is not None:
            id = next((id for id, one in self.panes.items() if one is alone), None)
            self._links.append((event.id, line, id, pane, target.value))

    def _step_back(self) -> bool:
        """Back to where the link that led here was followed from, if one did; where one went
        elsewhere since, all links are forgotten."""
        if not self._links:
            return False
        event, line, alone, pane, to = self._links.pop()
        here = self.event.id if self.event else None
        if pane != self.pane_id or (pane == "event" and to != here) or not self.list.select(event):
            self._links.clear()
            return False
        self.show_pane("event")
        self.alone(self.panes[alone] if alone else None)
        if self.view is not None:
            self.event_pane.show(self.view, event)  # now, as it begins at its top
        self.event_pane.highlighted = line
        return True

    def select_event(self, id: object) -> bool:
        """The cursor to an event, if it is shown."""
        found = isinstance(id, str) and self.list.select(id)
        if id is not None and not found:
            self.say(f"That event is not among those shown. {self.keys['clear']} shows all.")
        return found

    # The query

    def action_query(self) -> None:
        self.begin_typing()

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
        """`is:changed` on or off."""
        if not self.changed:
            self.say("The last reload changed no event.")
            return
        fewer = self.asked.dropping("is:changed")
        self.ask(self.asked.adding("is:changed") if str(fewer) == str(self.asked) else fewer)

    def action_save_query(self) -> None:
        text = str(self.asked)
        if not text:
            self.say(f"There is no query to save. {self.keys['query']} begins one.")
            return

        def save(name: str) -> None:
            before = self.state.saved.get(name, text)
            instead = "" if before == text else f" in place of {before}"
            done = f"Saved as {name}{instead}. {self.keys['saved_queries']} picks it."
            self.keep(lambda state: state.kept(name, text), done)

        refuse = "Give it a name"
        self._answer("Save the query as", "a name", lambda name: "" if name else refuse, save)

    def action_saved_queries(self) -> None:
        def page() -> Page:
            saved = sorted(self.state.saved.items())
            items = [
                said((Span(f"{name:<24} ", "title"), Span(query, "dim")), 25, name, name)
                for name, query in saved
            ]
            none = f"None yet. {self.keys['save_query']} saves the query."
            return Page("Saved queries", items, empty=(Span(none, "dim"),), picks="asks it")

        def remove(name: object) -> Line:
            query = self.state.saved[str(name)]
            self.keep(lambda state: state.forgotten(str(name)), f"Removed {name}: {query}")
            return self.bar.status.message

        def ask(name: object) -> None:
            if name is not None:
                self.put(self.state.saved[str(name)])

        self.open_page(page, ask, remove=remove)

    def put(self, text: str) -> None:
        """Asks a query that was kept, with another file or by hand."""
        measures = measures_of(self.timeline) if self.timeline is not None else None
        try:
            self.ask(parse(text, measures=measures))
        except QueryError as error:
            self.say(query_error_line(error))

    # What was known when

    def action_as_of(self) -> None:
        def go(text: str) -> None:
            self.ask(replace(self.asked, asof=parse_date(text)))

        last = iso(days[-1]) if (days := self._report_days()) else ""
        alone = f"Enter alone takes {last}, the last day on which something was reported"
        example = alone if last else "2021-07-26"
        self._answer("As it was known on the day", example, date_error, go, usual=last)

    def action_as_of_off(self) -> None:
        if self.asked.asof is None:
            self.say(f"All that is known is shown. {self.keys['as_of']} takes a day.")
        else:
            self.ask(replace(self.asked, asof=None))

    def _report_days(self) -> tuple[int, ...]:
        """The days (ordinals) on which something was reported, whatever the query."""
        from timeline_tui.core.evidence.asof import report_days  # later is early enough

        return report_days(self.timeline) if self.timeline is not None else ()

    def action_report_day(self, direction: int) -> None:
        """Without an as-of day one stands behind all of them."""
        from timeline_tui.core.evidence.asof import day_summary

        asof, days = self.asked.asof, self._report_days()
        at = asof.latest if asof is not None else None
        if direction > 0:
            later = [day for day in days if at is not None and day > at][:1]
        else:
            later = [day for day in days if at is None or day < at][-1:]
        if not later or self.timeline is None:
            self.say(no_report_day(direction, asof is not None, self.keys))
            return
        summary = day_summary(self.timeline, later[0])
        news = frozenset((*summary.added, *summary.changed, *summary.contested))
        self.brought = {iso(later[0]): news}
        self.ask(replace(self.asked, asof=parse_date(iso(later[0]))))
        self.say(day_line(later[0], summary))

    def action_disputes(self) -> None:
        from timeline_tui.core.evidence.disputes import disputes
        from timeline_tui.words.disputes import dispute_item, nothing_contested

        def page() -> Page | None:
            view = self.view
            if view is None:
                return None
            timeline, asof = view.timeline, view.query.asof
            blocks = disputes(timeline, view.rows)

            def lines(at: int) -> Callable[[int], Sequence[Line]]:
                return lambda width: dispute_item(timeline, blocks[at], self.glyphs, width)

            items = [
                Item(lines(at), block.event.id, block.event.id) for at, block in enumerate(blocks)
            ]
            known = f"as of {asof.text} · " if asof is not None else ""
            count = f"{known}{counted(len(blocks), 'contested statement')}"
            nothing = nothing_contested(timeline, asof, self.keys)
            return Page("Disputes", items, count, nothing, "shows the event")

        self.open_page(page, self.select_event)

    def action_about(self) -> None:
        """A page on the entry under the cursor; on the timeline where there is none."""
        from timeline_tui.words.story import about_lines, timeline_lines  # later is early enough

        entry = self.entry

        def page() -> Page | None:
            view = self.view
            if view is None:
                return None
            if entry is None:
                told = timeline_lines(view, self.glyphs)
            elif entry[1] in self.known(entry[0]):
                told = about_lines(view, *entry, self.glyphs)
            else:
                return None
            items = [
                Item(
                    lambda width, one=one: [
                        (Span(" " * one.indent), *line)
                        for line in wrap(one.line, width - one.indent, indent=2)
                    ],
                    one.target,
                )
                for one in told
            ]
            return Page("About", items, picks="follows")

        self.open_page(page, lambda found: self.follow(found) if isinstance(found, Target) else None)

    def known(self, kind: str) -> Mapping[str, object]:
        """The entries on which a page can be made."""
        assert self.view is not None, "there are no entries without a view"
        timeline = self.view.timeline
        return timeline.places if kind == "location" else {**timeline.actors, **timeline.sources}

    # The event

    def action_edit(self) -> None:
        """Opens the event or, in a pane, the entry under the cursor where it is declared."""
        entry = self.entry if isinstance(self.pane, Facet) else None
        if entry is None or self.timeline is None:
            self._edit_event()
        elif (declared := self.timeline.declared_at(*entry)) is not None:
            self.edit(*declared)
        else:
            shows = f"{self.keys['include']} shows them"
            self.say(f"It is not declared: only events name it. {shows}.")

    def _edit_event(self) -> None:
        """The event under the cursor; the file where there is none."""
        event, view = self.event, self.view
        if event is None or view is None:
            files = view.timeline.files if view is not None else ()
            self.edit(files[0] if files else str(self.file), 1)
            return
        record = view.timeline.records[view.timeline.row_of[event.id]]
        self.edit(record.file, record.line)

    def _edit_place(self, place: str) -> None:
        file, _, line = place.rpartition(":")
        self.edit(file, int(line) if line.isdecimal() else 1)

    def edit(self, file: str, line: int, column: int = 1) -> None:
        """Opens a place (from 1) in the editor; what went wrong is said."""
        wrong = edit_at(self.app, self._editor, Path(file), line, column)
        if wrong:
            self.say((Span(wrong, "problem"),))
        else:
            self.reader.look()

    def action_mark(self) -> None:
        if self.event is None:
            return
        self.marked = marked = self.marked ^ {self.event.id}
        self.draw()
        self.keep(lambda state: state.marked(self.file, marked))

    def action_browse(self) -> None:
        from timeline_tui.core.citation import addresses  # later is early enough

        if self.event is None or self.view is None:
            return
        found = addresses(self.view.timeline, self.event)
        if not found:
            self.say("No source of this event has a web address.")
        elif len(found) == 1:
            self.open_address(found[0])
        else:
            self._pick_address("Open which address", found)

    def open_address(self, address: str) -> None:
        """Opens an address in the browser, one that pretends to be of elsewhere only when it was
        seen; nothing but the web is opened."""
        host = real_host(address)
        if not opens(address):
            self.say("Only http and https addresses are opened.")
        elif host:
            self._pick_address(f"It is of {host}: what stands before @ is no place", (address,))
        else:
            self._browse(address)

    def _pick_address(self, title: str, found: Sequence[str]) -> None:
        items = [said((Span(address),), 2, address) for address in found]

        def browse(address: object) -> None:
            if isinstance(address, str):
                self._browse(address)

        self.open_page(lambda: Page(title, items, picks="opens it"), browse)

    def _browse(self, address: str) -> None:
        if not opens(address):
            self.say("Only http and https addresses are opened.")
        elif self.app.is_web:  # the person's browser is elsewhere
            self.app.open_url(address)
            self.say(f"Opened {address}")
        else:
            self.say(f"Opening {address} …")
            self.run_worker(self._browsed(address))

    async def _browsed(self, address: str) -> None:
        opened = await browse(address)
        self.say(f"Opened {address}" if opened else f"No browser opens {address}")

    def action_cite(self) -> None:
        from timeline_tui.core.citation import citation

        if self.event is not None and self.view is not None:
            self.app.copy_to_clipboard(citation(self.view.timeline, self.event, long))
            self.say("The citation is on the clipboard.")

    def action_copy_text(self) -> None:
        """Copies what is selected; elsewhere it says what to do."""
        if self.get_selected_text() is not None:
            super().action_copy_text()
            return
        cites, leaves = self.keys["cite"], self.keys["quit"]
        self.say(f"Ctrl+c copies what is selected. {cites} copies a citation, {leaves} leaves.")

    def action_words(self) -> None:
        self.list.words = not self.list.words
        self.list.renew()

    # The file and the program

    def action_reload(self) -> None:
        self.reader.read()

    def action_problems(self) -> None:
        def page() -> Page:
            items = [
                said(problem_line(one), 2, one, (one.file, one.code, one.message))
                for one in self._problems()
            ]
            nothing = (Span("Nothing is wrong with the file.", "dim"),)
            return Page("Problems", items, counted(len(items), "problem"), nothing, "opens it")

        if self.timeline is None and not self._problems():
            self.say("The file is still being read.")
        else:
            self.open_page(page, self._edit_problem)

    def _edit_problem(self, problem: object) -> None:
        if isinstance(problem, Problem):
            self.edit(problem.file, problem.line, problem.column)
            self.action_problems()  # it stays open while one mends them

    def _problems(self) -> tuple[Problem, ...]:
        """Why the file can no longer be read, those of the start, then those of the whole file,
        whatever the query hides."""
        unreadable = (self.unreadable,) if self.unreadable is not None else ()
        found = self.timeline.problems if self.timeline is not None else ()
        return (*unreadable, *self._at_start, *found)

    def action_help(self) -> None:
        from timeline_tui.words.help import help_lines  # later is early enough

        items = [Item(lambda width, one=one: wrap(one, width, indent=26)) for one in
                 help_lines(self.keys, self.glyphs, 200)]
        self.open_page(lambda: Page("Help", items), searched=True)

    # Over it

    def open_page(
        self,
        make: Callable[[], Page | None],
        then: Callable[[object], object] | None = None,
        *,
        searched: bool = False,
        remove: Callable[[object], Line] | None = None,
    ) -> None:
        """Opens a page that follows the file; `then` takes what it is closed with."""
        if make() is None:
            self.say("The file is still being read.")
            return
        self._page = PageScreen(make, self.keys, searched=searched, remove=remove)
        self.app.push_screen(self._page, lambda found: then(found) if then is not None else None)

    def renew_page(self) -> None:
        if self._page is not None:
            self._page.renew()

    def _answer(
        self,
        title: str,
        example: str,
        refuse: Callable[[str], str],
        then: Callable[[str], None],
        usual: str = "",
    ) -> None:
        """Asks for one line, and does something with it unless Escape was the answer."""
        ask = AskScreen(title, example, refuse, usual)
        self.app.push_screen(ask, lambda text: then(text) if text else None)


def date_error(text: str) -> str:
    """What is wrong with a date that was typed; empty for one with a first or a last day."""
    try:
        date = parse_date(text)
    except DateError as error:
        hint = error.hint
        if "date_text" in hint:  # which is a matter of the file
            hint = f"Write {' or '.join(error.suggestions) or '2021-07-26, 2021-07 or 2021'}"
        return f"{error.message}. {hint}"
    return "" if first_day(date) is not None else "Give a date that has a first or a last day"
