"""A name space: the names that are declared, and the entries that other names imply; and the trees
that `within` and `part_of` form in it (FORMAT section 2, References)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.models.wording import named
from timeline_tui.core.names import FreshIds, Names
from timeline_tui.core.reading.pieces import Piece
from timeline_tui.core.sites import address
from timeline_tui.core.text import cropped, name_key, slug

_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME: Final = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_NOT_IN_IDS: Final = re.compile(r"[/<,\s]+")


@dataclass(slots=True)
class Implied:
    """An entry that is only named: where first, and in how many records.

    `chain` is how a place was written that has the name of one around it, as a town that is called
    like its province has.
    """

    id: str
    name: str
    piece: Piece
    ref: str
    acts: bool = False
    chain: tuple[str, ...] = ()
    last: Piece | None = None
    count: int = 0

    def use(self, record: Piece) -> None:
        """Count a record that names it."""
        if record is not self.last:
            self.last = record
            self.count += 1


class Space:
    """One name space: the names that are declared, and the entries that others imply; `meant` are
    declared names that an undeclared one comes close to."""

    def __init__(self, *sections: str) -> None:
        self.sections = frozenset(sections)
        self.names = Names()
        self.implied: dict[str, Implied] = {}
        self.meant: set[str] = set()
        self._fresh = FreshIds(self.names)
        self._by_key: dict[str, list[Implied]] = {}

    def namesakes(self, name: str) -> Sequence[Implied]:
        return self._by_key.get(key_of(name), ())

    def imply(self, ref: str, piece: Piece, name: str = "") -> Implied:
        """The entry of an undeclared name, by default the whole reference; a new one if need be."""
        known = self.namesakes(name or ref)
        return known[0] if known else self.add(ref, piece, name or str(ref))

    def add(self, ref: str, piece: Piece, name: str, parent: str = "") -> Implied:
        """A new entry, its id made of its name or, where that is taken, of what it lies in too or
        the name as typed: a number would tell, as of a day, how many others there are."""
        said = _SCHEME.sub("", name) if is_address(name) else name
        plain = slug(said) or "unnamed"
        ids = (plain, slug(f"{plain} {parent}"), _NOT_IN_IDS.sub("-", said.casefold()))
        free = (id for id in ids if id not in self._fresh)
        entry = Implied(self._fresh.make(next(free, plain)), name, piece, ref)
        self._by_key.setdefault(key_of(name), []).append(entry)
        self._enter(entry, named=entry.id == plain)
        return entry

    def rename(self, entry: Implied, parent: str) -> str:
        """The new id of an entry, made of what it lies in too."""
        del self.implied[entry.id]
        entry.id = self._fresh.make(slug(f"{entry.id} {parent}"))
        self._enter(entry)
        return entry.id

    def _enter(self, entry: Implied, *, named: bool = False) -> None:
        self.implied[entry.id] = entry
        if not named:  # else the id would be another spelling of the name, if it came first
            self._by_key.setdefault(key_of(entry.id), [entry])


def is_address(name: str) -> bool:
    """Whether `name` is a web address, which needs no declaration to be a source."""
    return _ADDRESS.fullmatch(name) is not None


def key_of(name: str) -> str:
    """What a name or an address and its other spellings have in common."""
    return address(name) if is_address(name) else name_key(name)


DEEPEST: Final = 20
"""Levels that a tree may have, its root counted."""

_SPELLED: Final = 300
"""Characters of a circle that are spelled out."""

Saying = tuple[str, str, str]
"""Code, message and hint of a problem."""


def prune(parents: dict[str, str]) -> Iterator[tuple[str, Saying]]:
    """Take out of `parents` (child to parent) what closes a circle or goes too deep.

    The children that keep no parent, and why.
    """
    for start in list(parents):
        line: dict[str, None] = {}
        node: str | None = start
        while node is not None and node not in line:
            line[node] = None
            node = parents.get(node)
        ids = list(line)
        if node is not None:
            del parents[ids[-1]]
            yield ids[-1], _closed(ids[ids.index(node) :])
        for child in ids[-1 - DEEPEST :: -DEEPEST]:
            yield child, too_deep(child, parents.pop(child))


def ancestors(id: str, parents: Mapping[str, str]) -> Iterator[str]:
    """What `id` lies within, the nearest first."""
    while (parent := parents.get(id)) is not None:
        yield parent
        id = parent


def circle(ids: Sequence[str]) -> str:
    """The ids spelled out, with the first again at the end."""
    return cropped(" → ".join((*ids, ids[0])), _SPELLED)


def too_deep(child: str, parent: str) -> Saying:
    """What is said of a place or actor that can have no such parent."""
    message = f"{named(child)} within {named(parent)} goes deeper than {DEEPEST} levels"
    return "too-deep", message, "Leave out some of the levels in between"


def _closed(ids: Sequence[str]) -> Saying:
    if len(ids) == 1:
        return "circle", f"{named(ids[0])} cannot contain itself", "Name another one"
    message = f"These contain one another in a circle: {circle(ids)}"
    return "circle", message, "Take one of the steps out"
