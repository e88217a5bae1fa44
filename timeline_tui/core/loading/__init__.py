"""From files to a `Timeline`, and quickly again when only some of their records changed.

It reads, unites and keeps what can be kept; what a record or a reference means is known further
down. A reload gives what a fresh load would give, in every field.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final
from weakref import WeakKeyDictionary

from timeline_tui.core.loading.assembly import Assembly
from timeline_tui.core.loading.drafting import Drafting
from timeline_tui.core.loading.drafts import Draft
from timeline_tui.core.loading.head import Head, HeadChunk, read_head
from timeline_tui.core.loading.positions import RecordPlaces
from timeline_tui.core.loading.references import Section
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Chunk, UnreadableFile, decode, read_text, split
from timeline_tui.core.timeline import FacetKind, Timeline
from timeline_tui.core.watch import yaml_files

__all__ = ["Given", "Loaded", "Progress", "UnreadableFile", "load", "load_text"]

Progress = Callable[[int, int], None]
"""Called every few hundred records with the number that is done, and of all."""

_STEP: Final = 500
_SECTIONS: Final[Mapping[FacetKind, tuple[Section, ...]]] = {
    "location": ("locations",),
    "actor": ("actors", "sources"),
    "source": ("actors", "sources"),
}


@dataclass(frozen=True, eq=False)
class Loaded:
    """A timeline, and what makes the next load of the same files quick."""

    timeline: Timeline
    head: Head
    head_places: Sequence[tuple[str, Chunk]] = field(repr=False)
    drafts: Mapping[str, Draft] = field(repr=False)
    places: RecordPlaces = field(repr=False)

    def declared_at(self, kind: FacetKind, id: str) -> tuple[str, int, int] | None:
        """File, line and column, from 1, where an entry is declared; None if only events name it.

        Actors and sources share their ids: who is quoted may be declared as either.
        """
        for section in _SECTIONS[kind]:
            if (found := self.head.declaration(section, id)) is not None:
                index, line, column = found
                file, chunk = self.head_places[index]
                return file, chunk.line + line - 1, column + (chunk.column - 1 if line == 1 else 0)
        return None


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes of a file that was got in another way than by its path; `name` is for problems."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is named in problems, and what was read of it: None if nothing could be."""

    name: str
    text: str | None
    problems: tuple[Problem, ...]


_LOADED: WeakKeyDictionary[Timeline, Loaded] = WeakKeyDictionary()


def load(
    inputs: Sequence[FilePath | Given],
    cache: Any = None,
    progress: Progress | None = None,
) -> Timeline:
    """The timeline of the inputs. `cache`, an empty dict at first, makes a next load quicker."""
    last = cache.get("") if isinstance(cache, dict) else _LOADED.get(cache) if cache else None
    loaded = _load_inputs(inputs, last, progress)
    _LOADED[loaded.timeline] = loaded
    if isinstance(cache, dict):
        cache[""] = loaded
    return loaded.timeline


def declared_at(timeline: Timeline, kind: FacetKind, id: str) -> tuple[str, int, int] | None:
    return _LOADED[timeline].declared_at(kind, id) if timeline in _LOADED else None


def _load_inputs(
    inputs: Sequence[FilePath | Given],
    previous: Loaded | None = None,
    progress: Progress | None = None,
) -> Loaded:
    """The timeline of all `inputs` together: files, folders with their YAML files, given bytes.

    A file that cannot be read is a problem of the timeline; UnreadableFile with the problems of all
    is raised if none can.
    `previous`, an earlier load of whatever files, makes it quicker and changes nothing else.
    """
    files = [file for one in dict.fromkeys(inputs) for file in _files(one)]
    if files and all(file.text is None for file in files):
        raise UnreadableFile(*(problem for file in files for problem in file.problems))
    return _load(files, previous, progress)


def load_text(text: str, name: str = "events.yaml", cache: Any = None) -> Timeline:
    """The timeline of a file's text that was got in another way; `name` is for problems."""
    return load([Given(name, text.encode(errors="surrogatepass"))], cache)


def _files(one: FilePath | Given) -> Iterator[_File]:
    """The file that is given or at a path, or those of the folder there."""
    if isinstance(one, Given):
        yield _read(one.data, one.name)
        return
    paths: tuple[FilePath, ...] = (one,)
    if one.is_dir():
        try:
            paths = yaml_files(one)
        except OSError as error:
            reason = error.strerror or str(error)
            yield _unreadable(one, f"The folder cannot be read: {reason}", "")
            return
        if not paths:
            yield _unreadable(one, "There is no YAML file in this folder", "Name another one")
    for path in paths:
        yield _read(path, str(path))


def _read(file: FilePath | bytes, name: str) -> _File:
    try:
        read = decode(file, name) if isinstance(file, bytes) else read_text(file, name)
    except UnreadableFile as failure:
        return _File(name, None, failure.problems)
    return _File(name, *read)


def _unreadable(path: FilePath, message: str, hint: str) -> _File:
    problem = Problem("error", "unreadable-file", message, hint, str(path))
    return _File(str(path), None, (problem,))


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


@_collector_paused()
def _load(files: Sequence[_File], previous: Loaded | None, progress: Progress | None) -> Loaded:
    head_chunks: list[HeadChunk] = []
    head_places: list[tuple[str, Chunk]] = []
    records: list[tuple[str, Chunk]] = []
    problems: list[Problem] = []
    for number, file in enumerate(files):
        problems.extend(file.problems)
        if file.text is not None:
            document = split(file.text, file.name)
            problems.extend(document.problems)
            head_chunks.extend(HeadChunk(number, chunk.key, chunk.text) for chunk in document.head)
            head_places.extend((file.name, chunk) for chunk in document.head)
            records.extend([(file.name, chunk) for chunk in document.events])
    head, known = _head(tuple(head_chunks), previous)
    drafting = Drafting(head, known)
    for index, (name, chunk) in enumerate(records):
        if progress is not None and index % _STEP == 0:
            progress(index, len(records))
        drafting.add(name, chunk)
    drafting.finish()
    if progress is not None:
        progress(len(records), len(records))
    names = tuple(file.name for file in files)
    places = RecordPlaces(previous.places if previous else None)
    assembly = Assembly(names, head, head_places, drafting, places, problems)
    timeline = assembly.timeline(previous.timeline if previous else None)
    return Loaded(timeline, head, head_places, drafting.by_text(), places)


def _head(
    chunks: tuple[HeadChunk, ...], previous: Loaded | None
) -> tuple[Head, Mapping[str, Draft]]:
    """The head, and the drafts that it leaves as they were, by the text of their records."""
    if previous is not None and previous.head.chunks == chunks:
        return previous.head, previous.drafts
    return read_head(chunks), {}
