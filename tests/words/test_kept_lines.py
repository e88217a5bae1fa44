"""Texts of several lines keep them wherever there is room (docs/format.md, Lines)."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from timeline_tui.core.citation import citation
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply
from timeline_tui.export import write
from timeline_tui.words.disputes import dispute_items
from timeline_tui.words.event import event_lines
from timeline_tui.words.glyphs import UNICODE
from timeline_tui.words.spans import text_of

FILE = """
sources: {paper: Paper, band: The band}
actors: {unit: {name: Unit, x-actor: "ac one\\nac two\\n"}}
events:
  - id: one
    date: 2021-07-26
    title: One
    sources: paper
    actors: {actor: unit, x-part: "pa one\\npa two\\n"}
    figures: {killed: {best: 4, text: "four\\nor five\\n", x-figure: "fi one\\nfi two"}}
    disputed_by: {sources: band, text: "no\\n- never\\n", x-dispute: "di one\\ndi two"}
    claims:
      - text: "They left.\\nAll of them.\\n"
        quote: "We saw them.\\n= Gone\\n\\nFor good, as far as a narrow line can tell.\\n"
        note: "no one\\nno two\\n"
        x-claim: "cl one\\ncl two\\n"
        disputed_by: {sources: band, text: "They stayed.\\nAll.\\n"}
"""
TIMELINE = load_text(FILE).timeline
EVENT = TIMELINE.events[0]


PANE = """
One
26 July 2021
≠ disputed by The band

ACTORS
Unit
  x-part: pa one
    pa two

CLAIMS
They left.
All of them.
  "We saw them.
    = Gone

    For good, as far as a narrow line
    can tell."
  from the event's own sources
  ≠ disputed by The band: They stayed.
    All.
  no one
  no two
  x-claim: cl one
    cl two

FIGURES
killed: 4 ("four
  or five")
  x-figure: fi one
    fi two

WHO SAYS SO
Paper
≠ Disputed by The band (no - never);
  The band (They stayed. All.). 1
  origin: Paper

CONTESTED BY
≠ disputed by The band: no
  - never
  x-dispute: di one
    di two

ABOUT THE ACTORS
Unit
  x-actor: ac one
    ac two

FILE
events.yaml:5
one
"""


def test_the_pane_shows_each_line_by_itself() -> None:
    pane = event_lines(TIMELINE, EVENT, glyphs=UNICODE, width=38)
    assert [text_of(line.spans) for line in pane] == PANE.strip("\n").split("\n")


def test_right_to_left_lines_are_set_apart_each_by_itself() -> None:
    text = '- {date: 2021, title: One, claims: [{text: x, quote: "שלום\\nעולם"}]}'
    timeline = load_text(text).timeline
    pane = event_lines(timeline, timeline.events[0], glyphs=UNICODE, width=38)
    lines = [text_of(line.spans) for line in pane]
    assert '  "\u2068שלום\u2069' in lines
    assert '    \u2068עולם\u2069"' in lines


def test_the_disputes_have_the_lines_under_each_other() -> None:
    items = dispute_items(TIMELINE, disputes(TIMELINE, (0,)), UNICODE, 80)
    lines = [[text_of(line).strip() for line in item] for item in items]
    event, claim = ["\n".join(item) for item in lines]
    assert '"four\nor five"' in event
    words = [" ".join(line.split()) for line in claim.split("\n")]
    at = words.index("They left. They stayed.")
    assert words[at : at + 6] == [
        "They left. They stayed.",
        "All of them. All.",
        '"We saw them.',
        "= Gone",
        "",
        "For good, as far as a narrow line can",
    ]


def exported(format: str) -> str:
    return "".join(write(format, apply(TIMELINE, parse(""))).pieces)


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_report_breaks_the_lines_inside_the_item(format: str) -> None:
    text = exported(format)
    html = MarkdownIt().render(text) if format == "md" else text
    html = html.replace("<bdi>", "").replace("</bdi>", "").replace("<br />", "<br>")
    for lines in (
        ("They left.", "All of them."),
        ("“We saw them.", "= Gone", "", "For good, as far as a narrow line can tell.”"),
        ("They stayed.", "All."),
        (" no", "- never"),
        ("no one", "no two"),
        ("cl one", "cl two"),
        ("fi one", "fi two"),
        ("di one", "di two"),
        ("ac one", "ac two"),
        ("pa one", "pa two"),
    ):
        assert "<br>\n".join(lines) in html


def test_a_citation_and_a_cell_have_no_stray_blanks() -> None:
    cited = citation(TIMELINE, EVENT)
    assert "“They left. All of them.” is contested by The band: “They stayed. All.”" in cited
    cells = exported("csv")
    assert "“We saw them.\n= Gone\n\nFor good, as far as a narrow line can tell.” | " in cells
    assert "(di one\ndi two)" not in cells
    assert "(x-dispute: di one\ndi two)" in cells
