"""The head of the files that make a timeline: title, time zone, and what their sections declare.

It unites the heads of several files (FORMAT section 1), and fills a directory with their entries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from timeline_tui.core.loading.directory import Directory, ambiguous
from timeline_tui.core.loading.spaces import Space, is_address
from timeline_tui.core.loading.spots import Spot, Zones, without_consequences
from timeline_tui.core.loading.trees import Saying, ancestors, prune
from timeline_tui.core.models import SECTIONS, Actor, FileHead, Place, Source, check, check_id
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading import Map, Text, Tree, Value, entries, parse, section_meant
from timeline_tui.core.sites import address
from timeline_tui.core.text import cropped, one_line

_Key = tuple[bool, str]
"""Whether an entry is a place, which have a name space of their own, and its id."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """An entry of a section, as typed, and its key."""

    section: str
    key: Text
    entry: Place | Actor | Source
    spot: Spot


class Head:
    """Reads the head, spot by spot, then fills the directory; `declared` are entries as typed,
    `trees` what was read of each spot."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.title = ""
        self.extras: dict[tuple[str, str], None] = {}
        self.problems: list[Problem] = []
        self.directory = Directory()
        self.declared: dict[_Key, Declaration] = {}
        self.zones = Zones()
        self.trees: list[tuple[Spot, Tree]] = []
        for spot in spots:
            self._read(spot)
        self._declare()

    # Reading

    def _read(self, spot: Spot) -> None:
        section, tree = spot.piece.key, self._parsed(spot)
        if section in SECTIONS and tree.data is None:
            self._read_apart(spot, tree)
            return
        self._place(spot, tree.problems)
        if isinstance(tree.data, Map) and tree.data:
            key, value = next(iter(tree.data.items()))
            if section in SECTIONS:
                if key != section:
                    tree.edits[key.at] = section
                self._read_section(spot, value, tree)
            else:
                if not isinstance(value, str):
                    self.directory.broken.add(section_meant(section))
                self._read_field(spot, tree.data, tree)

    def _parsed(self, spot: Spot) -> Tree:
        tree = parse(spot.piece.text)
        self.trees.append((spot, tree))
        return tree

    def _place(self, spot: Spot, problems: Iterable[Problem]) -> None:
        self.problems += [spot.piece.place(problem, spot.file) for problem in problems]

    def _read_field(self, spot: Spot, data: Map, tree: Tree) -> None:
        head, problems = check(FileHead, data, tree.edits)
        self._place(spot, problems)
        if head is None:
            return
        self.title = self.title or head.title
        self.extras.update(dict.fromkeys(head.extras))
        if head.timezone:  # a key that stands twice is reported already, and the first counts
            self.zones.of.setdefault(spot.file, ZoneInfo(head.timezone))

    def _read_section(self, spot: Spot, value: Value, tree: Tree) -> None:
        section = spot.piece.key
        if isinstance(value, Map):
            for key, data in value.items():
                self._read_entry(spot, key, data, tree)
        elif value is not None:
            self.directory.broken.add(section)
            if not tree.problems:
                message = f"`{section}` takes a mapping of ids to entries"
                example = SECTIONS[section].example.split("`")[1]
                hint = f"Write an id, a colon and the entry, as in `{example.lower()}: {example}`"
                self.problems.append(spot.problem(value, "error", "wrong-type", message, hint))

    def _read_apart(self, spot: Spot, whole: Tree) -> None:
        """Read a section that is no YAML as a whole entry by entry: one mistake, one entry."""
        spots = [Spot(spot.file, piece) for piece in entries(spot.piece)]
        parts = [(part, self._parsed(part)) for part in spots]
        readable = [isinstance(tree.data, Map) for _, tree in parts]
        if not parts or not all(readable):
            self.directory.broken.add(spot.piece.key)
        if all(readable):  # else one of them tells what is wrong
            self._place(spot, whole.problems)
        for part, tree in parts:
            self._place(part, tree.problems)
            if isinstance(tree.data, Map):
                self._read_section(part, tree.data, tree)

    def _read_entry(self, spot: Spot, key: Text, data: Value, tree: Tree) -> None:
        section = spot.piece.key
        if key == "<<":
            self.directory.broken.add(section)
            return  # what it merges is reported already, and not read
        if (bad := check_id(key)) is not None:
            self._place(spot, [bad])
        entry, problems = check(SECTIONS[section], data, tree.edits)
        self._place(spot, without_consequences(tree.problems, problems))
        if not key:
            return  # nothing can refer to it
        # Declared although it may not read: whoever refers to it made no mistake.
        one = Declaration(section, key, entry or SECTIONS[section].make(), spot)
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
                    day and self.zones.shown(day, one.spot, self.problems)
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
                self._tell(one, one.key, "ambiguous-name", message, hint, "warning")

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
            entry = space.imply(link, one.spot)
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

    def _tell(
        self,
        one: Declaration,
        value: str,
        code: str,
        message: str,
        hint: str,
        severity: Severity = "error",
    ) -> None:
        self.problems.append(one.spot.problem(value, severity, code, message, hint))


_Entry = TypeVar("_Entry", Place, Actor, Source)


def _known(entry: _Entry, id: str, **resolved: object) -> _Entry:
    name = entry.name or one_line(id)
    return entry.model_copy(update={"id": id, "name": name, **resolved})


def _chained(name: str) -> Saying:
    inner, _, outer = (part.strip() for part in name.partition("<"))
    message = f"`within` takes one place, not the chain {named(name)}"
    hint = f"Write `within: {cropped(inner)}`, and declare {named(inner)} within {named(outer)}"
    return "within-chain", message, hint
