"""Which undated event hangs on which other, and where two of them stand to each other.

It knows events as indices, no dates and no constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import Final

BEHIND: Final = 1
AHEAD: Final = -1

_TOP: Final = -1
"""What all hang on that hang on nothing."""


class Tree:
    """Grows by an event at a time. What hangs ahead of another stands before it, else behind it."""

    def __init__(self, compare_roots: Callable[[int, int], int]) -> None:
        """`compare_roots` orders two events that hang on nothing; negative: the first is first."""
        self._compare_roots = compare_roots
        self._parent: dict[int, int] = {}
        self._side: dict[int, int] = {}
        # A pointer to some event further up lets any be reached in a logarithm of the depth's
        # steps (Myers, "An applicative random-access stack", 1983).
        self._up: dict[int, int] = {_TOP: _TOP}
        self._depth: dict[int, int] = {_TOP: 0}

    def __contains__(self, index: int) -> bool:
        """Whether the event hangs on another."""
        return index in self._side

    def hang(self, index: int, anchors: Iterable[int], side: int) -> int:
        """Hang a new event behind the last of `anchors` or ahead of the first; which one it is."""
        choose = max if side == BEHIND else min
        anchor = choose(anchors, key=cmp_to_key(self._compare))
        self._enter(anchor)
        self._enter(index, anchor)
        self._side[index] = side
        return anchor

    def _enter(self, index: int, parent: int = _TOP) -> None:
        if index not in self._depth:
            up = self._up[parent]
            depths = [self._depth[node] for node in (parent, up, self._up[up])]
            even = depths[0] - depths[1] == depths[1] - depths[2]
            self._parent[index] = parent
            self._up[index] = self._up[up] if even else parent
            self._depth[index] = depths[0] + 1

    def _compare(self, one: int, other: int) -> int:
        """Negative where `one` stands before `other`, positive where it stands behind it."""
        self._enter(one)
        self._enter(other)
        level = min(self._depth[one], self._depth[other])
        first, second = self._lifted(one, level), self._lifted(other, level)
        if first == second:
            if self._depth[one] > level:
                return self._side[self._lifted(one, level + 1)]
            return -self._side[self._lifted(other, level + 1)] if one != other else 0
        while self._parent[first] != self._parent[second]:
            up = self._up if self._up[first] != self._up[second] else self._parent
            first, second = up[first], up[second]
        if self._parent[first] == _TOP:
            return self._compare_roots(first, second)
        return (self._side[first] - self._side[second]) or (first - second)

    def _lifted(self, index: int, depth: int) -> int:
        """What stands at `depth` on the way up from the event."""
        while self._depth[index] > depth:
            up = self._up[index]
            index = up if self._depth[up] >= depth else self._parent[index]
        return index
