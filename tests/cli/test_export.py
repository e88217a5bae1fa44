"""`timeline export` and `new`: where they write, what they never write over, what they say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, Result

from timeline_tui.cli.beginning import SCHEMA_NAME, starter
from timeline_tui.core.models import json_schema
from timeline_tui.export import FORMATS

CASE = """\
title: A case
events:
  - {date: 2021-07-26, title: A helicopter comes down, id: heli}
  - {date: unknown, title: The road is cut, id: road}
"""


@pytest.fixture(autouse=True)
def case(elsewhere):
    path = elsewhere / "case.yaml"
    path.write_text(CASE)
    return path


def test_every_format_is_written_to_standard_output_or_a_file(timeline, elsewhere):
    odd = os.fsdecode(b"caf\xe9.yaml") if sys.platform == "linux" else "case.yaml"  # is no text
    (elsewhere / odd).write_text(CASE)
    for form in FORMATS:
        for name in (odd, "case.yaml"):
            printed = timeline("export", form, name)
            saved = timeline("export", form, name, "-o", "out")
            assert (printed.code, saved.code, saved.out) == (0, 0, "")
            assert (elsewhere / "out").read_bytes().decode() == printed.out
            assert "helicopter" in printed.out
            assert saved.err == printed.err
    assert (
        timeline("export", "ics", "case.yaml").err
        == "timeline: 1 event left out: no date that this format can hold\n"
    )


def test_what_is_not_written_over_is_one_line(timeline, elsewhere, case):
    (elsewhere / "same.yaml").symlink_to("case.yaml")
    (elsewhere / "hard.yaml").hardlink_to(case)
    (elsewhere / "aim").write_text("mine")
    (elsewhere / "link").symlink_to("aim")
    (elsewhere / "dangling").symlink_to("nowhere")
    itself, followed = (
        "this is the timeline itself",
        "cannot be written: it is a link, which is not",
    )
    for name, expected in (
        *((name, itself) for name in ("case.yaml", "./case.yaml", "same.yaml", "hard.yaml")),
        (".", "File '.' is a directory"),
        ("gone/out", "gone/out: cannot be written: No such file or directory"),
        ("case.yaml/out", "case.yaml/out: cannot be written: Not a directory"),
        *((name, f"{name}: {followed}") for name in ("link", "dangling")),
    ):
        result = timeline("export", "json", "case.yaml", "-o", name)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
        assert expected in result.err
    assert (case.read_text(), (elsewhere / "aim").read_text()) == (CASE, "mine")
    assert not (elsewhere / "nowhere").exists()


def test_nobody_can_foresee_the_name_under_which_a_file_is_written(
    timeline, elsewhere, monkeypatch
):
    names, replace = set(), Path.replace

    def seen(path: Path, target: Path) -> Path:
        names.add(path)
        return replace(path, target)

    monkeypatch.setattr("timeline_tui.output.Path.replace", seen)
    (elsewhere / "out").touch(0o640)
    for _ in range(3):
        assert timeline("export", "json", "case.yaml", "-o", "out").code == 0
    assert [path.parent.samefile(elsewhere) for path in names] == [True] * 3
    assert (elsewhere / "out").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in elsewhere.iterdir()) == ["case.yaml", "out"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits and devices")
def test_a_file_is_written_whole_or_not_at_all(timeline, elsewhere):
    assert timeline("export", "json", "case.yaml", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    limited = f"ulimit -f 1; exec {sys.executable} -m timeline_tui export html case.yaml -o out"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(["bash", "-c", limited], capture_output=True, env=environ, check=False)
    assert done.returncode == 2
    assert done.stderr == b"timeline: out: cannot be written: File too large\n"
    assert [path.name for path in elsewhere.iterdir()] == ["case.yaml"]


def test_the_starter_is_written_with_its_schema(timeline, elsewhere):
    result = timeline("new")
    assert (result.code, result.out) == (0, "")
    assert (elsewhere / "events.yaml").read_text("utf-8") == starter(schema=True)
    assert f"$schema=./{SCHEMA_NAME}" in starter(schema=True).splitlines()[0]
    assert json.loads((elsewhere / SCHEMA_NAME).read_text("utf-8")) == json_schema()
    assert timeline("check", "--strict") == Result(0, "", "No problems in 1 file\n")
    (elsewhere / "case").mkdir()
    (elsewhere / "case" / SCHEMA_NAME).write_text("{}")
    assert timeline("new", "case/bridge.yaml").code == 0
    assert (elsewhere / "case" / SCHEMA_NAME).read_text() == "{}"
    assert timeline("new", "--no-schema", "case/other.yaml").code == 0
    assert (elsewhere / "case" / "other.yaml").read_text("utf-8") == starter(schema=False)
    assert timeline("new", "-") == Result(0, starter(schema=False), "")


def test_what_is_there_is_kept(timeline, elsewhere):
    (elsewhere / "dangling").symlink_to("nowhere.yaml")
    for name in ("case.yaml", ".", "dangling", "", "gone/a.yaml"):
        result = timeline("new", name)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert (elsewhere / "case.yaml").read_text() == CASE
    assert sorted(path.name for path in elsewhere.iterdir()) == ["case.yaml", "dangling"]


def test_what_is_not_for_others_is_named_or_refused(timeline, case):
    case.write_text(
        CASE + "  - {date: 2021, , title: b}\n  - {date: 2021, title: c, note: n, x-a: 1}"
    )
    result = timeline("export", "json", "case.yaml", "--without", "note, x-b,x-")
    found = {one["title"]: one for one in json.loads(result.out)["events"]}
    assert (found["c"]["note"], found["c"]["extras"]) == ("", {})
    assert result.err.splitlines()[1:] == [
        "timeline: --without: nothing has the key `x-b`",
        "timeline: 1 broken record left out, as any text may stand there",
    ]
    listed = timeline("list", "case.yaml", "--without", "x-a", "--format", "json")
    assert [one["extras"] for one in json.loads(listed.out)["events"]] == [{}] * 3
    for name in ("sources", "claims", "disputed_by", "date", "title", "nte", "X-A"):
        result = timeline("export", "md", "case.yaml", "--without", f"note,{name}")
        assert (result.code, result.out) == (2, "")
        assert f"--without: `{name}` stays" in result.err.splitlines()[-1]
