"""Who contests what, seen from both ends, and which claims replace which. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Link, Timeline

ContestKind = Literal["dispute", "contradiction"]


class Contest(NamedTuple):
    """One objection to an event or to one of its claims (FORMAT section 5, `disputed`).

    `claim` is the contested claim as `event-id/claim-id`, "" for the event as a whole; `against`
    are the chains that assert it. `by`, `text` and `date` are who contests, in which words, when.
    A contradiction names the `other` claim (`event-id/claim-id`) or event id; it was typed on this
    side if `outgoing`. `by_party` says that who contests takes part in the event or shares a side.
    """

    kind: ContestKind
    claim: str
    against: tuple[Chain, ...]
    by: tuple[Chain, ...]
    text: str = ""
    date: EdtfDate | None = None
    other: str = ""
    outgoing: bool = False
    by_party: bool = False


class Placed(NamedTuple):
    """A claim and the event that holds it."""

    event: Event
    claim: Claim


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What crosses claims and events in one timeline.

    `contests` holds an entry for each contested event id. `superseded_by` maps a claim, as
    `event-id/claim-id`, to those that replace it. `claims` holds each claim that another names, or
    that names one. `wholes` holds, for each actor id, that actor, all that it is part of and all
    that is part of it.
    """

    contests: Mapping[str, tuple[Contest, ...]]
    superseded_by: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, Placed]
    wholes: Mapping[str, AbstractSet[str]]


_INDEXES: WeakKeyDictionary[Timeline, Contradictions] = WeakKeyDictionary()


def contested_index(timeline: Timeline) -> Contradictions:
    """What is contested in `timeline`; built once for each timeline."""
    index = _INDEXES.get(timeline)
    if index is None:
        index = _INDEXES[timeline] = _build(timeline)
    return index


def reference(event: Event, claim: Claim) -> str:
    """The claim's name across the timeline: `event-id/claim-id`."""
    return f"{event.id}/{claim.id}"


def asserting(event: Event) -> tuple[Chain, ...]:
    """The event's own chains or, where it has none, those of its claims."""
    return event.chains or tuple(chain for claim in event.claims for chain in claim.chains)


def takes_part(
    timeline: Timeline, wholes: Mapping[str, AbstractSet[str]], event: Event, party: str
) -> bool:
    """Whether `party` is a participant of the event, part of one or the whole of one, or shares
    a participant's side. `wholes` are those of the timeline's `Contradictions`."""
    related = wholes.get(party)
    if related is None:
        return False
    actors = timeline.actors
    side = actors[party].side
    for participant in event.actors:
        other = participant.actor
        if other in related or (side and actors[other].side == side):
            return True
    return False


def said_by_party(
    timeline: Timeline,
    wholes: Mapping[str, AbstractSet[str]],
    event: Event,
    chains: Iterable[Chain],
) -> bool:
    """Whether the origin of one of `chains` takes part in the event (see `takes_part`)."""
    return any(takes_part(timeline, wholes, event, chain.parties[-1]) for chain in chains)


def line_of_parents(timeline: Timeline, actor: str) -> tuple[str, ...]:
    """The actor and all that it is part of, the nearest first; ends where a cycle would begin."""
    found: dict[str, None] = {}
    current: str | None = actor
    while current is not None and current not in found:
        found[current] = None
        entry = timeline.actors.get(current)
        current = entry.part_of if entry is not None else None
    return tuple(found)


def _wholes(timeline: Timeline) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {id: {id} for id in timeline.actors}
    for id in timeline.actors:
        for whole in line_of_parents(timeline, id):
            found[id].add(whole)
            found[whole].add(id)
    return found


