"""CSV as a spreadsheet or a program reads it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, exported, view

from timeline_tui.core.views.view import View
from timeline_tui.export.csv import COLUMNS, harmless
from timeline_tui.export.record import FIELDS, record

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


SHOWN = [view(SAMPLE.read_text(encoding="utf-8")), view(EVERYTHING), view(BROKEN)]


@pytest.mark.parametrize("shown", SHOWN, ids=["sample", "everything", "broken"])
def test_a_row_an_event_with_all_its_keys(shown: View) -> None:
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


def test_lists_are_words_in_one_cell() -> None:
    (found,) = (row for row in read(exported("csv", view(EVERYTHING))) if row["id"] == "all")
    assert found["title"] == "'=Kaldar; retaken, <b>again</b>"
    assert found["date_in_words"] == "26 July 2021, uncertain, 09:30–11:00"
    assert found["places"] == "Kaldar; Hairatan"
    assert found["locations"] == "kaldar; hairatan"
    assert found["actors"] == (
        "Taliban (target): in two columns (x-strength: two); Army, Afghan (side government)"
    )
    chains = "News report <- Local media <- Army, Afghan; News report <- Taliban"
    assert found["sources"] == chains
    assert found["figures"].startswith("killed, Taliban: about 20.5 (16 to 800)")
    assert "(x-table: 2)" in found["figures"]
    assert found["disputed_by"] == (
        "disputed by News report <- Taliban: it never fell (said 29 July 2021) (x-min: 4)"
    )
    assert found["links"] == "follows earlier; part-of earlier; part-of later"
    assert found["extras"] == "x-ref: 12"
    assert found["claims"].split("; News report <-")[0].split(" | ") == [
        "News report <- Local media: Many were killed: “we lost many”",
        "killed: 800 or more",
        "said 27 July 2021; credibility 3, possibly true; id toll",
        "supported by Local media <- Army, Afghan",
        "disputed by News report <- Taliban: dismisses it (said 28 July 2021)",
        "contradicts News report <- Local media <- Army, Afghan",
    ]
    assert f"{chains}: Few were killed | id few" in found["claims"]
    assert "retracted 30 July 2021 | note: heard twice | x-page: 4; " in found["claims"]


def test_no_text_of_a_file_reaches_a_spreadsheet_as_a_formula() -> None:
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
