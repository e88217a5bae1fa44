"""What holds for every format: no view is too small, too broken or too large for it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, exported, generated, view, viewed

from timeline_tui.core.evidence.statements import altered
from timeline_tui.core.loading import load_text
from timeline_tui.core.models import FacetKind
from timeline_tui.export import FORMATS, write

ORDERED = """\
sources: {early: {published: 2021-01-01}, late: {published: 2021-02-01}}
events:
  - {date: 2020-01-01, title: Happened first, id: a, sources: late}
  - {date: 2020-01-02, title: Known first, id: b, sources: early}
"""


@pytest.mark.parametrize("format", FORMATS)
def test_any_view_is_written_in_its_order_and_loses_nothing_in_silence(format):
    assert exported(format, view(EVERYTHING)) == exported(format, view(EVERYTHING))
    for text in ("", "title: Nothing\n", EVERYTHING):
        written = write(format, view(text, "nosuchword"))
        assert "".join(written.pieces) or format == "jsonl"
        assert written.left_out == ()
    assert len(exported(format, view(generated(300)))) > 15_000
    shown = view(SAMPLE.read_text(encoding="utf-8"))
    text = exported(format, shown).replace("\r\n ", "")
    dated = [event for event in shown.timeline.events if not event.undated]
    assert [one.id for one in dated if one.id not in text and one.title not in text] == []
    written = write(format, view(BROKEN))
    told = any(sentence.startswith("4 events left out") for sentence in written.left_out)
    assert "A day that there is not" in "".join(written.pieces) or told
    texts = [exported(format, view(ORDERED, query)) for query in ("sort:date", "sort:reported")]
    found = [text.rindex("Happened first") < text.rindex("Known first") for text in texts]
    assert found == [True, False]


def test_no_circle_is_walked_for_ever_whatever_made_it():
    """A file cannot make one; whoever walks a tree does not rely on that."""
    text = "locations: {a: A, b: B}\nactors: {x: X, y: Y}\nsources: {s: {published: 2021}}\n"
    record = "{date: 2021, title: It, location: [a, b], actors: [x, y], sources: [s <- x, y]}"
    whole = load_text(f"{text}events: [{record}]\n")
    ring = {
        "a": ("within", "b"),
        "b": ("within", "a"),
        "x": ("part_of", "y"),
        "y": ("part_of", "x"),
    }

    def turned(entries: Mapping[str, Any]) -> dict[str, Any]:
        return {id: altered(one, **dict([ring[id]])) for id, one in entries.items()}

    timeline = replace(whole, places=turned(whole.places), actors=turned(whole.actors))
    for query in ("", "location:a", "-actor:y", "asof:2022", "origins:1"):
        shown = viewed(query, timeline)
        for format in FORMATS:
            exported(format, shown)
        assert [shown.facet(kind) is not None for kind in get_args(FacetKind)] == [True] * 3
