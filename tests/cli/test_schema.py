"""`timeline schema` and `timeline format-help`: what they print, and how on a terminal."""

from __future__ import annotations

import json
import re

import pytest
from command_line import ROOT, Command, process
from jsonschema import Draft7Validator

from timeline_tui.core.models import json_schema


def test_the_schema_is_printed(timeline: Command) -> None:
    result = timeline("schema")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == json_schema()
    assert result.out == (ROOT / "docs" / "timeline-1.schema.json").read_text(encoding="utf-8")
    Draft7Validator.check_schema(json.loads(result.out))


def test_a_narrow_encoding_still_gets_json() -> None:
    result = process("schema", environ={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert json.loads(result.stdout.decode("ascii")) == json_schema()


def test_the_page_on_the_format_is_printed_plainly(timeline: Command) -> None:
    result = timeline("format-help")
    assert (result.code, result.err) == (0, "")
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ .*$", page, re.M)
    assert re.findall(r"^#+ .*$", result.out, re.M) == headings
    assert "<!--" not in result.out
    links = re.findall(r"\]\(([^)]+)\)", result.out)
    assert all(link.startswith("https://") for link in links)
    for block in re.findall(r"^```.*?^```$", page, re.M | re.S):
        assert block in result.out


def test_on_a_terminal_a_pager_shows_it(timeline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("timeline_tui.cli.format_help.is_terminal", lambda _: True)
    monkeypatch.setattr("pydoc.pager", shown.append)
    assert timeline("format-help").out == ""
    assert shown[0].startswith("# The timeline file")
