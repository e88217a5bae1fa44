"""The places, actors and sources that events name and nothing declares (FORMAT section 2).

One `Implied` belongs to one load. What it answers depends on the declarations and on what it was
asked before, so a reload asks the same questions in the same order and gets the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from timeline_tui.core.loading.references import (
    Directory,
    Found,
    Seed,
    Space,
    is_address,
    one_of,
)
from timeline_tui.core.loading.trees import DEEPEST, ancestors, too_deep
from timeline_tui.core.models.plain import named
from timeline_tui.core.names import FreshIds
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path
from timeline_tui.core.text import name_key, slug
from timeline_tui.core.timeline import Actor, Place, Source

_NAMESAKES: Final = 50
"""Places of one name that a chain is compared with."""

_SCHEME: Final = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """One implied entry. `record` and `path` are its first use in an event, `count` its events.

    `chain` is how a place was written that has the name of one around it, as a town that is called
    like its province has.
    """

    space: Space
    id: str
    name: str
    acts: bool = False
    seed: Seed | None = None
    record: int | None = None
    path: Path = ()
    count: int = 0
    last: int | None = None
    chain: tuple[str, ...] = ()


class Implied:
    """Gives each undeclared name an entry, the same one to all its spellings."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._entries: dict[tuple[Space, str], _Entry] = {}
        self._named: dict[tuple[Space, str], list[_Entry]] = {}
        self._ids: dict[Space, FreshIds] = {
            "place": FreshIds(directory.place_names),
            "party": FreshIds(directory.party_names),
        }
        self._within = dict(directory.parents)
        self._heights = dict(directory.heights)
        self._inside: dict[tuple[str, str], str] = {}
        self._record: int | None = None
        # What a chain tells once it need not tell again: asked twice, a record gets one answer.
        self._told: dict[tuple[str, ...], Found] = {}
        for seed in directory.seeds:
            self._ids[seed.space].take(seed.id)
            # Only `part_of` and `within` are typed in the head, so a party there is an actor.
            self._enter(_Entry(seed.space, seed.id, seed.name, seed.space == "party", seed))

    def begin(self, record: int | None) -> None:
        """The names that follow are those of this record; None: do not count them again."""
        if record is None or record != self._record:
            self._told.clear()
        self._record = record

    def place(self, chain: tuple[str, ...], path: Path) -> Found:
        """The place that `chain` (innermost first) means, declared or not.

        A chain may give a place the parent that its declaration lacks, or one in between; where it
        contradicts the declaration, that is what the problem says.
        """
        found = self._directory.place(chain)
        if found is not None:
            return found
        if len(chain) == 1:
            known = self._first("place", chain[0]) or self._new_place(chain[0])
            return Found(self._use(known, path))
        if chain not in self._told:
            self._told[chain] = self._chained(chain, path)
        return self._told[chain]

    def _chained(self, chain: tuple[str, ...], path: Path) -> Found:
        outer = self.place(chain[1:], path)
        if outer.id is None:
            return outer
        inner = self._place_within(chain, outer.id)
        entry = self._entries.get(("place", inner.id)) if inner.id is not None else None
        if entry is not None:
            self._use(entry, path)
        if inner.id is None or inner.problem is not None:
            return Found(inner.id, outer.problem or inner.problem, outer.nested)
        return Found(inner.id, outer.problem, (*outer.nested, (inner.id, outer.id)))

    def party(self, name: str, path: Path, *, acts: bool) -> str:
        """The id of the undeclared actor or source `name`; an actor once it `acts` anywhere."""
        entry = self._first("party", name)
        if entry is None:
            written = _SCHEME.sub("", name) if is_address(name) else name
            entry = self._enter(_Entry("party", self._new_id("party", written), name))
        entry.acts = entry.acts or acts
        return self._use(entry, path)

    def is_actor(self, id: str) -> bool:
        """Whether an implied party acts somewhere, so that it is no source."""
        entry = self._entries.get(("party", id))
        return entry is not None and entry.acts

    # What a load ends up with

    def places(self) -> dict[str, Place]:
        """All places, the declared ones first, with the parents that chains gave them."""
        places = dict(self._directory.places)
        for id, parent in self._within.items():
            if id in places and places[id].within != parent:
                places[id] = replace(places[id], within=parent, placed_by_events=True)
        for entry in self._of("place"):
            within = self._within.get(entry.id)
            places[entry.id] = Place(
                entry.id, entry.name, within=within, implicit=True, placed_by_events=True
            )
        return places

    def actors(self) -> dict[str, Actor]:
        """All actors, the declared ones first."""
        actors = dict(self._directory.actors)
        for entry in self._of("party"):
            if entry.acts:
                actors[entry.id] = Actor(entry.id, entry.name, implicit=True)
        return actors

    def sources(self) -> dict[str, Source]:
        """All sources, the declared ones first."""
        sources = dict(self._directory.sources)
        for entry in self._of("party"):
            if not entry.acts:
                url = entry.name if is_address(entry.name) else ""
                sources[entry.id] = Source(entry.id, entry.name, url=url, implicit=True)
        return sources

    def undeclared(self) -> Iterator[tuple[Problem, Seed | None, int | None, Path]]:
        """A problem for each undeclared name but web addresses, in the order of first use.

        With each where it stands: in the head, or at a path of a record.
        """
        broken = self._directory.broken
        for entry in self._entries.values():
            sections = {"locations"} if entry.space == "place" else {"actors", "sources"}
            if not is_address(entry.name) and broken.isdisjoint(sections):
                yield self._problem(entry), entry.seed, entry.record, entry.path

    def _problem(self, entry: _Entry) -> Problem:
        if entry.chain:
            return _second_of_its_name(entry.chain)
        section = "locations" if entry.space == "place" else "actors" if entry.acts else "sources"
        message = f"{named(entry.name)} is not declared under `{section}`"
        if entry.count:
            message += f" ({entry.count} event{'s' if entry.count > 1 else ''})"
        close = self._directory.near(entry.space, entry.name)
        if close:
            return Problem("warning", "undeclared-close", message, f"Did you mean {named(close)}?")
        return Problem("note", "undeclared", message, "Declare it there to say more about it")

    # Entries

    def _of(self, space: Space) -> Iterable[_Entry]:
        return (entry for entry in self._entries.values() if entry.space == space)

    def _first(self, space: Space, name: str) -> _Entry | None:
        named = self._named.get((space, _key(name)))
        return named[0] if named else None

    def _enter(self, entry: _Entry) -> _Entry:
        self._entries[entry.space, entry.id] = entry
        for key in {_key(entry.name): None, _key(entry.id): None}:
            self._named.setdefault((entry.space, key), []).append(entry)
        return entry

    def _new_id(self, space: Space, name: str) -> str:
        return self._ids[space].make(slug(name) or "unnamed")

    def _use(self, entry: _Entry, path: Path) -> str:
        if self._record is not None and entry.last != self._record:
            if entry.record is None:
                entry.record, entry.path = self._record, path
            entry.last = self._record
            entry.count += 1
        return entry.id

    # Places in places

    def _place_within(self, chain: tuple[str, ...], parent: str) -> Found:
        """The place called `chain[0]` that lies within `parent`, the meaning of the rest."""
        name = chain[0]
        beyond = {parent, *ancestors(parent, self._within)}
        known = (id for id in self._directory.place_names.find(name) if id not in beyond)
        declared = list(islice(known, _NAMESAKES))
        found = (e.id for e in self._named.get(("place", _key(name)), ()) if e.id not in beyond)
        candidates = (*declared, *islice(found, _NAMESAKES - len(declared)))
        inside = self._inside.get((_key(name), parent))
        if inside is not None:
            return Found(inside)
        for id in candidates:
            if parent in ancestors(id, self._within):
                return Found(id)
        above = {id: self._within.get(id) for id in candidates}
        free = [id for id, outer in above.items() if outer is None or outer in beyond]
        if free:
            meant = one_of(" < ".join(chain), free)
            assert meant is not None
            return meant if meant.id is None else Found(meant.id, self._attach(meant.id, parent))
        if declared:
            return Found(declared[0], self._contradiction(declared[0], chain, parent))
        entry = self._new_place(name)
        if not beyond.isdisjoint(self._directory.place_names.find(name)):
            entry.chain = chain
        self._inside[_key(name), parent] = entry.id
        return Found(entry.id, self._attach(entry.id, parent))

    def _new_place(self, name: str) -> _Entry:
        return self._enter(_Entry("place", self._new_id("place", name), name))

    def _attach(self, id: str, parent: str) -> Problem | None:
        """Put a place within another, unless the tree would become too deep."""
        above = [parent, *ancestors(parent, self._within)]
        height = self._heights.get(id, 1)
        if len(above) + height > DEEPEST:
            return too_deep(id, parent)
        self._within[id] = parent
        for level, ancestor in enumerate(above, height + 1):
            self._heights[ancestor] = max(self._heights.get(ancestor, 1), level)
        return None

    def _contradiction(self, id: str, chain: tuple[str, ...], parent: str) -> Problem:
        message = (
            f"{named(' < '.join(chain))} puts {named(id)} within {named(parent)}, "
            f"but it is declared within {named(self._within[id])}"
        )
        hint = "Correct one of them, or give another place an id of its own"
        return Problem("error", "contradicts-within", message, hint)


def _second_of_its_name(chain: tuple[str, ...]) -> Problem:
    """Most often a town in the province of that name, else a chain that was turned round."""
    direct = _key(chain[0]) == _key(chain[1])
    message = f"{named(' < '.join(chain))} makes a second {named(chain[0])} within the declared one"
    hint = "Declare it under `locations`, with an id of its own"
    if direct:
        return Problem("note", "undeclared", message, hint)
    return Problem("warning", "undeclared-within", message, f"{hint}, or turn the chain round")


def _key(name: str) -> str:
    return name if is_address(name) else name_key(name)
