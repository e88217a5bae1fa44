"""The trees that `within` and `part_of` form (FORMAT section 2, References). Knows ids only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.text import cropped

DEEPEST: Final = 20
"""Levels that a tree may have, its root counted."""

_SPELLED: Final = 12
_IN_A_ROW: Final = 30


@dataclass(frozen=True, slots=True)
class Cut:
    """A link that cannot stand: `child` keeps no parent. `message` says why."""

    child: str
    code: str
    message: str
    hint: str


def prune(parents: dict[str, str]) -> list[Cut]:
    """Take out of `parents` (child to parent) what closes a circle or goes too deep."""
    cuts: list[Cut] = []
    levels: dict[str, int] = {}
    for start in list(parents):
        path: dict[str, None] = {}
        node: str | None = start
        while node is not None and node not in levels and node not in path:
            path[node] = None
            node = parents.get(node)
        if node is not None and node in path:
            cuts.append(_circle(list(path), node))
            parents.pop(next(reversed(path)))
            node = None
        level = 0 if node is None else levels[node]
        for child in reversed(path):
            level += 1
            if level > DEEPEST:
                cuts.append(_too_deep(child, parents.pop(child)))
                level = 1
            levels[child] = level
    return cuts


def ancestors(id: str, parents: Mapping[str, str]) -> Iterable[str]:
    """What `id` lies within, the nearest first."""
    while (parent := parents.get(id)) is not None:
        yield parent
        id = parent


def _circle(path: list[str], closed: str) -> Cut:
    names = [cropped(name, _IN_A_ROW) for name in (*path[path.index(closed) :], closed)]
    if len(names) > _SPELLED:
        names[_SPELLED // 2 : -_SPELLED // 2] = ["…"]
    circle = " → ".join(names)
    if len(names) == 2:
        message = f"`{cropped(closed)}` cannot contain itself"
        return Cut(path[-1], "circle", message, "Name another one")
    message = f"These contain one another in a circle: {circle}"
    return Cut(path[-1], "circle", message, "Take one of the steps out")


def _too_deep(child: str, parent: str) -> Cut:
    message = f"`{cropped(child)}` within `{cropped(parent)}` goes deeper than {DEEPEST} levels"
    return Cut(child, "too-deep", message, "Leave out some of the levels in between")
