"""The disputes as text: blocks compared whole, and what must hold at every width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates import parse_date
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.timeline import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    Figure,
    Participant,
    Record,
    Source,
    Timeline,
)
from timeline_tui.words.disputes import dispute_items, nothing_contested
from timeline_tui.words.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.words.spans import text_of, width_of

DAY = parse_date("2021-07-27")
LATER = parse_date("2021-08-03")
ACTORS = (
    Actor("ansf", "ANSF", side="government"),
    Actor("shinwari", "Ajmal Omar Shinwari", part_of="ansf", side="government"),
    Actor("officers", "Military sources"),
    Actor("taliban", "Taliban", side="taliban"),
    Actor("unama", "UNAMA"),
)
SOURCES = (Source("report", "News report"), Source("media", "Local media in Afghanistan"))


def chains(*texts: str) -> tuple[Chain, ...]:
    return tuple(Chain(tuple(text.split(" <- ")), DAY) for text in texts)


def timeline(*events: Event) -> Timeline:
    return Timeline(
        "Test",
        ZoneInfo("UTC"),
        ("events.yaml",),
        events,
        tuple(Record("events.yaml", 1, "") for _ in events),
        {},
        {actor.id: actor for actor in ACTORS},
        {source.id: source for source in SOURCES},
    )


def drawn(*events: Event, width: int = 80, glyphs: Glyphs = UNICODE) -> str:
    """All blocks of the events, as text."""
    found = timeline(*events)
    items = dispute_items(found, disputes(found, range(len(events))), glyphs, width)
    return "\n".join(text_of(line) for item in items for line in item).rstrip("\n")


def block(text: str) -> str:
    return dedent(text).strip("\n")


LOSSES = Claim(
    "losses",
    "Taliban losses in the week's offensives",
    chains("report <- shinwari"),
    figures=(
        Figure("killed", best=1500.0, of="taliban", approximate=True),
        Figure("wounded", low=800.0, of="taliban", text="over 800"),
    ),
    disputes=(Dispute(chains("report <- taliban"), "dismisses the estimates"),),
)
WEEK = Event(
    "week",
    "Government offensives in 25 provinces",
    parse_date("2021-07-24/2021-07-27"),
    actors=(Participant("ansf"), Participant("taliban")),
    chains=chains("report <- shinwari"),
    claims=(LOSSES,),
)
SHOT = Claim(
    "shot",
    "The Taliban shot the helicopter down",
    chains("report <- taliban"),
    date=DAY,
    figures=(Figure("killed", low=4.0, high=6.0),),
)
HARD = Claim(
    "hard",
    "The helicopter came down hard in an emergency, after an operation against the Taliban",
    chains("report <- media <- officers"),
    quote="nobody was harmed",
    figures=(Figure("killed", best=0.0),),
    contradicts=("helicopter/shot",),
)
HELICOPTER = Event(
    "helicopter",
    "Military helicopter comes down in Nad-e Ali",
    parse_date("2021-07-27~"),
    actors=(Participant("taliban"),),
    claims=(SHOT, HARD),
)


def test_the_sides_stand_beside_each_other_and_the_figures_under_them() -> None:
    assert drawn(WEEK) == block(
        """
        Government offensives in 25 provinces                            24–27 July 2021
          asserts                                 contests
          Ajmal Omar Shinwari, a party to it      Taliban, a party to it
          in News report                          in News report
          Taliban losses in the week's            dismisses the estimates
            offensives
          reported 27 July 2021                   reported 27 July 2021

                                                 low    best  high
          killed, Taliban   Ajmal Omar Shinwari       ~1,500
          wounded, Taliban  Ajmal Omar Shinwari  800                "over 800"
        """
    )


def test_both_sides_of_a_contradiction_are_one_block() -> None:
    assert drawn(HELICOPTER) == block(
        """
        Military helicopter comes down in Nad-e Ali                   about 27 July 2021
          asserts                                 contests
          Taliban, a party to it                  Military sources
          in News report                          in News report ‹ Local media in
                                                    Afghanistan
          The Taliban shot the helicopter down    The helicopter came down hard in an
                                                    emergency, after an operation
                                                    against the Taliban
                                                  "nobody was harmed"
          said 27 July 2021                       reported 27 July 2021

                                    low  best  high
          killed  Taliban             4           6
                  Military sources          0
        """
    )


def test_a_narrow_screen_shows_one_side_under_the_other() -> None:
    assert drawn(HELICOPTER, width=44) == block(
        """
        Military helicopter comes down in Nad-e Ali
        about 27 July 2021
          asserts
            Taliban, a party to it
            in News report
            The Taliban shot the helicopter down
            said 27 July 2021
          contests
            Military sources
            in News report ‹ Local media in
              Afghanistan
            The helicopter came down hard in an
              emergency, after an operation against
              the Taliban
            "nobody was harmed"
            reported 27 July 2021

                                    low  best  high
          killed  Taliban             4           6
                  Military sources          0
        """
    )


def test_without_room_for_a_table_the_figures_are_sentences() -> None:
    assert drawn(WEEK, width=36) == block(
        """
        Government offensives in 25
        provinces
        24–27 July 2021
          asserts
            Ajmal Omar Shinwari, a party to
              it
            in News report
            Taliban losses in the week's
              offensives
            reported 27 July 2021
          contests
            Taliban, a party to it
            in News report
            dismisses the estimates
            reported 27 July 2021

          killed, Taliban: about 1,500,
            according to Ajmal Omar Shinwari
          wounded, Taliban: 800 or more
            ("over 800"), according to Ajmal
            Omar Shinwari
        """
    )


def test_an_event_as_a_whole_several_who_contest_it_and_days_that_differ() -> None:
    bridge = Event(
        "bridge",
        "The bridge is blown up",
        parse_date("2021-07"),
        status="planned",
        chains=(Chain(("report", "unama"), DAY), Chain(("media",), LATER)),
        disputes=(
            Dispute(chains("taliban"), "call it an accident", LATER),
            Dispute((Chain(("officers",)),)),
            Dispute((), "rumours"),
        ),
        retracted=LATER,
    )
    assert drawn(bridge, width=72) == block(
        """
        The bridge is blown up                                July 2021, planned
          asserts                             contests
          UNAMA                               Taliban
          in News report; reported 27 July
            2021
          Local media in Afghanistan
          reported 3 August 2021
          the event as a whole                call it an accident
          retracted 3 August 2021             said 3 August 2021

                                              contests
                                              Military sources
                                              no report date

                                              contests
                                              nobody named
                                              rumours
                                              no report date
        """
    )


def test_a_claim_of_another_event_says_which() -> None:
    other = Event(
        "other",
        "An army statement",
        parse_date("2021-07-28"),
        claims=(replace(HARD, quote="", figures=(), contradicts=("first/shot",)),),
    )
    first = Event("first", "A rebel statement", DAY, claims=(replace(SHOT, figures=()),))
    assert drawn(first, other, width=72) == block(
        """
        A rebel statement                                           27 July 2021
          asserts                             contests
          Taliban                             Military sources
          in News report                      in News report ‹ Local media in
                                                Afghanistan
          The Taliban shot the helicopter     The helicopter came down hard in
            down                                an emergency, after an
                                                operation against the Taliban
                                              of another event: An army
                                                statement, 28 July 2021
          said 27 July 2021                   reported 27 July 2021
        """
    )


def test_who_supports_a_claim_stands_with_who_asserts_it() -> None:
    supported = replace(LOSSES, figures=(), supports=chains("media <- unama"))
    left = [
        line[:56].strip()
        for line in drawn(replace(WEEK, claims=(supported,)), width=120).split("\n")
    ]
    assert left[2:6] == [
        "Ajmal Omar Shinwari, a party to it",
        "in News report; reported 27 July 2021",
        "supported by UNAMA",
        "in Local media in Afghanistan; reported 27 July 2021",
    ]


def figures(*given: Figure, **contest: tuple[Figure, ...]) -> list[str]:
    """The table of a claim with these figures and, with `other`, of one that contradicts it."""
    one = replace(SHOT, figures=given)
    two = replace(HARD, figures=contest.get("other", ()))
    lines = drawn(replace(HELICOPTER, claims=(one, two)), width=100).split("\n")
    return [" ".join(line.split()) for line in lines[lines.index("") + 1 :]]


@pytest.mark.parametrize(
    ("figure", "row"),
    [
        (Figure("killed", best=1649.0), "killed Taliban 1,649"),
        (Figure("killed", low=1.0, best=2.5, high=3.0), "killed Taliban 1 2.5 3"),
        (Figure("killed", best=20.0, low=10.0, approximate=True), "killed Taliban 10 ~20"),
        (Figure("killed", low=10.0, high=20.0, approximate=True), "killed Taliban ~10 ~20"),
        (Figure("killed", low=40.0, text="scores"), 'killed Taliban 40 "scores"'),
        (Figure("land", high=85.0, unit="percent", of="taliban"), "land, Taliban Taliban 85%"),
        (Figure("burnt", best=5.0, unit="houses"), "burnt (houses) Taliban 5"),
    ],
)
def test_a_figure_is_shown_as_given_and_nothing_invented(figure: Figure, row: str) -> None:
    assert figures(figure) == ["low best high", row]


def test_what_a_figure_includes_stands_under_it() -> None:
    part = Figure("killed", best=3.0, of="unama")
    assert figures(Figure("killed", best=16.0, including=(part,))) == [
        "low best high",
        "killed Taliban 16",
        "including UNAMA 3",
    ]


def test_a_measure_is_named_once_and_its_figures_are_not_added_up() -> None:
    found = figures(Figure("killed", best=16.0), other=(Figure("killed", best=5.0),))
    assert found == ["low best high", "killed Taliban 16", "Military sources 5"]


def test_claimants_of_one_name_are_told_apart_by_their_stance() -> None:
    same = replace(HARD, chains=SHOT.chains)
    assert "Taliban, asserts" in drawn(replace(HELICOPTER, claims=(SHOT, same)))
    assert "Taliban, contests" in drawn(replace(HELICOPTER, claims=(SHOT, same)))


def test_ascii_glyphs_give_ascii_where_the_file_does() -> None:
    text = drawn(HELICOPTER, glyphs=ASCII)
    assert "News report <- Local media" in text
    assert text.isascii()


def test_line_breaks_are_kept_but_for_a_title() -> None:
    broken = replace(SHOT, text="The Taliban\nshot it down", quote="we\ndid")
    text = drawn(replace(HELICOPTER, claims=(broken, HARD), title="Military\nhelicopter"))
    assert "Military helicopter" in text
    lines = [line.split("  ")[1] for line in text.split("\n") if line]
    at = lines.index("The Taliban")
    assert lines[at : at + 4] == ["The Taliban", "shot it down", '"we', 'did"']


def test_a_date_that_does_not_read_is_shown_as_written() -> None:
    undated = replace(WEEK, date=None, date_written="last Monday")
    assert drawn(undated).split("\n")[0].endswith("last Monday")


def test_the_stances_are_words_and_the_heading_has_its_role() -> None:
    found = timeline(WEEK)
    ((heading, stances, *_),) = dispute_items(found, disputes(found, (0,)), UNICODE, 80)
    assert heading[0].role == "title"
    assert [span for span in stances if span.text.strip()] == [
        ("asserts", "label"),
        ("contests", "contested"),
    ]


@given(
    st.integers(10, 130),
    st.text(st.sampled_from("ab ü漢字é-\n"), min_size=1, max_size=60),
    st.floats(0, 10**9, allow_nan=False),
)
def test_no_line_is_wider_than_the_width(width: int, words: str, number: float) -> None:
    claims = (
        replace(SHOT, text=words, figures=(Figure(words, number, text=words, of="taliban"),)),
        replace(HARD, quote=words),
        replace(LOSSES, id="other", disputes=(Dispute(chains("taliban"), words),)),
    )
    found = timeline(replace(HELICOPTER, title=words, claims=claims))
    items = dispute_items(found, disputes(found, (0,)), UNICODE, width)
    assert len(items) == 2
    for item in items:
        assert max(width_of(line) for line in item) <= width
        assert item[-1] == ()


# Nothing contested


@pytest.mark.parametrize(
    ("events", "asof", "said"),
    [
        (
            (WEEK,),
            None,
            "Nothing here is contested. Events that the query hides are; 0 shows all.",
        ),
        (
            (replace(WEEK, claims=()),),
            DAY,
            "Nothing here is contested, as it was known by 27 July 2021. "
            "> goes to the next report, T shows what is known today.",
        ),
        (
            (),
            None,
            "Nothing here is contested. "
            "In the file, disputed_by and contradicts say who contests what.",
        ),
    ],
)
def test_an_empty_view_says_what_to_do(events: Iterable[Event], asof: object, said: str) -> None:
    assert text_of(nothing_contested(timeline(*events), asof)) == said  # type: ignore[arg-type]  # the table's dates
