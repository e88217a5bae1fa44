"""The calendar as icalendar reads it back."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from export_files import EVERYTHING, events, exported, view
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from timeline_tui.core.views.view import View


def read(shown: View) -> list[Event]:
    return Calendar.from_ical(exported("ics", shown)).events


def one(shown: View) -> Event:
    (found,) = read(shown)
    return found


def test_a_clock_time_is_in_the_files_zone_which_the_calendar_defines():
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


def test_the_first_and_the_last_years_have_a_zone_too():
    for moment in ("0001-01-01T00:00:00", "9999-12-30T23:00:00"):
        text = exported("ics", events({"date": moment}, zone="Pacific/Kiritimati"))
        assert "BEGIN:STANDARD\r\n" in text
        wanted = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Pacific/Kiritimati"))
        assert Calendar.from_ical(text).events[0]["DTSTART"].dt == wanted


def test_what_calendars_have_fields_for_stands_there():
    found = one(view(EVERYTHING, "id=all"))
    assert found["LOCATION"] == "Kaldar; Hairatan"
    assert found["GEO"].to_ical() == "37.22;67.42"  # Kaldar has none of its own
    assert found.categories == ["battle", "border", "river crossing"]
    assert found["URL"] == "https://paper.example/?a=1&b=2"
    assert found["TRANSP"] == "TRANSPARENT"
    # A calendar may delete what is CANCELLED, and a chronology must not lose it.
    for status, written in (("occurred", "CONFIRMED"), ("planned", "TENTATIVE"), ("cancelled", "")):
        found = one(events({"date": "2021-07-26", "status": status}))
        assert found.get("STATUS", "") == written
        assert (status in found["SUMMARY"]) is (status != "occurred")


def test_ids_are_those_of_the_event_and_not_of_the_hour():
    shown = view(EVERYTHING)
    earlier, all = read(shown)
    assert exported("ics", shown) == exported("ics", view(EVERYTHING))
    assert earlier["UID"] != all["UID"]
    assert read(view(EVERYTHING, "is:planned"))[0]["UID"] == all["UID"]


def test_the_calendar_has_the_timelines_name_and_tells_its_day():
    text = exported("ics", view(EVERYTHING, "asof:2021-07-28"))
    calendar = Calendar.from_ical(text)
    assert calendar["X-WR-CALNAME"] == "Everything, at once (as it was known on 28 July 2021)"
    assert calendar["X-WR-TIMEZONE"] == "Asia/Kabul"
    assert "it never fell" not in text


TEXTS = st.text(
    st.sampled_from(",;:\nNn \"'|^ aé漢😀–“" + "\N{COMBINING ACUTE ACCENT}"), max_size=200
)
"""Without backslashes, which icalendar writes as RFC 5545 has them and reads otherwise."""


@settings(max_examples=60)
@given(title=TEXTS, note=TEXTS, tags=st.lists(TEXTS, max_size=3))
def test_any_text_comes_back_in_lines_of_75_bytes(title, note, tags):
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
