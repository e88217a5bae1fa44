"""What names mean: the declared places, actors and sources, and those that are only named.

One `Directory` belongs to one load. A name that nothing declares gets an entry when it first comes
(FORMAT section 2, References); what a chain of places tells may depend on the chains before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.loading.cited import Division, divided
from timeline_tui.core.loading.spots import Spot
from timeline_tui.core.loading.trees import DEEPEST, Saying, ancestors, too_deep
from timeline_tui.core.models import Actor, Place, Ref, Source
from timeline_tui.core.models.wording import named
from timeline_tui.core.names import FreshIds, Names
from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.sites import address
from timeline_tui.core.text import name_key, slug

_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME: Final = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_NAMED: Final = 4
_NAMESAKES: Final = 50
"""Places of one name that a chain is compared with."""


@dataclass(frozen=True, slots=True)
class Found:
    """The place that a reference means, None where it is not one alone, and what is doubtful.

    `nested` are the places, each with the one around it, that the reference tells and the
    declarations do not; `through` those of all its places that nothing declares.
    """

    id: str | None
    doubt: Saying | None = None
    nested: tuple[tuple[str, str], ...] = ()
    through: tuple[str, ...] = ()


@dataclass(slots=True)
class Implied:
    """An entry that is only named: where first, and in how many records.

    `chain` is how a place was written that has the name of one around it, as a town that is called
    like its province has.
    """

    id: str
    name: str
    spot: Spot
    ref: str
    acts: bool = False
    chain: tuple[str, ...] = ()
    last: Spot | None = None
    count: int = 0

    def use(self, record: Spot) -> None:
        """Count a record that names it."""
        if record is not self.last:
            self.last = record
            self.count += 1


class Space:
    """One name space: the names that are declared, and the entries that others imply."""

    def __init__(self, *sections: str) -> None:
        self.sections = frozenset(sections)
        self.names = Names()
        self.implied: dict[str, Implied] = {}
        self._fresh = FreshIds(self.names)
        self._by_key: dict[str, list[Implied]] = {}

    def namesakes(self, name: str) -> Sequence[Implied]:
        return self._by_key.get(_key(name), ())

    def imply(self, ref: str, spot: Spot, name: str = "") -> Implied:
        """The entry of an undeclared name, by default the whole reference; a new one if need be."""
        known = self.namesakes(name or ref)
        return known[0] if known else self.add(ref, spot, name)

    def add(self, ref: str, spot: Spot, name: str = "") -> Implied:
        name = name or str(ref)
        plain = _SCHEME.sub("", name) if is_address(name) else name
        entry = Implied(self._fresh.make(slug(plain) or "unnamed"), name, spot, ref)
        self.implied[entry.id] = entry
        for key in {_key(name): None, _key(entry.id): None}:
            self._by_key.setdefault(key, []).append(entry)
        return entry


class Directory:
    """The declared entries by id, and all that events add to them.

    `broken` are the sections of which some entry may be missing; `twofold` the ids that both
    `actors` and `sources` declare; `addresses` the sources by their addresses, as typed and as
    `sites.address` gives them; `divisions` the elements of chains that more than a name is in.
    """

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.actors: dict[str, Actor] = {}
        self.sources: dict[str, Source] = {}
        self.place_space = Space("locations")
        self.party_space = Space("actors", "sources")
        self.broken: set[str] = set()
        self.twofold: set[str] = set()
        self.addresses: dict[str, list[str]] = {}
        self.divisions: dict[str, Division] = {}
        self._declared_within: dict[str, str] = {}
        self._within: dict[str, str] = {}
        self._heights: dict[str, int] = {}
        self._inside: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, ...], Found] = {}

    def place_within(self, parents: Mapping[str, str]) -> None:
        """Take what the declarations say lies in what, a tree."""
        self._declared_within, self._within = dict(parents), dict(parents)
        for id in parents:
            for level, above in enumerate(ancestors(id, parents), 2):
                self._heights[above] = max(self._heights.get(above, 1), level)

    # Parties

    def claimants(self, name: str) -> Sequence[str]:
        """The declared actors and sources that a name or an address can mean."""
        known = self.party_space.names.find(name) or self.addresses.get(name, ())
        return known or (self.addresses.get(address(name), ()) if is_address(name) else ())

    def name_in(self, element: str) -> str:
        """The name in an element of a chain, without what is cited of it."""
        known = is_address(element) or self.claimants(element)
        division = None if known else divided(element, self.claimants)
        if division is None:
            return element
        self.divisions[element] = division
        return division.name

    def name_party(self, name: str, ref: str, spot: Spot, *, acts: bool) -> None:
        """Enter a party that a record names in `ref` and nothing declares; an actor once it
        acts."""
        entry = self.party_space.imply(ref, spot, name)
        entry.acts = entry.acts or acts
        entry.use(spot)

    def party(self, ref: str, *, acts: bool) -> tuple[str | None, Saying | None]:
        """The id of an actor or source that is declared or named, an actor's where it `acts`.

        Else None, and what is doubtful unless that is reported already.
        """
        ids = self.claimants(ref)
        if len(ids) > 1:
            return None, ambiguous(ref, ids)
        id = ids[0] if ids else self.party_space.namesakes(ref)[0].id
        if not acts or self.acts(id):
            return id, None
        if id in self.twofold:
            return None, None
        message = f"{named(ref)} is declared under `sources`, so it cannot act"
        hint = "Declare it under `actors`: a chain may name actors too"
        return None, ("not-an-actor", message, hint)

    def acts(self, id: str) -> bool:
        implied = self.party_space.implied.get(id)
        return id in self.actors or (implied is not None and implied.acts)

    # Places

    def place(self, ref: str, spot: Spot) -> Found:
        """The place that a chain means. It may add what the declarations leave open."""
        found = self._place(names_of(ref)[:DEEPEST], ref, spot)
        for id in found.through:
            self.place_space.implied[id].use(spot)
        return found

    def _place(self, chain: tuple[str, ...], ref: str, spot: Spot) -> Found:
        """What `chain`, innermost first, means: once without doubt, always the same."""
        found = self._known.get(chain)
        if found is None:
            found = self._declared(chain) or self._told(chain, ref, spot)
            if found.doubt is None:
                self._known[chain] = found
        return found

    def _declared(self, chain: tuple[str, ...]) -> Found | None:
        """The answer of the declarations alone, if they know all of the chain."""
        find = self.place_space.names.find
        levels = [frozenset(find(name)) for name in chain[1:]]
        fits = [id for id in find(chain[0]) if self._lies_within(id, levels)]
        return _one_of(" < ".join(chain), fits) if fits else None

    def _lies_within(self, id: str, levels: Sequence[frozenset[str]]) -> bool:
        """Whether the way up goes through each of the levels in order, gaps allowed."""
        above = ancestors(id, self._declared_within)
        return all(any(outer in level for outer in above) for level in levels)

    def _told(self, chain: tuple[str, ...], ref: str, spot: Spot) -> Found:
        if len(chain) == 1:
            id = self.place_space.imply(ref, spot, chain[0]).id
            return Found(id, through=(id,))
        outer = self._place(chain[1:], ref, spot)
        if outer.id is None:
            return outer
        inner, doubt = self._inner(chain, outer.id, ref, spot)
        nested = outer.nested if inner is None or doubt else (*outer.nested, (inner, outer.id))
        own = (inner,) if inner in self.place_space.implied else ()
        through = (*outer.through, *own)
        return Found(inner, outer.doubt or doubt, nested, through)

    def _inner(
        self, chain: tuple[str, ...], parent: str, ref: str, spot: Spot
    ) -> tuple[str | None, Saying | None]:
        """The place called `chain[0]` that lies within `parent`, the meaning of the rest."""
        name, find = chain[0], self.place_space.names.find
        inside = self._inside.get((_key(name), parent))
        if inside is not None:
            return inside, None
        beyond = {parent, *ancestors(parent, self._within)}
        declared = [id for id in find(name)[:_NAMESAKES] if id not in beyond]
        told = [one.id for one in self.place_space.namesakes(name)[:_NAMESAKES]]
        candidates = [*declared, *(id for id in told if id not in beyond)]
        for one in candidates:
            if parent in ancestors(one, self._within):
                return one, None
        free = [id for id in candidates if self._within.get(id, parent) in beyond]
        if len(free) > 1:
            return None, ambiguous(" < ".join(chain), free)
        if declared and not free:
            return declared[0], self._contradiction(chain, declared[0], parent)
        if free:
            return free[0], self._attach(free[0], parent)
        entry = self.place_space.add(ref, spot, name)
        entry.chain = chain if not beyond.isdisjoint(find(name)) else ()
        self._inside[_key(name), parent] = entry.id
        return entry.id, self._attach(entry.id, parent)

    def _attach(self, id: str, parent: str) -> Saying | None:
        """Put a place within another, unless the tree would become too deep."""
        above = [parent, *ancestors(parent, self._within)]
        height = self._heights.get(id, 1)
        if len(above) + height > DEEPEST:
            return too_deep(id, parent)
        self._within[id] = parent
        for level, outer in enumerate(above, height + 1):
            self._heights[outer] = max(self._heights.get(outer, 1), level)
        return None

    def _contradiction(self, chain: tuple[str, ...], id: str, parent: str) -> Saying:
        message = (
            f"{named(' < '.join(chain))} puts {named(id)} within {named(parent)}, "
            f"but it is declared within {named(self._within[id])}"
        )
        hint = "Correct one of them, or give another place an id of its own"
        return "contradicts-within", message, hint

    # What a load ends up with

    def all_places(self) -> dict[str, Place]:
        """All places, the declared ones first, with the parents that chains gave them."""
        found = dict(self.places)
        for id, parent in self._within.items():
            if id in found and found[id].within != parent:
                update = {"within": parent, "placed_by_events": True}
                found[id] = found[id].model_copy(update=update)
        for entry in self.place_space.implied.values():
            found[entry.id] = Place.make(
                id=entry.id,
                name=entry.name,
                within=self._within.get(entry.id),
                implicit=True,
                placed_by_events=True,
            )
        return found

    def all_actors(self) -> dict[str, Actor]:
        acting = [entry for entry in self.party_space.implied.values() if entry.acts]
        return self.actors | {e.id: Actor.make(id=e.id, name=e.name, implicit=True) for e in acting}

    def all_sources(self) -> dict[str, Source]:
        found = dict(self.sources)
        for entry in self.party_space.implied.values():
            if not entry.acts:
                url = entry.name if is_address(entry.name) else ""
                found[entry.id] = Source.make(id=entry.id, name=entry.name, url=url, implicit=True)
        return found

    def undeclared(self) -> Iterator[Problem]:
        """A problem for each name that nothing declares but web addresses."""
        for space in (self.place_space, self.party_space):
            for entry in space.implied.values():
                if not is_address(entry.name) and self.broken.isdisjoint(space.sections):
                    yield entry.spot.problem(entry.ref, *_undeclared(space, entry))


def is_address(name: str) -> bool:
    """Whether `name` is a web address, which needs no declaration to be a source."""
    return _ADDRESS.fullmatch(name) is not None


def names_of(ref: str) -> tuple[str, ...]:
    """The names of a chain of places as typed, innermost first."""
    return tuple(map(str, ref.names)) if isinstance(ref, Ref) else (ref,)


def ambiguous(name: str, ids: Sequence[str]) -> Saying:
    return "ambiguous", can_mean(name, ids), "Write the id of the one meant"


def can_mean(name: str, ids: Sequence[str]) -> str:
    """The message about a name that several entries claim."""
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{named(name)} can mean {' or '.join(map(named, ids[:_NAMED]))}{more}"


def _one_of(name: str, ids: Sequence[str]) -> Found:
    if len(ids) == 1:
        return Found(ids[0])
    return Found(None, ambiguous(name, ids))


def _undeclared(space: Space, entry: Implied) -> tuple[Severity, str, str, str]:
    """Severity, code, message and hint."""
    if entry.chain:
        message = f"{named(' < '.join(entry.chain))} makes a second {named(entry.name)} within the "
        hint = "Declare it under `locations`, with an id of its own, or turn the chain round"
        likely = _key(entry.chain[0]) == _key(entry.chain[1])  # a town in the province of that name
        message += "declared one"
        if likely:
            return "note", "undeclared", message, hint
        return "warning", "undeclared-within", message, hint
    section = "sources"
    if entry.acts or "locations" in space.sections:
        section = "actors" if entry.acts else "locations"
    message = f"{named(entry.name)} is not declared under `{section}`"
    if entry.count:
        message += f" ({entry.count} event{'s' if entry.count > 1 else ''})"
    if close := space.names.close_to(entry.name):
        return "warning", "undeclared-close", message, f"Did you mean {named(close)}?"
    hint = "Declare it there to say more about it"
    if "," in entry.name:
        hint = f"Write {named(f'[{entry.name}]')} if these are several, or declare it as one there"
    return "note", "undeclared", message, hint


def _key(name: str) -> str:
    return address(name) if is_address(name) else name_key(name)
