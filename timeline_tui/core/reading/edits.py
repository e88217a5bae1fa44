"""A text with some of its keys and values changed, and all else in it, remarks too, as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from yaml import events as ev

from timeline_tui.core.reading.pieces import ENDS, STARTS, Change
from timeline_tui.core.reading.tree import Edits, read_events

_SCALAR: Any = ev.ScalarEvent
_MAP: Any = ev.MappingStartEvent
_PLAIN: Final = re.compile(
    r"(?!- |-$|null$)(?:~(?=[0-9]))?[\w/-](?:[\w/~?%+.-]| (?![ #])|:(?=\w))*(?<! )"
)


def edited(text: str, edits: Edits) -> str:
    """`text` with its edits, which is YAML if there are any."""
    changes: list[tuple[int, int, str]] = []
    for mark, end, key, in_brackets in _nodes(text) if edits else ():
        start = mark.index
        edit = edits.get((mark.line + 1, mark.column + 1))
        if isinstance(edit, tuple) and key:  # and what was changed within the pair is not
            changes = [one for one in changes if one[0] < start]
            changes.append(_pairs(text, mark, end, edit, flow=in_brackets))
        elif isinstance(edit, (str, list)) and not key:
            changes.append((start, end, as_yaml(edit, text[start] in "\"'")))
    return _spliced(text, changes)


def _spliced(text: str, changes: list[tuple[int, int, str]]) -> str:
    """A text with other texts from one index to another."""
    parts, at = [], 0
    for start, end, new in sorted(changes):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def _nodes(text: str) -> Iterator[tuple[Any, int, bool, bool]]:
    """The mark where each scalar begins and the index of its end, then the same for each pair of
    key and value; whether it is a pair, and whether it stands in brackets."""
    boxes: list[list[Any]] = []  # of each open list or mapping: is a mapping, in brackets, the key
    end = 0
    next_event = read_events(text)
    event: Any
    while (event := next_event()) is not None:
        mark, in_map = event.start_mark, bool(boxes) and boxes[-1][0]
        if isinstance(event, STARTS):
            boxes.append([isinstance(event, _MAP), event.flow_style, None])
            continue
        if isinstance(event, _SCALAR):
            end = mark.index + len(text[mark.index : event.end_mark.index].rstrip())
            yield mark, end, False, False
            if in_map and boxes[-1][2] is None:
                boxes[-1][2] = mark
                continue
        elif isinstance(event, ENDS):
            end = event.end_mark.index if boxes.pop()[1] else end
        if boxes and boxes[-1][2] is not None:
            yield boxes[-1][2], end, True, boxes[-1][1]
            boxes[-1][2] = None


def changed(text: str, changes: Iterable[Change]) -> str:
    """A file's text with changes, none of which reaches into another."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: list[tuple[int, int, str]] = []
    for piece, new in changes:
        start = starts[piece.line - 1] + piece.column - 1
        braces = not text.startswith(piece.text, start)  # those that a file in braces lends a pair
        end = start + len(piece.text) - braces
        found.append((start + braces, end, new[1:-1] if braces else new))
    return _spliced(text, found)


def _pairs(
    text: str, key: Any, end: int, pairs: tuple[tuple[str, Any], ...], *, flow: bool
) -> tuple[int, int, str]:
    """From where to where other pairs stand for a key and its value."""
    start = key.index
    quoted = text[start] == '"'
    between = ", " if flow else "\n" + " " * key.column
    said = [f"{as_yaml(one, quoted)}: {as_yaml(value, quoted)}" for one, value in pairs]
    if pairs:
        return start, end, between.join(said)
    if flow:
        return len(re.sub(r",\s*$", "", text[:start])), end, ""
    line, stop = text.rfind("\n", 0, start), text.find("\n", end) % (len(text) + 1)
    whole = not text[line + 1 : start].strip() and not text[end:stop].strip()
    return (max(line, 0), stop, "") if whole else (start, end, "")


def as_yaml(value: Any, quoted: bool = False) -> str:
    """A value in YAML, in double quotes where it is to be or has to."""
    if isinstance(value, Mapping):
        pairs = (f"{as_yaml(key, quoted)}: {as_yaml(one, quoted)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(as_yaml(one, quoted) for one in value)}]"
    if not quoted and _PLAIN.fullmatch(value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
