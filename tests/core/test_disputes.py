"""Disputes: which statements get a block, and what their sides hold (FORMAT sections 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates import parse_date
from timeline_tui.core.evidence.disputes import ContestedStatement, disputes
from timeline_tui.core.timeline import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    Figure,
    Link,
    Participant,
    Record,
    Source,
    Timeline,
)

ACTORS = (
    Actor("army", "Army", side="government"),
    Actor("general", "The general", part_of="army", side="government"),
    Actor("rebels", "Rebels", side="rebels"),
    Actor("mission", "UN mission"),
)
DAY = parse_date("2021-07-27")
LATER = parse_date("2021-08-03")


def chains(*texts: str) -> tuple[Chain, ...]:
    return tuple(Chain(tuple(text.split(" <- ")), DAY) for text in texts)


def timeline(*events: Event, contradictions: Iterable[tuple[str, str]] = ()) -> Timeline:
    """`contradictions` are links, typed at the first of the two events."""
    links: dict[str, tuple[Link, ...]] = {}
    for one, other in contradictions:
        links[one] = (*links.get(one, ()), Link("contradicts", other))
        links[other] = (*links.get(other, ()), Link("contradicts", one, outgoing=False))
    return Timeline(
        "Test",
        ZoneInfo("UTC"),
        ("events.yaml",),
        events,
        tuple(Record("events.yaml", 1, "") for _ in events),
        {},
        {actor.id: actor for actor in ACTORS},
        {"report": Source("report", "Report")},
        links=links,
    )


def claim(id: str, *contradicts: str, by: str = "mission", disputed: str = "") -> Claim:
    return Claim(
        id,
        f"It was {id}",
        chains(by),
        disputes=(Dispute(chains(disputed)),) if disputed else (),
        contradicts=contradicts,
    )


def event(id: str, *claims: Claim) -> Event:
    return Event(id, f"The {id}", chains=chains("mission"), claims=claims)


def told(blocks: Iterable[ContestedStatement]) -> list[tuple[str, list[str]]]:
    """Each block's statement, and what contests it: a claim, an event, or who disputes it."""
    found = []
    for block in blocks:
        name = f"{block.event.id}/{block.claim.id}" if block.claim else block.event.id
        others = []
        for side in block.sides[1:]:
            same = (side.event, side.claim) == (block.event, block.claim)
            held = f"{side.event.id}/{side.claim.id}" if side.claim else side.event.id
            others.append("by " + ", ".join(c.origin for c in side.chains) if same else held)
        found.append((name, others))
    return found


def blocks_of(*events: Event, rows: Iterable[int] | None = None) -> list[tuple[str, list[str]]]:
    return told(disputes(timeline(*events), range(len(events)) if rows is None else rows))


# Which statements


def test_only_what_is_contested_has_a_block() -> None:
    quiet = event("quiet", claim("seen"))
    loud = event("loud", claim("seen"), claim("heard", disputed="rebels"))
    assert blocks_of(quiet, loud) == [("loud/heard", ["by rebels"])]


def test_nothing_contested_is_no_block() -> None:
    assert disputes(timeline(event("quiet", claim("seen"))), (0,)) == ()


def test_only_the_given_rows_in_their_order() -> None:
    events = [event(id, claim("c", disputed="rebels")) for id in ("a", "b", "c")]
    found = blocks_of(*events, rows=(2, 0))
    assert [name for name, _ in found] == ["c/c", "a/c"]


def test_the_event_as_a_whole_stands_before_its_claims() -> None:
    whole = Event(
        "e",
        "The e",
        claims=(claim("one", disputed="army"), claim("two", disputed="army")),
        disputes=(Dispute(chains("rebels")),),
    )
    assert [name for name, _ in blocks_of(whole)] == ["e", "e/one", "e/two"]


def test_several_disputes_of_a_statement_are_sides_of_one_block() -> None:
    disputed = (Dispute(chains("rebels")), Dispute(chains("army")))
    assert blocks_of(Event("e", "The e", disputes=disputed)) == [("e", ["by rebels", "by army"])]


