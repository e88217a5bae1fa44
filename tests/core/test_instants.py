"""Clock times are instants, to the microsecond, each file in its own zone (FORMAT section 3 rules
5 and 8, QUERY): in the order, in queries, as of a moment, in lags and in exports."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline_tui.core.dates import in_zone, on_day, parse_date, span
from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.loading import load
from timeline_tui.core.loading.files import Given
from timeline_tui.core.query import QueryError, parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.density import first_row
from timeline_tui.core.views.view import apply
from timeline_tui.export import write
from timeline_tui.words.dates import lag_words, long, rail

BERLIN = """
timezone: Europe/Berlin
sources:
  nine: {published: 2021-07-26T09:45:00}
  eleven: {published: 2021-07-26T11:00:00+02:00}
  monday: {published: 2021-07-26}
events:
  - {id: monday, date: 2021-07-26, title: a, sources: monday}
  - {id: morning, date: 2021-07-26, time: morning, title: b, sources: nine}
  - {id: quarter, date: 2021-07-26T09:30:15.250, title: c, sources: nine}
  - {id: zulu, date: 2021-07-26T07:30:15Z, title: d, sources: eleven}
  - {id: half, date: 2021-07-26, time: 09:30, title: e, sources: [eleven, nine]}
  - {id: hour, date: 2021-07-26, time: 10:00:30/11:00, title: f, sources: eleven}
  - {id: about, date: 2021-07-26, time: ~13:50, title: g}
  - {id: night, date: 2021-07-26T23:00:00/2021-07-27T01:00:00, title: h}
  - {id: week, date: 2021-07-24/2021-07-30, title: i}
  - {id: first, date: 2021-10-31T02:50:00+02:00, title: j}
  - {id: second, date: 2021-10-31T02:10:00+01:00, title: k}
