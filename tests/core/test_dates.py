"""Dates of FORMAT section 3: the examples of the EDTF specification, bounds, zones, day times."""

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from timeline_tui.core.dates import (
    DateError,
    EdtfDate,
    Point,
    all_points,
    in_zone,
    parse_time,
    understand,
)
from timeline_tui.core.dates.calendar import civil, ordinal, weekday
from timeline_tui.core.dates.times import MINUTE


def day(number: int | None) -> str:
    """An ordinal as year-month-day, the year not padded; `..` for no bound."""
    return ".." if number is None else "{}-{:02}-{:02}".format(*civil(number))


def bounds(date: EdtfDate) -> str:
    first, last = day(date.earliest), day(date.latest)
    return first if first == last and first != ".." else f"{first} {last}"


def point(text: str) -> Point:
    (found,) = all_points(understand(text))
    return found


# Examples of https://www.loc.gov/standards/datetime/ that FORMAT supports, with their bounds.
SPECIFICATION = """
1985-04-12                  1985-04-12
1985                        1985-01-01 1985-12-31
1985-04-12T23:20:30         1985-04-12
1985-04-12T23:20:30.250001Z 1985-04-12
1964/2008                   1964-01-01 2008-12-31
2001-21                     2001-03-01 2001-05-31
1984?                       1984-01-01 1984-12-31
201X                        2010-01-01 2019-12-31
1985-04-XX                  1985-04-01 1985-04-30
1985-04-12/..               1985-04-12 ..
../1985-04-12               .. 1985-04-12
/1985-04-12                 .. 1985-04-12
1984-06-02?/2004-08-08~     1984-06-02 2004-08-08
-1985                       -1985-01-01 -1985-12-31
2001-34                     2001-04-01 2001-06-30
[1667,1668,1670..1672]      1667-01-01 1672-12-31
[..1760-12-03]              .. 1760-12-03
[1760-01,1760-02,1760-12..] 1760-01-01 ..
{1667,1668,1670..1672}      1667-01-01 1672-12-31
{..1984}                    .. 1984-12-31
?2004-06-~11                2004-06-11
156X-12-25                  1560-12-25 1569-12-25
XXXX-12-XX                  0-12-01 9999-12-31
1XXX-XX                     1000-01-01 1999-12-31
1984-1X                     1984-10-01 1984-12-31
"""
FURTHER_BOUNDS = """
2021-02-XX                  2021-02-01 2021-02-28
2021-XX-31                  2021-01-31 2021-12-31
XXXX-02-29                  0-02-29 9996-02-29
190X-02-29                  1904-02-29 1908-02-29
-01XX                       -199-01-01 -100-12-31
-000X                       -9-01-01 -1-12-31
19XX-24                     1900-12-01 2000-02-29
Y-12000                     -12000-01-01 -12000-12-31
2021-24                     2021-12-01 2022-02-28
2021/2021-01-01             2021-01-01
[..1760,1762..]             .. ..
unknown                     .. ..
"""


def test_bounds():
    rows = dict(row.split(None, 1) for row in (SPECIFICATION + FURTHER_BOUNDS).split("\n") if row)
    dates = {text: understand(text) for text in rows}
    assert {text: bounds(date) for text, date in dates.items()} == rows
    assert all(date.text == text and date.notes == () for text, date in dates.items())


PRECISIONS = {
    "day": "2021-07-26 2021-07-26T09:00:00 2021-07-24/2021-07-25 {2021-07-24,2021-07-25}",
    "month": "2021-07 2021-07-XX 2021-05/..",
    "year": "2021 Y12000 2021-XX-XX",
    "season": "2021-22",
    "quarter": "2021-33",
    "third": "2021-37",
    "half": "2021-41",
    "decade": "198X -019X 156X-12-25",
    "century": "19XX",
    "millennium": "1XXX",
    "none": "XXXX-12-25 unknown",
    "mixed": "2004-02-01/2005 [1667,1760-12]",
}


def test_precision():
    wanted = {text: precision for precision, texts in PRECISIONS.items() for text in texts.split()}
    assert {text: understand(text).precision for text in wanted} == wanted


QUALIFIERS = {
    "2004-06-11%": ("%", "%", "%"),
    "2004-06~-11": ("~", "~", ""),
    "2004?-06-11": ("?", "", ""),
    "2004?-06~-11": ("%", "~", ""),
    "?2004~-06-11": ("%", "", ""),
    "2004-06-?11~": ("~", "~", "%"),
    "2004-06-XX?": ("?", "?", "?"),
}


def test_qualifiers_of_components():
    """Left of a component it holds for that one, right of it for all up to it (EDTF level 2)."""
    assert {text: point(text).qualifiers for text in QUALIFIERS} == QUALIFIERS
    for text, signs in QUALIFIERS.items():
        date = understand(text)
        assert date.uncertain is bool({"?", "%"} & {*signs})
        assert date.approximate is bool({"~", "%"} & {*signs})


LENIENT = {
    "2021-07-26T09:00": "2021-07-26T09:00:00",
    "2021-07-26 09:00:30": "2021-07-26T09:00:30",
    "2021-07-26 09:00-04:00": "2021-07-26T09:00:00-04:00",
    "{2021-07-24, 2021-07-25}": "{2021-07-24,2021-07-25}",
}


