"""What reads well but is probably a slip (FORMAT section 7, Lints), seen over all the records.

Lints that look at one text or one record belong to `core.reading`, `core.models` and `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline_tui.core.loading.head import Head
from timeline_tui.core.loading.spots import Spot
from timeline_tui.core.models import Event, Place, Source
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import fold, name_key


def twins(typed: Iterable[Event | None], spots: Sequence[Spot]) -> Iterator[Problem]:
    """Events with the date and the title of an earlier one; all in file order."""
    first: dict[tuple[str, str], Spot] = {}
    for event, spot in zip(typed, spots, strict=True):
        written = event and (event.date.text if event.date else event.date_written)
        if event is None or not written or not event.title:
            continue
        earlier = first.setdefault((written, fold(event.title)), spot)
        if earlier is not spot:
            file = f" of {earlier.file}" if earlier.file != spot.file else ""
            message = f"The event in line {earlier.piece.line}{file} has the same date and title"
            hint = "Delete one of them, or say in the titles what sets them apart"
            yield spot.problem(None, "warning", "same-event", message, hint)


def unused(head: Head, places: Iterable[str], parties: Iterable[str]) -> Iterator[Problem]:
    """Declared places, actors and sources that nothing names, however it may be understood.

    `places` and `parties` are the names that events refer to, or the ids that these mean.
    """
    used = {True: set(map(name_key, places)), False: {*parties, *map(name_key, parties)}}
    for one in head.declared.values():
        if not isinstance(one.entry, Source):
            above = one.entry.within if isinstance(one.entry, Place) else one.entry.part_of
            used[isinstance(one.entry, Place)].add(name_key(above or ""))
    for (is_place, id), one in head.declared.items():
        names = {name_key(name) for name in (id, one.entry.name, *one.entry.aliases)}
        if used[is_place].isdisjoint({id, *names} - {""}):
            message = f"{named(id)} is declared but never used"
            yield one.spot.problem(one.key, "warning", "unused", message)
