"""`timeline stats`: what is counted where, honest about vague dates, and how it is drawn."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from command_line import ROOT, Command

from timeline_tui.cli import find
from timeline_tui.core.views.tallies import Unit

SAMPLE = str(ROOT / "sample_events.yaml")
FRANKLIN = str(ROOT / "docs" / "examples" / "franklin-expedition.yaml")

Counted = dict[str, tuple[int, int]]


def write(folder: Path, *dates: str) -> None:
    lines = [f"- date: {date}\n  title: Event {n}\n" for n, date in enumerate(dates)]
    (folder / "events.yaml").write_text("".join(lines), encoding="utf-8")


def periods(timeline: Command, *words: str) -> tuple[str, Counted]:
    """The unit, and for each period its events and those of them that may lie beyond it."""
    found = json.loads(timeline("stats", *words, "--format", "json").out)
    return found["unit"], {p["name"]: (p["events"], p["beyond"]) for p in found["periods"]}


@pytest.mark.parametrize(
    ("date", "name", "beyond"),
    [
        ("2021-07-26", "July 2021", 0),
        ("2021-07", "July 2021", 0),
        ("2021-07-26~", "July 2021", 0),
        ("2021-07-24/2021-07-25", "July 2021", 0),
        ("2021-07-24/2021-08-25", "July 2021", 1),
        ("'[2021-07-01..2021-08-01]'", "July 2021", 1),
        ("'{2021-07-01,2021-08-01}'", "July 2021", 1),
        ("2021", "January 2021", 1),
        ("202X", "January 2020", 1),
        ("202X-05", "May 2020", 1),
        ("2021-05/..", "May 2021", 1),
        ("/2021-08-31", "August 2021", 1),  # its start is not known, its end is
        ("2021-24", "December 2021", 1),
        ("-0043-03-15", "March 44 BC", 0),
    ],
)
def test_an_event_counts_where_it_can_have_begun(
    timeline: Command, elsewhere: Path, date: str, name: str, beyond: int
) -> None:
    write(elsewhere, date)
    assert periods(timeline) == ("month", {name: (1, beyond)})


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (
            "day",
            {"Tue  5 May 2020": (1, 0), "Wed  1 July 2020": (2, 1), "Fri  1 January 2021": (1, 1)},
        ),
        ("month", {"May 2020": (1, 0), "July 2020": (2, 0), "January 2021": (1, 1)}),
        ("year", {"2020": (3, 0), "2021": (1, 0)}),
        ("decade", {"2020s": (4, 0)}),
        ("century", {"2000–2099": (4, 0)}),
    ],
)
def test_the_unit_can_be_chosen(
    timeline: Command, elsewhere: Path, unit: str, expected: Counted
) -> None:
    write(elsewhere, "2020-07", "2020-07-01", "2020-05-05", "2021", "unknown", "no date")
    unit_found, found = periods(timeline, "--by", unit)
    assert unit_found == unit
    assert found == expected
    assert json.loads(timeline("stats", "--format", "json").out)["undated"] == 2


def test_no_period_is_made_up_for_what_has_no_year(timeline: Command, elsewhere: Path) -> None:
    write(elsewhere, "2021-07-26", "XXXX-05-01", "XXXX", "unknown")
    found = json.loads(timeline("stats", "--format", "json").out)
    assert [period["name"] for period in found["periods"]] == ["July 2021"]
    assert (found["year_not_known"], found["undated"]) == (2, 1)
    assert "  year not known  2  " in timeline("stats").out


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2021-07-01", "2021-07-02", "month"),
        ("2019-01-01", "2021-12-01", "month"),
        ("2019-01-01", "2022-03-01", "year"),
        ("1950", "2001", "year"),
        ("1845", "2021", "decade"),
        ("-0043", "0400", "decade"),
        ("0476", "2021", "century"),
    ],
)
def test_else_it_suits_the_time_they_span(
    timeline: Command, elsewhere: Path, first: str, last: str, unit: str
) -> None:
    write(elsewhere, first, last)
    assert periods(timeline)[0] == unit


def test_the_units_of_the_option_are_those_that_are_counted_by() -> None:
    actions = {action.dest: action for action in find("stats").parser()._actions}
    assert tuple(actions["by"].choices or ()) == get_args(Unit)


@pytest.mark.parametrize(
    ("dates", "unit", "names"),
    [
        (("1875", "1882-03"), "decade", ["1870s", "1880s"]),
        (("-0043", "0005"), "decade", ["51 BC–42 BC", "1 BC–9 AD"]),
        (("0476", "1066"), "century", ["400 AD–499 AD", "1000–1099"]),
        (("-0043", "0015"), "year", ["44 BC", "15 AD"]),
        (("Y-12000", "Y20210"), "century", ["12001 BC–11902 BC", "20200–20299"]),
    ],
)
def test_periods_have_names(
    timeline: Command, elsewhere: Path, dates: tuple[str, ...], unit: str, names: list[str]
) -> None:
    write(elsewhere, *dates)
    assert list(periods(timeline, "--by", unit)[1]) == names


def test_gaps_are_named_and_the_undated_stand_apart(timeline: Command) -> None:
    lines = timeline("stats", SAMPLE).out.splitlines()
    at = lines.index("BY YEAR")
    assert lines[at + 1 : at + 6] == [
        "  2001                                               2  ██",
        "  ┊ 18 years without",
        "  2020                                               2  █▒",
        "  2021                                              21  ████████████████▒▒▒▒▒",
        "  undated                                            4  ████",
    ]
    assert lines[-1] == "▒ counted at its earliest bound; it can lie or last outside"


def test_places_and_actors_are_trees_with_what_lies_within_them(timeline: Command) -> None:
    found = json.loads(timeline("stats", SAMPLE, "--format", "json").out)
    listed = json.loads(timeline("list", SAMPLE, "--format", "json").out)
    counts = {entry["id"]: entry["events"] for entry in found["locations"]}
    within = json.loads(timeline("list", SAMPLE, "-q", "location:balkh", "--format", "json").out)
    assert counts["balkh"] == len(within)
    assert found["without_location"] == sum(not event["locations"] for event in listed)
    assert found["without_actor"] == sum(not event["actors"] for event in listed)
    assert found["without_source"] == 0
    standings = [event["standing"] for event in listed]
    assert found["standing"] == {kind: standings.count(kind) for kind in found["standing"]}
    assert sum(found["standing"].values()) == len(listed)
    parents = {entry["id"] for entry in found["locations"]} | {None}
    assert all(entry["parent"] in parents for entry in found["locations"])


def test_a_query_counts_only_what_it_finds_the_most_frequent_first(timeline: Command) -> None:
    found = json.loads(timeline("stats", SAMPLE, "-q", "killed>=1", "--format", "json").out)
    assert found["events"] < found["total"] == 29
    for kind in ("locations", "actors", "sources"):
        assert all(entry["events"] for entry in found[kind])
        roots = [entry["events"] for entry in found[kind] if entry["parent"] is None]
        assert roots == sorted(roots, reverse=True)


@pytest.mark.parametrize(("top", "more"), [("1", 54), ("10", 45), ("54", 1), ("55", 0), ("0", 0)])
def test_long_lists_are_bounded(timeline: Command, top: str, more: int) -> None:
    out = timeline("stats", FRANKLIN, "--top", top).out
    sources = out[out.index("SOURCES") : out.index("STANDING")]
    assert (f"\n  and {more} more\n" in sources) == bool(more)
    assert sources.count("█") and len(sources.splitlines()) == 55 - more + bool(more) + 2


def test_a_bounded_tree_shows_no_child_without_its_parents(timeline: Command) -> None:
    for top in range(1, 14):
        lines = timeline("stats", SAMPLE, "--top", str(top)).out.splitlines()
        places = lines[lines.index("PLACES") + 1 : lines.index("ACTORS") - 1]
        depths = [(len(line) - len(line.lstrip())) // 2 for line in places if "█" in line]
        assert all(after <= before + 1 for before, after in pairwise(depths))


@pytest.mark.parametrize("wrong", ["-1", "x", "1.5", "²", ""])
def test_a_bound_is_a_whole_number(timeline: Command, wrong: str) -> None:
    result = timeline("stats", SAMPLE, f"--top={wrong}")
    assert (result.code, result.out) == (2, "")
    assert "is no whole number" in result.err


@pytest.mark.parametrize("columns", ["20", "40", "80", "120", "300"])
@pytest.mark.parametrize("file", [SAMPLE, FRANKLIN])
def test_it_fits_the_terminal(
    timeline: Command, monkeypatch: pytest.MonkeyPatch, columns: str, file: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = timeline("stats", file, "--top", "0").out.splitlines()[2:-2]
    assert max(map(len, lines)) <= int(columns)
    longest = max(line.count("█") + line.count("▒") for line in lines)
    assert longest >= (10 if int(columns) >= 40 else 5)


def test_longer_bars_are_larger_numbers_and_few_events_have_a_cell_each(
    timeline: Command,
) -> None:
    for file in (SAMPLE, FRANKLIN):
        bars = [
            (int(line.split()[-2]), line.count("█") + line.count("▒"))
            for line in timeline("stats", file, "--top", "0").out.splitlines()
            if line.endswith(("█", "▒"))
        ]
        for number, cells in bars:
            assert all(more >= cells for other, more in bars if other >= number)
            assert cells == number or max(number for number, _ in bars) > 40


def test_it_draws_with_ascii_signs_if_asked(timeline: Command) -> None:
    out = timeline("stats", SAMPLE, "--ascii").out
    assert out.isascii()
    assert "##" in out and "#=" in out


def test_nothing_to_count(timeline: Command, elsewhere: Path) -> None:
    result = timeline("stats", SAMPLE, "-q", "zyx")
    assert (result.code, result.out, result.err) == (1, "", "timeline: no event matches\n")
    result = timeline("stats", SAMPLE, "--as-of", "1900", "--format", "json")
    found = json.loads(result.out)
    assert (result.code, found["events"], found["as_of"]) == (1, 0, "1900")
    assert found["periods"] == found["locations"] == []
