"""Clock times are instants, to the microsecond, each file in its own zone (FORMAT section 3 rules
5 and 8, QUERY): in the order, in queries, as of a moment, in lags and in exports."""

import json

import pytest
from export_files import exported, ids, viewed

from timeline_tui.core.dates import on_day
from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.loading import load
from timeline_tui.core.loading.files import Given
from timeline_tui.core.query import QueryError, parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long

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


def test_the_order_is_that_of_the_instants():
    assert ids(viewed("", loaded(BERLIN))) == (
        "week night monday morning half zulu quarter hour about first second"
    )


QUERIES = {
    "date:2021-07-26T09:30:15": "week monday morning zulu quarter",
    "date:2021-07-26T09:30:15.25": "week monday morning quarter",
    "date=2021-07-26T09:30": "half zulu quarter",
    "date:2021-07-26T10:45..2021-07-26T12:30": "week monday morning hour",
    "date=2021-07-26T09:00..2021-07-26T11:00": "half zulu quarter hour",
    "after:2021-07-26T13:59:59+04:30": "week night monday morning about first second",
    "date:2021-10-31T02:50": "first",  # the first of two
    "reported:2021-07-26T09:45": "monday morning half quarter",
    "lag<2d lag>=0d": "monday morning half zulu quarter hour",
}


def test_a_clock_time_in_a_query_counts():
    timeline = loaded(BERLIN)
    for query, found in QUERIES.items():
        assert sorted(ids(viewed(query, timeline)).split()) == sorted(found.split()), query
    with pytest.raises(QueryError, match="09:00 comes before"):
        parse("date:2021-07-26T10:00..2021-07-26T09:00")


def test_as_of_a_moment_hides_what_was_reported_later():
    timeline = loaded(BERLIN)
    for moment, known in {
        "2021-07-26T09:44:59": "",
        "2021-07-26T07:45:00Z": "morning half quarter",
        "2021-07-26 sort:reported": "monday morning half quarter zulu hour",
    }.items():
        assert ids(viewed(f"asof:{moment}", timeline)) == known, moment
    half = viewed("asof:2021-07-26T10:00 id=half", timeline).event(0)
    assert [chain.publication for chain in half.chains] == ["nine"]


def test_a_time_is_of_the_day_that_it_is_typed_on():
    day = ordinal(2021, 7, 26)
    assert on_day("T08:30Z", day) == "2021-07-26T08:30Z"
    assert on_day("2021-07", day) == "2021-07" and on_day("14:00", 1) == "0001-01-01T14:00"


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


def test_each_file_has_its_own_zone_and_the_first_is_shown():
    utc = "timezone: UTC\nevents: [{id: noon, date: 2021-07-26T05:00:00, title: x}]"
    timeline = loaded(utc, KABUL, "events: [{id: none, date: 2021-07-26T12:00:00, title: y}]")
    assert not timeline.problems and timeline.zone.key == "UTC"
    assert ids(viewed("", timeline)) == "across early whole noon report none evening"
    told = {event.id: long(event.date, event.time) for event in timeline.events}
    assert told["across"].startswith("25 July 2021, 22:30 (written 2021-07-26T03:00) – 26 July")
    assert told["report"] == "26 July 2021, 05:00 (written 2021-07-26T09:30)"
    assert told["evening"] == "26 July 2021, 13:30–19:30 (written 2021-07-26 evening)"
    assert (told["noon"], told["whole"]) == ("26 July 2021, 05:00", "26 July 2021")
    for moment, known in ("05:29", 0), ("05:30", 1):
        assert viewed(f"asof:2021-07-26T{moment}", timeline).shown == known
    row = json.loads(exported("jsonl", viewed("id=early", timeline)))
    found = [row[name] for name in ("timezone", "date", "earliest")]
    assert found == ["Asia/Kabul", "2021-07-26", "2021-07-25"]


CHANGES = {
    "2021-10-31T02:30:00": ("time-twice", "2021-10-31T00:30"),
    "2021-10-31T02:30:00+01:00": ("", "2021-10-31T01:30"),
    "2021-03-28/2021-03-28T02:30:00": ("no-such-time", ""),
}


@pytest.mark.parametrize("date", CHANGES)
def test_a_local_time_that_is_there_twice_or_not_at_all(date):
    code, instant = CHANGES[date]
    timeline = loaded(f"timezone: Europe/Berlin\nevents:\n- title: x\n  date: {date}\n")
    told = [(one.code, one.severity, one.line, one.column) for one in timeline.problems]
    assert told == ([(code, "warning", 4, 9)] if code else [])
    assert not instant or viewed(f"date={instant}Z", timeline).shown == 1
    head = loaded(f"timezone: Europe/Berlin\nsources: {{s: {{published: {date}}}}}")
    assert [one.code for one in head.problems if one.code == code] == [code] * bool(code)
    cited = loaded(f"timezone: Europe/Berlin\nevents:\n- title: x\n  sources: s (p. 3; {date})\n")
    told = [(one.line, one.column) for one in cited.problems if one.code == code]
    assert told == [(4, 21)] * bool(code)


def test_an_offset_is_no_zone():
    for zone in ("CEST", "GMT+2", "UTC-05", "+04:30"):
        (problem,) = loaded(f"timezone: {zone}\nevents: []").problems
        assert problem.code == "bad-timezone" and "the place's zone" in problem.hint


MASKS = """
XXXX-05-01 | 2021-05 2021-05-01 0000 2021-04-30..2021-05-01 | 2021-06 2021-05-02..2022-04-30
-000X | -0001 -0009 -0005-03 | 0000 -0010
2021-XX-31 | 2021-01-31 2021-12 | 2021-02 2021-06 2021-11-30 2021-01-30
XXXX-02-29 | 2020 2024-02 | 2021 2023-03..2024-02-28
"""


def test_a_mask_is_found_by_the_days_that_it_covers():
    for row in MASKS.strip().splitlines():
        date, found, missed = row.split(" | ")
        timeline = loaded(f"events: [{{id: x, date: {date}, title: x}}]")
        assert all(viewed(f"date:{one}", timeline).shown for one in found.split()), date
        assert not any(viewed(f"date:{one}", timeline).shown for one in missed.split()), date
        assert not viewed("date=2021-12", timeline).shown, date


UNDATED = """
events:
  - {id: a, date: 2021-07-10T12:00:00, title: a}
  - {id: z, date: 2021-07-20, title: z}
  - {id: u, date: unknown, after: a, before: z, title: u}
  - {id: v, date: unknown, after: u, title: v}
"""


def test_after_and_before_bound_an_undated_event():
    timeline = loaded(UNDATED)
    for query, found in {
        "date:2021-07-15": "u v",
        "date:2021-07-10T11:00": "",
        "date:2021-07-10T13:00": "u v",
        "date:2021-08": "v",
        "date=2021-07": "a z",
        "is:undated": "u v",
    }.items():
        assert sorted(ids(viewed(query, timeline)).split()) == found.split(), query
