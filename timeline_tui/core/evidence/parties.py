"""Which parties belong together: origins that are not independent, and who takes part in an event.

FORMAT section 4 (Origin) and section 5 (`party-claim`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from timeline_tui.core.evidence.statements import with_outer
from timeline_tui.core.models import Actor, Chain, Event, Source
from timeline_tui.core.sites import site
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

Dependence = Literal[
    "same origin",  # it was counted already
    "part of",  # it is part of a counted origin, or that is part of it
    "same side",
    "same publisher",
    "same site",
]
_Tie = tuple[Dependence, str, str]
"""A reason, what two origins have in common, and for "part of" which of them is the whole."""


class Origins(NamedTuple):
    """The first chain to each independent origin, in the order of counting; and each other origin
    with the counted one that it depends on, and how."""

    counted: dict[str, Chain]
    dependent: dict[str, tuple[str, Dependence]]


@dataclass(frozen=True, eq=False, repr=False)
class Parties:
    """The actors and sources of a timeline. `lines` are each actor and all that it is part of;
    `shared` is the side of an actor or the publisher of a source, as such names are compared;
    `sites` are those of the sources' addresses, "" where none is known."""

    lines: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, str]
    sites: Mapping[str, str] = field(default_factory=dict)

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

    def _ties(self, origin: str) -> tuple[list[_Tie], list[_Tie]]:
        """What ties an origin to others: what it looks for in them, and what they find in it."""
        line = self.lines.get(origin)
        shared: list[_Tie] = []
        if name := self.shared[origin]:
            shared.append(("same publisher" if line is None else "same side", name, ""))
        if name := self.sites.get(origin, ""):
            shared.append(("same site", name, ""))
        if line is None:
            return shared, shared
        wholes: list[_Tie] = [("part of", whole, "itself") for whole in line[1:]]
        parts: list[_Tie] = [("part of", whole, "a part") for whole in line[1:]]
        looked_for: _Tie = ("part of", origin, "a part")
        found: _Tie = ("part of", origin, "itself")
        return [*wholes, looked_for, *shared], [*parts, found, *shared]

    def origins(self, chains: Iterable[Chain]) -> Origins:
        """The independent origins, in the order of typing, but a whole behind its parts, in the
        place of two of which it is never counted. Two are found if there are any."""
        first: dict[str, Chain] = {}
        for chain in chains:
            first.setdefault(chain.origin, chain)
        lines = {origin: self.lines.get(origin, ()) for origin in first}
        wholes = {whole for line in lines.values() for whole in line[1:]} & first.keys()
        order = sorted(first, key=lambda one: (one in wholes, one in wholes and -len(lines[one])))
        found = self._count(order, first)
        if len(found.counted) == 1 and len(first) > 2:
            # If two of those that depend on it are independent, then for different reasons.
            (only,) = found.counted
            own = frozenset(self._ties(only)[1])
            others = {own.intersection(self._ties(one)[0]): one for one in first}
            tries = (self._count(dict.fromkeys((one, *first)), first) for one in others.values())
            return next((one for one in tries if len(one.counted) > 1), found)
        return found

    def _count(self, order: Iterable[str], first: Mapping[str, Chain]) -> Origins:
        """Counts each origin that depends on none before it: on the first of these, if on any."""
        found = Origins({}, {})
        counted: dict[_Tie, tuple[int, str]] = {}
        for origin in order:
            looked_for, left = self._ties(origin)
            ties = [(*counted[one], one[0]) for one in looked_for if one in counted]
            if ties:
                _, against, why = min(ties, key=lambda tie: tie[0])
                found.dependent[origin] = against, why
            else:
                for one in left:
                    counted.setdefault(one, (len(found.counted), origin))
                found.counted[origin] = first[origin]
        return found


def parties_of(timeline: Timeline) -> Parties:
    """The parties of a timeline."""
    actors = timeline.actors
    sides = {id: name_key(actor.side) for id, actor in actors.items()}
    publishers = {id: name_key(source.publisher) for id, source in timeline.sources.items()}
    lines = {id: line_of_parents(actors, id) for id in actors}
    sites = {id: site_of(source) for id, source in timeline.sources.items()}
    return Parties(lines, publishers | sides, sites)


def site_of(source: Source) -> str:
    """Where a source can be read, as `sites.site` says; "" where that is not known."""
    return site(source.url or source.archived)


def line_of_parents(actors: Mapping[str, Actor], id: str) -> tuple[str, ...]:
    """The actor and all that it is part of, the nearest first."""
    return tuple(with_outer((id,), lambda id: actors[id].part_of if id in actors else None))
