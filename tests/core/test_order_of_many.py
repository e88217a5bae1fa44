"""The order of thousands of events that name each other: quick, and as a plain search has it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps import counted

from timeline_tui.core.dates import parse_date
from timeline_tui.core.loading.constraints import Constraints
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.timeline import Event

DATES = {
    text: parse_date(text)
    for text in ("unknown", "2021", "2021-07", "2021-07-26", "2021-07-26T09:00:00", "/2021-07-26")
}


def event(number: int, date: str, after: Iterable[int], before: Iterable[int] = ()) -> Event:
    return Event(
        f"e{number}",
        f"e{number}",
        DATES[date],
        after=tuple(f"e{other}" for other in after),
        before=tuple(f"e{other}" for other in before),
    )


# As a plain search has it


def key(event: Event) -> tuple[float, ...]:
    """Where the dates alone put an event (FORMAT section 3, Order)."""
    date = event.date
    if date is None or date.sort_day is None:
        return (1,)
    bounded = date.earliest is not None and date.latest is not None
    length = (date.latest or 0) - (date.earliest or 0) if bounded else float("inf")
    return (0, date.sort_day, -length, date.clock.start_second if date.clock else -1)


class Plain:
    """The order by comparing whole paths and searching the graph anew for every event."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.keys = [key(event) for event in events]
        self.undated = [event.undated for event in events]
        self.constraints = Constraints(events)
        self.parent: dict[int, tuple[int, int]] = {}
        self.hang()

    def hang(self) -> None:
        loose: dict[int, tuple[list[int], int]] = {}
        for index in self.constraints.own_after:
            after, before = self.constraints.anchors(index)
            if self.undated[index] and (after or before):
                loose[index] = (after, 1) if after else (before, -1)
        named = {i: sum(other in loose for other in anchors) for i, (anchors, _) in loose.items()}
        stuck = sorted(loose, key=lambda i: (named[i] == len(loose[i][0]), i))
        placed: set[int] = set()
        while left := sorted(loose.keys() - placed):
            free = (i for i in left if not any(a in loose and a not in placed for a in loose[i][0]))
            index = next(free, -1)
            index = next(i for i in stuck if i not in placed) if index < 0 else index
            placed.add(index)
            anchors, side = loose[index]
            there = [other for other in anchors if other not in loose or other in placed]
            if there:
                choose = max if side > 0 else min
                self.parent[index] = (choose(there, key=self.path), side)

    def path(self, index: int) -> list[tuple[object, int]]:
        path: list[tuple[object, int]] = [(0, 0)]
        while index in self.parent:
            parent, side = self.parent[index]
            path.append((side, index))
            index = parent
        return [(self.keys[index], index), *reversed(path)]

    def order(self) -> Iterator[int]:
        roots = [index for index in range(len(self.keys)) if index not in self.parent]
        for key in sorted({self.keys[root] for root in roots}):
            for root in self.settle([root for root in roots if self.keys[root] == key]):
                yield from self.branch(root)

    def branch(self, root: int) -> Iterator[int]:
        for side in (-1, 1):
            if side > 0:
                yield root
            children = [i for i, place in sorted(self.parent.items()) if place == (root, side)]
            for child in self.settle(children):
                yield from self.branch(child)

    def settle(self, tied: list[int]) -> Iterator[int]:
        left = list(tied)
        before = {index: self.before(index, set(tied)) for index in tied}
        while left:
            turn = next(index for index in left if before[index].isdisjoint(left))
            left.remove(turn)
            yield turn

    def before(self, index: int, members: set[int]) -> set[int]:
        found: set[int] = set()
        seen: set[int] = set()
        waiting = list(self.constraints.earlier.get(index, ()))
        while waiting:
            other = waiting.pop()
            if other in members:
                found.add(other)
            elif other not in seen and self.undated[other]:
                seen.add(other)
                waiting.extend(self.constraints.earlier.get(other, ()))
        return found


@st.composite
def timelines(draw: st.DrawFn) -> list[Event]:
    """Events most of which are undated; half of the timelines have no circle in them."""
    count = draw(st.integers(2, 12))
    dates = st.sampled_from(["unknown", "unknown", "unknown", *DATES])
    circles = draw(st.booleans())
    events = []
    for number in range(count):
        others = st.integers(0, count - 1)
        after = draw(st.sets(others if circles else st.integers(0, max(number - 1, 0)), max_size=3))
        before = draw(st.sets(others if circles else st.integers(number, count - 1), max_size=1))
        if not circles:
            after, before = after - {number}, before - {number}
        events.append(event(number, draw(dates), sorted(after), sorted(before)))
    return draw(st.permutations(events))


@given(timelines())
def test_the_order_is_that_of_a_plain_search(events: list[Event]) -> None:
    assert list(arrange(events).order) == list(Plain(events).order())


# Thousands


MANY = 10_000


def _after(number: int, *others: int) -> Event:
    day = "unknown" if number else "2021-07-26"
    return event(number, day, {max(other, 0) for other in others} if number else ())


def _shapes() -> Iterator[tuple[str, list[Event]]]:
    chance = random.Random(1)
    half, all_of_them = MANY // 2, range(MANY)
    yield "chain", [_after(n, n - 1) for n in all_of_them]
    yield "several", [_after(n, n - 1, n - 2, n - 3) for n in all_of_them]
    yield "near", [_after(n, *(n - 1 - chance.randrange(9) for _ in "abc")) for n in all_of_them]
    yield "any", [_after(n, *(chance.randrange(n or 1) for _ in "abc")) for n in all_of_them]
    yield "pairs", [_after(n, n - 2 + n % 2, (n - 2) // 2 * 2) for n in all_of_them]
    yield (
        "a day behind a chain",
        [
            *(_after(n, n - 1) for n in range(half)),
            *(event(n, "2021-07-26", [half - 1]) for n in range(half, MANY)),
        ],
    )
    yield (
        "a day behind a day",
        [
            *(event(n, "2021-07-26", []) for n in range(half)),
            event(half, "unknown", range(half)),
            *(event(n, "2021-07-26", [half]) for n in range(half + 1, MANY)),
        ],
    )


@pytest.mark.parametrize("events", [pytest.param(events, id=id) for id, events in _shapes()])
def test_thousands_of_events_that_name_each_other(events: list[Event]) -> None:
    arranged, calls = counted(lambda: arrange(events))
    assert calls < 500 * MANY
    places = {index: place for place, index in enumerate(arranged.order)}
    for index, one in enumerate(events):
        assert all(places[int(other[1:])] < places[index] for other in one.after)
