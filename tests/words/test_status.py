"""The sentences of the status line."""

from __future__ import annotations

import pytest

from timeline_tui.core.evidence.asof import DaySummary
from timeline_tui.core.loading import load_text
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import QueryError, parse
from timeline_tui.core.views.view import View, apply
from timeline_tui.words import status
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.spans import text_of

COMMANDS = ("previous_report", "next_report", "as_of_off", "edit", "drop_term", "reload")
KEYS = {**dict.fromkeys(COMMANDS, "K"), "clear": "0", "undo": "U", "next_pane": "Tab"}
TEXT = """\
sources: {paper: {name: Paper, published: 2021-07-27}}
events:
  - {date: 2021-07-26, title: A battle, sources: paper, claims: {text: x, sources: y}}
  - {date: 2021-07-28, title: A parade}
"""
ERROR = Problem("error", "bad-date", "No date", "Write one", "dir/case.yaml", 3, 7)


def view(query: str = "", text: str = TEXT) -> View:
    return apply(load_text(text), parse(query))


def test_what_is_shown_as_of_when_and_what_is_hidden() -> None:
    for query, said in {
        "": "2 events",
        "battle": "1 of 2",
        "sort:reported": "2 events · by report",
        "asof:2021-07-27": "as of 2021-07-27 · 1 event · 2 statements hidden: no report date",
    }.items():
        assert text_of(status.facts_line(view(query), ())) == said


def test_what_is_wrong_in_the_file_stands_behind_what_is_shown() -> None:
    problems = (ERROR, ERROR, Problem("warning", "w", "x"), Problem("note", "n", "x"))
    said = "2 events · the file cannot be read · 2 errors · 1 warning"
    assert text_of(status.facts_line(view(), problems, unreadable=True)) == said
    assert text_of(status.facts_line(None, ())) == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (status.problem_line(ERROR), "error  case.yaml:3:7  No date. Write one. [bad-date]"),
        (status.state_line(ERROR), "No date. Write one"),
        (
            status.unreadable_line(ERROR, KEYS),
            "No date. Write one. dir/case.yaml is shown as soon as it can be read; K tries it now.",
        ),
        (status.reload_line(frozenset()), "Read again: no event changed"),
        (status.reload_line(frozenset(), True), "Read again: no event changed, but the head"),
        (
            status.day_line(737998, DaySummary(frozenset("a"), frozenset(), frozenset("bc"))),
            "Reported 2021-07-27: 1 added, 2 contested",
        ),
        (
            status.query_error_line(QueryError("No such field", 3, "Write place")),
            "Column 3: No such field. Write place",
        ),
    ],
)
def test_a_sentence_says_what_is_and_what_to_do(line: tuple, said: str) -> None:
    assert text_of(line) == said


@pytest.mark.parametrize(
    ("query", "text", "said"),
    [
        ("nothing", TEXT, "No event matches. K drops the last term, 0 clears, U goes back."),
        ("asof:1999", TEXT, "Nothing had been reported by then. K goes to the next report day, "),
        ("", "title: x\n", "No events yet. Two lines make one, under events: a date and a title."),
    ],
)
def test_an_empty_list_says_why_and_what_to_do_next(query: str, text: str, said: str) -> None:
    empty = view(query, text)
    assert text_of(status.empty_line(empty, KEYS)).startswith(said)
    assert said.startswith(text_of(status.empty_line(empty)))
    typing = text_of(status.empty_line(empty, KEYS, typing=True))
    assert typing.endswith(". Esc restores the query before.")


def test_why_a_key_did_nothing() -> None:
    for said, words in (
        (status.nothing_from("2022", view()), "Nothing on or after 2022 is shown."),
        (status.nothing_from("2022", view("sort:reported")), "Nothing reported on or after 2022"),
        (status.no_report_day(1, False, KEYS), "All that is known is shown. K goes to the last"),
        (status.no_report_day(1, True, KEYS), "Nothing was reported after that day. K shows all"),
        (status.no_report_day(-1, True, KEYS), "Nothing was reported before that day."),
        (status.no_report_day(-1, False, KEYS), "Nothing has a report date."),
        (status.idle_line("no-link", KEYS, UNICODE), "leads nowhere. › stands before those"),
        (status.idle_line("no-entry-to-fold", KEYS, UNICODE), "a source. Tab goes to them."),
    ):
        assert words in said
