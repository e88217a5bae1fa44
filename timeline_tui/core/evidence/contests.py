"""Who contests what, seen from both ends, and which claims replace which. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.parties import Participants, Parties, parties_of
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
    extras: tuple[tuple[str, str], ...] = ()


class Placed(NamedTuple):
    """A claim and the event that holds it."""

    event: Event
    claim: Claim


@dataclass(frozen=True, slots=True)
class Contradictions:
    """What crosses claims and events in one timeline.

    `contests` holds an entry for each contested event id. `superseded_by` maps a claim, as
    `event-id/claim-id`, to those that replace it. `claims` holds each claim that another names, or
    that names one. `parties` say who belongs together.
    """

    contests: Mapping[str, tuple[Contest, ...]]
    superseded_by: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, Placed]
    parties: Parties


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
    claims.update(_named(timeline, {*contradicted, *superseded}.difference(claims)))
    perhaps.update([placed.event.id for placed in claims.values()])
    parties = parties_of(timeline.actors, timeline.sources)
    finder = _Finder(timeline, contradicted, claims, parties)
    contests: dict[str, tuple[Contest, ...]] = {}
    for event in timeline.events:
        if event.id in perhaps and (found := finder.contests(event)):
            contests[event.id] = tuple(found)
    replaced = {ref: tuple(by) for ref, by in superseded.items() if ref in claims}
    return Contradictions(contests, replaced, claims, parties)


def _contradict(links: Iterable[Link]) -> bool:
    return any(link.type == "contradicts" for link in links)


def _enter(table: dict[str, list[str]], targets: tuple[str, ...], own: str) -> None:
    for target in targets:
        if target != own:
            table.setdefault(target, []).append(own)


def _named(timeline: Timeline, refs: AbstractSet[str]) -> Iterator[tuple[str, Placed]]:
    """The claims that `refs` name."""
    for id in {ref.partition("/")[0] for ref in refs}.intersection(timeline.row_of):
        event = timeline.events[timeline.row_of[id]]
        for claim in event.claims:
            if (own := reference(event, claim)) in refs:
                yield own, Placed(event, claim)


class _Finder:
    """Finds the contests of one event after another."""

    def __init__(
        self,
        timeline: Timeline,
        contradicted: Mapping[str, list[str]],
        claims: Mapping[str, Placed],
        parties: Parties,
    ) -> None:
        self._timeline = timeline
        self._contradicted = contradicted
        self._claims = claims
        self._parties = parties
        self._asserting: dict[str, tuple[Chain, ...]] = {}

    def contests(self, event: Event) -> list[Contest]:
        taking_part = Participants(self._parties, event)
        found = [_dispute(taking_part, "", self._asserted(event), d) for d in event.disputes]
        for claim in event.claims:
            own = reference(event, claim)
            if claim.disputes:
                found += [_dispute(taking_part, own, claim.chains, d) for d in claim.disputes]
            if own in self._claims:
                found.extend(self._contradictions(taking_part, own, claim))
        if event.id in self._timeline.links:
            found.extend(self._linked(taking_part, event))
        return found

    def _contradictions(
        self, taking_part: Participants, own: str, claim: Claim
    ) -> Iterator[Contest]:
        contradicts = dict.fromkeys(claim.contradicts)
        for ref in {**contradicts, **dict.fromkeys(self._contradicted.get(own, ()))}:
            if ref == own or ref not in self._claims:
                continue
            other = self._claims[ref].claim
            yield Contest(
                "contradiction",
                own,
                claim.chains,
                other.chains,
                other.text,
                other.date,
                ref,
                ref in contradicts,
                taking_part.said(other.chains),
            )

    def _linked(self, taking_part: Participants, event: Event) -> Iterable[Contest]:
        """The events that contradict this one or that it contradicts, each once."""
        found: dict[str, Contest] = {}
        for link in self._timeline.links[event.id]:
            row = self._timeline.row_of.get(link.event)
            if link.type != "contradicts" or link.event == event.id or row is None:
                continue
            other = self._timeline.events[row]
            by = self._asserted(other)
            if link.outgoing or other.id not in found:
                found[other.id] = Contest(
                    kind="contradiction",
                    claim="",
                    against=self._asserted(event),
                    by=by,
                    text=other.title,
                    other=other.id,
                    outgoing=link.outgoing,
                    by_party=taking_part.said(by),
                )
        return found.values()

    def _asserted(self, event: Event) -> tuple[Chain, ...]:
        """What `asserting` gives, gathered once for all the events that contradict this one."""
        found = self._asserting.get(event.id)
        if found is None:
            found = self._asserting[event.id] = asserting(event)
        return found


def _dispute(
    taking_part: Participants, claim: str, against: tuple[Chain, ...], dispute: Dispute
) -> Contest:
    party = taking_part.said(dispute.chains)
    return Contest(
        "dispute",
        claim,
        against,
        dispute.chains,
        dispute.text,
        dispute.date,
        by_party=party,
        extras=dispute.extras,
    )
