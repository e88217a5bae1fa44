"""Which events of two versions are the same under another id.

An id that is made of a date and a title changes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from timeline_tui.core.models import Event
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

_NOT_TYPED: Final = {"id", "date_written", "nested", "inherited", "implicit", "placed_by_events"}
_MOST: Final = 20  # events that have something in common with one, with which it is compared
_ALIKE: Final = 0.6  # of the letters of two titles with one date

Seen = tuple[str, str]
"""What is kept of an event to know it again: its date as written, its title."""


class _Side(NamedTuple):
    """An event that the other version has not, with the ids of those typed before and after it."""

    event: Event
    words: frozenset[str]
    neighbours: tuple[str, str]

    def traits(self) -> Iterator[tuple[str, str]]:
        """What another must have in common with it, to be thought of."""
        date, title = seen(self.event)
        yield "title", name_key(title)
        yield "date", date
        yield from zip(("before", "after"), self.neighbours, strict=True)


def renamed_events(before: Timeline, after: Timeline) -> dict[str, str]:
    """The new ids of events that only got another one. Of those with the same title, date or
    neighbour, the most alike belong together."""
    gone, came = _only_in(before, after), _only_in(after, before)
    places: dict[tuple[str, str], list[int]] = {}
    for index, one in enumerate(came):
        for key in one.traits():
            places.setdefault(key, []).append(index)
    pairs: dict[tuple[int, int], float] = {}
    for index, one in enumerate(gone):
        for other in {new for key in one.traits() for new in places.get(key, ())[:_MOST]}:
            if likeness := _likeness(one, came[other]):
                pairs[index, other] = likeness
    found: dict[int, int] = {}
    taken: set[int] = set()
    for old, new in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return {gone[old].event.id: came[new].event.id for old, new in found.items()}


def seen(event: Event) -> Seen:
    """What to keep of an event."""
    return event.date.text if event.date else event.date_written, event.title


def found_again(timeline: Timeline, kept: Mapping[str, Seen]) -> dict[str, str]:
    """The new ids of events that got another one while nobody looked: the one that has their date
    and most of their title, or else their title. Without one alone, an event is gone."""
    found: dict[str, str] = {}
    for id, (date, title) in kept.items():
        taken = {*kept, *found.values()}
        if id not in timeline.row_of:
            free = [(*seen(one), one.id) for one in timeline.events if one.id not in taken]
            of_day = [(now, new) for day, now, new in free if day == date]
            near = get_close_matches(title, [now for now, _ in of_day], 1, _ALIKE)
            same = [new for _, now, new in free if name_key(now) == name_key(title)]
            alike = [new for now, new in of_day if [now] == near] or same
            found |= {id: alike[0]} if len(alike) == 1 else {}
    return found


def _only_in(timeline: Timeline, other: Timeline) -> list[_Side]:
    """The events that `other` has not, as typed."""
    events = [timeline.events[row] for row in timeline.rows_as_typed]
    ids = ["", *(event.id for event in events), ""]
    return [
        _Side(event, frozenset(name_key(event.title).split()), (ids[index], ids[index + 2]))
        for index, event in enumerate(events)
        if event.id not in other.row_of
    ]


def _likeness(old: _Side, new: _Side) -> float:
    """How much of two events and of where they stand is equal; 0 for less than half of it, under
    another title."""
    one, other = old.event, new.event
    values = [(getattr(one, name), getattr(other, name)) for name in field_names(one)]
    filled = [pair for pair in values if any(pair) and pair != ("occurred", "occurred")]
    equal = [then == now for then, now in filled].count(True)
    near = [a == b for a, b in zip(old.neighbours, new.neighbours, strict=True)].count(True) / 2
    shared = len(old.words & new.words) / (len(old.words | new.words) or 1)
    part = (equal + near) / (len(filled) + 1)
    return 0 if part < 0.5 and shared < 0.5 else part + shared


def field_names(value: Any) -> list[str]:
    """The names of all that is typed of a value."""
    return [one.name for one in fields(value) if one.name not in _NOT_TYPED]
