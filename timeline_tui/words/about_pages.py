"""What the file says of one entry, or of itself, as a page of labels and texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from timeline_tui.core.timeline import Source, Timeline
from timeline_tui.words.about import Entry, Fact, facts, remarks
from timeline_tui.words.dates import long
from timeline_tui.words.spans import Line, Span, isolate, wrap

_LABELS: Final = 15  # cells


def entry_page(timeline: Timeline, entry: Entry, events: str, place: str) -> tuple[Fact, ...]:
    """Everything said of a place, an actor or a source. `events` says how many name it, `place`
    where it is declared, "" if nowhere."""
    addresses: tuple[Fact, ...] = ()
    if isinstance(entry, Source):
        addresses = Fact("url", entry.url), Fact("archived", entry.archived)
    found = (
        *facts(timeline, entry),
        *addresses,
        *remarks(entry),
        Fact("events", events),
        Fact("id", entry.id),
        Fact("file", place or "not declared: only events name it"),
    )
    return tuple(fact for fact in found if fact.text)


def timeline_page(timeline: Timeline) -> tuple[Fact, ...]:
    """What the files say of themselves, and how much is in them."""
    dated = [
        event.date for event in timeline.events if event.date and event.date.sort_day is not None
    ]
    found = (
        *(Fact("file", file) for file in timeline.files),
        Fact("time zone", timeline.zone.key),
        Fact("events", f"{len(timeline.events):,}"),
        Fact("first event", long(dated[0]) if dated else ""),
        Fact("last event", long(dated[-1]) if dated else ""),
        Fact("places", _counted(timeline.places.values())),
        Fact("actors", _counted(timeline.actors.values())),
        Fact("sources", _counted(timeline.sources.values())),
    )
    own = (Fact(key, value) for key, value in timeline.extras)
    return (*(fact for fact in found if fact.text), *own)


def _counted(entries: Collection[Entry]) -> str:
    """How many have an entry in the file; what is only named has none."""
    named = sum(entry.implicit for entry in entries)
    declared = f"{len(entries) - named:,} declared"
    return f"{declared}, {named:,} only named" if named else declared


def page_lines(page: Iterable[Fact], width: int) -> tuple[Line, ...]:
    """The page in lines of at most `width` cells; texts keep their line breaks."""
    return tuple(line for fact in page for line in _lines(fact, width))


def _lines(fact: Fact, width: int) -> Iterator[Line]:
    gap = " " * max(_LABELS - len(fact.label), 1)
    before = (Span(f" {fact.label}{gap}", "dim"),)
    for text in fact.text.rstrip("\n").split("\n"):
        yield from wrap((*before, Span(isolate(text))), width, indent=_LABELS + 1)
        before = (Span(" " * (_LABELS + 1)),)
