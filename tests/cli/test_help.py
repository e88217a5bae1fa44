"""What helps: `--help`, the man page, the page on the format, the schema, completion."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from command_line import ROOT, Command, process
from doc_shell import Shell
from jsonschema import Draft7Validator

from timeline_tui.cli import COMMANDS, HELP, find, main
from timeline_tui.core.models import json_schema

ALL = ("explore", *COMMANDS)
MAN = (ROOT / "docs" / "timeline.1").read_text(encoding="ascii")
CASE = """\
sources: {report: {name: Report, published: 2021-07-27}}
locations: {balkh: {name: Balkh, kind: province}}
events:
  - {date: 2021-06, title: The road is cut, id: road, location: balkh, sources: report}
  - {date: 2021-07-26, title: "It comes down: burning", id: helicopter, disputed_by: someone}
"""


@pytest.fixture(autouse=True)
def case(elsewhere: Path) -> Path:
    path = elsewhere / "events.yaml"
    path.write_text(CASE)
    (elsewhere / "other.yaml").write_text("- {date: 2020, title: Another, id: elsewhere}\n")
    return path


# Help


def test_help_says_what_it_takes(timeline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in ALL:
        words = [] if command == "explore" else [command]
        for columns in (80, 300):
            monkeypatch.setenv("COLUMNS", str(columns))
            result = timeline(*words, "--help")
            assert (result.code, result.err) == (0, "")
            text = result.out.split("Options:")[0]
            assert max(map(len, text.splitlines())) <= min(columns, 100)
        assert result.out.startswith(" ".join(("Usage: timeline", *words)))
        assert timeline(*words, "-h") == result
        for param in find(command).params:
            assert isinstance(param, click.Argument) or f" {param.opts[-1]}" in result.out
    out = timeline("--help").out
    assert [name for name in COMMANDS if f"{name:<13}{HELP[name][0]}" not in out] == []


def test_an_example_of_the_help_works(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("case", "old", "new", "part/case", "cases/a", "events"):
        (elsewhere / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "sample_events.yaml", elsewhere / f"{name}.yaml")
    shell = Shell(elsewhere, capsys, monkeypatch)
    shell.run("git init -q . && git add . && git commit -qm x && git tag v1.0", "")
    examples = 0
    for command in COMMANDS:
        for line in re.findall(r"^  (timeline .*?)(?:  +.*)?$", HELP[command][1], re.M):
            if command == "new":
                for file in elsewhere.glob("*.yaml"):
                    file.unlink()
            # What stands behind a pipe is not ours; a home to write to is not there.
            plain = re.sub(r"'[^']*'", lambda quoted: "x" * len(quoted[0]), line)
            said = shell.run(line[: len(re.split(r" [|>] ", plain, maxsplit=1)[0])], "")
            assert shell.code in (0, 1), said
            examples += 1
    assert examples > 25


def test_the_man_page_names_all_commands_and_options() -> None:
    plain = MAN.replace("\\-", "-")
    for name in ALL:
        part = plain[plain.index(f'.SS "timeline{"" if name == "explore" else " " + name}"') :]
        part = part[: part.find("\n.S", 1)]
        for param in find(name).params:
            assert all(option in part for option in param.opts if option.startswith("-"))
    assert not re.search(r"\b20\d\d\b", MAN.splitlines()[0])  # the same on every day


@pytest.mark.parametrize(
    "reader",
    [["groff", "-man", "-Tutf8", "-ww"], ["mandoc", "-Tlint", "-W", "warning"]],
    ids=lambda words: words[0],
)
def test_readers_of_man_pages_find_nothing_wrong(reader: list[str]) -> None:
    if shutil.which(reader[0]) is None:
        pytest.skip(f"{reader[0]} is not installed")
    page = str(ROOT / "docs" / "timeline.1")
    done = subprocess.run([*reader, page], capture_output=True, encoding="utf-8", check=False)
    said = done.stderr if reader[0] == "groff" else done.stdout + done.stderr
    # Without a date the page is the same tomorrow.
    assert [line for line in said.splitlines() if "missing date" not in line] == []


def test_what_is_shipped_beside_the_code_is_there_and_starts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["shared-data"] == {"docs/timeline.1": "share/man/man1/timeline.1"}
    assert wheel["force-include"]["docs/format.md"] == "timeline_tui/format.md"
    assert all((ROOT / source).is_file() for source in wheel["force-include"])
    # `uvx timeline-tui` and `pipx run timeline-tui` start the script that is named like the project
    scripts = project["project"]["scripts"]
    assert scripts == dict.fromkeys(
        ("timeline", project["project"]["name"]), "timeline_tui.cli:main"
    )


def test_the_page_on_the_format_is_printed_plainly(
    timeline: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = timeline("format-help")
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert re.findall(r"^#+ .*$", result.out, re.M) == re.findall(r"^#+ .*$", page, re.M)
    assert "<!--" not in result.out
    assert all(link.startswith("https:") for link in re.findall(r"\]\(([^)]+)\)", result.out))
    shown: list[str] = []
    monkeypatch.setattr("timeline_tui.cli.beginning.is_terminal", lambda _: True)
    monkeypatch.setattr("click.echo_via_pager", shown.append)
    assert timeline("format-help").out == ""
    assert shown == [result.out]


def test_the_schema_is_printed(timeline: Command) -> None:
    out = timeline("schema").out
    assert json.loads(out) == json_schema()
    assert out == (ROOT / "docs" / "timeline-1.schema.json").read_text(encoding="utf-8")
    Draft7Validator.check_schema(json.loads(out))
    narrow = process("schema", environ={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert json.loads(narrow.stdout.decode("ascii")) == json_schema()


# Completion


Offered = Callable[..., list[str]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Offered:
    """What the program answers zsh where the cursor stands between `line` and `behind`."""

    def ask(line: str, behind: str = "") -> list[str]:
        monkeypatch.setenv("_TIMELINE_COMPLETE", "zsh_complete")
        monkeypatch.setenv("COMP_WORDS", line + behind)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        with pytest.raises(SystemExit) as stop:
            main([])
        said = capsys.readouterr()
        assert (stop.value.code, said.err) == (0, "")
        lines = said.out.removesuffix("\n").split("\n")
        return [
            word for kind, word in zip(lines[::3], lines[1::3], strict=False) if kind == "plain"
        ]

    return ask


def test_words_ids_and_queries_are_offered(offered: Offered) -> None:
    for line, behind, expected in (
        ("timeline li", "", ["list"]),
        ("timeline --no", "", ["--no-watch"]),
        ("timeline check --format g", "", ["gcc", "github"]),
        ("timeline check e", "", []),  # files are the shell's own
        ("timeline export geo", "", ["geojson"]),
        ("timeline completion ", "", ["bash", "zsh", "fish"]),
        ("timeline show h", "", ["helicopter"]),
        ("timeline show e", " other.yaml", ["elsewhere"]),
        ("timeline show h", " gone.yaml", ["helicopter"]),
        ("timeline -q tit", "", [r"title\:"]),
        ("timeline list -q location:b", "", [r"location\:balkh"]),
        ("timeline list --query=location:", "", [r"location\:balkh"]),
        ("timeline list events.yaml --as-of 2021-07-2", "", ["2021-07-27"]),
        ("timeline list other.yaml -q location:b", "", []),
    ):
        assert offered(line, behind) == expected, line


def test_what_cannot_be_read_at_once_offers_nothing(case: Path, offered: Offered) -> None:
    for make in (
        case.unlink,
        lambda: case.write_bytes(b"\x00" * 100),
        lambda: case.write_text(CASE + "#" * 3_000_000),
        lambda: (case.unlink(), os.mkfifo(case)),
    ):
        make()
        assert offered("timeline show ") == offered("timeline show ", f" {case.name}") == []
        assert offered("timeline list -q loc") == []


ASKING = {
    "bash": """\
