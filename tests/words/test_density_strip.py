"""The density strip and the legend as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates.calendar import civil, ordinal
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.views.density import density
from timeline_tui.core.views.view import apply
from timeline_tui.words.density import Scale, density_line, scale
from timeline_tui.words.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.words.legend import legend_lines
from timeline_tui.words.spans import Span, text_of, width_of


@pytest.mark.parametrize(
    ("shown", "total", "text"),
    [
        ([], [], ""),
        ([0, 0], [0, 0], "  "),
        ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7], "▃▄▅▅▆▇█"),
        ([1, 1000], [1, 1000], "▂█"),
        ([5, 5], [5, 5], "██"),
        ([0, 3, 0], [9, 9, 0], "▁█ "),
        ([0, 0], [4, 0], "▁ "),
        ([0.25, 0.5], [0.25, 0.5], "▅█"),
    ],
)
def test_bars(shown: list[float], total: list[float], text: str) -> None:
    line = density_line(shown, total, UNICODE)
    assert text_of(line) == text
    assert width_of(line) == len(shown)


def test_bins_of_which_nothing_is_shown_are_dim_and_differ_by_their_height_too() -> None:
    assert density_line([0, 1, 100, 0], [5, 5, 100, 0], ASCII) == (
        Span(".", "dim"),
        Span(":@ ", "plain"),
    )


def test_counts_of_different_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        density_line([1], [1, 2], UNICODE)


def test_legend() -> None:
    assert [text_of(line)[:26].rstrip() for line in legend_lines(UNICODE)] == [
        "  ≠        disputed",
        "  ●        corroborated",
        "  ○        single origin",
        "  ◐        party claim",
        "  ·        unsourced",
        "  ×        retracted",
        "  ⚠        broken",
        "  ◆        marked",
        "  ▲        changed",
        "  ◷        planned",
        "  ⊘        cancelled",
        "  ▒▒▒▒     span",
        "  ~ ?      date",
        "  once ..  date",
        "  (after)  date",
        "  ▾ ▸      tree",
        "  + −      entry",
        "  a ‹ b    place",
        "  a ‹ b    source",
        "  ›        event",
        "  ▁▂▃▄▅▆▇█ strip",
        "  ▁        strip",
        "  ┊        strip",
        "  ▼        strip",
    ]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_the_legend_explains_every_sign_but_those_that_only_lay_out(glyphs: Glyphs) -> None:
    text = "\n".join(text_of(line) for line in legend_lines(glyphs))
    layout = {"rule", "heavy_rule", "bar", "ellipsis"}
    signs = {field.name: getattr(glyphs, field.name).strip() for field in fields(Glyphs)}
    assert [name for name, sign in signs.items() if sign not in text and name not in layout] == []


def test_the_legend_fits_eighty_columns() -> None:
    assert max(width_of(line) for line in legend_lines(ASCII)) <= 78


# Time in stretches


def strip(dates: Sequence[str], width: int, glyphs: Glyphs = UNICODE) -> tuple[str, Scale]:
    """What is drawn of events on these dates, and how it is laid out."""
    listed = "".join(f"  - {{date: {date}, title: T}}\n" for date in dates)
    view = apply(load_text(f"events:\n{listed}").timeline, parse(""))
    found = scale(view.timeline, width, glyphs)
    counted = density(view, found.stretches)
    return text_of(density_line(counted.shown, counted.total, glyphs, found)), found


JULY = [f"2021-07-{day:02}" for day in (1, 2, 2, 9, 17, 17, 17, 26, 27, 27)]


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        ([], ""),
        (["unknown"], ""),
        (["XXXX-05-01", "-XXXX"], ""),
        (["2021-07-01/XXXX", *JULY[1:]], " Jul 2021 █    ▄     █      ▄▆"),
        (["XXXX-05-01", *JULY], " Jul 2021 █    ▄     █      ▄▆"),
        (JULY, " Jul 2021 █    ▄     █      ▄▆"),
        (["2001-09-11", *JULY], " 2001 ▄┊2021 █    ▄    █    ▄▆"),
        # What lasts or may lie in it does not fill a gap, nor an end that nobody knows
        (["2001", *JULY], " 2001 ▄┊2021 █    ▄    █    ▄▆"),
        (["2001/..", *JULY], " 2001 ▄┊2021 █    ▄    █    ▄▆"),
        # What is known to have ended is a place in time too
        (["2001/2004-05", *JULY], " 2001 ▃┊2004 ▃┊2021 █ ▄  █   █"),
        (["2021-06-28", *JULY], " Jun 2021 ▄ Jul █   ▄   █   ▄▆"),
        (["1901", "1911", "1921"], " 1901 ███┊1911 ███┊1921 ███"),
        (["-0043-03-15", "2021-07-26"], " 44 BC ███┊2021 ███"),
        (["2021-07-26"], " Jul 2021 ███"),
        ([f"{year}" for year in range(1800, 1840)], " 1800 ▆▆▆▆▆▆▆▆▆ 1820 ▆▆▆▆▆▆▆▆█"),
    ],
)
def test_long_empty_times_are_left_out_and_what_begins_behind_them_is_named(
    dates: list[str], text: str
) -> None:
    assert strip(dates, 31)[0] == text


def test_the_strip_in_ascii() -> None:
    assert strip(["2001-09-11", *JULY], 31, ASCII)[0] == " 2001 =|2021 @    =    @    =*"


days = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
spans = st.tuples(days, days).map(lambda pair: f"{min(pair)}/{max(pair)}")
vague = st.integers(1000, 2100).map(str)


@given(st.lists(days | spans | vague, max_size=9), st.integers(0, 200))
def test_a_strip_has_its_room_and_every_day_its_cell(dates: list[str], width: int) -> None:
    text, found = strip(dates, width)
    assert len(text) <= width
    assert bool(text) == bool(dates and width > 20) or width <= 20
    for bin in range(found.bins):
        assert found.bin(found.cell(bin)) == bin
    for cell in range(width):
        assert not found.bins or 0 <= found.bin(cell) < found.bins
    assert all(one.last < other.first for one, other in pairwise(found.stretches))


def test_a_text_in_the_strip_stands_for_what_begins_behind_it() -> None:
    text, found = strip(["2001-09-11", *JULY], 31)
    starts = [found.bin(text.index(name)) for name in ("2001", "┊", "2021", "█")]
    assert starts == [0, 1, 1, 1]
    assert civil(found.stretches[1].first) == (2021, 7, 1)
    assert found.bin(30) == found.bins - 1


def test_a_day_that_is_left_out_has_the_place_before_it() -> None:
    listed = "".join(f"  - {{date: {date}, title: T}}\n" for date in ["2001-09-11", *JULY])
    view = apply(load_text(f"events:\n{listed}").timeline, parse(""))
    counted = density(view, scale(view.timeline, 31, UNICODE).stretches)
    assert [counted.bin(ordinal(year, 7, 1)) for year in (1900, 2001, 2010, 2021)] == [0, 0, 0, 1]
    assert sum(counted.total) == 11