# Contradictions


@pytest.mark.parametrize(
    ("first", "second", "told_with", "contests"),
    [
        ((), ("e/one",), "e/one", "e/two"),
        (("e/two",), (), "e/two", "e/one"),
        (("e/two",), ("e/one",), "e/one", "e/two"),
    ],
    ids=["typed at the second", "typed at the first", "typed at both"],
)
def test_a_contradiction_is_one_block_under_what_it_was_typed_against(
    first: tuple[str, ...], second: tuple[str, ...], told_with: str, contests: str
) -> None:
    found = blocks_of(event("e", claim("one", *first), claim("two", *second)))
    assert found == [(told_with, [contests])]


def test_a_contradiction_is_told_with_the_claim_that_is_disputed_anyway() -> None:
    found = blocks_of(event("e", claim("one"), claim("two", "e/one", disputed="rebels")))
    assert found == [("e/two", ["by rebels", "e/one"])]


def test_one_claim_against_several_is_one_block() -> None:
    claims = (claim("one", "e/two"), claim("two"), claim("three", "e/two"))
    assert blocks_of(event("e", *claims)) == [("e/two", ["e/one", "e/three"])]


def test_of_three_that_contradict_each_other_two_blocks_tell_all() -> None:
    claims = (claim("one"), claim("two", "e/one"), claim("three", "e/one", "e/two"))
    assert blocks_of(event("e", *claims)) == [
        ("e/one", ["e/two", "e/three"]),
        ("e/two", ["e/one", "e/three"]),
    ]


@pytest.mark.parametrize(("rows", "told_with"), [((0, 1), "a/c"), ((0,), "a/c"), ((1,), "b/c")])
def test_a_contradiction_across_events_reaches_what_is_not_among_the_rows(
    rows: tuple[int, ...], told_with: str
) -> None:
    events = event("a", claim("c")), event("b", claim("c", "a/c"))
    other = "b/c" if told_with == "a/c" else "a/c"
    assert blocks_of(*events, rows=rows) == [(told_with, [other])]


def test_events_that_contradict_each_other_are_one_block() -> None:
    found = timeline(event("a"), event("b"), contradictions=[("b", "a")])
    assert told(disputes(found, (0, 1))) == [("a", ["b"])]
    assert told(disputes(found, (1,))) == [("b", ["a"])]


def test_a_cycle_of_contradictions_ends() -> None:
    claims = (claim("one", "e/two"), claim("two", "e/three"), claim("three", "e/one"))
    found = blocks_of(event("e", *claims))
    assert len(found) == 2
    assert {name for name, _ in found} < {"e/one", "e/two", "e/three"}


@given(
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20),
    st.sets(st.integers(0, 7)),
)
def test_every_pair_is_told_and_every_block_is_whole(
    pairs: set[tuple[int, int]], disputed: set[int]
) -> None:
    """Claims spread over four events, any of them against any other."""
    claims = [
        claim(
            f"c{n}",
            *[f"e{other // 2}/c{other}" for one, other in sorted(pairs) if one == n],
            disputed="rebels" if n in disputed else "",
        )
        for n in range(8)
    ]
    events = [event(f"e{n}", claims[2 * n], claims[2 * n + 1]) for n in range(4)]
    found = dict(blocks_of(*events))
    refs = [f"e{n // 2}/c{n}" for n in range(8)]
    against = {
        refs[one]: {refs[b if a == one else a] for a, b in pairs if one in (a, b) and a != b}
        for one in range(8)
    }
    for name, others in found.items():
        assert set(others) - {"by rebels"} == against[name]
        assert ("by rebels" in others) == (refs.index(name) in disputed)
        assert len(set(others)) == len(others)
    for one, other in pairs:
        assert one == other or refs[one] in found or refs[other] in found
    assert {refs[n] for n in disputed} <= set(found)


# The sides