def _build(timeline: Timeline) -> Contradictions:
    claims: dict[str, Placed] = {}
    contradicted: dict[str, list[str]] = {}
    superseded: dict[str, list[str]] = {}
    perhaps = {id for id, links in timeline.links.items() if _contradict(links)}
    for event in timeline.events:
        if event.disputes:
            perhaps.add(event.id)
        for claim in event.claims:
            if claim.disputes:
                perhaps.add(event.id)
            if claim.contradicts or claim.supersedes:
                own = reference(event, claim)
                claims[own] = Placed(event, claim)
                _enter(contradicted, claim.contradicts, own)
                _enter(superseded, claim.supersedes, own)
    for ref in (*contradicted, *superseded):
        if ref not in claims and (placed := _find(timeline, ref)) is not None:
            claims[ref] = placed
    perhaps.update([placed.event.id for placed in claims.values()])
    wholes = _wholes(timeline)
    finder = _Finder(timeline, contradicted, claims, wholes)
    contests: dict[str, tuple[Contest, ...]] = {}
    for event in timeline.events:
        if event.id in perhaps and (found := finder.contests(event)):
            contests[event.id] = tuple(found)
    replaced = {ref: tuple(by) for ref, by in superseded.items() if ref in claims}
    return Contradictions(contests, replaced, claims, wholes)


def _contradict(links: Iterable[Link]) -> bool:
    return any(link.type == "contradicts" for link in links)


def _enter(table: dict[str, list[str]], targets: tuple[str, ...], own: str) -> None:
    for target in targets:
        if target != own:
            table.setdefault(target, []).append(own)


def _find(timeline: Timeline, ref: str) -> Placed | None:
    event_id, _, claim_id = ref.partition("/")
    row = timeline.row_of.get(event_id)
    if row is None:
        return None
    event = timeline.events[row]
    for claim in event.claims:
        if claim.id == claim_id:
            return Placed(event, claim)
    return None


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the contests of one event after another."""

    timeline: Timeline
    contradicted: Mapping[str, list[str]]
    claims: Mapping[str, Placed]
    wholes: Mapping[str, AbstractSet[str]]

    def contests(self, event: Event) -> list[Contest]:
        found = [self._dispute(event, "", asserting(event), one) for one in event.disputes]
        for claim in event.claims:
            own = reference(event, claim)
            if claim.disputes:
                found.extend([self._dispute(event, own, claim.chains, d) for d in claim.disputes])
            if own in self.claims:
                found.extend(self._contradictions(event, own, claim))
        if event.id in self.timeline.links:
            found.extend(self._linked(event))
        return found

    def _dispute(
        self, event: Event, claim: str, against: tuple[Chain, ...], dispute: Dispute
    ) -> Contest:
        party = self._by_party(event, dispute.chains)
        return Contest(
            "dispute", claim, against, dispute.chains, dispute.text, dispute.date, "", False, party
        )

    def _contradictions(self, event: Event, own: str, claim: Claim) -> Iterator[Contest]:
        for ref in dict.fromkeys((*claim.contradicts, *self.contradicted.get(own, ()))):
            if ref == own or ref not in self.claims:
                continue
            other = self.claims[ref].claim
            yield Contest(
                "contradiction",
                own,
                claim.chains,
                other.chains,
                other.text,
                other.date,
                ref,
                ref in claim.contradicts,
                self._by_party(event, other.chains),
            )

    def _linked(self, event: Event) -> Iterable[Contest]:
        """The events that contradict this one or that it contradicts, each once."""
        found: dict[str, Contest] = {}
        for link in self.timeline.links[event.id]:
            row = self.timeline.row_of.get(link.event)
            if link.type != "contradicts" or link.event == event.id or row is None:
                continue
            other = self.timeline.events[row]
            by = asserting(other)
            if link.outgoing or other.id not in found:
                found[other.id] = Contest(
                    kind="contradiction",
                    claim="",
                    against=asserting(event),
                    by=by,
                    text=other.title,
                    other=other.id,
                    outgoing=link.outgoing,
                    by_party=self._by_party(event, by),
                )
        return found.values()

    def _by_party(self, event: Event, chains: tuple[Chain, ...]) -> bool:
        return said_by_party(self.timeline, self.wholes, event, chains)
