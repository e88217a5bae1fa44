"""`timeline disputes`: both sides of every contested statement, as text and as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Command

SAMPLE = str(ROOT / "sample_events.yaml")
FRANKLIN = str(ROOT / "docs" / "examples" / "franklin-expedition.yaml")
CASE = """\
sources: {report: {name: Report, published: 2021-07-27}, late: {name: Late, published: 2021-08-01}}
actors: {army: {name: Army, side: government}, rebels: {name: Rebels, side: rebels}}
events:
  - id: attack
    date: 2021-07-26
    title: Army attacks the town
    actors: army
    sources: report <- army
    figures: {killed: 5}
    disputed_by: {sources: late <- rebels, text: there was none}
    claims:
      - {id: dead, text: Ten died, sources: report <- army, figures: {killed: 10}}
      - {text: Nobody died, sources: report <- rebels, contradicts: dead}
  - {id: quiet, date: 2021-07-27, title: A quiet day, sources: report}
"""


def statements(timeline: Command, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(timeline("disputes", *words, "--format", "json").out)[
        "statements"
    ]
    return found


@pytest.fixture
def case(elsewhere: Path) -> Path:
    (elsewhere / "events.yaml").write_text(CASE, encoding="utf-8")
    return elsewhere


def test_the_sides_stand_beside_each_other(timeline: Command, case: Path) -> None:
    result = timeline("disputes")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Army attacks the town                                               26 July 2021
  asserts                                 contests
  Army, a party to it                     Rebels
  in Report                               in Late
  the event as a whole                    there was none
  reported 27 July 2021                   reported 1 August 2021

                low  best  high
  killed  Army          5

Army attacks the town                                               26 July 2021
  asserts                                 contests
  Army, a party to it                     Rebels
  in Report                               in Report
  Ten died                                Nobody died
  reported 27 July 2021                   reported 27 July 2021

                low  best  high
  killed  Army         10
"""
    )


@pytest.mark.parametrize(
    ("columns", "widest"), [("50", 50), ("80", 80), ("120", 120), ("300", 120)]
)
def test_it_fits_the_terminal(
    timeline: Command, monkeypatch: pytest.MonkeyPatch, columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = timeline("disputes", FRANKLIN).out.splitlines()
    assert widest - 8 <= max(map(len, lines)) <= widest
    beside = any("asserts" in line and "contests" in line for line in lines)
    assert beside == (widest >= 70)


def test_the_object_holds_both_sides_and_the_events(timeline: Command, case: Path) -> None:
    found = json.loads(timeline("disputes", "--format", "json").out)
    assert list(found) == ["title", "as_of", "statements", "events"]
    assert [event["id"] for event in found["events"]] == ["attack"]
    assert found["events"] == json.loads(
        timeline("list", "-q", "id=attack", "--format", "json").out
    )
    whole, dead = found["statements"]
    assert (whole["event"], whole["claim"], whole["text"]) == (
        "attack",
        None,
        "Army attacks the town",
    )
    assert [side["stance"] for side in whole["sides"]] == ["asserts", "contests"]
    assert whole["sides"][1] == {
        "stance": "contests",
        "event": "attack",
        "claim": None,
        "words": "there was none",
        "quote": "",
        "date": None,
        "sources": [["late", "rebels"]],
        "supported_by": [],
        "parties": [],
        "figures": [],
        "retracted": None,
    }
    assert dead["claim"] == "dead"
    assert [side["claim"] for side in dead["sides"]] == ["dead", "nobody-died"]
    assert [[figure["best"] for figure in side["figures"]] for side in dead["sides"]] == [[10], []]


def test_a_query_and_a_day_leave_out_what_they_do_not_find(timeline: Command, case: Path) -> None:
    assert len(statements(timeline)) == 2
    assert [one["claim"] for one in statements(timeline, "--as-of", "2021-07-27")] == ["dead"]
    assert statements(timeline, "-q", "id:quiet") == []
    assert len(statements(timeline, SAMPLE)) == 3
    assert len(statements(timeline, SAMPLE, "events.yaml")) == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-q", "id:quiet"], "Nothing here is contested. Events that the query leaves out are"),
        (["--as-of", "2020"], "Nothing here is contested, as it was known by 2020"),
    ],
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_nothing_is_contested(
    timeline: Command, case: Path, words: list[str], said: str, format: str
) -> None:
    result = timeline("disputes", *words, "--format", format)
    assert (result.code, result.err) == (1, f"timeline: {said}\n")
    if format == "text":
        assert result.out == ""
    else:
        assert json.loads(result.out)["statements"] == []


def test_it_draws_with_ascii_signs_if_asked(timeline: Command) -> None:
    out = timeline("disputes", SAMPLE, "--ascii", "-q", "helicopter").out
    assert out.isascii()
    assert "in News report, 27 July 2021 <- Local" in out
