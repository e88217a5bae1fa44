"""What holds for every format: no view is too small, too broken or too large for it."""

from __future__ import annotations

import pytest
from export_files import BROKEN, EVERYTHING, exported, generated, view
from steps import counted

from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply
from timeline_tui.export import FORMATS, write

GENERATED = view(generated(2_000))
READ_BY_PEOPLE = ("md", "html")
"""They say in words that there is nothing, and need no event to say it."""


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_view_gives_the_same_text(format: str) -> None:
    assert exported(format, view(EVERYTHING)) == exported(format, view(EVERYTHING))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", ["", "title: Nothing\n", EVERYTHING])
def test_nothing_to_show(format: str, text: str) -> None:
    written = write(format, view(text, "nosuchword"))
    assert "".join(written.pieces) or format == "jsonl"
    assert written.left_out == ()


@pytest.mark.parametrize("format", FORMATS)
def test_broken_records_are_shown_or_counted(format: str) -> None:
    written = write(format, view(BROKEN))
    assert "A day that there is not" in "".join(written.pieces) or any(
        sentence.startswith("4 undated events") for sentence in written.left_out
    )


@pytest.mark.parametrize("format", FORMATS)
def test_two_thousand_events_are_written_one_by_one(format: str) -> None:
    shown = apply(GENERATED.timeline, parse(""))
    few = view(generated(500))
    text, calls = counted(lambda: exported(format, shown))
    _, calls_for_few = counted(lambda: exported(format, few))
    assert calls < 6 * calls_for_few
    assert len(text) > 100_000


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_is_that_of_the_view(format: str) -> None:
    found = []
    for query in ("sort:date", "sort:reported"):
        text = exported(format, view(_ORDERED, query))
        found.append(text.index("Happened first") < text.index("Known first"))
    assert found == [True, False]


_ORDERED = """\
sources: {early: {published: 2021-01-01}, late: {published: 2021-02-01}}
events:
  - {date: 2020-01-01, title: Happened first, id: a, sources: late}
  - {date: 2020-01-02, title: Known first, id: b, sources: early}
"""
