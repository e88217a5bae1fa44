"""The order of the chronology (FORMAT section 3, Order).

It knows dates and constraints, not files: an event is the index that it has in the file. Every step
costs no more than a sort of the events and a walk over their constraints.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from timeline_tui.core.dates import opening
from timeline_tui.core.loading.constraints import (
    Conflict,
    Graph,
    graph_of,
    start_second,
    unmet,
    without_circles,
    without_contradictions,
)
from timeline_tui.core.models import Event

_Key = tuple[float, ...]

_UNDATED: Final[_Key] = (2.0,)
_FIRST: Final[_Key] = (-1.0,)
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
    graph = graph_of(events)
    if not graph:
        return Arrangement(tuple(sorted(range(len(keys)), key=keys.__getitem__)))
    conflicts = list(without_contradictions(graph, events))  # one may be all that closes a circle
    sequence = without_circles(graph, events, conflicts)
    emission = _Emission(events, keys, graph, sequence)
    order = emission.order()
    place = {index: number for number, index in enumerate(order)}
    conflicts += unmet(graph, events, place, emission.undated)
    return Arrangement(tuple(order), tuple(conflicts))


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

    def __init__(
        self, events: Sequence[Event], keys: Sequence[_Key], graph: Graph, sequence: Sequence[int]
    ) -> None:
        self.undated = [key == _UNDATED for key in keys]
        self._keys = keys
        self._earlier = self._followed(graph, sequence)
        self._later: dict[int, list[int]] = {}
        for later, others in self._earlier.items():
            for other in others:
                self._later.setdefault(other, []).append(later)
        self._open = {index: len(others) for index, others in self._earlier.items()}
        self._after: dict[int, set[int]] = {}  # what undated events say they come after
        self._hung: set[int] = set()  # undated events that stand by what they name
        self._hang(graph, events)
        self._ready: set[int] = set()
        self._released: list[int] = []  # dated events that wait for no other any more
        self._written: dict[int, None] = {}

    def order(self) -> list[int]:
        """Every index once, in order."""
        self._make_ready([i for i in self._later if self.undated[i] and i not in self._open])
        key_of = self._keys.__getitem__
        for _, group in groupby(sorted(range(len(self._keys)), key=key_of), key_of):
            self._write_tied([index for index in group if index not in self._hung])
        for index in sorted(self._hung):  # those that wait for one another, or in vain
            self._write(index)
        return list(self._written)

    def _followed(self, graph: Graph, sequence: Sequence[int]) -> dict[int, list[int]]:
        """What comes directly before each event, without what the dates put behind it."""
        floor: dict[int, _Key] = {}  # of an undated event: the last dated one before it
        followed: dict[int, list[int]] = {}
        for later in sequence:
            others = sorted(graph.get(later, ()))
            keys = [floor.get(o, _FIRST) if self.undated[o] else self._keys[o] for o in others]
            if self.undated[later]:
                floor[later] = max(keys, default=_FIRST)
            else:
                own = self._keys[later]
                others = [o for o, key in zip(others, keys, strict=True) if key <= own]
            if others:
                followed[later] = others
        return followed

    def _hang(self, graph: Graph, events: Sequence[Event]) -> None:
        """Note what undated events say themselves.

        What says itself that it comes before an event is not waited for: it comes ahead of it.
        """
        for later, others in graph.items():
            for other, (holder, field) in others.items():
                if self.undated[holder]:
                    self._hung.add(holder)
                    if field == "after":
                        self._after.setdefault(later, set()).add(other)
        for later, anchors in self._after.items():
            id = events[later].id
            mutual = {o for o in anchors if self.undated[o] and id in events[o].before}
            self._after[later] = anchors - mutual or anchors

    def _write_tied(self, members: list[int]) -> None:
        """Events of one key: always the first in the file whose turn it can be."""
        waiting = {index for index in members if self._open.get(index) and not self.undated[index]}
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
                stack.append((index, True))
                ahead = reversed(self._earlier.get(index, ()))
                stack.extend((o, False) for o in ahead if self.undated[o] and o in self._ready)
                continue
            self._written[index] = None
            behind = self._make_ready([index])
            for later in self._later.get(index, ()):
                if later in self._after:
                    self._after[later].discard(index)
                    behind.append(later)
            turn = {i for i in behind if i in self._ready and self._after.get(i) == set()}
            stack.extend((i, False) for i in sorted(turn, reverse=True))

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
                    (indices if self.undated[later] else self._released).append(later)
        return marked
