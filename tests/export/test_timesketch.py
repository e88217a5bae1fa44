"""CSV as the importer of Timesketch sends it to the server."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from export_files import EVERYTHING, SAMPLE, exported, view

from timeline_tui.core.views.view import View
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


def test_the_importer_takes_every_row_as_it_is(tmp_path):
    for text in (SAMPLE.read_text(encoding="utf-8"), EVERYTHING):
        shown = view(text)
        written, arrived = read(shown), imported(shown, tmp_path)
        assert [one["id"] for one in arrived] == [row["id"] for row in written]
        for row, one in zip(written, arrived, strict=True):
            assert list(one) == list(COLUMNS)
            for name in ("message", "timestamp_desc", "title", "standing"):
                assert one[name] == row[name]
            assert one["timestamp"] == int(row["timestamp"])
            assert datetime.fromisoformat(one["datetime"]) == datetime.fromisoformat(
                row["datetime"]
            )
            assert json.loads(one["tag"]) == list(filter(None, row["tags"].split("; ")))
