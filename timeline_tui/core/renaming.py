"""Which events and entries of two versions are the same under another id.

An id that is made of a date and a title changes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from difflib import SequenceMatcher
from typing import Final

from timeline_tui.core.models import Event
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

_NOT_TYPED: Final = {"id", "nested", "inherited", "implicit", "placed_by_events"}
_ALMOST: Final = 0.75  # of the letters of two titles
_MOST: Final = 50  # events at one place with which another is compared


def renamed_events(before: Timeline, after: Timeline) -> dict[str, str]:
    """The new ids of events that only got another one: those that alone have their title, then
    those at the same place between two others that are alike."""
    gone = {event.id: event for event in before.events if event.id not in after.row_of}
    came = {event.id: event for event in after.events if event.id not in before.row_of}
    if not gone or not came:
        return {}
    old = single((name_key(event.title), event.id) for event in gone.values())
    new = single((name_key(event.title), event.id) for event in came.values())
    found = {id: new[title] for title, id in old.items() if title in new}
    here = {id: id for id in before.row_of if id in after.row_of}
    then, now = _runs(before, here | found), _runs(after, here | {id: id for id in found.values()})
    for place in then.keys() & now.keys():
        found |= _matched((gone[id] for id in then[place]), (came[id] for id in now[place]))
    return found


def _runs(timeline: Timeline, names: Mapping[str, str]) -> dict[tuple[str, str], list[str]]:
    """The events without a name, as typed, by the names of those before and behind."""
    runs: dict[tuple[str, str], list[str]] = {}
    run: list[str] = []
    last = ""
    for id in (*(timeline.events[row].id for row in timeline.rows_as_typed), ""):
        if id and id not in names:
            run.append(id)
            continue
        if run:
            runs[last, names.get(id, "")] = run
        run, last = [], names.get(id, "")
    return runs


def _matched(gone: Iterable[Event], came: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """Each with the one that it is: of several, one of nearly the same title, else the first."""
    free = list(came)
    for old in gone:
        likely = [new for new in free[:_MOST] if _alike(old, new)]
        if likely:
            best = max(likely, key=lambda one: _shared(old.title, one.title))
            new = best if _shared(old.title, best.title) >= _ALMOST else likely[0]
            free.remove(new)
            yield old.id, new.id


def _alike(old: Event, new: Event) -> bool:
    """Whether nearly the same title, all else but the title, or the date and most else is there."""
    rest = [
        getattr(old, name) == now
        for name in field_names(new)
        if name not in ("title", "date", "date_written", "status")
        if (now := getattr(new, name)) or getattr(old, name)
    ]
    dated = (old.date, old.date_written) == (new.date, new.date_written)
    return (
        (bool(rest) and all(rest))
        or (dated and 2 * sum(rest) >= len(rest))
        or _shared(old.title, new.title) >= _ALMOST
    )


def _shared(one: str, other: str) -> float:
    """The part of their letters that two titles share, from 0 to 1."""
    return SequenceMatcher(None, name_key(one), name_key(other), autojunk=False).ratio()


def single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The ids whose key no other has."""
    found: dict[str, list[str]] = {}
    for key, id in pairs:
        found.setdefault(key, []).append(id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def field_names(value: DataclassInstance) -> list[str]:
    """The names of all that is typed of a value."""
    return [one.name for one in fields(value) if one.name not in _NOT_TYPED]
