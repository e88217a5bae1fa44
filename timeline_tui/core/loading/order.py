"""The order of the chronology: dates, `after` and `before`, the file (FORMAT section 3, Order).

It knows dates and constraints, not files: an event is the index that it has in the file.
Constraints that contradict the dates or one another are reported and not followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final, Literal

from timeline_tui.core.dates import Span, opening, span
from timeline_tui.core.loading.spaces import circle
from timeline_tui.core.models import Event
from timeline_tui.core.problems import Remark
from timeline_tui.core.text import cropped

Field = Literal["after", "before"]
Graph = dict[int, dict[int, tuple[int, Field]]]
"""What comes directly before each event, and who typed that, and where."""

Conflict = tuple[int, Field, Remark]
"""A constraint that is not followed: the event that has it, in which field, and what is said."""

_Key = tuple[float, ...]

_UNDATED: Final[_Key] = (2.0,)
_INFINITE: Final = float("inf")
_IN_A_ROW: Final = 30
_MOST_CIRCLES: Final = 20


def arrange(events: Sequence[Event]) -> tuple[list[int], list[Conflict]]:
    """The indices of `events`, which come as they stand in the file, `after` and `before` resolved,
    in the order of the chronology; and the constraints that it does not follow.

    Total and stable: it depends on dates, times, constraints and file order alone.
    """
    keys = [_sort_key(event) for event in events]
    graph = _graph(events)
    if not graph:
        return sorted(range(len(keys)), key=keys.__getitem__), []
    conflicts = list(_without_contradictions(graph, events))  # one may be all that closes a circle
    sequence = _without_circles(graph, events, conflicts)
    order = _ordered(keys, graph, sequence)
    conflicts += _unmet(graph, events, order)
    return order, conflicts


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


def _ordered(keys: Sequence[_Key], graph: Graph, sequence: Sequence[int]) -> list[int]:
    """Every index once, in order.

    Each event waits for those that it follows, and stands directly behind the last of them if it
    is undated or its turn is over. What no date places is put ahead of the first that follows it.
    """
    places = [*keys]  # those of undated events are where they stand behind a dated one
    behind: dict[int, list[int]] = {}
    waiting: dict[int, int] = {}  # for how many others
    for index in sequence:
        others = graph.get(index, {})
        if keys[index] == _UNDATED:
            above = [places[other] for other in others if places[other] != _UNDATED]
            places[index] = max(above, default=_UNDATED)
        for other in others:
            behind.setdefault(other, []).append(index)
        waiting[index] = sum(places[other] <= places[index] for other in others)
    order: dict[int, None] = {}
    pulled: set[int] = set()
    for turn in sorted((key, index) for index, key in enumerate(keys)):
        stack = [turn[1]]
        while stack:
            index = stack.pop()
            is_free = places[index] == _UNDATED and index not in pulled
            if index in order or (waiting.get(index) and index not in pulled):
                continue
            others = {} if is_free else graph.get(index, {})
            ahead = [o for o in others if places[o] == _UNDATED and o not in order]
            if ahead:
                pulled.update(ahead)
                stack += (index, *sorted(ahead, reverse=True))
                continue
            order[index] = None
            followers = sorted(behind.get(index, ()), key=lambda i: (keys[i] != _UNDATED, i))
            for later in reversed(followers):
                waiting[later] -= places[index] <= places[later]
                if keys[later] == _UNDATED or (keys[later], later) < turn:
                    stack.append(later)
    return list(order)


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
                yield index, field, ("error", "order-contradiction", message, hint)


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
        said: Remark = ("error", "order-cycle", message, "Take one step out")
        conflicts.append((index, field, said))
        for later, earlier in pairwise((*ring, ring[0])):
            del graph[later][earlier]
    graph.clear()
    message = f"There are more than {_MOST_CIRCLES} circles, so no `after` and `before` is followed"
    conflicts.append((index, field, ("error", "order-cycle", message, "Mend the others first")))
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
                yield index, field, ("warning", "order-unmet", what, hint)


def _span(event: Event) -> Span:
    """The days and instants at which the event may have happened."""
    return Span(-_INFINITE, _INFINITE) if event.date is None else span(event.date)


def _dated(event: Event) -> str:
    id = cropped(event.id, _IN_A_ROW)
    if event.date is None or event.undated:
        return f"`{id}`"
    written = event.date.text + (f" {event.time.text}" if event.time is not None else "")
    return f"`{id}` ({cropped(written, _IN_A_ROW)})"
