"""What names mean: the declared places, actors and sources, and those that are only named.

One `Directory` belongs to one load. A name that nothing declares gets an entry when it first comes
(FORMAT section 2, References); what a chain of places tells may depend on the chains before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.loading.cited import Division, divided
from timeline_tui.core.loading.spaces import (
    DEEPEST,
    Implied,
    Saying,
    Space,
    ancestors,
    is_address,
    key_of,
    too_deep,
)
from timeline_tui.core.models import Actor, Place, Source
from timeline_tui.core.models.wording import named
from timeline_tui.core.names import folded_key
from timeline_tui.core.problems import Problem, Remark
from timeline_tui.core.reading.pieces import Piece
from timeline_tui.core.sites import address
from timeline_tui.core.text import name_key

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

    def _is_known(self, name: str) -> bool:
        return is_address(name) or bool(self.claimants(name))

    def name_in(self, element: str) -> str:
        """The name in an element of a chain, without what is cited of it."""
        division = None if self._is_known(element) else divided(element, self._is_known)
        if division is None:
            return element
        self.divisions[element] = division
        return division.name

    def dated(self, element: str) -> str:
        """An element of a chain with the date that it cites as it should be written."""
        division = self.divisions.get(element)
        date = division.citation.date if division and division.citation else None
        if date is None or not date.written:
            return element
        before, _, after = element.rpartition(date.written)
        return f"{before}{date.text}{after}"

    def named(self, element: str) -> bool:
        """Whether an element of a chain names a source by its address, or one that is declared."""
        return self._is_known(self.name_in(element))

    def name_party(self, name: str, ref: str, piece: Piece, *, acts: bool) -> None:
        """Enter a party that a record names and nothing declares; an actor once it acts."""
        entry = self.party_space.imply(ref, piece, name)
        entry.acts = entry.acts or acts
        entry.use(piece)

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

    def learn(self, chains: Iterable[tuple[str, Piece]]) -> None:
        """Take what all chains of places tell, before it is asked what one of them, or a bare name,
        means: the order of the records must not decide. A name that they place differently is the
        id of none of these places."""
        for ref, piece in chains:
            self._place(names_of(ref)[:DEEPEST], ref, piece)
        self._known.clear()
        new, declared = dict[str, str](), {*self._declared_within.values()}
        for id, entry in [*self.place_space.implied.items()]:
            told = [one.id for one in self.place_space.namesakes(entry.name)[:_NAMESAKES]]
            if id in told[:1] and id not in declared and len(self._outermost(told)) > 1:
                new[id] = self.place_space.rename(entry, self._within.get(id, ""))
        if new:
            within, inside = self._within.items(), self._inside.items()
            self._within = {new.get(id, id): new.get(above, above) for id, above in within}
            self._heights = {new.get(id, id): height for id, height in self._heights.items()}
            self._inside = {(key, new.get(up, up)): new.get(id, id) for (key, up), id in inside}

    def place(self, ref: str, piece: Piece) -> Found:
        """The place that a chain means. It may add what the declarations leave open."""
        found = self._place(names_of(ref)[:DEEPEST], ref, piece)
        for id in found.through:
            self.place_space.implied[id].use(piece)
        return found

    def _place(self, chain: tuple[str, ...], ref: str, piece: Piece) -> Found:
        """What `chain`, innermost first, means: if declared or without doubt, always the same."""
        found = self._known.get(chain)
        if found is None:
            declared = self._declared(chain)
            found = declared or self._told(chain, ref, piece)
            if declared is not None or found.doubt is None:
                self._known[chain] = found
        return found

    def _declared(self, chain: tuple[str, ...]) -> Found | None:
        """The answer of the declarations alone, if they know all of the chain."""
        find = self.place_space.names.find
        levels = [frozenset(find(name)) for name in chain[1:]]
        fits = [id for id in find(chain[0]) if self._lies_within(id, levels)]
        if len(fits) > 1:
            return Found(None, ambiguous(" < ".join(chain), fits))
        return Found(fits[0]) if fits else None

    def _lies_within(self, id: str, levels: Sequence[frozenset[str]]) -> bool:
        """Whether the way up goes through each of the levels in order, gaps allowed."""
        above = ancestors(id, self._declared_within)
        return all(any(outer in level for outer in above) for level in levels)

    def _told(self, chain: tuple[str, ...], ref: str, piece: Piece) -> Found:
        if len(chain) == 1:
            told = [one.id for one in self.place_space.namesakes(chain[0])[:_NAMESAKES]]
            if len(told) > 1 and len(told := self._outermost(told)) > 1:
                return Found(None, self._ambiguous(chain, told))
            id = told[0] if told else self.place_space.add(ref, piece, chain[0]).id
            return Found(id, through=(id,))
        outer = self._place(chain[1:], ref, piece)
        if outer.id is None:
            return outer
        inner, doubt = self._inner(chain, outer.id, ref, piece)
        nested = outer.nested if inner is None or doubt else (*outer.nested, (inner, outer.id))
        own = (inner,) if inner in self.place_space.implied else ()
        through = (*outer.through, *own)
        return Found(inner, outer.doubt or doubt, nested, through)

    def _inner(
        self, chain: tuple[str, ...], parent: str, ref: str, piece: Piece
    ) -> tuple[str | None, Saying | None]:
        """The place called `chain[0]` that lies within `parent`, the meaning of the rest."""
        name, find = chain[0], self.place_space.names.find
        inside = self._inside.get((key_of(name), parent))
        if inside is not None and self._within[inside] == parent:  # no chain put one in between
            return inside, None
        beyond = {parent, *ancestors(parent, self._within)}
        declared = [id for id in find(name)[:_NAMESAKES] if id not in beyond]
        told = [one.id for one in self.place_space.namesakes(name)[:_NAMESAKES]]
        candidates = [*declared, *(id for id in told if id not in beyond)]
        found = [id for id in candidates if parent in ancestors(id, self._within)]
        free = [id for id in candidates if self._within.get(id, parent) in beyond]
        several = self._outermost(found) or free
        if len(several) > 1:
            return None, self._ambiguous(chain, several)
        if found:
            return several[0], None
        if declared and not free:
            return declared[0], self._contradiction(chain, declared[0], parent)
        if not free:
            entry = self.place_space.add(ref, piece, name, parent)
            entry.chain = chain if not beyond.isdisjoint(find(name)) else ()
            free = [entry.id]
        doubt = self._attach(free[0], parent)
        if doubt is None:
            self._inside[key_of(name), parent] = free[0]
        return free[0], doubt

    def _outermost(self, ids: Sequence[str]) -> list[str]:
        """Those of them that lie in no other one, as a town does in the province of its name."""
        return [id for id in ids if not {*ids}.intersection(ancestors(id, self._within))]

    def _ambiguous(self, chain: Sequence[str], ids: Sequence[str]) -> Saying:
        """A declared place has an id to write, others have where they lie."""
        implied, shown = self.place_space.implied, [*ids]
        for index, id in enumerate(ids):
            if id in implied:
                way = (id, *ancestors(id, self._within))
                names = (implied[one].name if one in implied else one for one in way)
                shown[index] = " < ".join(names)
        return "ambiguous", can_mean(" < ".join(chain), shown), "Write the one that is meant"

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
        said = "it is declared" if id in self._declared_within else "another chain puts it"
        message = (
            f"{named(' < '.join(chain))} puts {named(id)} within {named(parent)}, "
            f"but {said} within {named(self._within[id])}"
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
            spelled: dict[str, str] = {}
            for entry in space.implied.values():
                if not is_address(entry.name) and self.broken.isdisjoint(space.sections):
                    first = spelled.setdefault(folded_key(entry.name), entry.name)
                    other = "" if name_key(first) == name_key(entry.name) else first
                    yield entry.piece.problem(entry.ref, *_undeclared(space, entry, other))


def names_of(ref: str) -> tuple[str, ...]:
    """The names of a chain of places as typed, innermost first."""
    return tuple([part.strip() for part in ref.split("<")])


def ambiguous(name: str, ids: Sequence[str]) -> Saying:
    return "ambiguous", can_mean(name, ids), "Write the id of the one meant"


def can_mean(name: str, ids: Sequence[str]) -> str:
    """The message about a name that several entries claim."""
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{named(name)} can mean {' or '.join(map(named, ids[:_NAMED]))}{more}"


def _undeclared(space: Space, entry: Implied, other: str) -> Remark:
    """What is said of an undeclared name; `other` is another spelling of it."""
    if entry.chain:
        message = f"{named(' < '.join(entry.chain))} makes a second {named(entry.name)} within the "
        hint = "Declare it under `locations`, with an id of its own, or turn the chain round"
        town, province = map(key_of, entry.chain[:2])
        message += "declared one"
        if town == province:  # as many are called
            return "note", "undeclared", message, hint
        return "warning", "undeclared-within", message, hint
    section = "sources"
    if entry.acts or "locations" in space.sections:
        section = "actors" if entry.acts else "locations"
    message = f"{named(entry.name)} is not declared under `{section}`"
    if entry.count:
        message += f" ({entry.count} event{'s' if entry.count > 1 else ''})"
    if close := space.names.close_to(entry.name) or other:
        space.meant.add(close)
        return "warning", "undeclared-close", message, f"Did you mean {named(close)}?"
    hint = "Declare it there to say more about it"
    if "," in entry.name:
        hint = f"Write {named(f'[{entry.name}]')} if these are several, or declare it as one there"
    return "note", "undeclared", message, hint
