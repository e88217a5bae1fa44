"""Two versions of a timeline compared event by event, as values. Knows no file and no words.

What is compared is what the files say: comments, layout and the order of records do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Final

from timeline_tui.core.comparison.changes import (
    ClaimChange,
    Entry,
    EntryChange,
    EventChange,
    FigureChange,
    Kind,
    Section,
    figure_changes,
)
from timeline_tui.core.comparison.entries import compared_entries
from timeline_tui.core.comparison.events import EventComparer
from timeline_tui.core.comparison.pairing import Pairs, paired
from timeline_tui.core.timeline import Timeline

__all__ = [
    "ClaimChange",
    "Comparison",
    "Entry",
    "EntryChange",
    "EventChange",
    "FigureChange",
    "Kind",
    "Section",
    "compare",
    "figure_changes",
]

Extras = tuple[tuple[str, str], ...]

_AFTER_ALL: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs: events in the order of the chronology, then entries of the head.

    `title`, `zone` and `extras` are what the old and the new files say, where that differs.
    """

    events: tuple[EventChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    title: tuple[str, str] | None = None
    zone: tuple[str, str] | None = None
    extras: tuple[Extras, Extras] | None = None

    def __bool__(self) -> bool:
        return bool(self.events or self.entries or self.title or self.zone or self.extras)


def compare(old: Timeline, new: Timeline) -> Comparison:
    """What `new` says otherwise than `old`, and what stands otherwise because of it."""
    pairs = paired(old, new)
    both = merge(_there(old, new, pairs), _gone(old, pairs), key=lambda one: one[0])
    return Comparison(
        tuple(change for _, change in both),
        tuple(compared_entries(old, new, pairs)),
        None if old.title == new.title else (old.title, new.title),
        None if old.zone.key == new.zone.key else (old.zone.key, new.zone.key),
        None if old.extras == new.extras else (old.extras, new.extras),
    )


def _there(old: Timeline, new: Timeline, pairs: Pairs) -> Iterator[tuple[float, EventChange]]:
    """The events of `new` that differ, each with the day that it is ordered by."""
    was = {id: before for before, id in pairs.events.items()}
    comparer = EventComparer(old, new, pairs)
    for day, event in zip(_days(new), new.events, strict=True):
        change: EventChange | None = EventChange(None, event)
        if event.id in was:
            change = comparer.compared(was[event.id], event.id)
        if change is not None:
            yield day, change


def _gone(old: Timeline, pairs: Pairs) -> Iterator[tuple[float, EventChange]]:
    for day, event in zip(_days(old), old.events, strict=True):
        if event.id not in pairs.events:
            yield day, EventChange(event, None)


def _days(timeline: Timeline) -> Iterator[float]:
    """The day of each row; for an undated one among dated ones, that of the row before."""
    last = -_AFTER_ALL
    dated = [None if event.date is None else event.date.sort_day for event in timeline.events]
    end = max((row for row, day in enumerate(dated) if day is not None), default=-1)
    for row, day in enumerate(dated):
        last = _AFTER_ALL if row > end else last if day is None else day
        yield last
