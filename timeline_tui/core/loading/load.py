"""From files to a `Timeline`: every load is whole, and only what each record says is remembered.

A file is cut into records; each is read on its own and remembered by its text. Then all references
are resolved anew, in the order of the files, so a reload gives what a fresh load would give.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from timeline_tui.core.loading.crossing import Crossing, links_of, names_others
from timeline_tui.core.loading.head import Head
from timeline_tui.core.loading.lints import twins, unused
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.loading.resolve import Resolver, broken, parties
from timeline_tui.core.loading.spots import Spot
from timeline_tui.core.models import Event, Ref, check
from timeline_tui.core.models.wording import named
from timeline_tui.core.names import unique_ids
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import (
    STRAY,
    List,
    Map,
    Piece,
    Text,
    UnreadableFile,
    Value,
    cut,
    decode,
    parse,
    read_text,
    rescue,
)
from timeline_tui.core.timeline import Record, Timeline
from timeline_tui.core.watch import yaml_files

Progress = Callable[[int, int], None]
"""Called every few hundred records with the number that is done, and of all."""

_STEP: Final = 500


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes of a file that was got in another way than by its path; `name` is for problems."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """What a record says by itself: the event as typed, None if it is none, and who it names."""

    event: Event | None
    problems: tuple[Problem, ...] = ()
    parties: tuple[tuple[Ref, bool], ...] = ()


@dataclass(slots=True)
class Cache:
    """What makes the next load of the same files quick, and bridges a file that cannot be read.

    `reads` are what records say by their texts, `texts` what each of several files held last. As
    long as the head has the same pieces, `events` are those that hang on it alone.
    """

    reads: dict[str, Read] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    head: tuple[str, ...] = ()
    events: dict[str, Event] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is named in problems, and what was read of it: None if nothing could be."""

    name: str
    text: str | None
    problems: tuple[Problem, ...] = ()


def load(
    inputs: Sequence[Path | Given], cache: Cache | None = None, progress: Progress | None = None
) -> Timeline:
    """The timeline of all `inputs` together: files, folders with their YAML files, given bytes.

    A file that is named twice is read once. One that cannot be read is a problem of the timeline,
    and with a `cache` stays as it was read last; UnreadableFile is raised if none can be read.
    """
    files = list(_files(inputs))
    if files and all(file.text is None for file in files):
        raise UnreadableFile(*(problem for file in files for problem in file.problems))
    cache = Cache() if cache is None else cache
    if len(files) > 1:
        files = [_kept(file, cache.texts.get(file.name, "")) for file in files]
    with _collector_paused():
        timeline = _Load(files, cache, progress).timeline()
    several = files if len(files) > 1 else ()
    cache.texts = {file.name: file.text for file in several if file.text is not None}
    return timeline


def load_text(text: str, name: str = "events.yaml", cache: Cache | None = None) -> Timeline:
    """The timeline of a file's text that was got in another way; `name` is for problems."""
    return load([Given(name, text.encode(errors="surrogatepass"))], cache)


def gone_bad(before: Timeline, after: Timeline) -> Problem | None:
    """Why a reload must not replace what is shown: there were events, and now there are none that
    can be read, only an error, or nothing at all in the files. None if it may."""
    if not any(not event.broken for event in before.events):
        return None
    if any(not event.broken for event in after.events):
        return None
    error = next((problem for problem in after.problems if problem.severity == "error"), None)
    if error is None and not after.title and not after.places and not after.actors:
        message = "There is nothing in the file any more"
        error = Problem("error", "empty-file", message, "", after.files[0])
    return error


# Files


def _files(inputs: Iterable[Path | Given]) -> Iterator[_File]:
    """Each file that is given, at a path or in a folder, once."""
    seen: set[str] = set()
    for one in dict.fromkeys(inputs):
        if isinstance(one, Given):
            yield _read_file(one.data, one.name)
            continue
        try:
            paths = yaml_files(one) if one.is_dir() else (one,)
        except OSError as error:
            message = f"The folder cannot be read: {error.strerror or error}"
            yield _unreadable(one, message, "")
            continue
        if not paths:
            yield _unreadable(one, "There is no YAML file in this folder", "Name another one")
        for path in paths:
            real = _real(path)
            if real not in seen:
                seen.add(real)
                yield _read_file(path, str(path))


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # a NUL in it
        return str(path)


