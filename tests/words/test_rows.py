"""One event as one line, at any width: date, title, place, signs."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply
from timeline_tui.words.rows import Row
from timeline_tui.words.signs import ASCII, UNICODE, Glyphs
from timeline_tui.words.spans import Span, text_of, width_of

TIMELINE = load_text(
    """\
locations: {kaldar: Kaldar, balkh: Balkh}
sources: {a: {name: a, published: 2021-07~}}
events:
  - {date: 2021-07-26T09:30, title: Kaldar is retaken, location: [kaldar, balkh], sources: [a, b],
     id: day}
  - {date: 2021-07~, title: A month of fighting, sources: a, id: month}
  - {date: 2021-07-24/2021-08-03, title: A week, sources: a, disputed_by: b, id: week}
  - {date: 2021-08/.., title: The withdrawal, status: planned, id: open}
  - {date: unknown, title: A flood, after: day, id: after}
  - {date: 2021-07-26, title: "עיר גדולה", id: hebrew}
  - {date: XXXX-12-25, title: A holiday, id: yearless}
  - date: 2020
    title: A: B
    id: mended
  - [broken
"""
)


def row(
    id: str, width: int = 60, glyphs: Glyphs = UNICODE, query: str = "", **more: Any
) -> tuple[Span, ...]:
    view = apply(TIMELINE, parse(query))
    told = {"month": (2021, 7), "names_day": True} | more
    return Row(view, view.position(id), glyphs, **told).line(width)


def test_a_row_tells_date_title_and_standing():
    for id, expected in {
        "day": " Mon 26 09:30        Kaldar is retaken                    ●2",
        "month": "  ~July              A month of fighting                  ○",
        "week": "  24 Jul–3 Aug       A week                               ≠",
        "open": "  from August        The withdrawal (planned)             ·",
        "after": "  (after)            A flood                              ·",
        "mended": "  2020               A: B                                ⚠·",
    }.items():
        assert text_of(row(id)).rstrip() == expected


def test_a_narrow_line_gives_its_room_to_the_title():
    for width, expected in {
        50: " Mon 26 09:30   Kaldar is retaken               ●2",
        36: " Mon 26 09:30   Kaldar is reta…   ●2",
        30: " Mon 26… Kaldar is retak…   ●2",
        100: " Mon 26 09:30        Kaldar is retaken" + " " * 48 + "Kaldar +1   ●2",
    }.items():
        assert text_of(row("day", width)) == expected
    assert "The withdr… (planned)" in text_of(row("open", 42))


@given(
    st.sampled_from(sorted(TIMELINE.row_of)),
    st.integers(20, 150),
    st.booleans(),
    st.sampled_from([UNICODE, ASCII]),
)
def test_a_row_is_as_wide_as_its_room(id, width, words, glyphs):
    words = words and width > 40
    for query in ("", "sort:reported"):
        line = row(id, width, glyphs, query, words=words)
        assert width_of(line) == width
        assert glyphs is UNICODE or id == "hebrew" or text_of(line).isascii()


def test_a_broken_record_says_where_it_is():
    id = next(event.id for event in TIMELINE.events if event.broken)
    line = row(id, month=(None, None), words=True)
    assert text_of(line).startswith("  line 15            [broken")
    assert text_of(line).rstrip().endswith("⚠  broken")
    assert Span("[broken", "problem") in line


def test_marks_words_and_what_the_query_found_are_shown():
    line = row("week", marked=True, changed=True, words=True)
    assert text_of(line).rstrip().endswith("◆▲≠  disputed")
    line = row("hebrew", query="עיר")
    assert (Span("\u2068"), Span("עיר", "match")) == line[4:6]
    assert text_of(line).count("\u2069") == 1


def test_in_the_order_of_reports_the_row_tells_when_it_happened():
    told = text_of(row("day", 80, query="sort:reported"))
    assert told.startswith("  ~July       +")
    assert "26 Jul 2021" in told
    assert text_of(row("hebrew", 80, query="sort:reported")).startswith("  not reported")
