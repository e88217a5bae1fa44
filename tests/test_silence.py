"""As of a day, nothing later shows: every output is the same byte for byte.

One more claim, source, place and actor, all reported later and holding words that nothing else
holds, are added to a file; what can be seen as of an earlier day must not change.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline_tui.cli import main
from timeline_tui.core.citation import citation
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.query.complete import complete
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.views.density import density
from timeline_tui.core.views.view import View, apply
from timeline_tui.render.disputes import dispute_items
from timeline_tui.render.event import event_lines
from timeline_tui.render.glyphs import UNICODE
from timeline_tui.render.spans import text_of
from timeline_tui.render.status import empty_line, facts_line

TOP = Path(__file__).parents[1]
WORDS = ("zyxquorn", "zyxplace", "zyxactor", "zyxsource")
SECTIONS = {
    "locations:\n": "locations:\n  zyxplace: {name: Zyxplace, country: NO}\n",
    "actors:\n": "actors:\n  zyxactor: {name: Zyxactor, side: zyxside}\n",
    "sources:\n": "sources:\n  zyxsource: {name: Zyxsource, published: 2031-01-01}\n",
}
EVENT = """
  - id: zyxevent
    date: 2021-07-20
    title: Zyxquorn is seen
    location: zyxplace
    actors: zyxactor
    sources: zyxsource <- zyxactor
    claims: [{text: Zyxquorn again, sources: zyxsource, figures: {killed: 987654}}]
"""
CASES = [
    ("sample_events.yaml", "2021-07-26"),
    ("sample_events.yaml", "2021-07-27"),
    ("docs/examples/franklin-expedition.yaml", "1854-10-23"),
    ("docs/examples/franklin-expedition.yaml", "1880"),
]


def grown(text: str) -> str:
    """The file with the later claim, source, place, actor and event."""
    for before, after in SECTIONS.items():
        assert text.count(f"\n{before}") == 1
        text = text.replace(f"\n{before}", f"\n{after}")
    claim = "    claims:\n      - {text: Zyxquorn was there, sources: zyxsource <- zyxactor}\n"
    assert "    claims:\n" in text
    return text.replace("    claims:\n", claim, 1).rstrip("\n") + "\n" + EVENT


def seen(view: View) -> Iterator[str]:
    """Everything that a view shows anywhere, but for the line numbers of the file."""
    yield text_of(facts_line(view, ()))
    yield text_of(empty_line(view))
    yield repr(density(view, 60))
    yield repr(view.months)
    for kind in ("location", "actor", "source"):
        yield repr(view.facet(kind))
    for name in FIELDS:
        for typed in (f"{name}:", f"{name}:zyx", name[:2]):
            yield repr(complete(typed, len(typed), view))
    for position in range(view.shown):
        event = view.event(position)
        for line in event_lines(view.timeline, event, glyphs=UNICODE, width=60):
            yield text_of(line.spans)
        yield repr(view.highlight(event.title))
    blocks = disputes(view.timeline, view.rows)
    for item in dispute_items(view.timeline, blocks, UNICODE, 90):
        yield from map(text_of, item)


@pytest.mark.parametrize(("file", "day"), CASES)
def test_what_is_reported_later_changes_nothing_that_is_seen(file: str, day: str) -> None:
    text = (TOP / file).read_text(encoding="utf-8")
    before, after = load_text(text).timeline, load_text(grown(text)).timeline
    assert any(event.id == "zyxevent" for event in after.events)
    for query in (
        "",
        "sort:reported",
        "is:disputed",
        "zyxquorn",
        "(zyx OR 2)",
        "location:zyxplace",
    ):
        asked = parse(f"asof:{day} {query}")
        shown = "\n".join(seen(apply(after, asked)))
        assert shown == "\n".join(seen(apply(before, asked)))
        if "zyx" not in query:
            assert "zyx" not in shown.lower()


@pytest.mark.parametrize(("file", "day"), CASES)
def test_the_printed_chronology_is_the_same_byte_for_byte(
    file: str, day: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = (TOP / file).read_text(encoding="utf-8")
    printed = []
    for name, content in (("a", text), ("b", grown(text))):
        path = tmp_path / name / "events.yaml"
        path.parent.mkdir()
        path.write_text(content, encoding="utf-8")
        main([str(path), "--as-of", day])
        printed.append(capsysbinary.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0].count(b"\n") > 2


@pytest.mark.parametrize(("file", "day"), CASES)
def test_a_citation_tells_nothing_later(file: str, day: str) -> None:
    text = (TOP / file).read_text(encoding="utf-8")
    views = [apply(load_text(t).timeline, parse(f"asof:{day}")) for t in (text, grown(text))]
    cited = [[citation(view.timeline, view.event(i)) for i in range(view.shown)] for view in views]
    for first, second in zip(*cited, strict=True):
        # the last words of a citation are the place in the file, where lines were added above
        assert first.rpartition("events.yaml")[0] == second.rpartition("events.yaml")[0]


def test_the_flag_takes_the_place_of_the_term(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    sample = str(TOP / "sample_events.yaml")
    assert main([sample, "--as-of", "2021-07-26", "-q", "asof:2021-07-27 (UN OR Biden)"]) == 0
    by_flag = capsysbinary.readouterr().out
    assert main([sample, "-q", "asof:2021-07-26 (UN OR Biden)"]) == 0
    assert by_flag == capsysbinary.readouterr().out
