"""What to write instead of a line that is no YAML: changes that were tried, and the text reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

_PAIR: Final = re.compile(r"([ ]*(?:-[ ]+)*)([\w-]+)[ ]*:[ ]*(\S.*?)[ ]*$")
_TIGHT: Final = re.compile(r"([ ]*(?:-[ ]+)*[\w-]+):(?=[^\s/:])")
_TIGHT_DASH: Final = re.compile(r"^([ ]*)-(?=\w)")
_BOUND: Final = re.compile(r">=?\s*([0-9][0-9.,]*)(?: |$)")
_START: Final = re.compile(r"[ ]*(?:-[ ]+)*")

LONGEST: Final = 20_000
"""Characters of a text that is mended: each trial parses it once more."""
_SHOWN: Final = 200
"""Characters of a line that a hint can show."""


def repaired(text: str, number: int, reads: Callable[[str], bool]) -> str:
    """What to write, as a hint: the first change of the line `number` (from 1), or of the one above
    it, with which `text` reads. "" if there is none."""
    lines = text.split("\n")
    if len(text) > LONGEST:
        return ""
    numbers = [at for at in (number, number - 1) if 0 < at <= len(lines)]
    for at in numbers:
        for change in _changes(lines[at - 1]) if len(lines[at - 1]) <= _SHOWN else ():
            if change != lines[at - 1] and reads(
                "\n".join([*lines[: at - 1], change, *lines[at:]])
            ):
                return f"Write `{change.strip()}`" + (" in the line above" if at < number else "")
    if len(numbers) == 2:
        start = _START.match(lines[number - 2])
        indent = start.end() if start else 0
        moved = " " * indent + lines[number - 1].lstrip()
        if reads("\n".join([*lines[: number - 1], moved, *lines[number:]])):
            return f"Begin it in column {indent + 1}, like the line above"
    return ""


def _changes(line: str) -> Iterator[str]:
    """What a line may have been meant to be, the smallest change first."""
    indent = len(line) - len(line.lstrip())
    if "\t" in line[:indent]:
        yield line[:indent].replace("\t", "  ") + line[indent:]
    yield _TIGHT_DASH.sub(r"\1- ", line)  # -date: → - date:
    yield _TIGHT.sub(r"\1: ", line)  # title:Foo → title: Foo
    for sign in "\"']}":
        yield line + sign
    if pair := _PAIR.match(line):
        start, key, value = pair.groups()
        if bound := _BOUND.match(value):
            yield f"{start}{key}: {bound[1]}+"
        if not _is_list(value):
            yield f"{start}{key}: {_quoted(value)}"


def _is_list(value: str) -> bool:
    """Whether a value is meant as a list or a mapping, which mean nothing in quotes."""
    return value[0] in "[{" and not re.match(r"\[[^\],:]*\] ?\w", value)


def _quoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] in "\"'":
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
