"""What is printed: tables, the chronology, counts with bars; and the status line."""

from collections.abc import Iterable

from export_files import view
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.loading import load_text
from timeline_tui.core.problems import Problem
from timeline_tui.core.views.tallies import Unit
from timeline_tui.words import status
from timeline_tui.words.disputes import dispute_item
from timeline_tui.words.signs import ASCII, UNICODE
from timeline_tui.words.spans import Line, text_of, width_of
from timeline_tui.words.tables import Column, chronology, stats_lines, table_lines

TEXT = """\
title: The war
locations: {kaldar: {name: Kaldar, within: balkh}, balkh: Balkh}
events:
  - {date: 1840, title: Long ago}
  - {date: 2021-07-26T09:30, title: Kaldar is retaken, location: kaldar, sources: [a, b]}
  - {date: 2021-07~, title: A month of fighting, sources: paper, disputed_by: daily}
  - {date: 2021-06/2022-02, title: A long one, status: planned}
  - {date: unknown, title: A flood}
  - {date: XXXX-12-25, title: A holiday}
"""


def drawn(lines: Iterable[Line]) -> str:
    return "".join(f"{text_of(line).rstrip()}\n" for line in lines)


COLUMNS = (Column("name", share=2), Column("n", "right"), Column("empty"), Column("id", share=1))
ROWS = [("Kaldar district", "12", "", "kaldar-district"), ("Balkh", "3", "", "b")]


def test_a_table_is_fitted_by_cropping_what_may_be():
    fitted, whole = (drawn(table_lines(COLUMNS, ROWS, width, UNICODE)) for width in (28, None))
    lines = ("name             n  id", "Kaldar distri…  12  kaldar-…", "Balkh            3  b")
    assert fitted.splitlines() == [*lines]
    assert "Kaldar district  12  kaldar-district\n" in whole


def test_rows_fit_and_lose_nothing_where_there_is_no_width():
    for width, glyphs in ((20, UNICODE), (60, ASCII), (100, UNICODE), (None, ASCII)):
        lines = list(chronology(view(TEXT, "sort:reported"), width, glyphs))
        if width is None:
            assert all(event.title in drawn(lines) for event in view(TEXT).timeline.events)
        else:
            assert max(map(width_of, lines)) <= max(width, 45)
        assert glyphs is UNICODE or drawn(lines).isascii()


def test_periods_have_names_and_what_may_lie_outside_is_counted():
    names: dict[Unit, str] = {"day": "Mon 26 July 2021", "month": "July 2021", "year": "2021"}
    for unit, name in (names | {"century": "1800s"}).items():
        text = drawn(stats_lines(view(TEXT), unit, 0, None, UNICODE))
        assert f"  {name} " in text
        assert "  year not known " in text and "  undated " in text
        assert ("can lie or last outside" in text) == (unit in names)
        assert drawn(stats_lines(view(TEXT), unit, 0, 50, ASCII)).isascii()


@settings(max_examples=25)
@given(
    st.integers(24, 120),
    st.text("aéש 北\n-", min_size=1, max_size=60).filter(str.strip),
    st.sampled_from([UNICODE, ASCII]),
)
def test_no_line_is_wider_than_the_width(width, words, glyphs):
    quoted = '"' + "".join(f"\\U{ord(c):08x}" for c in words) + '"'
    text = f"- {{date: 2021, title: x, claims: {{text: {quoted}, sources: a, quote: {quoted}, "
    text += f"figures: {{killed: {{best: 9, text: {quoted}}}}}, disputed_by: b}}}}\n"
    timeline = load_text(text)
    for block in disputes(timeline, [0]):
        assert all(
            width_of(line) <= width for line in dispute_item(timeline, (block,), glyphs, width)
        )


BATTLE = """\
sources: {paper: {name: Paper, published: 2021-07-27}}
events:
  - {date: 2021-07-26, title: A battle, sources: paper, claims: {text: x, sources: y}}
  - {date: 2021-07-28, title: A parade}
"""
ERROR = Problem("error", "bad-date", "No date", "Write one", "dir/case.yaml", 3, 7)


def test_what_is_shown_as_of_when_and_what_is_hidden_or_wrong():
    for query, said in {
        "": "2 events",
        "battle": "1 of 2",
        "sort:reported": "2 events · by report",
        "asof:2021-07-27": "as of 2021-07-27 · 1 event · 2 statements hidden: no report date",
    }.items():
        assert text_of(status.facts_line(view(BATTLE, query), ())) == said
    problems = (ERROR, ERROR, Problem("warning", "w", "x"), Problem("note", "n", "x"))
    said = "2 events · the file cannot be read · 2 errors · 1 warning"
    assert text_of(status.facts_line(view(BATTLE), problems, unreadable=True)) == said
    assert text_of(status.facts_line(None, ())) == ""
