"""What is contested among some events, one block a statement, both sides in it (FORMAT section 5).

It sets the sides beside each other, adds up nothing and never says who is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import (
    Contest,
    Contradictions,
    asserting,
    contested_index,
    reference,
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
    statements = {key: one for row in rows for key, one in _statements(index, timeline.events[row])}
    chosen = _chosen(statements)
    return tuple(
        [
            ContestedStatement(one.event, one.claim, tuple(_sides(timeline, index, one)))
            for key, one in statements.items()
            if key in chosen
        ]
    )


def _statements(index: Contradictions, event: Event) -> Iterator[tuple[str, _Statement]]:
    """The contested statements of an event by their references, the event as a whole by its id."""
    by_claim: dict[str, list[Contest]] = {}
    for contest in index.contests.get(event.id, ()):
        by_claim.setdefault(contest.claim, []).append(contest)
    if "" in by_claim:
        yield event.id, _Statement(event, None, by_claim[""])
    for claim in event.claims if by_claim else ():
        key = reference(event, claim)
        if key in by_claim:
            yield key, _Statement(event, claim, by_claim[key])


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


# The sides


def _sides(timeline: Timeline, index: Contradictions, one: _Statement) -> Iterator[Side]:
    """The side that asserts the statement, then those that contest it."""
    parties = partial(index.parties.involved, one.event)
    yield _held("asserts", one.event, one.claim, parties)
    for contest in one.contests:
        if contest.kind == "dispute":
            yield Side(
                "contests",
                one.event,
                one.claim,
                tuple(dict.fromkeys(contest.by)),
                contest.text,
                date=contest.date,
                parties=parties(contest.by),
            )
        elif one.claim is not None:
            yield _held("contests", *index.claims[contest.other], parties)
        else:
            other = timeline.events[timeline.row_of[contest.other]]
            yield _held("contests", other, None, parties)


def _held(
    stance: Stance,
    event: Event,
    claim: Claim | None,
    parties: Callable[[Iterable[Chain]], frozenset[str]],
) -> Side:
    """The side of a claim or of an event as a whole; `parties` tells who of some takes part."""
    chains = tuple(dict.fromkeys(asserting(event) if claim is None else claim.chains))
    supports = claim.supports if claim else ()
    return Side(
        stance,
        event,
        claim,
        chains,
        words=claim.text if claim else event.title,
        quote=claim.quote if claim else "",
        date=claim.date if claim else None,
        figures=(claim or event).figures,
        supports=supports,
        parties=parties((*chains, *supports)),
        retracted=(claim and claim.retracted) or event.retracted,
    )
