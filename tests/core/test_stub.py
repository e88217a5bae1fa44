"""A new event as YAML, which loads without a problem where it is pasted."""

from pathlib import Path

import pytest
from command_line import FRANKLIN, SAMPLE

from timeline_tui.core.loading import load_text
from timeline_tui.core.stub import stub

SHAPES = sorted((Path(__file__).parents[1] / "shapes").glob("*.yaml"))
ODD = """\
events:
- date: 2021-07-26
  title: First
  location: 'Bridge: the old one'
  actors: [{actor: "No, nobody", role: victim}, yes]
  sources: ['a: b <- c', "#hash", plain]
- {date: '2021', title: Second}
"""


def test_the_stub_of_now_and_of_a_bare_file():
    timeline = load_text("events:\n- {date: 2021, title: A}\n")
    new = stub(timeline, "2026-11-30", "07:05")
    assert new == "- date: 2026-11-30\n  time: 07:05\n  title: What happened\n"
    assert stub(load_text("title: T\n"), "2021~").startswith("  - date: 2021~\n    title: ")


def test_a_stub_like_another_has_its_place_actors_and_chains():
    timeline = load_text(SAMPLE.read_text(encoding="utf-8"))
    event = timeline.events[timeline.row_of["kaldar-retaken"]]
    told = stub(timeline, "2021-07-26", like=event).splitlines()
    assert told[:2] == ["  - date: 2021-07-26", "    title: What happened"]
    assert [line.split(": ")[0].strip() for line in told[2:]] == ["location", "actors", "sources"]
    assert "report <- " in told[-1]


@pytest.mark.parametrize(
    "text", [SAMPLE, FRANKLIN, *SHAPES, ODD], ids=lambda one: Path(one).name[:20]
)
def test_a_stub_like_any_event_has_no_problem_and_says_the_same(text):
    text = text.read_text(encoding="utf-8") if isinstance(text, Path) else text
    before = load_text(text)
    if "\nevents:\n" not in f"\n{text}" or before.events[-1].broken:
        return
    for event in before.events[:: 1 + len(before.events) // 10]:
        new = stub(before, event.date.text if event.date else "unknown", like=event)
        after = load_text(f"{text.rstrip()}\n{new}")
        told = {(one.severity, one.code) for one in before.problems}
        assert {(one.severity, one.code) for one in after.problems} <= told, new
        made = next(one for one in after.events if one.title == "What happened")
        assert made.locations == event.locations
        assert [one.actor for one in made.actors] == [one.actor for one in event.actors]
        if event.chains:
            assert [c.parties for c in made.chains] == [c.parties for c in event.chains], new
