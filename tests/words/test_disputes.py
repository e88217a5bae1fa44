"""Contested statements: the sides beside or under each other, figures by claimant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.disputes import dispute_item
from timeline_tui.words.signs import ASCII, UNICODE, Glyphs
from timeline_tui.words.spans import text_of, width_of


def drawn(timeline: Timeline, width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    return [
        "\n".join(text_of(line).rstrip() for line in dispute_item(timeline, block, glyphs, width))
        for block in disputes(timeline, range(len(timeline.events)))
    ]


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
