"""The files that are shipped to be read: free of problems, and holding what they are to hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline_tui.core.dates import EdtfDate, parse_date
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.evidence.statements import all_disputes, all_figures, assertions
from timeline_tui.core.loading import load
from timeline_tui.core.models import Claim, Event, Figure, json_schema
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import apply

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_events.yaml"
FRANKLIN = ROOT / "docs" / "examples" / "franklin-expedition.yaml"
FILES = (SAMPLE, *sorted((ROOT / "docs" / "examples").glob("*.yaml")))

Finder = Callable[[str], list[Event]]


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return load([SAMPLE])


@pytest.fixture(scope="module")
def franklin() -> Timeline:
    return load([FRANKLIN])


@pytest.fixture(scope="module")
def find(timeline: Timeline) -> Finder:
    """The events of the sample that a query finds, in the order of display."""

    def events(query: str) -> list[Event]:
        view = apply(timeline, parse(query))
        return [view.event(position) for position in range(len(view.rows))]

    return events


def only(events: list[Event]) -> Event:
    assert len(events) == 1, [event.title for event in events]
    return events[0]


def figure(event: Event, measure: str, of: str | None = None) -> Figure:
    """The only figure of an event or its claims that counts this, of whom it counts it."""
    found = [one for one in all_figures(event) if (one.measure, one.of) == (measure, of)]
    assert len(found) == 1, found
    return found[0]


def claim(event: Event, words: str) -> Claim:
    found = [one for one in event.claims if words in one.text.lower()]
    assert len(found) == 1, found
    return found[0]


def dated(event: Event) -> str:
    assert event.date is not None
    return event.date.text


def ends(event: Event) -> tuple[int | None, int | None]:
    assert event.date is not None
    return event.date.earliest, event.date.latest


def span(text: str) -> tuple[int | None, int | None]:
    date: EdtfDate = parse_date(text)
    return date.earliest, date.latest


# Every file


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_has_no_problems(file: Path) -> None:
    assert [str(problem) for problem in load([file]).problems] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_names_the_schema_that_the_program_writes(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named is not None
    schema = (file.parent / named[1]).resolve()
    assert json.loads(schema.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_event_says_who_says_so(file: Path) -> None:
    events = load([file]).events
    assert [event.title for event in events if not assertions(event)] == []


# The sample: one report of 27 July 2021


def test_everything_is_known_through_the_report(timeline: Timeline) -> None:
    published = timeline.sources["report"].published
    assert published is not None
    assert published.text == "2021-07-27"
    for event in timeline.events:
        assert {chain.publication for chain in assertions(event)} == {"report"}


def test_vague_dates_keep_the_words_of_the_report(find: Finder) -> None:
    said = {event.date_text for event in find("has:date_text")}
    wanted = {"a month ago", "Monday morning", "over the weekend", "this week", "Last week"}
    assert wanted | {"in May", "by the end of August"} <= said
    # What is vague without such words is told in the present tense or stands without a date.
    assert all(event.note for event in find("is:vague -has:date_text"))


def test_kaldar_falls_and_is_retaken(find: Finder, timeline: Timeline) -> None:
    fall, retaken = find("id:kaldar")
    assert fall.date is not None
    assert fall.date.approximate
    assert fall.locations == ("hairatan", "amu-river")
    assert (dated(retaken), retaken.time and retaken.time.part) == ("2021-07-26", "morning")
    assert ("residents", "supporter") in [(one.actor, one.role) for one in retaken.actors]
    killed, wounded = figure(retaken, "killed"), figure(retaken, "wounded")
    assert (killed.best, killed.approximate) == (20, True)
    assert (wounded.low, wounded.best, wounded.text) == (40, None, "scores")
    assert ("follows", "kaldar-falls") in retaken.links
    assert timeline.places["hairatan"].within == "kaldar"
    assert timeline.places["kaldar"].within == "balkh"


def test_the_balkh_subtree_counts_what_lies_within_it(find: Finder, timeline: Timeline) -> None:
    entry = next(e for e in apply(timeline, parse("")).facet("location") if e.id == "balkh")
    assert entry.count == len(find("location:balkh")) == 4
    assert len(find("location=balkh")) == 1


def test_clashes_in_faryab_takhar_and_ghazni(find: Finder) -> None:
    for province in ("faryab", "takhar", "ghazni"):
        assert find(f"location={province} type:battle"), province


def test_maimana_over_the_weekend(find: Finder) -> None:
    attack = only(find("location:maimana mortars rockets"))
    assert ends(attack) == span("2021-07-24/2021-07-25")
    killed = figure(attack, "killed")
    assert killed.best == 16
    assert [(part.of, part.best) for part in killed.including] == [("civilians", 3)]


def test_the_losses_that_the_taliban_dismiss(find: Finder) -> None:
    offensives = only(find("by:shinwari"))
    assert figure(offensives, "provinces").best == 25
    losses = claim(offensives, "losses")
    assert {one.measure: (one.of, one.low, one.best) for one in losses.figures} == {
        "killed": ("taliban", None, 1500),
        "wounded": ("taliban", 800, None),
    }
    assert [dispute.chains[0].origin for dispute in losses.disputes] == ["taliban"]
    assert only(find("denied-by:taliban")) is offensives


def test_the_governor_speaks_without_a_date(find: Finder) -> None:
    praise = only(find("by:adil"))
    assert praise.undated
    assert [one.quote for one in praise.claims] == [
        "good progress",
        "make efforts to protect civilians",
    ]


def test_the_commandos_are_few(find: Finder) -> None:
    troops = figure(only(find("id:strength")), "troops", "ana")
    assert (troops.best, troops.approximate) == (186_000, True)
    assert [(part.of, part.best) for part in troops.including] == [("ana-soc", 21_000)]


def test_the_tweet_stands_behind_what_it_announces(find: Finder, timeline: Timeline) -> None:
    tweet = only(find('"special operations command announces"'))
    assert tweet.after == ("kaldar-retaken",)
    assert timeline.row_of[tweet.id] == timeline.row_of["kaldar-retaken"] + 1
    assert tweet.chains[0].parties == ("report", "soc-tweet")


def test_the_helicopter_is_found_by_its_beginning(find: Finder) -> None:
    assert only(find("heli")).id == "helicopter"


def test_the_two_accounts_of_the_helicopter_contradict_each_other(
    find: Finder, timeline: Timeline
) -> None:
    helicopter = only(find("heli"))
    shot, hard = claim(helicopter, "shot"), claim(helicopter, "came down hard")
    assert hard.contradicts == ("helicopter/shot-down",)
    assert shot.chains[0].origin == "taliban"
    assert hard.chains[0].parties == ("report", "local-media", "military-sources")
    assert standings(timeline)[timeline.row_of["helicopter"]].kind == "disputed"


def test_nad_e_ali_and_its_police_chief(find: Finder) -> None:
    assert len(find("location:nad-e-ali")) == 3
    captured = only(find("actor:police-chief@victim"))
    assert figure(captured, "captured").best == 1
    assert captured.chains[0].origin == "taliban"
    assert only(find("is:party-claim type:territory-gained location:helmand")).claims


def test_the_united_nations_count_and_warn(find: Finder) -> None:
    count = only(find("type:casualties"))
    assert ends(count) == span("2021-01-01/2021-06-30")
    assert figure(count, "killed", "civilians").best == 1649
    assert figure(count, "wounded", "civilians").best == 3254
    warning = only(find("id:un-warning"))
    assert dated(warning) == "2021-07-26"
    assert "unprecedented" in [one.quote for one in warning.claims]


def test_the_withdrawal_and_its_dates(find: Finder) -> None:
    withdrawal = only(find("id=withdrawal"))
    assert ends(withdrawal) == (parse_date("2021-05-01").earliest, None)
    assert dated(only(find("id=talks"))) == "2020-02"
    deadline = only(find("type:deadline"))
    assert deadline.before == ("withdrawal",)
    assert [dated(event) for event in find("is:planned")] == ["/2021-08-31", "/2021-09-11"]
    august = only(find("is:planned by:pentagon"))
    assert ("supersedes", "out-by-september") in august.links
    assert dated(only(find("id=attacks"))) == "2001-09-11"


def test_more_air_strikes_if_attacks_go_on(find: Finder) -> None:
    assert only(find('"air strikes" by:pentagon')).actors[0].actor == "pentagon"


def test_milley_last_week(find: Finder) -> None:
    report = only(find("by:milley"))
    assert ends(report) == span("[2021-07-18..2021-07-25]")
    assert figure(report, "provincial-capitals", "government").best == 34
    half = figure(report, "district-centres", "taliban")
    assert (half.best, half.unit, half.approximate) == (50, "percent", True)


def test_who_holds_the_country_is_contested(find: Finder) -> None:
    held = only(find("denied-by:government"))
    assert [dispute.text for dispute in all_disputes(held)] == ['calls it "baseless propaganda"']
    for measure, most in (("territory", 85), ("border-areas", 90)):
        share = figure(held, measure)
        assert (share.low, share.best, share.high, share.unit) == (None, None, most, "percent")
    assert "main cities and highways" in [one.quote for one in held.claims]


def test_biden_earlier_this_month(find: Finder) -> None:
    speech = only(find("actor:biden@speaker"))
    assert ends(speech) == span("[2021-07-01..2021-07-26]")
    assert figure(speech, "troops", "ansf").best == 300_000
    taliban = figure(speech, "troops", "taliban")
    assert (taliban.best, taliban.approximate) == (75_000, True)


def test_the_taliban_are_outlawed_in_russia(find: Finder) -> None:
    assert only(find("location:russia actor:taliban")).undated


def test_as_of_the_day_before_the_report_little_is_known(timeline: Timeline) -> None:
    before = apply(timeline, parse("asof:2021-07-26"))
    assert 0 < before.shown < 10
    assert "helicopter" not in [event.id for event in before.timeline.events]
    assert apply(timeline, parse("asof:2021-07-27")).shown == len(timeline.events)


# The second example: an episode that was reported long after it happened


def test_the_historians_file_is_a_demonstration(franklin: Timeline) -> None:
    assert len(franklin.events) >= 25
    for query, least in (("is:disputed", 5), ("is:vague", 10), ("lag>1y", 10), ("origins>=2", 1)):
        assert apply(franklin, parse(query)).shown >= least, query


def test_the_paper_of_1859_dates_what_the_book_of_1854_cannot(franklin: Timeline) -> None:
    def known(day: str) -> set[str]:
        return {event.id for event in apply(franklin, parse(f"asof:{day}")).events}

    assert "franklin-dies" not in known("1858")
    assert "franklin-dies" in known("1860")
    assert "cannibalism" in known("1854-10-23") - known("1854-10-22")
