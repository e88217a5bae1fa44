"""What to write instead of a line that is no YAML: changes that were tried, and the text reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from timeline_tui.core.text import cropped

_PAIR: Final = re.compile(r"([ ]*(?:-[ ]+)*)([\w-]+)[ ]*:[ ]*(\S.*?)[ ]*$")
_TIGHT: Final = re.compile(r"([ ]*(?:-[ ]+)*[\w-]+):(?=[^\s/:])")
_TIGHT_DASH: Final = re.compile(r"^([ ]*)-(?=\w)")
_BOUND: Final = re.compile(r">=?\s*([0-9][0-9.,]*)(?: |$)")
_START: Final = re.compile(r"[ ]*(?:-[ ]+)*")
_LIST: Final = re.compile(r"[\[{](?![^\],:]*\] ?\w)")
"""A value that is meant as a list or a mapping, which mean nothing in quotes."""

_LONGEST: Final = 20_000
"""Characters of a text that is mended: each trial parses it once more."""


def repaired(text: str, number: int, reads: Callable[[str], bool]) -> str:
    """What to write, as a hint: the first change of the line `number` (from 1), or of the one above
    it, with which `text` reads. "" if there is none."""
    lines = text.split("\n")
    if len(text) > _LONGEST:
        return ""
    for at in (number, number - 1) if number > 1 else (number,):
        for change in _changes(lines[at - 1]):
            if change != lines[at - 1] and reads(
                "\n".join([*lines[: at - 1], change, *lines[at:]])
            ):
                where = " in the line above" if at < number else ""
                return f"Write `{cropped(change.strip(), 120)}`{where}"
    start = _START.match(lines[number - 2]) if number > 1 else None
    if start is not None:
        moved = " " * start.end() + lines[number - 1].lstrip()
        if reads("\n".join([*lines[: number - 1], moved, *lines[number:]])):
            return f"Begin it in column {start.end() + 1}, like the line above"
    return ""


def _changes(line: str) -> Iterator[str]:
    """What a line may have been meant to be, the smallest change first."""
    indent = len(line) - len(line.lstrip())
    yield line[:indent].replace("\t", "  ") + line[indent:]
    yield _TIGHT_DASH.sub(r"\1- ", line)  # -date: → - date:
    yield _TIGHT.sub(r"\1: ", line)  # title:Foo → title: Foo
    for sign in "\"']}":
        yield line + sign
    if pair := _PAIR.match(line):
        start, key, value = pair.groups()
        if bound := _BOUND.match(value):
            yield f"{start}{key}: {bound[1]}+"
        if not _LIST.match(value):
            yield f"{start}{key}: {_quoted(value)}"


def _quoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] in "\"'":
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
