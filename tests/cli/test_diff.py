"""`timeline diff`: what is printed of two versions, and where they come from, git included."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import ROOT, Command

from timeline_tui.export.record import FIELDS

SAMPLE = ROOT / "sample_events.yaml"
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
    figures: {killed: 18, missing: 2}
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
TEXT = """\
− An old event  2019
    id            old
    standing      1 origin: Report

~ Nothing new here  2020
    id            same
    standing      its own text is the same
                  corroborated → single origin
    origins       − Rebels

~ Army takes the town  27 July 2021, 09:30
    id            2021-07-26-army-takes-the-town → 2021-07-27-army-takes-the-town
    moved         26 July 2021 → 27 July 2021, 09:30
    places        + Town
    figures       killed: 16 → 18, according to Army, Blog
                  + missing: 2, according to Army, Blog
    sources       + Blog
    description   + It began at dawn.
    claim         "Ten men were wounded" → "Eleven men were wounded"
                  "The town stayed calm"
      figures     fires: 1 → 3, according to Army, Blog
    contested     + by Rebels: "half of it burned" (the claim "The town stayed calm")
    standing      party claim → disputed
    origins       + Blog

+ A new event  2022
    id            2022-a-new-event
    standing      Nothing attributes it

In the head
    title         A case → Another case
~ actor Rebels  rebels
    side          + government