def _read_file(file: Path | bytes, name: str) -> _File:
    try:
        read = decode(file, name) if isinstance(file, bytes) else read_text(file, name)
    except UnreadableFile as failure:
        return _File(name, None, failure.problems)
    return _File(name, *read)


def _unreadable(path: Path, message: str, hint: str) -> _File:
    problem = Problem("error", "unreadable-file", message, hint, str(path))
    return _File(str(path), None, (problem,))


def _kept(file: _File, last: str) -> _File:
    """One of several files, as it was read last if it cannot be read now or is empty."""
    if last and file.text is None:
        return replace(file, text=last)
    if last.strip() and file.text is not None and not file.text.strip():
        message = "The file is empty; what stood there last is kept"
        return _File(file.name, last, (Problem("error", "empty-file", message, "", file.name),))
    return file


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Without passes of the cyclic collector: a load makes objects by the million, all to stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


# Records


def read(piece: Piece) -> Read:
    """What a record says by itself, its problems counted from its own first line."""
    tree = parse(piece.text)
    if tree.data is None:
        return Read(None, tuple(tree.problems))
    event, problems = check(Event, tree.data)
    if tree.problems:
        problems = list(_told_once(tree.problems, problems, tree.data))
    if event is None:
        return Read(None, tuple(problems))
    return Read(event, tuple(problems), tuple(dict.fromkeys(parties(event))))


def _told_once(
    slips: Sequence[Problem], problems: Sequence[Problem], data: Value
) -> Iterator[Problem]:
    """A comment in place of a value and what is missing because of it become one error."""
    empty = {key.at[0]: (at, f"`{key}` is missing") for at, key in _empty(data)}
    left = list(problems)
    for slip in slips:
        at, message = empty.get(slip.line, ((0, 0), ""))
        for one in left if slip.code == "cut-off" else ():
            if (one.code, one.line, one.column, one.message) == ("missing", *at, message):
                left.remove(one)
                message = f"All of this is a comment, so {message}"
                hint = "Quote it if it is the value; else write one before the `#`"
                slip = replace(slip, severity="error", message=message, hint=hint)
                break
        yield slip
    yield from left


def _empty(data: Value) -> Iterator[tuple[tuple[int, int], Text]]:
    """The keys without a value, each with the place of its mapping."""
    if isinstance(data, Map):
        yield from ((data.at, key) for key, value in data.items() if value is None)
    if isinstance(data, (Map, List)):
        for value in data.values() if isinstance(data, Map) else data:
            yield from _empty(value)


