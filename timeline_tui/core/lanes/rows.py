"""Which lanes a view is drawn in, and which of its events lie in each. Knows no cells."""

from __future__ import annotations

from itertools import chain
from math import inf
from typing import Literal, NamedTuple

from timeline_tui.core.lanes.axis import extents
from timeline_tui.core.views.facets import FacetEntry
from timeline_tui.core.views.view import View

By = Literal["actor", "location", "source", "side", "type", "tag", "event"]


class Lane(NamedTuple):
    """One lane: an entry of a facet, an event, or with the id "" what has no entry of that kind.

    `rows` are those of the timeline, shown ones, in order; those of what lies within the entry are
    among them. `children` is whether lanes lie within it, shown below it or not.
    """

    id: str
    name: str
    depth: int
    count: int  # type: ignore[assignment]  # hides the method of a tuple
    children: bool
    rows: tuple[int, ...]


def lanes(view: View, by: By, closed: frozenset[str] = frozenset()) -> tuple[Lane, ...]:
    """The lanes of what `view` shows: those with the earliest event first, each followed by what
    lies within it unless it is one of those `closed`."""
    if by == "event":
        events = view.timeline.events
        shown = (row for row, is_shown in enumerate(view.flags) if is_shown)
        return tuple(Lane(events[row].id, events[row].title, 0, 1, False, (row,)) for row in shown)
    rows_of, flags = view.index.rows(by, nested=True), view.flags
    below: dict[str, list[tuple[FacetEntry, tuple[int, ...]]]] = {}
    for entry in view.facet(by):
        if entry.count:
            rows = tuple(row for row in rows_of[entry.id] if flags[row])
            below.setdefault(entry.parent, []).append((entry, rows))
    begins = [inf if one is None else one.begin for one in extents(view.timeline)]
    for siblings in below.values():
        siblings.sort(key=lambda one: min(map(begins.__getitem__, one[1])))
    found: list[Lane] = []
    waiting = below.get("", [])[::-1]
    while waiting:
        entry, rows = waiting.pop()
        within = below.get(entry.id, [])
        found.append(Lane(entry.id, entry.name, entry.depth, len(rows), bool(within), rows))
        if entry.id not in closed:
            waiting += within[::-1]
    named = view.index.among(chain.from_iterable(rows_of.values()))
    flags = view.index.flags(view.bits & ~named)
    if rest := tuple(row for row, is_left in enumerate(flags) if is_left):
        kind = "place" if by == "location" else by
        found.append(Lane("", f"no {kind} named", 0, len(rest), False, rest))
    return tuple(found)
