"""Which parties belong together: origins that are not independent, and who takes part in an event.

FORMAT section 4 (Origin) and section 5 (`party-claim`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from timeline_tui.core.models import Actor, Chain, Event
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

Dependence = Literal[
    "same origin",  # it was counted already
    "part of",  # it is part of a counted origin, or that is part of it
    "same side",
    "same publisher",
]


class Origins(NamedTuple):
    """The first chain to each independent origin, in the order of counting; and each other origin
    with the counted one that it depends on, and how."""

    counted: dict[str, Chain]
    dependent: dict[str, tuple[str, Dependence]]


@dataclass(frozen=True, eq=False, repr=False)
class Parties:
    """The actors and sources of a timeline. `lines` are each actor and all that it is part of;
    `shared` is the side of an actor or the publisher of a source, as such names are compared."""

    actors: Mapping[str, Actor]
    lines: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, str]

    def involved(self, event: Event, chains: Iterable[Chain]) -> frozenset[str]:
        """The origins of `chains` that take part in the event, are part of one who does or the
        whole of one, or share the side of one."""
        ids = {participant.actor for participant in event.actors}
        if not ids:
            return frozenset()
        wholes = {whole for id in ids for whole in self.lines[id]}
        sides = {self.shared[id] for id in ids} - {""}
        return frozenset(
            origin
            for origin in {chain.origin for chain in chains} & self.lines.keys()
            if origin in wholes
            or not ids.isdisjoint(self.lines[origin])
            or self.shared[origin] in sides
        )

    def dependence(self, one: str, other: str) -> Dependence | None:
        """Why two different origins are not independent; None if they are."""
        if one in self.lines.get(other, ()) or other in self.lines.get(one, ()):
            return "part of"
        act = one in self.lines
        if act != (other in self.lines) or self.shared[one] != self.shared[other]:
            return None
        return ("same side" if act else "same publisher") if self.shared[one] else None

    def origins(self, chains: Iterable[Chain]) -> Origins:
        """The independent origins, in the order of typing but a whole behind all its parts: it is
        never counted in the place of two of them. Two that are independent are found if there are
        any."""
        first: dict[str, Chain] = {}
        for chain in chains:
            first.setdefault(chain.origin, chain)
        lines = {origin: self.lines.get(origin, ()) for origin in first}
        wholes = {whole for line in lines.values() for whole in line[1:]}
        order = sorted(first, key=lambda one: (one in wholes, -len(lines[one]) * (one in wholes)))
        found = self._count(order, first)
        if len(found.counted) == 1 and len(first) > 2:
            for pair in combinations(order, 2):
                if self.dependence(*pair) is None:
                    return self._count(dict.fromkeys((*pair, *order)), first)
        return found

    def _count(self, order: Iterable[str], first: Mapping[str, Chain]) -> Origins:
        """Counts each origin that depends on none before it."""
        found = Origins({}, {})
        for origin in order:
            ties = ((one, why) for one in found.counted if (why := self.dependence(origin, one)))
            tie = next(ties, None)
            if tie is None:
                found.counted[origin] = first[origin]
            else:
                found.dependent[origin] = tie
        return found


def parties_of(timeline: Timeline) -> Parties:
    """The parties of a timeline."""
    actors = timeline.actors
    sides = {id: name_key(actor.side) for id, actor in actors.items()}
    publishers = {id: name_key(source.publisher) for id, source in timeline.sources.items()}
    lines = {id: line_of_parents(actors, id) for id in actors}
    return Parties(actors, lines, publishers | sides)


def line_of_parents(actors: Mapping[str, Actor], id: str) -> tuple[str, ...]:
    """The actor and all that it is part of, the nearest first."""
    line = [id]
    while (entry := actors.get(line[-1])) is not None:
        if entry.part_of is None or entry.part_of in line:  # whatever made a circle, it ends
            break
        line.append(entry.part_of)
    return tuple(line)
