"""Which parties belong together: origins that are not independent, and who takes part in an event.

FORMAT section 4 (Origin) and section 5 (`party-claim`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Actor, Chain, Event, Source

Dependence = Literal[
    "same origin",  # it was counted already
    "part of",  # it is part of a counted origin, or that is part of it
    "same side",
    "same publisher",
]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Parties:
    """The actors and sources of a timeline, which it does not hold: a standing must not keep it.

    `wholes` has, for each actor id, that actor, all that it is part of and all that is part of it;
    `sides` its side as sides are compared: case, blanks, `_` and `-` do not count.
    """

    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    wholes: Mapping[str, AbstractSet[str]]
    sides: Mapping[str, str]


def parties_of(actors: Mapping[str, Actor], sources: Mapping[str, Source]) -> Parties:
    """The parties of a timeline with what each is part of."""
    wholes: dict[str, set[str]] = {id: {id} for id in actors}
    for id in actors:
        for whole in line_of_parents(actors, id):
            wholes[id].add(whole)
            wholes[whole].add(id)
    sides = {id: name_key(actor.side) for id, actor in actors.items()}
    return Parties(actors, sources, wholes, sides)


def line_of_parents(actors: Mapping[str, Actor], id: str) -> tuple[str, ...]:
    """The actor and all that it is part of, the nearest first."""
    line = [id]
    while (entry := actors.get(line[-1])) is not None and entry.part_of is not None:
        line.append(entry.part_of)
    return tuple(line)


class Participants:
    """Those who take part in one event, to be asked about the origins of what is said of it."""

    def __init__(self, parties: Parties, event: Event) -> None:
        self._parties = parties
        self._ids = {participant.actor for participant in event.actors}
        self._sides = {parties.sides[id] for id in self._ids} - {""}

    def include(self, party: str) -> bool:
        """Whether `party` takes part, is part of one who does or the whole of one, or shares the
        side of one."""
        related = self._parties.wholes.get(party)
        if related is None:
            return False
        if not self._ids.isdisjoint(related):
            return True
        return self._parties.sides[party] in self._sides

    def said(self, chains: Iterable[Chain]) -> bool:
        """Whether the origin of one of `chains` is included."""
        return bool(self._ids) and any(self.include(chain.parties[-1]) for chain in chains)


class Origins:
    """The independent origins of one event, counted in the order of `in_counting_order`.

    Each new one is looked up by what it could share with them, so thousands take no longer each.
    """

    def __init__(self, parties: Parties, chains: Iterable[Chain] = ()) -> None:
        """Those of all `chains`, counted in this order."""
        self._parties = parties
        self._chains: dict[str, Chain] = {}
        self._places: dict[str, int] = {}
        self._first_of: dict[tuple[Dependence, str], str] = {}
        # The counted only become more, so what a party depends on first stays the first.
        self._answers: dict[str, tuple[str, Dependence]] = {}
        for chain in chains:
            self.count(chain)

    @property
    def counted(self) -> Mapping[str, Chain]:
        """The first chain to each independent origin."""
        return self._chains

    def count(self, chain: Chain) -> tuple[str, Dependence] | None:
        """Count the chain's origin, unless it depends on one before it: on which, and how."""
        origin = chain.parties[-1]
        answer = self._answers.get(origin)
        if answer is not None:
            return answer
        shared = self._shared(origin)
        found = self._dependence(origin, shared) if self._chains else None
        self._answers[origin] = found or (origin, "same origin")
        if found is None:
            self._places[origin] = len(self._chains)
            self._chains[origin] = chain
            if shared is not None:
                self._first_of[shared] = origin
        return found

    def _dependence(
        self, origin: str, shared: tuple[Dependence, str] | None
    ) -> tuple[str, Dependence] | None:
        """The first of the counted that is not independent of `origin` (FORMAT section 4)."""
        found: list[tuple[str, Dependence]] = []
        if parts := self._chains.keys() & self._parties.wholes.get(origin, frozenset()):
            found.append((min(parts, key=self._places.__getitem__), "part of"))
        if shared is not None and (other := self._first_of.get(shared)) is not None:
            found.append((other, shared[0]))
        return min(found, key=lambda one: self._places[one[0]], default=None)

    def _shared(self, origin: str) -> tuple[Dependence, str] | None:
        """The side of an actor, the publisher of a source: what makes it one with others."""
        if origin in self._parties.wholes:
            side = self._parties.sides[origin]
            return ("same side", side) if side else None
        publisher = name_key(self._parties.sources[origin].publisher)
        return ("same publisher", publisher) if publisher else None


def in_counting_order(parties: Parties, chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
    """The chains as their origins are to be counted: as typed, unless more are independent in
    another order.

    A whole typed before its parts would stand in the place of parts that are independent of each
    other; so would, for its side, a part of one who stands on none. These come later then, deeper
    ones first.
    """
    lines = {
        origin: line_of_parents(parties.actors, origin)
        for origin in {chain.origin for chain in chains}
        if len(parties.wholes.get(origin, ())) > 1
    }
    wholes = {whole for line in lines.values() for whole in line[1:] if whole in lines}
    if not wholes:
        return chains

    def rank(chain: Chain) -> tuple[bool, int, int]:
        line = lines.get(chain.origin, ())
        side = parties.sides.get(chain.origin, "")
        above = [id for id in line[1:] if id in wholes]
        barred = sum(not side or parties.sides[id] != side for id in above)
        return chain.origin in wholes, barred, -len(line)

    ranked = tuple(sorted(chains, key=rank))
    return max(chains, ranked, key=lambda order: len(Origins(parties, order).counted))