source <(timeline completion bash)
COMP_WORDS=({line}) COMP_CWORD={count}
compopt() {{ COMPREPLY=($(compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}")); }}
_timeline_completion timeline
printf '%s\\n' "${{COMPREPLY[@]}}"
""",
    "zsh": """\
compdef() {{ }}
_describe() {{ print -l -- ${{(P)3}} }}
compadd() {{ print -l -- ${{(P)5}} }}
_path_files() {{ print -l -- other.yaml }}
source <(timeline completion zsh)
words=({line}) CURRENT={count}+1
_timeline_completion
""",
    "fish": "timeline completion fish | source\ncomplete -C {quoted}\n",
}


@pytest.mark.parametrize("shell", ASKING)
def test_a_shell_completes(elsewhere: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    shim = elsewhere.parent / "bin" / "timeline"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m timeline_tui "$@"\n')
    shim.chmod(0o755)
    environ = {
        **os.environ,
        "HOME": str(elsewhere.parent),
        "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    for line, expected in (
        ("timeline lis", "list"),
        ("timeline show hel", "helicopter"),
        ("timeline check ot", "other.yaml"),
    ):
        asking = ASKING[shell].format(line=line, quoted=shlex.quote(line), count=line.count(" "))
        words = [program, "-c", asking]
        done = subprocess.run(words, capture_output=True, env=environ, text=True, check=False)
        assert done.stderr == ""
        # Behind the word its description may stand, behind a colon or a tab.
        shown = [re.split("[:\t]", word)[0].strip() for word in done.stdout.splitlines()]
        assert [word for word in shown if word] == [expected]
