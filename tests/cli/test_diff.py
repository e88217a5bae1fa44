"""What `timeline diff` prints of two versions, as text and as an object."""

import json

from timeline_tui.core.diff import differences
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply
from timeline_tui.export.record import FIELDS, differing
from timeline_tui.words.changes import change_lines
from timeline_tui.words.signs import ASCII, UNICODE, Glyphs
from timeline_tui.words.spans import text_of, width_of

OLD = """\
title: A case
sources: {report: {name: Report, published: 2021-07-27}, blog: {name: Blog}}
actors: {army: {name: Army, side: government}, rebels: {name: Rebels}}
events:
  - date: 2021-07-26
    title: Army takes the town
    sources: report <- army
    actors: army
    figures: {killed: 16}
    claims:
      - Ten men were wounded
      - {id: calm, text: The town stayed calm, figures: {fires: {best: 1}}}
  - {id: old, date: 2019, title: An old event, sources: report}
  - {id: same, date: 2020, title: Nothing new here, sources: [blog <- army, blog <- rebels]}
"""
NEW = """\
title: Another case
sources: {report: {name: Report, published: 2021-07-27}, blog: {name: Blog}}
actors: {army: {name: Army, side: government}, rebels: {name: Rebels, side: government}}
events:
  - date: 2021-07-27
    time: 09:30
    title: Army takes the town
    location: Town
    sources: [report <- army, blog]
    actors: army
    figures: {killed: 18}
    description: |
      It began
      at dawn.
    claims:
      - Eleven men were wounded
      - id: calm
        text: The town stayed calm
        figures: {fires: {best: 3}}
        disputed_by: {sources: rebels, text: half of it burned}
  - {date: 2022, title: A new event}
  - {id: same, date: 2020, title: Nothing new here, sources: [blog <- army, blog <- rebels]}
"""


def printed(old: str, new: str, width: int | None = None, glyphs: Glyphs = UNICODE) -> str:
    one, other = load_text(old), load_text(new)
    lines = [*change_lines(differences(one, other), one, other, width, glyphs)]
    assert width is None or max(map(width_of, lines)) <= width
    return "".join(f"{text_of(line)}\n" for line in lines)


def test_it_fits_a_width_and_is_drawn_in_ascii():
    whole = printed(OLD, NEW).replace("−", "-").replace("→", "->").replace("‹", "<-")
    assert "".join(printed(OLD, NEW, 50, ASCII).split()) == "".join(whole.split())


CONTRADICTS = "contradicts + one/a standing 1 origin: S → Contradictory accounts: S. 1 origin: S"
FIELDS_THAT_DIFFER = [
    ("date_text: a", "date_text: b", "date as told a → b"),
    ("tags: [a, b]", "tags: [b, c]", "tags − a + c"),
    ("tags: [a, b]", "tags: [b, a]", "tags in another order: b, a"),
    ("actors: A", "actors: {actor: A, role: victim, note: hurt}", "actors A → A (victim): hurt"),
    ("note: a", "note: ", "note − a"),
    ("after: other", "before: other", "after − other before + other"),
    ("links: {follows: other}", "links: {part-of: other}", "links follows: other → part-of: other"),
    ("retracted: 2022", "retracted: 2023", "retracted 2022 → 2023"),
    ("retracted: 2021-05-01", "retracted: 2021-05-01T09:00", "retracted 1 May 2021"),
    ("note: x", "actors: {actor: A, x-a: b}", "actors + A; x-a: b"),
    ("description: a b", "description: 'a  b'", "id one"),
    ("time: night", "time: morning", "time night → morning"),
    ("disputed_by: A", "disputed_by: {sources: A, text: no}", "disputed by A → A: no"),
    ("claims: {text: A, date: 2020}", "claims: {text: A, date: 2021}", "date 2020 → 2021"),
    ("claims: {text: A, when: 2020}", "claims: {text: A, when: 2021}", "when 2020 → 2021"),
    ("claims: {text: A, where: P}", "claims: {text: A, where: Q}", "where P → Q"),
    (
        "claims: [{text: A, id: a}, {text: B, id: b}]",
        "claims: [{text: A, id: a}, {text: B, id: b, contradicts: a}]",
        CONTRADICTS,
    ),
]
"""Two lines of an event, and what is told of them, blanks aside."""


def test_every_field_that_differs_is_told():
    other = "- {id: other, date: unknown, title: Other}\n"
    for old, new, said in FIELDS_THAT_DIFFER:
        texts = (
            f"- id: one\n  date: 2021-05-01\n  title: One\n  sources: S\n  {keys}\n{other}"
            for keys in (old, new)
        )
        assert f" {said} " in f"{' '.join(printed(*texts).split())} "


def test_the_object():
    versions = [apply(load_text(text), parse("")) for text in (OLD, NEW)]
    found = differences(*[view.timeline for view in versions])
    told = json.loads(json.dumps(differing(found, *versions)))
    assert list(told) == ["title", "timezone", "extras", "events", "entries"]
    assert (told["title"], told["timezone"]) == (["A case", "Another case"], None)
    gone, same, town, new = told["events"]
    assert all(list(event) == list(gone) for event in told["events"])
    assert list(gone["event"]) == list(FIELDS)
    assert [gone["id"], gone["was_id"], gone["kind"]] == ["old", "old", "gone"]
    assert [new["was_id"], new["kind"], new["changes"]] == [None, "new", []]
    origins = {"field": "origins", "old": ["army", "rebels"], "new": ["army"]}
    assert origins in same["changes"]
    (entry,) = told["entries"]
    assert entry["changes"] == [{"field": "side", "old": "", "new": "government"}]
    changes = {change["field"]: (change["old"], change["new"]) for change in town["changes"]}
    assert changes["date"] == ("2021-07-26", "2021-07-27")
    assert changes["sources"] == ([["report", "army"]], [["report", "army"], ["blog"]])
    assert changes["claims"][1] == town["event"]["claims"]
    assert changes["standing"] == ("party-claim", "disputed")
