"""`timeline export`: where it writes, what it never writes over, and what it says beside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import ROOT, Command, Result

from timeline_tui.export import FORMATS

CASE = """\
title: A case
events:
  - {date: 2021-07-26, title: A helicopter comes down, id: heli}
  - {date: unknown, title: The road is cut, id: road}
"""


@pytest.fixture(autouse=True)
def case(elsewhere: Path) -> Path:
    path = elsewhere / "case.yaml"
    path.write_text(CASE)
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_to_standard_output_or_a_file(
    timeline: Command, elsewhere: Path, form: str
) -> None:
    printed = timeline("export", form, "case.yaml")
    saved = timeline("export", form, "case.yaml", "-o", "out")
    assert (printed.code, saved.code, saved.out) == (0, 0, "")
    assert (elsewhere / "out").read_bytes().decode() == printed.out
    assert "helicopter" in printed.out
    assert saved.err == printed.err


def test_what_is_left_out_is_said(timeline: Command) -> None:
    result = timeline("export", "ics", "case.yaml")
    assert "road" not in result.out
    assert result.err == "timeline: 1 undated event is left out\n"


def test_a_query_and_a_day_choose_the_events(timeline: Command) -> None:
    def ids(*words: str) -> list[str]:
        return [one["id"] for one in json.loads(timeline("export", "json", *words).out)]

    assert ids("case.yaml") == ["heli", "road"]
    assert ids("case.yaml", "-q", "-heli") == ["road"]
    assert ids("case.yaml", "--as-of", "2022") == []


def test_where_nothing_is_found_the_file_is_empty_of_events(
    timeline: Command, elsewhere: Path
) -> None:
    assert timeline("export", "json", "case.yaml", "-q", "nothing", "-o", "out").code == 1
    assert (elsewhere / "out").read_text() == "[]\n"


def test_standard_input_can_be_exported(timeline: Command, piped: Callable[[bytes], None]) -> None:
    piped(CASE.encode())
    assert timeline("export", "jsonl", "-").out.count("\n") == 2


# Where it writes


@pytest.mark.parametrize("name", ["case.yaml", "./case.yaml", "link.yaml", "hard.yaml"])
def test_the_timeline_itself_is_never_written_over(
    timeline: Command, elsewhere: Path, case: Path, name: str
) -> None:
    (elsewhere / "link.yaml").symlink_to("case.yaml")
    (elsewhere / "hard.yaml").hardlink_to(case)
    result = timeline("export", "json", "case.yaml", "-o", name)
    assert (result.code, result.out) == (2, "")
    assert "this is the timeline itself" in result.err
    assert case.read_text() == CASE


def test_nor_is_a_file_of_a_folder_that_was_read(timeline: Command, case: Path) -> None:
    assert timeline("export", "json", ".", "-o", "case.yaml").code == 2
    assert case.read_text() == CASE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".", ".: this is a folder. Name a file in it"),
        ("/", "/: this is a folder. Name a file in it"),
        ("gone/out", "gone/out: cannot be written: No such file or directory"),
        ("case.yaml/out", "case.yaml/out: cannot be written: Not a directory"),
    ],
)
def test_what_cannot_be_written_is_one_line(timeline: Command, name: str, expected: str) -> None:
    assert timeline("export", "json", "case.yaml", "-o", name) == Result(
        2, "", f"timeline: {expected}\n"
    )


def test_a_link_and_a_mode_stay_as_they_are(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "out").write_text("before")
    (elsewhere / "out").chmod(0o640)
    (elsewhere / "link").symlink_to("out")
    assert timeline("export", "json", "case.yaml", "-o", "link").code == 0
    assert (elsewhere / "link").is_symlink()
    assert (elsewhere / "out").read_text().startswith("[")
    assert (elsewhere / "out").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="there are no such devices")
def test_a_device_stays_a_device(timeline: Command) -> None:
    assert timeline("export", "json", "case.yaml", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_a_file_is_written_whole_or_not_at_all(elsewhere: Path) -> None:
    (elsewhere / "out").write_text("before")
    words = f"{sys.executable} -m timeline_tui export html case.yaml -o out"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        ["bash", "-c", f"ulimit -f 1; {words}"], capture_output=True, env=environ, check=False
    )
    assert result.returncode == 2
    assert result.stderr == b"timeline: out: cannot be written: File too large\n"
    assert (elsewhere / "out").read_text() == "before"
    assert sorted(path.name for path in elsewhere.iterdir()) == ["case.yaml", "out"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no file can have such a name")
@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_no_text_is_escaped(timeline: Command, elsewhere: Path, form: str) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    (elsewhere / name).write_text(CASE)
    assert timeline("export", form, name, "-o", "out").code == 0
    (elsewhere / "out").read_bytes().decode()


@pytest.mark.parametrize("words", [[], ["xml"], ["xml", "case.yaml"]])
def test_an_unknown_format_is_wrong_use(timeline: Command, words: list[str]) -> None:
    result = timeline("export", *words)
    assert (result.code, result.out) == (2, "")
    assert "FORMAT" in result.err
    assert result.err.count("\n") == 1
