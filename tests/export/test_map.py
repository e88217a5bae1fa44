"""The map of the page: north is up, the date line is no border, and names keep clear of another."""

from itertools import combinations
from typing import Any

import html5lib
import pytest
from export_files import events, exported
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from timeline_tui.core.views.view import View
from timeline_tui.export.map import drawn

LATITUDES = st.floats(-90, 90).map(lambda value: round(value, 3))
LONGITUDES = st.floats(-180, 180).map(lambda value: round(value, 3))


def shown(*spots: tuple[float, float], name: str = "Place") -> View:
    """A view with an event in each of these places (latitude, longitude)."""
    places = {
        f"p{at}": {"name": f"{name} {at}", "lat": f"{lat:f}", "lon": f"{lon:f}"}
        for at, (lat, lon) in enumerate(spots)
    }
    return events(*({"date": "2021", "location": id} for id in places), locations=places)


def found(*spots: tuple[float, float]) -> dict[str, Any]:
    """The map of these places, its points in their order."""
    made = drawn(shown(*spots))
    assert made is not None
    made["points"].sort(key=lambda point: int(point.name.split()[1]))
    return made


def test_north_is_up_east_is_right_and_a_degree_of_longitude_is_shorter_in_the_north():
    for middle, share in ((0, 1), (60, 0.5)):
        made = found((middle, 10), (middle + 1, 10), (middle - 1, 12))
        here, north, east = made["points"]
        assert north.x == here.x and north.y < here.y
        assert east.x - here.x == pytest.approx(2 * share * (here.y - north.y), rel=1e-6)
    kabul, herat = found((34.53, 69.17), (34.35, 62.2))["points"]
    assert kabul.x > herat.x


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=2, max_size=9), LONGITUDES)
@example([(0, 180), (0, -180), (0, 10)], 0)
@example([(90, 0), (90, 120)], 7)
@example([(0, 56), (0, -18), (89, 0), (-89, -161)], 0)
@example([(12.5, 67.42), (12.5, 67.42)], 0)
def test_turning_the_earth_changes_no_picture_and_all_is_within_it(spots, turned):
    made = found(*spots)
    for point in made["points"]:
        assert point.radius <= point.x <= 600 - point.radius
        assert point.radius <= point.y <= made["height"] - point.radius
    assert 200 < made["height"] < 400
    for lines, end in (("meridians", 600), ("parallels", made["height"])):
        places = [at for at, _ in made[lines]]
        assert all(-0.01 <= at <= end + 0.01 for at in places)
    other = found(*((lat, (lon + turned + 180) % 360 - 180) for lat, lon in spots))
    wide, again = (
        max(p.x for p in one["points"]) - min(p.x for p in one["points"]) for one in (made, other)
    )
    assert wide == pytest.approx(again, abs=0.1)


def test_the_window_goes_over_the_date_line_where_that_is_nearer():
    made = found((-18.1, 178.4), (-13.8, -171.8))
    suva, apia = made["points"]
    assert suva.x < apia.x
    assert "180°" in {label for _, label in made["meridians"]}
    assert {label[-1] for _, label in made["meridians"]} == {"E", "W", "°"}
    assert {label[-1] for _, label in made["parallels"]} == {"S"}


@given(st.lists(st.tuples(st.integers(30, 40), st.integers(60, 70)), min_size=2, max_size=30))
def test_no_name_runs_over_another(spots):
    made = found(*spots)
    for size, seen in ((18, {""}), (12, {"", "wide"})):
        boxes = []
        for point, who, anchor, x, y in made["labels"]:
            wide = cell_len(point.name) * size * 0.6
            left = x - wide * ("start", "middle", "end").index(anchor) / 2
            boxes += [(left, y - size / 2, left + wide, y + size / 2)] if who in seen else []
        for one, other in combinations(boxes, 2):
            assert any(one[n] >= other[n + 2] or other[n] >= one[n + 2] for n in (0, 1))
        assert all(box[0] > 0 and box[2] < 600 for box in boxes)
    assert made["labels"]


PLACES = {
    "country": {"name": "Country", "lat": 33.9, "lon": 67.7},
    "town": {"name": "<b>Town & co</b>", "lat": 36.5, "lon": 65.25},
    "village": {"name": "Village", "within": "country"},
    "sea": "Sea",
}


def test_a_point_is_as_large_as_it_has_events_and_tells_how_many():
    at = (["village", "country"], "village", "country", "country", "town", "sea", [])
    named = [{"date": "2021", "location": where} for where in at]
    page = exported("html", events(*named, locations=PLACES))
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    circles = [one for one in root.iter() if str(one.tag).endswith("circle") and len(one)]
    told = {one[0].text: float(one.get("r")) for one in circles}
    assert told == {"Country: 4 events": 12, "<b>Town & co</b>: 1 event": 6}
    caption = " ".join("".join(list(root.iter("figcaption"))[-1].itertext()).split())
    assert caption == "2 places, sized by their number of events. 2 events without coordinates."


def test_there_is_none_where_fewer_than_two_places_have_coordinates():
    for where in ([], "sea", "town", ["village", "country"]):
        view = events({"date": "2021", "location": where}, locations=PLACES)
        assert drawn(view) is None
        assert 'class="map"' not in exported("html", view)
