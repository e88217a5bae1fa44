"""The chronology as text: what stands in each line, and in how many cells."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply
from timeline_tui.words.plain import chronology

CASE = """\
title: A case
events:
  - {date: 1991, title: The year it began}
  - {date: 2021-06~, title: The road is cut, retracted: 2021-08}
  - {date: 2021-07-24/2021-07-25, title: Fighting, disputed_by: someone}
  - {date: 2021-07-26, time: morning, title: A helicopter comes down}
  - {date: 2021-08-31, title: The last leave, status: planned}
  - {date: 2021-13-01, title: A date that is none}
  - {date: XXXX-05-01, title: On some 1 May}
  - {date: unknown, title: Who knows when}
"""


def lines(text: str, width: int | None = None, query: str = "", ascii: bool = False) -> list[str]:
    view = apply(load_text(text).timeline, parse(query))
    return list(chronology(view, width, ascii))


def test_every_event_has_a_line_under_its_month() -> None:
    assert lines(CASE) == [
        "A case  8 events",
        "",
        "1991",
        "  1991                The year it began",
        "",
        "June 2021",
        "  ~June               The road is cut  [retracted]",
        "",
        "July 2021",
        "  24–25               Fighting  [disputed]",
        "  26 Jul morning      A helicopter comes down",
        "",
        "August 2021",
        "  31 Aug              The last leave  [planned]",
        "",
        "Year not known",
        "  XXXX-05-01          On some 1 May",
        "",
        "Undated",
        "  2021-13-01          A date that is none",
        "                      Who knows when",
    ]


PLACED = """
events:
  - {id: a, date: 2021, title: In the year}
  - {date: unknown, title: Behind it, after: a}
  - {id: b, date: 2021-07-26, title: On a day}
  - {date: unknown, title: Ahead of it, before: b}
  - {date: unknown, title: Who knows when}
  - {date: unknown, title: Behind that, after: unknown-who-knows-when}
"""


def test_an_event_without_a_date_says_why_it_stands_among_the_dated() -> None:
    assert lines(PLACED)[2:] == [
        "2021",
        "  2021                In the year",
        "  (after)             Behind it",
        "",
        "July 2021",
        "  (before)            Ahead of it",
        "  26 Jul              On a day",
        "",
        "Undated",
        "                      Who knows when",
        "                      Behind that",
    ]


def test_a_query_leaves_only_what_it_finds() -> None:
    assert lines(CASE, query="heli") == [
        "A case  1 of 8 events",
        "",
        "July 2021",
        "  26 Jul morning      A helicopter comes down",
    ]
    assert lines(CASE, query="nothing-of-it") == ["A case  0 of 8 events", "", "No event matches."]


@pytest.mark.parametrize(("events", "count"), [(0, "0 events"), (1, "1 event"), (2, "2 events")])
def test_the_title_counts(events: int, count: str) -> None:
    text = "events:\n" + "- {date: 2021-07, title: One}\n" * events
    assert lines(text)[0] == f"Timeline  {count}"


def test_events_that_contradict_each_other_are_disputed() -> None:
    text = """
- {id: a, date: 2021-07-01, title: Shot down, links: {contradicts: b}}
- {id: b, date: 2021-07-01, title: Landed}
"""
    assert [line.split("  ")[-1] for line in lines(text)[-2:]] == ["[disputed]", "[disputed]"]


def test_a_broken_record_has_its_line() -> None:
    assert any(
        line.endswith("[broken]") for line in lines("- {date: 2021, title: One}\n- {date: [}\n")
    )


@pytest.mark.parametrize("width", [0, 1, 30, 40, 80])
@pytest.mark.parametrize("title", ["word " * 40, "漢字" * 60, "ایران " * 30])
def test_no_line_is_wider_than_asked(width: int, title: str) -> None:
    text = f"title: {title}\nevents:\n- {{date: 2021, title: {title}, disputed_by: someone}}\n"
    found = lines(text, width)
    assert max(map(cell_len, found)) <= max(width, 40)
    assert found[-1].endswith("[disputed]")


def test_a_title_that_is_cut_says_so() -> None:
    text = "- {date: 2021, title: A title that goes on and on and on}\n"
    assert lines(text, 40)[-1] == "  2021                A title that goes…"
    assert lines(text, 40, ascii=True)[-1].endswith("~")


def test_ascii_has_nothing_else() -> None:
    assert all(line.isascii() for line in lines(CASE, 60, ascii=True))
