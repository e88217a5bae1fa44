"""Every query of the table selects the events that the table says, in that order."""

from __future__ import annotations

import pytest
from query_table import CHANGED, FILE, MARKED, TABLE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View, apply


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return load_text(FILE)


def ids(view: View) -> str:
    return " ".join(view.event(position).id for position in range(view.shown))


def test_the_file_of_the_table_is_free_of_errors(timeline: Timeline) -> None:
    assert [str(p) for p in timeline.problems if p.severity == "error"] == []


@pytest.mark.parametrize(("query", "expected"), TABLE)
def test_query_selects(timeline: Timeline, query: str, expected: str) -> None:
    parsed = parse(query, measures=measures_of(timeline))
    view = apply(timeline, parsed, marked=MARKED, changed=CHANGED)
    assert ids(view) == expected
    assert view.shown == len(expected.split())
    assert parse(str(parsed), measures=measures_of(timeline)) == parsed


def test_a_negated_query_selects_the_rest(timeline: Timeline) -> None:
    for query in [query for query, _ in TABLE if query and ":" not in query[:5]]:
        view = apply(timeline, parse(query))
        rest = apply(timeline, parse(f"-({query})"))
        assert sorted((*view.rows, *rest.rows)) == list(range(view.total)), query


def test_every_beginning_of_a_query_can_be_typed(timeline: Timeline) -> None:
    for query, _ in TABLE:
        for end in range(len(query)):
            apply(timeline, parse(query[:end], typing=True, measures=measures_of(timeline)))
