"""What reads well but is probably a slip (FORMAT section 7, Lints), seen over all the records.

Lints that look at one text or one record belong to `core.reading`, `core.models` and `resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline_tui.core.loading.head import Head
from timeline_tui.core.models import Event, Place, Source
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Piece
from timeline_tui.core.text import fold, name_key


def twins(
    typed: Iterable[Event | None], events: Iterable[Event], pieces: Sequence[Piece]
) -> Iterator[Problem]:
    """Events that agree with an earlier one in date, time, title, places and actors; all in file
    order, as typed and as understood. One with the id of the other is reported already."""
    first: dict[tuple[object, ...], tuple[Piece, str]] = {}
    for one, event, piece in zip(typed, events, pieces, strict=True):
        written = one and (one.date.text if one.date else one.date_written)
        if one is None or not written or not one.title:
            continue
        actors = frozenset(participant.actor for participant in event.actors)
        same = written, fold(one.title), one.time, frozenset(event.locations), actors
        earlier, id = first.setdefault(same, (piece, one.id))
        if earlier is not piece and (not id or id != one.id):
            file = f" of {earlier.file}" if earlier.file != piece.file else ""
            message = f"The event in line {earlier.line}{file} has the same date and title"
            hint = "Delete one of them, or say in the titles what sets them apart"
            yield piece.problem(None, "warning", "same-event", message, hint)


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
            yield one.piece.problem(one.key, "warning", "unused", message)
