"""Which place a name means that no declaration tells, whatever the order of the records."""

import re
from itertools import permutations

import pytest
from export_files import viewed

from timeline_tui.core.loading import load_text

HALLS = ["Hall < Balkh", "Hall < Kabul"]


@pytest.mark.parametrize("order", [*permutations([*HALLS, "HALL"])])
def test_a_bare_name_of_two_places_is_no_guess_in_any_order(order):
    records = "".join(f"  - {{date: 2021, title: It, location: {one}}}\n" for one in order)
    timeline = load_text(f"events:\n{records}")
    (error,) = [p for p in timeline.problems if p.severity == "error"]
    assert (error.code, error.line) == ("ambiguous", 2 + order.index("HALL"))
    assert all(one in error.message for one in HALLS)
    found = {one: event.locations for one, event in zip(order, timeline.events, strict=True)}
    ids = {"Hall < Balkh": ("hall-balkh",), "Hall < Kabul": ("hall-kabul",), "HALL": ()}
    assert found == ids
    for query in ("location:hall", "location:Hall"):
        assert len(viewed(query, timeline).rows) == 2
    pane = viewed("location:hall-balkh", timeline)
    assert (len(pane.rows), [one.count for one in pane.facet("location")]) == (1, [1, 1, 0, 0])


DEEP = "locations: {balkh: {within: afg}, kabul: {within: afg}, afg: {}}\n"


def test_what_a_bare_name_means():
    for locations, head, ids in [
        (["Hall", "Hall < Balkh"], "", [("hall",), ("hall",)]),
        (["Hall < Balkh", "Balkh < North", "Hall"], "", [("hall",), ("balkh",), ("hall",)]),
        (["Herat < Herat", "Herat"], "", [("herat-herat",), ("herat",)]),
        (["Hall < Port < Balkh", "Hall", "Hall < Balkh"], "", [("hall",)] * 3),
        (["Herat < Herat < Iran", "Herat", "Herat < Iran"], "", [("herat-herat",), ("herat",)]),
        ([*HALLS, "Hall"], "locations: {hall: {}}\n", [("hall",), ("hall",), ("hall",)]),
        (["Hall < afg", *HALLS], DEEP, [(), ("hall-balkh",), ("hall-kabul",)]),
        ([*HALLS, "Hall < afg"], DEEP, [("hall-balkh",), ("hall-kabul",), ()]),
        ([*HALLS, "Room < Hall"], "", [("hall-balkh",), ("hall-kabul",), ()]),
    ]:
        records = "".join(f"  - {{date: 2021, title: It, location: {one}}}\n" for one in locations)
        timeline = load_text(f"{head}events:\n{records}")
        assert [event.locations for event in timeline.events][: len(ids)] == ids
        ambiguous = [p for p in timeline.problems if p.code == "ambiguous"]
        assert len(ambiguous) == ids.count(())
        for way in re.findall(
            r"`([^`]+)`", "".join(p.message.partition("mean")[2] for p in ambiguous)
        ):
            again = load_text(
                f"{head}events:\n{records}  - {{date: 2021, title: It, location: {way}}}\n"
            )
            assert len([p for p in again.problems if p.severity == "error"]) == len(ambiguous), way


def test_a_query_means_an_id_rather_than_a_name():
    timeline = load_text(
        "locations: {balkh: Balkh, other: {name: Balkh}}\n"
        "events:\n- {date: 2021, title: One, location: balkh}\n"
        "- {date: 2022, title: Two, location: other}\n"
    )
    assert (
        viewed("location:balkh", timeline).rows == viewed("location:BALKH", timeline).rows == (0,)
    )
