"""As of a day: FORMAT section 5's last rule by sentences, and the silence of what is later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline_tui.core.dates import EdtfDate, parse_date
from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.evidence.asof import AsOf, as_of, day_summary, report_days
from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.loading import load_text
from timeline_tui.core.problems import Problem
from timeline_tui.core.timeline import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    Figure,
    Link,
    Participant,
    Place,
    Record,
    Source,
    Timeline,
)

PLACES = (
    Place("country", "Country"),
    Place("province", "Province", within="country"),
    Place("town", "Town", within="province"),
    Place("elsewhere", "Elsewhere"),
)
ACTORS = (
    Actor("government", "Government", side="government"),
    Actor("army", "Army", part_of="government", side="government"),
    Actor("rebels", "Rebels", side="rebels"),
    Actor("villagers", "Villagers"),
)
NOT_SAID = ""


def on(text: str) -> EdtfDate | None:
    return parse_date(text) if text else None


def sources(**published: str) -> tuple[Source, ...]:
    return tuple(Source(id, id.title(), published=on(day)) for id, day in published.items())


def chain(text: str, day: str = NOT_SAID) -> Chain:
    return Chain(tuple(text.split(" <- ")), on(day))


def event(id: str = "e", **values: object) -> Event:
    return replace(Event(id, f"Event {id}"), **values)  # type: ignore[arg-type]  # a test names any field


def claim(day: str = NOT_SAID, id: str = "c", by: str = "villagers", **values: object) -> Claim:
    made = Claim(id, f"Claim {id}", (chain(by, day),))
    return replace(made, **values)  # type: ignore[arg-type]  # a test names any field


def timeline(
    *events: Event,
    sources: Iterable[Source] = (),
    places: Iterable[Place] = PLACES,
    actors: Iterable[Actor] = ACTORS,
) -> Timeline:
    links: dict[str, tuple[Link, ...]] = {}
    for one in events:
        for type, other in one.links:
            links[one.id] = (*links.get(one.id, ()), Link(type, other))
            links[other] = (*links.get(other, ()), Link(type, one.id, outgoing=False))
    return Timeline(
        "Test",
        ZoneInfo("UTC"),
        ("events.yaml",),
        events,
        tuple(Record("events.yaml", 10 * row + 1, f"text {row}") for row in range(len(events))),
        {place.id: place for place in places},
        {actor.id: actor for actor in actors},
        {source.id: source for source in sources},
        (Problem("note", "test", "Nothing"),),
        links,
    )


def at(whole: Timeline, day: str) -> Timeline:
    return as_of(whole, parse_date(day)).timeline


def shown(whole: Timeline, day: str) -> list[str]:
    return [one.id for one in at(whole, day).events]


def only(whole: Timeline, day: str) -> Event:
    (found,) = at(whole, day).events
    return found


# What is kept


REPORTS = [
    ("2021-07-26", "2021-07-26", True),
    ("2021-07-26", "2021-07-25", False),
    ("2021-07", "2021-07-30", False),
    ("2021-07", "2021-07-31", True),
    ("2021-07-10", "2021-07", True),
    ("/2021-07-10", "2021-07-10", True),
    ("2021-07/..", "2021-08", False),
    ("-0043-03-15", "-0043-03-15", True),
    ("-0043-03-15", "-0043-03-14", False),
    ("2021-07-10", "2021/..", True),
    ("unknown", "2030", False),
    (NOT_SAID, "2030", False),
]
"""The report date, the day, and whether what was reported is kept."""


@pytest.mark.parametrize(("reported", "day", "kept"), REPORTS)
def test_a_chain_is_kept_if_the_latest_bound_of_its_report_date_is_not_after_the_day(
    reported: str, day: str, kept: bool
) -> None:
    assert shown(timeline(event(chains=(chain("villagers", reported),))), day) == ["e"] * kept


@pytest.mark.parametrize(("reported", "day", "kept"), REPORTS)
@pytest.mark.parametrize("own", [True, False], ids=["its own date", "its chain's"])
def test_a_claim_is_kept_if_the_latest_bound_of_its_report_date_is_not_after_the_day(
    reported: str, day: str, kept: bool, own: bool
) -> None:
    date = on(reported) if own else None
    told = Claim("told", "Told", (chain("army", reported),), date=date)
    whole = timeline(event(claims=(claim("-0100", id="old"), told)))
    assert [one.id for one in only(whole, day).claims] == ["old", *["told"] * kept]


@pytest.mark.parametrize(("reported", "day", "kept"), REPORTS)
@pytest.mark.parametrize("own", [True, False], ids=["its own date", "its chain's"])
def test_a_dispute_is_kept_if_the_latest_bound_of_its_report_date_is_not_after_the_day(
    reported: str, day: str, kept: bool, own: bool
) -> None:
    told = Dispute((chain("rebels", reported),), date=on(reported) if own else None)
    said = claim("-0100", disputes=(told,))
    found = only(timeline(event(claims=(said,), disputes=(told,))), day)
    assert (found.disputes, found.claims[0].disputes) == ((told,) * kept, (told,) * kept)


def test_an_event_is_shown_if_one_of_its_chains_is_kept() -> None:
    both = (chain("army", "2021-02"), chain("villagers", "2021-01"))
    found = only(timeline(event(chains=both)), "2021-01")
    assert found.chains == both[1:]


def test_an_event_is_shown_if_one_of_its_claims_is_kept() -> None:
    whole = timeline(
        event(chains=(chain("army", "2021-02"),), claims=(claim("2021-01"),), description="Said")
    )
    found = only(whole, "2021-01")
    assert (found.chains, found.claims) == ((), whole.events[0].claims)
    assert found.description == "Said"


def test_an_event_that_is_only_disputed_is_not_shown() -> None:
    dispute = Dispute((chain("rebels", "2021-01"),))
    assert shown(timeline(event(chains=(chain("army"),), disputes=(dispute,))), "2021-02") == []


def test_an_inherited_claim_follows_the_chains_of_its_event() -> None:
    chains = (chain("army", "2021-01"), chain("rebels", "2021-02"))
    whole = timeline(event(chains=chains, claims=(Claim("c", "Claim", chains, inherited=True),)))
    assert only(whole, "2021-01").claims[0].chains == chains[:1]
    assert as_of(whole, parse_date("2021-01")).hidden_later == 1


def test_a_claim_s_own_date_is_its_report_date() -> None:
    said = claim("2021-03", date=parse_date("2021-01"))
    assert shown(timeline(event(claims=(said,))), "2021-01") == ["e"]


def test_a_dispute_s_own_date_is_its_report_date() -> None:
    early, late = (
        Dispute((chain("rebels", published),), date=parse_date(own))
        for own, published in (("2021-01", "2021-03"), ("2021-03", "2021-01"))
    )
    said = claim("2021-01", disputes=(early, late))
    found = only(timeline(event(claims=(said,), disputes=(late, early))), "2021-01")
    assert (found.disputes, found.claims[0].disputes) == ((early,), (early,))


def test_a_claim_that_nobody_makes_is_known_from_its_own_date() -> None:
    said = Claim("c", "Claim", date=parse_date("2021-01-05"))
    whole = timeline(event(claims=(said,)))
    assert (shown(whole, "2021-01-04"), shown(whole, "2021-01-05")) == ([], ["e"])


def test_disputes_and_supports_later_than_the_day_are_left_out() -> None:
    said = claim(
        "2021-01",
        supports=(chain("army", "2021-01"), chain("rebels", "2021-02")),
        disputes=(
            Dispute((chain("army", "2021-02"), chain("rebels", "2021-01")), "both"),
            Dispute((), "dated", parse_date("2021-02")),
            Dispute((), "not dated"),
        ),
    )
    whole = timeline(event(claims=(said,), disputes=(Dispute((chain("army", "2021-03"),)),)))
    found = only(whole, "2021-01")
    assert found.disputes == ()
    assert found.claims[0].supports == said.supports[:1]
    assert found.claims[0].disputes == (Dispute((chain("rebels", "2021-01"),), "both"),)


def test_standing_and_origins_are_computed_again_from_what_is_kept() -> None:
    chains = (chain("villagers", "2021-01"), chain("army", "2021-02"))
    dispute = Dispute((chain("rebels", "2021-03"),))
    whole = timeline(event(chains=chains, disputes=(dispute,)))
    found = [standings(at(whole, day))[0] for day in ("2021-01", "2021-02", "2021-03")]
    assert [one.kind for one in found] == ["single-origin", "corroborated", "disputed"]
    origins = [[chain.origin for chain in one.counted] for one in found]
    assert origins == [["villagers"], ["villagers", "army"], ["villagers", "army"]]


def test_figures_of_the_event_follow_its_chains_and_those_of_a_claim_the_claim() -> None:
    killed = (Figure("killed", best=16),)
    said = claim("2021-01", figures=killed)
    whole = timeline(event(chains=(chain("army", "2021-02"),), claims=(said,), figures=killed))
    assert (only(whole, "2021-01").figures, only(whole, "2021-02").figures) == ((), killed)
    assert only(whole, "2021-01").claims[0].figures == killed


def test_what_has_no_report_date_is_hidden_and_counted() -> None:
    whole = timeline(
        event("kept", chains=(chain("army", "2021-01"), chain("rebels"))),
        event("nothing"),
        event("undated", claims=(claim(),), disputes=(Dispute((chain("army"),)),)),
        event("later", chains=(chain("army", "2021-02"),), claims=(claim("2021-03"),)),
    )
    found = as_of(whole, parse_date("2021-01"))
    assert [one.id for one in found.timeline.events] == ["kept"]
    assert (found.hidden_later, found.hidden_undated) == (2, 4)


def test_a_figure_of_the_event_that_no_chain_reports_is_hidden_and_counted() -> None:
    whole = timeline(event(claims=(claim("2021-01"),), figures=(Figure("killed", best=16),)))
    found = as_of(whole, parse_date("2021-01"))
    assert found.timeline.events[0].figures == ()
    assert (found.hidden_later, found.hidden_undated) == (0, 1)


def test_a_hidden_claim_counts_once_with_all_that_belongs_to_it() -> None:
    said = claim("2021-02", supports=(chain("army", "2021-02"),), disputes=(Dispute(()),))
    found = as_of(timeline(event(claims=(said,))), parse_date("2021-01"))
    assert (found.hidden_later, found.hidden_undated) == (1, 0)


def test_before_the_first_report_there_is_nothing_and_the_first_report_is_named() -> None:
    whole = timeline(
        event(chains=(chain("army", "2021-03"),), claims=(claim("2021-02"),)), event("f")
    )
    found = as_of(whole, parse_date("2020"))
    assert found.timeline.events == ()
    assert found.first_report == parse_date("2021-02")
    assert as_of(timeline(), parse_date("2020")).first_report is None


# Nothing later may show


def test_a_later_retraction_has_not_happened_yet() -> None:
    day = parse_date("2021-02-10")
    whole = timeline(
        event(chains=(chain("army", "2021-01"),), retracted=day),
        event("f", claims=(claim("2021-01", retracted=day),)),
    )
    before, after = at(whole, "2021-02-09"), at(whole, "2021-02-10")
    assert [found.kind for found in standings(before)] == ["single-origin"] * 2
    assert [found.kind for found in standings(after)] == ["retracted"] * 2


def test_entries_that_nothing_kept_refers_to_do_not_exist() -> None:
    whole = timeline(
        event(
            chains=(chain("paper <- army", "2021-01"),),
            locations=("town",),
            claims=(claim("2021-02", by="blog <- villagers"),),
        ),
        event("f", chains=(chain("rebels", "2021-02"),), locations=("elsewhere",)),
        sources=sources(paper="2021-01", blog="2021-01", unused="2020"),
    )
    found = at(whole, "2021-01")
    assert list(found.places) == ["country", "province", "town"]
    assert list(found.actors) == ["government", "army"]
    assert list(found.sources) == ["paper"]


@pytest.mark.parametrize(
    ("later", "known"),
    [
        ("Kaldar < Balkh", {"kaldar": None}),
        ("Kaldar < North < Balkh", {"kaldar": None}),
        ("Hairatan < Kaldar", {"kaldar": None}),
    ],
)
@pytest.mark.parametrize("head", ["", "locations: {kaldar: Kaldar}\n"])
def test_where_a_place_lies_is_not_known_from_a_later_event(
    head: str, later: str, known: dict[str, str | None]
) -> None:
    places = as_of(nested(head, "Kaldar", later), parse_date("2021")).timeline.places
    assert {id: place.within for id, place in places.items()} == known


def test_a_place_that_a_later_event_puts_in_between_is_left_out() -> None:
    whole = nested("", "Hairatan < Balkh", "Hairatan < Kaldar < Balkh")
    assert {id: place.within for id, place in whole.places.items()} == {
        "balkh": None,
        "kaldar": "balkh",
        "hairatan": "kaldar",
    }
    places = as_of(whole, parse_date("2021")).timeline.places
    assert {id: place.within for id, place in places.items()} == {
        "balkh": None,
        "hairatan": "balkh",
    }


def nested(head: str, known: str, later: str) -> Timeline:
    """A timeline with an event that is known by the end of 2021, and one that is not."""
    sources = "sources: {s: {published: 2021-01-01}, late: {published: 2022-01-01}}\n"
    events = (
        f"  - {{date: 2020, title: Known, sources: s, location: {known}}}\n"
        f"  - {{date: 2020, title: Later, sources: late, location: {later}}}\n"
    )
    return load_text(f"{head}{sources}events:\n{events}").timeline


def test_actors_that_a_kept_figure_or_dispute_names_stay() -> None:
    figure = Figure("killed", best=3, of="army", including=(Figure("killed", best=1, of="rebels"),))
    dispute = Dispute((chain("villagers", "2021-01"),))
    said = claim("2021-01", by="paper", figures=(figure,), disputes=(dispute,))
    whole = timeline(event(claims=(said,)), sources=sources(paper="2021-01"))
    assert set(at(whole, "2021-01").actors) == {"government", "army", "rebels", "villagers"}


def test_links_and_references_to_what_is_hidden_vanish() -> None:
    later = event("later", claims=(claim("2021-02"),))
    early = event("early", claims=(claim("2021-01"),))
    refers = claim(
        "2021-01",
        id="r",
        contradicts=("later/c", "early/c"),
        supersedes=("later/c", "e/late"),
    )
    one = event(
        claims=(refers, claim("2021-02", id="late")),
        after=("early", "later"),
        links=(("follows", "later"), ("follows", "early")),
    )
    found = at(timeline(early, later, one), "2021-01")
    known = found.events[found.row_of["e"]]
    assert known.after == ("early",)
    assert known.links == (("follows", "early"),)
    assert known.claims[0].contradicts == ("early/c",)
    assert known.claims[0].supersedes == ()
    assert found.links == {
        "e": (Link("follows", "early"),),
        "early": (Link("follows", "e", outgoing=False),),
    }


def test_a_place_in_the_order_that_a_hidden_event_gave_is_lost() -> None:
    first = event("first", date=parse_date("2020"), chains=(chain("army", "2021-02"),))
    hung = event("hung", after=("first",), chains=(chain("army", "2021-01"),))
    last = event("last", date=parse_date("2021"), chains=(chain("army", "2021-01"),))
    whole = timeline(first, hung, last)
    assert shown(whole, "2021-01") == ["last", "hung"]
    assert [record.line for record in at(whole, "2021-01").records] == [21, 11]
    assert shown(whole, "2021-02") == ["first", "hung", "last"]


def test_records_keep_their_place_and_lose_their_text_and_problems_are_not_told() -> None:
    whole = timeline(event(), event("f", chains=(chain("army", "2021-01"),)))
    found = at(whole, "2021-01")
    assert found.records == (Record("events.yaml", 11, ""),)
    assert found.problems == ()


def test_a_publication_of_a_later_day_does_not_exist_yet() -> None:
    said = claim("2021-01", by="paper <- agency <- army")
    whole = timeline(
        event(claims=(said,)),
        sources=sources(paper="2021-03", agency="2021-02"),
    )
    told = [
        (only(whole, day).claims[0].chains[0].parties, list(at(whole, day).sources))
        for day in ("2021-01", "2021-02", "2021-03")
    ]
    assert told == [
        (("army",), []),
        (("agency", "army"), ["agency"]),
        (("paper", "agency", "army"), ["paper", "agency"]),
    ]


def test_an_origin_that_is_a_later_publication_is_only_named() -> None:
    book = Source("book", "Book", published=parse_date("2022"), url="https://a.example", note="x")
    visited = Source("paper", "Paper", accessed=parse_date("2022"), url="https://b.example")
    whole = timeline(
        event(claims=(claim("2021", by="paper <- book"),)),
        sources=(book, visited),
    )
    known = at(whole, "2021").sources
    assert known["book"] == Source("book", "Book")
    assert known["paper"] == replace(visited, accessed=None)
    assert at(whole, "2022").sources["book"] == book


def test_an_event_of_which_all_is_known_stays_the_same_value() -> None:
    whole = timeline(event(chains=(chain("army", "2021-01"),), claims=(claim("2021-01"),)))
    assert only(whole, "2021-01") is whole.events[0]
    assert at(whole, "2021-01") is at(whole, "2021-05")


# Steps


def test_report_days_are_those_on_which_something_was_reported_or_taken_back() -> None:
    said = claim(
        "2021-01-05",
        supports=(chain("army", "2021-01-06"),),
        disputes=(Dispute((chain("rebels", "2021-01-07"),)),),
        retracted=parse_date("2021-01-08"),
    )
    whole = timeline(
        event(
            chains=(chain("army", "2021-01"), chain("rebels")),
            claims=(said,),
            disputes=(Dispute((), date=parse_date("2021-01-07")),),
            retracted=parse_date("2021-02-01"),
        ),
        sources=sources(unused="2019"),
    )
    january = [ordinal(2021, 1, day) for day in (5, 6, 7, 8, 31)]
    assert report_days(whole) == (*january, ordinal(2021, 2, 1))


def test_a_day_summary_says_what_the_day_added_changed_and_contested() -> None:
    whole = timeline(
        event("one", chains=(chain("army", "2021-01-01"), chain("villagers", "2021-01-02"))),
        event("two", chains=(chain("army", "2021-01-01"),), claims=(claim("2021-01-01"),)),
        event("three", claims=(claim("2021-01-02", by="army", contradicts=("two/c",)),)),
        event("four", chains=(chain("army", "2021-01-03"),)),
    )
    first, second, third = (day_summary(whole, ordinal(2021, 1, day)) for day in (1, 2, 3))
    assert (first.added, first.changed, first.contested) == (("one", "two"), (), ())
    assert (second.added, second.changed) == (("three",), ("one",))
    assert second.contested == ("two", "three")
    assert (third.added, third.changed, third.contested) == (("four",), (), ())


def test_a_link_to_something_new_is_no_change_of_the_event_that_has_it() -> None:
    whole = timeline(
        event("one", chains=(chain("army", "2021-01-01"),), links=(("follows", "two"),)),
        event("two", chains=(chain("army", "2021-01-02"),)),
    )
    assert day_summary(whole, ordinal(2021, 1, 2)).changed == ()


# Silence

DAYS = st.integers(1, 20)
BEFORE = st.integers(1, 9).map(lambda day: f"2021-01-{day:02}")
AFTER = st.integers(11, 28).map(lambda day: f"2021-01-{day:02}")
EITHER = BEFORE | AFTER | st.just(NOT_SAID)
X = "2021-01-10"
ORIGINS = st.sampled_from(["paper <- army", "blog <- rebels", "villagers", "army", "rebels"])
BASE_SOURCES = sources(paper="2021-01-02", blog="2021-01-15")


@st.composite
def events(draw: st.DrawFn, id: str, days: st.SearchStrategy[str]) -> Event:
    """An event with chains, claims, disputes on `days`, that refers to others by number."""
    ids = st.integers(0, 3).map(lambda number: f"e{number}")

    def told() -> tuple[Chain, ...]:
        return tuple(chain(draw(ORIGINS), draw(days)) for _ in range(draw(st.integers(0, 2))))

    claims = tuple(
        Claim(
            f"c{number}",
            f"Claim {number}",
            told(),
            disputes=tuple(Dispute(told(), "denied") for _ in range(draw(st.integers(0, 1)))),
            supports=told(),
            contradicts=tuple(f"{draw(ids)}/c0" for _ in range(draw(st.integers(0, 1)))),
            retracted=on(draw(days)) if draw(st.booleans()) else None,
        )
        for number in range(draw(st.integers(0, 2)))
    )
    links = tuple(("contradicts", draw(ids)) for _ in range(draw(st.integers(0, 1))))
    return Event(
        id,
        f"Event {id}",
        date=on(draw(EITHER)),
        chains=told(),
        claims=claims,
        locations=(draw(st.sampled_from(["town", "elsewhere"])),),
        actors=(Participant(draw(st.sampled_from(["army", "rebels"]))),),
        links=tuple(link for link in links if link[1] != id),
    )


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    return timeline(*(draw(events(f"e{n}", EITHER)) for n in range(4)), sources=BASE_SOURCES)


def with_more(whole: Timeline, row: int, day: str, extra: Event) -> Timeline:
    """`whole` with one more event, and at `row` one more chain, claim, dispute and support, all of
    `day`, with a source, a place and actors that nothing else names."""
    told = (chain("uniquesource <- uniqueactor", day),)
    said = Claim("unique", "Uniqueword", told, date=on(day), contradicts=("e0/c0",))
    one = whole.events[row]
    claims = tuple(
        replace(old, supports=(*old.supports, *told), disputes=(*old.disputes, Dispute(told)))
        for old in one.claims
    )
    fuller = replace(
        one,
        chains=(*one.chains, *told),
        claims=(*claims, said),
        disputes=(*one.disputes, Dispute(told, "Uniqueword")),
    )
    late = replace(
        extra,
        id="unique",
        chains=(*extra.chains, *told),
        claims=tuple(claim for claim in extra.claims if claim.chains),
        title="Uniqueword",
        locations=("unique",),
        links=(("contradicts", "e1"),),
    )
    return timeline(
        *(fuller if one is old else old for old in whole.events),
        late,
        sources=(*BASE_SOURCES, *sources(uniquesource=day)),
        places=(*PLACES, Place("unique", "Uniqueplace", within="province")),
        actors=(*ACTORS, Actor("uniqueactor", "Uniqueactor", part_of="army")),
    )


def output(found: AsOf) -> str:
    """Everything that can be told of a day; the number of later reports is told on purpose."""
    known = found.timeline
    words = [sentence(standing, known) for standing in standings(known)]
    steps = [day_summary(known, day) for day in report_days(known)]
    values = (known.events, known.records, known.places, known.actors, known.sources, known.links)
    return repr((values, known.title, known.problems, words, steps, found.hidden_undated))


@given(timelines(), st.integers(0, 3), AFTER, events("later", AFTER))
def test_one_more_claim_source_place_and_actor_of_a_later_day_change_nothing(
    whole: Timeline, row: int, day: str, extra: Event
) -> None:
    assume(whole.events[row].chains or whole.events[row].claims)
    more = with_more(whole, row, day, extra)
    known = output(as_of(more, parse_date(X)))
    assert known == output(as_of(whole, parse_date(X)))
    assert "unique" not in known.casefold()
    assert "unique" in output(as_of(more, parse_date("2022"))).casefold()


@given(timelines(), DAYS, DAYS)
def test_going_back_in_two_steps_is_going_back_to_the_earlier_day(
    whole: Timeline, one: int, other: int
) -> None:
    earlier, later = sorted((one, other))
    through = as_of(at(whole, f"2021-01-{later:02}"), parse_date(f"2021-01-{earlier:02}"))
    straight = as_of(whole, parse_date(f"2021-01-{earlier:02}"))
    assert through.timeline.events == straight.timeline.events
    assert through.timeline.sources == straight.timeline.sources


@given(timelines(), DAYS)
def test_between_two_report_days_nothing_changes(whole: Timeline, number: int) -> None:
    day = ordinal(2021, 1, number)
    known = at(whole, f"2021-01-{number:02}")
    if day not in report_days(whole) and number > 1:
        assert known.events == at(whole, f"2021-01-{number - 1:02}").events
