"""The pane of an event with thousands of contested claims is drawn in about linear time."""

from __future__ import annotations

import time

from timeline_tui.core.loading import load_text
from timeline_tui.render.event import event_lines
from timeline_tui.render.glyphs import UNICODE

MANY = 5000


def test_thousands_of_claims_that_contradict_each_other() -> None:
    claims = "".join(
        f"  - {{id: c{n}, text: t{n}, sources: s{n}, contradicts: c{(n + 1) % MANY}}}\n"
        for n in range(MANY)
    )
    text = f"events:\n- date: 2021-07-26\n  title: One\n  claims:\n{claims}"
    timeline = load_text(text).timeline
    start = time.process_time()
    lines = event_lines(timeline, timeline.events[0], glyphs=UNICODE, width=60)
    assert time.process_time() - start < 4
    assert len(lines) > 3 * MANY
