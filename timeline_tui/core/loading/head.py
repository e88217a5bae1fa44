"""The head of the files that make a timeline: title, time zone, and what their sections declare.

It unites the heads of several files (FORMAT section 1), and fills a directory with their entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.dates.times import doubts
from timeline_tui.core.loading.directory import Directory, ambiguous
from timeline_tui.core.loading.spaces import Saying, Space, ancestors, is_address, prune
from timeline_tui.core.models import SECTIONS, Actor, FileHead, Place, Source, check, check_id
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.pieces import Piece
from timeline_tui.core.reading.records import entries
from timeline_tui.core.reading.top import section_meant
from timeline_tui.core.reading.tree import Map, Text, Tree, Value, parse, placed
from timeline_tui.core.sites import address
from timeline_tui.core.text import cropped, name_key, one_line

_Key = tuple[bool, str]
"""Whether an entry is a place, which have a name space of their own, and its id."""

_REFUSED: Final = frozenset(("alias", "anchor", "tag", "merge-key", "complex-key", "too-long"))
"""Codes of what YAML has and the format does not, whose values are not read."""


def without_consequences(slips: Iterable[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a piece but those in a line of which something was refused: they mostly
    follow from it (FORMAT section 7), and else are told once it is mended."""
    lines = {slip.line for slip in slips if slip.code in _REFUSED}
    return [problem for problem in problems if problem.line not in lines]


@dataclass(slots=True)
class Zones:
    """The time zones that files name: each counts for its own clock times, the first one is shown
    and counts for files without one; UTC where none is named."""

    of: dict[str, ZoneInfo] = field(default_factory=dict)

    @property
    def first(self) -> ZoneInfo:
        return next(iter(self.of.values()), ZoneInfo("UTC"))

    def shown(self, date: EdtfDate, piece: Piece, problems: list[Problem]) -> EdtfDate:
        """A date of a file as it is shown; doubtful clock times are problems."""
        if not date.is_timed:
            return date
        zone = self.of.get(piece.file, self.first)
        for said in doubts(date, zone):
            problems += [piece.problem(_typed(date.written or date.text, piece), "warning", *said)]
        return in_zone(date, zone, self.first)


def _typed(value: str, piece: Piece) -> Text:
    """A value that has lost its place, at the first one behind a key or in brackets."""
    found = re.search(rf"[:(,;]\s*['\"]?(?={re.escape(value)})", piece.text)
    before = piece.text[: found.end() if found else 0]
    return placed(value, (before.count("\n") + 1, len(before) - before.rfind("\n")))


@dataclass(frozen=True, slots=True)
class Declaration:
    """An entry of a section, as typed, and its key."""

    section: str
    key: Text
    entry: Place | Actor | Source
    piece: Piece


