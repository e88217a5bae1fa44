"""What stands between the commas of a list or a mapping in brackets, found by the parser."""

from __future__ import annotations

from typing import Any, NamedTuple

from yaml import events as ev

from timeline_tui.core.reading.tree import read_events

_STARTS: Any = (ev.MappingStartEvent, ev.SequenceStartEvent)
_ENDS: Any = (ev.MappingEndEvent, ev.SequenceEndEvent)


class Item(NamedTuple):
    """An item from one index of a text to another, in a mapping with its key and where the value
    begins."""

    key: str
    start: int
    value: int
    end: int


def divide(text: str, start: int, end: int) -> tuple[list[Item], int]:
    """The items of the bracket that opens at `start`, and the index behind it.

    The text is read up to `end` at most. Raises YAMLError or ValueError where that is no YAML.
    """
    items: list[Item] = []
    nodes: list[Any] = []  # the events that the key and the value of an item begin with
    in_mapping = text[start] == "{"
    depth = 0
    event: Any
    next_event = read_events(text[start:end])
    while (event := next_event()) is not None:
        if isinstance(event, _ENDS):
            depth -= 1
            if depth == 0:
                return items, start + event.end_mark.index
        elif isinstance(event, (ev.ScalarEvent, ev.AliasEvent, *_STARTS)):
            if depth == 1:
                nodes.append(event)
            depth += isinstance(event, _STARTS)
        if depth == 1 and len(nodes) == 1 + in_mapping:
            key = getattr(nodes[0], "value", "") if in_mapping else ""
            first, value = nodes[0].start_mark.index, nodes[-1].start_mark.index
            stop = max(event.end_mark.index, nodes[0].end_mark.index)
            items.append(Item(key, start + first, start + value, start + stop))
            nodes = []
    raise ValueError("the text ends within the bracket")
