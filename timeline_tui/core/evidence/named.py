"""The places, actors and sources that events name, with what these lie in or are part of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from timeline_tui.core.evidence.statements import all_places, named_parties
from timeline_tui.core.models import Actor, Event, Place, Source
from timeline_tui.core.timeline import Timeline


def places_of(timeline: Timeline, events: Iterable[Event]) -> tuple[Place, ...]:
    """The places that events name, each followed by what it lies within."""
    places = timeline.places
    named = (id for event in events for id in all_places(event))
    return tuple(places[id] for id in with_outer(named, lambda id: places[id].within))


def actors_of(timeline: Timeline, events: Iterable[Event]) -> tuple[Actor, ...]:
    """The actors that take part in events, are quoted or counted, and those they are part of, in
    the order of the file."""
    actors = timeline.actors
    named = (id for event in events for id in named_parties(event) if id in actors)
    found = with_outer(named, lambda id: actors[id].part_of)
    return tuple(actor for id, actor in actors.items() if id in found)


def sources_of(timeline: Timeline, events: Iterable[Event]) -> tuple[Source, ...]:
    """The sources that events name, in the order of the file."""
    found = {id for event in events for id in named_parties(event)}
    return tuple(source for id, source in timeline.sources.items() if id in found)


def with_outer(ids: Iterable[str], outer: Callable[[str], str | None]) -> dict[str, None]:
    """The ids, each once and followed by all around it, which `outer` leads through."""
    found: dict[str, None] = {}
    for id in ids:
        current: str | None = id
        while current is not None and current not in found:
            found[current] = None
            current = outer(current)
    return found
