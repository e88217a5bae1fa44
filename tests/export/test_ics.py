"""The calendar as icalendar reads it back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from export_files import BROKEN, EVERYTHING, events, exported, view
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from timeline_tui.core.views.view import View
from timeline_tui.export import write

KABUL = ZoneInfo("Asia/Kabul")


def read(shown: View) -> list[Event]:
    return Calendar.from_ical(exported("ics", shown)).events


def one(shown: View) -> Event:
    (found,) = read(shown)
    return found


DATES = [
    # an event, its DTSTART and DTEND, its summary
    ({"date": "2021-07-26"}, date(2021, 7, 26), date(2021, 7, 27), "It happens"),
    (
        {"date": "2021-06-27~"},
        date(2021, 6, 27),
        date(2021, 6, 28),
        "It happens (about 27 June 2021)",
    ),
    ({"date": "2021-07"}, date(2021, 7, 1), date(2021, 8, 1), "It happens (July 2021)"),
    (
        {"date": "19XX"},
        date(1900, 1, 1),
        date(2000, 1, 1),
        "It happens (a year of the 1900s)",
    ),
    ({"date": "2021-07-24/2021-07-25"}, date(2021, 7, 24), date(2021, 7, 26), "It happens"),
    (
        {"date": "[2021-07-18..2021-07-25]"},
        date(2021, 7, 18),
        date(2021, 7, 26),
        "It happens [between 18 and 25 July 2021 (once)]",
    ),
    (
        {"date": "{2021-07-24,2021-07-26}"},
        date(2021, 7, 24),
        date(2021, 7, 27),
        "It happens (on 24 and 26 July 2021)",
    ),
    (
        {"date": "2021-05/.."},
        date(2021, 5, 1),
        date(2021, 6, 1),
        "It happens (from May 2021, end open)",
    ),
    (
        {"date": "2021-05/XXXX"},
        date(2021, 5, 1),
        date(2021, 6, 1),
        "It happens (May 2021 – a year that is not known)",
    ),
    (
        {"date": "/2021-08-31"},
        date(2021, 8, 31),
        date(2021, 9, 1),
        "It happens (until 31 August 2021, start unknown)",
    ),
    (
        {"date": "2021-07-26T09:30:15"},
        datetime(2021, 7, 26, 9, 30, 15, tzinfo=KABUL),
        None,
        "It happens",
    ),
    (
        {"date": "2021-07-26T22:00:00Z"},
        datetime(2021, 7, 26, 22, tzinfo=UTC),
        None,
        "It happens",
    ),
    (
        {"date": "2021-07-26", "time": "09:30/11:00"},
        datetime(2021, 7, 26, 9, 30, tzinfo=KABUL),
        datetime(2021, 7, 26, 11, tzinfo=KABUL),
        "It happens",
    ),
    (
        {"date": "2021-07-26", "time": "evening"},
        datetime(2021, 7, 26, 18, tzinfo=KABUL),
        datetime(2021, 7, 27, tzinfo=KABUL),
        "It happens (26 July 2021, evening)",
    ),
    (
        {"date": "2021-07-26T09:00:00/2021-07-27"},
        datetime(2021, 7, 26, 9, tzinfo=KABUL),
        datetime(2021, 7, 28, tzinfo=KABUL),
        "It happens",
    ),
    (
        {"date": "2021-07-26/2021-07-27T09:00:00"},
        datetime(2021, 7, 26, tzinfo=KABUL),
        datetime(2021, 7, 27, 9, tzinfo=KABUL),
        "It happens",
    ),
    (
        {"date": "/2021-07-27T09:00:00"},
        datetime(2021, 7, 27, 9, tzinfo=KABUL),
        None,
        "It happens (until 27 July 2021, 09:00, start unknown)",
    ),
    ({"date": "0001"}, date(1, 1, 1), date(2, 1, 1), "It happens (1 AD)"),
]


@pytest.mark.parametrize(("event", "start", "end", "summary"), DATES, ids=lambda value: str(value))
def test_dates(event: dict[str, str], start: date, end: date | None, summary: str) -> None:
    found = one(events(event, zone="Asia/Kabul"))
    assert found["DTSTART"].dt == start
    assert type(found["DTSTART"].dt) is type(start)
    assert (found["DTEND"].dt if "DTEND" in found else None) == end
    assert found["SUMMARY"] == summary


def test_a_clock_time_is_in_the_files_zone_which_the_calendar_defines() -> None:
    shown = events(
        {"date": "1845-05-19T10:00:00"},
        {"date": "2021-07-26T09:30:00"},
        {"date": "2021-10-31T01:30:00+00:00", "id": "after the clocks went back"},
        zone="Europe/London",
    )
    text = exported("ics", shown)
    assert "DTSTART;TZID=Europe/London:20210726T093000\r\n" in text
    assert "DTSTART:20211031T013000Z\r\n" in text  # locally 01:30, which is there twice
    (zone,) = Calendar.from_ical(text).timezones
    rules = zone.to_tz(lookup_tzid=False)
    for year, month in ((1845, 5), (2021, 7), (2021, 12)):
        moment = datetime(year, month, 19, 10)
        wanted = moment.replace(tzinfo=ZoneInfo("Europe/London")).utcoffset()
        assert moment.replace(tzinfo=rules).utcoffset() == wanted


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kabul", "Pacific/Kiritimati"])
@pytest.mark.parametrize("date", ["0001-01-01T00:00:00", "9999-12-30T23:00:00"])
def test_the_first_and_the_last_years_have_a_zone_too(zone: str, date: str) -> None:
    text = exported("ics", events({"date": date}, zone=zone))
    assert "BEGIN:STANDARD\r\n" in text
    assert Calendar.from_ical(text).events[0]["DTSTART"].dt == datetime.fromisoformat(date).replace(
        tzinfo=ZoneInfo(zone)
    )


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_in_utc_no_zone_is_defined(zone: str) -> None:
    text = exported("ics", events({"date": "2021-07-26", "time": "09:30"}, zone=zone))
    assert "VTIMEZONE" not in text
    found = Calendar.from_ical(text).events[0]["DTSTART"].dt
    assert found == datetime(2021, 7, 26, 9, 30, tzinfo=UTC)


def test_what_a_calendar_cannot_hold_is_counted() -> None:
    shown = events(
        {"date": "unknown"},
        {"date": "2021-07-26"},
        {"date": "-0043-03-15"},
        {"date": "0000-12-31"},
        {"date": "Y12000"},
        {"date": "9999-12-31"},
        {"date": "XXXX-12-25"},
        {"date": "0001-01-01T00:00:00+04:30"},
        zone="Asia/Kabul",
    )
    assert write("ics", shown).left_out == (
        "1 undated event is left out",
        "1 event of no known year is left out",
        "5 events before the year 1 or after the year 9999 are left out",
    )
    assert [found["DTSTART"].dt for found in read(shown)] == [date(2021, 7, 26)]
    assert write("ics", view(BROKEN)).left_out == ("4 undated events are left out",)


def test_all_that_is_said_of_an_event() -> None:
    found = one(view(EVERYTHING, "id=all"))
    assert found["SUMMARY"] == (
        "=Kaldar; retaken, <b>again</b> (26 July 2021, uncertain, 09:30–11:00; planned; retracted)"
    )
    assert found["LOCATION"] == "Kaldar; Hairatan"
    assert found["GEO"].to_ical() == "37.22;67.42"  # Kaldar has none of its own
    assert found.categories == ["battle", "border", "river crossing"]
    assert found["URL"] == "https://paper.example/?a=1&b=2"
    assert found["STATUS"] == "TENTATIVE"
    assert found["TRANSP"] == "TRANSPARENT"
    text = str(found["DESCRIPTION"])
    for said in (
        "26 July 2021, uncertain, 09:30–11:00, time zone Asia/Kabul; “Monday morning”",
        "According to Army, Afghan, as quoted by Local media, as quoted by News report",
        "A line.\n\nAnother line.",
        "Actors: Taliban (target: in two columns; x-strength: two)",
        "Figures: killed, Taliban: about 20.5",
        "Claim: Many were killed | “we lost many”",
        "Standing: retracted. Disputed by Taliban, a party to it (it never fell)",
        "Links: follows earlier",
        "Order: after earlier; before later",
        "Note: The editor's remark",
        "Also: x-ref: 12",
        "https://archive.example/1",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("status", "written"), [("occurred", "CONFIRMED"), ("planned", "TENTATIVE"), ("cancelled", "")]
)
def test_status(status: str, written: str) -> None:
    """A calendar may delete what is CANCELLED, and a chronology must not lose it."""
    found = one(events({"date": "2021-07-26", "status": status}))
    assert found.get("STATUS", "") == written
    assert (status in found["SUMMARY"]) is (status != "occurred")


def test_ids_and_stamps_are_those_of_the_event_and_not_of_the_hour() -> None:
    shown = view(EVERYTHING)
    earlier, all = read(shown)
    assert exported("ics", shown) == exported("ics", view(EVERYTHING))
    assert earlier["UID"] != all["UID"]
    assert read(view(EVERYTHING, "is:planned"))[0]["UID"] == all["UID"]
    assert all["DTSTAMP"].dt == datetime(2021, 7, 29, tzinfo=UTC)  # the latest word on it
    assert earlier["DTSTAMP"].dt == datetime(1970, 1, 1, tzinfo=UTC)


def test_the_calendar_has_the_timelines_name_and_tells_its_day() -> None:
    text = exported("ics", view(EVERYTHING, "asof:2021-07-28"))
    calendar = Calendar.from_ical(text)
    assert calendar["X-WR-CALNAME"] == "Everything, at once (as it was known on 28 July 2021)"
    assert calendar["X-WR-TIMEZONE"] == "Asia/Kabul"
    assert "it never fell" not in text


TEXTS = st.text(
    st.sampled_from(",;:\nNn \"'|^ aé漢😀–“" + "\N{COMBINING ACUTE ACCENT}"), max_size=200
)
"""Without backslashes, which icalendar writes as RFC 5545 has them and reads otherwise."""


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, note=TEXTS, tags=st.lists(TEXTS, max_size=3))
def test_any_text_comes_back_in_lines_of_75_bytes(title: str, note: str, tags: list[str]) -> None:
    entry = {"date": "2021-07-26", "title": f"t{title}", "note": f"n{note}", "tags": tags}
    shown = view(json.dumps({"events": [entry]}, ensure_ascii=False))
    event, text = shown.event(0), exported("ics", shown)
    assert text.endswith("\r\n")
    for line in text.removesuffix("\r\n").split("\r\n"):
        assert "\n" not in line and "\r" not in line
        assert len(line.encode()) <= 75
    found = Calendar.from_ical(text).events[0]
    assert found["SUMMARY"] == " ".join(event.title.split())
    assert f"Note: {event.note.strip()}" in found["DESCRIPTION"]
    assert found.get("CATEGORIES") is None or found.categories == list(dict.fromkeys(event.tags))


def test_a_backslash_is_escaped() -> None:
    text = exported("ics", events({"date": "2021-07-26", "title": "In C:\\temp"}))
    assert "SUMMARY:In C:\\\\temp\r\n" in text
