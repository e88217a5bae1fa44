"""What `after` and `before` say as a graph, and where they contradict themselves or the dates.

Events are the indices that they have in the file. Every step goes over the graph once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final, Literal

from timeline_tui.core.loading.trees import circle
from timeline_tui.core.models import Event
from timeline_tui.core.text import cropped

Field = Literal["after", "before"]
Graph = dict[int, dict[int, tuple[int, Field]]]
"""What comes directly before each event, and who typed that, and where."""

_Moment = tuple[float, int]

_INFINITE: Final = float("inf")
_LAST_SECOND: Final = 86_399
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


def graph_of(events: Sequence[Event]) -> Graph:
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


def without_contradictions(graph: Graph, events: Sequence[Event]) -> Iterator[Conflict]:
    """Takes out and reports what the dates rule out, also across events in between.

    Each event takes the moment of the latest one that it comes after, by whatever way: those
    behind the latest of all take its moment, then those behind the next that have none yet.
    """
    behind: dict[int, list[int]] = {}
    for later, others in graph.items():
        for earlier in others:
            behind.setdefault(earlier, []).append(later)
    moments = {index: _moments(events[index])[0] for index in sorted(behind)}
    reached: set[int] = set()
    for cause in sorted(moments, key=moments.__getitem__, reverse=True):
        waiting = [] if cause in reached else [cause]
        reached.add(cause)
        for earlier in waiting:
            for later in behind.get(earlier, ()):
                if moments[cause] > _moments(events[later])[1]:
                    index, field = graph[later].pop(earlier)
                    what = f"{_dated(events[later])} cannot come after {_dated(events[earlier])}"
                    if cause != earlier:
                        what += f", which comes after {_dated(events[cause])}"
                    hint = f"The dates decide; correct one of them or take `{field}` out"
                    yield Conflict(index, field, "order-contradiction", what, hint)
                elif later not in reached:
                    reached.add(later)
                    waiting.append(later)


def without_circles(graph: Graph, events: Sequence[Event], conflicts: list[Conflict]) -> list[int]:
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
        hint = "Take one of the steps out"
        if len(ids) == 1:
            message = f"`{cropped(ids[0], _IN_A_ROW)}` cannot come {field} itself"
            hint = "Name another event"
        conflicts.append(Conflict(index, field, "order-cycle", message, hint))
        for later, earlier in pairwise((*ring, ring[0])):
            del graph[later][earlier]
    graph.clear()
    message = f"There are more than {_MOST_CIRCLES} circles, so no `after` and `before` is followed"
    conflicts.append(Conflict(index, field, "order-cycle", message, "Mend the others first"))
    return []


def unmet(
    graph: Graph, events: Sequence[Event], place: Mapping[int, int], undated: Sequence[bool]
) -> Iterator[Conflict]:
    """What an order does not follow of what undated events say; of others the dates decide."""
    for later, others in graph.items():
        for earlier, (index, field) in others.items():
            if undated[earlier] and events[later].id in events[earlier].before:
                index, field = earlier, "before"
            if undated[index] and place[earlier] > place[later]:
                what = f"{_dated(events[later])} cannot be shown behind {_dated(events[earlier])}"
                hint = f"Other events put them otherwise: narrow a date, or take `{field}` out"
                yield Conflict(index, field, "order-unmet", what, hint)


def start_second(event: Event) -> int:
    """The second of the day at which a timed event starts; -1 for a whole day."""
    if event.time is not None:
        return event.time.start_minute * 60
    clock = event.date.clock if event.date is not None else None
    return -1 if clock is None else clock.start_second


def _moments(event: Event) -> tuple[_Moment, _Moment]:
    """The first and the last day and second at which the event may have happened."""
    date, time = event.date, event.time
    if date is None:
        return (-_INFINITE, 0), (_INFINITE, 0)
    start, last = start_second(event), _LAST_SECOND
    if time is not None:
        last = 60 * (time.end_minute or time.start_minute)
    elif date.clock is not None and date.kind == "point":
        last = start
    first = (-_INFINITE, 0) if date.earliest is None else (date.earliest, max(0, start))
    return first, (_INFINITE, 0) if date.latest is None else (date.latest, last)


def _dated(event: Event) -> str:
    id = cropped(event.id, _IN_A_ROW)
    if event.date is None or event.undated:
        return f"`{id}`"
    written = event.date.text + (f" {event.time.text}" if event.time is not None else "")
    return f"`{id}` ({cropped(written, _IN_A_ROW)})"
