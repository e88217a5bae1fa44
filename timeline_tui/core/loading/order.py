"""The order of the chronology: dates, `after` and `before`, the file (FORMAT section 3, Order).

It knows dates and constraints, not files: an event is the index that it has in the file.
Constraints that contradict the dates or one another are reported and not followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final, Literal

from timeline_tui.core.dates import Span, opening, span
from timeline_tui.core.loading.spaces import circle
from timeline_tui.core.models import Event
from timeline_tui.core.text import cropped

Field = Literal["after", "before"]
Graph = dict[int, dict[int, tuple[int, Field]]]
"""What comes directly before each event, and who typed that, and where."""

_Key = tuple[float, ...]
_Pick = Callable[..., int]

_UNDATED: Final[_Key] = (2.0,)
_INFINITE: Final = float("inf")
_IN_A_ROW: Final = 30
_MOST_CIRCLES: Final = 20


@dataclass(frozen=True, slots=True)
class Conflict:
    """A constraint that is reported and not followed: `field` of the event at `index`."""

    index: int
    field: Field
    code: Literal["order-cycle", "order-contradiction", "order-unmet"]
    message: str
    hint: str


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
    graph = _graph(events)
    if not graph:
        return Arrangement(tuple(sorted(range(len(keys)), key=keys.__getitem__)))
    conflicts = list(_without_contradictions(graph, events))  # one may be all that closes a circle
    sequence = _without_circles(graph, events, conflicts)
    order = _Arranging(keys, graph, sequence).order()
    conflicts += _unmet(graph, events, order)
    return Arrangement(tuple(order), tuple(conflicts))


def _sort_key(event: Event) -> _Key:
    """Day, the longer span first, a whole day before a timed one, the instant.

    Behind all that has a year stands what has none, from January on, and last the undated.
    """
    date = event.date
    if date is None or date.is_undated:
        return _UNDATED
    earliest, latest, day = date.earliest, date.latest, date.sort_day
    length = _INFINITE if earliest is None or latest is None else latest - earliest
    if day is None:
        return (1.0, opening(date).earliest, -length)
    if date.clock is None:
        return (0.0, day, -length)  # what only begins alike is greater
    first, last = date.clock.moment, span(date).last
    return (0.0, day, -length, first, first - (last or first))


def between(events: Sequence[Event]) -> Mapping[int, Span]:
    """When undated events may have been after their `after` and `before`, by their index (FORMAT
    section 3 rule 8); `events` stand in the order of the chronology."""
    graph, found = _graph(events), dict[int, Span]()
    steps = sorted((later, one) for later, ones in graph.items() for one in ones if one < later)
    for later, earlier in steps:
        own, other = (found.get(index) or _span(events[index]) for index in (later, earlier))
        if events[later].undated and other.begin > own.begin:
            found[later] = own._replace(low=other.low, first=other.first)
    for earlier, later in sorted(((one, later) for later, one in steps), reverse=True):
        own, other = (found.get(index) or _span(events[index]) for index in (earlier, later))
        if events[earlier].undated and other.end < own.end:
            found[earlier] = own._replace(high=other.high, last=other.last)
    return {index: one for index, one in found.items() if one.begin <= one.end}


class _Arranging:
    """Hangs each event that cannot stand by its key alone on another one, behind or ahead of it.

    An event of one key hangs behind the last of these that it follows; an undated one behind the
    last of all that it follows, else ahead of the first that follows it.
    """

    def __init__(self, keys: Sequence[_Key], graph: Graph, sequence: Sequence[int]) -> None:
        self._keys = keys
        self._sequence = sequence
        self._earlier = {later: list(others) for later, others in graph.items()}
        self._later: dict[int, list[int]] = {}
        for later, others in graph.items():
            for other in others:
                self._later.setdefault(other, []).append(later)
        self._hung: dict[int, tuple[int, int]] = {}  # on what, and on which side of it
        self._root = {i: i for i, key in enumerate(keys) if key != _UNDATED}
        self._hang_all()
        for index in sequence:  # what no dated event places
            if not self._earlier.get(index):
                self._root.setdefault(index, index)
        self._hang_all()

    def order(self) -> list[int]:
        """Every index once, in order."""
        sides: dict[tuple[int, int], list[int]] = {}
        for index, (anchor, side) in sorted(self._hung.items()):
            sides.setdefault((anchor, side), []).append(index)
        roots = [i for i in range(len(self._keys)) if i not in self._hung]
        stack = sorted(roots, key=self._keys.__getitem__)[::-1]
        opened: set[int] = set()
        order: list[int] = []
        while stack:
            index = stack.pop()
            if index in opened:
                order.append(index)
                continue
            opened.add(index)
            behind = (*sides.get((index, 1), ()), *sides.get((index, 2), ()))
            stack.extend(reversed((*sides.get((index, -1), ()), index, *behind)))
        return order

    def _hang_all(self) -> None:
        for index in self._sequence:
            others = [other for other in self._earlier.get(index, ()) if other in self._root]
            if self._root.get(index) == index:
                self._hang_tied(index, others)
            elif index not in self._root and others:
                self._hang(index, self._one(others, self._earlier, max), 1)
        for index in reversed(self._sequence):
            others = [other for other in self._later.get(index, ()) if other in self._root]
            if index not in self._root and others:
                self._hang(index, self._one(others, self._later, min), -1)

    def _hang_tied(self, index: int, others: Sequence[int]) -> None:
        """Put an event behind one of the same key, unless it stands there already."""
        tied = [other for other in others if self._keys[self._root[other]] == self._keys[index]]
        last = self._one(tied, self._earlier, max) if tied else index
        if self._path(last) > self._path(index):
            self._hang(index, last, 2)

    def _hang(self, index: int, anchor: int, side: int) -> None:
        self._hung[index], self._root[index] = (anchor, side), self._root[anchor]

    def _one(self, others: Sequence[int], beyond: Mapping[int, list[int]], pick: _Pick) -> int:
        """The first or last of these by their paths; what lies `beyond` undated ones among them
        need not be asked, so chains of thousands cost no more than they are long."""
        undated = [other for other in others if self._keys[other] == _UNDATED]
        known = {one for other in undated for one in beyond.get(other, ())}
        left = [other for other in others if other not in known]
        return left[0] if len(left) == 1 else pick(left, key=self._path)

    def _path(self, index: int) -> tuple[object, ...]:
        """From the root down to an event; sorted, paths are in the order of the chronology."""
        steps: list[int] = [0]
        while index in self._hung:
            anchor, side = self._hung[index]
            steps += (index, side)
            index = anchor
        return (self._keys[index], index, *reversed(steps))


def _graph(events: Sequence[Event]) -> Graph:
    """All constraints, resolved; names of what is not among the events say nothing.

    What two events say of each other stands in the graph as the `after` of one.
    """
    holders = [index for index, event in enumerate(events) if event.after or event.before]
    row_of = {event.id: index for index, event in enumerate(events)} if holders else {}
    graph: Graph = {}
    for index in holders:
        for row in [row_of[id] for id in events[index].after if id in row_of]:
            graph.setdefault(index, {})[row] = (index, "after")
    for index in holders:
        for row in [row_of[id] for id in events[index].before if id in row_of]:
            graph.setdefault(row, {}).setdefault(index, (index, "before"))
    return graph


def _without_contradictions(graph: Graph, events: Sequence[Event]) -> Iterator[Conflict]:
    """Takes out and reports what the dates of two events rule out."""
    for later, others in graph.items():
        for earlier in [*others]:
            if _span(events[earlier]).begin > _span(events[later]).end:
                index, field = others.pop(earlier)
                message = f"{_dated(events[later])} cannot come after {_dated(events[earlier])}"
                hint = f"The dates decide; correct one of them or take `{field}` out"
                yield Conflict(index, field, "order-contradiction", message, hint)


def _without_circles(graph: Graph, events: Sequence[Event], conflicts: list[Conflict]) -> list[int]:
    """Takes out and reports every circle; all constraints where there are too many of them.

    All events of the graph, each behind those that come before it.
    """
    for _ in range(_MOST_CIRCLES):
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            ring: list[int] = error.args[1][:0:-1]  # each comes after the next one
            first = ring.index(min(ring))
            ring = [*ring[first:], *ring[:first]]
        index, field = graph[ring[-1]][ring[0]]
        ids = [events[one].id for one in ring]
        message = f"These events come after one another in a circle: {circle(ids)}"
        conflicts.append(Conflict(index, field, "order-cycle", message, "Take one step out"))
        for later, earlier in pairwise((*ring, ring[0])):
            del graph[later][earlier]
    graph.clear()
    message = f"There are more than {_MOST_CIRCLES} circles, so no `after` and `before` is followed"
    conflicts.append(Conflict(index, field, "order-cycle", message, "Mend the others first"))
    return []


def _unmet(graph: Graph, events: Sequence[Event], order: Sequence[int]) -> Iterator[Conflict]:
    """What an order does not follow of what is said of undated events; else the dates decide."""
    place: Mapping[int, int] = {index: number for number, index in enumerate(order)}
    for later, others in graph.items():
        for earlier, (index, field) in others.items():
            loose = events[later].undated or events[earlier].undated
            if loose and place[earlier] > place[later]:
                what = f"{_dated(events[later])} cannot be shown behind {_dated(events[earlier])}"
                hint = f"Other events put them otherwise: narrow a date, or take `{field}` out"
                yield Conflict(index, field, "order-unmet", what, hint)


def _span(event: Event) -> Span:
    """The days and instants at which the event may have happened."""
    return Span(-_INFINITE, _INFINITE) if event.date is None else span(event.date)


def _dated(event: Event) -> str:
    id = cropped(event.id, _IN_A_ROW)
    if event.date is None or event.undated:
        return f"`{id}`"
    written = event.date.text + (f" {event.time.text}" if event.time is not None else "")
    return f"`{id}` ({cropped(written, _IN_A_ROW)})"