"""


def loaded(*texts: str) -> Timeline:
    return load([Given(f"{number}.yaml", text.encode()) for number, text in enumerate(texts)])


def ids(timeline: Timeline, query: str = "") -> str:
    view = apply(timeline, parse(query))
    return " ".join(view.timeline.events[row].id for row in view.rows)


def exported(format: str, timeline: Timeline, query: str = "") -> Any:
    text = "".join(write(format, apply(timeline, parse(query))).pieces)
    return json.loads(text) if format == "json" else text


def test_the_order_is_that_of_the_instants() -> None:
    assert ids(loaded(BERLIN)) == (
        "week night monday morning half zulu quarter hour about first second"
    )


QUERIES = {
    "date:2021-07-26T09:30:15": "week monday morning zulu quarter",
    "date:2021-07-26T09:30:15.25": "week monday morning quarter",
    "date=2021-07-26T09:30": "half zulu quarter",
    "date:2021-07-26T07:30Z": "week monday morning half zulu quarter",
    "date:2021-07-26T10:45..2021-07-26T12:30": "week monday morning hour",
    "date=2021-07-26T09:00..2021-07-26T11:00": "half zulu quarter hour",
    "date:2021-07-27T00:30": "week night",
    "date=2021-07-26": "monday morning half zulu quarter hour about",
    "before:2021-07-26T09:30:15": "week monday morning half",
    "after:2021-07-26T13:49:00+02:00": "week night monday about first second",
    "after:2021-07-26T13:59:59+04:30": "week night monday morning about first second",
    "date:2021-10-31T02:50": "first",  # the first of two
    "date:2021-10-31T01:00Z..": "second",
    "reported:2021-07-26T09:45": "monday morning half quarter",
    "reported=..2021-07-26T10:00": "half morning quarter",
    "lag<2d lag>=0d": "monday morning half zulu quarter hour",
}


def test_a_clock_time_in_a_query_counts() -> None:
    timeline = loaded(BERLIN)
    for query, found in QUERIES.items():
        assert sorted(ids(timeline, query).split()) == sorted(found.split()), query
    with pytest.raises(QueryError, match="09:00 comes before"):
        parse("date:2021-07-26T10:00..2021-07-26T09:00")


def test_as_of_a_moment_hides_what_was_reported_later() -> None:
    timeline = loaded(BERLIN)
    for moment, known in {
        "2021-07-26T09:44:59": "",
        "2021-07-26T07:45:00Z": "morning half quarter",
        "2021-07-26": "monday morning half zulu quarter hour",
        "2021-07-26 sort:reported": "monday morning half quarter zulu hour",
    }.items():
        assert ids(timeline, f"asof:{moment}") == known, moment
    half = apply(timeline, parse("asof:2021-07-26T10:00 id=half")).event(0)
    assert [chain.publication for chain in half.chains] == ["nine"]


def test_lags_between_clock_times_are_exact() -> None:
    for dates, said in {
        "2021-07-26T23:00:00 2021-07-27T01:00:00": "+2 h",
        "2021-07-26T09:00:00Z 2021-07-26T11:30:00+02:00": "+30 min",
        "2021-07-26T09:00:00 2021-07-26T08:59:59": "before it",
        "2021-07-26T09:00:00 2021-07-26": "+0 d",
    }.items():
        assert lag_words(*map(parse_date, dates.split())) == said


def test_first_row_at_a_moment() -> None:
    timeline, day = loaded(BERLIN), ordinal(2021, 7, 26)
    for typed, id in {"T09:30:15.1": "quarter", "10:01": "about", "T08:30Z": "about"}.items():
        begin = span(in_zone(parse_date(on_day(typed, day)), timeline.zone)).begin
        assert timeline.events[first_row(timeline, day, begin[1])].id == id, typed
    assert on_day("2021-07", day) == "2021-07" and on_day("14:00", 1) == "0001-01-01T14:00"


SHOWN = {
    "09:30:00.000": ("09:30", "26 July 2021, 09:30"),
    "09:30:15.250": ("09:30:15.25", "26 July 2021, 09:30:15.25"),
    "~13:50": ("~13:50", "26 July 2021, ~13:50"),
    "09:30:15/24:00": ("09:30:15–24:00", "26 July 2021, 09:30:15–24:00"),
}


def test_seconds_are_shown_where_they_are_not_zero() -> None:
    for typed, shown in SHOWN.items():
        timeline = loaded(f"events: [{{date: 2021-07-26, time: {typed}, title: x}}]")
        date, time = timeline.events[0].date, timeline.events[0].time
        assert not timeline.problems and date is not None
        assert (rail(date, time, under_day=date.earliest, width=20), long(date, time)) == shown
        assert exported("json", timeline)[0]["time"] == typed
    assert parse_date("2021-07-26T09:30:15.250001Z").notes == ()


KABUL = """
timezone: Asia/Kabul
sources: {wire: {published: 2021-07-26T10:00:00}}
events:
  - {id: report, date: 2021-07-26, time: 09:30, title: a, sources: wire}
  - {id: early, date: 2021-07-26, time: 02:30, title: b}
  - {id: across, date: 2021-07-26, time: 03:00/06:00, title: c}
  - {id: evening, date: 2021-07-26, time: evening, title: d}
  - {id: whole, date: 2021-07-26, title: e}
