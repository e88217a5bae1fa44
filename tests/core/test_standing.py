"""Standing: each row of FORMAT section 5's table and each sentence on it and on origins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from timeline_tui.core.dates import parse_date
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.evidence.standing import Standing, sentence, standing, standings
from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    Link,
    Participant,
    Record,
    Source,
    Timeline,
)

ACTORS = (
    Actor("government", "Government", side="government"),
    Actor("ansf", "ANSF", part_of="government", side="government"),
    Actor("ana", "ANA", part_of="ansf", side="government"),
    Actor("governor", "The governor", kind="person", part_of="government", side="government"),
    Actor("militia", "Militia", side="government"),
    Actor("taliban", "Taliban", side="taliban"),
    Actor("unama", "UNAMA"),
    Actor("red-cross", "Red Cross"),
    Actor("spokesman", "Spokesman", kind="person", part_of="red-cross"),
    Actor("farmers", "Farmers"),
)
SOURCES = (
    Source("report", "News report"),
    Source("article", "Second article"),
    Source("local-media", "local media"),
    Source("post", "Morning post", publisher="Acme  Press"),
    Source("gazette", "Evening gazette", publisher="ACME press"),
)
RETRACTED = parse_date("2021-07-28")


def chains(*texts: str) -> tuple[Chain, ...]:
    return tuple(Chain(tuple(text.split(" <- "))) for text in texts)


def timeline(*events: Event, links: Iterable[tuple[str, str, str]] = ()) -> Timeline:
    """`links` are (event, type, other event), entered at both ends."""
    both: dict[str, tuple[Link, ...]] = {}
    for one, type, other in links:
        both[one] = (*both.get(one, ()), Link(type, other))
        both[other] = (*both.get(other, ()), Link(type, one, outgoing=False))
    return Timeline(
        "Test",
        ZoneInfo("UTC"),
        ("events.yaml",),
        events,
        tuple(Record("events.yaml", 1, "") for _ in events),
        {},
        {actor.id: actor for actor in ACTORS},
        {source.id: source for source in SOURCES},
        links=both,
    )


def event(*texts: str, actors: Iterable[str] = (), **values: object) -> Event:
    taking_part = tuple(Participant(actor) for actor in actors)
    return replace(Event("e", "An event", actors=taking_part, chains=chains(*texts)), **values)  # type: ignore[arg-type]  # a test names any field


def claim(*texts: str, id: str = "c", **values: object) -> Claim:
    return replace(Claim(id, "A claim", chains=chains(*texts)), **values)  # type: ignore[arg-type]  # a test names any field


def stands(one: Event, *others: Event, links: Iterable[tuple[str, str, str]] = ()) -> Standing:
    return standing(timeline(one, *others, links=links), one)


def counted(found: Standing) -> list[str]:
    return [chain.origin for chain in found.counted]


def left_out(found: Standing) -> list[tuple[str, str, str]]:
    return [(note.party, note.reason, note.against) for note in found.not_counted]


def test_the_standing_is_computed_and_never_typed() -> None:
    typed = "standing: corroborated, claims: [{text: Said, standing: disputed}]"
    loaded = load_text(f"events:\n- {{date: 2021, title: It, sources: unama, {typed}}}\n").timeline
    assert [one.kind for one in standings(loaded)] == ["single-origin"]
    errors = [one for one in loaded.problems if one.severity == "error"]
    assert [error.code for error in errors] == ["unknown-key"] * 2
    assert all("`standing`" in error.message for error in errors)


# The rows of the table


def test_retracted_when_every_assertion_of_it_is_retracted() -> None:
    found = stands(event(claims=(claim("unama", retracted=RETRACTED),)))
    assert (found.kind, found.retracted, counted(found)) == ("retracted", RETRACTED, [])
    assert left_out(found) == [("unama", "retracted", "")]


def test_retracted_when_the_event_itself_is() -> None:
    found = stands(event("unama", "taliban", claims=(claim("ana"),), retracted=RETRACTED))
    assert found.kind == "retracted"
    assert left_out(found) == [("unama", "retracted", ""), ("taliban", "retracted", "")]


def test_not_retracted_while_one_claim_stands() -> None:
    claims = (claim("unama", retracted=RETRACTED), claim("farmers", id="d"))
    found = stands(event(claims=claims))
    assert (found.kind, counted(found)) == ("single-origin", ["farmers"])
    assert left_out(found) == [("unama", "retracted", "")]


def test_not_retracted_while_a_claim_that_nobody_is_named_for_stands() -> None:
    unnamed = Claim("d", "A claim")
    assert stands(event(claims=(claim("unama", retracted=RETRACTED), unnamed))).kind == "unsourced"


def test_not_retracted_while_the_event_has_its_own_chain() -> None:
    found = stands(event("farmers", claims=(claim("unama", retracted=RETRACTED),)))
    assert (found.kind, counted(found)) == ("single-origin", ["farmers"])


def test_retracted_on_the_day_the_last_claim_was_taken_back() -> None:
    later = parse_date("2021-08")
    claims = (claim("unama", retracted=later), claim("farmers", id="d", retracted=RETRACTED))
    assert stands(event(claims=claims)).retracted == later


def test_disputed_when_the_event_has_disputed_by() -> None:
    dispute = Dispute(chains("report <- farmers"), "deny it", RETRACTED)
    found = stands(event("unama", disputes=(dispute,)))
    (contest,) = found.contested_by
    assert found.kind == "disputed"
    assert (contest.kind, contest.claim, contest.text) == ("dispute", "", "deny it")
    assert (contest.by, contest.against) == (dispute.chains, chains("unama"))
    assert contest.date == RETRACTED


def test_disputed_when_one_of_its_claims_has_disputed_by() -> None:
    dispute = Dispute(chains("taliban"))
    found = stands(event("unama", claims=(claim("farmers", disputes=(dispute,)),)))
    assert found.kind == "disputed"
    assert [contest.claim for contest in found.contested_by] == ["e/c"]


def test_disputed_when_a_claim_of_it_contradicts_another_of_its_own() -> None:
    two = (claim("taliban", id="one"), claim("ana", id="two", contradicts=("e/one",)))
    found = stands(event(claims=two))
    assert found.kind == "disputed"
    assert [(c.claim, c.other, c.outgoing) for c in found.contested_by] == [
        ("e/one", "e/two", False),
        ("e/two", "e/one", True),
    ]


def test_contradicts_is_symmetric_and_reaches_across_events() -> None:
    one = event("unama", claims=(claim("farmers"),))
    other = event("ana", id="f", claims=(claim("ansf", contradicts=("e/c",)),))
    both = standings(timeline(one, other))
    assert [found.kind for found in both] == ["disputed", "disputed"]
    (incoming,), (outgoing,) = (found.contested_by for found in both)
    assert (incoming.other, incoming.by, incoming.outgoing) == ("f/c", chains("ansf"), False)
    assert (outgoing.other, outgoing.by, outgoing.outgoing) == ("e/c", chains("farmers"), True)


def test_a_link_contradicts_disputes_both_events() -> None:
    one, other = event("unama"), event("taliban", id="f", title="The other")
    both = standings(timeline(one, other, links=[("f", "contradicts", "e")]))
    assert [found.kind for found in both] == ["disputed", "disputed"]
    assert [found.contested_by[0].other for found in both] == ["f", "e"]
    assert [found.contested_by[0].outgoing for found in both] == [False, True]
    assert both[0].contested_by[0].text == "The other"


def test_other_links_contest_nothing() -> None:
    one, other = event("unama"), event("taliban", id="f")
    both = standings(timeline(one, other, links=[("f", "supersedes", "e")]))
    assert [found.kind for found in both] == ["single-origin", "single-origin"]


def test_unsourced_when_nothing_attributes_it() -> None:
    assert stands(event()).kind == "unsourced"
    assert stands(event(claims=(claim(),))).kind == "unsourced"


@pytest.mark.parametrize("origins", [["unama", "farmers"], ["unama", "farmers", "taliban"]])
def test_corroborated_when_two_or_more_independent_origins_assert_it(origins: list[str]) -> None:
    found = stands(event(*[f"report <- {origin}" for origin in origins]))
    assert (found.kind, counted(found)) == ("corroborated", origins)


@pytest.mark.parametrize(
    ("origin", "participants"),
    [
        pytest.param("farmers", ["farmers"], id="takes part"),
        pytest.param("militia", ["taliban", "ana"], id="shares a participant's side"),
        pytest.param("governor", ["government"], id="part of a participant"),
        pytest.param("spokesman", ["red-cross"], id="part of a participant without a side"),
        pytest.param("red-cross", ["spokesman"], id="a participant is part of it"),
    ],
)
def test_party_claim_when_its_only_origin_takes_part_or_shares_a_participant_s_side(
    origin: str, participants: list[str]
) -> None:
    assert stands(event(f"report <- {origin}", actors=participants)).kind == "party-claim"


@pytest.mark.parametrize(
    "role", ["initiator", "target", "victim", "speaker", "a word of one's own"]
)
def test_a_party_claim_is_one_whatever_the_part_that_its_origin_takes(role: str) -> None:
    one = replace(event("farmers"), actors=(Participant("farmers", role),))
    assert stands(one).kind == "party-claim"


def test_single_origin_when_the_one_independent_origin_is_no_party_to_it() -> None:
    found = stands(event("report <- unama", actors=["taliban", "ana"]))
    assert (found.kind, counted(found), found.by_party) == ("single-origin", ["unama"], False)


def test_two_parties_to_the_event_corroborate_it() -> None:
    found = stands(event("taliban", "ana", actors=["taliban", "ana"]))
    assert (found.kind, found.by_party) == ("corroborated", False)


# The first row that holds counts


DISPUTED = (Dispute(chains("taliban")),)
TWO, ONE, NONE = ("ana", "taliban"), ("ana",), ()


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        (event(*TWO, actors=TWO, disputes=DISPUTED, retracted=RETRACTED), "retracted"),
        (event(*TWO, actors=TWO, disputes=DISPUTED), "disputed"),
        (event(*TWO, actors=TWO), "corroborated"),
        (event(*ONE, actors=TWO, disputes=DISPUTED, retracted=RETRACTED), "retracted"),
        (event(*ONE, actors=TWO, disputes=DISPUTED), "disputed"),
        (event(*ONE, actors=TWO), "party-claim"),
        (event(*ONE, disputes=DISPUTED, retracted=RETRACTED), "retracted"),
        (event(*ONE, disputes=DISPUTED), "disputed"),
        (event(*ONE), "single-origin"),
        (event(*NONE, disputes=DISPUTED, retracted=RETRACTED), "retracted"),
        (event(*NONE, retracted=RETRACTED), "retracted"),
        (event(*NONE, disputes=DISPUTED), "disputed"),
        (event(*NONE), "unsourced"),
    ],
)
def test_the_first_row_that_holds_counts(shown: Event, kind: str) -> None:
    assert stands(shown).kind == kind


def test_retracted_comes_before_disputed() -> None:
    found = stands(event("unama", retracted=RETRACTED, disputes=(Dispute(chains("taliban")),)))
    assert found.kind == "retracted"
    assert len(found.contested_by) == 1


def test_disputed_comes_before_unsourced() -> None:
    assert stands(event(disputes=(Dispute(chains("taliban")),))).kind == "disputed"


def test_disputed_comes_before_corroborated() -> None:
    found = stands(event("unama", "farmers", disputes=(Dispute(()),)))
    assert (found.kind, counted(found)) == ("disputed", ["unama", "farmers"])


# Which chains are the event's


def test_the_origins_are_those_of_its_own_chains_not_of_its_claims() -> None:
    supported = claim("taliban", id="d", supports=chains("unama"))
    found = stands(event("report <- unama", claims=(claim("farmers"), supported)))
    assert counted(found) == ["unama"]


def test_the_origins_are_also_those_of_supported_by() -> None:
    found = stands(event("unama", claims=(claim("taliban", supports=chains("farmers")),)))
    assert (found.kind, counted(found)) == ("corroborated", ["unama", "farmers"])


def test_without_any_chains_the_origins_are_those_of_its_claims() -> None:
    found = stands(event(claims=(claim("unama"), claim("farmers", id="d"))))
    assert (found.kind, counted(found)) == ("corroborated", ["unama", "farmers"])


def test_support_never_takes_a_claim_s_own_origin_away() -> None:
    found = stands(event(claims=(claim("unama", supports=chains("farmers")),)))
    assert counted(found) == ["unama", "farmers"]


def test_a_retracted_claim_takes_its_support_with_it() -> None:
    taken_back = claim("unama", supports=chains("farmers"), retracted=RETRACTED)
    found = stands(event("report", claims=(taken_back,)))
    assert counted(found) == ["report"]
    assert left_out(found) == [("farmers", "retracted", "")]


# Independence (FORMAT section 4)


def test_the_origin_of_a_chain_is_its_last_element() -> None:
    assert chains("report <- local-media <- unama")[0].origin == "unama"
    two = event("report <- local-media <- unama", "report <- local-media <- farmers")
    assert (stands(two).kind, counted(stands(two))) == ("corroborated", ["unama", "farmers"])
    one = event("report <- local-media <- unama", "article <- farmers <- unama")
    assert (stands(one).kind, counted(stands(one))) == ("single-origin", ["unama"])


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("report <- unama", "article <- unama", "same origin"),
        ("taliban", "ana", None),
        ("ana", "militia", "same side"),
        ("ana", "governor", "same side"),
        ("unama", "farmers", None),
        ("post", "gazette", "same publisher"),
        ("report", "local-media", None),
        ("post", "unama", None),
        ("ana", "government", "part of"),
        ("government", "ana", "part of"),
        ("spokesman", "red-cross", "part of"),
    ],
)
def test_two_origins_are_independent_unless(first: str, second: str, reason: str | None) -> None:
    found = stands(event(first, second))
    origins = [text.rpartition(" <- ")[2] for text in (first, second)]
    if reason is None:
        assert (counted(found), left_out(found)) == (origins, [])
    else:
        assert counted(found) == origins[:1]
        assert left_out(found) == [(origins[1], reason, origins[0])]


def test_each_later_origin_is_compared_with_all_that_were_counted() -> None:
    found = stands(event("unama", "ana", "taliban", "militia", "farmers"))
    assert counted(found) == ["unama", "ana", "taliban", "farmers"]
    assert left_out(found) == [("militia", "same side", "ana")]


def test_five_articles_that_quote_one_governor_are_one_origin() -> None:
    texts = [f"{id} <- governor" for id in ("report", "article", "local-media", "post", "gazette")]
    found = stands(event(*texts))
    assert (found.kind, counted(found)) == ("single-origin", ["governor"])
    assert left_out(found) == [("governor", "same origin", "governor")] * 4


def test_who_stands_between_publication_and_origin_quotes_it() -> None:
    found = stands(event("report <- local-media <- ansf"))
    assert left_out(found) == [("local-media", "relay", "ansf")]


def test_a_relay_that_is_counted_for_what_it_said_itself_is_not_left_out() -> None:
    found = stands(event("report <- local-media <- ansf", "report <- local-media"))
    assert counted(found) == ["ansf", "local-media"]
    assert left_out(found) == []


def test_origins_that_inherit_one_side_are_not_independent() -> None:
    loaded = load_text(
        "actors: {state: {side: state}, army: {part_of: state}, police: {part_of: state}}\n"
        "events: [{date: 2021, title: It, sources: [army, police]}]\n"
    ).timeline
    found = standing(loaded, loaded.events[0])
    assert (found.kind, counted(found)) == ("single-origin", ["army"])
    assert left_out(found) == [("police", "same side", "army")]


# Cycles and leftovers


def test_a_circle_of_contradicts_disputes_each_claim_once_for_each_other() -> None:
    one = event(claims=(claim("unama", contradicts=("f/c",)),))
    other = event(id="f", claims=(claim("farmers", contradicts=("e/c",)),))
    for found in standings(timeline(one, other)):
        assert len(found.contested_by) == 1
        assert found.contested_by[0].outgoing


def test_a_circle_of_supersedes_is_shown_and_disputes_nothing() -> None:
    two = (claim("unama", supersedes=("e/d",)), claim("farmers", id="d", supersedes=("e/c",)))
    whole = timeline(event(claims=two))
    assert standings(whole)[0].kind == "corroborated"
    assert contested_index(whole).superseded_by == {"e/d": ("e/c",), "e/c": ("e/d",)}


def test_a_claim_cannot_contest_itself() -> None:
    assert stands(event(claims=(claim("unama", contradicts=("e/c",)),))).kind == "single-origin"


def test_a_contradiction_of_nothing_is_none() -> None:
    refers = claim("unama", contradicts=("gone/c", "e/gone"), supersedes=("gone/c",))
    assert stands(event(claims=(refers,))).kind == "single-origin"


def test_a_dispute_by_a_participant_counts_and_says_so() -> None:
    dispute = Dispute(chains("report <- militia"))
    found = stands(event("unama", actors=["ana"], disputes=(dispute,)))
    assert found.kind == "disputed"
    assert found.contested_by[0].by_party


def test_standings_are_those_of_each_event_by_row_and_made_once() -> None:
    whole = timeline(event("unama"), event(id="f"))
    found = standings(whole)
    assert [one.kind for one in found] == ["single-origin", "unsourced"]
    assert standings(whole) is found


# Nobody is right


def test_it_never_decides_who_is_right() -> None:
    sure = claim("unama", id="sure", credibility=1, supports=chains("red-cross", "farmers"))
    doubtful = claim("taliban", id="doubtful", credibility=6, contradicts=("e/sure",))
    shown = event(claims=(sure, doubtful))
    turned = event(claims=(replace(sure, credibility=6), replace(doubtful, credibility=1)))
    for found in (stands(shown), stands(turned)):
        assert found.kind == "disputed"
        assert counted(found) == ["unama", "red-cross", "farmers", "taliban"]
        assert [contest.claim for contest in found.contested_by] == ["e/sure", "e/doubtful"]
    (block,) = disputes(timeline(shown), (0,))
    assert [side.claim for side in block.sides] == [sure, doubtful]


@pytest.mark.parametrize("reliability", ["", "A", "F"])
def test_how_reliable_a_source_is_counts_for_nothing(reliability: str) -> None:
    whole = timeline(event("report <- unama", "article <- farmers"))
    rated = {id: replace(one, reliability=reliability) for id, one in whole.sources.items()}
    (found,) = standings(replace(whole, sources=rated))
    assert (found.kind, counted(found)) == ("corroborated", ["unama", "farmers"])


# In words


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (
            event("report <- unama", "report <- local-media <- ansf"),
            "2 independent: UNAMA; ANSF. Not counted: local media, which quote ANSF",
        ),
        (event("report <- unama"), "1 origin: UNAMA"),
        (event("ana", actors=["ansf"]), "1 origin, a party to it: ANA"),
        (event(), "Nothing attributes it"),
        (
            event("report <- governor", "article <- governor", "report <- governor"),
            "1 origin: The governor. Not counted: Second article, which quotes The governor too",
        ),
        (event("report <- unama", "unama"), "1 origin: UNAMA"),
        (
            event("unama <- governor <- ana"),
            "1 origin: ANA. Not counted: The governor, who quotes ANA",
        ),
        (event("ana", "militia"), "1 origin: ANA. Not counted: Militia, on the same side as ANA"),
        (event("ansf", "ana"), "1 origin: ANSF. Not counted: ANA, part of ANSF"),
        (
            event("ana", "ansf"),
            "1 origin: ANA. Not counted: ANSF, of which ANA is a part",
        ),
        (
            event("post", "gazette"),
            "1 origin: Morning post. Not counted: Evening gazette, of the same publisher as "
            "Morning post",
        ),
        (
            event(claims=(claim("unama", retracted=RETRACTED), claim("farmers", id="d"))),
            "1 origin: Farmers. Not counted: UNAMA, retracted",
        ),
        (event("unama", retracted=RETRACTED), "Retracted 2021-07-28 by UNAMA"),
        (
            event("unama", disputes=(Dispute(chains("taliban"), "dismisses it"),)),
            "Disputed by Taliban (dismisses it). 1 origin: UNAMA",
        ),
        (
            event("unama", actors=["taliban"], disputes=(Dispute(chains("taliban")),)),
            "Disputed by Taliban, a party to it. 1 origin: UNAMA",
        ),
        (event(disputes=(Dispute(()),)), "Disputed by nobody named. Nothing attributes it"),
        (
            event(
                claims=(claim("taliban", id="a"), claim("report", id="b", contradicts=("e/a",))),
            ),
            "Contradictory accounts: Taliban; News report. 2 independent: Taliban; News report",
        ),
    ],
)
def test_the_program_can_always_say_why(shown: Event, words: str) -> None:
    whole = timeline(shown)
    assert sentence(standing(whole, shown), whole) == words
