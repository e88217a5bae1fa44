"""The head of the files that make a timeline: title, time zone, and what their sections declare.

It unites the heads of several files (FORMAT section 1), and fills a directory with their entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from timeline_tui.core.dates import in_zone
from timeline_tui.core.loading.directory import Directory, Space, ambiguous
from timeline_tui.core.loading.spots import Spot
from timeline_tui.core.loading.trees import ancestors, prune
from timeline_tui.core.models import SECTIONS, Actor, FileHead, Place, Ref, Source, check, check_id
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Refused, Text, Tree, entries, parse
from timeline_tui.core.text import cropped, one_line


@dataclass(frozen=True, slots=True)
class Declaration:
    """An entry of a section, as typed, and its key."""

    section: str
    key: Text
    entry: Place | Actor | Source
    spot: Spot

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        return self.spot.problem(self.key, "error", code, message, hint)


class Head:
    """Reads the head, spot by spot; `declare` then fills the directory."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.title = ""
        self.zone = ZoneInfo("UTC")
        self.extras: dict[tuple[str, str], None] = {}
        self.problems: list[Problem] = []
        self.directory = Directory()
        self.declared: dict[
            tuple[bool, str], Declaration
        ] = {}  # by space, of places or not, and id
        self.mentioned: set[tuple[bool, str]] = set()
        self._zones: dict[str, str] = {}  # by file
        for spot in spots:
            self._read(spot)
        self.zone = ZoneInfo(next(iter(self._zones.values()), "UTC"))
        self._declare()

    # Reading

    def _read(self, spot: Spot) -> None:
        section, tree = spot.piece.key, parse(spot.piece.text)
        if section in SECTIONS and tree.data is None:
            self._read_apart(spot, tree)
            return
        self._tell(spot, tree.problems)
        if not isinstance(tree.data, dict):
            return
        if section in SECTIONS:
            self._read_section(spot, tree.data.get(section))
        else:
            self._read_field(spot, tree.data)

    def _tell(self, spot: Spot, problems: Iterable[Problem]) -> None:
        self.problems += [spot.piece.place(problem, spot.file) for problem in problems]

    def _read_field(self, spot: Spot, data: Mapping[str, object]) -> None:
        head, problems = check(FileHead, data)
        self._tell(spot, problems)
        if head is None:
            return
        self.title = self.title or head.title
        self.extras.update(dict.fromkeys(head.extras))
        if not head.timezone or spot.file in self._zones:
            return  # a key that stands twice in one file is reported already, and the first counts
        self._zones[spot.file] = head.timezone
        first = next(iter(self._zones.values()))
        if head.timezone != first:
            message = f"The time zone here is {head.timezone}, in an earlier file {first}"
            hint = f"Write the same one in all files; {first} counts"
            value = data["timezone"]
            self.problems.append(spot.problem(value, "error", "other-timezone", message, hint))

    def _read_section(self, spot: Spot, value: object) -> None:
        section = spot.piece.key
        if isinstance(value, dict):
            for key, data in value.items():
                self._read_entry(spot, key, data)
        elif value is not None:
            self.directory.broken.add(section)
            if not isinstance(value, Refused):
                message = f"`{section}` takes a mapping of ids to entries"
                example = SECTIONS[section].example.split("`")[1]
                hint = f"Write an id, a colon and the entry, as in `{example.lower()}: {example}`"
                self.problems.append(spot.problem(value, "error", "wrong-type", message, hint))

    def _read_apart(self, spot: Spot, whole: Tree) -> None:
        """Read a section that is no YAML as a whole entry by entry: one mistake, one entry."""
        parts = [(Spot(spot.file, piece), parse(piece.text)) for piece in entries(spot.piece)]
        if not parts or any(not isinstance(tree.data, dict) for _, tree in parts):
            self.directory.broken.add(spot.piece.key)
        if all(isinstance(tree.data, dict) for _, tree in parts):  # else one tells what is wrong
            self._tell(spot, whole.problems)
        for part, tree in parts:
            self._tell(part, tree.problems)
            if isinstance(tree.data, dict):
                for key, data in tree.data.items():
                    self._read_entry(part, key, data)

    def _read_entry(self, spot: Spot, key: Text, data: object) -> None:
        section = spot.piece.key
        if key == "<<":
            self.directory.broken.add(section)
            return  # what it merges is reported already, and not read
        if (bad := check_id(key)) is not None:
            self._tell(spot, [bad])
        entry, problems = check(SECTIONS[section], data)
        self._tell(spot, problems)
        if not key:
            return  # nothing can refer to it
        if entry is None:  # declared all the same: whoever refers to it made no mistake
            entry = SECTIONS[section].make()
        declaration = Declaration(section, key, entry, spot)
        known = self.declared.setdefault((section == "locations", str(key)), declaration)
        if known.section != section:
            self.directory.twofold.add(str(key))
            message = f"{named(key)} is declared under `{known.section}` too"
            hint = "Actors and sources share their ids: give one of them another"
            self.problems.append(declaration.problem("id-twice", message, hint))
        elif known is not declaration:
            message = f"{named(key)} is declared already"
            hint = "Keep one of the two; the first one counts"
            self.problems.append(declaration.problem("id-twice", message, hint))

    # What entries say of each other

    def _declare(self) -> None:
        self._claim_names()
        within, part_of = self._above("locations"), self._above("actors")
        sides = {id: one.entry.side for id, one in self._of(Actor)}
        for id, one in self._of(Place):
            self.directory.places[id] = _known(one.entry, id, within=within.get(id))
        for id, one in self._of(Actor):
            whole = (sides[outer] for outer in ancestors(id, part_of) if sides.get(outer))
            side = sides[id] or next(whole, "")
            self.directory.actors[id] = _known(one.entry, id, part_of=part_of.get(id), side=side)
        for id, one in self._of(Source):
            days = (one.entry.published, one.entry.accessed)
            published, accessed = (day and in_zone(day, self.zone) for day in days)
            source = _known(one.entry, id, published=published, accessed=accessed)
            self.directory.sources[id] = source
            for address in dict.fromkeys(filter(None, (source.url, source.archived))):
                self.directory.addresses.setdefault(address, []).append(id)
        self.directory.place_within(within)

    def _of(self, model: type) -> Iterator[tuple[str, Declaration]]:
        for (_, id), declaration in self.declared.items():
            if type(declaration.entry) is model:
                yield id, declaration

    def _claim_names(self) -> None:
        for (is_place, id), one in self.declared.items():
            names = self._space(is_place).names
            for name, other in names.add(id, (one.entry.name or id, *one.entry.aliases)):
                message = f"{named(name)} is a name of {named(other)} too"
                hint = "Change one of the names, or refer to each by its id"
                problem = one.spot.problem(one.key, "warning", "ambiguous-name", message, hint)
                self.problems.append(problem)

    def _space(self, is_place: bool) -> Space:
        return self.directory.place_space if is_place else self.directory.party_space

    def _above(self, section: str) -> dict[str, str]:
        """What each entry of a section lies within or is part of, without circles."""
        parents: dict[str, str] = {}
        places = section == "locations"
        links: dict[str, Ref] = {}
        for id, one in self._of(SECTIONS[section]):
            link = one.entry.within if places else one.entry.part_of
            if link:
                links[id] = link
                parent = self._parent(one, link, places)
                if parent is not None:
                    parents[id] = parent
        for child, saying in prune(parents):
            spot = self.declared[places, child].spot
            self.problems.append(spot.problem(links[child], "error", *saying))
        return parents

    def _parent(self, one: Declaration, link: Ref, places: bool) -> str | None:
        space = self._space(places)
        ids = space.names.find(link)
        if not ids and places and "<" in link:
            self.problems.append(one.spot.problem(link, "error", *_chained(link)))
            return None
        if not ids:
            entry = space.imply(link, one.spot)
            entry.acts = not places  # only `part_of` names a party in the head
            return entry.id
        if len(ids) == 1 and self.declared[places, ids[0]].section == one.section:
            return ids[0]
        self.mentioned.update((places, id) for id in ids)
        if len(ids) > 1:
            self.problems.append(one.spot.problem(link, "error", *ambiguous(link, ids)))
        elif ids[0] not in self.directory.twofold:
            message = f"{named(link)} is declared under `sources`, so nothing can be part of it"
            hint = "Declare it under `actors`"
            self.problems.append(one.spot.problem(link, "error", "not-an-actor", message, hint))
        return None


def _known(entry: Place | Actor | Source, id: str, **resolved: object) -> Place | Actor | Source:
    name = entry.name or one_line(id)
    return entry.model_copy(update={"id": id, "name": name, **resolved})


def _chained(name: str) -> tuple[str, str, str]:
    inner, _, outer = (part.strip() for part in name.partition("<"))
    message = f"`within` takes one place, not the chain {named(name)}"
    hint = f"Write `within: {cropped(inner)}`, and declare {named(inner)} within {named(outer)}"
    return "within-chain", message, hint
