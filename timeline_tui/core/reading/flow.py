"""What stands between the commas of a list or a mapping in brackets, found by the parser."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml
from yaml import events as ev

from timeline_tui.core.reading.tree import read_events

_STARTS: Any = (ev.MappingStartEvent, ev.SequenceStartEvent)
_ENDS: Any = (ev.MappingEndEvent, ev.SequenceEndEvent)


class Item(NamedTuple):
    """An item from one index of a text to another, in a mapping with its key and where the value
    begins. `line` and `column` count from 0 at the bracket."""

    key: str
    start: int
    value: int
    end: int
    line: int
    column: int

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Its line and column where the bracket stands at these (from 1)."""
        return line + self.line, self.column + (1 if self.line else column)


class Flow(NamedTuple):
    """The items of a bracket and the index behind it.

    Where it is no YAML, `end` is -1, and `open` has the key, if any, and the indices of the item
    that the mistake is in.
    """

    items: list[Item]
    end: int
    open: Item
    error: Exception | None = None


def divide(text: str, start: int, end: int) -> Flow:
    """The items of the bracket that opens at `start`; the text is read up to `end` at most."""
    items: list[Item] = []
    nodes: list[Any] = []  # the events that the key and the value of an item begin with
    in_mapping = text[start] == "{"
    depth = 0
    event: Any
    next_event = read_events(text[start:end])
    try:
        while (event := next_event()) is not None:
            if isinstance(event, _ENDS):
                depth -= 1
                if depth == 0:
                    return Flow(items, start + event.end_mark.index, Item("", 0, 0, 0, 0, 0))
            elif isinstance(event, (ev.ScalarEvent, ev.AliasEvent, *_STARTS)):
                if depth == 1:
                    nodes.append(event)
                depth += isinstance(event, _STARTS)
            if depth == 1 and len(nodes) == 1 + in_mapping:
                stop = max(event.end_mark.index, nodes[0].end_mark.index)
                items.append(_item(nodes, start, start + stop))
                nodes = []
        raise ValueError("the text ends within the bracket")
    except (yaml.YAMLError, ValueError) as error:
        behind = items[-1].end + 1 if items else start + 1
        unread = Item("", behind, behind, len(text), 0, 0)
        return Flow(items, -1, _item(nodes, start, len(text)) if nodes else unread, error)


def _item(nodes: list[Any], offset: int, end: int) -> Item:
    first = nodes[0].start_mark
    key = getattr(nodes[0], "value", "") if len(nodes) == 2 else ""
    value = offset + nodes[-1].start_mark.index
    return Item(key, offset + first.index, value, end, first.line, first.column)
