"""What `after` and `before` say as a graph, and where they contradict themselves or the dates.

It knows no order: events are the indices that they have in the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from timeline_tui.core.loading.trees import circle
from timeline_tui.core.models import Event
from timeline_tui.core.text import cropped

Field = Literal["after", "before"]
_Origin = tuple[int, Field]
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


class Constraints:
    """Which events come before which. `conflicts` are the constraints that do not hold.

    `earlier[b]` are the events that come before `b`, each with who typed that and where; what
    conflicts is left out of it, so that it never runs in a circle. `sequence` are all events that
    it knows, each behind those that come before it.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self.earlier: dict[int, dict[int, _Origin]] = {}
        self.own_after: dict[int, list[int]] = {}
        self.own_before: dict[int, list[int]] = {}
        self.conflicts: list[Conflict] = []
        self.sequence: list[int] = []
        holders = [index for index, event in enumerate(events) if event.after or event.before]
        if holders:
            self._read(holders)
            self._drop_contradictions()  # first: one of them may be all that closes a circle
            self._drop_cycles()

    def _read(self, holders: Sequence[int]) -> None:
        index_of = {event.id: index for index, event in enumerate(self._events)}
        for index in holders:
            event = self._events[index]
            after = [index_of[id] for id in event.after if id in index_of]
            before = [index_of[id] for id in event.before if id in index_of]
            for other in after:
                self.earlier.setdefault(index, {}).setdefault(other, (index, "after"))
            for other in before:
                self.earlier.setdefault(other, {}).setdefault(index, (index, "before"))
            self.own_after[index] = after
            self.own_before[index] = before

    def anchors(self, index: int) -> tuple[list[int], list[int]]:
        """The events that `index` itself says it comes after, and before, and does."""
        mine = self.earlier.get(index, {})
        return (
            [other for other in self.own_after.get(index, ()) if other in mine],
            [o for o in self.own_before.get(index, ()) if index in self.earlier.get(o, {})],
        )

    def unmet(self, order: Sequence[int], dated: Sequence[bool]) -> Iterator[Conflict]:
        """What an order does not follow of what undated events say; of others the dates decide."""
        place = {index: number for number, index in enumerate(order)}
        for later, others in self.earlier.items():
            for earlier, (holder, field) in others.items():
                if not dated[holder] and place[earlier] > place[later]:
                    what = f"{self._dated(later)} cannot stand behind {self._dated(earlier)}"
                    hint = f"Other events put them the other way round; take `{field}` out"
                    yield Conflict(holder, field, "order-contradiction", what, hint)

    def _drop_cycles(self) -> None:
        """Report every circle and leave out what it runs through: none of it can be followed."""
        doomed: list[tuple[int, int]] = []
        done: set[int] = set()
        for start in sorted(self.earlier):
            if start not in done:
                for cycle in self._walk(start, done):
                    self._report_cycle(cycle)
                    doomed.extend(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
        for later, earlier in doomed:
            self.earlier[later].pop(earlier, None)

    def _walk(self, start: int, done: set[int]) -> Iterator[list[int]]:
        """Go depth first towards what is earlier; yields each circle, later events first.

        Of a very long one only the beginning and the last event.
        """
        path = {start: 0}
        trail = [(start, iter(sorted(self.earlier.get(start, ()))))]
        while trail:
            index, others = trail[-1]
            step = next(others, None)
            if step is None:
                trail.pop()
                del path[index]
                done.add(index)
                self.sequence.append(index)
            elif step in path:
                first = path[step]
                circle = [node for node, _ in trail[first : first + _FOLLOWED]]
                yield circle if circle[-1] == index else [*circle, index]
            elif step not in done:
                path[step] = len(trail)
                trail.append((step, iter(sorted(self.earlier.get(step, ())))))

    def _report_cycle(self, cycle: Sequence[int]) -> None:
        holder, field = self.earlier[cycle[-1]][cycle[0]]
        ids = [self._events[index].id for index in cycle]
        if len(ids) == 1:
            message = f"`{cropped(ids[0], _IN_A_ROW)}` cannot come {field} itself"
            hint = "Name another event"
        else:
            message = f"These events come after one another in a circle: {circle(ids)}"
            hint = "Take one of the steps out"
        self.conflicts.append(Conflict(holder, field, "order-cycle", message, hint))

    def _drop_contradictions(self) -> None:
        """Report and leave out what the dates rule out, also across events in between.

        Each event takes the moment of the latest one that it comes after, by whatever way: those
        behind the latest of all take its moment, then those behind the next that have none yet.
        """
        later_than: dict[int, list[int]] = {}
        for later, others in self.earlier.items():
            for earlier in others:
                later_than.setdefault(earlier, []).append(later)
        moments = {index: _first_moment(self._events[index]) for index in sorted(later_than)}
        reached: set[int] = set()
        for cause in sorted(moments, key=moments.__getitem__, reverse=True):
            waiting = deque([] if cause in reached else [cause])
            reached.add(cause)
            while waiting:
                earlier = waiting.popleft()
                for later in later_than.get(earlier, ()):
                    if moments[cause] > _last_moment(self._events[later]):
                        self._report_contradiction(later, earlier, cause)
                        del self.earlier[later][earlier]
                    elif later not in reached:
                        reached.add(later)
                        waiting.append(later)

    def _report_contradiction(self, later: int, earlier: int, cause: int) -> None:
        holder, field = self.earlier[later][earlier]
        what = f"{self._dated(later)} cannot come after {self._dated(earlier)}"
        if cause != earlier:
            what += f", which comes after {self._dated(cause)}"
        hint = f"The dates decide; correct one of them or take `{field}` out"
        self.conflicts.append(Conflict(holder, field, "order-contradiction", what, hint))

    def _dated(self, index: int) -> str:
        event = self._events[index]
        id = cropped(event.id, _IN_A_ROW)
        if event.date is None or event.date.is_undated:
            return f"`{id}`"
        written = event.date.text + (f" {event.time.text}" if event.time is not None else "")
        return f"`{id}` ({cropped(written, _IN_A_ROW)})"


def start_second(event: Event) -> int:
    """The second of the day at which a timed event starts; -1 for a whole day."""
    if event.time is not None:
        return event.time.start_minute * 60
    if event.date is not None and event.date.clock is not None:
        return event.date.clock.start_second
    return -1


def _first_moment(event: Event) -> _Moment:
    """The earliest day and second at which the event may have begun."""
    if event.date is None or event.date.earliest is None:
        return (-_INFINITE, 0)
    return (event.date.earliest, max(0, start_second(event)))


def _last_moment(event: Event) -> _Moment:
    """The latest day and second to which the event may reach."""
    date = event.date
    if date is None or date.latest is None:
        return (_INFINITE, 0)
    if event.time is not None:
        end = event.time.end_minute
        return (date.latest, 60 * (event.time.start_minute if end is None else end))
    if date.clock is not None and date.kind == "point":
        return (date.latest, date.clock.start_second)
    return (date.latest, _LAST_SECOND)
