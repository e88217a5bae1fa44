"""Events that stand in one place, ordered by what comes before what, else left as in the file.

It knows events as indices. One may come before another by way of undated events in between.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

_AT_ONCE: Final = 4096
"""Events that are looked for in one pass over the graph, each a bit of an integer."""

_Bits = tuple[int, int]
"""Some events by number: the number of the first that can be meant, and a bit for each from it."""


class Ties:
    """Puts groups of events in order, each as if it were alone.

    `graph` has what comes directly before an event, and `sequence` all events that it knows, each
    behind what comes before it. Only the `passable` may stand between one and another.
    """

    def __init__(
        self,
        graph: Mapping[int, Collection[int]],
        sequence: Sequence[int],
        passable: Sequence[bool],
        groups: Sequence[Sequence[int]],
    ) -> None:
        self._graph = graph
        self._passable = passable
        group_of = {index: number for number, group in enumerate(groups) for index in group}
        # Numbered in the order of the sequence, the last of several is the one that waits longest.
        self._members = [index for index in sequence if index in group_of]
        self._number = {index: number for number, index in enumerate(self._members)}
        self._before: dict[int, list[_Bits]] = {}
        for first in range(0, len(self._members), _AT_ONCE):
            self._look_for(first, sequence, group_of)

    def _look_for(self, first: int, sequence: Sequence[int], group_of: Mapping[int, int]) -> None:
        """Enter which events come behind those of one span of numbers, in the same group."""
        bits: dict[int, int] = {}
        of_group: dict[int, int] = {}
        for index in sequence:
            found = 0
            for other in self._graph.get(index, ()):
                found |= bits.get(other, 0)
            group = group_of.get(index)
            own = 0
            if group is not None:
                if before := found & of_group.get(group, 0):
                    self._before.setdefault(index, []).append((first, before))
                number = self._number[index] - first
                own = 1 << number if 0 <= number < _AT_ONCE else 0
                of_group[group] = of_group.get(group, 0) | own
            if self._passable[index]:
                own |= found
            if own:
                bits[index] = own

    def order(self, group: Sequence[int]) -> Sequence[int]:
        """The events of one of the groups, or of one event, in order."""
        if self._before.keys().isdisjoint(group):
            return sorted(group)
        return list(self._settled(group))

    def _settled(self, group: Sequence[int]) -> Iterator[int]:
        """The first in the file of the events whose turn it can be, and so on."""
        ready: list[int] = []
        waiting: dict[int, list[int]] = {}
        settled: dict[int, int] = {}

        def enter(index: int) -> None:
            awaited = self._awaited(index, settled)
            if awaited is None:
                heapq.heappush(ready, index)
            else:
                waiting.setdefault(awaited, []).append(index)

        for index in group:
            enter(index)
        while ready:
            index = heapq.heappop(ready)
            yield index
            number = self._number.get(index)
            if number is not None:
                first = number - number % _AT_ONCE
                settled[first] = settled.get(first, 0) | 1 << number - first
                for other in waiting.pop(index, ()):
                    enter(other)

    def _awaited(self, index: int, settled: Mapping[int, int]) -> int | None:
        """The last of those that come before the event and have not had their turn."""
        before = self._before.get(index, [])
        while before:
            first, bits = before[-1]
            left = bits & ~settled.get(first, 0)
            if left:
                return self._members[first + left.bit_length() - 1]
            before.pop()
        return None
