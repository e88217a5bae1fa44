"""Who contests what, seen from both ends, and which claims replace which. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.parties import Parties, parties_of
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.models import Chain, Claim, Dispute, Event
from timeline_tui.core.timeline import Timeline


class Contest(NamedTuple):
    """One objection to an event or to one of its claims (FORMAT section 5, `disputed`).

    `claim` is the contested claim as `event-id/claim-id`, "" for the event as a whole; `against`
    are the chains that assert it. `by`, `text` and `date` are who contests, in which words, when.
    A contradiction names the `other` claim (`event-id/claim-id`) or event id; it was typed on this
    side if `outgoing`. `by_party` says that who contests takes part in the event or shares a side.
    """

    kind: Literal["dispute", "contradiction"]
    claim: str
    against: tuple[Chain, ...]
    by: tuple[Chain, ...]
    text: str = ""
    date: EdtfDate | None = None
    other: str = ""
    outgoing: bool = False
    by_party: bool = False
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Contradictions:
    """What crosses claims and events in one timeline.

    `contests` holds an entry for each contested event id. `superseded_by` and `contradicted_by`
    map a claim, as `event-id/claim-id`, to those that replace or contradict it. `parties` say who
    belongs together.
    """

    contests: Mapping[str, tuple[Contest, ...]]
    superseded_by: Mapping[str, tuple[str, ...]]
    contradicted_by: Mapping[str, tuple[str, ...]]
    parties: Parties


def reference(event: Event, claim: Claim) -> str:
    """The claim's name across the timeline: `event-id/claim-id`."""
    return f"{event.id}/{claim.id}"


def referred(timeline: Timeline, ref: str) -> tuple[Event, Claim]:
    """The claim called `event-id/claim-id`, and the event that holds it."""
    id, _, own = ref.partition("/")
    event = timeline.events[timeline.row_of[id]]
    return event, next(claim for claim in event.claims if claim.id == own)


def asserting(event: Event) -> tuple[Chain, ...]:
    """The event's own chains or, where it has none, those of its claims."""
    return event.chains or tuple(chain for claim in event.claims for chain in claim.chains)


@once
def contested_index(timeline: Timeline) -> Contradictions:
    """What is contested in `timeline`; built once for each timeline."""
    crossing = {
        reference(event, claim): claim
        for event in timeline.events
        for claim in event.claims
        if claim.contradicts or claim.supersedes
    }
    contests: dict[str, tuple[Contest, ...]] = {}
    index = Contradictions(
        contests,
        _targets((ref, claim.supersedes) for ref, claim in crossing.items()),
        _targets((ref, claim.contradicts) for ref, claim in crossing.items()),
        parties_of(timeline),
    )
    named = {ref.partition("/")[0] for ref in (*crossing, *index.contradicted_by)}
    touched = named | timeline.links.keys()
    for event in timeline.events:
        if event.disputes or event.id in touched or any(claim.disputes for claim in event.claims):
            found = [
                one._replace(by_party=bool(index.parties.involved(event, one.by)))
                for one in _contests(timeline, index, event)
            ]
            if found:
                contests[event.id] = tuple(found)
    return index


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
    yield from _disputed("", whole, event.disputes)
    for claim in event.claims:
        own = reference(event, claim)
        yield from _disputed(own, claim.chains, claim.disputes)
        against = (*claim.contradicts, *index.contradicted_by.get(own, ()))
        for ref in dict.fromkeys(against):  # each once, those that this one names first
            if ref != own:
                _, other = referred(timeline, ref)
                said = other.text, other.date, ref, ref in claim.contradicts
                yield Contest("contradiction", own, claim.chains, other.chains, *said)
    for id, outgoing in _linked(timeline, event).items():
        opposed = timeline.events[timeline.row_of[id]]
        said = opposed.title, None, id, outgoing
        yield Contest("contradiction", "", whole, asserting(opposed), *said)


def _disputed(
    claim: str, against: tuple[Chain, ...], disputes: Iterable[Dispute]
) -> Iterator[Contest]:
    for one in disputes:
        said = one.text, one.date
        yield Contest("dispute", claim, against, one.chains, *said, extras=one.extras)


def _linked(timeline: Timeline, event: Event) -> dict[str, bool]:
    """The events that a link `contradicts` leads to or comes from: whether it was typed here."""
    found: dict[str, bool] = {}
    for link in timeline.links.get(event.id, ()):
        if link.type == "contradicts" and link.event != event.id:
            found[link.event] = link.outgoing or found.get(link.event, False)
    return found