def test_leniencies_are_noted_with_what_to_write():
    for text, strict in LENIENT.items():
        date, meant = understand(text), understand(strict)
        assert len(date.notes) == 1 and strict in date.notes[0]
        assert meant.notes == ()
        assert (date.earliest, date.latest) == (meant.earliest, meant.latest)
        if date.clock is not None and meant.clock is not None:
            assert date.clock.start == meant.clock.start


CONVERTED = """
2021-07-26T04:30:00Z       Asia/Kabul        2021-07-26  32400
2021-07-26T01:00:00+04:30  America/New_York  2021-07-25  59400
2021-12-31T23:30:00-01     UTC               2022-01-01  1800
-0043-03-15T12:00:00Z      Asia/Kabul        -43-03-15   59808
9999-12-31T23:00:00-04     UTC               10000-01-01 10800
"""
"""The last two: beyond the years of `datetime` a zone is as at their end."""


def test_an_offset_is_converted():
    for row in CONVERTED.strip().splitlines():
        text, zone, local_day, second = row.split()
        date = in_zone(understand(text), ZoneInfo(zone))
        assert date.clock is not None
        assert (bounds(date), date.clock.start // 10**6) == (local_day, int(second)), row
        assert date.text == text


_digit = st.sampled_from("0123456789X")
_sign = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn) -> str:
    """A point in EDTF, not always one that exists."""
    if draw(st.integers(0, 9)) == 0:
        return f"Y{draw(st.sampled_from(['', '-']))}{draw(st.integers(10_000, 10**11))}"
    year = draw(
        st.one_of(st.integers(0, 9999).map("{:04}".format), st.text(_digit, min_size=4, max_size=4))
    )
    year = draw(st.sampled_from(["", "", "-"])) + year
    month = st.one_of(st.integers(1, 12), st.integers(21, 41)).map("{:02}".format)
    parts = [year]
    if draw(st.booleans()):
        parts.append(draw(st.one_of(month, st.sampled_from(["XX", "0X", "1X", "X2"]))))
        if parts[1] < "13" and draw(st.booleans()):
            days = st.one_of(st.integers(1, 31).map("{:02}".format), st.sampled_from(["XX", "2X"]))
            parts.append(draw(days))
    return "-".join(draw(_sign) + part + draw(_sign) for part in parts)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A point, an interval or a set in EDTF, not always one that is accepted."""
    shape = draw(st.sampled_from(["{}", "{}", "{}/{}", "{}/..", "/{}", "[{}..{}]", "{{{},{}}}"]))
    return shape.format(draw(points()), draw(points()))


def accepted(text: str) -> EdtfDate:
    try:
        return understand(text)
    except DateError:
        assume(False)
        raise


@given(dates())
def test_bounds_are_in_order_and_qualification_never_moves_them(text):
    date, bare = accepted(text), understand(re.sub("[?~%]", "", text))
    assert date.text == text
    if date.earliest is not None and date.latest is not None:
        assert date.earliest <= date.latest
    assert (date.sort_day is None) == date.is_yearless
    assert (date.earliest, date.latest) == (bare.earliest, bare.latest)
    assert not bare.approximate and not bare.uncertain


@settings(max_examples=50)
@given(dates())
@example("0000-XX")
def test_masks_span_all_their_values(text):
    """Any digits in the place of `X` give a date within the bounds, if one at all."""
    date = accepted(text)
    for digit in "0123456789":
        try:
            possible = understand(text.replace("X", digit))
        except DateError:
            continue
        if possible.written:  # `0000-44` is another notation, as `1914-18` is
            continue
        if date.earliest is not None:
            assert possible.earliest is not None and date.earliest <= possible.earliest
        if date.latest is not None:
            assert possible.latest is not None and possible.latest <= date.latest


def test_times():
    wanted = {
        "09:30": (570, None, None),
        "09:30/11:00": (570, 660, None),
        "night": (0, 360, "night"),
        "evening": (1080, 1440, "evening"),
    }
    times = {text: parse_time(text) for text in wanted}
    assert {
        text: (time.start // MINUTE, time.end and time.end // MINUTE, time.part)
        for text, time in times.items()
    } == wanted
    assert all(time.text == text for text, time in times.items())


def test_a_time_that_cannot_be_read():
    for text in ["9:30", "9am", "Morning", "", "25:00", "09:60", "24:00", "09:30Z"]:
        with pytest.raises(DateError, match=r"time.*\. Write 09:30, .*, or one of night"):
            parse_time(text)

    with pytest.raises(DateError, match=r"ends at 09:30.*Write 09:30/11:00, or"):
        parse_time("11:00/09:30")


@given(st.dates(), st.integers(-(10**14), 10**14))
def test_days_agree_with_datetime_and_follow_each_other(day, number):
    assert ordinal(day.year, day.month, day.day) == day.toordinal()
    assert civil(day.toordinal()) == (day.year, day.month, day.day)
    assert weekday(day.toordinal()) == day.weekday()
    year, month, day = civil(number)
    assert ordinal(year, month, day) == number
    assert civil(number + 1) in ((year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1))
    assert weekday(number + 1) == (weekday(number) + 1) % 7
