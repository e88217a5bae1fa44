"""CSV as the importer of Timesketch sends it to the server."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, events, exported, view

from timeline_tui.core.views.view import View
from timeline_tui.export import write
from timeline_tui.export.timesketch import COLUMNS

importer = pytest.importorskip("timesketch_import_client.importer")


class Server:
    """Takes what is uploaded, in place of a sketch on a server."""

    def __init__(self) -> None:
        self.id = 1
        self.api = SimpleNamespace(session=self, api_root="http://localhost/api/v1")
        self.events: list[dict[str, Any]] = []

    def post(self, _url: str, data: object, files: dict[str, tuple[None, str, str]]) -> object:
        self.events += map(json.loads, files["events"][1].splitlines())
        answer = {"objects": [{"id": 1, "searchindex": {"index_name": "i"}}], "meta": {}}
        return SimpleNamespace(status_code=200, json=lambda: answer)


def imported(shown: View, folder: Path) -> list[dict[str, Any]]:
    """The events as they arrive at the server."""
    file, server = folder / "case.csv", Server()
    file.write_text(exported("timesketch", shown), encoding="utf-8", newline="")
    with importer.ImportStreamer() as streamer:
        streamer.set_sketch(server)
        streamer.add_file(str(file))
    return server.events


def read(shown: View) -> list[dict[str, str]]:
    text = io.StringIO(exported("timesketch", shown), newline="")
    return list(csv.DictReader(text, strict=True))


MOMENTS = [
    # an event, its moment in UTC, what that is
    ({"date": "2021-07-26"}, "2021-07-26T00:00:00", "Day"),
    ({"date": "2021-06-27~"}, "2021-06-27T00:00:00", "Day, not certain"),
    ({"date": "2021-07"}, "2021-07-01T00:00:00", "Earliest possible time"),
    ({"date": "[2021-07-18..2021-07-25]"}, "2021-07-18T00:00:00", "Earliest possible time"),
    ({"date": "{2021-07-24,2021-07-26}"}, "2021-07-24T00:00:00", "First of several"),
    ({"date": "2021-07-24/2021-07-25"}, "2021-07-24T00:00:00", "Start"),
    ({"date": "2021-05/.."}, "2021-05-01T00:00:00", "Earliest possible start"),
    ({"date": "/2021-08-31"}, "2021-08-31T00:00:00", "End, start not known"),
    ({"date": "[..1760-12-03]"}, "1760-12-03T00:00:00", "Latest possible day"),
    ({"date": "2021-07-26T09:30:15"}, "2021-07-26T05:00:15", "Time"),
    ({"date": "2021-07-26T22:00:00Z"}, "2021-07-26T22:00:00", "Time"),
    ({"date": "2021-07-26?", "time": "01:00"}, "2021-07-25T20:30:00", "Time, not certain"),
    ({"date": "2021-07-26", "time": "morning"}, "2021-07-26T01:30:00", "Earliest possible time"),
    ({"date": "1845-05-19"}, "1845-05-19T00:00:00", "Day"),
    ({"date": "2261-12-31"}, "2261-12-31T00:00:00", "Day"),
]


@pytest.mark.parametrize(("event", "moment", "description"), MOMENTS, ids=lambda value: str(value))
def test_moments(event: dict[str, str], moment: str, description: str) -> None:
    (row,) = read(events(event, zone="Asia/Kabul"))
    assert row["datetime"] == f"{moment}+00:00"
    assert row["timestamp_desc"] == description
    wanted = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert int(row["timestamp"]) == round(wanted.timestamp() * 1_000_000)


@pytest.mark.parametrize(
    "text", [SAMPLE.read_text(encoding="utf-8"), EVERYTHING], ids=["sample", "everything"]
)
def test_the_importer_takes_every_row_as_it_is(text: str, tmp_path: Path) -> None:
    shown = view(text)
    written, arrived = read(shown), imported(shown, tmp_path)
    assert [one["id"] for one in arrived] == [row["id"] for row in written]
    for row, one in zip(written, arrived, strict=True):
        assert list(one) == list(COLUMNS)
        for name in ("message", "timestamp_desc", "title", "standing"):
            assert one[name] == row[name]
        assert one["timestamp"] == int(row["timestamp"])
        assert datetime.fromisoformat(one["datetime"]) == datetime.fromisoformat(row["datetime"])
        assert json.loads(one["tag"]) == list(filter(None, row["tags"].split("; ")))


def test_what_the_columns_hold() -> None:
    row = read(view(EVERYTHING))[1]
    assert row["message"] == (
        "'=Kaldar; retaken, <b>again</b> (26 July 2021, uncertain, 09:30–11:00; planned; retracted)"
    )
    assert row["tag"] == '["border", "river crossing"]'
    assert row["date_text"] == "Monday morning"
    assert row["sources"].startswith("News report <- Local media <- Army, Afghan")
    assert (row["file"], row["line"]) == ("events.yaml", "19")


def test_what_timesketch_cannot_hold_is_counted() -> None:
    days = "unknown", "-0043-03-15", "1699-12-31", "1700-01-01", "2262-01-01", "Y12000"
    shown = events(*({"date": day, "id": day} for day in days), zone="Asia/Kabul")
    assert [row["id"] for row in read(shown)] == ["1700-01-01"]
    assert write("timesketch", shown).left_out == (
        "1 undated event is left out",
        "4 events before the year 1700 or after the year 2261 are left out",
    )
    early = events({"date": "1700-01-01T01:00:00"}, zone="Asia/Kabul")
    assert read(early) == []  # in UTC the year before
    assert write("timesketch", view(BROKEN)).left_out == ("4 undated events are left out",)
