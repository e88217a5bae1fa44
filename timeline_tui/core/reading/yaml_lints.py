"""YAML that is valid but hardly what was meant: values cut off by a comment, numbers by a comma.

It looks at the text around the parsed values (FORMAT section 7, Lints).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yaml.events import Event, ScalarEvent

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.yaml_events import Node, Value, place_of, walk
from timeline_tui.core.text import cropped

COMMA: Final = "\ufdd0"
"""Stands for a comma within a number while the text is parsed; no text holds this noncharacter."""

_NUMBER: Final = re.compile(r"[0-9],[0-9]{3}(?![0-9])")
_DIGITS: Final = re.compile(r"[0-9.,]*")
_COMMENT_BEHIND: Final = re.compile(r"[^\s#] #")
_CUT_OFF: Final = re.compile(r" #(?=(\w?))")
_BARE_BLOCK: Final = re.compile(r">([1-9])[ ]*$", re.MULTILINE)
_PROSE: Final = frozenset(
    ("title", "name", "text", "description", "note", "quote", "date_text", "author", "publisher")
)


def join_numbers(text: str) -> tuple[str, tuple[Problem, ...]]:
    """`text` with COMMA for each comma that splits a number of a `{killed: 1,500}`."""
    if "{" not in text or not _NUMBER.search(text) or COMMA in text:
        return text, ()
    pieces: list[str] = []
    problems: list[Problem] = []
    done = 0
    for comma, event in _commas_in_numbers(text):
        pieces.append(text[done:comma])
        goes_on, done = comma == done + 3, comma + 1
        if goes_on and problems:
            continue
        number = _number_around(text, comma)
        message = f"The comma splits `{cropped(number)}` in two; it is read as one number"
        whole = cropped(number.replace(",", ""))
        hint = f'Write `{whole}`, or quote it: `"{cropped(number)}"`'
        line, column = place_of(event)
        problems.append(Problem("warning", "comma-in-number", message, hint, "", line, column - 1))
    return COMMA.join((*pieces, text[done:])), tuple(problems)


def with_commas(value: Value) -> Value:
    """The value with commas for the COMMAs that `join_numbers` put there."""
    if isinstance(value, str):
        return value.replace(COMMA, ",")
    if isinstance(value, list):
        return [with_commas(item) for item in value]
    if isinstance(value, dict):
        return {key.replace(COMMA, ","): with_commas(item) for key, item in value.items()}
    return value


def lint(text: str) -> tuple[Problem, ...]:
    """What is valid in `text` but loses a part of a value."""
    if not (" #" in text and _COMMENT_BEHIND.search(text)) and not _BARE_BLOCK.search(text):
        return ()
    return tuple(
        problem
        for node in walk(text)
        if not node.is_key and (problem := _cut_off(text, node) or _block_instead(text, node))
    )


def _commas_in_numbers(text: str) -> Iterator[tuple[int, Event]]:
    """The commas that made a key out of the second part of a number, with that key's event."""
    key: Node | None = None
    goes_on = False
    for node in walk(text):
        if node.is_key:
            key = node
        elif key is not None and node.in_braces and node.path == key.path:
            is_empty = node.plain == ""
            comma = _index(key.event) - 1
            if is_empty and goes_on and _NUMBER.match(text, comma - 1):
                yield comma, key.event
            else:
                goes_on = not is_empty and node.plain is not None


def _number_around(text: str, comma: int) -> str:
    start = comma
    while start > 0 and text[start - 1] in "0123456789.,":
        start -= 1
    match = _DIGITS.match(text, start)
    return match[0].strip(".,") if match else ""


def _cut_off(text: str, node: Node) -> Problem | None:
    """A comment right behind an unquoted value that may have been meant as a part of it."""
    mark = node.event.end_mark
    behind = _CUT_OFF.match(text, mark.index) if mark and node.plain is not None else None
    if mark is None or behind is None:
        return None
    key = next((step for step in reversed(node.path) if isinstance(step, str)), "")
    if not behind[1] and not (node.plain and key in _PROSE):
        return None
    message = "Everything behind ` #` is a comment" if node.plain else "All of this is a comment"
    hint = "Quote the value if this belongs to it; else put two spaces before the `#`"
    return Problem("warning", "cut-off", message, hint, "", mark.line + 1, mark.column + 2)


def _block_instead(text: str, node: Node) -> Problem | None:
    """A `>8`, which YAML takes for the start of a block of text, here without any."""
    event = node.event
    if not isinstance(event, ScalarEvent) or event.style != ">" or event.value.strip():
        return None
    match = _BARE_BLOCK.match(text, _index(event))
    if match is None:
        return None
    message = f"`>{match[1]}` is read as the start of a block of text"
    line, column = place_of(event)
    return Problem("error", "yaml-block", message, f"Write `{match[1]}+`", "", line, column)


def _index(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0
