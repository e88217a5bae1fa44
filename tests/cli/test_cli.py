"""The command line: what it prints where, its exit codes, and what it must not import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import ROOT, Command, Result, as_others, process

from timeline_tui import __version__

CASE = """\
title: A case
events:
  - {date: 2021-07-26, title: A helicopter comes down, disputed_by: someone}
  - {date: 2021-06, title: The road is cut}
"""
BROKEN = """\
events:
  - date: 2021-13-01
    title: One
  - {date: 2021-07, title: Two, titel: x}
"""


# Version, wrong use


def test_the_version(timeline: Command) -> None:
    assert timeline("--version") == Result(0, f"timeline {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--bogus"], "unrecognized arguments: --bogus"),
        (["case.yaml", "--query"], "-q"),
        (["check", "--format", "xml"], "invalid choice"),
        (["locate", "more"], "unrecognized arguments: more"),
        (["case.yml"], "case.yml: there is no such file. Did you mean case.yaml?"),
        (["absent/case.yaml"], "absent/case.yaml: there is no such file"),
        (["empty"], "empty: the folder has no file that ends in .yaml or .yml"),
        (["a\0b"], "there is no such file"),
        (["check"], "Name a file"),
        (["check", "--", "-x.yaml"], "-x.yaml: there is no such file"),
        (["case.yaml/x"], "case.yaml/x: there is no such file"),
        (["x" * 5000], "it cannot be read: File name too long"),
        (["lst"], "lst: there is no such file. Did you mean the command `list`?"),
        (["formathelp", "-q", "x"], "Did you mean the command `format-help`?"),
        (["sources.yaml"], "sources.yaml: there is no such file. Did you mean case.yaml?"),
        (["./lst"], "lst: there is no such file. The folder has case.yaml"),
    ],
)
def test_wrong_use_is_one_clear_line(
    timeline: Command, elsewhere: Path, words: list[str], expected: str
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    (elsewhere / "empty").mkdir()
    result = timeline(*words)
    assert (result.code, result.out) == (2, "")
    assert expected in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_no_permission_is_wrong_use(elsewhere: Path, kind: str) -> None:
    path = elsewhere / "case"
    path.mkdir() if kind == "folder" else path.write_text(CASE)
    path.chmod(0)
    done = process("check", "case", before=as_others())
    path.chmod(0o700)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"timeline: case: no permission to read it\n"


def test_no_permission_is_told_from_absence(
    timeline: Command, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)

    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("timeline_tui.files.Path.open", closed)
    result = timeline("check", "case.yaml")
    assert result == Result(2, "", "timeline: case.yaml: no permission to read it\n")


@pytest.mark.parametrize(
    ("query", "column"), [("title:x (", None), ("bogus:x", 1), ("title:x bogus:y", 9)]
)
def test_a_query_that_does_not_read_has_a_caret_under_the_place(
    timeline: Command, elsewhere: Path, query: str, column: int | None
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    result = timeline("case.yaml", "-q", query)
    assert (result.code, result.out) == (2, "")
    first, shown, caret = result.err.splitlines()
    assert first.startswith("timeline: query: ")
    assert shown == f"  {query}"
    assert caret.strip() == "^"
    if column is not None:
        assert caret.index("^") == column + 1


# Printing


def test_the_chronology_is_printed_where_there_is_no_terminal(
    timeline: Command, elsewhere: Path
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    result = timeline("case.yaml")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == "A case  2 events"
    assert [line for line in lines[1:] if not line.startswith("  ")] == [
        "", "June 2021", "", "July 2021",
    ]  # fmt: skip
    assert "A helicopter comes down  [disputed]" in lines[-1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["case.yaml", "-q", "heli"], ["helicopter"]),
        (["-q", "-heli", "case.yaml"], ["road"]),
        (["case.yaml", "--query=title:road"], ["road"]),
        (["--query", "-title:road", "case.yaml"], ["helicopter"]),
        (["case.yaml", "-q", "nothing-of-it"], []),
        (["--ascii", "case.yaml", "--no-watch", "--theme", "nord", "-q", "heli"], ["helicopter"]),
    ],
)
def test_a_query_applies(
    timeline: Command, elsewhere: Path, words: list[str], expected: list[str]
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    result = timeline(*words)
    assert result.code == (0 if expected else 1)
    assert f"{len(expected)} of 2 events" in result.out
    assert [word for word in ("helicopter", "road") if word in result.out] == expected


def test_several_files_and_a_folder_are_united(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "part").mkdir()
    (elsewhere / "part" / "a.yaml").write_text("- {date: 2021, title: First}\n")
    (elsewhere / "part" / "b.yml").write_text("- {date: 2022, title: Second}\n")
    assert "2 events" in timeline("part").out
    assert "2 events" in timeline("part/a.yaml", "part/b.yml").out


def test_columns_bound_the_width(
    timeline: Command, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / "case.yaml").write_text(f"- {{date: 2021, title: {'long ' * 50}}}\n")
    assert max(map(len, timeline("case.yaml").out.splitlines())) > 200
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, timeline("case.yaml").out.splitlines())) == 60


def test_problems_are_counted_beside_the_chronology(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "case.yaml").write_text(BROKEN)
    result = timeline("case.yaml")
    assert result.code == 0
    assert "One" in result.out
    assert "2 errors" in result.err
    assert "timeline check" in result.err


def test_a_broken_config_is_said_and_does_not_stop_anything(
    timeline: Command, elsewhere: Path
) -> None:
    config = Path(os.environ["TIMELINE_CONFIG"])
    config.write_text("ascii = 1\n")
    (elsewhere / "case.yaml").write_text(CASE)
    result = timeline("case.yaml")
    assert result.code == 0
    assert "A case" in result.out
    assert f"{config}:1:9: error: `ascii` cannot have this value" in result.err


# Which file


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (["events.yaml", "timeline.yaml", "a.timeline.yaml"], "events.yaml"),
        (["timeline.yaml", "a.timeline.yaml"], "timeline.yaml"),
        (["a.timeline.yaml", "other.yaml"], "a.timeline.yaml"),
        (["a.timeline.yaml", "b.timeline.yaml"], "last.yaml"),
        ([], "last.yaml"),
    ],
)
def test_without_a_path(
    timeline: Command, elsewhere: Path, present: list[str], expected: str
) -> None:
    last = elsewhere.parent / "last.yaml"
    for file in (*(elsewhere / name for name in present), last):
        file.write_text(f"- {{date: 2021, title: This is {file.name}}}\n")
    Path(os.environ["TIMELINE_STATE"]).write_text(json.dumps({"last": [str(last)]}))
    result = timeline()
    assert f"This is {expected}" in result.out
    assert (str(last) in result.err) is (expected == "last.yaml")


def test_without_any_file_the_sample_is_shown(timeline: Command) -> None:
    Path(os.environ["TIMELINE_STATE"]).write_text(json.dumps({"last": ["/gone/case.yaml"]}))
    result = timeline()
    assert result.code == 0
    assert "Northern Afghanistan, late July 2021" in result.out
    assert "sample_events.yaml" in result.err


def test_a_file_named_like_a_command(timeline: Command, elsewhere: Path) -> None:
    for name in ("check", "lst"):
        (elsewhere / name).write_text(CASE)
    assert "A case" in timeline("./check").out
    assert "A case" in timeline("lst").out


# Standard input


def test_standard_input_is_printed(timeline: Command, piped: Callable[[bytes], None]) -> None:
    piped(CASE.encode().replace(b"\n", b"\r\n"))
    result = timeline("-", "-q", "heli")
    assert result.code == 0
    assert "1 of 2 events" in result.out


# Places


def test_locate_prints_every_place_and_whether_it_is_there(
    timeline: Command, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").touch()
    result = timeline("locate")
    config, state, sample = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert config == f"config  {tmp_path / 'config.toml'}"
    assert state == f"state   {tmp_path / 'state.json'}  (not there)"
    assert sample.startswith("sample  ")
    assert Path(sample.removeprefix("sample  ")).is_file()


# Processes of their own


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import timeline_tui.core", ["textual", "rich"]),
        ("from timeline_tui.cli import main; main(['check', 'case.yaml'])", ["textual"]),
        ("from timeline_tui.cli import main; main(['case.yaml'])", ["textual"]),
        ("from timeline_tui.cli import main; main(['gone.yaml'])", ["textual"]),
        (
            "from timeline_tui.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass",
            ["textual", "rich", "pydantic", "yaml", "platformdirs"],
        ),
    ],
)
def test_nothing_is_imported_that_is_not_needed(
    elsewhere: Path, code: str, forbidden: list[str]
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    ending = f"\nimport sys; print([m for m in {forbidden} if m in sys.modules], file=sys.stderr)"
    result = process(code=code + ending)
    assert result.stderr.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "code"), [(["case.yaml"], 0), (["check", "bad.yaml"], 1), (["gone.yaml"], 2)]
)
def test_exit_codes_reach_the_shell(elsewhere: Path, words: list[str], code: int) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    (elsewhere / "bad.yaml").write_text(BROKEN)
    assert process(*words).returncode == code


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
@pytest.mark.parametrize("words", ["big.yaml", "check big.yaml"])
def test_a_reader_that_leaves_is_no_error(elsewhere: Path, words: str) -> None:
    events = "".join(f"- {{date: 2021-13, title: Event {n}}}\n" for n in range(3000))
    (elsewhere / "big.yaml").write_text(events)
    command = f"{sys.executable} -m timeline_tui {words} 2>err | head -n 1; echo ${{PIPESTATUS[0]}}"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(["bash", "-c", command], capture_output=True, env=environ, check=True)
    assert result.stdout.splitlines()[-1] == (b"1" if "check" in words else b"0")
    assert "Traceback" not in (elsewhere / "err").read_text()
    assert "BrokenPipe" not in (elsewhere / "err").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_is_said(elsewhere: Path) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "timeline_tui", "case.yaml"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environ,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr.startswith(b"timeline: cannot write: No space left")
    assert result.stderr.count(b"\n") == 1


def test_a_terminal_without_unicode_gets_ascii(elsewhere: Path) -> None:
    (elsewhere / "case.yaml").write_text("- {date: 2021-05/2021-07, title: Čas}\n", "utf-8")
    result = process("case.yaml", environ={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.returncode == 0
    assert b"\\u010cas" in result.stdout
