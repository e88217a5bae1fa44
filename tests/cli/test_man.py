"""The man page: complete, free of what its readers complain about, and shipped."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib

import pytest
from command_line import ROOT

from timeline_tui.cli import COMMANDS, find

PAGE = ROOT / "docs" / "timeline.1"
TEXT = PAGE.read_text(encoding="ascii")


def test_it_names_all_commands_and_options() -> None:
    plain = TEXT.replace("\\-", "-")
    for name in ("explore", *COMMANDS):
        if name in COMMANDS:
            start = plain.index(f'.SS "timeline {name} ')
            part = plain[start : plain.find("\n.S", start + 1)]
        else:
            part = plain[plain.index(".SH OPTIONS") : plain.index(".SH COMMANDS")]
        for action in find(name).parser()._actions:
            for option in set(action.option_strings) - {"-h", "--help"}:
                assert f"\\fB{option}\\fR" in part, (name, option)


def test_it_is_the_same_on_every_day() -> None:
    assert not re.search(r"\b20\d\d\b", TEXT.splitlines()[0])


@pytest.mark.parametrize(
    "reader",
    [["groff", "-man", "-Tutf8", "-ww"], ["mandoc", "-Tlint", "-W", "warning"]],
    ids=lambda words: words[0],
)
def test_readers_of_man_pages_find_nothing_wrong(reader: list[str]) -> None:
    if shutil.which(reader[0]) is None:
        pytest.skip(f"{reader[0]} is not installed")
    result = subprocess.run(
        [*reader, str(PAGE)], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    said = result.stderr if reader[0] == "groff" else result.stdout + result.stderr
    # Without a date the page is the same tomorrow.
    assert [line for line in said.splitlines() if "missing date" not in line] == []
    if reader[0] == "groff":
        assert "Print everything the file says of an event" in " ".join(result.stdout.split())


def test_what_is_shipped_beside_the_code_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["shared-data"] == {"docs/timeline.1": "share/man/man1/timeline.1"}
    assert wheel["force-include"]["docs/format.md"] == "timeline_tui/format.md"
    assert all((ROOT / source).is_file() for source in (*wheel["force-include"], "docs/timeline.1"))
