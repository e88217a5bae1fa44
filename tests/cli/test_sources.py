"""`timeline sources`: who is quoted through whom, and who is not independent of whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Command

SAMPLE = str(ROOT / "sample_events.yaml")
FRANKLIN = str(ROOT / "docs" / "examples" / "franklin-expedition.yaml")
HEAD = """\
title: A case
sources:
  herald: {name: Herald, publisher: Press House, reliability: B, published: 2021-07-27}
  globe: {name: Globe, publisher: Press House, published: 2021-07-27}
  wire: {name: Wire, published: 2021-08-01}
actors:
  army: {name: Army, side: government}
  general: {name: General, part_of: army}
  rebels: {name: Rebels}
  speaker: {name: Speaker of the rebels, part_of: rebels}
  mayor: {name: Mayor}
events:
"""


def write(folder: Path, *events: str) -> None:
    lines = [
        f"  - {{id: e{n}, date: 2021, title: Event {n}, {text}}}\n" for n, text in enumerate(events)
    ]
    (folder / "events.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")


def found(timeline: Command, *words: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(timeline("sources", *words, "--format", "json").out)
    return data


def counts(entries: list[dict[str, Any]], *names: str) -> dict[str, tuple[int, ...]]:
    return {entry["id"]: tuple(entry[name] for name in names) for entry in entries}


COLUMNS = ("asserts", "alone", "joint", "contested", "contests")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("sources: herald", {"herald": (1, 1, 0, 0, 0)}),
        (
            "sources: [herald <- army, herald <- mayor]",
            {"army": (1, 0, 1, 0, 0), "mayor": (1, 0, 1, 0, 0)},
        ),
        (
            "sources: [herald <- army, herald <- general]",
            {"army": (1, 1, 0, 0, 0), "general": (1, 0, 0, 0, 0)},
        ),
        (
            "sources: herald, claims: [{text: Shots, sources: herald <- mayor}]",
            {"herald": (1, 1, 0, 0, 0), "mayor": (1, 0, 0, 0, 0)},
        ),
        (
            "sources: herald <- army, disputed_by: herald <- rebels",
            {"army": (1, 1, 0, 1, 0), "rebels": (0, 0, 0, 0, 1)},
        ),
        (
            "claims: [{text: A, id: a, sources: herald <- army}, "
            "{text: B, sources: herald <- rebels, contradicts: a}]",
            {"army": (1, 0, 1, 1, 0), "rebels": (1, 0, 1, 1, 0)},
        ),
        ("type: battle", {}),
    ],
)
def test_what_an_origin_is_counted_for(
    timeline: Command, elsewhere: Path, event: str, expected: dict[str, tuple[int, ...]]
) -> None:
    write(elsewhere, event)
    assert counts(found(timeline)["origins"], *COLUMNS) == expected


def test_whom_a_publication_quotes_and_through_whom(timeline: Command, elsewhere: Path) -> None:
    write(
        elsewhere,
        "sources: herald",
        "sources: herald <- army",
        "sources: [herald <- wire <- army, globe <- mayor]",
        "sources: globe, disputed_by: herald <- mayor",
        "type: battle",
    )
    data = found(timeline)
    assert (data["events"], data["unattributed"]) == (5, 1)
    assert counts(data["publications"], "events", "alone") == {"herald": (4, 2), "globe": (2, 1)}
    herald = data["publications"][0]
    assert herald["publisher"] == "Press House" and herald["reliability"] == "B"
    assert herald["quoted"] == [
        {"origin": "army", "through": [], "events": 1},
        {"origin": "army", "through": ["wire"], "events": 1},
        {"origin": "herald", "through": [], "events": 1},
        {"origin": "mayor", "through": [], "events": 1},
    ]


def test_what_belongs_together_is_one_voice(timeline: Command, elsewhere: Path) -> None:
    write(
        elsewhere, *(f"sources: wire <- {who}" for who in ("army", "general", "rebels", "speaker"))
    )
    assert found(timeline)["voices"] == [
        {"shared": "same side", "name": "government", "origins": ["army", "general"]},
        {"shared": "part of", "name": "rebels", "origins": ["rebels", "speaker"]},
    ]
    write(elsewhere, "sources: herald", "sources: globe", "sources: wire")
    assert found(timeline)["voices"] == [
        {"shared": "same publisher", "name": "Press House", "origins": ["globe", "herald"]}
    ]


@pytest.mark.parametrize(
    ("sources", "expected", "words"),
    [
        ("[wire <- army, wire <- general]", ("general", "army", "part of"), "part of Army"),
        ("[wire <- general, wire <- army]", ("army", "general", "part of"), "the whole of General"),
        ("[herald, globe]", ("globe", "herald", "same publisher"), "of one publisher with Herald"),
        (
            "[wire <- mayor, herald <- mayor]",
            ("mayor", "mayor", "same origin"),
            "heard through another publication already",
        ),
        ("[wire <- mayor, wire <- globe <- mayor]", None, ""),
        ("[wire <- mayor, mayor]", None, ""),
        ("wire <- herald <- mayor", None, ""),
    ],
)
def test_who_is_not_counted_beside_whom(
    timeline: Command,
    elsewhere: Path,
    sources: str,
    expected: tuple[str, str, str] | None,
    words: str,
) -> None:
    write(elsewhere, f"sources: {sources}", f"sources: {sources}")
    dependents = found(timeline)["dependents"]
    if expected is None:
        assert dependents == []
        return
    assert dependents == [
        dict(zip(("party", "against", "reason"), expected, strict=True), events=2)
    ]
    assert f"  {words}" in timeline("sources").out


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (["sources: herald"], "Everything rests on one publication: Herald"),
        (
            ["sources: herald", "sources: herald <- mayor"],
            "Everything rests on one publication: Herald",
        ),
        (["sources: herald", "type: x"], "All others rest on one publication: Herald"),
        (
            ["sources: herald", "sources: globe"],
            "2 of 2 rest on a single publication",
        ),
        (
            ["sources: herald", "sources: [herald, wire]"],
            "1 of 2 rests on a single publication, 1 of them on Herald",
        ),
        (["sources: [herald, globe]"], ""),
    ],
)
def test_what_stands_out_is_said_first(
    timeline: Command, elsewhere: Path, events: list[str], said: str
) -> None:
    write(elsewhere, *events)
    first = timeline("sources").out.split("\n\n")[0].splitlines()
    assert first[-1] == said if said else len(first) == 1


def test_the_tables(timeline: Command, elsewhere: Path) -> None:
    write(
        elsewhere,
        "sources: [herald <- wire <- army, herald <- general]",
        "sources: herald, disputed_by: globe <- mayor",
    )
    result = timeline("sources")
    assert result.code == 0
    assert (
        result.out
        == """\
