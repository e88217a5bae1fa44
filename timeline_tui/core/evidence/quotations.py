"""Who is quoted through whom among some events, how often, and how independent the origins are.

It counts events; what is contested or not counted, and why, it has from their standing. It never
says whom to believe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline_tui.core.evidence.parties import Dependence
from timeline_tui.core.evidence.standing import Standing, standings
from timeline_tui.core.evidence.statements import assertions, denials
from timeline_tui.core.models import Chain
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import Timeline


class Quoted(NamedTuple):
    """Whom a publication quotes, through whom (none where it is quoted at first hand), and in how
    many events. The origin of what a publication says by itself is the publication."""

    origin: str
    through: tuple[str, ...]
    events: int


class Publication(NamedTuple):
    """The first of a chain: in how many events it is read, of which `alone` rest on it alone."""

    id: str
    events: int
    alone: int
    quoted: tuple[Quoted, ...]


class Origin(NamedTuple):
    """Who said something first, and in how many events.

    It `asserts` an event or a claim of it: `alone` as the only origin that was counted, `joint` as
    one of several independent ones. It is `contested` where someone contests what it asserts, and
    `contests` what others assert.
    """

    id: str
    asserts: int
    alone: int
    joint: int
    contested: int
    contests: int


class Dependent(NamedTuple):
    """An origin that was not counted beside another one (`against`), why, and in how many events.

    One that was heard again, through another publication, depends on itself.
    """

    party: str
    against: str
    reason: Dependence
    events: int


@dataclass(frozen=True, slots=True)
class Quotations:
    """Of so many `events`, `unattributed` name nobody. The lists go by frequency, then by name."""

    events: int
    unattributed: int
    publications: tuple[Publication, ...]
    origins: tuple[Origin, ...]
    dependents: tuple[Dependent, ...]


def quotations(timeline: Timeline, rows: Sequence[int]) -> Quotations:
    """Who is quoted in the events of `rows`, be it to assert or to contest something."""
    events = [timeline.events[row] for row in rows]
    said = [(assertions(event), denials(event)) for event in events]
    standing = [standings(timeline)[row] for row in rows]

    def name(id: str) -> tuple[str, str]:
        return fold(timeline.party(id).name), id

    origins = sorted(
        _origins(said, standing), key=lambda one: (-one.asserts, -one.contests, name(one.id))
    )
    dependents = Counter(
        pair for one in standing for pair in dict.fromkeys(note[:3] for note in one.not_counted)
    )
    return Quotations(
        len(said),
        sum(not asserting for asserting, _ in said),
        tuple(sorted(_publications(said, name), key=lambda one: (-one.events, name(one.id)))),
        tuple(origins),
        tuple(
            Dependent(party, against, reason, count)
            for (party, reason, against), count in sorted(
                dependents.items(), key=lambda one: (-one[1], name(one[0][0]))
            )
            if reason != "relay" and reason != "retracted"
        ),
    )


_Said = tuple[Sequence[Chain], Sequence[Chain]]
"""The chains that assert and those that contest an event."""


def _publications(
    said: Iterable[_Said], name: Callable[[str], tuple[str, str]]
) -> Iterator[Publication]:
    events: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    quoted: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for chains, contesting in said:
        asserting = {chain.publication for chain in chains}
        alone.update(asserting if len(asserting) == 1 else ())
        chains = (*chains, *contesting)
        events.update({chain.publication for chain in chains})
        quoted.update({(c.publication, c.origin, c.parties[1:-1]) for c in chains})
    found: dict[str, list[Quoted]] = {}
    for (publication, origin, through), count in quoted.items():
        found.setdefault(publication, []).append(Quoted(origin, through, count))
    for id, own in found.items():
        own.sort(key=lambda q: (-q.events, name(q.origin), [name(party) for party in q.through]))
        yield Publication(id, events[id], alone[id], tuple(own))


def _origins(said: Iterable[_Said], standing: Iterable[Standing]) -> Iterator[Origin]:
    asserts, alone, joint, contested, contests = (Counter[str]() for _ in range(5))
    for (asserting, contesting), stands in zip(said, standing, strict=True):
        counted = alone if len(stands.counted) == 1 else joint
        asserts.update({chain.origin for chain in asserting})
        counted.update({chain.origin for chain in stands.counted})
        contested.update({c.origin for contest in stands.contested_by for c in contest.against})
        contests.update({chain.origin for chain in contesting})
    for id in asserts | alone | joint | contested | contests:
        yield Origin(id, asserts[id], alone[id], joint[id], contested[id], contests[id])
