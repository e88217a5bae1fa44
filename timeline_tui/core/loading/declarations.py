"""From the declared entries of all files to the `Directory` of what they mean (FORMAT section 2).

It knows entries and their names; where a problem stands it says as a path into a chunk of the head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.loading.references import Directory, Section, Seed, Space, one_of
from timeline_tui.core.loading.trees import ancestors, prune
from timeline_tui.core.models import ActorEntry, PlaceEntry, SourceEntry
from timeline_tui.core.models.plain import named
from timeline_tui.core.names import FreshIds, Names
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path
from timeline_tui.core.text import cropped, name_key, one_line, slug
from timeline_tui.core.timeline import Actor, Place, Source

SPACES: Final[Mapping[Section, Space]] = {
    "locations": "place",
    "actors": "party",
    "sources": "party",
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """An entry of a section, as checked, and the index of the chunk that it stands in."""

    section: Section
    id: str
    entry: PlaceEntry | ActorEntry | SourceEntry
    chunk: int

    @property
    def path(self) -> Path:
        return (self.section, self.id)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and the path in a chunk of the head that it is about."""

    chunk: int
    path: Path
    problem: Problem
    at_key: bool = False


def declare(
    declarations: Iterable[Declaration],
    zone: ZoneInfo,
    broken: frozenset[Section],
    twofold: frozenset[str],
) -> tuple[Directory, list[Finding]]:
    """The directory of entries whose ids are unique in their name space, and what is doubtful.

    `broken` and `twofold` are as in `Directory`.
    """
    reader = _Declarer(declarations, zone, twofold)
    return reader.directory(broken), reader.findings


