"""The trees that `within` and `part_of` form (FORMAT section 2, References). Knows ids only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from timeline_tui.core.models.wording import named
from timeline_tui.core.text import cropped

DEEPEST: Final = 20
"""Levels that a tree may have, its root counted."""

_SPELLED: Final = 12
_IN_A_ROW: Final = 30

Saying = tuple[str, str, str]
"""Code, message and hint of a problem."""


def prune(parents: dict[str, str]) -> Iterator[tuple[str, Saying]]:
    """Take out of `parents` (child to parent) what closes a circle or goes too deep.

    The children that keep no parent, and why.
    """
    levels: dict[str, int] = {}
    for start in list(parents):
        path: dict[str, None] = {}
        node: str | None = start
        while node is not None and node not in levels and node not in path:
            path[node] = None
            node = parents.get(node)
        if node is not None and node in path:
            ids = list(path)
            del parents[ids[-1]]
            yield ids[-1], _closed(ids[ids.index(node) :])
            node = None
        level = 0 if node is None else levels[node]
        for child in reversed(path):
            level += 1
            if level > DEEPEST:
                yield child, too_deep(child, parents.pop(child))
                level = 1
            levels[child] = level


def ancestors(id: str, parents: Mapping[str, str]) -> Iterator[str]:
    """What `id` lies within, the nearest first."""
    while (parent := parents.get(id)) is not None:
        yield parent
        id = parent


def circle(ids: Sequence[str]) -> str:
    """The ids spelled out, with the first again at the end; the middle of a long one left out."""
    names = [cropped(id, _IN_A_ROW) for id in (*ids, ids[0])]
    if len(names) > _SPELLED:
        names[_SPELLED // 2 : -_SPELLED // 2] = ["…"]
    return " → ".join(names)


def too_deep(child: str, parent: str) -> Saying:
    """What is said of a place or actor that can have no such parent."""
    message = f"{named(child)} within {named(parent)} goes deeper than {DEEPEST} levels"
    return "too-deep", message, "Leave out some of the levels in between"


def _closed(ids: Sequence[str]) -> Saying:
    if len(ids) == 1:
        return "circle", f"{named(ids[0])} cannot contain itself", "Name another one"
    message = f"These contain one another in a circle: {circle(ids)}"
    return "circle", message, "Take one of the steps out"
