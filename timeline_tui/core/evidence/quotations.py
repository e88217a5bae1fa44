"""Who is quoted through whom among some events, how often, and how independent the origins are.

It counts events; what is contested or not counted, and why, it has from their standing. It never
says whom to believe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.parties import Dependence, line_of_parents
from timeline_tui.core.evidence.standing import Standing, standings
from timeline_tui.core.evidence.statements import assertions, denials
from timeline_tui.core.models import Chain, Source
from timeline_tui.core.text import fold, name_key
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


class Voice(NamedTuple):
    """Two or more origins that never count as independent: what they share, and its name; for
    "part of" that is the id of the one that the others are part of."""

    shared: Dependence
    name: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotations:
    """Of so many `events`, `unattributed` name nobody. In each list the most frequent stand first,
    then it goes by name."""

    events: int
    unattributed: int
    publications: tuple[Publication, ...]
    origins: tuple[Origin, ...]
    voices: tuple[Voice, ...]
    dependents: tuple[Dependent, ...]


def quotations(timeline: Timeline, rows: Sequence[int]) -> Quotations:
    """Who is quoted in the events of `rows`, be it to assert or to contest something."""
    said = [_said(timeline, row) for row in rows]

    def name(id: str) -> str:
        return fold(timeline.party(id).name)

    origins = sorted(_origins(said), key=lambda o: (-o.asserts, -o.contests, name(o.id)))
    return Quotations(
        len(said),
        sum(not one.asserting for one in said),
        tuple(sorted(_publications(said, name), key=lambda p: (-p.events, name(p.id)))),
        tuple(origins),
        tuple(_voices(timeline, [origin.id for origin in origins])),
        tuple(sorted(_dependents(said), key=lambda d: (-d.events, name(d.party)))),
    )


class _Said(NamedTuple):
    """What one event is attributed to; `contested` are the origins whose word is contested."""

    asserting: tuple[Chain, ...]
    contesting: list[Chain]
    contested: set[str]
    standing: Standing


def _said(timeline: Timeline, row: int) -> _Said:
    event = timeline.events[row]
    contests = contested_index(timeline).contests.get(event.id, ())
    contested = {chain.origin for contest in contests for chain in contest.against}
    return _Said(assertions(event), denials(event), contested, standings(timeline)[row])


def _publications(said: Iterable[_Said], name: Callable[[str], str]) -> Iterator[Publication]:
    events: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    quoted: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for one in said:
        asserting = {chain.publication for chain in one.asserting}
        events.update(asserting.union(chain.publication for chain in one.contesting))
        alone.update(asserting if len(asserting) == 1 else ())
        chains = (*one.asserting, *one.contesting)
        quoted.update({(c.publication, c.origin, c.parties[1:-1]) for c in chains})
    found: dict[str, list[Quoted]] = {}
    for (publication, origin, through), count in quoted.items():
        found.setdefault(publication, []).append(Quoted(origin, through, count))
    for id, own in found.items():
        own.sort(key=lambda q: (-q.events, name(q.origin), [name(party) for party in q.through]))
        yield Publication(id, events[id], alone[id], tuple(own))


def _origins(said: Iterable[_Said]) -> Iterator[Origin]:
    asserts, alone, joint, contested, contests = (Counter[str]() for _ in range(5))
    for one in said:
        counted = alone if len(one.standing.counted) == 1 else joint
        asserts.update({chain.origin for chain in one.asserting})
        counted.update({chain.origin for chain in one.standing.counted})
        contested.update(one.contested)
        contests.update({chain.origin for chain in one.contesting})
    for id in asserts | alone | joint | contested | contests:
        yield Origin(id, asserts[id], alone[id], joint[id], contested[id], contests[id])


def _voices(timeline: Timeline, origins: Sequence[str]) -> list[Voice]:
    """What those of `origins` that are not independent of each other share (FORMAT section 4)."""
    found: dict[tuple[Dependence, str], list[str]] = {}
    names: dict[str, str] = {}
    for id in origins:
        party = timeline.party(id)
        shared = party.publisher if isinstance(party, Source) else party.side
        key = name_key(shared)
        if isinstance(party, Source):
            reason: Dependence = "same publisher"
        elif key:
            reason = "same side"
        else:
            reason = "part of"
            key = [one for one in line_of_parents(timeline.actors, id) if one in origins][-1]
        if key:
            names.setdefault(key, shared or key)
            found.setdefault((reason, key), []).append(id)
    voices = [
        Voice(reason, names[key], tuple(ids)) for (reason, key), ids in found.items() if ids[1:]
    ]
    return sorted(voices, key=lambda voice: -len(voice.origins))


def _dependents(said: Iterable[_Said]) -> Iterator[Dependent]:
    pairs: Counter[tuple[str, str, Dependence]] = Counter()
    for one in said:
        pairs.update(
            {
                (note.party, note.against, note.reason)
                for note in one.standing.not_counted
                if note.reason != "relay" and note.reason != "retracted"
            }
        )
    return (Dependent(*pair, count) for pair, count in pairs.items())
