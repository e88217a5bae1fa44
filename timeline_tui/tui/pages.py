"""What the pages over the main screen say: made anew whenever the file or the query changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from timeline_tui.core.dates import DateError, EdtfDate, on_day, understand
from timeline_tui.core.models import Event
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import FIELDS
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.tui.commands import COMMANDS, GROUPS, Keys
from timeline_tui.words.rows import first_day
from timeline_tui.words.signs import Glyphs, legend_lines
from timeline_tui.words.spans import Line, Span, text_of, wrap
from timeline_tui.words.status import counted, problem_line

_COLUMN = 26  # where the text begins beside a key


class Item(NamedTuple):
    """A paragraph of a page: its lines for a width; what it answers with, None for only read;
    `key` is by what it is known again when the page is told anew."""

    lines: Callable[[int], Sequence[Line]]
    answer: object = None
    key: object = None


class Page(NamedTuple):
    """What a page says: the title, what stands beside it, and its items; `empty` if there are
    none. `picks` is what Enter does with one.

    Where it can be `searched`, typing narrows it. `stays` does something with the answer picked,
    the page staying open; `remove` takes an answer away. A question has no items: `refuse` says
    what is wrong with an answer, an empty one is `usual`.
    """

    title: str
    items: Sequence[Item] = ()
    beside: str = ""
    empty: Line = ()
    picks: str = ""
    searched: bool = False
    stays: Callable[[object], object] | None = None
    remove: Callable[[object], Line] | None = None
    refuse: Callable[[str], str] | None = None
    usual: str = ""
    example: str = "type to narrow"


def said(line: Line, indent: int = 2, answer: object = None, key: object = None) -> Item:
    """An item of one paragraph."""
    return Item(lambda width: wrap(line, width, indent=indent), answer, key)


def disputes_page(view: View, keys: Keys, glyphs: Glyphs) -> Page:
    """What is contested among the rows; an item answers with the id of its event."""
    from timeline_tui.core.evidence.disputes import disputes  # later is early enough
    from timeline_tui.words.disputes import dispute_item, nothing_contested

    timeline, asof = view.timeline, view.query.asof
    items = [
        Item(partial(dispute_item, timeline, block, glyphs), block.event.id, block.event.id)
        for block in disputes(timeline, view.rows)
    ]
    known = f"as of {asof.text} · " if asof is not None else ""
    count = f"{known}{counted(len(items), 'contested statement')}"
    return Page(
        "Disputes", items, count, nothing_contested(timeline, asof, keys), "shows the event"
    )


def about_page(view: View, entry: tuple[PaneKind, str] | None, glyphs: Glyphs) -> Page | None:
    """On an entry, on the timeline for None; None where the file does not have the entry."""
    from timeline_tui.tui.panes import told_lines
    from timeline_tui.words.story import about_lines, timeline_lines  # later is early enough

    if entry is None:
        name, *told = timeline_lines(view, glyphs)
    else:
        if entry[1] not in view.index.rows(entry[0], nested=True):
            return None
        name, *told = about_lines(view, *entry, glyphs)
    items = [Item(partial(told_lines, one), one.target) for one in told]
    return Page(text_of(name.line), items, picks="follows")


def problems_page(problems: Iterable[Problem], edit: Callable[[object], object]) -> Page:
    """The page stays open while `edit` opens one after the other."""
    items = [said(problem_line(one), 2, one, (one.file, one.code, one.message)) for one in problems]
    nothing = (Span("Nothing is wrong with the file.", "dim"),)
    count = counted(len(items), "problem")
    return Page("Problems", items, count, nothing, "opens it", stays=edit)


def saved_page(saved: Mapping[str, str], keys: Keys, remove: Callable[[object], Line]) -> Page:
    """The queries kept; an item answers with the name of one, and `remove` takes one away."""
    items = [
        said((Span(f"{name:<24} ", "title"), Span(query, "dim")), 25, name, name)
        for name, query in sorted(saved.items())
    ]
    none = f"None yet. {keys['save_query']} saves the query."
    empty = (Span(none, "dim"),)
    return Page("Saved queries", items, empty=empty, picks="asks it", remove=remove)


def addresses_page(title: str, addresses: Iterable[str]) -> Page:
    """An item answers with the address."""
    items = [said((Span(address),), 2, address) for address in addresses]
    return Page(title, items, picks="opens it")


def help_page(keys: Keys, glyphs: Glyphs, first: str) -> Page:
    """The keys, those of the group `first` before the others, the signs and the query."""
    items = [said(line, _COLUMN) for line in _help_lines(keys, glyphs, first)]
    return Page("Help", items, searched=True)


def _help_lines(keys: Keys, glyphs: Glyphs, first: str) -> Iterator[Line]:
    yield (Span("To begin with", "label"),)
    query, move = f"{keys['query']} and a word", f"{keys['down']} {keys['up']} {keys['open']}"
    clear, back, opens = keys["clear"], keys["back"], keys["open"]
    yield _entry(query, f"the events in which it is found, as you type; {clear} shows all again")
    yield _entry(move, f"through the events, and into the text of one; {back} goes back")
    yield _entry(keys["next_pane"], f"to the places, actors and sources; {opens} shows its events")
    yield _entry(keys["disputes"], "what is contested, and what each side says")
    yield _entry(keys["edit"], "opens the event in your editor; what you save is shown by itself")
    for group in sorted(GROUPS, key=lambda group: group != first):
        yield from ((), (Span(group, "label"),))
        for command in COMMANDS:
            if command.group == group:
                yield _entry(keys.all(command.id), command.help)
    yield from ((), (Span("The signs", "label"),))
    yield from legend_lines(glyphs, keys["problems"])
    yield from ((), (Span("The query line", "label"),))
    yield _entry("words", "anywhere in an event's text and names; case and accents do not count")
    yield _entry('"a phrase"', "the words in this order")
    yield _entry("/a regex/", "a regular expression")
    yield _entry("-term", "not; OR and parentheses as usual; side by side is and")
    for field in FIELDS.values():
        yield _entry(field.example, field.help)


def _entry(left: str, right: str) -> Line:
    return (Span("  "), Span(f"{left:<{_COLUMN - 3}} ", "accent"), Span(right))


def question(title: str, example: str, refuse: Callable[[str], str], usual: str = "") -> Page:
    """A line to answer."""
    return Page(title, example=example, refuse=refuse, usual=usual)


def typed_date(text: str, event: Event | None) -> EdtfDate:
    """A date, or a clock time alone on the day of an event. Raises `DateError`."""
    day = first_day(event.date) if event is not None else None
    return understand(text if day is None else on_day(text, day))


def date_error(text: str, event: Event | None) -> str:
    """What is wrong with a date that was typed; empty for one with a first or a last day."""
    try:
        date = typed_date(text, event)
    except DateError as error:
        hint = error.hint
        if "date_text" in hint:  # which is a matter of the file
            example = "2021-07-26, 2021-07, 2021 or 14:00"
            hint = f"Write {' or '.join(error.suggestions) or example}"
        return f"{error.message}. {hint}"
    return "" if first_day(date) is not None else "Give a date that has a first or a last day"
