"""What reads well but is probably a slip."""

from __future__ import annotations

import pytest

from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline


def warnings(text: str) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in load_text(text).problems]


# Reported before it happened

REPORTS = """\
sources:
  {early: {published: 2021-07-20}, late: {published: 2021-07-27}, month: {published: 2021-07}}
actors: {ana: ANA}
events:
  - {date: 2021-07-19, title: Uses all, sources: [early, late, month], actors: ana}
"""


@pytest.mark.parametrize(
    ("record", "early"),
    [
        ("{date: 2021-07-21, title: It, sources: early}", True),
        ("{date: 2021-07-21, title: It, sources: [late, early <- ana]}", True),
        ("{date: 2021-08, title: It, sources: month}", True),
        ("{date: 2021-07-20, title: It, sources: early}", False),
        ("{date: 2021-07, title: It, sources: early}", False),
        ("{date: 2021-07-21, title: It, sources: month}", False),
        ("{date: /2021-07-25, title: It, sources: early}", False),
        ("{date: unknown, title: It, sources: early}", False),
        ("{date: 2021-07-21, title: It, sources: early, status: planned}", False),
        ("{date: 2021-07-21, title: It, sources: early, status: cancelled}", False),
        ("{date: 2021-07-21, title: It, sources: late, claims: [{text: a, sources: early}]}", True),
        ("{date: 2021-07-21, title: It, sources: late, claims: [{text: a, date: 2020}]}", True),
        ("{date: 2021-07-21, title: It, sources: late, claims: [{text: a, date: 2021}]}", False),
    ],
)
def test_a_report_before_its_event(record: str, early: bool) -> None:
    assert warnings(f"{REPORTS}  - {record}\n") == ([("reported-too-early", 6)] if early else [])


def test_a_report_before_its_event_says_both_dates() -> None:
    timeline = load_text(f"{REPORTS}  - {{date: 2021-07-21, title: It, sources: early}}\n")
    assert str(timeline.problems[0]) == (
        "events.yaml:6:44: warning: `early` reports this on 2021-07-20, before it happened "
        "(2021-07-21). Correct one of the dates, or write `status: planned`. [reported-too-early]"
    )


def test_a_claim_does_not_repeat_the_warning_of_its_event(load_doc: Timeline) -> None:
    """
    sources: {early: {published: 2021-07-20}}
    events:
      - {date: 2021-07-21, title: It, sources: early, claims: [One, Two]}
    """
    assert [p.code for p in load_doc.problems] == ["reported-too-early"]


# A comment in place of a value


def test_what_is_missing_because_of_a_comment_is_told_with_it(load_doc: Timeline) -> None:
    """
    events:
      - date: 2021
        title: #4 wins
      - title: #5 loses
        date: #2021
        actors: [ana]
        location: #x
      - date: 2021
        title: Two claims
        claims:
          - text: #first
            sources: ana
          - {sources: ana, text: Second} #second
    """
    problems = [p for p in load_doc.problems if p.code != "undeclared"]
    assert [(p.severity, p.code, p.line, p.column) for p in problems] == [
        ("error", "cut-off", 3, 12),
        ("error", "cut-off", 4, 12),
        ("error", "cut-off", 5, 11),
        ("warning", "cut-off", 7, 15),
        ("error", "cut-off", 11, 15),
    ]
    assert str(problems[0]) == (
        "events.yaml:3:12: error: All of this is a comment, so `title` is missing. "
        "Quote it if it is the value; else write one before the `#`. [cut-off]"
    )


@pytest.mark.parametrize("title", ["", "# a note", "~ #4 wins"])
def test_what_is_missing_without_such_a_comment_is_told_alone(title: str) -> None:
    text = f"- date: 2021\n  title: {title}\n  note: #x\n"
    assert ("missing", 1) in warnings(text)


# The same event twice


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ("{date: 2021-07-26, title: KALDAR retaken}", True),
        ("{date: 2021-07-26, title: Kaldár retaken}", True),
        ("{date: 2021-07-26, title: Kaldar retaken, location: x}", True),
        ("{date: 2021-07-27, title: Kaldar retaken}", False),
        ("{date: 2021-07-26, title: Kaldar lost}", False),
    ],
)
def test_the_same_date_and_title(second: str, same: bool) -> None:
    text = f"events:\n  - date: 2021-07-26\n    title: Kaldar retaken\n  - {second}\n"
    found = [
        problem for problem in load_text(text).problems if problem.code == "same-event"
    ]
    assert [(p.line, p.message) for p in found] == (
        [(4, "The event in line 2 has the same date and title")] if same else []
    )


def test_broken_records_are_not_compared() -> None:
    text = "events:\n  - {date: [\n  - {date: [\n"
    assert "same-event" not in [code for code, _ in warnings(text)]


@pytest.mark.parametrize("record", ["{}", "{date: 2021-07-26}", "{title: Kaldar}"])
def test_what_has_no_date_or_no_title_is_not_compared(record: str) -> None:
    problems = load_text(f"events: [{record}, {record}]\n").problems
    assert {problem.code for problem in problems} == {"missing"}


# Never used


def test_what_is_declared_and_never_used(load_doc: Timeline) -> None:
    """
    locations:
      balkh: Balkh
      kaldar: {within: balkh}
      takhar: Takhar
    actors:
      army: Army
      ana: {part_of: army}
      figure: Figure
      denier: Denier
      reader: Reader
    sources:
      report: Report
      other: Other
    events:
      - date: 2021
        title: It
        location: kaldar
        actors: ana
        figures: {killed: {of: figure, best: 2}}
        sources: report
        disputed_by: report <- denier
    """
    assert [
        (p.severity, p.code, p.line, p.column, p.message) for p in load_doc.problems
    ] == [
        ("warning", "unused", 4, 3, "`takhar` is declared but never used"),
        ("warning", "unused", 10, 3, "`reader` is declared but never used"),
        ("warning", "unused", 13, 3, "`other` is declared but never used"),
    ]


def test_a_place_in_a_chain_that_does_not_hold_is_used(load_doc: Timeline) -> None:
    """
    locations: {balkh: {}, herat: {}, ghor: {}, kaldar: {within: balkh}}
    events:
      - {date: 2021, title: It, location: Kaldar < Herat}
    """
    assert [(p.code, p.line, p.column) for p in load_doc.problems] == [
        ("unused", 1, 35),
        ("contradicts-within", 3, 39),
    ]


def test_an_empty_id_is_one_problem() -> None:
    timeline = load_text('actors: {"": {name: Empty}}\n')
    assert [problem.code for problem in timeline.problems] == ["bad-id"]