"""


def test_each_file_has_its_own_zone_and_the_first_is_shown() -> None:
    utc = "timezone: UTC\nevents: [{id: noon, date: 2021-07-26T05:00:00, title: x}]"
    timeline = loaded(utc, KABUL, "events: [{id: none, date: 2021-07-26T12:00:00, title: y}]")
    assert not timeline.problems and timeline.zone.key == "UTC"
    assert ids(timeline) == "across early whole noon report none evening"
    told = {event.id: long(event.date, event.time) for event in timeline.events}
    assert told["across"].startswith("25 July 2021, 22:30 (written 2021-07-26T03:00) – 26 July")
    assert told["report"] == "26 July 2021, 05:00 (written 2021-07-26T09:30)"
    assert told["evening"] == "26 July 2021, 13:30–19:30 (written 2021-07-26 evening)"
    assert (told["noon"], told["whole"]) == ("26 July 2021, 05:00", "26 July 2021")
    assert ids(timeline, "asof:2021-07-26T05:29") == "" != ids(timeline, "asof:2021-07-26T05:30")
    (row,) = exported("json", timeline, "id=early")
    found = [row[name] for name in ("timezone", "date", "earliest")]
    assert found == ["Asia/Kabul", "2021-07-26", "2021-07-25"]


CHANGES = {
    "2021-10-31T02:30:00": ("time-twice", "2021-10-31T00:30"),
    "2021-10-31T02:30:00+01:00": ("", "2021-10-31T01:30"),
    "2021-03-28T02:30:00": ("no-such-time", "2021-03-28T01:30"),
    "2021-03-28/2021-03-28T02:30:00": ("no-such-time", ""),
}


@pytest.mark.parametrize("date", CHANGES)
def test_a_local_time_that_is_there_twice_or_not_at_all(date: str) -> None:
    code, instant = CHANGES[date]
    timeline = loaded(f"timezone: Europe/Berlin\nevents:\n- title: x\n  date: {date}\n")
    told = [(one.code, one.severity, one.line, one.column) for one in timeline.problems]
    assert told == ([(code, "warning", 4, 9)] if code else [])
    assert not instant or apply(timeline, parse(f"date={instant}Z")).shown == 1
    head = loaded(f"timezone: Europe/Berlin\nsources: {{s: {{published: {date}}}}}")
    assert [one.code for one in head.problems if one.code == code] == [code] * bool(code)


ZONES = {
    "CEST": "an IANA name",
    "GMT+2": "`Etc/GMT-2` is 2 h ahead",
    "UTC-05": "`Etc/GMT+5`",
    "+04:30": "of the place",
}


def test_an_offset_is_no_zone() -> None:
    for zone, hint in ZONES.items():
        (problem,) = loaded(f"timezone: {zone}\nevents: []").problems
        assert problem.code == "bad-timezone" and hint in problem.hint


EXPORTED = {
    "ics": "DTSTART;TZID=Europe/Berlin:20210726T093015\r\n",
    "timesketch": ",2021-07-26T07:30:15.250000+00:00,Time,1627284615250000,",
    "timelinejs": '"minute": 30, "second": 15, "millisecond": 250}',
    "markwhen": "2021-07-26 09:30: c (26 July 2021, 09:30:15.25)",
}


def test_exports_have_the_instant() -> None:
    timeline = loaded(BERLIN)
    for format, found in EXPORTED.items():
        assert found in exported(format, timeline, "id=quarter")
    calendar = exported("ics", timeline, "id=second OR id=night")
    assert "DTSTART:20211031T011000Z\r\n" in calendar
    assert "DTEND;TZID=Europe/Berlin:20210727T010000\r\n" in calendar


MASKS = """
XXXX-05-01 | 2021-05 2021-05-01 0000 2021-04-30..2021-05-01 | 2021-06 2021-05-02..2022-04-30
-000X | -0001 -0009 -0005-03 | 0000 -0010
202X-12 | 2021-12 2029 | 2021-11 2020-01..2020-11 2030
2021-XX-31 | 2021-01-31 2021-12 | 2021-02 2021-06 2021-11-30 2021-01-30
XXXX-02-29 | 2020 2024-02 | 2021 2023-03..2024-02-28
"""


def test_a_mask_is_found_by_the_days_that_it_covers() -> None:
    for row in MASKS.strip().splitlines():
        date, found, missed = row.split(" | ")
        timeline = loaded(f"events: [{{id: x, date: {date}, title: x}}]")
        assert [ids(timeline, f"date:{one}") for one in found.split()] == ["x"] * len(found.split())
        assert not any(ids(timeline, f"date:{one}") for one in missed.split()), date
        assert not ids(timeline, "date=2021-12"), date


UNDATED = """
events:
  - {id: a, date: 2021-07-10T12:00:00, title: a}
  - {id: z, date: 2021-07-20, title: z}
  - {id: u, date: unknown, after: a, before: z, title: u}
  - {id: v, date: unknown, after: u, title: v}
"""


def test_after_and_before_bound_an_undated_event() -> None:
    timeline = loaded(UNDATED)
    for query, found in {
        "date:2021-07-15": "u v",
        "date:2021-07-10T11:00": "",
        "date:2021-07-10T13:00": "u v",
        "date:2021-08": "v",
        "date=2021-07": "a z",
        "is:undated": "u v",
    }.items():
        assert sorted(ids(timeline, query).split()) == found.split(), query
