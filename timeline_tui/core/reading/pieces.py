"""The pieces of a file that are parsed each on its own, and how a text is divided in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from yaml import events as ev

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading.tree import read_events

STRAY: Final = ""
"""The key of a piece that is text in the wrong place, which has its problem already."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Text that stands in its file from `line` and `column` on (from 1): a record, or a part of the
    head.

    `key` is its top-level key, "events" for a record and STRAY for text in the wrong place.
    """

    key: str
    line: int
    text: str
    column: int = 1
    file: str = ""

    def placed(self, problem: Problem) -> Problem:
        """A problem of this piece with its place in the file."""
        return problem.at(self.file, self.line, self.column)

    def problem(
        self, value: object, severity: Severity, code: str, message: str, hint: str = ""
    ) -> Problem:
        """A problem with a value of the piece; with the piece where the value has no place."""
        place = getattr(value, "at", (1, 1))
        return self.placed(Problem(severity, code, message, hint, "", *place))

    def place(self, value: object) -> tuple[str, int, int]:
        """The file, line and column of a value of the piece."""
        there = self.problem(value, "note", "", "")
        return there.file, there.line, there.column


Change = tuple[Piece, str]
"""What to write for a piece of a file."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a file, in their order, and what is wrong between them."""

    head: list[Piece] = field(default_factory=list)
    events: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


STARTS: Any = (ev.MappingStartEvent, ev.SequenceStartEvent)
ENDS: Any = (ev.MappingEndEvent, ev.SequenceEndEvent)


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
        if isinstance(event, ENDS):
            depth -= 1
            if depth == 0:
                return items, start + event.end_mark.index
        elif isinstance(event, (ev.ScalarEvent, ev.AliasEvent, *STARTS)):
            if depth == 1:
                nodes.append(event)
            depth += isinstance(event, STARTS)
        if depth == 1 and len(nodes) == 1 + in_mapping:
            key = getattr(nodes[0], "value", "") if in_mapping else ""
            first, value = nodes[0].start_mark.index, nodes[-1].start_mark.index
            stop = max(event.end_mark.index, nodes[0].end_mark.index)
            items.append(Item(key, start + first, start + value, start + stop))
            nodes = []
    raise ValueError("the text ends within the bracket")
