"""Where values stand in a chunk of a file, found again by parsing it when a problem needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from timeline_tui.core.models.checking import readable
from timeline_tui.core.models.entries import EventEntry
from timeline_tui.core.models.findings import TypedData
from timeline_tui.core.reading import Chunk, Path, locate, parse
from timeline_tui.core.reading.yaml_events import place_of, walk

_Place = tuple[int, int]

_MOST: Final = 3_000_000
"""Characters that one load parses again for the places of problems."""

_MOST_IN_RECORD: Final = 300_000
"""Characters that one record may be parsed again for, all its problems taken together."""


class RecordPlaces:
    """Where values stand in records. What the load before found is not looked up again."""

    def __init__(self, known: RecordPlaces | None = None) -> None:
        self._known = {} if known is None else known._found
        self._found: dict[tuple[str, Path], _Place] = {}
        self._left = _MOST

    def find(self, text: str, path: Path) -> _Place:
        """Line and column, from 1, of the value that was read at `path` of an event's entry.

        The path may go through a list where one bare value was typed. A load with thousands of
        problems gets the first line of the record for the later ones.
        """
        place = self._found.get((text, path))
        if place is None:
            if self._left < 0:
                return (1, 1)
            self._left -= len(text)
            place = self._known.get((text, path)) or next(places_in_record(text, [path]))
            self._found[text, path] = place
        return place


def places_in_record(text: str, paths: Sequence[Path]) -> Iterator[_Place]:
    """Line and column, from 1, of each path of an event's entry; the first line where too many."""
    most = 1 + _MOST_IN_RECORD // (1 + len(text))
    # An item that did not read does not count among those of the entry.
    typed = TypedData(readable(EventEntry, parse(text).data))
    for number, path in enumerate(paths):
        yield locate(text, typed.path(path)) if number < most else (1, 1)


class PartPositions:
    """As `Positions`, for a section that is no YAML as a whole: by its entries, each a chunk."""

    def __init__(self, parts: Mapping[str, Chunk]) -> None:
        self._parts = parts

    def find(self, path: Path, key: bool = False) -> _Place:
        """Line and column, from 1, of what stands at `path`, section and id first."""
        part = self._parts[str(path[1])]
        line, column = Positions(part.text).find(path[1:], key)
        return part.line + line - 1, column + (part.column - 1 if line == 1 else 0)


class Positions:
    """All positions in one chunk of the head: a section can have thousands of problems.

    Paths begin with the top-level key; what does not exist stands where its container does.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, path: Path, key: bool = False) -> _Place:
        """Line and column, from 1, of the value at `path`, or of its key."""
        if self._text[:1] in ("{", ","):
            return locate(self._text, path, key=key)  # a part of a whole file in braces
        values, keys = self._all
        if key and path in keys:
            return keys[path]
        for length in range(len(path), 0, -1):
            place = values.get(path[:length])
            if place is not None:
                return place
        return (1, 1)

    @cached_property
    def _all(self) -> tuple[dict[Path, _Place], dict[Path, _Place]]:
        values: dict[Path, _Place] = {}
        keys: dict[Path, _Place] = {}
        for node in walk(self._text):
            # Of a key that stands twice the first counts.
            (keys if node.is_key else values).setdefault(node.path[1:], place_of(node.event))
        return values, keys
