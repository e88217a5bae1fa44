"""Keys of one's own (`x-…`) are shown wherever they stand (FORMAT section 1)."""

from __future__ import annotations

from timeline_tui.core.loading import Loaded, load_text
from timeline_tui.render.event import event_lines
from timeline_tui.render.glyphs import UNICODE
from timeline_tui.render.spans import text_of


def shown(loaded: Loaded, id: str) -> list[str]:
    timeline = loaded.timeline
    event = timeline.events[timeline.row_of[id]]
    return [text_of(line.spans) for line in event_lines(timeline, event, glyphs=UNICODE, width=60)]


FILE = """
actors: {x-ray: {name: The unit, ids: {x-list: L1}}}
events:
  - id: one
    date: 2021-07-26
    title: One
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


def test_a_link_of_one_s_own_kind_is_shown_from_both_ends() -> None:
    assert "x-seen-with of One (26 July 2021)" in shown(load_text(FILE), "two")


def test_what_is_no_figure_is_a_problem_under_any_key() -> None:
    text = "events: [{date: 2021, title: One, figures: {x-source: own count}, links: {x-a: b}}]\n"
    codes = [problem.code for problem in load_text(text).timeline.problems]
    assert codes == ["bad-figure", "unknown-event"]
