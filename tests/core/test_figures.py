"""Figures of FORMAT section 6: what each way of writing says, and what is said of the others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.models import EventEntry, check
from timeline_tui.core.models.figure_mistakes import FigureError
from timeline_tui.core.models.figures import (
    FIGURE_PATTERN,
    WORDS,
    FigureEntry,
    above_total,
    read_amount,
    read_figure,
    shown,
)


def said(quantity: FigureEntry) -> str:
    """`low best high`, `-` for what is not known, then whatever else there is."""
    bounds = (quantity.low, quantity.best, quantity.high)
    parts = ["-" if bound is None else shown(bound) for bound in bounds]
    parts += ["~"] if quantity.approximate else []
    return " ".join(part for part in (*parts, quantity.unit, quantity.text) if part)


FIGURES = {
    "16": "- 16 -",
    "0": "- 0 -",
    "016": "- 16 -",
    "2.5": "- 2.5 -",
    "~20": "- 20 - ~",
    "~ 20": "- 20 - ~",
    "16-20": "16 - 20",
    "16–20": "16 - 20",
    "16 - 20": "16 - 20",
    "16 — 20": "16 - 20",
    "~16-20": "16 - 20 ~",
    "16-16": "16 - 16",
    "800+": "800 - -",
    "~800+": "800 - - ~",
    "<20": "- - 19",
    "< 20": "- - 19",
    "<1": "- - 0",
    "<=90": "- - 90",
    ">800": "801 - -",
    ">=800": "800 - -",
    # No next number that could say "less than": the words are kept.
    "<2.5": "- - 2.5 <2.5",
    ">2.5": "2.5 - - >2.5",
    "1,500": "- 1500 -",
    "1 500": "- 1500 -",
    "1\u00a0500": "- 1500 -",
    "1\u202f500": "- 1500 -",
    "1,234,567.5": "- 1234567.5 -",
    "~186 000": "- 186000 - ~",
    "1,500-2,000": "1500 - 2000",
    "1 500 - 2 000": "1500 - 2000",
    "50%": "- 50 - percent",
    "50 %": "- 50 - percent",
    "~50%": "- 50 - ~ percent",
    "<=90%": "- - 90 percent",
    "<20%": "- - 20 percent <20%",
    ">50%": "50 - - percent >50%",
    "9007199254740991": "- 9007199254740991 -",
    "40-50%": "40 - 50 percent",
    "40%-50%": "40 - 50 percent",
    "50%+": "50 - - percent",
    "50+%": "50 - - percent",
    "several": "3 - - several",
    "dozens": "24 - - dozens",
    "scores": "40 - - scores",
    "hundreds": "200 - - hundreds",
    "Thousands": "2000 - - Thousands",
    "  16 ": "- 16 -",
}


@pytest.mark.parametrize(("text", "expected"), FIGURES.items())
def test_what_a_figure_says(text: str, expected: str) -> None:
    assert said(read_figure(text)) == expected


@pytest.mark.parametrize("text", [text for text in FIGURES if text.lower() not in WORDS])
def test_an_editor_is_told_of_the_same_figures(text: str) -> None:
    assert re.search(FIGURE_PATTERN, text.strip())


# What was typed, and what its hint proposes first.
PROPOSALS = {
    "about 20": "~20",
    "ca. 20": "~20",
    "≈20": "~20",
    "20~": "~20",
    "about a dozen": "~12",
    "over 800": "800+",
    "more than 1,500": "1,500+",
    "at least 20": "20+",
    "20 or more": "20+",
    "≥20": "20+",
    "+20": "20+",
    "up to 90": "<=90",
    "≤90": "<=90",
    "fewer than 20": "<20",
    "16 to 20": "16-20",
    "16/20": "16-20",
    "16..20": "16-20",
    "between 16 and 20": "16-20",
    "50 percent": "50%",
    "half": "50%",
    "about half": "~50%",
    "1,5": "1.5",
    "1.500.000": "1500000",
    "12,34,567": "1234567",
    "1500,000": "1500000",
    "1'500": "1500",
    "20k": "20000",
    "1.5 million": "1500000",
    "~2 thousand": "~2000",
    "three": "3",
    "a dozen": "12",
    "a few": "several",
    "none": "0",
    "\u06f1\u06f6": "16",  # Persian digits
    "20-16": "16-20",
    "16 civilians": "16",
    "~16 soldiers": "~16",
    "<0": "0",
}


@pytest.mark.parametrize(("text", "proposal"), PROPOSALS.items())
def test_a_hint_proposes_a_figure_that_reads(text: str, proposal: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text)
    assert re.findall("`(.*?)`", caught.value.hint)[0] == proposal
    read_figure(proposal)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "The figure is empty", "`16`, `~20`"),
        ("many", "`many` is not a figure", "{text: …}"),
        ("-5", "`-5` is not a figure", "`16`, `~20`"),
        ("unknown", "`unknown` is not a figure", "Leave a figure out"),
        ("nobody", "`nobody` is not a figure", "a denial goes into `claims`"),
        ("over 800", "`over 800` is not a figure", "{low: 800, text: over 800}"),
        ("16 civilians", "`16 civilians` is not", "{of: civilians, best: 16}"),
        ("16 people killed", "is not", "Write `16`"),
        ("<16 civilians", "is not", "{of: civilians, high: 16}"),
        ("30% districts", "is not", "Write `30%`"),
        ("9,007,199,254,740,993", "is too large to be kept exactly", "unit: billion"),
        ("~<20", "`~<20` has more signs", "`~20`"),
        ("<16-20", "more signs", "`16-20`"),
        ("16-20+", "more signs", "`800+`"),
        ("186-90", "The range ends at 90, below its start 186", "`90-186`"),
        ("9" * 101, "is not a figure", "`16`"),
    ],
)
def test_what_is_said_of_what_is_no_figure(text: str, message: str, hint: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert not (caught.value.message + caught.value.hint).endswith(".")


@pytest.mark.parametrize(
    ("text", "value", "approximate", "percent"),
    [
        ("1500", 1500, False, False),
        ("~1,500", 1500, True, False),
        ("~50%", 50, True, True),
        ("2.5", 2.5, False, False),
    ],
)
def test_one_bound(text: str, value: float, approximate: bool, percent: bool) -> None:
    amount = read_amount(text)
    assert (amount.value, amount.approximate, amount.percent) == (value, approximate, percent)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("dozens", "{low: 24, text: dozens}"),
        ("16-20", "{low: 16, high: 20}"),
        ("800+", "each bound by itself"),
        ("lots", "`~1500`"),
    ],
)
def test_what_is_no_single_bound(text: str, hint: str) -> None:
    with pytest.raises(FigureError, match=re.escape(hint)):
        read_amount(text)


def test_a_number_that_may_be_two_is_read_with_a_note() -> None:
    quantity = read_figure("1.500")
    assert said(quantity) == "- 1.5 -"
    assert quantity.notes == ("`1.500` is read as 1.5; write `1500` if thousands are meant",)
    assert read_amount("1.500").notes == quantity.notes
    assert read_figure("0.125").notes == read_figure("1.5").notes == ()


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"low": "1", "best": "2", "high": "3"}, []),
        ({"low": "2", "best": "2", "high": "2"}, []),
        ({"best": "2"}, []),
        ({"low": "3", "best": "2"}, ["`low` 3 is above `best` 2"]),
        ({"best": "3", "high": "2"}, ["`best` 3 is above `high` 2"]),
        ({"low": "3", "high": "2"}, ["`low` 3 is above `high` 2"]),
    ],
)
def test_bounds_out_of_order(figure: dict[str, str], said: list[str]) -> None:
    event = {"date": "2021", "title": "A", "figures": {"killed": figure}}
    _, problems = check(EventEntry, event, lambda path, key: (1, 1))
    assert [problem.message for problem in problems] == said


def part(of: str, **bounds: float | str) -> FigureEntry:
    return FigureEntry("killed", of, **bounds)  # type: ignore[arg-type]  # a short form for tests


@pytest.mark.parametrize(
    ("total", "parts", "excess"),
    [
        ({"best": 16.0}, [part("civilians", best=3.0)], None),
        ({"best": 16.0}, [part("civilians", best=10.0), part("police", best=6.0)], None),
        ({"best": 16.0}, [part("civilians", best=10.0), part("police", best=7.0)], (17, 16)),
        ({"best": 16.0, "high": 20.0}, [part("civilians", best=17.0)], None),
        ({"best": 16.0}, [part("civilians", low=17.0, high=30.0)], (17, 16)),
        ({"low": 16.0}, [part("civilians", best=30.0)], None),
        ({"best": 16.0}, [part("civilians", high=30.0)], None),
        ({"best": 16.0}, [part("civilians", best=30.0, unit="percent")], None),
    ],
)
def test_parts_above_their_total(
    total: dict[str, float], parts: list[FigureEntry], excess: tuple[float, float] | None
) -> None:
    figure = FigureEntry("killed", including=tuple(parts), **total)  # type: ignore[arg-type]  # as above
    assert above_total(figure) == excess


@given(st.text(max_size=120))
def test_any_text_reads_or_says_why_not(text: str) -> None:
    try:
        quantity = read_figure(text)
    except FigureError as error:
        assert error.message
        assert error.hint
    else:
        bounds = (quantity.low, quantity.best, quantity.high)
        known = [bound for bound in bounds if bound is not None]
        assert known == sorted(known)


@given(st.integers(0, 10**15), st.sampled_from([",", " ", "\u00a0", ""]))
def test_thousands_may_be_parted(value: int, separator: str) -> None:
    written = f"{value:,}".replace(",", separator)
    assert read_figure(written).best == value
    assert read_amount(f"~{written}").value == value
