"""What is contested among some events, one block a statement, both sides in it (FORMAT section 5).

It sets the sides beside each other, adds up nothing and never says who is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import (
    Contest,
    Contradictions,
    asserting,
    contested_index,
    reference,
)
from timeline_tui.core.evidence.parties import Participants
from timeline_tui.core.timeline import Chain, Claim, Event, Figure, Timeline

Stance = Literal["asserts", "contests"]


@dataclass(frozen=True, slots=True)
class Side:
    """Who asserts or who contests a statement, in which words, when and with which figures.

    `event` and `claim` (None for an event as a whole) hold what the side says; a `disputed_by` is
    held by what it contests. `words` is then its text, else the claim's or the event's title.
    `chains` are none where nobody is named, `supports` those of `supported_by`. `date` is the
    side's own date; without one, each chain says when it was reported. `parties` are the origins
    that take part in the contested event or share a participant's side.
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
    statements = _statements(timeline, index, rows)
    sides = _Sides(timeline, index)
    chosen = _chosen(statements)
    return tuple(
        [
            ContestedStatement(one.event, one.claim, sides.of(one))
            for key, one in statements.items()
            if key in chosen
        ]
    )


def _statements(
    timeline: Timeline, index: Contradictions, rows: Iterable[int]
) -> Mapping[str, _Statement]:
    """Every contested statement by its reference, an event as a whole by the event's id."""
    found: dict[str, _Statement] = {}
    for row in rows:
        event = timeline.events[row]
        contests = index.contests.get(event.id)
        if contests is None:
            continue
        by_claim: dict[str, list[Contest]] = {}
        for contest in contests:
            by_claim.setdefault(contest.claim, []).append(contest)
        if "" in by_claim:
            found[event.id] = _Statement(event, None, by_claim[""])
        for claim in event.claims:
            key = reference(event, claim)
            if key in by_claim:
                found[key] = _Statement(event, claim, by_claim[key])
    return found


def _chosen(statements: Mapping[str, _Statement]) -> set[str]:
    """The statements that get a block: the disputed, and one of each other contradicting pair."""
    chosen = {
        key
        for key, one in statements.items()
        if any(contest.kind == "dispute" for contest in one.contests)
    }
    outgoing = {
        (key, contest.other)
        for key, one in statements.items()
        for contest in one.contests
        if contest.outgoing
    }
    for key, one in statements.items():
        for contest in one.contests:
            if contest.kind == "contradiction" and chosen.isdisjoint((key, contest.other)):
                chosen.add(_object(statements, outgoing, key, contest))
    return chosen


def _object(
    statements: Mapping[str, _Statement],
    outgoing: AbstractSet[tuple[str, str]],
    key: str,
    contest: Contest,
) -> str:
    """Which of the two that contradict each other the other was typed against; the first where
    both were, and never one that is not among the statements."""
    if contest.other not in statements or not contest.outgoing:
        return key
    return key if (contest.other, key) in outgoing else contest.other


# The sides


class _Sides:
    """Makes the sides of one statement after another."""

    def __init__(self, timeline: Timeline, index: Contradictions) -> None:
        self._timeline = timeline
        self._index = index
        self._event: Event | None = None

    def of(self, one: _Statement) -> tuple[Side, ...]:
        """The side that asserts the statement, then those that contest it."""
        if one.event is not self._event:
            self._event = one.event
            self._taking_part = Participants(self._index.parties, one.event)
        asserted = self._held("asserts", one.event, one.claim)
        return (asserted, *[self._contested(one, contest) for contest in one.contests])

    def _contested(self, one: _Statement, contest: Contest) -> Side:
        if contest.kind == "dispute":
            return Side(
                "contests",
                one.event,
                one.claim,
                tuple(dict.fromkeys(contest.by)),
                contest.text,
                date=contest.date,
                parties=self._parties(contest.by),
            )
        if one.claim is not None:
            return self._held("contests", *self._index.claims[contest.other])
        other = self._timeline.events[self._timeline.row_of[contest.other]]
        return self._held("contests", other, None)

    def _held(self, stance: Stance, event: Event, claim: Claim | None) -> Side:
        """The side of a claim or of an event as a whole."""
        chains = tuple(dict.fromkeys(asserting(event) if claim is None else claim.chains))
        supports = () if claim is None else claim.supports
        parties = self._parties((*chains, *supports))
        if claim is None:
            return Side(
                stance,
                event,
                None,
                chains,
                event.title,
                figures=event.figures,
                parties=parties,
                retracted=event.retracted,
            )
        return Side(
            stance,
            event,
            claim,
            chains,
            claim.text,
            claim.quote,
            claim.date,
            claim.figures,
            supports,
            parties,
            claim.retracted or event.retracted,
        )

    def _parties(self, chains: Iterable[Chain]) -> frozenset[str]:
        origins = {chain.origin for chain in chains}
        return frozenset(filter(self._taking_part.include, origins))
