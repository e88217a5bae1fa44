"""Contested statements: the sides beside or under each other, figures by claimant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import apply
from timeline_tui.words.disputes import dispute_item, nothing_contested
from timeline_tui.words.signs import ASCII, UNICODE, Glyphs
from timeline_tui.words.spans import text_of, width_of

TOLL = """\
actors: {army: {name: The army, side: state}, taliban: Taliban, un: UN}
sources: {report: {name: Report, published: 2021-07-27}}
events:
  - date: 2021-07-24/2021-07-26
    title: The offensive
    actors: [army, taliban]
    claims:
      - text: Taliban losses
        sources: report <- army
        supported_by: un
        quote: heavy losses
        figures:
          killed: {of: taliban, best: ~1500, low: 1200, high: 2000}
          share: 85%
        disputed_by: {sources: report <- taliban, text: dismisses it, date: 2021-07-28}
      - id: few
        text: Few were lost
        sources: report <- taliban
        figures: {killed: {of: taliban, low: 20, text: over a score, including: {un: 3}}}
        retracted: 2021-08-01
  - date: 2021-07-25
    status: planned
    title: Another event
    links: {contradicts: 2021-07-24-2021-07-26-the-offensive}
    claims: {text: None were lost, contradicts: 2021-07-24-2021-07-26-the-offensive/few}
"""


def drawn(timeline: Timeline, width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    return [
        "\n".join(text_of(line).rstrip() for line in dispute_item(timeline, block, glyphs, width))
        for block in disputes(timeline, range(len(timeline.events)))
    ]


def test_an_event_as_a_whole_and_a_claim_of_another_event_say_what_they_are() -> None:
    whole, _, claim = drawn(load_text(TOLL), 100)
    assert "the event as a whole" in whole
    assert "of another event, 25 July 2021, planned" in whole
    assert "of another event: Another event, 25 July" in claim
    assert "nobody named" in claim
    assert "retracted 1 August 2021" in claim
    assert 'Taliban    20  20 or more ("over a score") including 3 UN' in claim


def test_a_date_that_does_not_read_is_told_as_written() -> None:
    text = "- {date: 07/08/2021, title: A fire, disputed_by: x}\n"
    assert drawn(load_text(text), 40)[0].startswith("A fire  07/08/2021\n")


@settings(max_examples=25, deadline=None)
@given(
    st.integers(24, 120),
    st.text("aéש 北\n-", min_size=1, max_size=60).filter(str.strip),
    st.sampled_from([UNICODE, ASCII]),
)
def test_no_line_is_wider_than_the_width(width: int, words: str, glyphs: Glyphs) -> None:
    quoted = '"' + "".join(f"\\U{ord(c):08x}" for c in words) + '"'
    text = f"- {{date: 2021, title: x, claims: {{text: {quoted}, sources: a, quote: {quoted}, "
    text += f"figures: {{killed: {{best: 9, text: {quoted}}}}}, disputed_by: b}}}}\n"
    timeline = load_text(text)
    for block in disputes(timeline, [0]):
        assert all(width_of(line) <= width for line in dispute_item(timeline, block, glyphs, width))


@pytest.mark.parametrize(
    ("text", "query", "said"),
    [
        ("- {date: 2021, title: x}\n", "", "Nothing here is contested. In the file, disputed_by"),
        (TOLL, "", "Nothing here is contested. Events that the query hides are; 0 shows all."),
        (
            "- {date: 2021, title: x}\n",
            "asof:2021-08",
            "Nothing here is contested, as it was known by August 2021. > goes to the next report",
        ),
    ],
)
def test_where_nothing_is_contested_it_is_said_why(text: str, query: str, said: str) -> None:
    view = apply(load_text(text), parse(query))
    keys = {"clear": "0", "next_report": ">", "as_of_off": "T"}
    line = text_of(nothing_contested(view.timeline, view.query.asof, keys))
    assert line.startswith(said)
    assert said.startswith(text_of(nothing_contested(view.timeline, view.query.asof))[:-1])
