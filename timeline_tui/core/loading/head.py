"""The head of the files that make a timeline: title, time zone, and what their sections declare.

It unites the heads of several files (FORMAT section 1). It knows chunks but not where they stand in
their files, so it outlives a reload that only moves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Final
from zoneinfo import ZoneInfo

from timeline_tui.core.loading.declarations import SPACES, Declaration, Finding, declare
from timeline_tui.core.loading.positions import PartPositions, Positions
from timeline_tui.core.loading.references import Directory, Section, Space
from timeline_tui.core.models import ActorEntry, FileHead, PlaceEntry, SourceEntry, check, check_id
from timeline_tui.core.models.plain import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Chunk, Parsed, Path, Value, entries, parse

_MODELS: Final[Mapping[Section, type[PlaceEntry] | type[ActorEntry] | type[SourceEntry]]] = {
    "locations": PlaceEntry,
    "actors": ActorEntry,
    "sources": SourceEntry,
}


@dataclass(frozen=True, slots=True)
class HeadChunk:
    """One top-level key with its value: the index of its file, the key, the text of both."""

    file: int
    key: str
    text: str


@dataclass(frozen=True, eq=False)
class Head:
    """What the head says. `problems` come with the index of the chunk that they count lines in."""

    chunks: tuple[HeadChunk, ...]
    title: str
    zone: ZoneInfo
    extras: tuple[tuple[str, str], ...]
    directory: Directory
    problems: tuple[tuple[int, Problem], ...]
    declared: Mapping[tuple[Section, str], int]
    _positions: tuple[Positions | PartPositions, ...]

    def declaration(self, section: Section, id: str) -> tuple[int, int, int] | None:
        """The chunk that declares an entry, and line and column in it from 1; None if none does."""
        chunk = self.declared.get((section, id))
        if chunk is None:
            return None
        return chunk, *self._positions[chunk].find((section, id), True)

    def place(self, chunk: int, path: Path, problem: Problem, *, key: bool = False) -> Problem:
        """`problem` at a path of a chunk, its lines counted in the chunk."""
        line, column = self._positions[chunk].find(path, key)
        return problem.at("", line, column)


def read_head(chunks: Sequence[HeadChunk]) -> Head:
    """The head that `chunks` make, those of the first file first."""
    return _Reader(chunks).head()


class _Reader:
    """Gathers title, zone and entries chunk by chunk."""

    def __init__(self, chunks: Sequence[HeadChunk]) -> None:
        self._chunks = tuple(chunks)
        self._positions: list[Positions | PartPositions] = [Positions(c.text) for c in chunks]
        self._problems: list[tuple[int, Problem]] = []
        self._title = ""
        self._zone = ""
        self._zoned: set[int] = set()
        self._extras: dict[tuple[str, str], None] = {}
        self._declarations: dict[tuple[Space, str], Declaration] = {}
        self._broken: set[Section] = set()
        self._twofold: set[str] = set()

    def head(self) -> Head:
        for index, chunk in enumerate(self._chunks):
            self._read(index, chunk)
        zone = ZoneInfo(self._zone or "UTC")
        declared = self._declarations.values()
        broken, twofold = frozenset(self._broken), frozenset(self._twofold)
        directory, findings = declare(declared, zone, broken, twofold)
        for finding in findings:
            self._report(finding)
        return Head(
            self._chunks,
            self._title,
            zone,
            tuple(self._extras),
            directory,
            tuple(self._problems),
            {(declaration.section, declaration.id): declaration.chunk for declaration in declared},
            tuple(self._positions),
        )

    def _report(self, finding: Finding) -> None:
        line, column = self._positions[finding.chunk].find(finding.path, finding.at_key)
        self._problems.append((finding.chunk, finding.problem.at("", line, column)))

    def _read(self, index: int, chunk: HeadChunk) -> None:
        parsed = parse(chunk.text)
        data = parsed.data
        section = next((section for section in _MODELS if section == chunk.key), None)
        if section is not None and not isinstance(data, dict):
            self._read_apart(index, section, chunk, parsed)
            return
        self._problems.extend((index, problem) for problem in parsed.problems)
        if not isinstance(data, dict):
            return
        if section is not None:
            self._read_section(index, section, data.get(section), parsed.refused)
        else:
            self._read_field(index, data, parsed.refused)

    def _read_field(self, index: int, data: dict[str, Value], refused: frozenset[Path]) -> None:
        head, problems = check(FileHead, data, self._positions[index].find, refused)
        self._problems.extend((index, problem) for problem in problems)
        if head is None:
            return
        self._title = self._title or head.title
        self._extras.update(dict.fromkeys(head.extras))
        file = self._chunks[index].file
        if not head.timezone or file in self._zoned:
            return  # a key that stands twice in one file is reported already, and the first counts
        self._zoned.add(file)
        self._zone = self._zone or head.timezone
        if head.timezone != self._zone:
            message = f"The time zone here is {head.timezone}, in an earlier file {self._zone}"
            hint = f"Write the same one in all files; {self._zone} counts"
            problem = Problem("error", "other-timezone", message, hint)
            self._report(Finding(index, ("timezone",), problem))

    def _read_section(
        self, index: int, section: Section, value: Value, refused: frozenset[Path]
    ) -> None:
        whole_is_refused = (section,) in refused
        if isinstance(value, dict):
            self._read_entries(index, section, value, [path[1:] for path in refused])
        if whole_is_refused or not isinstance(value, (dict, NoneType)):
            self._broken.add(section)
        if not whole_is_refused and not isinstance(value, (dict, NoneType)):
            message = f"`{section}` takes a mapping of ids to entries"
            example = _MODELS[section].example.split("`")[1]
            hint = f"Write an id, a colon and the entry, as in `{example.lower()}: {example}`"
            problem = Problem("error", "wrong-type", message, hint)
            self._report(Finding(index, (section,), problem))

    def _read_apart(self, index: int, section: Section, chunk: HeadChunk, whole: Parsed) -> None:
        """Read a section that is no YAML as a whole entry by entry: one mistake, one entry."""
        parts = [(part, parse(part.text)) for part in entries(Chunk(section, 1, chunk.text))]
        read = [(part, parsed.data) for part, parsed in parts if isinstance(parsed.data, dict)]
        self._positions[index] = PartPositions({id: part for part, data in read for id in data})
        if not parts or len(read) < len(parts):
            self._broken.add(section)
        if len(read) == len(parts):  # else one of them tells what is wrong
            self._problems.extend((index, problem) for problem in whole.problems)
        for part, parsed in parts:
            self._problems.extend((index, part.place(problem, "")) for problem in parsed.problems)
        for _, parsed in parts:
            if isinstance(parsed.data, dict):
                self._read_entries(index, section, parsed.data, parsed.refused)

    def _read_entries(
        self, index: int, section: Section, data: dict[str, Value], refused: Iterable[Path]
    ) -> None:
        within: dict[str | int, set[Path]] = {}
        for path in refused:
            if path:
                within.setdefault(path[0], set()).add(path[1:])
        for id, value in data.items():
            self._read_entry(index, section, id, value, frozenset(within.get(id, ())))

    def _read_entry(
        self, index: int, section: Section, id: str, data: Value, refused: frozenset[Path]
    ) -> None:
        path = (section, id)
        positions = self._positions[index]

        def place(inner: Path, key: bool) -> tuple[int, int]:
            return positions.find((*path, *inner), key)

        if (bad_id := check_id(id)) is not None:
            self._report(Finding(index, path, bad_id, at_key=True))
        model = _MODELS[section]
        entry, problems = check(model, data, place, refused)
        self._problems.extend((index, problem) for problem in problems)
        if entry is None:  # declared all the same: whoever refers to it made no mistake
            entry, _ = check(model, None, place)
            assert entry is not None
        declaration = Declaration(section, id, entry, index)
        known = self._declarations.setdefault((SPACES[section], id), declaration)
        if known is not declaration:
            self._report(Finding(index, path, _declared_twice(known, section), at_key=True))
            if known.section != section:
                self._twofold.add(id)


def _declared_twice(known: Declaration, section: Section) -> Problem:
    if known.section != section:
        message = f"{named(known.id)} is declared under `{known.section}` too"
        hint = "Actors and sources share their ids: give one of them another"
    else:
        message = f"{named(known.id)} is declared already"
        hint = "Keep one of the two; the first one counts"
    return Problem("error", "id-twice", message, hint)
