"""Chunks cut once more, so that a mistake in one of them costs no more than it must."""

from __future__ import annotations

import re
from typing import Final

from timeline_tui.core.reading.chunks import (
    Chunk,
    Cutter,
    event_like,
    first_content,
    has_event_keys,
    outer_starts,
)
from timeline_tui.core.reading.flow import read_flow
from timeline_tui.core.reading.outline import bracket_at, flow_key

_ITEM: Final = re.compile(r"([ \t]*)-(?=\s|\Z)", re.ASCII)


def entries(chunk: Chunk) -> tuple[Chunk, ...]:
    """The entries of a section such as `actors:`, each a chunk of its own.

    `parse` makes of such a chunk what it is in the section: a mapping of one key, or an item where
    the section is a list. Empty if the section holds no more than one value.
    """
    text = chunk.text
    key, value = flow_key(text, 1 if text[:1] in ",{" else 0, len(text))
    if not key:
        return ()
    cutter = Cutter(text, chunk.line, chunk.column)
    bracket = bracket_at(text, value, len(text))
    if bracket >= 0:
        parts = read_flow(text, bracket, len(text)).parts
        if text[bracket] == "[":
            return tuple(cutter.slice(chunk.key, part.start, part.end) for part in parts)
        return tuple(cutter.slice(chunk.key, part.opening, part.closing + 1) for part in parts)
    below = text.find("\n", value) + 1 or len(text)
    content = first_content(text, below, len(text))
    if content is None:
        return ()
    first, indent = content
    starts = [first, *outer_starts(text, first, len(text), indent)]
    return tuple(cutter.chunks(chunk.key, starts, len(text), indent))


def rescue(chunk: Chunk) -> tuple[Chunk, ...]:
    """The events that a chunk of `events:` may hold if it is no YAML as a whole.

    These are its first part and, each on its own, the list items in it that have a date and a title
    and what follows without a `-` of its own where the item should have ended, if it has them too.
    Empty if there are none.
    """
    text = chunk.text
    starts = {position for position, _ in event_like(text, 0, len(text))}
    item = _ITEM.match(text)
    if item:
        behind = next(outer_starts(text, 0, len(text), len(item[1])), len(text))
        if has_event_keys(text, behind, len(text)):
            starts.add(behind)
    starts.discard(0)
    if not starts:
        return ()
    cutter = Cutter(text, chunk.line, chunk.column)
    return tuple(cutter.chunks(chunk.key, [0, *sorted(starts)], len(text)))
