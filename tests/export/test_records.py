"""JSON, JSON Lines, CSV and GeoJSON: the contract of an event as an object, in all of them."""

import csv
import io
import json
import re
from typing import Any

import geojson
import pytest
from command_line import FRANKLIN, ROOT
from export_files import BROKEN, EVERYTHING, SAMPLE, events, exported, generated, view
from jsonschema import Draft202012Validator

from timeline_tui.core.models import SECTIONS
from timeline_tui.core.views.view import View
from timeline_tui.export import write
from timeline_tui.export.csv import COLUMNS, harmless
from timeline_tui.export.record import FIELDS, record

NULLABLE = ("date", "earliest", "latest", "retracted", "line")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SAMPLE_TEXT = SAMPLE.read_text(encoding="utf-8")
VIEWS = {
    "sample": view(SAMPLE_TEXT),
    "as of a day": view(SAMPLE_TEXT, "asof:2021-07-27 sort:reported"),
    "everything": view(EVERYTHING),
    "broken": view(BROKEN),
    "generated": view(generated(200)),
    "historians'": view(FRANKLIN.read_text(encoding="utf-8")),
}

SCHEMA = json.loads((ROOT / "docs" / "timeline-output-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
LISTS = {key for key, one in record(VIEWS["everything"], 0).items() if isinstance(one, list | dict)}


def read_back(cells: dict[str, str]) -> dict[str, Any]:
    """The object that a row of the CSV was made of."""
    exact = json.loads(cells["json"])
    found: dict[str, Any] = {}
    for name in FIELDS:
        cell: Any = cells.get(name, "")
        if name in LISTS:
            cell = {} if name in ("links", "ids", "extras") else []
        elif cell == "" and name in NULLABLE:
            cell = None
        elif name in ("origins", "line", "approximate", "uncertain", "broken"):
            cell = json.loads(cell)
        found[name] = exact.get(name, cell)
    assert exact.keys() <= found.keys()
    return found


def csv_of(shown: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported("csv", shown), newline=""), strict=True))


def features_of(shown: View) -> list[geojson.Feature]:
    """As the geojson package reads them; RFC 7946 has no `crs`."""
    found = geojson.loads(exported("geojson", shown))
    assert found.is_valid, found.errors()
    assert all(isinstance(feature, geojson.Feature) for feature in found.features)
    assert set(json.loads(exported("geojson", shown))) == {"type", "features"}
    return list(found.features)


def test_the_schema_names_every_key_of_each_object_in_the_order_of_the_contract():
    Draft202012Validator.check_schema(SCHEMA)
    kinds = [one for one in SCHEMA["$defs"].values() if "required" in one]
    assert SCHEMA["$defs"]["event"]["required"] == list(FIELDS)
    for kind in kinds:
        assert list(kind["properties"])[: len(kind["required"])] == kind["required"]
        assert kind["additionalProperties"] is False
        for one in kind["properties"].values():
            assert "description" in one or "$ref" in one
            for named in re.findall(r"\{(.*)\}", one.get("description", "")):
                assert named.split(", ") in [other["required"] for other in kinds]


@pytest.mark.parametrize("shown", VIEWS.values(), ids=VIEWS)
def test_what_is_written_keeps_the_contract(shown):
    whole = json.loads(exported("json", shown))
    VALIDATOR.validate(whole)
    objects = whole["events"]
    assert objects == [record(shown, row) for row in shown.rows]
    lines = [json.loads(line) for line in exported("jsonl", shown).splitlines()]
    assert [list(line) for line in lines] == [["version", *FIELDS]] * len(objects)
    for line, one in zip(lines, objects, strict=True):
        VALIDATOR.validate(line)
        assert line == {"version": 1, **one}
        # As of a day the line in the file is not told.
        assert (one["line"] is None) == (shown is VIEWS["as of a day"])
    assert [one["id"] for one in objects] == [shown.timeline.events[row].id for row in shown.rows]
    found = {feature.properties["id"]: feature.properties for feature in features_of(shown)}
    assert [{key: one[key] for key in FIELDS} for one in found.values()] == objects
    rows = csv_of(shown)
    assert [list(cells) for cells in rows] == [list(COLUMNS)] * len(objects)
    assert [read_back(cells) for cells in rows] == objects


def test_the_entries_are_those_that_the_events_shown_name_and_all_around_them():
    found = json.loads(exported("json", view(EVERYTHING, "id=all")))
    assert (found["title"], found["timezone"]) == ("Everything, at once", "Asia/Kabul")
    assert found["locations"].keys() == {"kaldar", "hairatan", "balkh", "somewhere-else"}
    assert found["actors"].keys() == {"taliban", "ana"}
    assert found["sources"].keys() == {"report", "media"}
    assert found["locations"]["kaldar"]["extras"] == {"x-map": "m3"}
    assert found["locations"]["balkh"]["ids"] == {"geonames": "1"}
    assert found["locations"]["somewhere-else"]["within"] == "balkh"
    nothing = json.loads(exported("json", view(EVERYTHING, "id=later")))
    assert [nothing[name] for name in SECTIONS] == [{}, {}, {}]
    late = json.loads(exported("json", view(SAMPLE_TEXT, "asof:2021-07-26")))
    assert "report" not in late["sources"] and late["events"]


def test_nothing_of_an_event_is_lost():
    """`all` has something in every field, and so has its object."""
    text = exported("json", view(EVERYTHING, "id=all"))
    (found,) = json.loads(text)["events"]
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
    typed = {"date": "2021", "title": "'=as typed", "note": "'", "tags": ["a; b", "c"]}
    shown = events(event, {"date": "-0043", "title": "BC"}, typed)
    for row, cells in zip(shown.rows, csv_of(shown), strict=True):
        assert not any(cell.startswith(FORMULA) for cell in cells.values())
        assert read_back(cells) == record(shown, row)
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
