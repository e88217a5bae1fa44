"""Where an event stands in the formats that draw dates: one table for all of them."""

import csv
import json
import re

import pytest
from export_files import events, exported
from icalendar import Calendar

from timeline_tui.core.views.view import View
from timeline_tui.export import write


def ics(shown: View) -> str:
    """Start and end; `K` is before a time in Kabul's zone."""
    text = exported("ics", shown).partition("BEGIN:VEVENT")[2]
    found = re.findall(
        r"^DT(?:START|END)[;:](?:VALUE=DATE:|(T)ZID=Asia/Kabul:)?(.+)\r$", text, re.M
    )
    return " ".join(f"{'K' * len(local)}{moment}" for local, moment in found)


def timelinejs(shown: View) -> str:
    (slide,) = json.loads(exported("timelinejs", shown))["events"]
    ends = (slide.get(name) for name in ("start_date", "end_date"))
    return " ".join("-".join(map(str, end.values())) for end in ends if end)


def markwhen(shown: View) -> str:
    found = re.search(r"^([-/: 0-9]+): It happens", exported("markwhen", shown), re.M)
    return found[1] if found else ""


def timesketch(shown: View) -> str:
    for row in csv.DictReader(exported("timesketch", shown).splitlines()):
        moment = row["datetime"].removesuffix("+00:00")
        return f"{moment} {row['timestamp_desc']}"
    return ""


# Date and time | ics: DTSTART and DTEND | timelinejs
IN_A_CALENDAR = """
2021-07-26 | 20210726 20210727 | 2021-7-26
2021-07 | 20210701 20210801 | 2021-7-1 2021-7-31
2021-07-24/2021-07-25 | 20210724 20210726 | 2021-7-24 2021-7-25
2021-05/.. | 20210501 20210601 | 2021-5-1 2021-5-31
/2021-08-31 | 20210831 20210901 | 2021-8-31
[..1760-12-03] | 17601203 17601204 | 1760-12-3
2021-07-26T09:30:15.25 | K20210726T093015 | 2021-7-26-9-30-15-250
2021-07-26T22:00:00Z | 20210726T220000Z | 2021-7-27-2-30
2021-07-26 09:30/11:00 | K20210726T093000 K20210726T110000 | 2021-7-26-9-30 2021-7-26-11-0
2021-07-26 evening | K20210726T180000 K20210727T000000 | 2021-7-26-18-0 2021-7-27-0-0
Y12000 | - | 12000-1-1 12000-12-31
1699-12-31 | 16991231 17000101 | 1699-12-31
"""
# Date and time | markwhen | timesketch, in UTC
ON_A_LINE = """
2021-07-26 | 2021-07-26 | 2021-07-26T00:00:00 Event time
2021-07 | 2021-07-01/2021-07-31 | 2021-07-01T00:00:00 Earliest possible time
2021-07-24/2021-07-25 | 2021-07-24/2021-07-25 | 2021-07-24T00:00:00 Event time
2021-05/.. | 2021-05-01/2021-05-31 | 2021-05-01T00:00:00 Earliest possible time
/2021-08-31 | 2021-08-31 | 2021-08-31T00:00:00 Latest possible time
[..1760-12-03] | 1760-12-03 | 1760-12-03T00:00:00 Latest possible time
2021-07-26T09:30:15.25 | 2021-07-26 09:30 | 2021-07-26T05:00:15.250000 Event time
2021-07-26T22:00:00Z | 2021-07-27 02:30 | 2021-07-26T22:00:00 Event time
2021-07-26 09:30/11:00 | 2021-07-26 09:30/2021-07-26 11:00 | 2021-07-26T05:00:00 Event time
2021-07-26 evening | 2021-07-26 18:00/2021-07-27 00:00 | 2021-07-26T13:30:00 Earliest possible time
1699-12-31 | 1699-12-31 | -
"""


def test_where_an_event_stands():
    for table, formats in [(IN_A_CALENDAR, (ics, timelinejs)), (ON_A_LINE, (markwhen, timesketch))]:
        for row in table.strip().splitlines():
            event, *wanted = row.split(" | ")
            date, _, time = event.partition(" ")
            shown = events({"date": date, "time": time or None}, zone="Asia/Kabul")
            assert [format(shown) or "-" for format in formats] == wanted, event


def test_only_what_is_drawn_in_full_needs_no_words():
    """The summary tells what the place on the axis cannot: doubt, vagueness, a time left out."""
    summaries = {
        "2021-07-26": "It happens",
        "2021-07-26T22:00:00Z": "It happens",
        "2021-07-26T09:00:00/2021-07-27": "It happens (26 July 2021, 09:00 – 27 July 2021)",
        "2021-06-27~": "It happens (about 27 June 2021)",
        "2021-40": "It happens [1st half 2021 (January–June 2021)]",
        "2021-05/..": "It happens (from May 2021, end open)",
        "[2021-07-18..2021-07-25]": "It happens (18–25 July 2021, once)",
    }
    for date, summary in summaries.items():
        shown = events({"date": date}, zone="Asia/Kabul")
        (found,) = Calendar.from_ical(exported("ics", shown)).events
        assert found["SUMMARY"] == summary
        assert f": {summary}\n" in exported("markwhen", shown)
    seconds = exported("markwhen", events({"date": "2021-07-26T09:30:15"}))
    assert ": It happens (26 July 2021, 09:30:15)\n" in seconds


LEFT_OUT = {"ics": 7, "markwhen": 6, "timesketch": 9, "timelinejs": 2}


@pytest.mark.parametrize("format", LEFT_OUT)
def test_what_has_no_place_is_counted(format):
    dates = "unknown 2021-07-26 -0043-03-15 0000 Y12000 Y-12000 9999-12-31 XXXX-12-25 1699 2262"
    shown = events(*({"date": date} for date in dates.split()))
    said = f"{LEFT_OUT[format]} events left out: no date that this format can hold"
    assert write(format, shown).left_out == (said,)
