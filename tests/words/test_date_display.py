"""How dates are shown: honest about precision in the rail, in full words in the event pane."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates import EdtfDate, in_zone, parse_time, understand
from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal
from timeline_tui.words.dates import day_name, iso, lag_words, long, period_name, rail
from timeline_tui.words.signs import ASCII

JULY = (2021, 7)


def shown(text: str) -> EdtfDate:
    """The date as a file in Kabul has it."""
    return in_zone(understand(text), ZoneInfo("Asia/Kabul"))


# What is written; in the rail under July 2021, 13 cells wide; in words. What is rare is as typed.
DISPLAY = """
2021-07-26 | 26 Jul | 26 July 2021
2021-06-27~ | ~27 Jun | about 27 June 2021
2021-07 | July | July 2021
2021-07% | ~July? | about July 2021, uncertain
2021 | 2021 | 2021
2021-07-24/2021-07-25 | 24–25 | 24–25 July 2021
2021-07-24/2021-08-02 | 24 Jul–2 Aug | 24 July – 2 August 2021
2020-12-28/2021-01-03 | 2020–2021 | 28 December 2020 – 3 January 2021
2021-05/.. | from May | from May 2021, end open
/2021-08-31 | by 31 Aug | until 31 August 2021, start unknown
[2021-07-01..2021-07-26] | 1–26, once | 1–26 July 2021, once
[2021-07-24,2021-07-26] | 24 or 26 | 24 or 26 July 2021
[1667,1760-12] | 1667–1760, o… | 1667 or December 1760
[..1760-12-03] | by 3 Dec 1760 | 3 December 1760 or earlier, once
{2021-07-24,2021-07-25,2021-07-28} | 24, 25, 28 | 24, 25, 28 July 2021
{2021-07-24,2021-08-02} | 24 Jul, 2 Aug | 24 July 2021, 2 August 2021
{2021-07-01..2021-07-05} | {2021-07-01.… | {2021-07-01..2021-07-05}
{..1984} | {..1984} | {..1984}
2021-22 | summer | summer 2021 (June–August 2021)
2021-24 | winter | winter 2021 (December 2021 – February 2022)
2021-37 | 1st third | 1st third 2021 (January–April 2021)
2021-07-XX | in July | a day in July 2021
2021-XX | in 2021 | a day in 2021
19XX | 1900s | a year of the 1900s
XXXX-12-25 | XXXX-12-25 | XXXX-12-25
2021-07-2X | 2021-07-2X | 2021-07-2X
-0043-03-15 | 15 Mar 44 BC | 15 March 44 BC
2021-07-26T09:00:00 | 26 Jul 09:00 | 26 July 2021, 09:00
2021-07-26T22:00:00Z | 27 Jul 02:30 | 27 July 2021, 02:30 (written 2021-07-26T22:00:00Z)
2021-07-26T09:00:00/2021-07-26T11:00:00 | 26 Jul | 26 July 2021, 09:00–11:00
2021-07-26T22:00:00/2021-07-27T03:00:00 | 26–27 | 26 July 2021, 22:00 – 27 July 2021, 03:00
?2004-06-~11 | ?2004-06-~11 | ?2004-06-~11
unknown |  | date not known
"""
ROWS = [row.split(" | ") for row in DISPLAY.strip().splitlines()]


def test_rail_and_words():
    for text, in_rail, in_words in ROWS:
        assert (rail(shown(text), under=JULY), long(shown(text))) == (in_rail, in_words), text


TIMES = """
2021-07-26 | morning | morning | 26 Jul | 26 July 2021, morning
2021-07-26 | 09:30 | 09:30 | 26 Jul 09:30 | 26 July 2021, 09:30
2021-07-26 | 09:30/11:00 | 09:30–11:00 | 26 Jul | 26 July 2021, 09:30–11:00
2021-07-26 | 09:30:15.250 | 09:30:15.25 | 26 Jul 09:30 | 26 July 2021, 09:30:15.25
2021-07-26 | ~13:50 | ~13:50 | 26 Jul ~13:50 | 26 July 2021, ~13:50
2021-07-26 | 09:30/24:00 | 09:30–24:00 | 26 Jul | 26 July 2021, 09:30–24:00
2021-07-26T09:00:00 | | 09:00 | 26 Jul 09:00 | 26 July 2021, 09:00
"""
"""Date, time of day; under its day, under its month; in words."""


def test_times_of_day():
    for row in TIMES.strip().splitlines():
        text, time, under_its_day, under_its_month, in_words = map(str.strip, row.split("|"))
        date, day_time = shown(text), parse_time(time) if time else None
        assert rail(date, day_time, under=JULY, under_day=ordinal(2021, 7, 26)) == under_its_day
        assert rail(date, day_time, under=JULY) == under_its_month
        assert long(date, day_time) == in_words


WIDTHS = """
2021-07-24/2021-08-02 | 30 | 24 Jul–2 Aug 2021
2021-07-24/2021-08-02 | 13 | Jul–Aug 2021
2021-07-24/2021-07-25 | 14 | 24–25 Jul 2021
2021-07-26T09:30:15.123456 | 24 | 26 Jul 2021 09:30:15
2021-07-26T09:30:15.123456 | 17 | 26 Jul 2021 09:30
"""


def test_without_a_header_the_fullest_form_that_fits():
    for text, width, expected in (row.split(" | ") for row in WIDTHS.strip().splitlines()):
        assert rail(shown(text), width=int(width)) == expected, text
    assert rail(shown("2021-09"), width=0) == rail(shown("unknown")) == ""


SHOWN = [row[0] for row in ROWS]


@given(
    st.sampled_from(SHOWN),
    st.sampled_from([None, "morning", "09:30", "09:30/11:00"]),
    st.sampled_from([None, JULY, (2020, 12), (-43, 3)]),
    st.integers(0, 40),
)
def test_the_rail_keeps_its_width_its_ascii_and_its_vagueness(text, time, under, width):
    date, day_time = shown(text), None if time is None else parse_time(time)
    form = rail(date, day_time, under=under, width=width)
    assert len(form) <= width
    plain = ASCII.own(form)
    assert plain.isascii() and len(plain) == len(form)
    if date.is_vague and date.earliest is not None:
        year, month, day = civil(date.earliest)
        first = f"{day} {MONTHS[month - 1][:3]}"  # never like the day it starts on
        assert form.strip("~?") not in (first, f"{first} {year}", str(day))


def test_iso():
    wanted = {
        (2021, 7, 26): "2021-07-26",
        (-43, 3, 15): "-0043-03-15",
        (12000, 1, 1): "+12000-01-01",
        (-12000, 1, 1): "-12000-01-01",
    }
    assert {day: iso(ordinal(*day)) for day in wanted} == wanted


def test_how_long_after_an_event_its_report_came():
    wanted = {
        "2021-07-26 2021-07-27": "+1 d",
        "2021-07-24/2021-07-25 2021-07-27": "+2–3 d",
        "2021-07-26 2021-10-26": "+3 m",
        "1845 2014-09-02": "+168–169 y",
        "2021-07-26 2021-07-25": "before it",
        "2021-07-26T23:00:00 2021-07-27T01:00:00": "+2 h",
        "2021-07-26T09:00:00Z 2021-07-26T11:30:00+02:00": "+30 min",
        "2021-07-26T09:00:00 2021-07-26": "+0 d",
    }
    dates = {pair: map(understand, pair.split()) for pair in wanted}
    assert {pair: lag_words(*two) for pair, two in dates.items()} == wanted
    assert lag_words(None, understand("2021")) == lag_words(understand("2021"), None) == ""


def test_the_header_of_a_month_and_of_years():
    wanted = {
        (2021, 7, 1): "July 2021",
        (2021, None, 1): "2021",
        (1840, None, 10): "1840s",
        (2000, None, 100): "2000 to 2099",
        (470, None, 10): "470 AD to 479 AD",
        (-49, None, 10): "50 BC to 41 BC",
        (None, None, 1): "Undated",
        (None, None, 0): "Year not known",
    }
    assert {header: period_name(*header) for header in wanted} == wanted
    assert day_name(ordinal(2021, 7, 26)) == "Mon 26"
