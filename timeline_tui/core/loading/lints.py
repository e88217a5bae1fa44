"""What reads well but is probably a slip (FORMAT section 7, Lints), seen in resolved values.

Lints that look at the raw text belong to `core.reading` and `core.models`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as joined

from timeline_tui.core.loading.drafts import Draft
from timeline_tui.core.loading.references import Directory, Section
from timeline_tui.core.models.plain import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import Chain, Event, Record


def reported_too_early(event: Event) -> Iterator[tuple[Problem, Path]]:
    """Reports that are older than the event that they report, unless it was only planned."""
    if event.status != "occurred" or event.date is None or event.date.earliest is None:
        return
    day = event.date.earliest
    for index in _too_early(event.chains, day):
        yield _early(event.chains[index], event), ("sources", index)
    for number, claim in enumerate(event.claims):
        if claim.inherited and claim.date is None:
            continue
        for index in _too_early(claim.chains, day):
            path: Path = ("date",) if claim.date is not None else ("sources", index)
            yield _early(claim.chains[index], event), ("claims", number, *path)
            break


def twins(drafts: Sequence[Draft], records: Sequence[Record]) -> Iterator[tuple[int, Problem]]:
    """Events with the date and the title of an earlier one; all in file order."""
    first: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        if draft.twin is None:
            continue
        earlier = first.setdefault(draft.twin, index)
        if earlier != index and _same(drafts[earlier].event, draft.event):
            known, here = records[earlier], records[index]
            where = f"line {known.line}" + (f" of {known.file}" if known.file != here.file else "")
            message = f"The event in {where} has the same date and title"
            hint = "Delete one of them, or say in the titles what sets them apart"
            yield index, Problem("warning", "same-event", message, hint)


def unused(
    directory: Directory, drafts: Sequence[Draft], events: Iterable[Event]
) -> Iterator[tuple[Section, str, Problem]]:
    """Declared places, actors and sources that no event and no other entry names."""
    places = set(directory.places).difference(directory.parents.values())
    parts_of = (actor.part_of for actor in directory.actors.values())
    parties = {*directory.actors, *directory.sources}.difference(parts_of)
    if places:
        places.difference_update(joined.from_iterable(event.locations for event in events))
        places.difference_update(outer for event in events for _, outer in event.nested)
        places.difference_update(joined.from_iterable(draft.doubted for draft in drafts))
    if parties:
        parties.difference_update(joined.from_iterable(draft.parties for draft in drafts))
    left: list[tuple[Section, str]] = []
    left += [("locations", id) for id in directory.places if id in places]
    left += [("actors", id) for id in directory.actors if id in parties]
    left += [("sources", id) for id in directory.sources if id in parties]
    for section, id in left:
        if id and (section, id) not in directory.mentioned:
            message = f"{named(id)} is declared but never used"
            yield section, id, Problem("warning", "unused", message)


def _too_early(chains: Sequence[Chain], day: int) -> Iterator[int]:
    for index, chain in enumerate(chains):
        reported = chain.reported
        if reported is not None and reported.latest is not None and reported.latest < day:
            yield index


def _early(chain: Chain, event: Event) -> Problem:
    assert chain.reported is not None and event.date is not None  # that is what was found
    message = (
        f"{named(chain.publication)} reports this on {chain.reported.text}, "
        f"before it happened ({event.date.text})"
    )
    hint = "Correct one of the dates, or write `status: planned`"
    return Problem("warning", "reported-too-early", message, hint)


def _same(one: Event, other: Event) -> bool:
    dates = [event.date.text if event.date else event.date_written for event in (one, other)]
    return dates[0] == dates[1] and fold(one.title) == fold(other.title)
