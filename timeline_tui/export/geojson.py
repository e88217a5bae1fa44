"""A map (RFC 7946): a Feature for each event and place that has coordinates.

A place without its own stands at those of the nearest one it lies in, and the properties say whose
they are. An event that can stand nowhere is a Feature without a geometry, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline_tui.core.models import Event, Place
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.json import listed
from timeline_tui.export.record import Json, record


def write(view: View) -> Written:
    """The events of `view` as one FeatureCollection, a Feature a line."""
    count = sum(not _points(view.timeline, view.timeline.events[row]) for row in view.rows)
    events = "1 event has" if count == 1 else f"{count:,} events have"
    told = f"{events} no place with coordinates, and so no point on the map"
    features = (feature for row in view.rows for feature in _features(view, row))
    start = '{"type": "FeatureCollection", "features": ['
    return Written(listed(start, features, "]}\n"), (told,) if count else ())


def _features(view: View, row: int) -> Iterator[dict[str, Json]]:
    """The Features of an event; `place` and `coordinates_of` are place ids, null without one."""
    event, properties = view.timeline.events[row], record(view, row)
    points = _points(view.timeline, event)
    for place, located in points:
        position: list[Json] = [located.lon, located.lat]  # RFC 7946 section 3.1.1: x first
        geometry: Json = {"type": "Point", "coordinates": position}
        of: dict[str, Json] = {
            "place": place.id,
            "place_name": place.name,
            "coordinates_of": located.id,
        }
        yield _feature(f"{event.id}/{place.id}", geometry, properties | of)
    if not points:
        nowhere: dict[str, Json] = dict.fromkeys(("place", "place_name", "coordinates_of"))
        yield _feature(event.id, None, properties | nowhere)


def _feature(id: str, geometry: Json, properties: dict[str, Json]) -> dict[str, Json]:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _points(timeline: Timeline, event: Event) -> list[tuple[Place, Place]]:
    """The places of an event that can be shown, each with the place whose coordinates it has."""
    places = [timeline.places[id] for id in event.locations]
    return [(place, found) for place in places if (found := _located(timeline, place))]


def _located(timeline: Timeline, place: Place | None) -> Place | None:
    """The place itself or the nearest around it that has coordinates."""
    while place is not None and (place.lat is None or place.lon is None):
        place = timeline.places.get(place.within or "")
    return place
