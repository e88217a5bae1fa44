"""Dates in other notations are read where they can only mean one thing (FORMAT section 8)."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from timeline_tui.core.dates import DateError, parse_date, understand
from timeline_tui.core.dates.months import MONTHS
from timeline_tui.core.loading import load_text

# What is typed, and as what it is read.
READ = """
April 2015 => 2015-04
24 February 2016 => 2016-02-24
Feb. 3rd, 2021 => 2021-02-03
the 3rd of February, 2021 => 2021-02-03
03FEB2021 => 2021-02-03
2021 Feb => 2021-02
28/04/2020 => 2020-04-28
12/31/1999 => 1999-12-31
05/05/2021 => 2021-05-05
26.07.2021 => 2021-07-26
2021-7-4 => 2021-07-04
2021/07/26 => 2021-07-26
2021. 07. 26. => 2021-07-26
20210726 => 2021-07-26
26072021 => 2021-07-26
202107 => 2021-07
07/2021 => 2021-07
2021/07 => 2021-07
476 => 0476
2021年7月26日 => 2021-07-26
2021年7月 => 2021-07
2021년 7월 26일 => 2021-07-26
٢٠٢١-٠٧-٢٦ => 2021-07-26
2021−07−26 => 2021-07-26
2021-W30-1 => 2021-07-26
2020W537 => 2021-01-03
2021-207 => 2021-07-26
2020-366 => 2020-12-31
Monday, 26 July 2021 => 2021-07-26
lundi 26 juillet 2021 => 2021-07-26
segunda-feira, 26 de julho de 2021 => 2021-07-26
26 июля 2021 г. => 2021-07-26
1er mars 2021 => 2021-03-01
1° gennaio 1900 => 1900-01-01
1. Jänner 1900 => 1900-01-01
July 26, 2021 at 3pm => 2021-07-26T15:00:00
Jan 1, 2020 12am => 2020-01-01T00:00:00
2021-07-26 9am => 2021-07-26T09:00:00
26.07.2021 um 9.30 Uhr => 2021-07-26T09:30:00
26 juillet 2021 à 14h30 => 2021-07-26T14:30:00
2021-07-26 09:00 UTC => 2021-07-26T09:00:00Z
26.07.2021 13:46:02 UTC+03:00 => 2021-07-26T13:46:02+03:00
26 July 2021 09:00:15 +0430 => 2021-07-26T09:00:15+04:30
02/Jul/2019:13:46:02 +0000 => 2019-07-02T13:46:02+00:00
Mon, 26 Jul 2021 13:46:02 GMT => 2021-07-26T13:46:02Z
Mon Jul 26 13:46:02 2021 +0200 => 2021-07-26T13:46:02+02:00
Mon Jul 26 13:46:02 +0000 2021 => 2021-07-26T13:46:02+00:00
3:45 PM · Jul 26, 2021 => 2021-07-26T15:45:00
13:46, 26 July 2021 (UTC) => 2021-07-26T13:46:00Z
2021:07:26 13:46:02 => 2021-07-26T13:46:02
20210726T090000Z => 2021-07-26T09:00:00Z
1627300000 => 2021-07-26T11:46:40Z
1627300000000 => 2021-07-26T11:46:40Z
26 July 2021, 09:00 - 11:00 => 2021-07-26T09:00:00/2021-07-26T11:00:00
2021-07-26T09:00/11:00 => 2021-07-26T09:00:00/2021-07-26T11:00:00
26 July 2021 9am-11am => 2021-07-26T09:00:00/2021-07-26T11:00:00
c. 1483 => 1483~
circa April 1483 => 1483-04~
1483 (?) => 1483?
possibly 26 July 2021 => 2021-07-26?
c. July 2021? => 2021-07%
19?? => 19XX
2021-07-?? => 2021-07-XX
19uu => 19XX
1840s => 184X
19th century => 18XX
5th century BC => -04XX
44 BC => -0043
1 BC => 0000
15 March 44 BC => -0043-03-15
AD 44 => 0044
10,000 BC => -9999
c. 12,000 BC => Y-11999~
summer of 2021 => 2021-22
Q3 2021 => 2021-35
winter 2021/22 => 2021-24
winter 2021-2022 => 2021-24
1914-18 => 1914/1918
1939/45 => 1939/1945
2019–2021 => 2019/2021
24–27 July 2021 => 2021-07-24/2021-07-27
July 24-27, 2021 => 2021-07-24/2021-07-27
24.–27.07.2021 => 2021-07-24/2021-07-27
28 Dec 2020 - 3 Jan 2021 => 2020-12-28/2021-01-03
July 2021 – August 2021 => 2021-07/2021-08
July-August 2021 => 2021-07/2021-08
2021-07-24/25 => 2021-07-24/2021-07-25
2021-05/07 => 2021-05/2021-07
2021-07-24 to 2021-07-25 => 2021-07-24/2021-07-25
24 July 2021 – c. 2 August 2021 => 2021-07-24/2021-08-02~
1200–1100 BC => -1199/-1099
18th–19th century => 17XX/18XX
FROM 1 JAN 1900 => 1900-01-01/..
FROM 1900 TO 5 FEB 1901 => 1900/1901-02-05
TO 1905 => /1905
BEF 1850 => [..1850]
AFT 1850 => [1850..]
ABT 1850 => 1850~
BET 1850 AND 1852 => [1850..1852]
since May 2021 => 2021-05/..
May 2021 - present => 2021-05/..
before c. 1850 => [..1850~]
1850 or later => [1850..]
24 or 25 July 2021 => [2021-07-24,2021-07-25]
[2021-07-24, 25 July 2021] => [2021-07-24,2021-07-25]
24 July 2021/27 July 2021 => 2021-07-24/2021-07-27
../2021-7-26 => ../2021-07-26
TBD => unknown
UNKNOWN => unknown
"""
CASES = dict(row.split(" => ") for row in READ.strip().splitlines())


def test_what_has_one_reading_is_read() -> None:
    found = {typed: understand(typed) for typed in CASES}
    assert {typed: date.text for typed, date in found.items()} == CASES
    for typed, date in found.items():
        note = f"{typed} is read as {date.text}; write it that way"
        assert (date.written, date.notes) == (typed, (note,))
        assert replace(date, written="", notes=()) == parse_date(date.text)
        with pytest.raises(DateError) as refused:  # the grammar itself stays strict
            parse_date(typed)
        assert refused.value.suggestions == (date.text,)


def test_edtf_is_read_as_it_is() -> None:
    for text in ("2021-07-26", "2021-21", "1914-12", "[2021..2022]", " 2021 ", "2021-07-26 09:00"):
        date = understand(text)
        assert date == parse_date(text) and date.text == text and not date.written


NAMES = """
January Februar février März marzo avril abril mai maggio giugno juin juli août agosto
augustus setembro dezembro декабря мая
"""
SHORT = {
    1: "jan janv ene gen янв jän",
    2: "feb febr fév févr fev фев февр",
    3: "mar mär mrz mrt мар",
    4: "apr avr abr апр",
    5: "may mai mag mei май",
    6: "jun juin giu июн",
    7: "jul juil lug июл",
    8: "aug août ago авг",
    9: "sep sept set сен сент",
    10: "oct okt ott out окт",
    11: "nov ноя нояб",
    12: "dec déc dez dic дек",
}


def test_months_of_eight_languages() -> None:
    for month, names in SHORT.items():
        for name in names.split():
            for typed in (f"26 {name} 2021", f"26. {name.upper()}. 2021"):
                assert understand(typed).text == f"2021-{month:02}-26", typed
    for name in NAMES.split():
        assert understand(f"{name} 2021").text.startswith("2021-")
    for typed in ("jui 2021", "ma 2021", "Marsch 2021", "x-mas 2021", "janitor 2021"):
        with pytest.raises(DateError):
            understand(typed)


def test_no_name_of_a_month_means_two() -> None:
    """`jui` begins juin and juillet."""
    assert "jui" not in MONTHS and MONTHS["juin"] == 6 and MONTHS["juil"] == 7
    assert sorted(set(MONTHS.values())) == list(range(1, 13))


def test_fifty_odd_dates_of_a_file() -> None:
    rows = [f"- date: '{typed}'\n  title: {n}" for n, typed in enumerate(CASES)]
    timeline = load_text("\n".join(rows))
    events = {event.title: event for event in timeline.events}
    assert len(events) == len(CASES)
    for number, (typed, text) in enumerate(CASES.items()):
        event = events[str(number)]
        assert event.date is not None
        assert (event.date.text, event.date_text, event.date_written) == (text, typed, "")
    problem = timeline.problems[0]
    assert {problem.code for problem in timeline.problems} == {"other-date"}
    assert str(problem) == (
        "events.yaml:1:9: note: April 2015 is read as 2015-04. Write it that way. [other-date]"
    )


def test_what_the_source_said_stays_and_the_day_takes_a_time() -> None:
    timeline = load_text(
        "sources: {a: {published: 27 July 2021}}\n"
        "events:\n- {date: 26 July 2021, time: 09:30, date_text: on Monday, title: x, sources: a}\n"
        "- {date: [24 July 2021, 2021-07-25], title: y}"
    )
    first, second = sorted(timeline.events, key=lambda event: event.title)
    assert (first.date_text, first.time and first.time.text) == ("on Monday", "09:30")
    assert second.date_text == "[24 July 2021,2021-07-25]"
    published = timeline.sources["a"].published
    assert published and (published.text, published.written) == ("2021-07-27", "27 July 2021")


def test_the_page_says_what_is_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
    table = page.partition("<!-- notations -->")[2].partition("<!-- end notations -->")[0]
    rows = re.findall(r"^\| `(.+)` \| `(.+)` \|$", table, re.M)
    assert len(rows) > 10
    assert [(typed, understand(typed).text) for typed, _ in rows] == rows


def test_no_text_takes_long() -> None:
    """Neither long ones nor those with many ways to divide them."""
    parts = ("9", "1/", "- ", "? ", "~?", "c. ", "and ", "2021-7-4,", "T09:", "from to ", "١", "\0")
    texts = [(part * 2000)[:length] for part in parts for length in (190, 200, 2000, 9000)]
    sets = [f"[{body}]" for body in texts]
    begun = time.perf_counter()
    for text in chain(
        texts, sets, ["2021²", "½ July 2021", "\0 2021", "\ud800", "²⁰²¹", "2021\x00"]
    ):
        with pytest.raises(DateError):
            understand(text)
    assert time.perf_counter() - begun < 5
