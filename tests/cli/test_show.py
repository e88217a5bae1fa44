"""`timeline show`: one event whole, found by its id, and nothing of what was not known yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import ROOT, Command

from timeline_tui.export.record import FIELDS

SAMPLE = str(ROOT / "sample_events.yaml")
CASE = """\
sources:
  report: {name: Report, published: 2021-07-27}
  later: {name: Later, published: 2021-08-01}
events:
  - {id: attack, date: 2021-07-26, title: An attack, sources: report}
  - {id: attack-two, date: 2021-07-26, title: Another attack, sources: later}
  - {id: attack-three, date: 2021-07-26, title: A third, sources: later, links: {follows: attack}}
  - {id: Zoë Street, date: 2021-07, title: "Fire in Zoë Street", sources: report}
"""


@pytest.fixture
def case(elsewhere: Path) -> Path:
    (elsewhere / "events.yaml").write_text(CASE, encoding="utf-8")
    return elsewhere


def test_everything_that_is_said_of_an_event(timeline: Command) -> None:
    result = timeline("show", "helicopter", SAMPLE)
    assert (result.code, result.err) == (0, "")
    for said in (
        "Military helicopter comes down in Nad-e Ali\n",
        'About 27 July 2021  "Earlier Tuesday"\n',
        "Nad-e Ali ‹ Helmand ‹ Afghanistan\n",
        "  News report, 27 July 2021 ‹ Taliban\n",
        "2 independent: Taliban;",
        "/sample_events.yaml:",
    ):
        assert said in result.out
    assert max(map(len, result.out.splitlines()[:-2])) <= 80


@pytest.mark.parametrize(("columns", "widest"), [("50", 50), ("90", 90), ("300", 100)])
def test_it_fits_the_terminal_and_reads_well_on_a_wide_one(
    timeline: Command, monkeypatch: pytest.MonkeyPatch, columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = timeline("show", "kaldar-falls", SAMPLE).out.splitlines()
    assert widest - 8 <= max(map(len, lines)) <= widest


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("attack", "An attack"),
        ("attack-two", "Another attack"),
        ("ATTACK_TWO", "Another attack"),
        ("attack-th", "A third"),
        ("zoë street", "Fire in Zoë Street"),
        ("zo", "Fire in Zoë Street"),
    ],
)
def test_an_event_is_found_by_its_id_or_the_beginning_of_one(
    timeline: Command, case: Path, typed: str, title: str
) -> None:
    result = timeline("show", typed)
    assert (result.code, result.out.splitlines()[0]) == (0, title)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["atack"], "no event has the id `atack`. Did you mean `attack`?"),
        (["helicopter"], "no event has the id `helicopter`"),
        ([""], "no event has the id ``"),
        (
            ["attack-t"],
            "2 events have an id that begins with `attack-t`:\n  attack-two\n  attack-three",
        ),
        (
            ["attack-two", "--as-of", "2021-07-27"],
            "as of 27 July 2021 no event with the id `attack-two` was known. "
            "Did you mean `attack`?",
        ),
        (
            ["attack-four", "--as-of", "2021-07-27"],
            "as of 27 July 2021 no event with the id `attack-four` was known. "
            "Did you mean `attack`?",
        ),
        (
            ["zoe", "--as-of", "2020"],
            "as of 2020 no event with the id `zoe` was known",
        ),
    ],
)
def test_an_event_that_is_not_there(
    timeline: Command, case: Path, words: list[str], said: str
) -> None:
    result = timeline("show", *words)
    assert (result.code, result.out, result.err) == (1, "", f"timeline: {said}\n")


def test_as_of_a_day_a_link_to_what_came_later_is_not_told(timeline: Command, case: Path) -> None:
    assert "followed by A third" in timeline("show", "attack").out
    early = timeline("show", "attack", "--as-of", "2021-07-28")
    assert (early.code, "followed by" in early.out) == (0, False)
    assert early.out.endswith("FILE\nevents.yaml\nattack\n")
    assert json.loads(timeline("show", "attack", "--format", "json").out)["linked_from"] == {
        "follows": ["attack-three"]
    }


def test_the_object_has_all_that_a_list_has_and_what_the_timeline_knows(
    timeline: Command,
) -> None:
    result = timeline("show", "kaldar-retaken", SAMPLE, "--format", "json")
    found = json.loads(result.out)
    listed = json.loads(timeline("list", SAMPLE, "-q", "id=kaldar-retaken", "--format", "json").out)
    assert list(found) == [*FIELDS, "date_in_words", "standing_because", "linked_from"]
    assert {name: found[name] for name in FIELDS} == listed[0]
    assert found["date_in_words"] == "26 July 2021, morning"
    assert found["standing_because"].startswith("2 independent: Local media in Afghanistan; ")
    assert list(found["linked_from"]) == ["related-to"]


def test_an_id_may_stand_behind_the_end_of_options(timeline: Command, case: Path) -> None:
    assert timeline("show", "--", "attack", "events.yaml").out.startswith("An attack\n")
    assert "no event has the id `-x`" in timeline("show", "--", "-x").err


def test_an_event_has_to_be_named(timeline: Command, case: Path) -> None:
    result = timeline("show")
    assert (result.code, result.out) == (2, "")
    assert "which event?" in result.err


def test_it_draws_with_ascii_signs_if_asked(timeline: Command) -> None:
    out = timeline("show", "helicopter", SAMPLE, "--ascii").out
    assert out.isascii()
    assert "News report, 27 July 2021 <- Taliban" in out


def test_a_broken_record_is_shown_as_it_was_typed(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "events.yaml").write_text(
        "- date: 2021\n  title: 'One\n- {date: 2021, title: x}\n"
    )
    events = json.loads(timeline("list", "--format", "json").out)
    [broken] = [event["id"] for event in events if event["broken"]]
    result = timeline("show", broken)
    assert result.code == 0
    assert "AS TYPED\n" in result.out
    assert "1 error in 1 file" in result.err