"""
SUMMARY = "4 events differ: 1 new, 1 gone, 2 changed; 2 entries differ in the head\n"
ONE, TWO = (
    "- {date: 2021, title: One}\n",
    "- {date: 2021, title: One}\n- {date: 2022, title: Two}\n",
)


@pytest.fixture
def files(elsewhere: Path) -> Path:
    (elsewhere / "old.yaml").write_text(OLD, encoding="utf-8")
    (elsewhere / "new.yaml").write_text(NEW, encoding="utf-8")
    return elsewhere


def told(timeline: Command, *words: str) -> str:
    """The first lines of what differs: a sign and a title."""
    lines = timeline("diff", *words).out.splitlines()
    return "; ".join(line.split("  ")[0] for line in lines if line[:1] in ("+", "−", "~"))


# What is printed


def test_the_text(timeline: Command, files: Path) -> None:
    result = timeline("diff", "old.yaml", "new.yaml")
    assert result.code == 1
    assert result.out == TEXT
    assert result.err.splitlines()[-1] + "\n" == SUMMARY


def test_nothing_differs(timeline: Command, files: Path) -> None:
    for words in (["old.yaml", "old.yaml"], [str(SAMPLE), str(SAMPLE)]):
        result = timeline("diff", *words)
        assert (result.code, result.out) == (0, "")
        assert result.err.splitlines()[-1] == "No differences"


def test_the_other_way_round_signs_are_swapped(timeline: Command, files: Path) -> None:
    assert told(timeline, "old.yaml", "new.yaml") == (
        "− An old event; ~ Nothing new here; ~ Army takes the town; + A new event; ~ actor Rebels"
    )
    assert told(timeline, "new.yaml", "old.yaml") == (
        "+ An old event; ~ Nothing new here; ~ Army takes the town; − A new event; ~ actor Rebels"
    )


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_it_fits_the_terminal(
    timeline: Command, files: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = timeline("diff", "old.yaml", "new.yaml").out
    assert int(columns) - 12 <= max(map(len, out.splitlines())) <= int(columns)
    assert "".join(out.split()) == "".join(TEXT.split())


def test_it_draws_with_ascii_signs_if_asked(timeline: Command, files: Path) -> None:
    out = timeline("diff", "old.yaml", "new.yaml", "--ascii").out
    assert out == TEXT.replace("−", "-").replace("→", "->")


def test_the_object(timeline: Command, files: Path) -> None:
    result = timeline("diff", "old.yaml", "new.yaml", "--format", "json")
    found = json.loads(result.out)
    assert (result.code, list(found)) == (1, ["title", "timezone", "extras", "events", "entries"])
    assert (found["title"], found["timezone"]) == (["A case", "Another case"], None)
    gone, same, town, new = found["events"]
    assert all(list(event) == list(gone) for event in found["events"])
    assert list(gone["event"]) == list(FIELDS)
    assert [gone["id"], gone["was_id"], gone["kinds"]] == ["old", "old", ["gone"]]
    assert [new["was_id"], new["old_date"], new["new_date"]] == [None, None, "2022"]
    assert same["kinds"] == ["standing"]
    assert same["changes"] == [
        {"field": "standing", "old": "corroborated", "new": "single-origin"},
        {"field": "origins", "old": ["army", "rebels"], "new": ["army"]},
    ]
    assert found["entries"] == [
        {
            "section": "actors",
            "id": "rebels",
            "was_id": "rebels",
            "name": "Rebels",
            "kind": "changed",
            "changes": [{"field": "side", "old": "", "new": "government"}],
        }
    ]
    assert town["was_id"] == "2021-07-26-army-takes-the-town"
    assert town["kinds"] == [
        "moved",
        "re-attributed",
        "contested",
        "figures",
        "claims",
        "standing",
        "other",
    ]
    changes = {change["field"]: (change["old"], change["new"]) for change in town["changes"]}
    assert changes["date"] == ("2021-07-26", "2021-07-27")
    assert changes["sources"] == ([["report", "army"]], [["report", "army"], ["blog"]])
    assert changes["locations"] == ([], ["town"])
    assert [claim["fields"] for claim in town["claims"]] == [["text"], ["figures", "disputed_by"]]
    assert town["claims"][0]["old"]["text"] == "Ten men were wounded"
    assert town["claims"][1]["new"] in town["event"]["claims"]
    assert town["contested"] == [
        {
            "kind": "dispute",
            "claim": "2021-07-27-army-takes-the-town/calm",
            "by": [["report", "rebels"]],
            "text": "half of it burned",
            "other": None,
        }
    ]


FIELDS_THAT_DIFFER = [
    ("type: a", "type: b", "type a → b"),
    ("status: planned", "status: cancelled", "status planned → cancelled"),
    ("date_text: a", "date_text: b", "date as told a → b"),
    ("tags: [a, b]", "tags: [b, c]", "tags − a + c"),
    ("tags: [a, b]", "tags: [b, a]", "tags in another order: b, a"),
    ("location: A", "location: [A, B]", "places + B"),
    ("actors: A", "actors: {actor: A, role: victim, note: hurt}", "actors − A + A (victim): hurt"),
    ("note: a", "note: ", "note − a"),
    ("after: other", "before: other", "after − Other before + Other"),
    ("links: {follows: other}", "links: {part-of: other}", "links − follows Other + part-of Other"),
    ("retracted: 2022", "retracted: 2023", "retracted 2022 → 2023"),
    ("x-a: b", "x-a: c", "other keys − x-a: b + x-a: c"),
    ("time: night", "time: morning", "moved 1 May 2021, night → 1 May 2021, morning"),
    ("disputed_by: A", "disputed_by: {sources: A, text: no}", "disputed by − A + A: no"),
    ("claims: {text: A, note: b}", "claims: {text: A, note: c}", 'claim "A" note b → c'),
    ("claims: {text: A, quote: b}", "claims: {text: A, quote: c}", 'claim "A" quote "b" → "c"'),
    (
        "claims: {text: A, date: 2020}",
        "claims: {text: A, date: 2021}",
        'claim "A" date said 2020 → said 2021',
    ),
    ("claims: {text: A, id: b}", "claims: {text: A, id: c}", 'claim "A" id b → c'),
    (
        "claims: {text: A, credibility: 1}",
        "claims: {text: A, credibility: 2}",
        'claim "A" credibility 1 → 2',
    ),
    (
        "claims: {text: A, sources: B}",
        "claims: {text: A}",
        'claim "A" sources − B + the event\'s own sources',
    ),
    (
        "claims: {text: A, supported_by: B}",
        "claims: {text: A, supported_by: C}",
        'claim "A" support − B + C',
    ),
    (
        "claims: A",
        "claims: [A, {text: C, figures: {killed: 3}}]",
        'claim + "C"; killed: 3, according to S',
    ),
    (
        "claims: [A, {text: C, figures: {killed: 3}}]",
        "claims: A",
        'claim − "C"; killed: 3, according to S',
    ),
    (
        "claims: [{text: A, id: a}, {text: B, id: b}]",
        "claims: [{text: A, id: a}, {text: B, id: b, contradicts: a}]",
        'contested + by S: "A" (the claim "B")',
    ),
    (
        "figures: {killed: 10-20}",
        "figures: {killed: ~15}",
        "figures killed: 10 to 20 → about 15, according to S",
    ),
    (
        "figures: {killed: 16}",
        "figures: {wounded: 16}",
        "figures − killed: 16, according to S + wounded: 16, according to S",
    ),
]
"""Two lines of an event, and what is told of them, blanks aside."""


@pytest.mark.parametrize(("old", "new", "said"), FIELDS_THAT_DIFFER)
def test_every_field_that_differs_is_told(
    timeline: Command, elsewhere: Path, old: str, new: str, said: str
) -> None:
    for name, text in (("old", old), ("new", new)):
        event = f"- id: one\n  date: 2021-05-01\n  title: One\n  sources: S\n  {text}\n"
        other = "- {id: other, date: unknown, title: Other}\n"
        (elsewhere / f"{name}.yaml").write_text(event + other, encoding="utf-8")
    result = timeline("diff", "old.yaml", "new.yaml")
    assert result.code == 1
    assert f" {said} " in f"{' '.join(result.out.split())} "


def test_a_query_asks_for_events_of_either_version(timeline: Command, files: Path) -> None:
    paths = ("old.yaml", "new.yaml")
    assert told(timeline, *paths, "-q", "date:2019") == "− An old event"
    assert told(timeline, *paths, "-q", "date:2022") == "+ A new event"
    assert told(timeline, *paths, "-q", "location:town") == "~ Army takes the town"
    assert timeline("diff", *paths, "-q", "zyx").code == 0


def test_as_of_a_day_both_are_what_was_known(timeline: Command, files: Path) -> None:
    paths = ("old.yaml", "new.yaml", "--as-of", "2021-07-27")
    assert told(timeline, *paths) == (
        "− An old event; ~ Army takes the town; + actor Rebels"
    )  # the blog does not say when it was published
    assert (
        timeline("diff", *paths[:3], "2020").out
        == "In the head\n    title         A case → Another case\n"
    )


def test_problems_are_counted_for_each_version(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "old.yaml").write_text("- {date: 2021-13, title: One}\n", encoding="utf-8")
    (elsewhere / "new.yaml").write_text(ONE, encoding="utf-8")
    result = timeline("diff", "old.yaml", "new.yaml")
    assert result.err.startswith(
        "timeline: old.yaml: 1 error in 1 file\n1 event differs: 1 changed"
    )
    assert "moved         2021-13 → 2021" in result.out


# Files, folders, standard input


def test_folders_and_standard_input(
    timeline: Command, elsewhere: Path, piped: Callable[[bytes], None]
) -> None:
    (elsewhere / "cases").mkdir()
    (elsewhere / "cases" / "a.yaml").write_text(ONE, encoding="utf-8")
    (elsewhere / "cases" / "b.yaml").write_text("- {date: 2022, title: Two}\n", encoding="utf-8")
    (elsewhere / "both.yaml").write_text(TWO, encoding="utf-8")
    assert timeline("diff", "cases", "both.yaml").code == 0
    piped(ONE.encode())
    assert told(timeline, "-", "both.yaml") == "+ Two"
    piped(ONE.encode())
    assert told(timeline, "both.yaml", "-") == "− Two"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", "-"], "standard input can be only one of the two"),
        (["old.yaml", "nwe.yaml"], "nwe.yaml: there is no such file. Did you mean new.yaml?"),
        (["old.yaml", "new.yaml", "-q", "x:"], ""),
        (["old.yaml", "new.yaml", "-q", "is:x"], "query: "),
        (["old.yaml"], "the following arguments are required: NEW"),
        (["HEAD:old.yaml", "new.yaml"], "this folder is in no git repository"),
        ([":old.yaml", "new.yaml"], "this folder is in no git repository"),
    ],
)
def test_wrong_use(timeline: Command, files: Path, words: list[str], said: str) -> None:
    result = timeline("diff", *words)
    if said:
        assert (result.code, result.out) == (2, "")
        assert said in result.err
