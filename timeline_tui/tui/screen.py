"""What the keys do on the main screen: each action is a few lines that end in another Session.

What a key is called stands in `timeline_tui.tui.commands`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from timeline_tui.core.citation import addresses, citation
from timeline_tui.core.dates import DateError, parse_date
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import QueryError, parse
from timeline_tui.core.timeline import Event, FacetKind, Timeline
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View
from timeline_tui.tui.bindings import bindings
from timeline_tui.tui.dialogs import AskDialog, PickDialog, TextDialog, wrapped
from timeline_tui.tui.stage import Stage
from timeline_tui.tui.themes import ThemesDialog
from timeline_tui.tui.widgets.facet import Facet
from timeline_tui.tui.widgets.item_lines import Items
from timeline_tui.tui.widgets.query_line import QueryInput
from timeline_tui.words.dates import iso, long
from timeline_tui.words.help import help_lines
from timeline_tui.words.rows import first_day
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import (
    counted,
    day_line,
    no_report_day,
    nothing_from,
    problem_line,
    query_error_line,
    state_line,
)

Picked = TypeVar("Picked")


class MainScreen(Stage, inherit_bindings=False):
    """The main screen with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("Query", "Knowledge", "Event", "File", "Program"),
        Binding("ctrl+c,super+c", "screen.copy_text", show=False),
    ]

    at_start: tuple[Problem, ...] = ()  # what was wrong with the config and the state

    def on_mount(self) -> None:
        self.theme_at_start = self.app.theme  # as the settings have it
        keys = f"press {self.keys.either('query')}, {self.keys['help']} for help"
        asked = f"words, location:…, date:2021-07, is:disputed ({keys})"
        self.query_one(QueryInput).placeholder = asked

    # What was wrong at the start

    def say_problems(self, problems: Sequence[Problem]) -> None:
        """Says what is wrong with the config, or how much is; all of it is listed with the file's.

        What has no file (a theme asked for by an option) can be said only.
        """
        kept = tuple(dict.fromkeys((*problems, *self.memory.problems)))
        placed = (problem for problem in kept if problem.file)
        self.at_start = tuple(sorted(placed, key=lambda one: (one.file, one.line, one.column)))
        if not problems:
            return
        if len(kept) == 1:
            self.say(problem_line(kept[0]) if kept[0].file else state_line(kept[0]))
            return
        of_state = any(problem.code == "state" for problem in kept)
        where = "the config and the state" if of_state else "the config"
        lists = f"{self.keys['problems']} lists them, with their lines."
        self.say((Span(f"{counted(len(kept), 'problem')} in {where}. ", "problem"), Span(lists)))

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
        if self.session is not None and self.session.past:
            self.session = self.session.undone()
        else:
            self.say("There is no earlier query.")

    def action_changed(self) -> None:
        """`is:changed` on or off."""
        if self.session is None:
            return
        if not self.session.changed_ids:
            self.say("The last reload changed no event.")
            return
        text = str(self.asked)
        kept = [term for term in text.split() if term != "is:changed"]
        self.ask(parse(" ".join(kept) if "is:changed" in text.split() else f"{text} is:changed"))

    def action_save_query(self) -> None:
        text = str(self.asked)
        if not text:
            self.say(f"There is no query to save. {self.keys['query']} begins one.")
            return

        def keep(name: str) -> None:
            before = self.memory.state.saved.get(name, text)
            instead = "" if before == text else f" in place of {before}"
            done = f"Saved as {name}{instead}. {self.keys['saved_queries']} picks it."
            self.keep(lambda state: state.kept(name, text), done)

        self._answer("Save the query as", "a name", _name_error, keep)

    def action_saved_queries(self) -> None:
        from timeline_tui.tui.saved_queries import SavedQueriesDialog  # later is early enough

        saved = self.memory.state.saved
        dialog = SavedQueriesDialog(saved, self._forget_query, self.keys, self.glyphs)
        self.app.push_screen(dialog, lambda text: None if text is None else self._put(text))

    def _forget_query(self, name: str) -> Line:
        text = self.memory.state.saved[name]
        self.keep(lambda state: state.forgotten(name), f"Removed {name}: {text}")
        return self.bar.status.message

    def _put(self, text: str) -> None:
        measures = measures_of(self.session.loaded.timeline) if self.session is not None else None
        try:
            self.ask(parse(text, measures=measures))
        except QueryError as error:  # kept with another file or by hand
            self.say(query_error_line(error))

    def _answer(
        self,
        title: str,
        example: str,
        refuse: Callable[[str], str],
        then: Callable[[str], None],
        usual: str = "",
    ) -> None:
        """Asks for one line, and does something with it unless Escape was the answer."""
        dialog = AskDialog(title, example, refuse, self.glyphs, usual)
        self.app.push_screen(dialog, lambda text: then(text) if text else None)

    def _pick(
        self,
        title: str,
        answers: Sequence[Picked],
        make: Callable[[int], Items],
        then: Callable[[Picked], None],
    ) -> None:
        """Asks for one of several, and does something with it unless Escape was the answer."""
        dialog = PickDialog(title, answers, make, self.keys, self.glyphs)
        self.app.push_screen(dialog, lambda got: None if got is None else then(got))

    # What was known when

    def action_as_of(self) -> None:
        def go(text: str) -> None:
            self.ask(replace(self.asked, asof=parse_date(text)))

        days = self.session.report_days if self.session is not None else ()
        last = iso(days[-1]) if days else ""
        alone = f"Enter alone takes {last}, the last day on which something was reported"
        example = alone if last else "2021-07-26"
        self._answer("As it was known on the day", example, date_error, go, usual=last)

    def action_as_of_off(self) -> None:
        if self.asked.asof is None:
            self.say(f"All that is known is shown. {self.keys['as_of']} takes a day.")
        else:
            self.ask(replace(self.asked, asof=None))

    def action_report_day(self, direction: int) -> None:
        if self.session is None:
            return
        day = self.session.report_day(direction)
        if day is None:
            self.say(no_report_day(direction, self.asked.asof is not None, self.keys))
            return
        summary = self.session.brought(day)
        news = frozenset((*summary.added, *summary.changed, *summary.contested))
        self.brought = {iso(day): news}
        self.ask(replace(self.asked, asof=parse_date(iso(day))))
        self.say(day_line(day, summary))

    def action_disputes(self) -> None:
        from timeline_tui.tui.disputes import DisputesDialog  # later is early enough

        def page() -> DisputesDialog | None:
            view = self.view
            return DisputesDialog(view, self.keys, self.glyphs) if view is not None else None

        self.open_page(page, self.select_event)

    def action_about(self) -> None:
        """A page on the entry under the cursor; on the timeline where there is none."""
        from timeline_tui.tui.about import AboutDialog  # later is early enough

        entry = self.panes.entry

        def page() -> AboutDialog | None:
            session = self.session
            if session is None or not (entry is None or _has(session.view.timeline, *entry)):
                return None
            return AboutDialog(session, entry, self.keys, self.glyphs)

        if self.session is None:
            self.say("The file is still being read.")
        else:
            self.open_page(page)

    # The event

    def action_edit(self) -> None:
        """Opens the event or, in a pane, the entry under the cursor where it is declared."""
        entry = self.panes.entry if isinstance(self.focused, Facet) else None
        if entry is None or self.session is None:
            self.edit_event()
        elif (declared := self.session.loaded.declared_at(*entry)) is not None:
            self.edit_at(*declared)
        else:
            shows = f"{self.keys['include']} shows them"
            self.say(f"It is not declared: only events name it. {shows}.")

    def action_mark(self) -> None:
        event = self.event
        if event is None or self.session is None:
            return
        self.session = self.session.marking(event.id)
        marked = self.session.marked
        self.keep(lambda state: state.marked(self.memory.file, marked))

    def action_next_mark(self) -> None:
        if not self._next(
            lambda event: self.session is not None and event.id in self.session.marked
        ):
            self.say(f"No marked event is shown. {self.keys['mark']} marks one.")

    def action_match(self, direction: int) -> None:
        view = self.view
        if view is None or not self._next(lambda event: _found_in(view, event), direction):
            self.say(f"No words to look for. {self.keys['query']} begins a query.")

    def _next(self, wanted: Callable[[Event], bool], direction: int = 1) -> bool:
        """The cursor to the next event that is wanted, round the end; False if there is none."""
        if self.view is None:
            return False
        rows, events = self.view.rows, self.view.timeline.events
        for step in range(1, len(rows) + 1):
            position = (self.chronology.cursor + step * direction) % len(rows)
            if wanted(events[rows[position]]):
                self.chronology.cursor = position
                return True
        return False

    def action_browse(self) -> None:
        event = self.event
        if event is None or self.view is None:
            return
        found = addresses(self.view.timeline, event)
        if not found:
            self.say("No source of this event has a web address.")
        elif len(found) == 1:
            self.browse_to(found[0])
        else:
            make = wrapped(found, lambda address: (Span(address),), "")
            self._pick("Open which address", found, make, self.browse_to)

    def action_cite(self) -> None:
        event = self.event
        if event is not None and self.view is not None:
            self.app.copy_to_clipboard(citation(self.view.timeline, event, long))
            self.say("The citation is on the clipboard.")

    def action_copy_text(self) -> None:
        """Copies what is selected; only what is typed can be, so elsewhere it says what to do."""
        if self.get_selected_text() is not None:
            super().action_copy_text()
            return
        cites, leaves = self.keys["cite"], self.keys["quit"]
        self.say(f"Ctrl+c copies what is selected. {cites} copies a citation, {leaves} leaves.")

    def action_words(self) -> None:
        self.chronology.words = not self.chronology.words

    # The file and the program

    def action_reload(self) -> None:
        self.reader.read()

    def action_problems(self) -> None:
        from timeline_tui.tui.problems import ProblemsDialog  # later is early enough

        def edit(problem: Problem) -> None:
            self.edit_at(problem.file, problem.line, problem.column)

        if self.session is None and not self._problems():
            self.say("The file is still being read.")
        else:
            self.open_page(lambda: ProblemsDialog(self._problems(), edit, self.keys, self.glyphs))

    def _problems(self) -> tuple[Problem, ...]:
        """Why the file can no longer be read, those of the start, then those of the whole file,
        whatever the query hides."""
        unreadable = (self.unreadable,) if self.unreadable is not None else ()
        found = self.session.loaded.timeline.problems if self.session is not None else ()
        return (*unreadable, *self.at_start, *found)

    def action_go_to_date(self) -> None:
        def go(text: str) -> None:
            day = first_day(parse_date(text))
            if day is not None and not self.chronology.go_to(day) and self.view is not None:
                self.say(nothing_from(text, self.view))

        self._answer("Go to the date", "2021, 2021-07, 2021-07-26 …", date_error, go)

    def action_help(self) -> None:
        make = partial(help_lines, self.keys, self.glyphs)
        self.app.push_screen(TextDialog("Help", make, self.keys, self.glyphs))

    def action_theme(self) -> None:
        themes, current = self.app.available_themes, self.app.theme
        dialog = ThemesDialog(themes, current, self.keys, self.glyphs)
        self.app.push_screen(dialog, self._take_theme)

    def _take_theme(self, name: str | None) -> None:
        if name is None or name == self.app.theme:
            return
        self.app.theme = name
        if name != self.theme_at_start:
            kept = f'theme = "{name}" in the config keeps it.'
            self.say(f"Theme: {name} until you leave. {kept}")

    def action_back(self) -> None:
        """One step back: a link, then the pane that is alone, then the focus, then the query."""
        if self.panes.step_back():
            return
        if self.panes.alone is not None:
            self.panes.alone = None
        elif self.focused is not self.chronology:
            self.set_focus(self.chronology)
        elif self.session is not None and self.session.past and not self.asked.is_empty:
            self.action_undo()


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


def _name_error(name: str) -> str:
    return "" if name else "Give it a name"


def _has(timeline: Timeline, kind: FacetKind, id: str) -> bool:
    """Whether a page can be made on an entry."""
    if kind == "location":
        return id in timeline.places
    return id in timeline.actors or id in timeline.sources


def _found_in(view: View, event: Event) -> bool:
    """Whether the query's words stand in the event's own text."""
    claims = (text for claim in event.claims for text in (claim.text, claim.quote))
    own = (text for _, text in event.extras)
    texts = (event.title, event.description, event.date_text, event.note, *event.tags)
    return any(view.highlight(text) for text in (*texts, *claims, *own))
