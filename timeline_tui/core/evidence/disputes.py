"""What is contested among some events, one block a statement, both sides in it (FORMAT section 5).

It sets the sides beside each other, adds up nothing and never says who is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import (
    Contest,
    Contradictions,
    asserting,
    contested_index,
    reference,
    referred,
)
from timeline_tui.core.models import Chain, Claim, Event, Figure
from timeline_tui.core.timeline import Timeline

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

    @property
    def held(self) -> tuple[str, str]:
        """The ids of the event and the claim ("" for the event as a whole)."""
        return self.event.id, self.claim.id if self.claim is not None else ""


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


def matters(blocks: Iterable[ContestedStatement]) -> tuple[tuple[ContestedStatement, ...], ...]:
    """The blocks of one matter together, in the order of the first of each: those that share a
    side, or in which the same is counted at the same event."""
    above: dict[object, object] = {}  # leads from what a block is about to what its matter is named

    def matter(about: object) -> object:
        while above.setdefault(about, about) != about:
            about = above[about]
        return about

    blocks = tuple(blocks)
    for block in blocks:
        for about in _about(block):
            above[matter(about)] = matter(block.sides[0].held)
    found: dict[object, list[ContestedStatement]] = {}
    for block in blocks:
        found.setdefault(matter(block.sides[0].held), []).append(block)
    return tuple(map(tuple, found.values()))


def _about(block: ContestedStatement) -> Iterator[object]:
    for side in block.sides:
        yield side.held
        yield from ((side.event.id, *one[:3]) for one in measures((side,)))


# The sides


def accounts(event: Event) -> Iterator[Side]:
    """What an event and each of its claims say, and behind each who disputes it."""
    for claim in (None, *event.claims):
        held = event if claim is None else claim
        yield replace(_held("asserts", event, claim), chains=held.chains)
        for one in held.disputes:
            yield _disputing(event, claim, one.chains, one.text, one.date)


def measures(sides: Sequence[Side]) -> tuple[Measure, ...]:
    """The figures of all sides by what they measure; a side without one has no part in it."""
    found: dict[tuple[str, str | None, str], list[tuple[int, Figure]]] = {}
    for index, side in enumerate(sides):
        for figure in side.figures:
            key = (figure.measure, figure.of, figure.unit)
            found.setdefault(key, []).append((index, figure))
    return tuple([Measure(*key, tuple(given)) for key, given in found.items()])


def _sides(timeline: Timeline, index: Contradictions, one: _Statement) -> Iterator[Side]:
    """The side that asserts the statement, then those that contest it."""
    sides = [_held("asserts", one.event, one.claim)]
    for contest in one.contests:
        if contest.kind == "dispute":
            dispute = contest.by, contest.text, contest.date
            sides.append(_disputing(one.event, one.claim, *dispute))
        elif one.claim is not None:
            sides.append(_held("contests", *referred(timeline, contest.other)))
        else:
            other = timeline.events[timeline.row_of[contest.other]]
            sides.append(_held("contests", other, None))
    for side in sides:
        parties = index.parties.involved(one.event, (*side.chains, *side.supports))
        yield replace(side, parties=parties)


def _disputing(
    event: Event, claim: Claim | None, chains: Iterable[Chain], text: str, date: EdtfDate | None
) -> Side:
    """The side of a `disputed_by`."""
    return Side("contests", event, claim, tuple(dict.fromkeys(chains)), text, date=date)


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
