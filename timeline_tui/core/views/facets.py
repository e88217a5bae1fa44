"""The entries of a facet (places, actors, sources) as a tree.

Knows entries and their rows; which events name an entry is told by `index`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline_tui.core.models import Actor, Place, Source

Entry = Place | Actor | Source
State = Literal["", "included", "excluded"]


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


def tree(
    entries: Mapping[str, Entry],
    parents: Mapping[str, str],
    rows: Mapping[str, Sequence[int]],
    counts: Mapping[str, int],
    states: Mapping[str, State],
) -> tuple[FacetEntry, ...]:
    """The entries that have `rows`, given by name from the last: a parent before its children, and
    among siblings the one with more events under the query first, then by name.

    One that no event names, not even by a descendant, is left out: an "as of" timeline must not
    show what was said later.
    """
    children: dict[str, list[str]] = {}
    roots: list[str] = []
    for id in sorted(rows, key=counts.__getitem__):
        (children.setdefault(parents[id], []) if id in parents else roots).append(id)
    found: list[FacetEntry] = []
    waiting = [(root, "", 0) for root in roots]
    while waiting:
        id, parent, depth = waiting.pop()
        below, total, state = children.get(id, ()), len(rows[id]), states.get(id, "")
        waiting += [(child, id, depth + 1) for child in below]
        name, implicit = entries[id].name, entries[id].implicit
        found.append(
            FacetEntry(id, name, depth, parent, counts[id], total, bool(below), implicit, state)
        )
    return tuple(found)
