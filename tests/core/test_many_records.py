"""A hundred thousand records that are all the same, or all wrong, load in a few seconds."""

from __future__ import annotations

import pytest
from steps import counted

from timeline_tui.core.loading import load_text

MANY = 100_000


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("events:\n" + "- \n" * MANY, {"empty-item"}, id="dashes"),
        pytest.param(f"events: [{'null, ' * MANY}]\n", {"empty-item"}, id="nulls"),
        pytest.param("events:\n" + "- {}\n" * MANY, {"missing"}, id="empty"),
        pytest.param("events:\n" + "- a: b: c\n" * MANY, {"yaml-colon"}, id="no YAML"),
        pytest.param(
            "events:\n" + "- {date: 2021, title: Same}\n" * MANY, {"same-event"}, id="the same"
        ),
        pytest.param(
            "events:\n" + "- {id: a, date: 2021, title: Same, sources: b}\n" * MANY,
            {"same-event", "id-twice", "undeclared"},
            id="the same with an id",
        ),
    ],
)
def test_a_hundred_thousand_records(text: str, codes: set[str]) -> None:
    loaded, calls = counted(lambda: load_text(text))
    assert calls < 500 * MANY
    timeline = loaded.timeline
    assert len({event.id for event in timeline.events}) == MANY
    assert {problem.code for problem in timeline.problems} == codes


NAMESAKES = 50_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "actors:\n" + "".join(f"  a{n}: Same\n" for n in range(NAMESAKES)), id="actors"
        ),
        pytest.param(
            "events:\n" + "- {date: 2021, title: Same, after: SAME}\n" * NAMESAKES, id="events"
        ),
    ],
)
def test_thousands_of_one_name(text: str) -> None:
    loaded, calls = counted(lambda: load_text(text))
    assert calls < 500 * NAMESAKES
    assert len(loaded.timeline.problems) > NAMESAKES
