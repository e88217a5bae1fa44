"""The order of the chronology (FORMAT section 3, Order).

It knows dates and constraints, not files: an event is the index that it has in the file.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from timeline_tui.core.dates import opening
from timeline_tui.core.loading.constraints import Conflict, Constraints, start_second
from timeline_tui.core.loading.hanging import AHEAD, BEHIND, Tree
from timeline_tui.core.loading.ties import Ties
from timeline_tui.core.timeline import Event

_Key = tuple[float, ...]
_Anchors = tuple[list[int], int]

_UNDATED: Final[_Key] = (2.0,)
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
    """Day, the longer span first, a whole day before a timed one, the time.

    Behind all that has a year stands what has none, from January on, and last the undated.
    """
    date = event.date
    if date is None or date.is_undated:
        return _UNDATED
    earliest, latest, day = date.earliest, date.latest, date.sort_day
    length = _INFINITE if earliest is None or latest is None else latest - earliest
    if day is None:
        return (1.0, opening(date).earliest, -length, start_second(event))
    return (0.0, day, -length, start_second(event))


class _Placement:
    """Dated events in a row, and undated ones hung before or behind what they name, as a tree."""

    def __init__(self, keys: Sequence[_Key], constraints: Constraints) -> None:
        self._keys = keys
        self._constraints = constraints
        self._tree = Tree(self._compare_roots)
        self._followers: dict[tuple[int, int], list[int]] = {}  # by what they hang on and the side
        self._hang()

    def flatten(self) -> Iterator[int]:
        """Every index once, in order."""
        roots = (index for index in range(len(self._keys)) if index not in self._tree)
        by_key = groupby(sorted(roots, key=self._keys.__getitem__), self._keys.__getitem__)
        tied = [list(group) for _, group in by_key]
        undated = [key == _UNDATED for key in self._keys]
        groups = [group for group in (*tied, *self._followers.values()) if len(group) > 1]
        ties = Ties(self._constraints.earlier, self._constraints.sequence, undated, groups)
        for group in tied:
            for root in ties.order(group):
                yield from self._branch(root, ties)

    def _branch(self, root: int, ties: Ties) -> Iterator[int]:
        """A root with all that hangs on it; without recursion, for chains may be long."""
        stack = [(root, False)]
        while stack:
            index, opened = stack.pop()
            if opened:
                yield index
                continue
            ahead, behind = (self._followers.get((index, side), ()) for side in (AHEAD, BEHIND))
            stack.extend((child, False) for child in reversed(ties.order(behind)))
            stack.append((index, True))
            stack.extend((child, False) for child in reversed(ties.order(ahead)))

    def _compare_roots(self, one: int, other: int) -> int:
        first, second = (self._keys[one], one), (self._keys[other], other)
        return (first > second) - (first < second)

    def _loose(self) -> dict[int, _Anchors]:
        """Each undated event with the events that it follows or else precedes, and the side."""
        loose: dict[int, _Anchors] = {}
        for index in self._constraints.own_after:
            if self._keys[index] == _UNDATED:
                after, before = self._constraints.anchors(index)
                if after or before:
                    loose[index] = (after, BEHIND) if after else (before, AHEAD)
        return loose

    def _hang(self) -> None:
        """Hang each undated event on what it names, that first where it is undated too."""
        loose = self._loose()
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
        if anchors:
            anchor = self._tree.hang(index, anchors, side)
            self._followers.setdefault((anchor, side), []).append(index)
