"""JSON and JSON Lines: the contract of an event as an object."""

import json
import re
from typing import Any

import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, exported, view

from timeline_tui.core.views.view import View
from timeline_tui.export.record import FIELDS, record

DAY = re.compile(r"([+-][0-9]{4,}|[0-9]{4})-[0-9]{2}-[0-9]{2}")
NULLABLE = ("date", "earliest", "latest", "retracted", "line")


def keys(name: str) -> list[str]:
    """The keys that the documented contract gives the objects of a list."""
    return FIELDS[name].partition("{")[2].partition("}")[0].split(", ")


def check(one: dict[str, Any]) -> None:
    """Every key is there, in its order, and holds what is documented."""
    assert list(one) == list(FIELDS)
    assert [key for key, value in one.items() if value is None and key not in NULLABLE] == []
    assert one["precision"] in FIELDS["precision"].replace(" or ", ", ").split(", ")
    assert one["status"] in FIELDS["status"] and one["standing"] in FIELDS["standing"]
    assert all(DAY.fullmatch(one[end]) for end in ("earliest", "latest") if one[end] is not None)
    assert all(isinstance(id, str) for chain in one["sources"] for id in chain)
    assert all(isinstance(ids, list) for ids in one["links"].values())
    for name in ("actors", "figures", "claims", "disputed_by"):
        assert all(list(item) == keys(name) for item in one[name])
    for claim in one["claims"]:
        assert all(list(figure) == keys("figures") for figure in claim["figures"])
        assert all(list(dispute) == keys("disputed_by") for dispute in claim["disputed_by"])


def _sample(query: str = "") -> View:
    return view(SAMPLE.read_text(encoding="utf-8"), query)


@pytest.mark.parametrize(
    "shown",
    [_sample(), _sample("asof:2021-07-27 sort:reported"), view(EVERYTHING), view(BROKEN)],
    ids=["sample", "as of a day", "everything", "broken"],
)
def test_what_is_written_keeps_the_contract(shown):
    objects = json.loads(exported("json", shown))
    assert len(objects) == shown.shown
    for one in objects:
        check(one)
    lines = exported("jsonl", shown).splitlines()
    assert [json.loads(line) for line in lines] == objects
    assert [one["id"] for one in objects] == [
        shown.event(position).id for position in range(shown.shown)
    ]


def test_nothing_of_an_event_is_lost():
    """`all` has something in every field, and so has its object."""
    (found,) = json.loads(exported("json", view(EVERYTHING, "id=all")))
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
    assert found["figures"][1]["unit"] == "percent"
    assert figure["including"][0]["of"] == "ana" and figure["extras"] == {"x-table": "2"}


def test_numbers_without_decimals_are_integers():
    text = exported("json", view(EVERYTHING))
    assert '"low": 16, "best": 20.5, "high": 800' in text
    assert '"origins": 0' in text and '"credibility": 3' in text


def test_a_date_that_does_not_read_stands_as_it_was_typed():
    found = record(view(BROKEN, "title:there"), view(BROKEN, "title:there").rows[0])
    assert (found["date"], found["earliest"], found["precision"]) == ("2021-02-30", None, "none")
    assert record(view(BROKEN), view(BROKEN, '"No date"').rows[0])["date"] is None


def test_as_of_a_day_the_line_in_the_file_is_not_told():
    shown = _sample("asof:2021-07-27")
    assert {record(shown, row)["line"] for row in shown.rows} == {None}
