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
            yield spot.problem(spot.typed("title"), "warning", "same-event", message, hint)


def unused(
    head: Head, events: Iterable[Event], places: set[str], parties: set[str]
) -> Iterator[Problem]:
    """Declared places, actors and sources that no event and no other entry names.

    `places` are those that events name in vain, `parties` all actors and sources that they name.
    """
    used_places = places.union(
        place.within for place in head.directory.places.values() if place.within
    )
    for event in events:
        used_places.update(event.locations)
        used_places.update([outer for _, outer in event.nested])
    used_parties = parties.union(
        one.part_of for one in head.directory.actors.values() if one.part_of
    )
    for (is_place, id), declaration in head.declared.items():
        if (
            id not in (used_places if is_place else used_parties)
            and (is_place, id) not in head.mentioned
        ):
            message = f"{named(id)} is declared but never used"
            yield declaration.spot.problem(declaration.key, "warning", "unused", message)
