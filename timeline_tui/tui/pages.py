"""What the pages over the main screen say: made anew whenever the file or the query changes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from timeline_tui.core.dates import DateError, EdtfDate, on_day, understand
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.models import Event
from timeline_tui.core.views.density import begin_of
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.tui.commands import Keys
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, pad, text_of, wrap
from timeline_tui.words.status import counted

_TWO_COLUMNS = 100  # cells from which on there is room for two


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
    question has no items: `refuse` says what is wrong with an answer, an empty one is `usual`.
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
    usual: str = ""
    example: str = "type to narrow"


def said(
    line: Line, indent: int = 2, answer: object = None, key: object = None, *, half: bool = False
) -> Item:
    """An item of one paragraph."""
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


def question(title: str, example: str, refuse: Callable[[str], str], usual: str = "") -> Page:
    """A line to answer."""
    return Page(title, example=example, refuse=refuse, usual=usual)


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
