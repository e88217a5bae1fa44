"""CSV as a spreadsheet or a program reads it."""

import csv
import io
import json

import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, exported, view

from timeline_tui.export.csv import COLUMNS, harmless
from timeline_tui.export.record import FIELDS, record

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


SHOWN = [view(SAMPLE.read_text(encoding="utf-8")), view(EVERYTHING), view(BROKEN)]


@pytest.mark.parametrize("shown", SHOWN, ids=["sample", "everything", "broken"])
def test_a_row_an_event_with_all_its_keys(shown):
    found = read(exported("csv", shown))
    assert len(found) == shown.shown
    assert set(FIELDS) <= set(COLUMNS)
    for row, cells in zip(shown.rows, found, strict=True):
        one = record(shown, row)
        assert list(cells) == list(COLUMNS)
        assert cells["id"].removeprefix("'") == one["id"]
        assert cells["description"].removeprefix("'") == one["description"]
        assert cells["origins"] == str(one["origins"])
        assert cells["earliest"].removeprefix("'") == (one["earliest"] or "")
        assert (cells["broken"] == "true") is one["broken"]


def test_no_text_of_a_file_reaches_a_spreadsheet_as_a_formula():
    sign = "="
    text = f"{sign}cmd|' /C calc'!A0"
    event = {
        **dict.fromkeys(("title", "date_text", "description", "note", "type", "x-a"), text),
        "id": f"{sign}id",
        "date": f"{sign}2021",
        "location": f"{sign}p",
        "actors": {"actor": f"{sign}a", "role": text},
        "sources": f"{sign}s",
        "tags": [text],
        "figures": {f"{sign}n": {"text": text}},
        "claims": [{"text": text, "quote": text}],
        "disputed_by": {"sources": f"{sign}t", "text": text},
    }
    shown = view(json.dumps({"events": [event, {"date": "-0043", "title": "BC"}]}))
    for cells in read(exported("csv", shown)):
        assert not any(cell.startswith(FORMULA) for cell in cells.values())
    assert [harmless(one) for one in (-3, "a=", *FORMULA)] == [
        -3,
        "a=",
        *(f"'{one}" for one in FORMULA),
    ]
