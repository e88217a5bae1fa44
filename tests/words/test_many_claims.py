"""The pane of an event with thousands of contested claims is drawn in about linear time."""

from __future__ import annotations

from steps import counted

from timeline_tui.core.loading import load_text
from timeline_tui.words.event import event_lines
from timeline_tui.words.glyphs import UNICODE

MANY = 5000


def test_thousands_of_claims_that_contradict_each_other() -> None:
    claims = "".join(
        f"  - {{id: c{n}, text: t{n}, sources: s{n}, contradicts: c{(n + 1) % MANY}}}\n"
        for n in range(MANY)
    )
    text = f"events:\n- date: 2021-07-26\n  title: One\n  claims:\n{claims}"
    timeline = load_text(text).timeline
    lines, calls = counted(
        lambda: event_lines(timeline, timeline.events[0], glyphs=UNICODE, width=60)
    )
    assert calls < 3000 * MANY
    assert len(lines) > 3 * MANY
