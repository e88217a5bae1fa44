"""What the head of a timeline declares, and what a reference means there (FORMAT section 2).

A `Directory` never changes: its answers depend on the declared entries alone, not on any event.
What it does not know is for `implied`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from timeline_tui.core.loading.trees import ancestors
from timeline_tui.core.models.plain import named
from timeline_tui.core.names import Names, Nearest
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path
from timeline_tui.core.timeline import Actor, Place, Source

Space = Literal["place", "party"]
Section = Literal["locations", "actors", "sources"]

_NAMED: Final = 4
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The entry that a reference means; `problem`, without a place yet, if there is any doubt.

    `id` is None where the reference means several entries or something that cannot stand there.
    `nested` are the places, each with the one around it, that the reference tells and the
    declarations do not.
    """

    id: str | None
    problem: Problem | None = None
    nested: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """An undeclared name in the head (`within`, `part_of`): its entry, and where it stands first.

    That is the index of a chunk of the head, and the path in it.
    """

    space: Space
    id: str
    name: str
    chunk: int
    path: Path


@dataclass(frozen=True, eq=False)
class Directory:
    """The declared entries, and what refers to them.

    `parents` are the places' `within`. `seeds` are the entries that the head itself implies, which
    no mapping here holds. `broken` are the sections of which some entry may be missing.
    `mentioned` are the entries that the head names in vain: not one alone, or in the wrong place.
    `twofold` are the ids that both `actors` and `sources` declare, which is reported there.
    """

    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    place_names: Names
    party_names: Names
    parents: Mapping[str, str]
    seeds: tuple[Seed, ...]
    broken: frozenset[Section]
    mentioned: frozenset[tuple[Section, str]]
    twofold: frozenset[str]
    _places_found: dict[tuple[str, ...], Found | None] = field(default_factory=dict)
    _parties_found: dict[str, Found | None] = field(default_factory=dict)
    _near: dict[tuple[Space, str], str] = field(default_factory=dict)

    def place(self, chain: tuple[str, ...]) -> Found | None:
        """The declared place that `chain` (innermost first) means.

        None if the declarations leave that open: they know no such place, or not all of the chain.
        """
        if chain not in self._places_found:
            self._places_found[chain] = self._find_place(chain)
        return self._places_found[chain]

    def party(self, name: str) -> Found | None:
        """The declared actor or source that `name` means, None if there is none."""
        if name not in self._parties_found:
            self._parties_found[name] = one_of(name, self.claimants("party", name))
        return self._parties_found[name]

    def actor(self, name: str) -> Found | None:
        """The declared actor that `name` means, None if nothing of that name is declared."""
        found = self.party(name)
        if found is None or found.id is None or found.id in self.actors:
            return found
        if found.id in self.twofold:
            return Found(None)
        message = f"{named(name)} is declared under `sources`, so it cannot act"
        hint = "Declare it under `actors`: a chain may name actors too"
        return Found(None, Problem("error", "not-an-actor", message, hint))

    def claimants(self, space: Space, name: str) -> Sequence[str]:
        """The ids of the declared entries that `name` can mean."""
        if space == "place":
            return self.place_names.find(name)
        ids = self.party_names.find(name)
        return self._addresses.get(name, ()) if not ids and is_address(name) else ids

    def near(self, space: Space, name: str) -> str:
        """The declared name that an undeclared one comes close to, or ""."""
        key = (space, name)
        if key not in self._near:
            self._near[key] = self._nearest[space].to(name)
        return self._near[key]

    @cached_property
    def heights(self) -> Mapping[str, int]:
        """How many levels each place spans with what lies within it, itself counted."""
        heights: dict[str, int] = {}
        for id in self.parents:
            for level, ancestor in enumerate(ancestors(id, self.parents), 2):
                heights[ancestor] = max(heights.get(ancestor, 1), level)
        return heights

    def _find_place(self, chain: tuple[str, ...]) -> Found | None:
        candidates = self.place_names.find(chain[0])
        if len(chain) == 1:
            return one_of(chain[0], candidates)
        levels = [frozenset(self.place_names.find(name)) for name in chain[1:]]
        fits = [id for id in candidates if self._lies_within(id, levels)]
        if fits:
            return one_of(" < ".join(chain), fits)
        outer = self.place(chain[1:])
        return outer if outer is not None and outer.id is None else None

    def _lies_within(self, id: str, levels: list[frozenset[str]]) -> bool:
        """Whether the ancestors of `id` go through each of `levels` in order, gaps allowed."""
        above = iter(ancestors(id, self.parents))
        return all(any(ancestor in level for ancestor in above) for level in levels)

    @cached_property
    def _addresses(self) -> Mapping[str, tuple[str, ...]]:
        """Declared sources by the web addresses that they give."""
        addresses: dict[str, tuple[str, ...]] = {}
        for source in self.sources.values():
            for address in (source.url, source.archived):
                if address:
                    addresses[address] = (*addresses.get(address, ()), source.id)
        return addresses

    @cached_property
    def _nearest(self) -> Mapping[Space, Nearest]:
        return {"place": Nearest(self.place_names), "party": Nearest(self.party_names)}


def is_address(name: str) -> bool:
    """Whether `name` is a web address, which needs no declaration to be a source."""
    return _ADDRESS.fullmatch(name) is not None


def one_of(name: str, ids: Sequence[str]) -> Found | None:
    """The entry that `name` means if it can mean `ids`; only a problem where they are several."""
    if len(ids) == 1:
        return Found(ids[0])
    if not ids:
        return None
    hint = "Write the id of the one meant"
    return Found(None, Problem("error", "ambiguous", can_mean(name, ids), hint))


def can_mean(name: str, ids: Sequence[str]) -> str:
    """The message about a name that several entries claim."""
    meant = " or ".join(map(named, ids[:_NAMED]))
    meant += f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{named(name)} can mean {meant}"
