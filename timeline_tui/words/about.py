"""What the file says of places, actors and sources themselves, and of itself, as remarks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.statements import entries_of
from timeline_tui.core.models import Actor, Event, Place, Source
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.telling import Piece, Remark, Target, TargetKind, extras, listed, texts

Entry = Place | Actor | Source

_RELIABILITY: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""The words of the Admiralty code, AJP-2.1 (FORMAT, names)."""

_UNTOLD: Final = ("id", "name", "implicit", "placed_by_events", "extras")
_APART: Final = ("url", "archived", "note")  # what is not told in a few words
_LABELS: Final = {"lat": "latitude", "lon": "longitude", "aliases": "also called"}
_KINDS: Final[Mapping[str, TargetKind]] = {
    "within": "location",
    "part_of": "actor",
    "url": "url",
    "archived": "url",
}


def about(timeline: Timeline, entry: Entry) -> Iterator[Remark]:
    """Everything said of an entry but its name, each thing under its key in words."""
    keys = (field.name for field in fields(entry) if field.name not in _UNTOLD)
    for key in sorted(keys, key=("aliases", *_APART).__contains__):
        value = getattr(entry, key)
        own = key == "side" and name_key(value) == name_key(entry.name)
        if value not in (None, "", (), "unknown") and not own:
            piece = Piece(in_words(timeline, key, value), "given")
            if key in _KINDS:
                piece = piece._replace(target=Target(_KINDS[key], value))
            yield Remark(((piece,),), _LABELS.get(key, key.replace("_", " ")))
    yield from extras(entry.extras)


def in_words(timeline: Timeline, key: str, value: object) -> str:
    """What is said under a key: names for ids, dates and codes in words."""
    match key, value:
        case _, EdtfDate():
            return long(value)
        case _, float() | int():
            return f"{value:.10g}"
        case "ids", tuple():
            return ", ".join(f"{register}: {id}" for register, id in value)
        case _, tuple():
            return ", ".join(value)
        case "within" | "where" | "locations", str():
            return timeline.places[value].name
        case "part_of", str():
            return timeline.actors[value].name
        case "reliability", str():
            return reliability(value)
    return str(value).strip("\n")


def reliability(code: str) -> str:
    """A code of the Admiralty with its words: `B, usually reliable`; "" for none."""
    return f"{code}, {_RELIABILITY.get(code, '')}".strip(", ")


def named(
    timeline: Timeline, events: Sequence[Event], without: Collection[str] = ()
) -> Iterator[Remark]:
    """What the file says of the entries that events name, a remark for each kind of them: below
    it each by its name with what is said in few words, and the rest below that. Entries of which
    nothing is said are left out, and what is said under the labels `without`."""
    sources, places, actors = entries_of(timeline, events)
    kinds: tuple[tuple[str, TargetKind, Sequence[Entry]], ...] = (
        ("About the sources", "source", sources),
        ("About the places", "location", places),
        ("About the actors", "actor", actors),
    )
    for label, kind, entries in kinds:
        found: list[Remark] = []
        for entry in entries:
            told = [one for one in about(timeline, entry) if one.label not in without]
            rest = [one for one in told if one.label in _APART or one.label.startswith("x-")]
            few = listed((Piece(f"{one.label} "), *one.items[0]) for one in told if one not in rest)
            if told:
                name = Piece(entry.name, "who", Target(kind, entry.id))
                words = (name, Piece(": "), *few) if few else (name,)
                found.append(Remark((words,), "", tuple(rest)))
        if found:
            yield Remark((), label, tuple(found))


def about_timeline(timeline: Timeline) -> Iterator[Remark]:
    """What the files say of themselves, and how much is in them."""
    dates = [event.date for event in timeline.events if event.date]
    dated = [date for date in dates if date.sort_day is not None]
    yield from texts("file", *timeline.files)
    yield from texts("time zone", timeline.zone.key)
    yield from texts("events", f"{len(timeline.events):,}")
    yield from texts("first event", *map(long, dated[:1]))
    yield from texts("last event", *map(long, dated[-1:]))
    for label in ("places", "actors", "sources"):
        entries: Collection[Entry] = getattr(timeline, label).values()
        implicit = sum(entry.implicit for entry in entries)
        only = f", {implicit:,} only named" if implicit else ""
        yield from texts(label, f"{len(entries) - implicit:,} declared{only}")
    yield from extras(timeline.extras)
