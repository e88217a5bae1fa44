"""Completion in the shell: what is offered where, really asked for by each shell that is here."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, Command, process

CASE = """\
locations: {balkh: {name: Balkh, kind: province}}
events:
  - {date: 2021-06, title: The road is cut, id: road, location: balkh}
  - {date: 2021-07-26, title: "It comes down: burning", id: helicopter, disputed_by: someone}
"""
OTHER = "- {date: 2020, title: Another file, id: elsewhere}\n"


@pytest.fixture(autouse=True)
def files(elsewhere: Path) -> None:
    (elsewhere / "events.yaml").write_text(CASE)
    (elsewhere / "other.yaml").write_text(OTHER)
    (elsewhere / "notes.txt").write_text("")
    (elsewhere / "part").mkdir()


def offered(line: str, behind: str = "", **environ: str) -> list[str]:
    """What the program answers where the cursor stands between `line` and `behind`."""
    answer = Path("answer")
    result = process(
        environ={
            "_ARGCOMPLETE": "1",
            "_ARGCOMPLETE_SHELL": "fish",  # it quotes nothing
            "_ARGCOMPLETE_IFS": "\n",
            "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
            "COMP_LINE": line + behind,
            "COMP_POINT": str(len(line)),
            **environ,
        }
    )
    assert (result.stdout, result.stderr) == (b"", b"")
    words = answer.read_text("utf-8").split("\n") if answer.exists() else []
    answer.unlink(missing_ok=True)
    return [word.rstrip() for word in words if word]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("timeline li", ["list"]),
        ("timeline e", ["export", "events.yaml"]),
        ("timeline no", []),
        ("timeline --no", ["--no-watch"]),
        ("timeline check --f", ["--format"]),
        ("timeline check --format g", ["gcc", "github"]),
        ("timeline check --format=g", ["--format=gcc", "--format=github"]),
        ("timeline check ", ["events.yaml", "other.yaml", "part/"]),
        ("timeline check ./o", ["./other.yaml"]),
        ("timeline check other.yaml e", ["events.yaml"]),
        ("timeline export geo", ["geojson"]),
        ("timeline export csv o", ["other.yaml"]),
        ("timeline export csv -o n", ["notes.txt"]),
        ("timeline completion ", ["bash", "zsh", "fish"]),
        ("timeline show ", ["road", "helicopter"]),
        ("timeline show h", ["helicopter"]),
        ("timeline show road ", ["events.yaml", "other.yaml", "part/"]),
        ("timeline --theme nor", ["nord"]),
        ("cd . && timeline lo", ["locate"]),
        ("timeline list 'ev", ["events.yaml"]),
    ],
)
def test_words_files_and_ids_are_offered(line: str, expected: list[str]) -> None:
    assert offered(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("timeline -q tit", ["title:"]),
        ("timeline list -q location:b", ["location:balkh"]),
        ("timeline list -q loc", ["location:balkh"]),
        ("timeline list -q 'heli is:unso", ["heli is:unsourced"]),
        ("timeline list --query=location:", ["--query=location:balkh"]),
        ("timeline list --as-of 2", []),
        ("timeline list other.yaml -q location:", []),
    ],
)
def test_a_query_is_completed(line: str, expected: list[str]) -> None:
    assert offered(line) == expected


def test_the_file_may_stand_behind_the_cursor() -> None:
    assert offered("timeline show ", " other.yaml") == ["elsewhere"]
    assert offered("timeline show ", " gone.yaml --ascii") == ["road", "helicopter"]


@pytest.mark.parametrize("kind", ["missing", "binary", "large", "pipe", "closed"])
def test_what_cannot_be_read_at_once_offers_nothing(elsewhere: Path, kind: str) -> None:
    path = elsewhere / "events.yaml"
    path.unlink()
    if kind == "binary":
        path.write_bytes(b"\x00" * 100)
    elif kind == "large":
        path.write_text(CASE + "#" * 3_000_000)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "closed":
        path.write_text(CASE)
        path.chmod(0)
    ids = offered("timeline show ")
    assert ids == [] or (kind == "closed" and os.geteuid() == 0)
    assert offered("timeline show ", f" {path.name}") == ids


@pytest.mark.parametrize(
    "environ", [{"COMP_POINT": "x"}, {"COMP_LINE": "'"}, {"_ARGCOMPLETE": "y"}]
)
def test_nonsense_is_answered_with_silence(environ: dict[str, str]) -> None:
    assert set(offered("timeline li", **environ)) <= {"list"}


def test_the_completing_library_is_loaded_for_the_shell_only() -> None:
    code = """if True:
        import sys
        from timeline_tui.cli import main
        main(["list", "events.yaml"])
        print([name for name in sys.modules if "argcomplete" in name], file=sys.stderr)"""
    assert process(code=code).stderr.splitlines()[-1] == b"[]"


def test_an_unknown_shell_is_wrong_use(timeline: Command) -> None:
    result = timeline("completion", "tcsh")
    assert result.code == 2
    assert "bash" in result.err


# Asked for by the shells themselves

ASKING = {
    "bash": """\
source <(timeline completion bash)
COMP_LINE={line} COMP_POINT={point} COMP_TYPE=9
_python_argcomplete timeline
printf '%s\\n' "${{COMPREPLY[@]}}"
""",
    "zsh": """\
compdef() {{ }}
_describe() {{ print -l -- $completions }}
source <(timeline completion zsh)
words=(timeline) BUFFER={line} CURSOR={point}
_python_argcomplete
""",
    "fish": """\
timeline completion fish | source
complete -C {line}
""",
}


@pytest.mark.parametrize("shell", ASKING)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("timeline lis", "list"),
        ("timeline show hel", "helicopter"),
        ("timeline check ot", "other.yaml"),
    ],
)
def test_a_shell_completes(elsewhere: Path, shell: str, line: str, expected: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    programs = elsewhere.parent / "bin"
    programs.mkdir()
    (programs / "timeline").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m timeline_tui "$@"\n'
    )
    (programs / "timeline").chmod(0o755)
    result = subprocess.run(
        [program, "-c", ASKING[shell].format(line=shlex.quote(line), point=len(line))],
        capture_output=True,
        env={
            **os.environ,
            "HOME": str(elsewhere.parent),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        },
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert result.stderr == ""
    # Behind the word its description may stand, behind a colon or a tab.
    assert [word.split(":")[0].split("\t")[0].strip() for word in result.stdout.splitlines()] == [
        expected
    ]
