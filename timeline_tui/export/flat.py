"""What an event lists, as words on one line: for cells, calendars and slides. Ids become names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Figure, Participant, Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line


def places(timeline: Timeline, event: Event) -> str:
    """The places as named, without those that they lie in."""
    return "; ".join(timeline.places[id].name for id in event.locations)


def actors(timeline: Timeline, event: Event) -> str:
    """`Taliban (initiator); ANA (target: with two helicopters)`."""
    return "; ".join(_actor(timeline, part) for part in event.actors)


def figures(timeline: Timeline, figures: Iterable[Figure]) -> str:
    """`killed: 16 including 3 Civilians; wounded: scores`."""
    return "; ".join(_with_extras(figure_line(one, timeline), one.extras) for one in figures)


def chains(timeline: Timeline, chains: Iterable[Chain]) -> str:
    """As they are typed, the publication first: `News report <- local media; Adil`."""
    return "; ".join(
        " <- ".join(timeline.party(party).name for party in chain.parties) for chain in chains
    )


def claim(timeline: Timeline, claim: Claim) -> str:
    """All that the file says of a claim, but for what it inherits from its event."""
    return " | ".join(said.strip("\n") for said in _claim(timeline, claim) if said)


def disputes(timeline: Timeline, disputes: Iterable[Dispute]) -> str:
    """Who contests it, in which words and when: `Taliban: dismisses the estimates (July 2021)`."""
    return "; ".join(_dispute(timeline, dispute) for dispute in disputes)


def links(event: Event) -> str:
    """The links as typed in this event: `part-of faryab-weekend; follows talks`."""
    return "; ".join(f"{type} {target}" for type, target in event.links)


def order(event: Event) -> str:
    """What is known of the order of events beside their dates: `after talks; before withdrawal`."""
    after, before = (f"after {id}" for id in event.after), (f"before {id}" for id in event.before)
    return "; ".join((*after, *before))


def extras(pairs: Iterable[tuple[str, str]]) -> str:
    """The keys that begin with `x-`: `x-ref: 12; x-map: 3`."""
    return "; ".join(f"{key}: {value.strip()}" for key, value in pairs)


def _actor(timeline: Timeline, part: Participant) -> str:
    said = f"{part.role}: {part.note}" if part.note else part.role
    said = "; ".join(filter(None, (said, extras(part.extras))))
    return f"{timeline.party(part.actor).name} ({said})"


def _claim(timeline: Timeline, claim: Claim) -> Iterator[str]:
    yield claim.text
    yield f"“{claim.quote.strip()}”" if claim.quote else ""
    yield figures(timeline, claim.figures)
    yield "" if claim.inherited else chains(timeline, claim.chains)
    yield f"said {long(claim.date)}" if claim.date else ""
    for verb, said in (
        ("supported by", chains(timeline, claim.supports)),
        ("disputed by", disputes(timeline, claim.disputes)),
        ("contradicts", ", ".join(claim.contradicts)),
        ("supersedes", ", ".join(claim.supersedes)),
        ("retracted", long(claim.retracted) if claim.retracted else ""),
        ("credibility", str(claim.credibility or "")),
        ("note:", claim.note),
    ):
        yield f"{verb} {said}" if said else ""
    yield extras(claim.extras)


def _dispute(timeline: Timeline, dispute: Dispute) -> str:
    who = chains(timeline, dispute.chains) or "nobody named"
    said = f"{who}: {dispute.text.strip()}" if dispute.text else who
    dated = f"{said} ({long(dispute.date)})" if dispute.date else said
    return _with_extras(dated, dispute.extras)


def _with_extras(said: str, pairs: Iterable[tuple[str, str]]) -> str:
    found = extras(pairs)
    return f"{said} ({found})" if found else said
