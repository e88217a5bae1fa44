"""What reads well but is probably a slip (FORMAT section 7, Lints), seen over all the records.

Lints that look at one text or one record belong to `core.reading`, `core.models` and `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline_tui.core.loading.head import Head
from timeline_tui.core.loading.spots import Spot
from timeline_tui.core.models import Event
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import fold


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


def unused(
    head: Head, events: Iterable[Event], places: set[str], parties: set[str]
) -> Iterator[Problem]:
    """Declared places, actors and sources that no event and no other entry names.

    `places` are those that events name in vain, `parties` all actors and sources that they name.
    """
    directory = head.directory
    used = places | {place.within for place in directory.places.values()}
    for event in events:
        used.update(event.locations, (outer for _, outer in event.nested))
    acting = parties | {actor.part_of for actor in directory.actors.values()}
    for (is_place, id), one in head.declared.items():
        if id not in (used if is_place else acting) and (is_place, id) not in head.mentioned:
            message = f"{named(id)} is declared but never used"
            yield one.spot.problem(one.key, "warning", "unused", message)
