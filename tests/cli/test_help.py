"""`--help` of every command: complete, of one form, and with examples that work."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from command_line import ROOT, Command, process
from doc_shell import Shell

from timeline_tui.cli import COMMANDS, find
from timeline_tui.cli.command import blocks

SAMPLE = ROOT / "sample_events.yaml"
ALL = ("explore", *COMMANDS)


def examples(command: str) -> list[str]:
    """The example lines that begin with `timeline`, without what they are explained with."""
    lists = [lines for lines, _ in blocks(find(command).examples) if lines[0] == "Examples:"]
    lines = [re.split(r"\s{2,}", line.strip())[0] for lines in lists for line in lines[1:]]
    return [line for line in lines if line.startswith("timeline")]


@pytest.mark.parametrize("command", ALL)
def test_help_is_escaped_where_the_output_has_no_sign_for_a_character(command: str) -> None:
    words = [] if command == "explore" else [command]
    done = process(*words, "--help", environ={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


@pytest.mark.parametrize("command", ALL)
def test_help_says_what_it_takes(timeline: Command, command: str) -> None:
    result = timeline(*([] if command == "explore" else [command]), "--help")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].startswith("Usage: timeline" + ("" if command == "explore" else f" {command}"))
    assert "  -h, --help" in result.out
    assert max(map(len, lines)) <= 100
    headings = [line for line in lines if re.fullmatch(r"[\w ,]{1,30}:", line)]
    assert "Options:" in headings
    assert [heading for heading in headings if not heading[0].isupper()] == []
    for action in find(command).parser()._actions:
        assert action.help, action.dest
        assert not action.help[0].isupper() or action.help.split()[0].isupper()
        assert not action.help.endswith(".")


def test_the_first_help_names_every_command(timeline: Command) -> None:
    out = timeline("--help").out
    assert [
        f"  {name:<13}{does}" for name, does in COMMANDS.items() if f" {does}\n" not in out
    ] == []
    assert "Keys" in out


@pytest.mark.parametrize("columns", ["60", "80", "300"])
def test_text_is_fitted_to_the_terminal(
    timeline: Command, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    text = timeline("check", "--help").out.partition("Examples:")[0]
    longest = max(map(len, text.splitlines()))
    assert min(int(columns), 100) - 25 < longest < min(int(columns), 100)


@pytest.mark.parametrize("command", ALL)
def test_help_is_immediate(command: str) -> None:
    code = f"""if True:
        import sys
        from timeline_tui.cli import find
        find({command!r}).parser().format_help()
        heavy = ("textual", "rich", "pydantic", "yaml", "jinja2", "icalendar", "argcomplete")
        print([name for name in heavy if name in sys.modules])"""
    result = process(code=code)
    assert (result.stdout, result.stderr) == (b"[]\n", b"")


@pytest.fixture
def folder(elsewhere: Path) -> Path:
    """Where the files of all examples stand, and git knows them as they were once."""
    for name in (
        "case.yaml",
        "events.yaml",
        "old.yaml",
        "new.yaml",
        "part/case.yaml",
        "cases/a.yaml",
    ):
        (elsewhere / name).parent.mkdir(exist_ok=True)
        shutil.copy(SAMPLE, elsewhere / name)
    return elsewhere


@pytest.mark.parametrize(
    ("command", "line"), [(command, line) for command in ALL for line in examples(command)]
)
def test_an_example_works(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    line: str,
) -> None:
    shell = Shell(folder, capsys, monkeypatch)
    if command == "new":
        (folder / "events.yaml").unlink()
    if "HEAD" in line or "v1.0" in line:
        shell.run("git init -q . && git add . && git commit -qm x && git tag v1.0", "")
        assert shell.code == 0
    # What stands behind a pipe is not ours; a home to write to is not there.
    plain = re.sub(r"'[^']*'", lambda quoted: "x" * len(quoted[0]), line)
    ours, *_ = re.split(r" [|>] ", plain, maxsplit=1)
    done = shell.run(line[: len(ours)], "")
    assert shell.code in (0, 1), done
    assert "Traceback" not in done


def test_most_commands_have_examples() -> None:
    assert [command for command in ALL if not examples(command)] in ([], ["locate"])
