"""The map as the geojson package reads it."""

import json

import geojson
import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, events, exported, view

from timeline_tui.core.views.view import View
from timeline_tui.export import write
from timeline_tui.export.record import FIELDS, record

PLACES = {
    "country": {"name": "Country", "lat": 33.9, "lon": 67.7},
    "province": {"name": "Province", "within": "country"},
    "town": {"name": "Town", "within": "province", "lat": -36.5, "lon": -0.25},
    "half": {"name": "Half", "lat": 12},
    "sea": "Sea",
}


def read(shown: View) -> list[geojson.Feature]:
    found = geojson.loads(exported("geojson", shown))
    assert isinstance(found, geojson.FeatureCollection)
    assert found.is_valid, found.errors()
    assert all(isinstance(feature, geojson.Feature) for feature in found.features)
    return list(found.features)


def at(location: object) -> View:
    return events({"id": "e", "date": "2021", "location": location}, locations=PLACES)


def test_a_feature_for_each_place_with_coordinates_longitude_first():
    town, province = read(at(["town", "province", "sea"]))
    assert town.geometry == {"type": "Point", "coordinates": [-0.25, -36.5]}
    assert town.id == "e/town"
    assert town.properties["place"] == town.properties["coordinates_of"] == "town"
    assert town.properties["place_name"] == "Town"
    assert town.properties["locations"] == ["town", "province", "sea"]
    assert province.id == "e/province"


def test_a_place_without_coordinates_says_whose_it_has():
    (found,) = read(at("province"))
    assert found.geometry.coordinates == [67.7, 33.9]
    assert found.properties["place"] == "province"
    assert found.properties["coordinates_of"] == "country"


@pytest.mark.parametrize("location", ["sea", "half", []])
def test_an_event_that_can_stand_nowhere_has_no_geometry_and_is_counted(location):
    shown = at(location)
    (found,) = read(shown)
    assert found["geometry"] is None
    assert found.id == "e"
    assert found.properties["place"] is found.properties["coordinates_of"] is None
    assert write("geojson", shown).left_out == (
        "1 event has no place with coordinates, and so no point on the map",
    )


@pytest.mark.parametrize("text", [SAMPLE.read_text(encoding="utf-8"), EVERYTHING, BROKEN])
def test_nothing_is_lost(text):
    shown = view(text)
    features = read(shown)
    assert list(dict.fromkeys(feature.properties["id"] for feature in features)) == [
        shown.event(position).id for position in range(shown.shown)
    ]
    for feature in features:
        whole = record(shown, shown.timeline.row_of[feature.properties["id"]])
        assert {key: feature.properties[key] for key in FIELDS} == whole
    found = json.loads(exported("geojson", shown))
    assert set(found) == {"type", "features"}  # RFC 7946 has no `crs`
