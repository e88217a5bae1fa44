"""Tables of other programs as timelines: readers that yield plain rows, rules that make events of
them, and their text as a person would have typed it. Knows no command line and writes no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Value = str | list["Value"] | dict[str, "Value"]
"""What a cell holds, as text: numbers and truth values as they are written, never an empty one."""


class TableError(Exception):
    """One line that says what cannot be imported, where, and what to do instead."""


class Row(NamedTuple):
    """A row of a table: where a person finds it (a line, a row of a sheet, a number; from 1), and
    its cells by column. Empty cells are absent."""

    at: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read, as far as that was said; the rest is found out."""

    read: str = ""  # one of READERS
    records: str = ""  # where the rows stand in a JSON file: `$.events`
    sheet: str = ""
    delimiter: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a reader found. `rows` reads anew each time, so that not all rows need to be held.

    `said` is what the reader decided by itself, a sentence each without a full stop. `own` says
    that this program wrote it; `head` is then what its JSON has beside the events: title,
    timezone, locations, actors, sources.
    """

    name: str
    read: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    said: tuple[str, ...] = ()
    own: bool = False
    head: Mapping[str, Value] = field(default_factory=dict)
