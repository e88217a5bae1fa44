"""What `after` and `before` say as a graph, and where they contradict themselves or the dates.

Events are the indices that they have in the file. Every step goes over the graph once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
_FOLLOWED: Final = 100


@dataclass(frozen=True, slots=True)
class Conflict:
    """A constraint that is reported and not followed: `field` of the event at `index`."""

    index: int
    field: Field
    code: Literal["order-cycle", "order-contradiction"]
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
    moments = {index: _first_moment(events[index]) for index in sorted(behind)}
    reached: set[int] = set()
    for cause in sorted(moments, key=moments.__getitem__, reverse=True):
        waiting = [] if cause in reached else [cause]
        reached.add(cause)
        for earlier in waiting:
            for later in behind.get(earlier, ()):
                if moments[cause] > _last_moment(events[later]):
                    index, field = graph[later].pop(earlier)
                    what = f"{_dated(events[later])} cannot come after {_dated(events[earlier])}"
                    if cause != earlier:
                        what += f", which comes after {_dated(events[cause])}"
                    hint = f"The dates decide; correct one of them or take `{field}` out"
                    yield Conflict(index, field, "order-contradiction", what, hint)
                elif later not in reached:
                    reached.add(later)
                    waiting.append(later)


def without_circles(
    graph: Graph, events: Sequence[Event], sequence: list[int]
) -> Iterator[Conflict]:
    """Takes out and reports every circle with all that it runs through.

    `sequence` gets all events of the graph, each behind those that come before it.
    """
    doomed: list[tuple[int, int]] = []
    done: set[int] = set()
    for start in sorted(graph):
        for cycle in () if start in done else _cycles(graph, start, done, sequence):
            ids = [events[index].id for index in cycle]
            index, field = graph[cycle[-1]][cycle[0]]
            message = f"These events come after one another in a circle: {circle(ids)}"
            hint = "Take one of the steps out"
            if len(ids) == 1:
                message = f"`{cropped(ids[0], _IN_A_ROW)}` cannot come {field} itself"
                hint = "Name another event"
            yield Conflict(index, field, "order-cycle", message, hint)
            doomed.extend(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
    for later, earlier in doomed:
        graph[later].pop(earlier, None)


def _cycles(
    graph: Graph, start: int, done: set[int], sequence: list[int]
) -> Iterator[Sequence[int]]:
    """Goes depth first towards what is earlier; yields each circle, later events first.

    Of a very long one only the beginning and the last event.
    """
    path = {start: 0}
    trail = [(start, iter(sorted(graph.get(start, ()))))]
    while trail:
        index, others = trail[-1]
        step = next(others, None)
        if step is None:
            trail.pop()
            del path[index]
            done.add(index)
            sequence.append(index)
        elif step in path:
            ring = [node for node, _ in trail[path[step] : path[step] + _FOLLOWED]]
            yield ring if ring[-1] == index else [*ring, index]
        elif step not in done:
            path[step] = len(trail)
            trail.append((step, iter(sorted(graph.get(step, ())))))


def unmet(
    graph: Graph, events: Sequence[Event], place: Mapping[int, int], undated: Sequence[bool]
) -> Iterator[Conflict]:
    """What an order does not follow of what undated events say; of others the dates decide."""
    for later, others in graph.items():
        for earlier, (index, field) in others.items():
            if undated[earlier] and events[later].id in events[earlier].before:
                index, field = earlier, "before"
            if undated[index] and place[earlier] > place[later]:
                what = f"{_dated(events[later])} cannot stand behind {_dated(events[earlier])}"
                hint = f"Other events put them the other way round; take `{field}` out"
                yield Conflict(index, field, "order-contradiction", what, hint)


def start_second(event: Event) -> int:
    """The second of the day at which a timed event starts; -1 for a whole day."""
    if event.time is not None:
        return event.time.start_minute * 60
    clock = event.date.clock if event.date is not None else None
    return -1 if clock is None else clock.start_second


def _first_moment(event: Event) -> _Moment:
    """The earliest day and second at which the event may have begun."""
    if event.date is None or event.date.earliest is None:
        return (-_INFINITE, 0)
    return (event.date.earliest, max(0, start_second(event)))


def _last_moment(event: Event) -> _Moment:
    """The latest day and second to which the event may reach."""
    date, time = event.date, event.time
    if date is None or date.latest is None:
        return (_INFINITE, 0)
    if time is not None:
        return (date.latest, 60 * (time.end_minute or time.start_minute))
    at_once = date.clock is not None and date.kind == "point"
    return (date.latest, start_second(event) if at_once else _LAST_SECOND)


def _dated(event: Event) -> str:
    id = cropped(event.id, _IN_A_ROW)
    if event.date is None or event.undated:
        return f"`{id}`"
    written = event.date.text + (f" {event.time.text}" if event.time is not None else "")
    return f"`{id}` ({cropped(written, _IN_A_ROW)})"
