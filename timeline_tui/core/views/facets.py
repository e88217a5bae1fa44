"""The entries of a facet (places, actors, sources): found by name, as a tree, counted in a view.

Knows entries and sets of rows; which events name an entry is told by `index`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Literal

from timeline_tui.core.names import Names
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import Actor, Place, Source
from timeline_tui.core.views.rowsets import bits_of

Entry = Place | Actor | Source
State = Literal["", "included", "excluded"]

_FEW: Final = 256
"""Rows are counted one by one if the timeline has more than this many times as many events."""


@dataclass(frozen=True, slots=True)
class FacetEntry:
    """One line of a facet pane.

    `count` and `total` are events of its whole subtree, under the query and in the timeline.
    `parent` is an id, "" for a root; `state` is what the query says of the entry itself.
    """

    id: str
    name: str
    depth: int
    parent: str
    count: int
    total: int
    children: bool
    implicit: bool
    state: State = ""


# Finding entries by name


class Directory:
    """The entries of a name space, and how a query's value finds them (see `query.fields`)."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def find(self, value: str, *, part: bool) -> tuple[str, ...]:
        """The ids that `value` means as a whole or, with none such and `part`, as a part."""
        if value in self._entries:
            return (value,)
        whole = self._names.find(value)
        if whole or not part:
            return tuple(whole)
        needle = fold(value)
        return tuple([id for id, names in self._folded if needle in names])

    def names(self, id: str) -> tuple[str, ...]:
        """The id, the name and the aliases of an entry."""
        entry = self._entries[id]
        return (id, entry.name, *entry.aliases)

    @cached_property
    def _names(self) -> Names:
        names = Names()
        for entry in self._entries.values():
            names.add(entry.id, (entry.name, *entry.aliases))
        return names

    @cached_property
    def _folded(self) -> Sequence[tuple[str, str]]:
        return [(id, fold("\n".join(self.names(id)))) for id in self._entries]


# The tree


class Tree:
    """The entries that a timeline's events name, each with its rows and those of its subtree.

    Entries that no event names, not even by a descendant, are left out: an "as of" timeline must
    not show what was said later. A parent stands before its children, and among siblings the one
    with more events first, then by name.
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        parents: Mapping[str, str],
        own: Mapping[str, Sequence[int]],
        size: int,
    ) -> None:
        self.size = size
        self.own = own
        self._subtrees = _subtrees(_walk(_children(entries, parents)), own)
        totals = {id: len(rows) for id, rows in self._subtrees.items()}
        used = {id: entry for id, entry in entries.items() if id in totals}
        ranks = {id: (-total, fold(used[id].name)) for id, total in totals.items()}
        children = _children(used, parents, ranks)
        self.entries = tuple(
            FacetEntry(
                id,
                used[id].name,
                depth,
                parent,
                totals[id],
                totals[id],
                id in children,
                used[id].implicit,
            )
            for id, parent, depth in _walk(children)
        )

    def bits(self, ids: Iterable[str], *, within: bool) -> int:
        """The rows that name one of the entries or, `within`, one of their subtrees."""
        source = self._subtrees if within else self.own
        return union((source[id] for id in ids if id in source), self.size)

    def within(self, ids: Iterable[str]) -> frozenset[str]:
        """The entries and all that is below them."""
        found = set(ids)
        for entry in self.entries:  # parents come first
            if entry.parent in found:
                found.add(entry.id)
        return frozenset(found)

    def counted(self, bits: int, flags: bytes) -> tuple[FacetEntry, ...]:
        """The entries with their counts among the rows of `bits`, which `flags` has as bytes."""
        if bits.bit_count() == self.size:
            return self.entries
        flag = flags.__getitem__
        found: list[FacetEntry] = []
        subtree, empty = self._countable, self._empty
        for place, entry in enumerate(self.entries):
            rows = subtree[entry.id]
            count = (rows & bits).bit_count() if isinstance(rows, int) else sum(map(flag, rows))
            if count == entry.total:
                found.append(entry)
            else:
                found.append(_recounted(entry, count) if count else empty[place])
        return tuple(found)

    @cached_property
    def _countable(self) -> Mapping[str, int | Collection[int]]:
        """Sets of rows as the bits of an integer, small ones as the rows themselves."""
        size = self.size
        return {
            id: bits_of(rows, size) if len(rows) * _FEW >= size else rows
            for id, rows in self._subtrees.items()
        }

    @cached_property
    def _empty(self) -> Sequence[FacetEntry]:
        # Most entries of a large facet have no event under a narrow query.
        return [_recounted(entry, 0) for entry in self.entries]


def _recounted(entry: FacetEntry, count: int) -> FacetEntry:
    return FacetEntry(
        entry.id,
        entry.name,
        entry.depth,
        entry.parent,
        count,
        entry.total,
        entry.children,
        entry.implicit,
    )


def union(sets: Iterable[Collection[int]], size: int) -> int:
    """All rows of several sets, as bits."""
    return bits_of(chain.from_iterable(sets), size)


def _children(
    entries: Mapping[str, Entry],
    parents: Mapping[str, str],
    ranks: Mapping[str, tuple[int, str]] | None = None,
) -> dict[str, list[str]]:
    """The children of each entry, those of "" being the roots, by rank or as they come."""
    children: dict[str, list[str]] = {}
    for id in entries if ranks is None else sorted(entries, key=ranks.__getitem__):
        parent = parents.get(id, "")
        children.setdefault(parent if parent in entries else "", []).append(id)
    return children


def _walk(children: Mapping[str, Sequence[str]]) -> list[tuple[str, str, int]]:
    """Id, parent ("" for a root) and depth of every entry, parents first."""
    found: list[tuple[str, str, int]] = []
    waiting = [(id, "", 0) for id in reversed(children.get("", ()))]
    while waiting:
        id, parent, depth = waiting.pop()
        found.append((id, parent, depth))
        waiting.extend((child, id, depth + 1) for child in reversed(children.get(id, ())))
    return found


def _subtrees(
    walk: Sequence[tuple[str, str, int]], own: Mapping[str, Sequence[int]]
) -> dict[str, Collection[int]]:
    """The rows of each entry's subtree that has any."""
    found: dict[str, Collection[int]] = {}
    below: dict[str, list[Collection[int]]] = {}
    for id, parent, _ in reversed(walk):
        rows: Collection[int] = own.get(id, ())
        if id in below:
            rows = set().union(rows, *below.pop(id))
        if not rows:
            continue
        found[id] = rows
        if parent:
            below.setdefault(parent, []).append(rows)
    return found
