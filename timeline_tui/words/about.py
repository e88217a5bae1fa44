"""What the file says of places, actors and sources themselves, and of the timeline as a whole.

Facts are labels with texts, for a page of their own; where there is less room, words on a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Actor, Place, Source, Timeline
from timeline_tui.words.dates import long

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

_PLAIN: Final = frozenset(
    ("kind", "type", "country", "coordinates", "ids", "position", "author", "publisher")
)
"""Facts that need no label to be understood."""


class Fact(NamedTuple):
    """What is said under a key; `label` is the key in words."""

    label: str
    text: str

    @property
    def words(self) -> str:
        """The fact in a few words, behind a name."""
        return self.text if self.label in _PLAIN else f"{self.label} {self.text}"


def reliability(code: str) -> str:
    """A code of the Admiralty with its words: `B, usually reliable`; "" for none."""
    return f"{code}, {_RELIABILITY.get(code, '')}".strip(", ")


def facts(timeline: Timeline, entry: Entry) -> tuple[Fact, ...]:
    """Everything said of an entry in a word or two: all but name, addresses, note and free keys."""
    match entry:
        case Place():
            told = _of_place(timeline, entry)
        case Actor():
            told = _of_actor(timeline, entry)
        case Source():
            told = _of_source(entry)
    ids = () if isinstance(entry, Source) else entry.ids
    found = (
        *told,
        Fact("also called", ", ".join(entry.aliases)),
        Fact("ids", ", ".join(f"{register}: {id}" for register, id in ids)),
    )
    return tuple(fact for fact in found if fact.text)


def remarks(entry: Entry) -> tuple[Fact, ...]:
    """What the editor remarks on it: the note, and the keys of one's own."""
    note = (Fact("note", entry.note),) if entry.note else ()
    return (*note, *(Fact(key, value) for key, value in entry.extras))


def _of_place(timeline: Timeline, place: Place) -> Iterator[Fact]:
    yield Fact("kind", place.kind)
    outer = timeline.places.get(place.within or "")
    yield Fact("within", outer.name if outer is not None else "")
    yield Fact("country", place.country)
    latitude, longitude = (
        "" if degrees is None else f"{degrees:.10g}" for degrees in (place.lat, place.lon)
    )
    if latitude and longitude:
        yield Fact("coordinates", f"{latitude}, {longitude}")
    else:
        yield Fact("latitude", latitude)
        yield Fact("longitude", longitude)


def _of_actor(timeline: Timeline, actor: Actor) -> Iterator[Fact]:
    yield Fact("kind", "" if actor.kind == "unknown" else actor.kind)
    yield Fact("position", actor.position)
    whole = timeline.actors.get(actor.part_of or "")
    yield Fact("part of", whole.name if whole is not None else "")
    yield Fact("side", "" if name_key(actor.side) == name_key(actor.name) else actor.side)


def _of_source(source: Source) -> Iterator[Fact]:
    yield Fact("type", source.type)
    yield Fact("author", source.author)
    yield Fact("publisher", source.publisher)
    yield Fact("published", long(source.published) if source.published is not None else "")
    yield Fact("reliability", reliability(source.reliability))
    yield Fact("language", source.language)
    yield Fact("accessed", long(source.accessed) if source.accessed is not None else "")
