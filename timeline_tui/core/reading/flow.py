"""What stands between the commas of a list or a mapping in brackets, found by the parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from yaml import events as ev

from timeline_tui.core.reading.tree import read_events

_STARTS = (ev.MappingStartEvent, ev.SequenceStartEvent)
_ENDS = (ev.MappingEndEvent, ev.SequenceEndEvent)


@dataclass(frozen=True, slots=True)
class Item:
    """An item between two indices of a text, in a mapping with its key and where the value begins.

    `line` and `column` count from 0 at the bracket.
    """

    key: str
    start: int
    value: int
    end: int
    line: int
    column: int

    def placed(self, line: int, column: int) -> tuple[int, int]:
        """Its line and column where the bracket stands at these (from 1)."""
        return line + self.line, self.column + (1 if self.line else column)


@dataclass(frozen=True, slots=True)
class Flow:
    """The items of a bracket and the index behind it. Where it is no YAML `end` is -1, `rest` the
    index from which on it is not, in the value of `open_key` if that is not ""."""

    items: list[Item]
    end: int
    rest: int = -1
    open_key: str = ""
    error: Exception | None = None


def divide(text: str, start: int, end: int) -> Flow:
    """The items of the bracket that opens at `start`; the text is read up to `end` at most."""
    items: list[Item] = []
    in_mapping = text[start] == "{"
    key: Any = None
    begun: Any = None
    depth = 0
    next_event = read_events(text[start:end])
    try:
        while (event := next_event()) is not None:
            if isinstance(event, _ENDS):
                depth -= 1
                if depth == 0:
                    return Flow(items, start + event.end_mark.index)
            elif isinstance(event, (ev.ScalarEvent, ev.AliasEvent, *_STARTS)):
                if depth == 1:
                    begun = event
                depth += isinstance(event, _STARTS)
            if depth != 1 or begun is None:
                continue
            if in_mapping and key is None:
                key, begun = begun, None
                continue
            first = key or begun
            mark = first.start_mark
            name = key.value if isinstance(key, ev.ScalarEvent) else ""
            stop = max(event.end_mark.index, first.end_mark.index)
            value = begun.start_mark.index
            item = (name, start + mark.index, start + value, start + stop)
            items.append(Item(*item, mark.line, mark.column))
            key = begun = None
        raise ValueError("the text ends within the bracket")
    except (yaml.YAMLError, ValueError) as error:
        name = key.value if isinstance(key, ev.ScalarEvent) else ""
        rest = items[-1].end + 1 if items else start + 1
        if key is not None:
            rest = start + (begun.start_mark.index if begun is not None else key.end_mark.index)
        return Flow(items, -1, rest, name, error)
