"""What holds for every format: no view is too small, too broken or too large for it."""

from __future__ import annotations

import pytest
from export_files import BROKEN, EVERYTHING, exported, generated, view

from timeline_tui.export import FORMATS, write

ORDERED = """\
sources: {early: {published: 2021-01-01}, late: {published: 2021-02-01}}
events:
  - {date: 2020-01-01, title: Happened first, id: a, sources: late}
  - {date: 2020-01-02, title: Known first, id: b, sources: early}
"""


@pytest.mark.parametrize("format", FORMATS)
def test_any_view_is_written(format: str) -> None:
    assert exported(format, view(EVERYTHING)) == exported(format, view(EVERYTHING))
    for text in ("", "title: Nothing\n", EVERYTHING):
        written = write(format, view(text, "nosuchword"))
        assert "".join(written.pieces) or format == "jsonl"
        assert written.left_out == ()
    assert len(exported(format, view(generated(300)))) > 15_000


@pytest.mark.parametrize("format", FORMATS)
def test_broken_records_are_shown_or_counted(format: str) -> None:
    written = write(format, view(BROKEN))
    assert "A day that there is not" in "".join(written.pieces) or any(
        sentence.startswith("4 undated events") for sentence in written.left_out
    )


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_is_that_of_the_view(format: str) -> None:
    texts = [exported(format, view(ORDERED, query)) for query in ("sort:date", "sort:reported")]
    found = [text.index("Happened first") < text.index("Known first") for text in texts]
    assert found == [True, False]
