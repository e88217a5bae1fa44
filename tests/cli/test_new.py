"""`timeline new`: a starter without problems that shows what is special and destroys nothing."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command_line import ROOT, Command, Result
from jsonschema import Draft7Validator

from timeline_tui.cli.new import SCHEMA_NAME, starter
from timeline_tui.core.loading import load_text
from timeline_tui.core.models import json_schema

MODELINE = f"# yaml-language-server: $schema=./{SCHEMA_NAME}\n"


def test_the_starter_is_written_with_its_schema(timeline: Command, elsewhere: Path) -> None:
    result = timeline("new")
    assert (result.code, result.out) == (0, "")
    assert [line.split(":")[0] for line in result.err.splitlines()] == [
        "wrote events.yaml", f"wrote {SCHEMA_NAME}",
    ]  # fmt: skip
    assert (elsewhere / "events.yaml").read_text("utf-8").startswith(MODELINE)
    assert json.loads((elsewhere / SCHEMA_NAME).read_text("utf-8")) == json_schema()
    assert timeline("check", "--strict") == Result(0, "", "No problems in 1 file\n")
    assert "5 events" in timeline().out


def test_the_schema_stands_beside_the_file(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "case").mkdir()
    assert timeline("new", "case/bridge.yaml").code == 0
    assert sorted(path.name for path in (elsewhere / "case").iterdir()) == [
        "bridge.yaml", SCHEMA_NAME,
    ]  # fmt: skip


def test_without_a_schema_the_file_names_none(timeline: Command, elsewhere: Path) -> None:
    assert timeline("new", "--no-schema").code == 0
    assert [path.name for path in elsewhere.iterdir()] == ["events.yaml"]
    assert "$schema" not in (elsewhere / "events.yaml").read_text("utf-8")


def test_it_can_be_printed(timeline: Command, elsewhere: Path) -> None:
    result = timeline("new", "-")
    assert result == Result(0, starter(schema=False), "")
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "folder", "dangling"])
def test_what_is_there_is_kept(timeline: Command, elsewhere: Path, kind: str) -> None:
    path = elsewhere / "events.yaml"
    if kind == "file":
        path.write_text("mine")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere.yaml")
    result = timeline("new")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("timeline: events.yaml: this is there already")
    assert [file.name for file in elsewhere.iterdir()] == ["events.yaml"]
    assert kind != "file" or path.read_text() == "mine"


def test_a_schema_that_is_there_is_kept(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / SCHEMA_NAME).write_text("{}")
    assert timeline("new").code == 0
    assert (elsewhere / SCHEMA_NAME).read_text() == "{}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gone/events.yaml", "gone/events.yaml: there is no folder gone to write to"),
        ("a.yaml/b.yaml", "a.yaml/b.yaml: there is no folder a.yaml to write to"),
        ("", "this is there already"),
        ("a\0b", "no file can have this name"),
        ("x" * 5000, "File name too long"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    timeline: Command, elsewhere: Path, name: str, expected: str
) -> None:
    (elsewhere / "a.yaml").write_text("mine")
    result = timeline("new", name)
    assert (result.code, result.out) == (2, "")
    assert expected in result.err
    assert result.err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_what_cannot_be_written_whole_is_not_there_at_all(elsewhere: Path) -> None:
    command = f"ulimit -f 0; exec {shlex.quote(sys.executable)} -m timeline_tui new"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(["bash", "-c", command], capture_output=True, env=environ, check=False)
    assert result.returncode == 2
    assert result.stderr == b"timeline: events.yaml: cannot be written: File too large\n"
    assert list(elsewhere.iterdir()) == []


def test_the_starter_shows_what_is_special() -> None:
    text = starter(schema=True)
    timeline = load_text(text).timeline
    assert timeline.problems == ()
    assert len(text.splitlines()) <= 60
    dates = [event.date for event in timeline.events if event.date]
    assert {"year", "month", "day"} <= {date.precision for date in dates}
    assert any(date.approximate for date in dates)
    assert any(len(chain.parties) == 3 for event in timeline.events for chain in event.chains)
    claims = [claim for event in timeline.events for claim in event.claims]
    assert any(claim.contradicts for claim in claims)
    assert any(claim.disputes for claim in claims)
    assert any(event.figures for event in timeline.events)


def test_an_editor_finds_nothing_wrong_in_the_starter() -> None:
    assert Draft7Validator(json_schema()).is_valid(yaml.load(starter(schema=True), yaml.BaseLoader))
