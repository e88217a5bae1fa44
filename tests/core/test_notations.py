"""Dates in other notations are read where they can only mean one thing (FORMAT section 8)."""

import re
import time
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from date_table import READ, SHORT

from timeline_tui.core.dates import DateError, understand
from timeline_tui.core.loading import load_text


def test_what_has_one_reading_is_read():
    found = {typed: understand(typed) for typed in READ}
    assert {typed: date.text for typed, date in found.items()} == READ
    for typed, date in found.items():
        note = f"{typed} is read as {date.text}; write it that way"
        assert (date.written, date.notes) == (typed, (note,))
        assert replace(date, written="", notes=()) == understand(date.text)


NAMES = """
January Februar février März marzo avril abril mai maggio giugno juin juli août agosto
augustus setembro dezembro декабря мая
"""


def test_months_of_eight_languages():
    for month, names in SHORT.items():
        for name in names.split():
            assert understand(f"26. {name.upper()}. 2021").text == f"2021-{month:02}-26", name
    for name in NAMES.split():
        assert understand(f"{name} 2021").text.startswith("2021-")


def test_fifty_odd_dates_of_a_file():
    rows = [f"- date: '{typed}'\n  title: {n}" for n, typed in enumerate(READ)]
    timeline = load_text("\n".join(rows))
    events = {event.title: event for event in timeline.events}
    assert len(events) == len(READ)
    for number, (typed, text) in enumerate(READ.items()):
        event = events[str(number)]
        assert event.date is not None
        assert (event.date.text, event.date_text, event.date_written) == (text, typed, "")
    problem = timeline.problems[0]
    assert {problem.code for problem in timeline.problems} == {"other-date"}
    assert str(problem) == (
        "events.yaml:1:9: note: April 2015 is read as 2015-04. Write it that way. [other-date]"
    )


def test_what_the_source_said_stays_and_the_day_takes_a_time():
    timeline = load_text(
        "sources: {a: {published: 27 July 2021}}\n"
        "events:\n- {date: 26 July 2021, time: 09:30, date_text: on Monday, title: x, sources: a}\n"
        "- {date: [2021-07-24, 2021-07-25], title: y}"
    )
    first, second = sorted(timeline.events, key=lambda event: event.title)
    assert (first.date_text, first.time and first.time.text) == ("on Monday", "09:30")
    assert second.date_text == ""
    published = timeline.sources["a"].published
    assert published and (published.text, published.written) == ("2021-07-27", "27 July 2021")


def test_the_page_says_what_is_read():
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
    table = page.partition("<!-- notations -->")[2].partition("<!-- end notations -->")[0]
    rows = re.findall(r"^\| `(.+)` \| `(.+)` \|$", table, re.M)
    assert len(rows) > 10
    assert [(typed, understand(typed).text) for typed, _ in rows] == rows


def test_no_text_takes_long():
    """Neither long ones nor those with many ways to divide them."""
    parts = ("9", "1/", "- ", "? ", "~?", "c. ", "and ", "2021-7-4,", "T09:", "from to ", "١", "\0")
    texts = [(part * 2000)[:length] for part in parts for length in (190, 200, 2000, 9000)]
    sets = [f"[{body}]" for body in texts]
    begun = time.process_time()
    for text in chain(
        texts, sets, ["2021²", "½ July 2021", "\0 2021", "\ud800", "²⁰²¹", "2021\x00"]
    ):
        with pytest.raises(DateError):
            understand(text)
    assert time.process_time() - begun < 5
