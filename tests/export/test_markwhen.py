"""Markwhen text, read by the rules of its parser (github.com/mark-when/parser, src/regex.ts)."""

import json
import re
from dataclasses import dataclass
from typing import Any

from export_files import EVERYTHING, events, exported, view
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.views.view import View

DAY = r"\d{4}(?:-\d{2}(?:-\d{2}(?: \d{2}:\d{2})?)?)?"
EVENT = re.compile(rf"\s*({DAY}(?:/{DAY})?):(.*)")
PROPERTY = re.compile(r"(?!-)\s*([\w.-]+):(?:\s|$)(.*)", re.ASCII)
STARTS = re.compile(  # what begins an event or a section, or hides a line, more widely than it does
    r"\s*(?:[\d!.:+-]|now|by|before|after|every|#{1,6}\s|//|\w{3,9}\s+\d)", re.I
)
TAG = re.compile(r"(?:^|\s)#(?!\d+(?:\s|$))([0-9A-Za-z_]+)")
ID = re.compile(r"(?:^|[^0-9A-Za-z_])(?:![0-9A-Za-z_]|\.(?:start|end))")
BOX = re.compile(r"\s*\[[xX ]?\]")
PERCENT = re.compile(r"(?:\s|^)\d{1,3}%(?:\s|$)")
LINK = re.compile(r"\]\(")


@dataclass(frozen=True)
class Read:
    date: str
    text: str
    tags: list[str]
    properties: dict[str, Any]
    lines: list[str]


def read(shown: View) -> tuple[dict[str, str], list[Read]]:
    """The header, and the events with their tags, properties and lines of text."""
    header, *blocks = re.split(r"\n\n(?=\d{4}[^\n]*\n)", exported("markwhen", shown).rstrip("\n"))
    head = dict(line.split(": ", 1) for line in header.splitlines())
    return head, [_event(block.splitlines()) for block in blocks]


def _event(lines: list[str]) -> Read:
    first, properties = EVENT.fullmatch(lines[0]), {}
    assert first is not None, lines[0]
    end = lines.index("")
    for line in lines[1:end]:
        found = PROPERTY.fullmatch(line)
        assert found is not None and "#" not in line
        properties[found[1]] = json.loads(found[2])
    rest = lines[end + 1 :]
    assert all(line.startswith(">") and not STARTS.match(line) for line in rest)
    for line in (first[2], *rest):
        assert not PERCENT.search(line) and not LINK.search(line)
    assert not any(TAG.search(line) for line in rest)
    assert not ID.search(first[2]) and not BOX.match(first[2])
    tags = TAG.findall(first[2])
    return Read(first[1], TAG.sub("", first[2]).strip(), tags, properties, rest)


def one(shown: View) -> Read:
    (found,) = read(shown)[1]
    return found


def test_all_that_is_said_of_an_event():
    header, (_, found) = read(view(EVERYTHING))
    assert header == {"title": '"Everything, at once"', "timezone": "Asia/Kabul"}
    assert found.tags == ["border", "river_crossing"]
    assert found.properties == {
        "id": "all",
        "date": "2021-07-26?",
        "time": "09:30/11:00",
        "standing": "retracted",
        "type": "battle",
        "status": "planned",
        "location": ["Kaldar", "Hairatan"],
        "tags": ["border", "river crossing"],
    }
    for said in ("> A line.", ">", "> Another line."):
        assert said in found.lines


def test_a_title_stays_text_and_a_tag_is_ascii():
    for title, written in {
        "Case #12 of #hash": r"Case #12 of \#hash",
        "About 50% of it": "About 50\N{NO-BREAK SPACE}% of it",
        "[x] done": r"\[x] done",
        "The !Kung": "The ! Kung",
        "See [it](location)": "See [it] (location)",
        "2021-07-26: a date": "2021-07-26: a date",
    }.items():
        assert one(events({"date": "2021-07-26", "title": title})).text == written
    for tag, tags in (("Größe", ["grosse"]), ("2021", []), ("漢字", [])):
        found = one(events({"date": "2021-07-26", "tags": [tag]}))
        assert (found.tags, found.properties["tags"]) == (tags, [tag])


PIECES = st.sampled_from(
    (
        *("#tag", "# Head", "// c", "!id", ".start", "50%", "[x]", "- a", "[a](b)", "![i](p)"),
        *("2021:", "now:", "5 days:", ": ", "---", "key: v", "\n", " ", "\t", "é", '"', "'", "\\"),
        *("every day:", "- 2021: q", "Jan 5:", "12:30:", "44 BC:", "before !x:", "#", "漢", "%"),
    )
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)


@given(title=TEXTS, note=TEXTS, tag=TEXTS, name=TEXTS)
def test_no_text_is_taken_for_anything_else(title, note, tag, name):
    entry = {"date": "2021-07-26", "id": "e", "title": f"t{title}", "note": note, "tags": [tag]}
    shown = events(entry, {"date": "2021-07-27", "id": "f"}, title=f"t{name}")
    header, (found, other) = read(shown)
    assert json.loads(header["title"]) == shown.timeline.title
    assert "#" not in header["title"]
    assert found.properties["id"] == "e" and other.properties["id"] == "f"
    assert found.properties.get("tags", []) == list(shown.event(0).tags)
    assert len(found.tags) <= 1