class _Declarer:
    """First claims all names, then looks up what entries say of each other."""

    def __init__(
        self, declarations: Iterable[Declaration], zone: ZoneInfo, twofold: frozenset[str]
    ) -> None:
        self.findings: list[Finding] = []
        self._zone = zone
        self._twofold = twofold
        self._known = {(SPACES[d.section], d.id): d for d in declarations}
        self._names: dict[Space, Names] = {"place": Names(), "party": Names()}
        self._claim_names()
        self._fresh = {space: FreshIds(names) for space, names in self._names.items()}
        self._seeds: dict[tuple[Space, str], Seed] = {}
        self._mentioned: set[tuple[Section, str]] = set()

    def directory(self, broken: frozenset[Section]) -> Directory:
        places_above = self._above("locations")
        actors_above = self._above("actors")
        sides = self._sides(actors_above)
        places: dict[str, Place] = {}
        actors: dict[str, Actor] = {}
        sources: dict[str, Source] = {}
        for (_, id), declaration in self._known.items():
            entry = declaration.entry
            if isinstance(entry, PlaceEntry):
                places[id] = _place(id, entry, places_above.get(id))
            elif isinstance(entry, ActorEntry):
                actors[id] = _actor(id, entry, actors_above.get(id), sides[id])
            else:
                sources[id] = self._source(id, entry)
        return Directory(
            places,
            actors,
            sources,
            self._names["place"],
            self._names["party"],
            places_above,
            tuple(self._seeds.values()),
            broken,
            frozenset(self._mentioned),
            self._twofold,
        )

    def _report(self, about: Declaration, problem: Problem, field: str = "") -> None:
        path = (*about.path, field) if field else about.path
        self.findings.append(Finding(about.chunk, path, problem, at_key=not field))

    def _claim_names(self) -> None:
        for (space, id), declaration in self._known.items():
            entry = declaration.entry
            for name, other in self._names[space].add(id, (entry.name or id, *entry.aliases)):
                message = f"{named(name)} is a name of {named(other)} too"
                hint = "Change one of the names, or refer to each by its id"
                self._report(declaration, Problem("warning", "ambiguous-name", message, hint))

    # Trees

    def _above(self, section: Section) -> dict[str, str]:
        """What each entry of a section lies within or is part of, without circles."""
        parents: dict[str, str] = {}
        for declaration in self._known.values():
            entry = declaration.entry
            if declaration.section != section or isinstance(entry, SourceEntry):
                continue
            name = entry.within if isinstance(entry, PlaceEntry) else entry.part_of
            parent = self._parent(declaration, name) if name else None
            if parent is not None:
                parents[declaration.id] = parent
        for child, problem in prune(parents):
            self._report(self._known[SPACES[section], child], problem, _link(section))
        return parents

    def _parent(self, declaration: Declaration, name: str) -> str | None:
        space, field = SPACES[declaration.section], _link(declaration.section)
        ids = self._names[space].find(name)
        found = one_of(name, ids)
        if found is None and space == "place" and "<" in name:
            self._report(declaration, _chained(name), field)
            return None
        if found is None:
            return self._seed(declaration, name)
        sections = {id: self._known[space, id].section for id in ids}
        if found.id is not None and sections[found.id] == declaration.section:
            return found.id
        if found.id not in self._twofold:
            self._report(declaration, found.problem or _no_actor(name), field)
        self._mentioned.update((section, id) for id, section in sections.items())
        return None

    def _seed(self, declaration: Declaration, name: str) -> str:
        """The id of the entry that an undeclared name implies."""
        space = SPACES[declaration.section]
        key = (space, name_key(name))
        if key not in self._seeds:
            id = self._fresh[space].make(slug(name) or "unnamed")
            path = (*declaration.path, _link(declaration.section))
            self._seeds[key] = Seed(space, id, name, declaration.chunk, path)
        return self._seeds[key].id

    def _sides(self, parents: Mapping[str, str]) -> dict[str, str]:
        """The side of each actor, inherited along `part_of`."""
        sides = {
            id: declaration.entry.side
            for (_, id), declaration in self._known.items()
            if isinstance(declaration.entry, ActorEntry)
        }
        return {
            id: side or next((s for a in ancestors(id, parents) if (s := sides.get(a))), "")
            for id, side in sides.items()
        }

    def _source(self, id: str, entry: SourceEntry) -> Source:
        return Source(
            id=id,
            name=entry.name or one_line(id),
            aliases=entry.aliases,
            type=entry.type,
            author=entry.author,
            publisher=entry.publisher,
            url=entry.url,
            archived=entry.archived,
            published=self._date(entry.published),
            accessed=self._date(entry.accessed),
            language=entry.language,
            reliability=entry.reliability,
            note=entry.note,
            extras=entry.extras,
        )

    def _date(self, date: EdtfDate | None) -> EdtfDate | None:
        return None if date is None else in_zone(date, self._zone)


def _no_actor(name: str) -> Problem:
    message = f"{named(name)} is declared under `sources`, so nothing can be part of it"
    return Problem("error", "not-an-actor", message, "Declare it under `actors`")


def _chained(name: str) -> Problem:
    inner, _, outer = (part.strip() for part in name.partition("<"))
    message = f"`within` takes one place, not the chain {named(name)}"
    hint = f"Write `within: {cropped(inner)}`, and declare {named(inner)} within {named(outer)}"
    return Problem("error", "within-chain", message, hint)


def _link(section: Section) -> str:
    return "within" if section == "locations" else "part_of"


def _place(id: str, entry: PlaceEntry, within: str | None) -> Place:
    return Place(
        id=id,
        name=entry.name or one_line(id),
        aliases=entry.aliases,
        kind=entry.kind,
        within=within,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        ids=entry.ids,
        note=entry.note,
        extras=entry.extras,
    )


def _actor(id: str, entry: ActorEntry, part_of: str | None, side: str) -> Actor:
    return Actor(
        id=id,
        name=entry.name or one_line(id),
        aliases=entry.aliases,
        kind=entry.kind,
        part_of=part_of,
        side=side,
        position=entry.position,
        ids=entry.ids,
        note=entry.note,
        extras=entry.extras,
    )
