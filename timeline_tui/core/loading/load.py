"""From files to a `Timeline`: every load is whole, and only what each record says is remembered.

A file is cut into records; each is read on its own and remembered by its text. Then all references
are resolved anew, in the order of the files, so a reload gives what a fresh load would give.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final

from timeline_tui.core.evidence.statements import all_places, assertions, denials
from timeline_tui.core.loading.crossing import Crossing, links_of, names_others, twins
from timeline_tui.core.loading.directory import Directory
from timeline_tui.core.loading.files import File, Given, read_files
from timeline_tui.core.loading.head import Head, without_consequences
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.loading.resolve import Resolver, at_commas, broken, parties
from timeline_tui.core.models import Event, check
from timeline_tui.core.models.fields import list_problem
from timeline_tui.core.models.wording import named
from timeline_tui.core.names import unique_ids
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.edits import changed, edited
from timeline_tui.core.reading.pieces import STRAY, Change, Piece
from timeline_tui.core.reading.records import cut, rescue
from timeline_tui.core.reading.tree import Edits, Place, Text, parse
from timeline_tui.core.timeline import Record, Timeline

Progress = Callable[[int, int], None]
"""Called every few hundred records with the number that is done, and of all."""

_STEP: Final = 500


@dataclass(frozen=True, slots=True)
class Read:
    """What a record says by itself: the event as typed, None if it is none.

    `text` is that of the record with its slips mended, "" where it has none; `edits` are of that.
    """

    event: Event | None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    edits: Edits | None = None


@dataclass(slots=True)
class Cache:
    """What makes the next load of the same files quick, and bridges a file that cannot be read.

    `reads` are what records say by their texts, `texts` what each of several files held last.
    """

    reads: dict[str, Read] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def load(
    inputs: Sequence[Path | Given], cache: Cache | None = None, progress: Progress | None = None
) -> Timeline:
    """The timeline of all `inputs` together: files, folders with their YAML files, given bytes.

    A file that is named twice is read once. One that cannot be read is a problem of the timeline,
    and with a `cache` stays as it was read last; UnreadableFile is raised if none can be read.
    """
    cache = Cache() if cache is None else cache
    files = read_files(inputs, cache.texts)
    collecting = gc.isenabled()
    gc.disable()  # a load makes objects by the million, all to stay
    try:
        timeline = _Load(files, cache, progress).timeline()
    finally:
        if collecting:
            gc.enable()
    several = files if len(files) > 1 else ()
    cache.texts = {file.name: file.text for file in several if file.text is not None}
    return timeline


def load_text(text: str, name: str = "events.yaml", cache: Cache | None = None) -> Timeline:
    """The timeline of a file's text that was got in another way; `name` is for problems."""
    return load([Given(name, text.encode(errors="surrogatepass"))], cache)


def mended(inputs: Sequence[Path | Given]) -> list[tuple[str, str, str]]:
    """Name and text of each file, and the text with what was understood as it should be written.

    Raises UnreadableFile if none can be read.
    """
    files = [file for file in read_files(inputs, {}) if file.text is not None]
    changes = _Load(files, Cache(), None).changes()
    return [(one.name, one.text, changed(one.text, changes[one.name])) for one in files if one.text]


def mended_line(record: str, line: int) -> str:
    """What to write in place of a line (from 0) of a record, as far as the record itself says it;
    empty where that is nothing else."""
    found, old = read(record), record.splitlines()
    text = found.text or record
    edits = {at: edit for at, edit in (found.edits or {}).items() if at[0] == line + 1}
    more = len(lines := edited(text, edits).splitlines()) - len(old)
    new = lines[line : line + 1 + more] if len(text.splitlines()) == len(old) else []
    return "\n".join(new) if new != old[line : line + 1] else ""


def gone_bad(before: Timeline, after: Timeline) -> Problem | None:
    """Why a reload must not replace what is shown; None if it may.

    There were events, and now there are none that can be read, only an error, or nothing at all.
    """
    if all(event.broken for event in before.events):
        return None
    if not all(event.broken for event in after.events):
        return None
    error = next((problem for problem in after.problems if problem.severity == "error"), None)
    if error is None and not (after.title or after.places or after.actors or after.sources):
        message = "There is nothing in the file any more"
        error = Problem("error", "empty-file", message, "", after.files[0])
    return error