class _Load:
    """One load of all files, from their texts to the timeline."""

    def __init__(self, files: Sequence[_File], cache: Cache, progress: Progress | None) -> None:
        self._files = files
        self._cache = cache
        self._problems = [problem for file in files for problem in file.problems]
        heads: list[Spot] = []
        records: list[Spot] = []
        for file in files:
            if file.text is not None:
                pieces = cut(file.text, file.name)
                self._problems += pieces.problems
                heads += [Spot(file.name, piece) for piece in pieces.head]
                records += [Spot(file.name, piece) for piece in pieces.events]
        self._head = Head(heads)
        self._remember_head(tuple(spot.piece.text for spot in heads))
        self._spots: list[Spot] = []
        self._reads: list[Read] = []
        self._read_all(records, progress)

    def timeline(self) -> Timeline:
        head, directory = self._head, self._head.directory
        events = self._events()
        arrangement = arrange(events)
        for one in arrangement.conflicts:
            typed = self._reads[one.index].event
            ref = getattr(typed, one.field)[0]
            problem = self._spots[one.index].problem(ref, "error", one.code, one.message, one.hint)
            self._problems.append(problem)
        self._problems += twins([read.event for read in self._reads], self._spots)
        self._problems += unused(head, events, self._doubted, self._parties)
        self._problems += head.problems
        self._problems += directory.undeclared()
        rank = {file.name: number for number, file in reversed(list(enumerate(self._files)))}
        self._problems.sort(key=lambda one: (rank[one.file], one.line, one.column))
        ordered = tuple([events[index] for index in arrangement.order])
        spots = [self._spots[index] for index in arrangement.order]
        return Timeline(
            title=head.title,
            zone=head.zone,
            files=tuple(file.name for file in self._files),
            events=ordered,
            records=tuple([Record(s.file, s.piece.line, s.piece.text) for s in spots]),
            places=directory.all_places(),
            actors=directory.all_actors(),
            sources=directory.all_sources(),
            problems=tuple(self._problems),
            links=links_of(ordered),
            extras=tuple(head.extras),
            declared={key: one.spot.place(one.key) for key, one in head.declared.items()},
        )

    def _remember_head(self, head: tuple[str, ...]) -> None:
        if self._cache.head != head:
            self._cache.head, self._cache.events = head, {}

    # Reading

    def _read_all(self, records: Sequence[Spot], progress: Progress | None) -> None:
        known, self._cache.reads = self._cache.reads, {}
        for index, spot in enumerate(records):
            if progress is not None and index % _STEP == 0:
                progress(index, len(records))
            self._read(spot, known)
        if progress is not None:
            progress(len(records), len(records))

    def _read(self, spot: Spot, known: dict[str, Read]) -> None:
        if spot.piece.key == STRAY:
            self._add(spot, Read(None))  # text in the wrong place, reported already
            return
        found = self._remembered(spot.piece, known)
        parts = rescue(spot.piece) if found.event is None else []
        if not parts:
            self._add(spot, found)
            return
        found_parts = [self._remembered(part, known) for part in parts]
        if all(part.event is not None for part in found_parts):  # else one tells what is wrong
            self._problems += [spot.piece.place(one, spot.file) for one in found.problems]
        for part, one in zip(parts, found_parts, strict=True):
            self._add(Spot(spot.file, part), one)

    def _remembered(self, piece: Piece, known: dict[str, Read]) -> Read:
        reads, text = self._cache.reads, piece.text
        found = reads.get(text) or known.get(text) or read(piece)
        reads[text] = found
        return found

    def _add(self, spot: Spot, found: Read) -> None:
        self._spots.append(spot)
        self._reads.append(found)
        self._problems += [spot.piece.place(problem, spot.file) for problem in found.problems]

    # Resolving

    def _events(self) -> list[Event]:
        """The events in file order."""
        self._name_parties()
        events = self._resolved()
        typed_ids = [str(read.event.id) if read.event else "" for read in self._reads]
        ids, repeated = unique_ids([event.id for event in events], list(map(bool, typed_ids)))
        for index, first in repeated:
            self._problems.append(self._id_twice(index, first))
        for row, id in enumerate(ids):
            if events[row].id != id:
                events[row] = events[row].model_copy(update={"id": id})
        crossing = Crossing(events, filter(None, typed_ids))
        for row, found in enumerate(self._reads):
            if found.event is not None and names_others(found.event):
                events[row] = crossing.completed(row, found.event, self._spots[row])
        self._problems += crossing.problems
        return events

    def _name_parties(self) -> None:
        """Enter all who are named: whoever acts anywhere is an actor everywhere."""
        directory = self._head.directory
        self._parties: set[str] = set()
        declared: dict[str, bool] = {}
        for spot, found in zip(self._spots, self._reads, strict=True):
            for ref, acts in found.parties:
                if ref not in declared:
                    claimants = directory.claimants(ref)
                    declared[str(ref)] = bool(claimants)
                    self._parties.update(claimants)
                if not declared[ref]:
                    directory.name_party(ref, spot, acts=acts)

    def _resolved(self) -> list[Event]:
        resolver = Resolver(self._head.directory, self._head.zone)
        known, kept = self._cache.events, {}
        events: list[Event] = []
        for spot, found in zip(self._spots, self._reads, strict=True):
            text = spot.piece.text
            event = known.get(text)
            if found.event is None:
                event = broken(text)
            elif event is None:
                event = resolver.event(found.event, spot)
                if resolver.settled:
                    kept[text] = event
            else:
                kept[text] = event
            events.append(event)
        self._cache.events = kept
        self._problems += resolver.problems
        self._doubted = resolver.doubted
        return events

    def _id_twice(self, index: int, first: int) -> Problem:
        spot, other = self._spots[index], self._spots[first]
        ids = [self._typed_id(one) for one in (index, first)]
        file = f" of {other.file}" if other.file != spot.file else ""
        line = other.place(ids[1])[1]
        message = f"The event in line {line}{file} has the id {named(ids[0])} already"
        return spot.problem(ids[0], "error", "id-twice", message, "Give this one another id")

    def _typed_id(self, index: int) -> str:
        event = self._reads[index].event
        return event.id if event is not None else ""
