"""What to write instead of a line that is no YAML: changes that were tried and make the text read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

_PAIR: Final = re.compile(r"([ ]*(?:-[ ]+)*)([\w-]+)[ ]*:[ ]*(\S.*?)[ ]*$")
_TIGHT: Final = re.compile(r"([ ]*(?:-[ ]+)*[\w-]+):(?=[^\s/:])")
_BOUND: Final = re.compile(r">=?\s*([0-9][0-9.,]*)$")

LONGEST: Final = 20_000
"""Characters of a text that is mended: each trial parses it once more."""


def repaired(text: str, number: int, reads: Callable[[str], bool]) -> tuple[int, str] | None:
    """The first change of the line `number` (from 1), or of the one above it, that `text` reads
    with: which line, and what to write there. None if there is none."""
    if len(text) > LONGEST:
        return None
    lines = text.split("\n")
    for at in (number, number - 1):
        if not 0 < at <= len(lines):
            continue
        line = lines[at - 1]
        for change in _changes(line, lines[at - 2] if at > 1 else ""):
            if change != line and reads("\n".join([*lines[: at - 1], change, *lines[at:]])):
                return at, change.strip()
    return None


def _changes(line: str, above: str) -> Iterator[str]:
    """What a line may have been meant to be, the smallest change first."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        yield line.replace("\t", "  ")
    yield re.sub(r"^([ ]*)-(?=\w)", r"\1- ", line)  # -date: → - date:
    yield _TIGHT.sub(r"\1: ", line)  # title:Foo → title: Foo
    for sign in "\"']}":
        yield line + sign
    if pair := _PAIR.match(line):
        start, key, value = pair.groups()
        if bound := _BOUND.match(value):
            yield f"{start}{key}: {bound[1]}+"
        if value[0] not in "[{|":  # a list or a block in quotes would read, and mean nothing
            yield f"{start}{key}: {_quoted(value)}"
    indent = re.match(r"[ ]*(?:-[ ]+)*", above)
    yield " " * (indent.end() if indent else 0) + line.lstrip()


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