def test_a_dispute_keeps_who_with_which_words_and_when() -> None:
    dispute = Dispute(chains("report <- rebels"), "deny it", LATER)
    contested = Claim("c", "It was so", chains("report <- general"), True, disputes=(dispute,))
    (block,) = disputes(timeline(event("e", contested)), (0,))
    asserts, contests = block.sides
    assert (asserts.stance, asserts.words, asserts.date) == ("asserts", "It was so", None)
    assert asserts.chains == chains("report <- general")
    assert (contests.stance, contests.words, contests.date) == ("contests", "deny it", LATER)
    assert contests.chains == chains("report <- rebels")


def test_a_claim_is_a_side_with_all_that_it_says() -> None:
    figures = (Figure("killed", best=5.0),)
    full = Claim(
        "two",
        "It was two",
        chains("rebels"),
        date=DAY,
        quote="not so",
        figures=figures,
        supports=chains("army"),
        contradicts=("e/one",),
        retracted=LATER,
    )
    (block,) = disputes(timeline(event("e", claim("one"), full)), (0,))
    side = block.sides[1]
    assert (side.claim, side.words, side.quote, side.date) == (full, full.text, "not so", DAY)
    assert (side.figures, side.supports, side.retracted) == (figures, chains("army"), LATER)


def test_an_event_without_chains_is_asserted_by_those_of_its_claims_each_once() -> None:
    whole = Event(
        "e",
        "The e",
        figures=(Figure("killed", best=5.0),),
        claims=(claim("one"), claim("two"), claim("three", by="army")),
        disputes=(Dispute(chains("rebels")),),
    )
    (block,) = disputes(timeline(whole), (0,))
    assert block.claim is None
    assert block.sides[0].words == "The e"
    assert block.sides[0].chains == chains("mission", "army")
    assert block.sides[0].figures == whole.figures


def test_what_an_event_took_back_its_claims_took_back() -> None:
    whole = Event("e", "The e", claims=(claim("one", disputed="rebels"),), retracted=LATER)
    (block,) = disputes(timeline(whole), (0,))
    assert [side.retracted for side in block.sides] == [LATER, None]


def test_a_party_to_the_event_is_told_from_others() -> None:
    contested = Claim(
        "c", "It was so", chains("mission", "general"), disputes=(Dispute(chains("rebels")),)
    )
    taking_part = Event("e", "The e", actors=(Participant("army"),), claims=(contested,))
    (block,) = disputes(timeline(taking_part), (0,))
    assert [side.parties for side in block.sides] == [{"general"}, set()]


# Figures


def with_figures(*sides: tuple[Figure, ...]) -> ContestedStatement:
    claims = [
        Claim(
            f"c{n}", f"{n}", chains("mission"), figures=figures, contradicts=("e/c0",) if n else ()
        )
        for n, figures in enumerate(sides)
    ]
    (block,) = disputes(timeline(event("e", *claims)), (0,))
    return block


def test_figures_stand_by_measure_and_claimant_and_are_never_added_up() -> None:
    one, two, more = (
        Figure("killed", best=5.0),
        Figure("killed", low=7.0),
        Figure("wounded", high=9.0),
    )
    measures = with_figures((one, more), (two,)).measures
    assert [(m.name, m.given) for m in measures] == [
        ("killed", ((0, one), (1, two))),
        ("wounded", ((0, more),)),
    ]


def test_figures_of_other_people_or_units_are_other_measures() -> None:
    figures = (
        Figure("killed", best=5.0, of="army"),
        Figure("killed", best=5.0, of="rebels"),
        Figure("killed", best=5.0, of="army", unit="percent"),
    )
    measures = with_figures(figures, ()).measures
    assert [(m.of, m.unit, len(m.given)) for m in measures] == [
        ("army", "", 1),
        ("rebels", "", 1),
        ("army", "percent", 1),
    ]


def test_a_denial_is_not_a_zero() -> None:
    contested = Claim(
        "c",
        "Losses",
        chains("mission"),
        figures=(Figure("killed", best=5.0),),
        disputes=(Dispute(chains("rebels"), "no losses"),),
    )
    (block,) = disputes(timeline(event("e", contested)), (0,))
    assert [side for measure in block.measures for side, _ in measure.given] == [0]