def read(text: str) -> Read:
    """What a record says by itself, its problems counted from its own first line."""
    tree = parse(text)
    if tree.data is None:
        return Read(None, tuple(tree.problems))
    event, problems = check(Event, tree.data, tree.edits)
    problems = [*tree.problems, *without_consequences(tree.problems, problems)]
    return Read(event, tuple(problems), tree.text if tree.text != text else "", tree.edits or None)


def _told_together(problems: list[Problem]) -> list[Problem]:
    """The problems, one for each key of other people in a file, with how often it stands there."""
    counts = Counter((one.file, one.message) for one in problems if one.code == "other-key")
    found: list[Problem] = []
    for one in problems if counts else ():
        count = counts.pop((one.file, one.message), 0) if one.code == "other-key" else 1
        said = f"{one.message} ({count} times)" if count > 1 else one.message
        found += [replace(one, message=said)] if count else []
    return found or problems


def _cited(found: Read, directory: Directory) -> Iterator[tuple[Place, str, str]]:
    """Each chain that cites a date in another notation: its place, as typed, and to be written."""
    event, split = found.event, any(one.code == "comma-in-brackets" for one in found.problems)
    for chain in (*assertions(event), *denials(event)) if event and not split else ():
        for at, refs in groupby(chain.parties, attrgetter("at")):
            typed = [*refs]
            new = [*map(directory.dated, typed)]
            if new != typed:
                yield at, " <- ".join(typed), " <- ".join(new)


