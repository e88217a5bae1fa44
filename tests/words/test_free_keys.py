"""Keys of one's own (`x-…`) are shown wherever they stand (FORMAT section 1)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.loading import Given, Loaded, load, load_text
from timeline_tui.core.models.plain import compact
from timeline_tui.core.query import parse
from timeline_tui.core.reading.parsing import parse as parse_yaml
from timeline_tui.core.views.view import apply
from timeline_tui.export import write
from timeline_tui.words.about_pages import page_lines, timeline_page
from timeline_tui.words.event import event_lines
from timeline_tui.words.glyphs import UNICODE
from timeline_tui.words.spans import text_of


def shown(loaded: Loaded, id: str) -> list[str]:
    timeline = loaded.timeline
    event = timeline.events[timeline.row_of[id]]
    return [text_of(line.spans) for line in event_lines(timeline, event, glyphs=UNICODE, width=60)]


FILE = """
x-case: at the top
x-team: [Ada, Bo]
locations:
  balkh: {x-outer: around it}
  kaldar: {within: balkh, x-place: in a place}
sources: {paper: {x-source: in a source}}
actors: {x-ray: {name: The unit, ids: {x-list: L1}, x-actor: in an actor}}
events:
  - id: one
    date: 2021-07-26
    title: One
    location: kaldar
    sources: paper
    x-event: in the event
    actors: {actor: x-ray, x-part: in a part}
    figures:
      x-arrests: 5
      killed: {best: 4, x-figure: in a figure, including: {x-ray: {best: 3, x-inner: further in}}}
    disputed_by: {sources: x-ray, text: no, x-dispute: in a dispute}
    claims:
      - text: A claim
        x-claim: in a claim
        figures: {wounded: {best: 4, x-count: in its figure}}
        disputed_by: {sources: x-ray, x-denial: in its dispute}
    links: {x-seen-with: two}
  - {id: two, date: 2021-07-27, title: Two}
"""


def test_they_are_shown_where_they_stand() -> None:
    loaded = load_text(FILE)
    assert loaded.timeline.problems == ()
    assert loaded.timeline.actors["x-ray"].ids == (("x-list", "L1"),)
    lines = [line.strip() for line in shown(loaded, "one")]
    for expected in (
        "x-event: in the event",
        "x-place: in a place",
        "x-outer: around it",
        "x-source: in a source",
        "x-actor: in an actor",
        "x-part: in a part",
        "x-arrests: 5",
        "killed: 4 including 3 The unit",
        "x-figure: in a figure",
        "x-inner: further in",
        "x-dispute: in a dispute",
        "x-claim: in a claim",
        "x-count: in its figure",
        "x-denial: in its dispute",
        "x-seen-with Two (27 July 2021)",
    ):
        assert expected in lines


def extra(text: str) -> str:
    """What stands beside `x-n:` in an event that has it with this text behind it."""
    loaded = load_text(f"events: [{{date: 2021, title: One, x-n: {text}}}]")
    assert loaded.timeline.problems == ()
    [(_, shown)] = loaded.timeline.events[0].extras
    return shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('{a: ~, b: "~", c: null, d: e}', '{a, b: "~", c, d: e}'),
        ("['a, b', c, 1.10]", '["a, b", c, 1.10]'),
        ("[1, ~]", "[1, ~]"),
        ("['', null, 'null', '<<', -1, '- 1']", '["", ~, "null", "<<", -1, "- 1"]'),
        ("[it's 09:30, 'a: b', 'a #b', a#b]", '[it\'s 09:30, "a: b", "a #b", a#b]'),
        ('["one\\ntwo", \'"so"\']', '["one\\ntwo", "\\"so\\""]'),
        ("'a, b'", "a, b"),
        ("~", ""),
    ],
)
def test_lists_and_mappings_are_shown_as_yaml_reads_them(typed: str, shown: str) -> None:
    assert extra(typed) == shown


TEXTS = st.text(st.sampled_from("ab1 ~-?:,[]{}#&*!|>'\"%@`.<=\\\n\téא"), max_size=6)
DATA = st.recursive(
    TEXTS | st.none(), lambda data: st.lists(data) | st.dictionaries(TEXTS, data), max_leaves=6
)


@given(st.lists(DATA))
def test_what_is_shown_reads_as_the_same_again(data: list[object]) -> None:
    assert parse_yaml(f"x-n: {compact(data)}").data == {"x-n": data}


def test_those_at_the_top_of_the_file_are_told_of_the_timeline() -> None:
    timeline = load_text(FILE).timeline
    told = [text_of(line).split() for line in page_lines(timeline_page(timeline), 60)]
    assert ["x-case", "at", "the", "top"] in told
    assert ["places", "2", "declared"] in told
    assert ["x-team", "[Ada,", "Bo]"] in told


def test_those_at_the_top_of_several_files_are_all_kept() -> None:
    files = [Given(f"{n}.yaml", f"x-case: {n}\nx-team: Ada\n".encode()) for n in (1, 2)]
    extras = load(files).timeline.extras
    assert extras == (("x-case", "1"), ("x-team", "Ada"), ("x-case", "2"))


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_report_has_them_too(format: str) -> None:
    pieces = write(format, apply(load_text(FILE).timeline, parse(""))).pieces
    text = re.sub(r"<[^>]+>", "", "".join(pieces))
    for said in ("at the top", "around it", "in a place", "in a source", "in an actor"):
        assert said in text


def test_a_link_of_one_s_own_kind_is_shown_from_both_ends() -> None:
    assert "x-seen-with of One (26 July 2021)" in shown(load_text(FILE), "two")


def test_what_is_no_figure_is_a_problem_under_any_key() -> None:
    text = "events: [{date: 2021, title: One, figures: {x-source: own count}, links: {x-a: b}}]\n"
    codes = [problem.code for problem in load_text(text).timeline.problems]
    assert codes == ["bad-figure", "unknown-event"]
