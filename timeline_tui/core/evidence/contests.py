"""Who contests what, seen from both ends, and which claims replace which. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.parties import Parties, parties_of
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Timeline

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


@dataclass(frozen=True, eq=False, repr=False)
class Contradictions:
    """What crosses claims and events in one timeline.

    `contests` holds an entry for each contested event id. `superseded_by` and `contradicted_by`
    map a claim, as `event-id/claim-id`, to those that replace or contradict it; `claims` holds
    these and those that they name. `parties` say who belongs together.
    """

    contests: Mapping[str, tuple[Contest, ...]]
    superseded_by: Mapping[str, tuple[str, ...]]
    contradicted_by: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, Placed]
    parties: Parties


def reference(event: Event, claim: Claim) -> str:
    """The claim's name across the timeline: `event-id/claim-id`."""
    return f"{event.id}/{claim.id}"


def asserting(event: Event) -> tuple[Chain, ...]:
    """The event's own chains or, where it has none, those of its claims."""
    return event.chains or tuple(chain for claim in event.claims for chain in claim.chains)


@once
def contested_index(timeline: Timeline) -> Contradictions:
    """What is contested in `timeline`; built once for each timeline."""
    claims = _crossing(timeline)
    contests: dict[str, tuple[Contest, ...]] = {}
    index = Contradictions(
        contests,
        _targets((ref, placed.claim.supersedes) for ref, placed in claims.items()),
        _targets((ref, placed.claim.contradicts) for ref, placed in claims.items()),
        claims,
        parties_of(timeline),
    )
    touched = {placed.event.id for placed in claims.values()} | timeline.links.keys()
    for event in timeline.events:
        if event.disputes or event.id in touched or any(claim.disputes for claim in event.claims):
            if found := tuple(_contests(timeline, index, event)):
                contests[event.id] = found
    return index


def _crossing(timeline: Timeline) -> dict[str, Placed]:
    """The claims that name others or are named by them."""
    crossing = [
        Placed(event, claim)
        for event in timeline.events
        for claim in event.claims
        if claim.contradicts or claim.supersedes
    ]
    named = {ref for _, claim in crossing for ref in (*claim.contradicts, *claim.supersedes)}
    found = {reference(*placed): placed for placed in crossing}
    for id in {ref.partition("/")[0] for ref in named} & timeline.row_of.keys():
        event = timeline.events[timeline.row_of[id]]
        for claim in event.claims:
            if (ref := reference(event, claim)) in named:
                found[ref] = Placed(event, claim)
    return found


def _targets(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Who names each target, a claim that names itself aside."""
    found: dict[str, list[str]] = {}
    for own, targets in named:
        for target in targets:
            if target != own:
                found.setdefault(target, []).append(own)
    return {target: tuple(by) for target, by in found.items()}


def _contests(timeline: Timeline, index: Contradictions, event: Event) -> Iterator[Contest]:
    """What is brought forward against the event as a whole, its claims, and by linked events."""
    whole = asserting(event)
    for dispute in event.disputes:
        yield _dispute(index, event, "", whole, dispute)
    for claim in event.claims:
        own = reference(event, claim)
        for dispute in claim.disputes:
            yield _dispute(index, event, own, claim.chains, dispute)
        if own in index.claims:
            yield from _contradictions(index, event, own, claim)
    linked: dict[str, bool] = {}
    for link in timeline.links.get(event.id, ()):
        if link.type == "contradicts" and link.event != event.id:
            linked[link.event] = link.outgoing or linked.get(link.event, False)
    for id, outgoing in linked.items():
        other = timeline.events[timeline.row_of[id]]
        by = asserting(other)
        party = bool(index.parties.involved(event, by))
        yield Contest("contradiction", "", whole, by, other.title, None, id, outgoing, party)


def _dispute(
    index: Contradictions, event: Event, own: str, against: tuple[Chain, ...], dispute: Dispute
) -> Contest:
    return Contest(
        "dispute",
        own,
        against,
        dispute.chains,
        dispute.text,
        dispute.date,
        by_party=bool(index.parties.involved(event, dispute.chains)),
        extras=dispute.extras,
    )


def _contradictions(
    index: Contradictions, event: Event, own: str, claim: Claim
) -> Iterator[Contest]:
    """Of the claims that this one contradicts, then of those that contradict it, each once."""
    for ref in dict.fromkeys((*claim.contradicts, *index.contradicted_by.get(own, ()))):
        if ref == own or ref not in index.claims:
            continue
        other = index.claims[ref].claim
        yield Contest(
            "contradiction",
            own,
            claim.chains,
            other.chains,
            other.text,
            other.date,
            ref,
            ref in claim.contradicts,
            bool(index.parties.involved(event, other.chains)),
        )
