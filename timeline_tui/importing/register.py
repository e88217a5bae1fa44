"""The places, actors and sources that the rows of a table name, each an entry with an id.

Events then refer by id, so that no comma or sign in a name breaks a reference. Knows the short
forms of references (FORMAT sections 2 and 4) and no table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from timeline_tui.core.loading.cited import divided
from timeline_tui.core.loading.spaces import DEEPEST, ancestors, is_address
from timeline_tui.core.models import SECTIONS
from timeline_tui.core.names import FreshIds, Names
from timeline_tui.core.text import make_visible, name_key, one_line, slug
from timeline_tui.core.timeline import Timeline
from timeline_tui.importing import Value
from timeline_tui.importing.templates import NOTHING, as_text
from timeline_tui.words.status import counted

Uses = set[tuple[str, str]]
"""Entries, by section and id."""

KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("location", "where", "within"), "locations"),
    **dict.fromkeys(("actors", "actor", "of", "part_of"), "actors"),
    **dict.fromkeys(("sources", "source", "from", "supported_by", "disputed_by"), "sources"),
}
"""Keys whose values name entries, and the section of these."""

_ROLES: Final = "participant|initiator|target|supporter|victim|speaker|mediator|affected"
_ROLE: Final = re.compile(rf"(.*\S)\s*\(({_ROLES})\)", re.IGNORECASE | re.DOTALL)
_CITED_EACH: Final = re.compile(r"([^()]*;[^()]*) \(([^()]*)\)")
_ENDS: Final = {"locations": ";", "actors": r"[;\n]", "sources": r"[;\n]"}
_ENDS_OF_ADDRESSES: Final = r"\n|;(?=\s|https?:|$)"  # in which a `;` may stand


class Register:
    """The entries that were seen and that `known` does not declare: `entries` are their fields, by
    section and id. `events` are the ids of its events."""

    def __init__(self, known: Timeline | None = None) -> None:
        self.entries: dict[str, dict[str, dict[str, Value]]] = {one: {} for one in SECTIONS}
        self._split: Counter[str] = Counter()
        self._known = known
        self.events = {one.id for one in known.events} if known else set[str]()
        self._alone: dict[str, set[str]] = {one: set() for one in SECTIONS}
        self._acting: set[str] = set()
        self._looked: set[tuple[str, str]] = set()
        self._cells: dict[tuple[str, str], tuple[list[Value], bool]] = {}
        self._parties: dict[str, str] = {}
        self._places: dict[tuple[str, ...], str] = {}
        self._above: dict[str, str] = {}
        self._names = {True: Names(), False: Names()}
        self._declared = {*known.declared} if known else set[tuple[bool, str]]()
        if known is not None:
            self._above = {id: one.within for id, one in known.places.items() if one.within}
            for is_place, id in self._declared:
                entry = known.places[id] if is_place else known.party(id)
                self._names[is_place].add(id, (entry.name, *entry.aliases))
        self._fresh = {is_place: FreshIds(names) for is_place, names in self._names.items()}

    @property
    def said(self) -> tuple[str, ...]:
        """What was decided, a sentence each without a full stop."""
        why = "split at commas, as each part stands alone in another row"
        split = {section: count for section, count in self._split.items() if count}
        return tuple(f"{counted(n, 'cell')} of {section} {why}" for section, n in split.items())

    def look(self, key: str, value: Value) -> None:
        """Note who is named by a value, before any is referred to: a cell is split at commas where
        each part stands alone in another one, and who acts anywhere is no source."""
        kind = KINDS[key]
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                for inner in item.keys() & KINDS.keys():
                    self.look(inner, item[inner])
            elif isinstance(item, str) and (kind, item) not in self._looked:
                self._looked.add((kind, item))
                for part in _pieces(kind, make_visible(item)):
                    name = name_key(_with_role(part)[0] if kind == "actors" else part)
                    if kind == "actors":
                        self._acting.add(name)
                    if name and "," not in part:
                        self._alone[kind].add(name)

    def referred(self, key: str, value: Value) -> Value:
        """The value of a key of KINDS with ids for its names."""
        found: list[Value] = []
        kind, own = KINDS[key], {"actors": "actor", "sources": "source"}.get(key, "name")
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and own not in item:
                item = {own if one == "name" else one: inner for one, inner in item.items()}
            if isinstance(item, str):
                found += self._refer(kind, item)
            elif kind == "sources" and isinstance(item, dict) and {"source", "url"} & item.keys():
                found += self._linked(item)
            else:
                found.append(self.inside(item))
        found = [one for index, one in enumerate(found) if one not in found[:index]]
        return found[0] if len(found) == 1 else found

    def inside(self, value: Value) -> Value:
        """A value with ids for the names that stand within it."""
        if isinstance(value, list):
            return [self.inside(one) for one in value]
        if isinstance(value, str):
            return value
        return {key: self._told(key, one) for key, one in value.items()}

    def declare(self, section: str, entries: Mapping[str, dict[str, Value]]) -> None:
        """Enter entries with their ids."""
        is_place = section == "locations"
        new = {id: one for id, one in entries.items() if (is_place, id) not in self._declared}
        self.entries[section] |= new

    def describe(self, section: str, name: str, fields: Mapping[str, Value], uses: Uses) -> None:
        """Add fields that it lacks to the entry of a name, if that is one of `uses`."""
        items, _ = self._cells.get((section, name), ([], False))
        id = items[0] if len(items) == 1 else ""
        entry = self.entries[section].get(str(id), {})
        new = {key: value for key, value in fields.items() if key not in entry}
        if new and (section, id) in uses and entry:
            for key, one in new.items():
                told = self._told(key, one)
                named = self.named_in({key: told})
                is_source = key == "part_of" and any(where != section for where, _ in named)
                fits = (section, id) not in named and not is_source
                entry[key if fits else f"x-{key}"] = told

    def named_in(self, value: Value) -> Uses:
        """The entries that a value refers to by their ids, with what they lie within or are part
        of."""
        parts = [part for text in _references(value) for part in text.split(" <- ")]
        ids = {*parts, *(part.partition(" (")[0] for part in parts)}
        uses: Uses = set()
        for section, own in self.entries.items():
            for id in own.keys() & ids:
                while id in own and (section, id) not in uses:
                    uses.add((section, id))
                    id = as_text(own[id].get("within", own[id].get("part_of")))
        return uses

    def _told(self, key: str, value: Value) -> Value:
        return self.referred(key, value) if key in KINDS else self.inside(value)

    def _refer(self, kind: str, text: str) -> list[Value]:
        if kind == "sources" and is_address(text):
            return [text]  # most are of one row alone
        if (kind, text) not in self._cells:
            read = {"locations": self._place, "actors": self._actor, "sources": self._chain}[kind]
            parts, split = self._parts(kind, make_visible(text))  # as it will be read again
            self._cells[kind, text] = [read(part) for part in parts], split
        items, split = self._cells[kind, text]
        self._split[kind] += split
        return items

    def _parts(self, kind: str, text: str) -> tuple[list[str], bool]:
        """The references in a cell, and whether commas joined some of them."""
        if kind == "sources" and (cited := _CITED_EACH.fullmatch(text)):
            names, places = (_pieces(kind, part) for part in cited.groups())
            places = places * len(names) if len(places) == 1 else places
            if len(places) == len(names):
                return [f"{name} ({at})" for name, at in zip(names, places, strict=True)], False
        known = self._names[kind == "locations"].find
        parts: list[str] = []
        pieces = _pieces(kind, text)
        for piece in pieces:
            inner = [part.strip() for part in piece.split(",")]
            alone = all(name_key(one) in self._alone[kind] or known(one) for one in inner)
            parts += inner if alone and not known(piece) else [piece]
        return parts, len(parts) > len(pieces)

    def _linked(self, item: dict[str, Value]) -> list[Value]:
        """The long form of a chain; its address apart where it is not one chain alone."""
        names = self._refer("sources", as_text(item.get("source", "")))
        rest = {key: self._told(key, one) for key, one in item.items() if key != "source"}
        if len(names) != 1 or not rest:
            return [*names, *([rest["url"]] if "url" in rest else [])]
        first, _, origin = as_text(names[0]).partition(" <- ")
        return [{"source": first, **rest, **({"from": origin} if origin else {})}]

    # Each kind of reference

    def _actor(self, text: str) -> Value:
        name, role = _with_role(text)
        id = self._party(name, acts=True)
        return {"actor": id, "role": role} if role not in ("", "participant") else id

    def _chain(self, text: str) -> Value:
        elements = [one for one in re.split(r"\s*(?:<-|←)\s*", text) if one] or [text]
        return " <- ".join(self._element(one) for one in elements)

    def _element(self, text: str) -> str:
        if is_address(text):
            return text
        cited = divided(text, lambda _: False)
        if cited is None or cited.citation is None or any(p[0] == "error" for p in cited.problems):
            return self._party(text)
        return f"{self._party(cited.name)} {one_line(text[len(cited.name) :].strip())}"

    def _party(self, name: str, *, acts: bool = False) -> str:
        key = name_key(name)
        if key not in self._parties:
            acts = acts or key in self._acting
            found = self._find(False, name)
            if acts and self._known:
                found = [one for one in found if one in self._known.actors]
            only = found[0] if len(found) == 1 else ""
            section = "actors" if acts else "sources"
            self._parties[key] = only or self._new(section, one_line(name))
        return self._parties[key]

    def _place(self, text: str) -> Value:
        names = (one_line(one).strip() for one in re.split(r"\s<\s", text))
        said = [one for one in names if one and not NOTHING.fullmatch(one)]
        chain = [next(same) for _, same in groupby(said or [text], name_key)]
        return self._place_id(tuple(chain[:DEEPEST]))

    def _place_id(self, chain: tuple[str, ...]) -> str:
        key = tuple(map(name_key, chain))
        if key not in self._places:
            levels = [{*self._find(True, name)} for name in chain[1:]]
            above = {one: [*ancestors(one, self._above)] for one in self._find(True, chain[0])}
            found = [id for id, up in above.items() if all(map({*up}.intersection, levels))]
            if len(found) > 1:  # the one that has nothing else around it
                found = [id for id in found if len(above[id]) < len(chain)]
            if len(found) != 1:
                parent = self._place_id(chain[1:]) if len(chain) > 1 else ""
                found = [self._new("locations", chain[0], parent)]
            self._places[key] = found[0]
        return self._places[key]

    def _find(self, is_place: bool, name: str) -> Sequence[str]:
        """The known ids that a name can mean: of several those that have it as their own name."""
        found = self._names[is_place].find(name)
        if len(found) < 2 or self._known is None:
            return found
        entry_of = self._known.places.__getitem__ if is_place else self._known.party
        return [id for id in found if name_key(entry_of(id).name) == name_key(name)] or found

    def _new(self, section: str, name: str, parent: str = "") -> str:
        fresh = self._fresh[section == "locations"]
        id = slug(name) or section[:-1]
        id = fresh.make(slug(f"{id} {parent}") if parent and id in fresh else id)
        self.entries[section][id] = {"name": name, **({"within": parent} if parent else {})}
        return id


def _pieces(kind: str, text: str) -> list[str]:
    ends = _ENDS_OF_ADDRESSES if "://" in text else _ENDS[kind]
    return [piece for one in re.split(ends, text) if (piece := one.strip())]


def _with_role(text: str) -> tuple[str, str]:
    """A name, and the role in brackets behind it, or ""."""
    found = _ROLE.fullmatch(text)
    return (found[1], found[2].lower()) if found else (text, "")


def _references(value: Value, named: bool = False) -> Iterator[str]:
    """The texts under the keys that name entries."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _references(one, named or key in KINDS)
            if key == "including" and isinstance(one, dict):
                yield from one
    elif isinstance(value, list):
        for one in value:
            yield from _references(one, named)
    elif named:
        yield value
