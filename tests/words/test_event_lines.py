"""The event pane as text: what it says, what its lines act on, how it breaks."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates import parse_date, parse_time
from timeline_tui.core.evidence.asof import as_of
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
from timeline_tui.words.event import PaneLine, Target, event_lines, figure_text
from timeline_tui.words.figures import figure_line
from timeline_tui.words.glyphs import ASCII, UNICODE
from timeline_tui.words.pane import Highlight
from timeline_tui.words.spans import Role, text_of, width_of

REPORTED = parse_date("2021-07-27")


def chain(text: str, reported: str = "2021-07-27") -> Chain:
    return Chain(tuple(text.split(" <- ")), parse_date(reported) if reported else None)


PLACES = (
    Place("afghanistan", "Afghanistan"),
    Place("balkh", "Balkh", within="afghanistan"),
    Place("kaldar", "Kaldar", within="balkh"),
    Place("amu", "Amu River"),
)
ACTORS = (
    Actor("ansf", "ANSF", side="government"),
    Actor("residents", "Residents of Kaldar"),
    Actor("taliban", "Taliban", side="taliban"),
    Actor("chief", "Police chief", kind="person", side="government", position="of Nad-e Ali"),
    Actor("unama", "UNAMA"),
    Actor("civilians", "Civilians"),
)
SOURCES = (
    Source(
        "report",
        "News report",
        type="article-newspaper",
        publisher="The Agency",
        url="https://news.example/report",
        archived="https://archive.example/report",
        published=REPORTED,
        language="en",
    ),
    Source("media", "local media", reliability="F"),
    Source("tweet", "Tweet", type="post", author="ANSF"),
    Source("https://x.example/1", "https://x.example/1", url="https://x.example/1", implicit=True),
)
FALL = Event("fall", "Kaldar falls", date=parse_date("2021-06-27~"), chains=(chain("report"),))
KALDAR = Event(
    "kaldar",
    "Security forces and residents retake Kaldar",
    date=parse_date("2021-07-26"),
    time=parse_time("morning"),
    date_text="Monday morning",
    description="The district stretches along the river.\n\nIts border town is Hairatan.",
    type="territory-gained",
    locations=("kaldar", "amu"),
    actors=(
        Participant("ansf", "initiator", "With commandos."),
        Participant("residents"),
        Participant("taliban", "target"),
        Participant("chief", "speaker"),
    ),
    figures=(Figure("killed", best=16, including=(Figure("killed", best=3, of="civilians"),)),),
    chains=(chain("report <- media <- ansf"), chain("report <- unama")),
    disputes=(Dispute((chain("report <- taliban"),), "denies it", parse_date("2021-07-28")),),
    links=(("follows", "fall"),),
    after=("fall",),
    tags=("kaldar", "border"),
    note="Nobody else was asked.",
    extras=(("x-desk", "north\neast"),),
)
DOWN = Event(
    "helicopter",
    "Helicopter comes down",
    date=parse_date("2021-07-27~"),
    status="planned",
    actors=(Participant("taliban"),),
    claims=(
        Claim(
            "shot",
            "The Taliban shot it down",
            (chain("report <- taliban"),),
            date=REPORTED,
            quote="we hit it",
            figures=(Figure("crew", low=2, high=4, approximate=True),),
            supports=(chain("tweet", "2021-07-28"),),
            credibility=6,
            retracted=parse_date("2021-07-29"),
            note="Said twice.",
            extras=(("x-id", "7"),),
        ),
        Claim(
            "landing",
            "It landed hard",
            (chain("report <- media <- ansf"),),
            contradicts=("helicopter/shot",),
            supersedes=("fall-2/early",),
            disputes=(Dispute((), "no such thing"),),
        ),
    ),
    retracted=parse_date("2021-08"),
)
EARLY = Event(
    "fall-2",
    "First reports",
    claims=(
        Claim(
            "early",
            "All is well",
            (chain("https://x.example/1", ""),),
            inherited=True,
            contradicts=("helicopter/landing",),
        ),
    ),
    chains=(chain("https://x.example/1", ""),),
)
BROKEN = Event("broken", "- titel: [x", broken=True)
UNREAD = Event("unread", "Someday", date_written="2021-02-30")
EVENTS = (FALL, KALDAR, DOWN, EARLY, BROKEN, UNREAD)
LINKS = {
    "kaldar": (Link("follows", "fall"), Link("contradicts", "helicopter", outgoing=False)),
    "fall": (Link("follows", "kaldar", outgoing=False),),
    "helicopter": (Link("contradicts", "kaldar"),),
}
TEXTS = {"broken": "- titel: [x\n    date: 2021\n", "unread": "- date: 2021-02-30\n"}
PROBLEMS = (
    Problem("error", "yaml", "A bracket is not closed", "Close it", "events.yaml", 42, 10),
    Problem("note", "lenient", "Read leniently", "", "events.yaml", 51, 1),
)
WHOLE = Timeline(
    "Test",
    ZoneInfo("Asia/Kabul"),
    ("events.yaml",),
    EVENTS,
    tuple(
        Record("events.yaml", 10 * row + 1, TEXTS.get(event.id, "- title: x\n"))
        for row, event in enumerate(EVENTS)
    ),
    {place.id: place for place in PLACES},
    {actor.id: actor for actor in ACTORS},
    {source.id: source for source in SOURCES},
    PROBLEMS,
    LINKS,
)


def lines(event: Event, width: int = 60, timeline: Timeline = WHOLE) -> tuple[PaneLine, ...]:
    return event_lines(timeline, event, glyphs=UNICODE, width=width)


def block(shown: tuple[PaneLine, ...]) -> str:
    return "\n".join(text_of(line.spans) for line in shown)


def with_role(shown: tuple[PaneLine, ...], role: Role) -> list[str]:
    return [span.text for line in shown for span in line.spans if span.role == role]


def test_an_event_with_everything_the_file_says_of_it() -> None:
    expected = """\
        Security forces and residents retake Kaldar
        26 July 2021, morning  "Monday morning"
        ≠ disputed by Taliban
        ≠ contradictory accounts: ANSF, UNAMA, Taliban
        territory-gained
        Kaldar ‹ Balkh ‹ Afghanistan
        Amu River

        The district stretches along the river.

        Its border town is Hairatan.

        ACTORS
        ANSF  initiator, side government
          With commandos.
        Residents of Kaldar
        Taliban  target
        Police chief  speaker, side government, of Nad-e Ali

        FIGURES
        killed: 16 including 3 Civilians

        WHO SAYS SO
        News report ‹ local media ‹ ANSF
        News report ‹ UNAMA
        ≠ Disputed by Taliban, a party to it (denies it).
          Contradictory accounts: ANSF; UNAMA; Taliban. 2
          independent: ANSF; UNAMA. Not counted: local media, which
          quote ANSF

        CONTESTED BY
        ≠ disputed by Taliban: denies it
          News report ‹ Taliban
          said 28 July 2021

        LINKS
        ≠ contradicted by Helicopter comes down (about 27 July 2021)
        follows Kaldar falls (about 27 June 2021)
        after Kaldar falls (about 27 June 2021)

        TAGS
        kaldar, border

        NOTE
        Nobody else was asked.

        OTHER KEYS
        x-desk: north
        east

        ABOUT THE SOURCES
        News report
          article-newspaper, The Agency, published 27 July 2021,
            language en
          https://news.example/report
          archived https://archive.example/report
        local media
          reliability F, cannot be judged

        ABOUT THE ACTORS
        Police chief  person

        FILE
        events.yaml:11
        kaldar"""
    assert block(lines(KALDAR)) == dedent(expected)


def test_claims_with_who_says_and_who_contests_them() -> None:
    expected = """\
        Helicopter comes down
        About 27 July 2021
        ≠ disputed by nobody named
        ≠ contradictory accounts: Taliban, ANSF,
          https://x.example/1, UNAMA
        ◷ planned
        × retracted August 2021

        ACTORS
        Taliban

        CLAIMS
        The Taliban shot it down
          "we hit it"
          crew: about 2 to 4
          News report ‹ Taliban
          supported by Tweet, 28 July 2021
          said 27 July 2021; credibility 6, cannot be judged; id
            shot
          ≠ contradicted by ANSF: "It landed hard"
          × retracted 29 July 2021
          Said twice.
          x-id: 7

        It landed hard
          News report ‹ local media ‹ ANSF
          id landing
          ≠ disputed by nobody named: no such thing
          ≠ contradicts Taliban: "The Taliban shot it down"
          ≠ contradicted by https://x.example/1: "All is well"
            (First reports)
          supersedes "All is well" (First reports)

        WHO SAYS SO
        × Disputed by nobody named (no such thing). Contradictory
          accounts: Taliban; ANSF; https://x.example/1; UNAMA.
          Retracted August 2021 by ANSF; Taliban; Tweet
        """
    shown = block(lines(DOWN))
    assert shown[: shown.index("\nLINKS")] == dedent(expected)


def test_a_claim_of_the_event_s_own_sources_names_them_once_and_says_what_replaced_it() -> None:
    expected = """\
        First reports
        Date not known
        ≠ contradictory accounts: https://x.example/1, ANSF

        CLAIMS
        All is well
          from the event's own sources
          id early
          ≠ contradicts ANSF: "It landed hard" (Helicopter comes
            down)
          superseded by "It landed hard" (Helicopter comes down)

        WHO SAYS SO
        https://x.example/1
        ≠ Contradictory accounts: https://x.example/1; ANSF. 1
          origin: https://x.example/1

        ABOUT THE SOURCES
          https://x.example/1

        FILE
        events.yaml:31
        fall-2"""
    assert block(lines(EARLY)) == dedent(expected)


def test_a_broken_record_shows_its_text_and_what_is_wrong_with_it() -> None:
    expected = """\
        - titel: [x

        PROBLEMS
        line 42: A bracket is not closed. Close it

        AS TYPED
        - titel: [x
            date: 2021

        FILE
        events.yaml:41
        broken"""
    assert block(lines(BROKEN)) == dedent(expected)


def test_a_date_that_does_not_read_is_shown_as_written_with_its_problem() -> None:
    expected = """\
        Someday
        Date not read: "2021-02-30"

        WHO SAYS SO
        · Nothing attributes it

        PROBLEMS
        line 51: Read leniently

        FILE
        events.yaml:51
        unread"""
    assert block(lines(UNREAD)) == dedent(expected)


def test_links_are_shown_from_both_ends_in_words() -> None:
    shown = block(lines(FALL))
    assert "LINKS\nfollowed by Security forces and residents retake Kaldar (26" in shown


@pytest.mark.parametrize(
    ("type", "outgoing", "word"),
    [
        ("part-of", True, "part of"),
        ("part-of", False, "has part"),
        ("response-to", True, "response to"),
        ("response-to", False, "answered by"),
        ("supersedes", False, "superseded by"),
        ("caused-by", False, "cause of"),
        ("duplicate-of", False, "has duplicate"),
        ("related-to", False, "related to"),
    ],
)
def test_link_words(type: str, outgoing: bool, word: str) -> None:
    whole = replace(WHOLE, links={"unread": (Link(type, "fall", outgoing),)})
    assert f"LINKS\n{word} Kaldar falls (about" in block(lines(UNREAD, timeline=whole))


def test_what_a_line_acts_on() -> None:
    found = {text_of(line.spans).strip(): line.target for line in lines(KALDAR) if line.target}
    assert found == {
        "Kaldar ‹ Balkh ‹ Afghanistan": Target("location", "kaldar"),
        "Amu River": Target("location", "amu"),
        "ANSF  initiator, side government": Target("actor", "ansf"),
        "Residents of Kaldar": Target("actor", "residents"),
        "Taliban  target": Target("actor", "taliban"),
        "Police chief  speaker, side government, of Nad-e Ali": Target("actor", "chief"),
        "News report ‹ local media ‹ ANSF": Target("actor", "ansf"),
        "News report ‹ UNAMA": Target("actor", "unama"),
        "News report ‹ Taliban": Target("actor", "taliban"),
        "News report": Target("source", "report"),
        "https://news.example/report": Target("url", "https://news.example/report"),
        "archived https://archive.example/report": Target("url", "https://archive.example/report"),
        "local media": Target("source", "media"),
        "Police chief  person": Target("actor", "chief"),
        "≠ contradicted by Helicopter comes down (about 27 July 2021)": Target(
            "event", "helicopter"
        ),
        "follows Kaldar falls (about 27 June 2021)": Target("event", "fall"),
        "after Kaldar falls (about 27 June 2021)": Target("event", "fall"),
        "events.yaml:11": Target("file", "events.yaml:11"),
    }


def test_a_claim_of_another_event_is_acted_on_and_one_of_the_same_is_not() -> None:
    found = {text_of(line.spans).strip(): line.target for line in lines(DOWN, width=100)}
    assert found['≠ contradicts Taliban: "The Taliban shot it down"'] is None
    leads = found['≠ contradicted by https://x.example/1: "All is well" (First reports)']
    assert leads == Target("event", "fall-2")


def test_roles_say_what_is_contested_and_what_is_wrong() -> None:
    assert with_role(lines(KALDAR), "title") == ["Security forces and residents retake Kaldar"]
    assert with_role(lines(KALDAR), "contested")[-1] == "≠ contradicted by"
    assert with_role(lines(UNREAD), "problem") == ['"2021-02-30"']


def find(word: str) -> Highlight:
    def ranges(text: str) -> list[tuple[int, int]]:
        start = text.casefold().find(word)
        return [(start, start + len(word))] if start >= 0 else []

    return ranges


def test_what_the_query_found_is_marked_also_across_lines_and_inside_words() -> None:
    shown = event_lines(WHOLE, KALDAR, glyphs=UNICODE, highlight=find("residents retake"), width=24)
    assert [text_of(line.spans) for line in shown[:2]] == [
        "Security forces and",
        "residents retake Kaldar",
    ]
    assert with_role(shown, "match") == ["residents retake"]
    shown = event_lines(WHOLE, KALDAR, glyphs=UNICODE, highlight=find("forces and res"), width=24)
    assert with_role(shown, "match") == ["forces and", "res"]
    assert [text_of(line.spans) for line in shown[:2]][1] == "residents retake Kaldar"


@given(st.integers(0, 90), st.sampled_from(EVENTS), st.sampled_from(["", "e", "the", "report ‹"]))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(
    width: int, event: Event, word: str
) -> None:
    shown = event_lines(WHOLE, event, glyphs=UNICODE, highlight=find(word), width=width)
    assert max(width_of(line.spans) for line in shown) <= max(width, 20)
    assert "".join(block(shown).split()) == "".join(block(lines(event, 500)).split())


def test_ascii_signs() -> None:
    shown = event_lines(WHOLE, DOWN, glyphs=ASCII, width=60)
    assert block(shown).isascii()
    assert "News report <- local media <- ANSF" in block(shown)


def test_text_that_runs_right_to_left_is_set_apart() -> None:
    shown = lines(replace(UNREAD, title="کلدار"))
    assert text_of(shown[0].spans) == "\u2068کلدار\u2069"


def test_as_of_a_day_the_line_in_the_file_is_not_told() -> None:
    known = as_of(WHOLE, parse_date("2021-07-27")).timeline
    shown = block(lines(known.events[known.row_of["kaldar"]], timeline=known))
    assert shown.endswith("FILE\nevents.yaml\nkaldar")


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure("killed", best=16), "16"),
        (Figure("killed", best=1500, approximate=True), "about 1,500"),
        (Figure("killed", low=800), "800 or more"),
        (Figure("killed", low=800, text="over 800"), '800 or more ("over 800")'),
        (Figure("killed", high=19), "up to 19"),
        (Figure("killed", low=16, high=20), "16 to 20"),
        (Figure("killed", low=16, best=18, high=20), "18 (16 to 20)"),
        (Figure("killed", low=16, best=18), "18 (16 or more)"),
        (Figure("killed", best=18, high=20), "18 (up to 20)"),
        (Figure("killed", low=40, text="scores"), "scores"),
        (Figure("killed", low=40, text="Scores"), "Scores"),
        (Figure("held", high=85, unit="percent"), "up to 85%"),
        (Figure("held", best=50, unit="percent", approximate=True), "about 50%"),
        (Figure("held", low=40, best=50, high=60, unit="percent"), "50% (40% to 60%)"),
        (Figure("held", best=12.5, unit="km"), "12.5 km"),
        (Figure("killed", text="many"), '"many"'),
        (Figure("killed", best=0), "0"),
        (
            Figure(
                "killed",
                best=16,
                including=(
                    Figure("killed", best=3, of="civilians"),
                    Figure("killed", low=1, of="ansf"),
                ),
            ),
            "16 including 3 Civilians and 1 or more ANSF",
        ),
    ],
)
def test_figures_in_words(figure: Figure, text: str) -> None:
    assert figure_text(figure, WHOLE) == text


def test_a_figure_says_of_whom() -> None:
    assert figure_line(Figure("killed", best=5, of="taliban"), WHOLE) == "killed, Taliban: 5"
    assert figure_line(Figure("killed", best=5), WHOLE) == "killed: 5"


FILE = """\
sources:
  early: {name: Early paper, published: 2021-01-01}
actors: {army: Army, rebels: Rebels}
events:
  - date: 2020
    title: The bridge falls
    sources: early <- army
    claims:
      - text: It was blown up
      - {text: It fell, contradicts: later, sources: early <- rebels}
      - {id: later, text: Nobody knows, sources: early}
  - date: 2020
    title: The mill burns
    sources: early <- rebels
"""
MORE = """\
sources:
  late: {name: Uniquesource, published: 2021-02-01}
  early: {name: Early paper, published: 2021-01-01}
locations: {lost: Uniqueplace}
actors: {unique: Uniqueactor, army: Army, rebels: Rebels}
events:
  - date: 2019
    title: Uniquetitle
    location: lost
    sources: late <- unique
  - date: 2020
    title: The bridge falls
    sources: [early <- army, late <- unique]
    claims:
      - {text: Uniquetext, sources: late <- unique, contradicts: later, figures: {killed: 7}}
      - text: It was blown up
      - {text: It fell, contradicts: later, sources: early <- rebels}
      - id: later
        text: Nobody knows
        sources: early
        disputed_by: {sources: late <- unique, text: Uniquewords}
  - date: 2020
    title: The mill burns
    sources: early <- rebels
    retracted: 2021-02-02
    links: {follows: 2019-uniquetitle}
"""


def test_as_of_a_day_what_the_file_says_of_a_later_one_is_not_told() -> None:
    told = []
    for text in (FILE, MORE):
        known = as_of(load_text(text).timeline, parse_date("2021-01")).timeline
        told.append("\n\n".join(block(lines(event, 60, known)) for event in known.events))
    assert told[0] == told[1]
    assert "The mill burns" in told[0]
    assert "unique" not in told[0].casefold()
