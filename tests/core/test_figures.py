"""Figures of FORMAT section 6: what each way of writing says, and what is said of the others."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.models import Event, Figure, check
from timeline_tui.core.models.figures import shown
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.tree import parse


def figures(typed: str) -> tuple[tuple[Figure, ...], list[Problem]]:
    """What `figures: …` of an event says, and what is wrong with it."""
    tree = parse(f"- date: 2021\n  title: A\n  figures: {typed}")
    event, problems = check(Event, tree.data)
    return event.figures, [*tree.problems, *problems]


def killed(typed: str) -> tuple[Figure | None, list[Problem]]:
    found, problems = figures(f"\n    killed: '{typed}'")
    return (found[0] if found else None), problems


def said(figure: Figure) -> str:
    """`low best high`, `-` for what is not known, then whatever else there is."""
    bounds = (figure.low, figure.best, figure.high)
    parts = ["-" if bound is None else shown(bound) for bound in bounds]
    parts += ["~"] if figure.approximate else []
    parts += [figure.unit, figure.text, f"of {figure.of}" if figure.of else ""]
    parts += [f"[{said(part)}]" for part in figure.including]
    return " ".join(part for part in parts if part)


FIGURES = {
    "16": "- 16 -",
    "33.333%": "- 33.333 - percent",
    "16-20": "16 - 20",
    "800+": "800 - -",
    "<20": "- - 19",
    ">800": "801 - -",
    # No next number that could say "less than": the words are kept.
    "<2.5": "- - 2.5 <2.5",
    "1,234,567.5": "- 1234567.5 -",
    "~50%": "- 50 - ~ percent",
    "several": "3 - - several",
    "Thousands": "2000 - - Thousands",
}


def test_what_a_figure_says():
    for text, expected in FIGURES.items():
        figure, problems = killed(text)
        assert problems == []
        assert (figure.measure, said(figure)) == ("killed", expected)


# What was typed, and what its hint proposes first.
PROPOSALS = {
    "3.000": "3",
    "20-16": "16-20",
    "<0": "0",
    "about 20": "16",  # one of the examples
}


def test_a_hint_proposes_a_figure_that_reads():
    for text, proposal in PROPOSALS.items():
        figure, [problem] = killed(text)
        assert (figure, problem.code) == (None, "bad-figure")
        assert re.findall("`(.*?)`", problem.hint)[0] == proposal
        assert killed(proposal)[1] == []
    for typed in ("{killed: 3.000}", "{killed: {best: 3.000}}"):  # read as neither
        found, [problem] = figures(typed)
        assert problem.hint == "Write `3`, or `3000` for thousands"
        assert [said(figure) for figure in found] in ([], ["- - -"])


def test_what_is_said_of_what_is_no_figure():
    for typed, message, hint in [
        ("", "The figure is empty", "`16`, `~20`"),
        ("nobody", "`nobody` is not a figure", "a denial into `claims`"),
        ("~<20", "`~<20` is not a figure", "`~20`"),
        ("186-90", "The range ends at 90, below its start 186", "`90-186`"),
    ]:
        _, [problem] = killed(typed)
        assert message in problem.message
        assert hint in problem.hint


def test_what_is_said_of_bounds():
    for typed, message, hint in [
        ("{low: 3, best: 2}", "`low` 3 is above `best` 2", ""),
        ("{best: 3, high: 2}", "`best` 3 is above `high` 2", "low ≤ best ≤ high"),
        ("{best: 1,5}", "The comma splits `1,5` in two", "Write `1.5`"),
        ("{best: 6, including: {a: 4, b: {low: 3}, c: 50%, d: {high: 9}}}", "come to 7", "overlap"),
    ]:
        problem = figures(f"{{killed: {typed}}}")[1][0]
        assert message in problem.message
        assert hint in problem.hint


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=120))
def test_any_text_reads_or_says_why_not(text):
    figure, problems = killed(text.replace("'", "''"))
    assert (figure is None) == bool(problems)
    if figure:
        bounds: list[Any] = [figure.low, figure.best, figure.high]
        known = [bound for bound in bounds if bound is not None]
        assert known == sorted(known)