class _Load:
    """One load of all files, from their texts to the timeline."""

    def __init__(self, files: Sequence[File], cache: Cache, progress: Progress | None) -> None:
        self._files = tuple(file.name for file in files)
        self._cache = cache
        self._problems: list[Problem] = []
        self._changes: dict[str, list[Change]] = {}
        heads: list[Piece] = []
        records: list[Piece] = []
        for file in files:
            parts = cut(file.text or "", file.name)
            self._problems += (*file.problems, *parts.problems)
            self._changes[file.name] = parts.changes
            heads += parts.head
            records += parts.events
        self._head = Head(heads)
        self._directory = self._head.directory
        self._known, cache.reads = cache.reads, {}
        self._pieces: list[Piece] = []
        self._reads: list[Read] = []
        for index, piece in enumerate(records):
            if progress is not None and index % _STEP == 0:
                progress(index, len(records))
            self._read(piece)
        if progress is not None:
            progress(len(records), len(records))

    # Reading

    def _read(self, piece: Piece) -> None:
        if piece.key == STRAY:  # text in the wrong place, reported already
            self._add(piece, Read(None))
            return
        found = self._remembered(piece)
        parts = rescue(piece) if found.event is None else []
        found_parts = [self._remembered(part) for part in parts]
        if not parts:
            self._add(piece, found)
        elif all(part.event is not None for part in found_parts):  # else one tells what is wrong
            self._problems += [piece.placed(one) for one in found.problems]
        for part, one in zip(parts, found_parts, strict=True):
            self._add(part, one)

    def _remembered(self, piece: Piece) -> Read:
        reads, text = self._cache.reads, piece.text
        found = reads.get(text) or self._known.get(text) or read(text)
        reads[text] = found
        return found

    def _add(self, piece: Piece, found: Read) -> None:
        self._pieces.append(piece)
        self._reads.append(found)
        self._problems += [piece.placed(problem) for problem in found.problems]

    def _divide(self, index: int) -> None:
        """What a record lists as `a, b` becomes a list."""
        piece, found = self._pieces[index], self._reads[index]
        assert found.event is not None, "it has names"
        lists: list[tuple[Text, list[str]]] = []
        [event] = at_commas(found.event, self._directory, found.text or piece.text, lists)
        edits = {**(found.edits or {}), **{typed.at: parts for typed, parts in lists}}
        self._problems += [piece.placed(list_problem(*one)) for one in lists]
        self._reads[index] = replace(found, event=event, edits=edits or None)

    def changes(self) -> dict[str, list[Change]]:
        """What should be written instead, by the names of the files."""
        trees = [(piece, tree) for piece, tree in self._head.trees if tree.data is not None]
        read = [(piece, tree.text, tree.edits) for piece, tree in trees]
        self._name_parties()
        for piece, one in zip(self._pieces, self._reads, strict=True):
            edits = dict(one.edits or {})
            for at, typed, new in _cited(one, self._directory):
                parts = edits.get(at)
                if isinstance(parts, list):  # which commas divided
                    parts[parts.index(typed)] = new
                else:
                    edits[at] = new
            if one.text or edits:
                read.append((piece, one.text, edits))
        for piece, text, edits in read:
            self._changes[piece.file].append((piece, edited(text or piece.text, edits)))
        return self._changes

    # Resolving

    def timeline(self) -> Timeline:
        head, directory = self._head, self._directory
        self._name_parties()
        typed = zip(self._pieces, self._reads, strict=True)
        refs = ((ref, at) for at, one in typed if one.event for ref in all_places(one.event))
        directory.learn((ref, at) for ref, at in refs if "<" in ref)
        resolver = Resolver(directory, head.zones, self._problems)
        events = [
            resolver.event(found.event, piece) if found.event else broken(piece.text)
            for piece, found in zip(self._pieces, self._reads, strict=True)
        ]
        events = self._with_ids(events)
        crossing, pairs = Crossing(events, self._problems), zip(events, self._pieces, strict=True)
        events = [crossing.completed(one, at) if names_others(one) else one for one, at in pairs]
        order, conflicts = arrange(events)
        for index, key, said in conflicts:
            refs = getattr(self._reads[index].event, key)
            self._problems.append(self._pieces[index].problem(refs[0], *said))
        self._problems += twins([found.event for found in self._reads], events, self._pieces)
        self._problems += (*head.problems, *directory.undeclared())
        places = resolver.places | directory.place_space.meant
        self._problems += head.unused(places, resolver.parties | directory.party_space.meant)
        self._problems = _told_together(self._problems)
        rank = {file: number for number, file in reversed(list(enumerate(self._files)))}
        self._problems.sort(key=lambda one: (rank[one.file], one.line, one.column))
        ordered = tuple([events[index] for index in order])
        rows = [(self._pieces[index], self._reads[index].text) for index in order]
        return Timeline(
            title=head.title,
            zone=head.zones.first,
            zones=head.zones.of,
            files=self._files,
            events=ordered,
            records=tuple([Record(at.file, at.line, at.text, bool(new)) for at, new in rows]),
            places=directory.all_places(),
            actors=directory.all_actors(),
            sources=directory.all_sources(),
            problems=tuple(self._problems),
            links=links_of(ordered),
            extras=tuple(head.extras),
            declared={key: one.piece.place(one.key) for key, one in head.declared.items()},
        )

    def _name_parties(self) -> None:
        """Enter all who are named and not declared: whoever acts anywhere is an actor."""
        found = self._undeclared()
        lists = {index for index, ref, _, _ in found if "," in ref}
        for index, one in enumerate(self._reads):
            if one.event and "," in "".join(all_places(one.event)):
                lists.add(index)
        for index in lists:
            self._divide(index)
        for index, ref, name, acts in self._undeclared() if lists else found:
            self._directory.name_party(name, ref, self._pieces[index], acts=acts)

    def _undeclared(self) -> list[tuple[int, str, str, bool]]:
        """Every actor or source that a record names and that is not declared: the index of the
        record, what was typed, the name, and whether it acts."""
        names: dict[tuple[str, bool], str] = {}  # "" for one that is declared
        found: list[tuple[int, str, str, bool]] = []
        directory = self._directory
        for index, one in enumerate(self._reads):
            for party in parties(one.event) if one.event else ():
                name = names.get(party)
                if name is None:
                    ref, acts = str(party[0]), party[1]
                    name = ref if acts else directory.name_in(ref)
                    name = names[ref, acts] = "" if directory.claimants(name) else name
                if name:
                    found.append((index, party[0], name, party[1]))
        return found

    def _with_ids(self, events: list[Event]) -> list[Event]:
        """The events with ids that no other one has."""
        typed = [found.event.id if found.event else "" for found in self._reads]
        ids, repeated = unique_ids([event.id for event in events], [bool(id) for id in typed])
        for index, first in repeated:
            piece, other = self._pieces[index], self._pieces[first]
            where = f"line {other.place(typed[first])[1]}"
            where += f" of {other.file}" if other.file != piece.file else ""
            message = f"The event in {where} has the id {named(typed[index])} already"
            said = ("id-twice", message, "Give this one another id")
            self._problems.append(piece.problem(typed[index], "error", *said))
        pairs = zip(events, ids, strict=True)
        return [one if one.id == id else one.model_copy(update={"id": id}) for one, id in pairs]
