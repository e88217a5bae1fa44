"""The entries of a facet as a tree: places, actors, sources, or the words and years of events.

Knows entries and their rows; which events name an entry is told by `index`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from timeline_tui.core.models import Actor, FacetKind, Place, Source
from timeline_tui.core.query.fields import Op

Entry = Place | Actor | Source
State = Literal["", "included", "excluded"]
MoreKind = Literal["side", "type", "tag", "standing", "year"]
PaneKind = FacetKind | MoreKind

TERMS: Final[Mapping[PaneKind, tuple[str, Op]]] = {
    "location": ("location", ":"),
    "actor": ("actor", ":"),
    "source": ("source", ":"),
    "side": ("side", "="),
    "type": ("type", "="),
    "tag": ("tag", "="),
    "standing": ("is", ":"),
    "year": ("date", ":"),
}
"""All facets, each with the field and the operator that finds what an entry counts: a part of a
word would find longer ones too."""


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
    state: State = ""


def tree(
    name: Callable[[str], str],
    parents: Mapping[str, str],
    rows: Mapping[str, Sequence[int]],
    counts: Mapping[str, int],
    states: Mapping[str, State],
    *,
    ordered: bool = False,
) -> tuple[FacetEntry, ...]:
    """The entries that have `rows`, given from the last: a parent before its children, and among
    siblings the one with more events under the query first, then in the order given; where they
    are `ordered`, only those without events behind the others.

    One that no event names, not even by a descendant, is left out: an "as of" timeline must not
    show what was said later.
    """
    children: dict[str, list[str]] = {}
    roots: list[str] = []
    for id in sorted(rows, key=lambda id: bool(counts[id]) if ordered else counts[id]):
        (children.setdefault(parents[id], []) if id in parents else roots).append(id)
    found: list[FacetEntry] = []
    waiting = [(root, "", 0) for root in roots]
    while waiting:
        id, parent, depth = waiting.pop()
        below, total, state = children.get(id, ()), len(rows[id]), states.get(id, "")
        waiting += [(child, id, depth + 1) for child in below]
        found.append(FacetEntry(id, name(id), depth, parent, counts[id], total, bool(below), state))
    return tuple(found)
