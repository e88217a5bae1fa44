"""What the pages over the main screen say: made anew whenever the file or the query changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from timeline_tui.core.dates import DateError, EdtfDate, on_day, understand
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.models import Event
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import FIELDS
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Record, Timeline
from timeline_tui.core.views.density import begin_of
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.settings import Panes
from timeline_tui.tui.commands import COMMANDS, GROUPS, Keys
from timeline_tui.words.signs import Glyphs, legend_lines
from timeline_tui.words.spans import Line, Span, isolate, pad, text_of, wrap
from timeline_tui.words.status import SEVERITY_ROLES, counted, problem_line

_TWO_COLUMNS = 100  # cells from which on there is room for two
_KEY, _SIGN = 22, 26  # cells before the text beside a key, and beside a sign
_CALLED = {
    "density": "The strip over the list",
    "event": "The event",
    "event_width": "Width of the event beside the list",
    "facet_width": "Width of each other pane",
}
_RANKS = tuple(SEVERITY_ROLES)


class Item(NamedTuple):
    """A paragraph of a page: its lines for a width; what it answers with, None for only read;
    `key` is by what it is known again when the page is told anew. `half` ones stand in two columns
    where there is room, `passed` ones are none of those to pick from."""

    lines: Callable[[int], Sequence[Line]]
    answer: object = None
    key: object = None
    half: bool = False
    passed: bool = False


class Page(NamedTuple):
    """What a page says: the title, what stands beside it, and its items; `empty` if there are
    none. `picks` is what Enter does with one.

    Where it can be `searched`, typing narrows it. `stays` does something with the answer picked,
    the page staying open; `remove` takes an answer away, `copy` gives the mended line of one. A
    question has no items: `refuse` says what is wrong with an answer.
    """

    title: str
    items: Sequence[Item] = ()
    beside: str = ""
    empty: Line = ()
    picks: str = ""
    searched: bool = False
    stays: Callable[[Any], object] | None = None
    remove: Callable[[Any], Line] | None = None
    copy: Callable[[Any], str] | None = None
    refuse: Callable[[str], str] | None = None
    example: str = "type to narrow"


def said(
    line: Line, indent: int = 2, answer: object = None, key: object = None, *, half: bool = False
) -> Item:
    return Item(lambda width: wrap(line, width, indent=indent), answer, key, half)


def heading_of(*line: Span) -> Item:
    """What stands over the items that follow, air above it."""
    return Item(lambda _: ((), line), passed=True)


def laid_out(items: Iterable[Item], width: int) -> Iterator[tuple[Sequence[Line], Item]]:
    """The lines of the items; of those that are half as wide two stand side by side, to be read
    down one column and then the other."""
    for half, run in groupby(items, lambda item: item.half and width >= _TWO_COLUMNS):
        found, room = [*run], width // 2 - 1
        rows = (len(found) + 1) // 2 if half else 0
        for left, right in zip_longest(found[:rows], found[rows : 2 * rows]):
            sides = (left.lines(room), right.lines(room) if right is not None else ())
            pairs = zip_longest(*sides, fillvalue=())
            yield [(*pad(one, room + 2), *other) for one, other in pairs], left
        yield from ((item.lines(width), item) for item in found[2 * rows :])


# What is contested, all about an entry, what was kept, where to go


def disputes_page(view: View, keys: Keys, glyphs: Glyphs) -> Page:
    """What is contested among the rows; an item answers with the id of its event."""
    from timeline_tui.core.evidence.disputes import disputes, matters  # later is early enough
    from timeline_tui.words.disputes import dispute_item, nothing_contested

    timeline, asof = view.timeline, view.query.asof
    items = [
        Item(partial(dispute_item, timeline, one, glyphs), one[0].event.id, one[0].event.id)
        for one in matters(disputes(timeline, view.rows))
    ]
    known = f"as of {asof.text} · " if asof is not None else ""
    count = f"{known}{counted(len(items), 'contested matter')}"
    return Page(
        "Disputes", items, count, nothing_contested(timeline, asof, keys), "shows the event"
    )


def about_page(view: View, entry: tuple[PaneKind, str] | None, glyphs: Glyphs) -> Page | None:
    """On an entry, on the timeline for None; None where the file does not have the entry."""
    from timeline_tui.words.story import (  # not for the first picture
        about_lines,
        signed_lines,
        timeline_lines,
    )

    if entry is None:
        name, *told = timeline_lines(view, glyphs)
    else:
        if entry[1] not in view.index.rows(entry[0], nested=True):
            return None
        name, *told = about_lines(view, *entry, glyphs)
    items = [Item(partial(signed_lines, one, glyphs=glyphs), one.target) for one in told]
    return Page(text_of(name.line), items, picks="follows")


def panes_page(panes: Panes, choose: Callable[[str], object]) -> Page:
    """Which panes are shown and how wide; stays open while `choose` changes one by its name."""
    items = [_choice(one.name, getattr(panes, one.name)) for one in fields(Panes)]
    return Page("Panes shown", items, picks="changes it", stays=choose)


def _choice(name: str, value: bool | str) -> Item:
    called = _CALLED.get(name, name.capitalize())
    chosen = value if isinstance(value, str) else "shown" if value else "hidden"
    line = (Span(f"  {called:<36}"), Span(chosen, "accent" if value else "dim"))
    return Item(lambda _: (line,), name, name)


def saved_page(
    saved: Mapping[str, str], here: Container[str], keys: Keys, remove: Callable[[str], Line]
) -> Page:
    """The queries kept, those of `here`, this file's, first; an item answers with the name of one,
    and `remove` takes one away."""
    parts = [sorted(filter(one, saved)) for one in (here.__contains__, lambda it: it not in here)]
    items: list[Item] = []
    for heading, names in zip(("This file", "Other files"), parts, strict=True):
        items += [heading_of(Span(heading, "label"))] if names and all(parts) else []
        for name in names:
            line = (Span(f"{name:<24} ", "title"), Span(saved[name], "dim"))
            items.append(said(line, 25, name, name))
    none = f"None yet. {keys['save_query']} saves the query."
    empty = (Span(none, "dim"),)
    return Page("Saved queries", items, empty=empty, picks="asks it", remove=remove)


def addresses_page(title: str, addresses: Iterable[str]) -> Page:
    """An item answers with the address."""
    items = [said((Span(address),), 2, address) for address in addresses]
    return Page(title, items, picks="opens it")


def typed_date(text: str, event: Event | None) -> EdtfDate:
    """A date, or a clock time alone on the day of an event. Raises `DateError`."""
    begin = begin_of(event.date) if event is not None else None
    return understand(text if begin is None else on_day(text, begin // DAY))


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
    return "" if begin_of(date) is not None else "Give a date that has a first or a last day"


# What is wrong


class Placed(NamedTuple):
    """A problem, with the title and the record of the event in which it is."""

    problem: Problem
    title: str = ""
    record: Record | None = None

    def mended(self) -> str:
        """What to write in place of its line; empty where nobody knows."""
        from timeline_tui.core.loading.load import mended_line  # which the reader has imported

        record = self.record
        return mended_line(record.text, self.problem.line - record.line) if record else ""


def problems_page(
    problems: Iterable[Problem],
    timeline: Timeline,
    glyphs: Glyphs,
    edit: Callable[[str, int, int], object],
) -> Page:
    """`problems` of the start and of the files of `timeline`, which stays open while `edit` opens
    one place after the other."""
    kinds: dict[tuple[str, str], list[Placed]] = {}
    ranked = sorted(problems, key=lambda one: _RANKS.index(one.severity))
    for one in _placed(ranked, timeline):
        kinds.setdefault((one.problem.severity, one.problem.code), []).append(one)
    items: list[Item] = []
    for (severity, code), found in kinds.items():
        name = Span(code.replace("-", " ").capitalize(), "label")
        count = Span(f"  {counted(len(found), severity)}", SEVERITY_ROLES[severity])
        items.append(heading_of(name, count))
        for one in found:
            key = one.problem.file, code, one.problem.message
            items.append(Item(partial(_lines, one, glyphs), one, key))

    def opened(one: Placed) -> None:
        edit(one.problem.file, one.problem.line, one.problem.column)

    nothing = (Span("Nothing is wrong with the file.", "dim"),)
    beside = counted(len(ranked), "problem")
    return Page("Problems", items, beside, nothing, "opens it", stays=opened, copy=Placed.mended)


def _placed(problems: Iterable[Problem], timeline: Timeline) -> Iterator[Placed]:
    """The problems with their events, found by the lines of the records."""
    rows: dict[str, list[int]] = {}
    records = timeline.records
    for row in timeline.rows_as_typed:
        rows.setdefault(records[row].file, []).append(row)
    for one in problems:
        there = rows.get(one.file, [])
        at = bisect_right(there, one.line, key=lambda row: records[row].line) - 1
        found = Placed(one)
        if at >= 0:
            event, record = timeline.events[there[at]], records[there[at]]
            if one.line in record.lines:
                found = Placed(one, one_line(event.title), record)
        yield found


def _lines(found: Placed, glyphs: Glyphs, width: int) -> list[Line]:
    one = found.problem
    _, place, words = problem_line(one)
    said = Span(words.text.removesuffix(f" [{one.code}]"))
    lines = wrap((Span("  "), place, said), width, indent=4)
    if found.title:
        lines += wrap((Span(f"    in {isolate(found.title)}", "dim"),), width, indent=7)
    for text in found.mended().splitlines():
        lines += wrap(
            (Span(f"    {glyphs.follows} ", "dim"), Span(isolate(text.strip()))), width, 6
        )
    return lines


# The help


def help_page(keys: Keys, glyphs: Glyphs, pane: str, own: Sequence[str]) -> Page:
    """`own` are the ids of the commands of the pane that is called `pane`."""
    return Page("Help", [*_help(keys, glyphs, pane, own)], searched=True)


def _help(keys: Keys, glyphs: Glyphs, pane: str, own: Sequence[str]) -> Iterator[Item]:
    commands = {command.id: command for command in COMMANDS}
    others = {group: [c.id for c in COMMANDS if c.group == group] for group in GROUPS}
    for name, ids in ({f"Here, in the {pane}": own} | others).items():
        told = [_entry(keys.all(id), commands[id].help) for id in ids if id in commands]
        for id in ids:
            commands.pop(id, None)
        yield from _section(name, told)
        if ids is own:
            yield from _section("The signs", legend_lines(glyphs, keys["problems"]), _SIGN)
    terms = (
        ("words", "anywhere in an event's text and names; case and accents do not count"),
        ('"a phrase"', "the words in this order"),
        ("/a regex/", "a regular expression"),
        ("-term", "not; OR and parentheses as usual; side by side is and"),
        *((field.example, field.help) for field in FIELDS.values()),
    )
    yield from _section("The query line", [_entry(*term) for term in terms])


def _section(name: str, lines: Sequence[Line], indent: int = _KEY) -> Iterator[Item]:
    if lines:
        yield heading_of(Span(name, "label"))
        yield from (said(line, indent, half=True) for line in lines)


def _entry(left: str, right: str) -> Line:
    return (Span("  "), Span(f"{left:<{_KEY - 3}} ", "accent"), Span(right))
