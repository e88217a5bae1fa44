"""The values that a loaded file becomes, every reference resolved. Knows no YAML and no screen.

An `Event` never holds its place in the file: a reload that only moves it keeps the same object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.problems import Problem

Status = Literal["occurred", "planned", "cancelled"]
FacetKind = Literal["location", "actor", "source"]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of `locations:`, or one that an event implies.

    `within` is a place id; where no entry gives it, `placed_by_events` says that events do.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    within: str | None = None
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    ids: tuple[tuple[str, str], ...] = ()
    note: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    implicit: bool = False
    placed_by_events: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of `actors:`. `part_of` is an actor id; `side` is already inherited along it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "unknown"
    part_of: str | None = None
    side: str = ""
    position: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    note: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of `sources:`: a publication, a document, or an implicit name or address."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    archived: str = ""
    published: EdtfDate | None = None
    accessed: EdtfDate | None = None
    language: str = ""
    reliability: str = ""
    note: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    implicit: bool = False


Party = Actor | Source


@dataclass(frozen=True, slots=True)
class Chain:
    """An attribution chain (FORMAT section 4): party ids, the publication first, the origin last.

    `reported` is the day it became known: the claim's or dispute's own date, else the
    publication's; None where neither is given.
    """

    parties: tuple[str, ...]
    reported: EdtfDate | None = None

    @property
    def publication(self) -> str:
        return self.parties[0]

    @property
    def origin(self) -> str:
        return self.parties[-1]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as one claimant gives it (FORMAT section 6). A bound that is None is not known."""

    measure: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    of: str | None = None
    approximate: bool = False
    unit: str = ""
    text: str = ""
    including: tuple[Figure, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """Someone contests an event or a claim; `chains` say who, first to last as in `Chain`."""

    chains: tuple[Chain, ...]
    text: str = ""
    date: EdtfDate | None = None
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of an event (FORMAT section 5).

    `chains` are the claim's own or, where it has none, the event's (`inherited` is then true).
    `contradicts` and `supersedes` name claims as `event-id/claim-id`, resolved.
    """

    id: str
    text: str
    chains: tuple[Chain, ...] = ()
    inherited: bool = False
    date: EdtfDate | None = None
    quote: str = ""
    figures: tuple[Figure, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    supports: tuple[Chain, ...] = ()
    contradicts: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    retracted: EdtfDate | None = None
    credibility: int | None = None
    note: str = ""
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event. `role` is open; `participant` where nothing is said."""

    actor: str
    role: str = "participant"
    note: str = ""
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an event to another, seen from one of them: `outgoing` is false at its target."""

    type: str
    event: str
    outgoing: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the chronology.

    `date` is None for a record without a readable date; `date_written` then holds what was typed.
    `locations` are place ids as named, without their ancestors; `nested` are pairs of places, the
    second one around the first, that the event tells where entries do not. `broken` marks a record
    whose YAML does not parse or that is no mapping; its `title` is then the record's first line.
    """

    id: str
    title: str
    date: EdtfDate | None = None
    date_written: str = ""
    time: DayTime | None = None
    date_text: str = ""
    description: str = ""
    type: str = ""
    status: Status = "occurred"
    locations: tuple[str, ...] = ()
    nested: tuple[tuple[str, str], ...] = ()
    actors: tuple[Participant, ...] = ()
    figures: tuple[Figure, ...] = ()
    chains: tuple[Chain, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    retracted: EdtfDate | None = None
    note: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    broken: bool = False

    @property
    def undated(self) -> bool:
        """Whether it stands in the group "Undated" unless `after` or `before` place it."""
        return self.date is None or self.date.is_undated


@dataclass(frozen=True, slots=True)
class Record:
    """Where an event was typed: its file as named, its first line (from 1) and its exact text."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, eq=False)
class Timeline:
    """Everything that was loaded, immutable and compared by identity.

    `events` stand in the order of the chronology (FORMAT section 3, Order), so an event's index is
    its *row*; `records[row]` says where it was typed. `links[row]` are the event's links from both
    ends. `problems` are sorted by file, line and column. `extras` are the free keys at the top of
    the files, with their texts.
    """

    title: str
    zone: ZoneInfo
    files: tuple[str, ...]
    events: tuple[Event, ...]
    records: tuple[Record, ...]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...] = ()
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    extras: tuple[tuple[str, str], ...] = ()

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of each event id."""
        return {event.id: row for row, event in enumerate(self.events)}

    @cached_property
    def rows_as_typed(self) -> tuple[int, ...]:
        """All rows in the order of the files and of the lines in them."""
        files = {file: number for number, file in enumerate(self.files)}
        places = [(files[record.file], record.line) for record in self.records]
        return tuple(sorted(range(len(places)), key=places.__getitem__))

    def party(self, id: str) -> Party:
        """The actor or source with this id (they share one name space)."""
        return self.actors[id] if id in self.actors else self.sources[id]

    # For callers of the old `load`, until they are rebuilt

    @property
    def timeline(self) -> Timeline:
        return self

    def declared_at(self, kind: FacetKind, id: str) -> tuple[str, int, int] | None:
        """File, line and column, from 1, where an entry is declared; None if none is."""
        from timeline_tui.core.loading import declared_at

        return declared_at(self, kind, id)
