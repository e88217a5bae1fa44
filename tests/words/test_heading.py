"""Which timeline is open, said within a width."""

from datetime import datetime

import pytest
from export_files import viewed
from rich.cells import cell_len

from timeline_tui.core.loading import Given, load
from timeline_tui.words.signs import ASCII, UNICODE
from timeline_tui.words.status import heading

TITLE = "The long siege of a town"
NAMED = f"title: {TITLE}\nevents:\n  - {{date: 2021-07, title: One}}\n"
TODAY = datetime.now().replace(hour=14, minute=2)
OTHER = datetime(2022, 3, 20, 9, 30)
HEADINGS = [  # the head of the file, how it was found, when it was saved, the query, width, heading
    (NAMED, "", TODAY, "", 80, "The long siege of a town · a.yaml · saved 14:02 · 1 event"),
    (NAMED, "", OTHER, "", 80, "The long siege of a town · a.yaml · saved 20 Mar 2022 · 1 event"),
    (NAMED, "", TODAY, "x", 55, "The long si…e of a town · a.yaml · saved 14:02 · 0 of 1"),
    (NAMED, "", TODAY, "", 50, "The long siege of a town · a.yaml · 1 event"),
    (NAMED, "", TODAY, "", 30, "The long s…of a town · 1 event"),
    (NAMED, "", TODAY, "", 12, "1 event"),
    (NAMED, "opened last", TODAY, "", 50, "The long…f a town · opened last: a.yaml · 1 event"),
    (NAMED, "the sample", None, "", 60, "The long siege of a town · the sample · 1 event"),
    (NAMED.partition("\n")[2], "", TODAY, "", 80, "a.yaml · saved 14:02 · 1 event"),
    (NAMED, "", TODAY, "asof:2022-03", 70, f"KNOWN ON 31 MARCH 2022 · {TITLE} · a.yaml · 0 events"),
    (NAMED, "", TODAY, "asof:2022-03-20T14:10", 46, "KNOWN ON 20 MARCH 2022, 14:10 · 0 events"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "opened", "saved", "query", "width", "expected"), HEADINGS)
def test_what_matters_least_gives_way(head, opened, saved, query, width, expected):
    view = viewed(query, load([Given("case/a.yaml", head.encode())]))
    at = saved and saved.timestamp()
    said = heading(view, "", opened, at, UNICODE, width)
    assert said == expected
    assert cell_len(said) <= width
    assert heading(view, "", opened, at, ASCII, width).isascii()
