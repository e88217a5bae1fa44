"""A map (RFC 7946): a Feature for each event and place that has coordinates.

A place without its own stands at those of the nearest one it lies in, and the properties say whose
they are. An event that can stand nowhere is a Feature without a geometry, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline_tui.core.evidence.statements import with_outer
from timeline_tui.core.models import Event, Place
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.json import listed
from timeline_tui.export.record import Json, record


def write(view: View) -> Written:
    """The events of `view` as one FeatureCollection, a Feature a line."""
    count = sum(not located(view.timeline, view.timeline.events[row]) for row in view.rows)
    events = "1 event has" if count == 1 else f"{count:,} events have"
    told = f"{events} no place with coordinates, and so no point on the map"
    features = (feature for row in view.rows for feature in _features(view, row))
    start = '{"type": "FeatureCollection", "features": ['
    return Written(listed(start, features, "]}\n"), (told,) if count else ())


def _features(view: View, row: int) -> Iterator[dict[str, Json]]:
    """The Features of an event; `place` and `coordinates_of` are place ids, null without one."""
    event, properties = view.timeline.events[row], record(view, row)
    names: dict[str, Json] = dict.fromkeys(("place", "place_name", "coordinates_of"))
    nowhere: dict[str, Json] = {"type": "Feature", "id": event.id, "geometry": None}
    points = located(view.timeline, event)
    for place, nearest in points:
        names = {"place": place.id, "place_name": place.name, "coordinates_of": nearest.id}
        # RFC 7946 section 3.1.1: x first
        point: Json = {"type": "Point", "coordinates": [nearest.lon, nearest.lat]}
        there = {"id": f"{event.id}/{place.id}", "geometry": point}
        yield {**nowhere, **there, "properties": properties | names}
    if not points:
        yield {**nowhere, "properties": properties | names}


def located(timeline: Timeline, event: Event) -> list[tuple[Place, Place]]:
    """The places of an event that can be shown, each with the place whose coordinates it has."""
    places = [timeline.places[id] for id in event.locations]
    return [(place, found) for place in places if (found := _nearest(timeline, place))]


def _nearest(timeline: Timeline, place: Place) -> Place | None:
    """The place itself or the nearest around it that has coordinates."""
    around = with_outer((place.id,), lambda id: timeline.places[id].within)
    places = (timeline.places[id] for id in around)
    return next((one for one in places if one.lat is not None and one.lon is not None), None)
