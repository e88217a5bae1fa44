"""The order of the chronology (FORMAT section 3, Order).

It knows dates and constraints, not files: an event is the index that it has in the file. Every step
costs no more than a sort of the events and a walk over their constraints.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from timeline_tui.core.dates import opening
from timeline_tui.core.loading.constraints import Conflict, Constraints, start_second
from timeline_tui.core.models import Event

_Key = tuple[float, ...]

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
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return Arrangement(tuple(order), tuple(constraints.conflicts))
    placed = _Emission(keys, constraints).order()
    unmet = constraints.unmet(placed, [key != _UNDATED for key in keys])
    return Arrangement(tuple(placed), (*constraints.conflicts, *unmet))


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


class _Emission:
    """Writes the events down one by one, dated ones by key, undated ones when their turn comes.

    An undated event with `after` comes directly behind the last event that it has to wait for; one
    with `before` only comes directly ahead of the first event that waits for it. An event is ready
    once all that comes before it is written or could be written now, as undated events can.
    """

    def __init__(self, keys: Sequence[_Key], constraints: Constraints) -> None:
        self._keys = keys
        self._undated = [key == _UNDATED for key in keys]
        self._own_after, self._hung = self._hangers(constraints)
        self._earlier: dict[int, list[int]] = {}
        self._later: dict[int, list[int]] = {}
        for later, others in self._followed(constraints):
            self._earlier[later] = others
            for other in others:
                self._later.setdefault(other, []).append(later)
        self._open = {index: len(others) for index, others in self._earlier.items()}
        self._missing = {index: len(anchors) for index, anchors in self._own_after.items()}
        self._ready: set[int] = set()
        self._released: list[int] = []  # dated events that wait for no other any more
        self._written: set[int] = set()
        self._out: list[int] = []

    def order(self) -> list[int]:
        """Every index once, in order."""
        self._make_ready([i for i in self._later if self._undated[i] and i not in self._open])
        key_of = self._keys.__getitem__
        for key, group in groupby(sorted(range(len(self._keys)), key=key_of), key_of):
            members = list(group)
            if key == _UNDATED:
                members = [index for index in members if index not in self._hung]
            self._write_tied(members)
        for index in sorted(self._hung):  # those that wait for one another, or in vain
            self._write(index)
        return self._out

    def _hangers(self, constraints: Constraints) -> tuple[dict[int, set[int]], set[int]]:
        """The events that undated ones say they come after; all undated ones that stand by another.

        One that comes before an undated event that says the same itself need not hang on it.
        """
        own_after: dict[int, set[int]] = {}
        hung: set[int] = set()
        for index in constraints.own_after:
            if self._undated[index]:
                after, before = constraints.anchors(index)
                if after:
                    own_after[index] = set(after)
                said = constraints.own_after
                mutual = all(self._undated[o] and index in said.get(o, ()) for o in before)
                if after or not mutual:
                    hung.add(index)
        return own_after, hung

    def _followed(self, constraints: Constraints) -> Iterator[tuple[int, list[int]]]:
        """What comes directly before each event, without what the dates put behind it."""
        floor: dict[int, _Key] = {}  # of an undated event: the last dated one before it
        for later in constraints.sequence:
            others = sorted(constraints.earlier.get(later, ()))
            keys = [floor.get(o, (-1.0,)) if self._undated[o] else self._keys[o] for o in others]
            if self._undated[later]:
                floor[later] = max(keys, default=(-1.0,))
            else:
                own = self._keys[later]
                others = [o for o, key in zip(others, keys, strict=True) if key <= own]
            if others:
                yield later, others

    def _write_tied(self, members: list[int]) -> None:
        """Events of one key: always the first in the file whose turn it can be."""
        waiting = {index for index in members if self._open.get(index)}
        heap = [index for index in members if index not in waiting]
        while heap:
            self._released.clear()
            self._write(heapq.heappop(heap))
            for index in waiting.intersection(self._released):
                waiting.discard(index)
                heapq.heappush(heap, index)

    def _write(self, first: int) -> None:
        """Write an event with those that have to come ahead of it, and those directly behind it."""
        stack = [(first, False)]
        while stack:
            index, opened = stack.pop()
            if index in self._written:
                continue
            if not opened:
                ahead = [o for o in self._earlier.get(index, ()) if self._can_go_ahead(o)]
                stack.append((index, True))
                stack.extend((other, False) for other in reversed(ahead))
                continue
            self._written.add(index)
            self._out.append(index)
            behind = self._make_ready([index])
            for later in self._later.get(index, ()):
                if index in self._own_after.get(later, ()):
                    self._missing[later] -= 1
                    behind.append(later)
            turn = {i for i in behind if i in self._ready and self._missing.get(i) == 0}
            stack.extend((i, False) for i in sorted(turn, reverse=True))

    def _can_go_ahead(self, index: int) -> bool:
        return self._undated[index] and index in self._ready and index not in self._written

    def _make_ready(self, indices: list[int]) -> list[int]:
        """Mark events as ready, and all undated ones that wait for nothing else any more."""
        marked: list[int] = []
        while indices:
            index = indices.pop()
            if index in self._ready:
                continue
            self._ready.add(index)
            marked.append(index)
            for later in self._later.get(index, ()):
                self._open[later] -= 1
                if not self._open[later]:
                    (indices if self._undated[later] else self._released).append(later)
        return marked
