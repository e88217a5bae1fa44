"""A line of the chronology: what gives way where there is little room."""

from __future__ import annotations

import pytest

from timeline_tui.core.dates import parse_date
from timeline_tui.core.evidence.standing import standing
from timeline_tui.core.loading import load_text
from timeline_tui.words.glyphs import ASCII, UNICODE
from timeline_tui.words.rows import RowContext, rail_spans, row_line
from timeline_tui.words.spans import text_of, width_of

FILE = """\
locations: {kaldar: Kaldar}
events:
  - {date: 2021-07-26, time: morning, title: Security forces retake Kaldar, location: kaldar}
  - {date: 2021-07-24/2021-07-27, title: Offensives in 25 provinces}
"""


def row(position: int, width: int) -> str:
    timeline = load_text(FILE).timeline
    event = timeline.events[position]
    context = RowContext(month=(2021, 7), names_day=True)
    line = row_line(timeline, event, standing(timeline, event), context, width, UNICODE)
    assert width_of(line) == width
    return text_of(line)


@pytest.mark.parametrize(
    ("width", "retaken", "offensives"),
    [
        (90, " Mon 26 morning      Security forces", "  24–27         ▒    Offensives"),
        (60, " Mon 26 morning      Security forces", "  24–27         ▒    Offensives"),
        (59, " Mon 26 morning Security forces", "  24–27         Offensives"),
        (36, " Mon 26 morning Security fo", "  24–27         Offensiv"),
        (35, " Mon 26… Security forces", "  24–27  Offensives"),
        (20, " Mon 26… Sec", "  24–27  Off"),
    ],
)
def test_on_a_narrow_line_the_title_is_worth_more_than_the_end_of_the_date(
    width: int, retaken: str, offensives: str
) -> None:
    assert (row(1, width)[: len(retaken)], row(0, width)[: len(offensives)]) == (
        retaken,
        offensives,
    )


def test_an_event_that_only_an_order_places_says_so_where_others_have_their_date() -> None:
    text = "events: [{id: a, date: 2021-07-26, title: A}, {date: unknown, title: B, after: a}]"
    timeline = load_text(text).timeline
    event = timeline.events[1]
    shown = {
        month: text_of(rail_spans(event, RowContext(month=month, names_day=True), UNICODE))
        for month in ((2021, 7), (2021, None), (None, None))
    }
    assert [said.strip() for said in shown.values()] == ["(after)", "(after)", ""]


def test_where_there_is_room_the_place_stands_at_the_right() -> None:
    assert "Kaldar   ·" in row(1, 90)
    assert "Kaldar   ·" not in row(1, 80)


@pytest.mark.parametrize("width", range(16, 130))
def test_a_row_is_as_wide_as_its_room(width: int) -> None:
    row(0, width), row(1, width)


def test_ascii_rows_are_ascii() -> None:
    timeline = load_text(FILE).timeline
    for event in timeline.events:
        context = RowContext(month=(2021, 7), names_day=True)
        line = row_line(timeline, event, standing(timeline, event), context, 40, ASCII)
        assert text_of(line).isascii()


@pytest.mark.parametrize("reported", ["2014-09", "[2014-09-18..2014-09-25]", "2014-09-18"])
def test_in_the_order_of_reports_the_lag_and_the_day_it_happened_are_seen_whole(
    reported: str,
) -> None:
    text = f"""
    sources: {{s: {{published: {reported!r}}}}}
    events: [{{date: 1846/1877, title: {"Long " * 20}, sources: s}}]
    """
    timeline = load_text(text).timeline
    event = timeline.events[0]
    date = parse_date(reported)
    context = RowContext(month=(2014, 9), names_day=True, by_report=True, reported=date)
    line = text_of(row_line(timeline, event, standing(timeline, event), context, 78, UNICODE))
    assert "+136–168 y " in line
    assert line.rstrip().endswith("…   1846–1877   ○1")
