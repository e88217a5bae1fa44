"""The entries of a facet (places, actors, sources) as a tree.

Knows entries and their rows; which events name an entry is told by `index`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from timeline_tui.core.text import fold
from timeline_tui.core.timeline import Actor, Place, Source

Entry = Place | Actor | Source
State = Literal["", "included", "excluded"]


class FacetEntry(NamedTuple):
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


def parent_of(entry: Entry) -> str:
    """The id of what an entry lies in or is part of; "" for none. Sources have no hierarchy: who
    said so is one voice."""
    match entry:
        case Place():
            return entry.within or ""
        case Actor():
            return entry.part_of or ""
    return ""


def around(ids: Iterable[str], entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """The entries with all that they lie in, each once."""
    found: dict[str, None] = {}
    for id in ids:
        while id not in found and id in entries:
            found[id] = None
            id = parent_of(entries[id])
    return tuple(found)


def tree(
    entries: Mapping[str, Entry], rows: Mapping[str, Sequence[int]], flat: bool
) -> tuple[FacetEntry, ...]:
    """The entries that have rows: a parent before its children, and among siblings the one with
    more events first, then by name. All are roots if `flat`.

    One that no event names, not even by a descendant, is left out: an "as of" timeline must not
    show what was said later. Each comes once, also where parents run in a circle.
    """
    children: dict[str, list[str]] = {}
    for id in sorted(rows, key=lambda id: (-len(rows[id]), fold(entries[id].name))):
        above = "" if flat else parent_of(entries[id])
        children.setdefault(above if above in rows and above != id else "", []).append(id)
    found: dict[str, FacetEntry] = {}
    for root in (*children.get("", ()), *rows):  # whatever has not come yet runs in a circle
        waiting = [(root, "", 0)]
        while waiting:
            id, above, depth = waiting.pop()
            if id in found:
                continue
            entry, total, below = entries[id], len(rows[id]), children.get(id, ()) if id else ()
            found[id] = FacetEntry(
                id, entry.name, depth, above, total, total, bool(below), entry.implicit
            )
            waiting += [(child, id, depth + 1) for child in reversed(below)]
    return tuple(found.values())