2 events: 2 publications, 4 origins
Everything rests on one publication: Herald

publication  events  alone  through
Herald            2      2
  Army            1         Wire
  General         1
  itself          1
Globe             1
  Mayor           1

origin   asserts  alone  contested  contests
Army           1      1
General        1
Herald         1      1          1
Mayor                                      1

one voice        origin   asserts
side government  Army           1
                 General        1

not counted  because it is  events
General      part of Army        1

source  publisher    reliability
Herald  Press House  B, usually reliable
Globe   Press House
"""
    )


@pytest.mark.parametrize("columns", ["40", "80", "120"])
@pytest.mark.parametrize("file", [SAMPLE, FRANKLIN])
def test_it_fits_the_terminal(
    timeline: Command, monkeypatch: pytest.MonkeyPatch, columns: str, file: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    tables = timeline("sources", file).out.partition("\n\n")[2]
    assert max(map(len, tables.splitlines())) <= int(columns)
    assert timeline("sources", file, "--ascii").out.isascii()


def test_as_of_a_day_a_later_publication_is_not_there(timeline: Command, elsewhere: Path) -> None:
    write(elsewhere, "sources: [herald <- mayor, wire <- rebels]", "sources: wire")
    assert set(counts(found(timeline)["origins"])) == {"mayor", "rebels", "wire"}
    early = found(timeline, "--as-of", "2021-07-27")
    assert (early["events"], early["as_of"]) == (1, "2021-07-27")
    assert counts(early["origins"], "alone") == {"mayor": (1,)}


@pytest.mark.parametrize(
    ("words", "said"), [(["-q", "zyx"], "no event matches"), ([], "nobody is quoted")]
)
def test_nobody_is_quoted(timeline: Command, elsewhere: Path, words: list[str], said: str) -> None:
    write(elsewhere, "type: battle")
    result = timeline("sources", *words)
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[-1] == f"timeline: {said}"
    assert found(timeline, *words)["publications"] == []
