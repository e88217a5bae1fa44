"""Which events of two versions are the same under another id.

An id that is made of a date and a title changes with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, Final

from timeline_tui.core.models import Event
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

_NOT_TYPED: Final = {"id", "date_written", "nested", "inherited", "implicit", "placed_by_events"}
_MOST: Final = 20  # events of one date with which one is compared
_ALIKE: Final = 0.6  # of the letters of two titles with one date

Seen = tuple[str, str]
"""What is kept of an event to know it again: its date as written, its title."""


def renamed_events(before: Timeline, after: Timeline) -> dict[str, str]:
    """The new ids of events that only got another one: as `found_again`, or the only one of its
    date that is new, in place of the only one that is gone."""
    found = found_again(after, {one.id: seen(one) for one in before.events})
    gone = _alone(before, {*after.row_of, *found})
    came = _alone(after, {*before.row_of, *found.values()})
    return found | {gone[date]: came[date] for date in gone if date in came}


def _alone(timeline: Timeline, known: Container[str]) -> dict[str, str]:
    """The events that are not `known`, by their dates, where one date has one of them."""
    dates = [(seen(one)[0], one.id) for one in timeline.events if one.id not in known]
    counts = Counter(date for date, _ in dates)
    return {date: id for date, id in dates if counts[date] == 1}


def seen(event: Event) -> Seen:
    """What to keep of an event."""
    return event.date.text if event.date else event.date_written, event.title


def found_again(timeline: Timeline, kept: Mapping[str, Seen]) -> dict[str, str]:
    """The new ids of events that got another one while nobody looked: the one that has their date
    and most of their title, or else their title. Without one alone, an event is gone."""
    found: dict[str, str] = {}
    free: dict[tuple[str, str], list[Event]] = {}
    for one in timeline.events:
        if one.id not in kept:
            date, title = seen(one)
            free.setdefault(("date", date), []).append(one)
            free.setdefault(("title", name_key(title)), []).append(one)
    for id, (date, title) in kept.items() if free else ():
        if id not in timeline.row_of:
            of_day, same = free.get(("date", date), []), free.get(("title", name_key(title)), [])
            near = get_close_matches(title, [one.title for one in of_day[:_MOST]], 1, _ALIKE)
            alike = [one for one in of_day[:_MOST] if [one.title] == near] or same
            if len(alike) == 1:
                [new] = alike
                found[id] = new.id
                free["date", seen(new)[0]].remove(new)
                free["title", name_key(new.title)].remove(new)
    return found


def field_names(value: Any) -> list[str]:
    """The names of all that is typed of a value."""
    return [one.name for one in fields(value) if one.name not in _NOT_TYPED]