class Head:
    """Reads the head, piece by piece, then fills the directory; `declared` are entries as typed,
    `trees` what was read of each piece."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.title = ""
        self.extras: dict[tuple[str, str], None] = {}
        self.problems: list[Problem] = []
        self.directory = Directory()
        self.declared: dict[_Key, Declaration] = {}
        self.zones = Zones()
        self.trees: list[tuple[Piece, Tree]] = []
        for piece in pieces:
            self._read(piece)
        self._declare()

    # Reading

    def _read(self, piece: Piece) -> None:
        section, tree = piece.key, self._parsed(piece)
        if section in SECTIONS and tree.data is None:
            self._read_apart(piece, tree)
            return
        self._place(piece, tree.problems)
        if isinstance(tree.data, Map) and tree.data:
            key, value = next(iter(tree.data.items()))
            if section in SECTIONS:
                if key != section:
                    tree.edits[key.at] = section
                self._read_section(piece, value, tree)
            else:
                if not isinstance(value, str):
                    self.directory.broken.add(section_meant(section))
                self._read_field(piece, tree.data, tree)

    def _parsed(self, piece: Piece) -> Tree:
        tree = parse(piece.text)
        self.trees.append((piece, tree))
        return tree

    def _place(self, piece: Piece, problems: Iterable[Problem]) -> None:
        self.problems += [piece.placed(problem) for problem in problems]

    def _read_field(self, piece: Piece, data: Map, tree: Tree) -> None:
        head, problems = check(FileHead, data, tree.edits)
        self._place(piece, problems)
        if head is None:
            return
        self.title = self.title or head.title
        self.extras.update(dict.fromkeys(head.extras))
        if head.timezone:  # a key that stands twice is reported already, and the first counts
            self.zones.of.setdefault(piece.file, ZoneInfo(head.timezone))

    def _read_section(self, piece: Piece, value: Value, tree: Tree) -> None:
        section = piece.key
        if isinstance(value, Map):
            for key, data in value.items():
                self._read_entry(piece, key, data, tree)
        elif value is not None:
            self.directory.broken.add(section)
            if not tree.problems:
                message = f"`{section}` takes a mapping of ids to entries"
                hint = "Write an id, a colon and the entry, as in `balkh: Balkh`"
                self.problems.append(piece.problem(value, "error", "wrong-type", message, hint))

    def _read_apart(self, piece: Piece, whole: Tree) -> None:
        """Read a section that is no YAML as a whole entry by entry: one mistake, one entry."""
        pieces = entries(piece)
        parts = [(part, self._parsed(part)) for part in pieces]
        readable = [isinstance(tree.data, Map) for _, tree in parts]
        if not parts or not all(readable):
            self.directory.broken.add(piece.key)
        if all(readable):  # else one of them tells what is wrong
            self._place(piece, whole.problems)
        for part, tree in parts:
            self._place(part, tree.problems)
            if isinstance(tree.data, Map):
                self._read_section(part, tree.data, tree)

    def _read_entry(self, piece: Piece, key: Text, data: Value, tree: Tree) -> None:
        section = piece.key
        if key == "<<":
            self.directory.broken.add(section)
            return  # what it merges is reported already, and not read
        if (bad := check_id(key)) is not None:
            self._place(piece, [bad])
        entry, problems = check(SECTIONS[section], data, tree.edits)
        self._place(piece, without_consequences(tree.problems, problems))
        if not key:
            return  # nothing can refer to it
        # Declared although it may not read: whoever refers to it made no mistake.
        one = Declaration(section, key, entry or SECTIONS[section].make(), piece)
        known = self.declared.setdefault((section == "locations", str(key)), one)
        if known.section != section:
            self.directory.twofold.add(str(key))
            message = f"{named(key)} is declared under `{known.section}` too"
            hint = "Actors and sources share their ids: give one of them another"
            self._tell(one, key, "id-twice", message, hint)
        elif known is not one:
            hint = "Keep one of the two; the first one counts"
            self._tell(one, key, "id-twice", f"{named(key)} is declared already", hint)

    # What entries say of each other

    def _declare(self) -> None:
        self._claim_names()
        within, part_of = self._above("locations"), self._above("actors")
        self.directory.place_within(within)
        actors = {i: o.entry for (_, i), o in self.declared.items() if isinstance(o.entry, Actor)}
        for (_, id), one in self.declared.items():
            entry = one.entry
            if isinstance(entry, Place):
                self.directory.places[id] = _known(entry, id, within=within.get(id))
            elif isinstance(entry, Actor):
                line = (actors[i].side for i in (id, *ancestors(id, part_of)) if i in actors)
                side = next(filter(None, line), "")
                actor = _known(entry, id, part_of=part_of.get(id), side=side)
                self.directory.actors[id] = actor
            else:
                days = [
                    day and self.zones.shown(day, one.piece, self.problems)
                    for day in (entry.published, entry.accessed)
                ]
                url = entry.url or (entry.name if is_address(entry.name) else "")
                source = _known(entry, id, published=days[0], accessed=days[1], url=url)
                self.directory.sources[id] = source
                typed = tuple(filter(None, (source.url, source.archived)))
                for name in dict.fromkeys((*typed, *map(address, typed))):
                    self.directory.addresses.setdefault(name, []).append(id)

    def _space(self, is_place: bool) -> Space:
        return self.directory.place_space if is_place else self.directory.party_space

    def _claim_names(self) -> None:
        for (is_place, id), one in self.declared.items():
            names = self._space(is_place).names
            for name, other in names.add(id, (one.entry.name or id, *one.entry.aliases)):
                message = f"{named(name)} is a name of {named(other)} too"
                hint = "Change one of the names, or refer to each by its id"
                said = ("ambiguous-name", message, hint)
                self.problems.append(one.piece.problem(one.key, "warning", *said))

    def _above(self, section: str) -> dict[str, str]:
        """What each entry of a section lies within or is part of, without circles."""
        parents: dict[str, str] = {}
        links: dict[str, str] = {}
        for (_, id), one in self.declared.items():
            entry = one.entry
            if one.section == section and not isinstance(entry, Source):
                link = entry.within if isinstance(entry, Place) else entry.part_of
                parent = self._parent(one, link) if link else None
                if link and parent is not None:
                    links[id], parents[id] = link, parent
        for child, saying in prune(parents):
            self._tell(self.declared[section == "locations", child], links[child], *saying)
        return parents

    def _parent(self, one: Declaration, link: str) -> str | None:
        """The id of what an entry lies within or is part of; None with a problem if it is none."""
        is_place = one.section == "locations"
        space = self._space(is_place)
        ids = space.names.find(link)
        if not ids and is_place and "<" in link:
            self._tell(one, link, *_chained(link))
            return None
        if not ids:
            entry = space.imply(link, one.piece)
            entry.acts = not is_place  # only `part_of` names a party in the head
            return entry.id
        if len(ids) == 1 and self.declared[is_place, ids[0]].section == one.section:
            return ids[0]
        if len(ids) > 1:
            self._tell(one, link, *ambiguous(link, ids))
        elif ids[0] not in self.directory.twofold:
            message = f"{named(link)} is declared under `sources`, so nothing can be part of it"
            self._tell(one, link, "not-an-actor", message, "Declare it under `actors`")
        return None

    def unused(self, places: Iterable[str], parties: Iterable[str]) -> Iterator[Problem]:
        """Declared places, actors and sources that nothing names, however it may be understood.

        `places` and `parties` are the names that events refer to, or the ids that these mean.
        """
        used = {True: set(map(name_key, places)), False: {*parties, *map(name_key, parties)}}
        for one in self.declared.values():
            if not isinstance(one.entry, Source):
                above = one.entry.within if isinstance(one.entry, Place) else one.entry.part_of
                used[isinstance(one.entry, Place)].add(name_key(above or ""))
        for (is_place, id), one in self.declared.items():
            names = {name_key(name) for name in (id, one.entry.name, *one.entry.aliases)}
            if used[is_place].isdisjoint({id, *names} - {""}):
                message = f"{named(id)} is declared but never used"
                yield one.piece.problem(one.key, "warning", "unused", message)

    def _tell(self, one: Declaration, value: str, code: str, message: str, hint: str) -> None:
        self.problems.append(one.piece.problem(value, "error", code, message, hint))


_Entry = TypeVar("_Entry", Place, Actor, Source)


def _known(entry: _Entry, id: str, **resolved: object) -> _Entry:
    name = entry.name or one_line(id)
    return entry.model_copy(update={"id": id, "name": name, **resolved})


def _chained(name: str) -> Saying:
    inner, _, outer = (part.strip() for part in name.partition("<"))
    message = f"`within` takes one place, not the chain {named(name)}"
    hint = f"Write `within: {cropped(inner)}`, and declare {named(inner)} within {named(outer)}"
    return "within-chain", message, hint
