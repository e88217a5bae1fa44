"""JSON, JSON Lines, CSV and GeoJSON: the contract of an event as an object, in all of them."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import geojson
import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, events, exported, view

from timeline_tui.core.views.view import View
from timeline_tui.export import write
from timeline_tui.export.csv import COLUMNS, harmless
from timeline_tui.export.record import FIELDS, record

DAY = re.compile(r"([+-][0-9]{4,}|[0-9]{4})-[0-9]{2}-[0-9]{2}")
NULLABLE = ("date", "earliest", "latest", "retracted", "line")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SAMPLE_TEXT = SAMPLE.read_text(encoding="utf-8")
VIEWS = {
    "sample": view(SAMPLE_TEXT),
    "as of a day": view(SAMPLE_TEXT, "asof:2021-07-27 sort:reported"),
    "everything": view(EVERYTHING),
    "broken": view(BROKEN),
}


PAGE = Path(__file__).parents[2] / "docs" / "commands" / "list.md"
DOCUMENTED = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.M))


def keys(name: str) -> list[str]:
    """The keys that the documented contract gives the objects of a list."""
    return DOCUMENTED[name].partition("{")[2].partition("}")[0].split(", ")


def check(one: dict[str, Any]) -> None:
    """Every key is there, in its order, and holds what is documented."""
    assert list(one) == list(DOCUMENTED) == list(FIELDS)
    assert [key for key, value in one.items() if value is None and key not in NULLABLE] == []
    assert one["precision"] in DOCUMENTED["precision"].replace(" or ", ", ").split(", ")
    assert all(one[name] in DOCUMENTED[name] for name in ("status", "standing"))
    assert all(DAY.fullmatch(one[end]) for end in ("earliest", "latest") if one[end] is not None)
    assert all(isinstance(id, str) for chain in one["sources"] for id in chain)
    assert all(isinstance(ids, list) for ids in one["links"].values())
    for owner in (one, *one["claims"]):
        for name in {"actors", "figures", "claims", "disputed_by"} & set(owner):
            assert all(list(item) == keys(name) for item in owner[name])


def csv_of(shown: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported("csv", shown), newline=""), strict=True))


def features_of(shown: View) -> list[geojson.Feature]:
    """As the geojson package reads them; RFC 7946 has no `crs`."""
    found = geojson.loads(exported("geojson", shown))
    assert found.is_valid, found.errors()
    assert all(isinstance(feature, geojson.Feature) for feature in found.features)
    assert set(json.loads(exported("geojson", shown))) == {"type", "features"}
    return list(found.features)


@pytest.mark.parametrize("shown", VIEWS.values(), ids=VIEWS)
def test_what_is_written_keeps_the_contract(shown):
    objects = json.loads(exported("json", shown))
    assert objects == [record(shown, row) for row in shown.rows]
    assert [json.loads(line) for line in exported("jsonl", shown).splitlines()] == objects
    assert [one["id"] for one in objects] == [shown.timeline.events[row].id for row in shown.rows]
    for one in objects:
        check(one)
    found = {feature.properties["id"]: feature.properties for feature in features_of(shown)}
    assert [{key: one[key] for key in FIELDS} for one in found.values()] == objects
    assert set(FIELDS) - {"cited"} <= set(COLUMNS)
    for one, cells in zip(objects, csv_of(shown), strict=True):
        assert list(cells) == list(COLUMNS)
        for name in ("id", "description", "earliest", "origins", "line"):
            assert cells[name].removeprefix("'") == str("" if one[name] is None else one[name])
        assert (cells["broken"] == "true") is one["broken"]
        # As of a day the line in the file is not told.
        assert (one["line"] is None) == (shown is VIEWS["as of a day"])


def test_nothing_of_an_event_is_lost():
    """`all` has something in every field, and so has its object."""
    text = exported("json", view(EVERYTHING, "id=all"))
    (found,) = json.loads(text)
    claim, figure = found["claims"][0], found["figures"][0]
    for one, empty in (
        (found, {"approximate", "broken"}),
        (claim, {"inherited"}),
        (figure, {"unit"}),
        (found["disputed_by"][0], set()),
        (found["actors"][0], set()),
    ):
        kept = {key for key, value in one.items() if value or (value == 0 and value is not False)}
        assert one.keys() - kept == empty
    assert found["claims"][1]["inherited"]
    assert (found["time"], found["date_text"]) == ("09:30/11:00", "Monday morning")
    assert (claim["when"], claim["where"]) == ("2021-06-25", ["somewhere-else"])
    assert found["figures"][1]["unit"] == "percent"
    assert figure["including"][0]["of"] == "ana" and figure["extras"] == {"x-table": "2"}
    assert '"low": 16, "best": 20.5, "high": 800' in text  # without decimals an integer
    assert '"origins": 0' in text and '"credibility": 3' in text


def test_a_date_that_does_not_read_stands_as_it_was_typed():
    shown = view(BROKEN, "title:there")
    found = record(shown, shown.rows[0])
    assert (found["date"], found["earliest"], found["precision"]) == ("2021-02-30", None, "none")
    assert record(view(BROKEN), view(BROKEN, '"No date"').rows[0])["date"] is None


def test_no_text_of_a_file_reaches_a_spreadsheet_as_a_formula():
    text = "=cmd|' /C calc'!A0"
    event = {
        **dict.fromkeys(("title", "date_text", "description", "note", "type", "x-a"), text),
        "id": "=id",
        "date": "=2021",
        "location": "=p",
        "sources": "=s",
        "tags": [text],
        "actors": {"actor": "=a", "role": text},
        "figures": {"=n": {"text": text}},
        "claims": [{"text": text, "quote": text}],
        "disputed_by": {"sources": "=t", "text": text},
    }
    for cells in csv_of(events(event, {"date": "-0043", "title": "BC"})):
        assert not any(cell.startswith(FORMULA) for cell in cells.values())
    assert [harmless(one) for one in (-3, "a=", *FORMULA)] == [
        *(-3, "a="),
        *(f"'{one}" for one in FORMULA),
    ]


PLACES = {
    "country": {"name": "Country", "lat": 33.9, "lon": 67.7},
    "province": {"name": "Province", "within": "country"},
    "town": {"name": "Town", "within": "province", "lat": -36.5, "lon": -0.25},
    "half": {"name": "Half", "lat": 12},
    "sea": "Sea",
}
NOWHERE = ("1 event has no place with coordinates, and so no point on the map",)


def test_a_place_stands_at_its_coordinates_or_those_of_the_nearest_around_it():
    for location, expected, left_out in (
        (["town", "sea"], [("e/town", "town", "town", "Town", [-0.25, -36.5])], ()),
        ("province", [("e/province", "province", "country", "Province", [67.7, 33.9])], ()),
        *((one, [("e", None, None, None, None)], NOWHERE) for one in ("sea", "half", [])),
    ):
        shown = events({"id": "e", "date": "2021", "location": location}, locations=PLACES)
        assert [
            (
                *(one.id, one.properties["place"], one.properties["coordinates_of"]),
                *(one.properties["place_name"], one["geometry"] and one.geometry.coordinates),
            )
            for one in features_of(shown)
        ] == expected
        assert write("geojson", shown).left_out == left_out
