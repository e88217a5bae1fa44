"""The timeline that loaded files become, every reference resolved. Knows no YAML and no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from timeline_tui.core.models import Actor, Event, Link, Party, Place, Source
from timeline_tui.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """Where an event was typed: its file as named, its first line (from 1) and its exact text, and
    whether that is YAML only with a change."""

    file: str
    line: int
    text: str
    mended: bool = False

    @property
    def lines(self) -> range:
        """The lines of the file that it takes, as far as its text is known."""
        return range(self.line, self.line + max(len(self.text.splitlines()), 1))


@dataclass(frozen=True, eq=False)
class Timeline:
    """Everything that was loaded, immutable and compared by identity.

    `events` stand in the order of the chronology (FORMAT section 3, Order), so an event's index is
    its *row*; `records[row]` says where it was typed. An event never holds its place in the file: a
    reload that only moves it keeps it equal. `links` are the links of each event that has any, by
    its id, from both ends. `problems` are sorted by file, line and column. `extras` are the free
    keys at the top of the files, with their texts. `declared` are file, line and column of each
    declared entry, by whether it is a place and its id. `zone` is that in which clock times are
    shown, `zones` have the files that name one of their own.
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
    declared: Mapping[tuple[bool, str], tuple[str, int, int]] = field(default_factory=dict)
    zones: Mapping[str, ZoneInfo] = field(default_factory=dict)

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

    def declared_at(self, kind: str, id: str) -> tuple[str, int, int] | None:
        """File, line and column, from 1, where an entry is declared; None if only events name it.

        Actors and sources share their ids: who is quoted may be declared as either.
        """
        return self.declared.get((kind == "location", id))
