"""A file's name may hold anything; nothing of it acts on whoever reads the output."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Command

HOSTILE = "a\x1b[31mb\u202ec.yaml"
VISIBLE = "a␛[31mb‹U+202E›c.yaml"
TEXT = """
locations: {kaldar: {name: Kaldar, lat: 37, lon: 67}}
events:
- {date: 2021-07-26, title: One, location: kaldar, titel: x}
- {date: [, title: Two}
"""


@pytest.mark.parametrize(
    "words",
    [
        "list --format csv",
        "list --format json",
        "list --format jsonl",
        "list --format md",
        "export csv",
        "export json",
        "export jsonl",
        "export geojson",
        "export md",
        "export html",
        "show 2021-07-26-one",
        "show 2021-07-26-one --format json",
        "check",
        "check --format json",
        "check --format gcc",
        "check --format github",
    ],
)
def test_control_characters_and_changed_directions_in_it_are_visible(
    timeline: Command, words: str
) -> None:
    Path(HOSTILE).write_text(TEXT)
    out = timeline(*words.split(), HOSTILE).out
    assert VISIBLE in out.replace("\\", "")
    assert not {"\x1b", "\u202e"} & set(out)
    assert r"\u001b" not in out


def test_an_ordinary_name_stays_as_it_is(timeline: Command) -> None:
    Path("Fälle 2.yaml").write_text(TEXT)
    assert '"file": "Fälle 2.yaml"' in timeline("list", "--format", "jsonl", "Fälle 2.yaml").out
    assert '"file": "Fälle 2.yaml"' in timeline("check", "--format", "json", "Fälle 2.yaml").out
