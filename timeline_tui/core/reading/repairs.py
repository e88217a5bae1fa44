"""What to write instead of a line that is no YAML: changes that were tried, and the text reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from timeline_tui.core.text import cropped

_PAIR: Final = re.compile(r"([ ]*(?:-[ ]+)*)([\w-]+)[ ]*:[ ]*(\S.*?)([ ]+#[ ].*|[ ]*)$")
_TIGHT: Final = re.compile(r"([ ]*(?:-[ ]+)*[\w-]+):(?=[^\s/:])")
_TIGHT_DASH: Final = re.compile(r"^([ ]*)-(?=\w)")
_BOUND: Final = re.compile(r">=?\s*([0-9][0-9.,]*)(?: |$)")
_MARGIN: Final = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
_START: Final = re.compile(r"[ ]*(?:-[ ]+)*")
_LIST: Final = re.compile(r"[\[{](?![^\],:]*\] ?\w)")
"""A value that is meant as a list or a mapping, which mean nothing in quotes."""

PROSE: Final = frozenset(
    ("title", "name", "text", "description", "note", "quote", "date_text", "author", "publisher")
)
"""Keys of texts in which brackets and number signs may stand."""

_LONGEST: Final = 20_000
"""Characters of a text that is mended: each trial parses it once more."""


def repaired(text: str, number: int, failing: Callable[[str], int]) -> tuple[str, str]:
    """What to write, as a hint, and the text with that change: the smallest one of the line
    `number` (from 1), or of the one above it, with which the text reads, else with which it reads
    on to a later line; both "" if none is found. `failing` is the first line of a text that does
    not read, or 0.
    """
    further = "", ""
    for hint, changed in _trials(text, number) if len(text) <= _LONGEST else ():
        failed = failing(changed) if changed != text else number
        if failed == 0:
            return hint, changed
        if failed > number and not further[1]:
            further = hint, changed
    return further


def _trials(text: str, number: int) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    for at, where in ((number - 1, ""), (number - 2, " in the line above")):
        for change in _changes(lines[at]) if at >= 0 else ():
            hint = f"Write `{cropped(change.strip(), 120)}`{where}, as it is read here"
            yield hint, "\n".join([*lines[:at], change, *lines[at + 1 :]])
    for width in (2, 4, 8) if "\t" in text else ():
        spaced = _MARGIN.sub(lambda margin: margin[0].expandtabs(width), text)  # noqa: B023
        yield "Indent with spaces, as it is read here", spaced
    first, above = (_START.match(lines[n]) for n in (0, max(number - 2, 0)))
    # A line below one that stands deeper may belong to either.
    if number > 1 and first and above and first.end() == above.end():
        moved = " " * above.end() + lines[number - 1].lstrip()
        hint = f"Begin it in column {above.end() + 1}, like the line above"
        yield hint, "\n".join([*lines[: number - 1], moved, *lines[number:]])


def _changes(line: str) -> Iterator[str]:
    """What a line may have been meant to be, the smallest change first."""
    yield _TIGHT_DASH.sub(r"\1- ", line)  # -date: → - date:
    yield _TIGHT.sub(r"\1: ", line)  # title:Foo → title: Foo
    pair = _PAIR.match(line)
    is_prose = pair is not None and pair[2] in PROSE
    for sign in "\"'" if is_prose else "\"']}":
        yield line + sign
    if pair is not None:
        start, key, value, remark = pair.groups()
        if value[0] in "\"'":
            value, remark = value + remark.rstrip(), ""
        if bound := _BOUND.match(value):
            yield f"{start}{key}: {bound[1]}+"
        if is_prose or not _LIST.match(value):
            yield f"{start}{key}: {_quoted(value)}{remark}"


def _quoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] in "\"'":
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
