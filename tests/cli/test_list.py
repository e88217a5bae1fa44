"""`timeline list`: its formats, its widths, and what they agree on."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from command_line import Command, process

CASE = """\
title: A case
sources: {paper: {name: The Valley Paper, published: 2021-07-27}}
events:
  - {date: 2021-07-26, title: A helicopter comes down, id: heli, sources: paper, location: Kaldar}
  - {date: 2021-06/2021-08, title: The road is cut, id: road, disputed_by: someone}
  - {date: early 2021, title: "Čas  bad \\e[31m", id: bad}
"""


@pytest.fixture(autouse=True)
def case(elsewhere: Path) -> None:
    (elsewhere / "case.yaml").write_text(CASE, encoding="utf-8")


def test_a_table_has_a_row_an_event(timeline: Command) -> None:
    result = timeline("list", "case.yaml")
    heading, *rows = result.out.splitlines()
    assert result.code == 0
    assert heading.split() == ["date", "event", "where", "standing", "origins", "id"]
    assert [row.split()[-1] for row in rows] == ["road", "heli", "bad"]
    assert "early 2021" in rows[-1]
    assert "\x1b" not in result.out
    assert "1 error" in result.err


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_a_table_keeps_to_the_width(
    timeline: Command, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = timeline("list", "case.yaml").out.splitlines()
    assert max(map(len, lines)) <= int(columns)
    assert len(lines) == 4


def test_ascii_draws_no_other_signs_of_its_own(timeline: Command) -> None:
    out = timeline("list", "case.yaml", "-q", "road", "--ascii").out
    assert out.isascii()
    assert not timeline("list", "case.yaml", "-q", "road").out.isascii()


def test_text_is_what_the_bare_command_prints(timeline: Command) -> None:
    assert timeline("list", "case.yaml", "--format", "text").out == timeline("case.yaml").out


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "md"])
def test_data_is_what_export_writes(timeline: Command, form: str) -> None:
    listed = timeline("list", "case.yaml", "--format", form, "-q", "sort:reported")
    assert listed.out == timeline("export", form, "case.yaml", "--sort", "reported").out
    assert listed.code == 0


def test_all_formats_have_the_same_events(timeline: Command) -> None:
    def out(form: str) -> str:
        return timeline("list", "case.yaml", "--format", form, "-q", "-heli").out

    wanted = ["road", "bad"]
    assert [one["id"] for one in json.loads(out("json"))] == wanted
    assert [json.loads(line)["id"] for line in out("jsonl").splitlines()] == wanted
    assert [row["id"] for row in csv.DictReader(StringIO(out("csv")))] == wanted


@pytest.mark.parametrize(
    ("form", "expected"),
    [("json", "[]\n"), ("jsonl", ""), ("text", "A case  0 of 3 events\n\nNo event matches.\n")],
)
def test_nothing_found_is_code_1(timeline: Command, form: str, expected: str) -> None:
    result = timeline("list", "case.yaml", "-q", "nothing-of-it", "--format", form)
    assert (result.code, result.out) == (1, expected)


def test_as_of_a_day_and_the_order(timeline: Command) -> None:
    def ids(*words: str) -> list[str]:
        lines = timeline("list", "case.yaml", "--format", "jsonl", *words).out.splitlines()
        return [json.loads(line)["id"] for line in lines]

    assert ids("--as-of", "2021-07-26") == []
    assert ids("--as-of", "2021-07-27") == ["heli"]
    assert ids("--sort", "reported")[0] == "heli"


def test_as_of_a_day_standard_error_tells_nothing_of_later(timeline: Command) -> None:
    hidden = "timeline: 3 statements hidden: no report date\n"
    assert timeline("list", "case.yaml", "--as-of", "2021-07-27").err == hidden


def test_data_is_utf8_whatever_the_terminal_speaks(elsewhere: Path) -> None:
    (elsewhere / "case.yaml").write_text("- {date: 2021, title: Čas}\n", encoding="utf-8")
    environ = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for words in (["list", "--format", "jsonl"], ["export", "json"]):
        result = process(*words, "case.yaml", environ=environ)
        assert "Čas" in result.stdout.decode("utf-8")


def test_several_paths_and_standard_input(
    timeline: Command, elsewhere: Path, piped: Callable[[bytes], None]
) -> None:
    (elsewhere / "more.yaml").write_text("- {date: 2020, title: Before, id: before}\n")
    piped(b"- {date: 2019, title: Long before, id: long}\n")
    out = timeline("list", "case.yaml", "-", "more.yaml", "--format", "jsonl").out
    assert [json.loads(line)["id"] for line in out.splitlines()][:2] == ["long", "before"]


def test_without_a_file_it_asks_for_one(timeline: Command) -> None:
    result = timeline("list")
    assert (result.code, result.out) == (2, "")
    assert "Name a file" in result.err


@pytest.mark.parametrize("query", ["held:85", "held=85", "held:80..90", "held<=85%", "held>=85"])
def test_a_measure_of_the_file_is_a_field(timeline: Command, elsewhere: Path, query: str) -> None:
    text = "events:\n  - {date: 2021, title: Most is held, id: most, figures: {held: 85%}}\n"
    (elsewhere / "held.yaml").write_text(text, encoding="utf-8")
    for command in (["list"], []):
        result = timeline(*command, "held.yaml", "-q", query)
        assert (result.code, "Most is held" in result.out) == (0, True)
    result = timeline("list", "case.yaml", "-q", query)
    assert (result.code, result.out) == (2, "")
    assert "`held`" in result.err


def test_a_usual_mistake_is_answered_where_nothing_is_found(timeline: Command) -> None:
    for command in (["list"], []):
        result = timeline(*command, "case.yaml", "-q", "heli or road")
        assert result.code == 1
        assert "timeline: query: nothing found. `OR` is written in capitals\n" in result.err
        for query in ("nowhere", "heli OR road", "helicopter AND comes"):
            assert "nothing found" not in timeline(*command, "case.yaml", "-q", query).err


def test_what_is_wrong_behind_a_measure_is_said_but_not_as_of_a_day(
    timeline: Command, elsewhere: Path
) -> None:
    text = "events:\n  - {date: 2021, title: Most is held, id: most, figures: {held: 85%}}\n"
    (elsewhere / "held.yaml").write_text(text, encoding="utf-8")
    assert '"x" is not a number' in timeline("list", "held.yaml", "-q", "held:x").err
    for words in (["--as-of", "2021", "-q", "{}"], ["-q", "asof:2021 {}"]):
        query = [word.format("heldd>5") for word in words]
        assert timeline("list", "held.yaml", *query).code == 1
        query = [word.format("held:x") for word in words]
        assert "There is no field `held`" in timeline("list", "held.yaml", *query).err
