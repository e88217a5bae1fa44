"""What helps: `--help`, the man page, the page on the format, the schema, completion."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable

import click
import pytest
from command_line import ROOT, process
from doc_shell import Shell
from jsonschema import Draft7Validator

from timeline_tui.cli import COMMANDS, HELP, find, main
from timeline_tui.core.models import json_schema

CASE = """\
sources: {report: {name: Report, published: 2021-07-27}}
locations: {balkh: {name: Balkh, kind: province}}
events:
  - {date: 2021-06, title: The road is cut, id: road, location: balkh, sources: report}
  - {date: 2021-07-26, title: "It comes down: burning", id: helicopter, disputed_by: someone}
"""


@pytest.fixture(autouse=True)
def case(elsewhere):
    path = elsewhere / "events.yaml"
    path.write_text(CASE)
    (elsewhere / "other.yaml").write_text("- {date: 2020, title: Another, id: elsewhere}\n")
    return path


def test_help_says_what_it_takes(timeline):
    for command in ("explore", *COMMANDS):
        words = [] if command == "explore" else [command]
        result = timeline(*words, "--help")
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(" ".join(("Usage: timeline", *words)))
        assert max(map(len, result.out.split("Options:")[0].splitlines())) <= 80
        assert timeline(*words, "-h") == result
        for param in find(command).params:
            assert isinstance(param, click.Argument) or f" {param.opts[-1]}" in result.out
    out = timeline("--help").out
    assert [name for name in COMMANDS if f"{name:<13}{HELP[name][0]}" not in out] == []
    for shell in ("bash", "zsh", "fish"):
        assert f"_TIMELINE_COMPLETE={shell}_complete" in timeline("completion", shell).out


def test_an_example_of_the_help_works(elsewhere, capsys, monkeypatch):
    for name in ("case", "old", "new", "part/case", "cases/a", "events"):
        (elsewhere / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "sample_events.yaml", elsewhere / f"{name}.yaml")
    (elsewhere / "chronology.csv").write_text("Date,Event,Killed\n2021,The town falls,12\n")
    (elsewhere / "rules.yaml").write_text('event: {date: "{Date}", title: "{Event}"}\n')
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


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_a_reader_of_man_pages_finds_nothing_wrong():
    reader = ["groff", "-man", "-Tutf8", "-ww", str(ROOT / "docs" / "timeline.1")]
    assert subprocess.run(reader, capture_output=True, text=True, check=False).stderr == ""


def test_what_is_shipped_beside_the_code_is_there_and_starts():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel, sdist = (project["tool"]["hatch"]["build"]["targets"][one] for one in ("wheel", "sdist"))
    assert wheel["shared-data"] == {"docs/timeline.1": "share/man/man1/timeline.1"}
    assert wheel["force-include"]["docs/format.md"] == "timeline_tui/format.md"
    assert all((ROOT / source).is_file() for source in wheel["force-include"])
    needed = {"timeline_tui", "tests", "docs", "benchmarks", "/*.md", "sample_events.yaml"}
    assert {*needed, ".pre-commit-hooks.yaml"} <= set(sdist["include"])  # by its own tests
    # `uvx timeline-tui` and `pipx run timeline-tui` start the script that is named like the project
    scripts = project["project"]["scripts"]
    assert scripts == dict.fromkeys(["timeline", "timeline-tui"], "timeline_tui.cli:main")


def test_the_page_on_the_format_is_printed_plainly(timeline):
    result = timeline("format-help")
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert re.findall(r"^#+ .*$", result.out, re.M) == re.findall(r"^#+ .*$", page, re.M)
    assert "<!--" not in result.out
    assert all(link.startswith("https:") for link in re.findall(r"\]\(([^)]+)\)", result.out))


def test_the_schema_is_printed(timeline):
    out = timeline("schema").out
    assert json.loads(out) == json_schema()
    assert out == (ROOT / "docs" / "timeline-1.schema.json").read_text(encoding="utf-8")
    Draft7Validator.check_schema(json.loads(out))
    narrow = process("schema", environ={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert json.loads(narrow.stdout.decode("ascii")) == json_schema()
    of_output = timeline("schema", "--output").out
    assert of_output == (ROOT / "docs" / "timeline-output-1.schema.json").read_text("ascii")


Offered = Callable[..., list[str]]


@pytest.fixture
def offered(monkeypatch, capsys):
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


def test_words_ids_and_queries_are_offered(offered):
    for line, behind, expected in (
        ("timeline li", "", ["list"]),
        ("timeline check --format g", "", ["gcc", "github"]),
        ("timeline check e", "", []),  # files are the shell's own
        ("timeline completion ", "", ["bash", "zsh", "fish"]),
        ("timeline import uc", "", ["ucdp"]),
        ("timeline import t", "", ["timelinejs", "timesketch"]),
        ("timeline entry --like h", "", ["helicopter"]),
        ("timeline show h", "", ["helicopter"]),
        ("timeline show e", " other.yaml", ["elsewhere"]),
        ("timeline show h", " gone.yaml", ["helicopter"]),
        ("timeline list -q location:b", "", [r"location\:balkh"]),
        ("timeline list --query=location:", "", [r"location\:balkh"]),
        ("timeline list events.yaml --as-of 2021-07-2", "", ["2021-07-27"]),
        ("timeline list other.yaml -q location:b", "", []),
    ):
        assert offered(line, behind) == expected, line


def test_what_cannot_be_read_at_once_offers_nothing(case, offered):
    for make in (
        case.unlink,
        lambda: case.write_bytes(b"\x00" * 100),
        lambda: case.write_text(CASE + "#" * 3_000_000),
        lambda: (case.unlink(), os.mkfifo(case)),
    ):
        make()
        assert offered("timeline show ") == offered("timeline show ", f" {case.name}") == []
        assert offered("timeline list -q loc") == []
