"""Who contests what, seen from both ends, and which claims replace which; and blocks that set both
sides of a statement beside each other (FORMAT section 5). Adds up nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.parties import Parties, parties_of
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.models import Chain, Claim, Dispute, Event, Figure
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
            found = [
                one._replace(by_party=bool(index.parties.involved(event, one.by)))
                for one in _contests(timeline, index, event)
            ]
            if found:
                contests[event.id] = tuple(found)
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
    yield from _disputed("", whole, event.disputes)
    for claim in event.claims:
        own = reference(event, claim)
        yield from _disputed(own, claim.chains, claim.disputes)
        against = (*claim.contradicts, *index.contradicted_by.get(own, ()))
        for ref in dict.fromkeys(against):  # each once, those that this one names first
            if ref != own and ref in index.claims:
                _, other = index.claims[ref]
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


# Blocks

Stance = Literal["asserts", "contests"]


@dataclass(frozen=True, slots=True)
class Side:
    """Who asserts or who contests a statement, in which words, when and with which figures.

    `event` and `claim` (None for an event as a whole) hold what the side says; a `disputed_by` is
    held by what it contests. `words` is then its text, else the claim's or the event's title.
    `chains` are none where nobody is named, `supports` those of `supported_by`. `date` is the
    side's own date; without one, each chain says when it was reported. `when` and `where` are a
    claim's. `parties` are the origins that take part in the contested event or share a
    participant's side.
    """

    stance: Stance
    event: Event
    claim: Claim | None
    chains: tuple[Chain, ...] = ()
    words: str = ""
    quote: str = ""
    date: EdtfDate | None = None
    figures: tuple[Figure, ...] = ()
    supports: tuple[Chain, ...] = ()
    parties: frozenset[str] = frozenset()
    retracted: EdtfDate | None = None
    when: EdtfDate | None = None
    where: tuple[str, ...] = ()


class Measure(NamedTuple):
    """What was counted, of whom (an actor id), in which unit; and each figure that was given for
    it, with the index of the side that gives it."""

    name: str
    of: str | None
    unit: str
    given: tuple[tuple[int, Figure], ...]


@dataclass(frozen=True, slots=True)
class ContestedStatement:
    """An event as a whole (`claim` is None) or one of its claims, and everyone who contests it.

    The first of `sides` asserts the statement, all others contest it.
    """

    event: Event
    claim: Claim | None
    sides: tuple[Side, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures of all sides by what they measure; a side without one has no part in it."""
        found: dict[tuple[str, str | None, str], list[tuple[int, Figure]]] = {}
        for index, side in enumerate(self.sides):
            for figure in side.figures:
                key = (figure.measure, figure.of, figure.unit)
                found.setdefault(key, []).append((index, figure))
        return tuple([Measure(*key, tuple(given)) for key, given in found.items()])


class _Statement(NamedTuple):
    event: Event
    claim: Claim | None
    contests: list[Contest]


def disputes(timeline: Timeline, rows: Iterable[int]) -> tuple[ContestedStatement, ...]:
    """What is contested among the events of `rows`, in their order; the event as a whole first.

    A contradiction is told once: with a statement that has a block anyway, else with the one that
    the other was typed against. The other side may stand outside `rows`. A block holds all that
    contests its statement.
    """
    index = contested_index(timeline)
    statements: dict[str, _Statement] = {}
    for row in rows:
        event = timeline.events[row]
        found: dict[str, list[Contest]] = {"": []}
        for contest in index.contests.get(event.id, ()):
            found.setdefault(contest.claim, []).append(contest)
        claims = {reference(event, claim): claim for claim in event.claims}
        for ref, contests in found.items():
            if contests:
                statements[ref or event.id] = _Statement(event, claims.get(ref), contests)
    chosen = _chosen(statements)
    return tuple(
        [
            ContestedStatement(one.event, one.claim, tuple(_sides(timeline, index, one)))
            for key, one in statements.items()
            if key in chosen
        ]
    )


def _chosen(statements: Mapping[str, _Statement]) -> set[str]:
    """The statements that get a block: the disputed, and one of each other contradicting pair.

    That is the one which the other was typed against: the first where both were, and never one
    that is not among the statements.
    """
    contests = [(key, contest) for key, one in statements.items() for contest in one.contests]
    chosen = {key for key, contest in contests if contest.kind == "dispute"}
    outgoing = {(key, contest.other) for key, contest in contests if contest.outgoing}
    for key, contest in contests:
        other = contest.other
        if contest.kind == "contradiction" and chosen.isdisjoint((key, other)):
            against = contest.outgoing and (other, key) not in outgoing and other in statements
            chosen.add(other if against else key)
    return chosen


def _sides(timeline: Timeline, index: Contradictions, one: _Statement) -> Iterator[Side]:
    """The side that asserts the statement, then those that contest it."""
    sides = [_held("asserts", one.event, one.claim)]
    for contest in one.contests:
        if contest.kind == "dispute":
            chains = tuple(dict.fromkeys(contest.by))
            said = contest.text, "", contest.date
            sides.append(Side("contests", one.event, one.claim, chains, *said))
        elif one.claim is not None:
            sides.append(_held("contests", *index.claims[contest.other]))
        else:
            other = timeline.events[timeline.row_of[contest.other]]
            sides.append(_held("contests", other, None))
    for side in sides:
        parties = index.parties.involved(one.event, (*side.chains, *side.supports))
        yield replace(side, parties=parties)


def _held(stance: Stance, event: Event, claim: Claim | None) -> Side:
    """The side of a claim or of an event as a whole."""
    return Side(
        stance,
        event,
        claim,
        tuple(dict.fromkeys(asserting(event) if claim is None else claim.chains)),
        words=claim.text if claim else event.title,
        quote=claim.quote if claim else "",
        date=claim.date if claim else None,
        figures=(claim or event).figures,
        supports=claim.supports if claim else (),
        retracted=(claim and claim.retracted) or event.retracted,
        when=claim.when if claim else None,
        where=claim.where if claim else (),
    )
