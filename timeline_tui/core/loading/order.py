"""The order of the chronology (FORMAT section 3, Order).

It knows dates and constraints, not files: an event is the index that it has in the file.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from timeline_tui.core.loading.constraints import Conflict, Constraints, start_second
from timeline_tui.core.timeline import Event

_Key = tuple[float, ...]
_Path = list[tuple[float | _Key, float]]

_UNDATED: Final[_Key] = (1.0,)
_INFINITE: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """File indices in the order of the chronology, and the constraints that it does not follow."""

    order: tuple[int, ...]
    conflicts: tuple[Conflict, ...] = ()


def arrange(events: Sequence[Event]) -> Arrangement:
    """The order of `events`, which come as they stand in the file, `after` and `before` resolved.

    Total and stable: it depends on dates, times, constraints and file order alone.
    """
    keys = [_sort_key(event) for event in events]
    constraints = Constraints(events)
    if not constraints.earlier:
        return Arrangement(tuple(sorted(range(len(keys)), key=keys.__getitem__)))
    placement = _Placement(keys, constraints)
    return Arrangement(tuple(placement.flatten()), tuple(constraints.conflicts))


def _sort_key(event: Event) -> _Key:
    """Day, the longer span first, a whole day before a timed one, the time; the undated last."""
    date = event.date
    if date is None:
        return _UNDATED
    day = date.sort_day
    if day is None:
        return _UNDATED
    earliest, latest = date.earliest, date.latest
    length = _INFINITE if earliest is None or latest is None else latest - earliest
    return (0.0, day, -length, start_second(event))


@dataclass(slots=True)
class _Followers:
    """The undated events that stand directly ahead of an event, and directly behind it."""

    ahead: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)


class _Placement:
    """Dated events in a row, and undated ones hung before or behind what they name, as a tree."""

    def __init__(self, keys: Sequence[_Key], constraints: Constraints) -> None:
        self._keys = keys
        self._constraints = constraints
        self._followers: dict[int, _Followers] = {}
        self._parent: dict[int, tuple[int, int]] = {}  # what it hangs on; 1 behind, -1 ahead
        self._hang()

    def flatten(self) -> Iterator[int]:
        """Every index once, in order."""
        roots = (index for index in range(len(self._keys)) if index not in self._parent)
        for _, tied in groupby(sorted(roots, key=self._keys.__getitem__), self._keys.__getitem__):
            for root in self._settle(list(tied)):
                if root in self._followers:
                    yield from self._branch(root)
                else:
                    yield root

    def _branch(self, root: int) -> Iterator[int]:
        """A root with all that hangs on it; without recursion, for chains may be long."""
        stack = [(root, False)]
        while stack:
            index, opened = stack.pop()
            followers = self._followers.get(index)
            if opened or followers is None:
                yield index
                continue
            stack.extend((child, False) for child in reversed(self._settle(followers.behind)))
            stack.append((index, True))
            stack.extend((child, False) for child in reversed(self._settle(followers.ahead)))

    def _hang(self) -> None:
        """Hang each undated event with constraints, what it names first where that is possible."""
        loose: dict[int, tuple[list[int], int]] = {}
        for index in self._constraints.own_after:
            if self._keys[index] == _UNDATED:
                after, before = self._constraints.anchors(index)
                if after or before:
                    loose[index] = (after, 1) if after else (before, -1)
        waiting: dict[int, int] = {}
        named_by: dict[int, list[int]] = {}
        for index, (anchors, _) in loose.items():
            waiting[index] = sum(other in loose for other in anchors)
            for other in anchors:
                named_by.setdefault(other, []).append(index)
        ready = [index for index, count in waiting.items() if not count]
        heapq.heapify(ready)
        # Undated events that name only each other wait for ever: one is then placed without the
        # others, preferably one that names an event outside their circle.
        stuck = iter(sorted(loose, key=lambda i: (waiting[i] == len(loose[i][0]), i)))
        placed: set[int] = set()
        while len(placed) < len(loose):
            index = heapq.heappop(ready) if ready else next(i for i in stuck if i not in placed)
            if index in placed:
                continue
            placed.add(index)
            anchors, side = loose[index]
            self._hang_on([i for i in anchors if i not in loose or i in placed], side, index)
            for other in named_by.get(index, ()):
                waiting[other] -= 1
                if not waiting[other]:
                    heapq.heappush(ready, other)

    def _hang_on(self, anchors: list[int], side: int, index: int) -> None:
        """Hang `index` behind (side 1) the last of `anchors`, or ahead of (side -1) the first."""
        if not anchors:
            return
        if len(anchors) == 1:
            anchor = anchors[0]
        else:
            anchor = (max if side > 0 else min)(anchors, key=self._path)
        followers = self._followers.setdefault(anchor, _Followers())
        (followers.behind if side > 0 else followers.ahead).append(index)
        self._parent[index] = (anchor, side)

    def _path(self, index: int) -> _Path:
        """Where an event stands, to be compared: its root, then each step away from it."""
        path: _Path = [(0, 0)]
        while index in self._parent:
            parent, side = self._parent[index]
            path.append((side, index))
            index = parent
        path.append((self._keys[index], index))
        path.reverse()
        return path

    def _settle(self, tied: list[int]) -> list[int]:
        """Events that nothing else orders: by `after` and `before`, then as in the file."""
        if len(tied) < 2:
            return tied
        tied.sort()
        members = set(tied)
        earlier = {index: self._before_it(index, members) for index in tied}
        if not any(earlier.values()):
            return tied
        later: dict[int, list[int]] = {}
        waiting = {index: len(others) for index, others in earlier.items()}
        for index, others in earlier.items():
            for other in others:
                later.setdefault(other, []).append(index)
        ready = [index for index in tied if not waiting[index]]
        settled: list[int] = []
        while ready:
            index = heapq.heappop(ready)
            settled.append(index)
            for other in later.get(index, ()):
                waiting[other] -= 1
                if not waiting[other]:
                    heapq.heappush(ready, other)
        return settled

    def _before_it(self, index: int, members: set[int]) -> set[int]:
        """Those of `members` that come before `index`, also by way of undated events."""
        graph = self._constraints.earlier
        if index not in graph:
            return set()
        found: set[int] = set()
        seen: set[int] = set()
        waiting = list(graph[index])
        while waiting:
            other = waiting.pop()
            if other in members:
                found.add(other)
            elif other not in seen and self._keys[other] == _UNDATED:
                seen.add(other)
                waiting.extend(graph.get(other, ()))
        return found
