"""A map (RFC 7946): a Feature for each event and place that has coordinates.

A place without its own stands at those of the nearest one it lies in, and the properties say whose
they are. An event that can stand nowhere is a Feature without a geometry, so nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from timeline_tui.core.timeline import Event, Place, Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.record import Json, record


def write(view: View) -> Written:
    """The events of `view` as one FeatureCollection, a Feature a line."""
    events = [view.timeline.events[row] for row in view.rows]
    nowhere = sum(not _points(view.timeline, event) for event in events)
    return Written(_pieces(view), _without_point(nowhere))


def _without_point(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    events = "1 event has" if count == 1 else f"{count:,} events have"
    return (f"{events} no place with coordinates, and so no point on the map",)


def _pieces(view: View) -> Iterator[str]:
    opening = '{"type": "FeatureCollection", "features": ['
    joint = "\n "
    yield opening
    for row in view.rows:
        for feature in _features(view, row):
            yield f"{joint}{json.dumps(feature, ensure_ascii=False)}"
            joint = ",\n "
    yield "]}\n"


def _features(view: View, row: int) -> Iterator[dict[str, Json]]:
    """The Features of an event; `place` and `coordinates_of` are place ids, null without one."""
    timeline = view.timeline
    event, properties = timeline.events[row], record(view, row)
    points = _points(timeline, event)
    for place, located in points:
        position: list[Json] = [located.lon, located.lat]  # RFC 7946 section 3.1.1: x first
        names: dict[str, Json] = {"place": place.id, "place_name": place.name}
        yield {
            "type": "Feature",
            "id": f"{event.id}/{place.id}",
            "geometry": {"type": "Point", "coordinates": position},
            "properties": {**properties, **names, "coordinates_of": located.id},
        }
    if not points:
        yield {
            "type": "Feature",
            "id": event.id,
            "geometry": None,
            "properties": {**properties, "place": None, "place_name": None, "coordinates_of": None},
        }


def _points(timeline: Timeline, event: Event) -> list[tuple[Place, Place]]:
    """The places of an event that can be shown, each with the place whose coordinates it has."""
    places = [timeline.places[id] for id in event.locations]
    return [(place, found) for place in places if (found := _located(timeline, place))]


def _located(timeline: Timeline, place: Place) -> Place | None:
    """The place itself or the nearest around it that has coordinates."""
    around: Place | None = place
    while around is not None and (around.lat is None or around.lon is None):
        around = timeline.places.get(around.within) if around.within else None
    return around
