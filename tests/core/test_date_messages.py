"""What is said of a date that cannot be read: every message names what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline_tui.core.dates import DateError, parse_date, parse_time


def error(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return caught.value


# What was typed, and the dates that its hint names, in this order.
PROPOSALS = """
2021-02-30 => 2021-02-28 2021-02-XX
2021-07-00 => 2021-07 2021-07-XX
2021-13 => 2021
2021-13-05 => 2021-05-13 2021
2021-00 => 2021
2021-21-05 => 2021-05-21 2021
2021-42 => 2021/2042
1914-18 => 1914/1918
2021-2X => 2021-XX
2021-02-3X => 2021-02-XX
XXXX-02-30 => XXXX-02-29 XXXX-02-XX
2021-7-4 => 2021-07-04
26.07.2021 => 2021-07-26
07/26/2021 => 2021-07-26
03/04/2021 => 2021-04-03 2021-03-04
21-07-26 => 2021-07-26 1921-07-26 2026-07-21 1926-07-21
26.07.21 => 2021-07-26 1921-07-26
03/04/21 => 2021-04-03 1921-04-03 2021-03-04 1921-03-04
07/2021 => 2021-07
2021/07 => 2021-07
2021/07/26 => 2021-07-26
20210726 => 2021-07-26
July 2021 => 2021-07
26 July 2021 => 2021-07-26
July 26, 2021 => 2021-07-26
26-Jul-2021 => 2021-07-26
2021 July 26 => 2021-07-26
Monday, 26 July 2021 => 2021-07-26
24-27 July 2021 => 2021-07-24/2021-07-27 [2021-07-24..2021-07-27]
July 24-27, 2021 => 2021-07-24/2021-07-27 [2021-07-24..2021-07-27]
24–27 July 2021 => 2021-07-24/2021-07-27 [2021-07-24..2021-07-27]
24 July - 2 August 2021 => 2021-07-24/2021-08-02 [2021-07-24..2021-08-02]
between 1 and 26 July 2021 => 2021-07-01/2021-07-26 [2021-07-01..2021-07-26]
26 July => 2021-07-26 XXXX-07-26
about 2021 => 2021~
c. 1850 => 1850~
2021 (?) => 2021?
1984?~ => 1984%
1500s => 15XX 150X
1980s => 198X
19th century => 18XX
44 BC => -0043
15 March 44 BC => -0043-03-15
AD 476 => 0476
476 => 0476
12000 => Y12000
2021-07-24 – 2021-07-25 => 2021-07-24/2021-07-25 [2021-07-24..2021-07-25]
2021-07-24–2021-07-25 => 2021-07-24/2021-07-25 [2021-07-24..2021-07-25]
2021-07-01..2021-07-26 => 2021-07-01/2021-07-26 [2021-07-01..2021-07-26]
2021-07-26/27 => 2021-07-26/2021-07-27 [2021-07-26..2021-07-27]
1914–1918 => 1914/1918 [1914..1918]
2004/05 => 2004/2005 2004-05
2022/2021 => 2021/2022
2021-07-24,2021-07-25 => {2021-07-24,2021-07-25} [2021-07-24,2021-07-25]
24 and 25 July 2021 => {2021-07-24,2021-07-25} [2021-07-24,2021-07-25]
by 31 August 2021 => /2021-08-31 [..2021-08-31]
since May 2021 => 2021-05/.. [2021-05..]
May 2021 - present => 2021-05/..
2021-now => 2021/..
2004-01-01/open => 2004-01-01/..
unknown/2006 => /2006
2021−07−26 => 2021-07-26
٢٠٢١-٠٧-٢٦ => 2021-07-26
2021-07-xx => 2021-07-XX
199u => 199X
summer 2021 => 2021-22
Q3 2021 => 2021-35
early 2021 => 2021-37
2021-07-26 9am => 2021-07-26T09:00:00
2021-07-26 12 am => 2021-07-26T00:00:00
2021-07-26t09:00:00z => 2021-07-26T09:00:00Z
2021-07-26T09:00/11:00 => 2021-07-26T09:00:00/2021-07-26T11:00:00
2021-07-26 9am - 11 am => 2021-07-26T09:00:00/2021-07-26T11:00:00
2021-07-26T09:00:00+0430 => 2021-07-26T09:00:00+04:30
2021-07-26T24:00:00 => 2021-07-27T00:00:00 2021-07-26
2021-07-26T25:00 => 2021-07-26
2021-07T09:00 => 2021-07
2021-07-24/2021-07-35 => 2021-07-24/2021-07-31 2021-07-24/2021-07-XX
2021-07-24/2021-06-31 => 2021-06-30/2021-07-24 2021-06-XX/2021-07-24
2021-07-24/26.07.2021 => 2021-07-24/2021-07-26
2021-07-24/2021-07-26?~ => 2021-07-24/2021-07-26%
[2021-07-24, 2021-13-01] => [2021-07-24,2021-01-13] [2021-07-24,2021]
[2021-07-01 .. 2021-07-26] => [2021-07-01..2021-07-26]
[2021-07-01..2021-07-35,2022] => [2021-07-01..2021-07-31,2022] [2021-07-01..2021-07-XX,2022]
[2021-07-24/2021-07-25, 2021-07-28] => [2021-07-24..2021-07-25,2021-07-28]
[2022..2021,2030] => [2021..2022,2030]
n/a => unknown
9/11 => 2021-11-09 XXXX-11-09 2021-09-11 XXXX-09-11
1743/4 => 1743/1744 1743-04
-44 => -0044 -0043
2021-07-26 09:00-11:00 => 2021-07-26T09:00:00/2021-07-26T11:00:00 2021-07-26T09:00:00-11:00
2021-07-26T22:00/04:00 => 2021-07-26T22:00:00/2021-07-27T04:00:00
2021-07-26 9-11 am => 2021-07-26T09:00:00/2021-07-26T11:00:00
July 26, 2021 at 3pm => 2021-07-26T15:00:00
FROM 1 JAN 1900 => 1900-01-01/.. [1900-01-01..]
"""


def test_the_hint_names_what_to_write() -> None:
    wanted = dict(row.split(" => ") for row in PROPOSALS.strip().splitlines())
    errors = {text: error(text) for text in wanted}
    assert {text: " ".join(found.suggestions) for text, found in errors.items()} == wanted
    for found in errors.values():
        assert all(suggestion in found.hint for suggestion in found.suggestions)


def test_a_clock_range_is_never_taken_for_an_offset() -> None:
    """`09:00-11:00` was read as a time eleven hours west of UTC: the next day in Kabul."""
    found = error("2021-07-26 09:00-11:00")
    assert found.column == 11
    assert found.hint == (
        "Write 2021-07-26T09:00:00/2021-07-26T11:00:00 if it lasted from one to the other, "
        "or 2021-07-26T09:00:00-11:00 if -11:00 is its offset from UTC"
    )
    assert error("2021-07-26T09:00-11").suggestions == found.suggestions
    parse_date("2021-07-26T09:00:00-11:00")  # in full it is EDTF
    parse_date("2021-07-26 09:00-04:00")  # a range would end before it starts


DROPPED = {
    "2021-07-26T09:00:00.5": "2021-07-26T09:00:00 without .5 of a second",
    "2021-07-26T09:00~": "2021-07-26T09:00:00 without the ~, which no clock time takes",
    "2021-07-26 morning": "2021-07-26 under date and morning under time",
    "26.07.21 evening": (
        "2021-07-26 if the day stands first, under date and evening under time, "
        "or 1921-07-26 if the day stands first, under date and evening under time"
    ),
    "2021-07-26T25:00": "2021-07-26 without the time",
    "2021-07-26T09:00:00.5/11:00": (
        "2021-07-26T09:00:00/2021-07-26T11:00:00 without the fractions of a second"
    ),
}


def test_what_a_proposal_drops_is_said() -> None:
    assert {text: error(text).hint for text in DROPPED} == {
        text: f"Write {hint}" for text, hint in DROPPED.items()
    }


def test_what_would_drop_something_in_silence_is_not_proposed() -> None:
    for text in ("2021-07-26 morning to 2021-07-27 evening", "2021-07-26T09:00:00.5 or 2022"):
        assert error(text).suggestions == ()


def test_a_number_that_is_no_year_is_never_proposed_as_one() -> None:
    for text in ("1627300000", "1627300000000", "32", "7", "1234567", "2021-99-99-99"):
        assert error(text).suggestions == ()


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("   ", "empty", "2021-07-26"),
        ("last Monday", "not a date", "date_text"),
        ("20:30", "not a date", "under time"),
        ("9" * 3000, "3000 characters", "2021-07-26"),
        ("9" * 300, "not a date", "unknown"),
        ("/", "neither a start nor an end", "unknown"),
        ("[....]", "neither a start nor an end", "unknown"),
        ("2021/2022/2023", "not a date", "2021-07-24/2021-07-25"),
        ("[2021-07-24", "does not end with ]", "Write ]"),
        ("[2021}", "does not end with ]", "Write ]"),
        ("[2021]~", "not a date", "2021-07-26"),
        ("[2021-07-01..2021-07-26~", "does not end with ]", "behind each date"),
        ("{..}", "missing", "commas"),
        ("[2021-07-26T09:00:00]", "without clock times", "days alone"),
        ("2021-07-26~T09:00", "needs a whole day", "2021-07-26"),
        ("2021-07-26T09:00:00+45:00", "not a date", "2021-07-26"),
        ("2021-07-26T09:00:00/2021-07-26T11:00:00Z", "Only one", "both, or none"),
        ("2021-07-26T11:00Z/2021-07-25", "is before", "2021-07-25/2021-07-26T11:00:00Z"),
        ("2021-07-26T09:00Z/2021-07-26T11:00+04:30", "is before", "T11:00:00+04:30/2021-07-26T09"),
        ("2021-02-30", "February 2021 has 28 days", "for the last day"),
        ("2021-13", "months run from 01 to 12", "Write 2021"),
        ("03/04/2021", "not a date", "if the day stands first, or 2021-03-04 if the month"),
    ],
)
def test_messages(text: str, message: str, hint: str) -> None:
    found = error(text)
    assert message in found.message
    assert hint in found.hint


def test_the_column_is_where_it_is_wrong() -> None:
    columns = {
        "2021-13-05": 5,
        "2021-07-32": 8,
        " 2021-13": 6,
        "2021-07-26/2021-02-30": 19,
        "2021-07-24/2021-7-25": 11,
        "[2021-07-24,2021-13]": 17,
        "[2021-07-24, 2021-7-25]": 13,
        "2021-07-24/2021-07-26T25:00": 11,
        "[2021,]": 6,
        f"[{'2021-07-26,' * 100}2021-02-30]": 1109,
    }
    assert {text: error(text).column for text in columns} == columns


def test_the_note_on_a_long_set_quotes_its_beginning() -> None:
    [note] = parse_date(f"[{' , '.join(['2021-07-26'] * 100)}]").notes
    assert len(note) < 200


NUMBERS = ("2021", "07", "26", "1984", "XX", "31", "02", "00", "99", "E5", "S2", "W30", "1")
SIGNS = ("-", "/", "..", ",", "[", "]", "{", "}", "?", "~", "%", ":", "+", " ", "–", "٣", "\x1b")
WORDS = ("about ", "between ", " and ", " to ", "from ", "by ", " BC", "AD ", " century", "early ")
CLOCKS = ("T", "Z", "T09:00", "T24:00:00", "+04:30", " 9am", " morning", "09:00-11:00", ".5")
NAMES = ("July", "Monday ", "unknown", "open", "Y", "X", "s", "Q3", "summer ")
words = st.sampled_from(NUMBERS + SIGNS * 2 + WORDS + CLOCKS + NAMES)


@given(st.one_of(st.text(max_size=40), st.lists(words, max_size=9).map("".join)))
@example("?" * 100)
@example("? " * 50)
@example(f"[{'2021-13-05,' * 50}2021-7-4]")
@example("9999-12-31T24:00:00")
@example("9999-12-31 22:00/04:00")
@example("2021-02-30T25:00")
@example("-0000-13-45")
@example("[2021-07-27T09:00..2021-07-26T09:00]")
@example("1E99999999")
@example("0000-000")
def test_any_text_is_a_date_or_a_useful_error(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError as found:
        assert found.message and found.hint
        assert not found.message.endswith(".") and not found.hint.endswith(".")
        assert (found.message + found.hint).isprintable()
        assert 0 <= found.column <= len(text)
        for suggestion in found.suggestions:
            assert suggestion in found.hint
            assert parse_date(suggestion).notes == ()
    else:
        assert date.text == text


TIMES = {
    "9:30": "Write 09:30",
    "09.30": "Write 09:30",
    "9am": "Write 09:00",
    "9:30 pm": "Write 21:30",
    "12 am": "Write 00:00",
    "09:30:15": "Write 09:30 without the seconds",
    "09:30-11:00": "Write 09:30/11:00",
    "9:30 – 11": "Write 09:30/11:00",
    "11:00/09:30": "Write 09:30/11:00, or both days under date",
    "Morning": "Write morning",
    "early morning": "Write morning and keep the words under date_text",
    "dawn": "Write morning",
    "noon": "Write 12:00",
    "": "Write 09:30",
    "25:00": "Write hours from 00 to 23",
    "09:60": "Write hours from 00 to 23",
    "24:00": "Write hours from 00 to 23",
    "later": "Write 09:30, 09:30/11:00, or one of night",
    "09:30Z": "Write it under date, as in 2021-07-26T09:30:00Z",
    "9:30 +04:30": "Write it under date, as in 2021-07-26T09:30:00+04:30",
}


def test_times_that_cannot_be_read() -> None:
    for text, hint in TIMES.items():
        with pytest.raises(DateError) as caught:
            parse_time(text)
        assert caught.value.hint.startswith(hint), text


@given(st.text(max_size=20))
def test_any_time_is_read_or_refused(text: str) -> None:
    try:
        time = parse_time(text)
    except DateError as found:
        assert found.message and found.hint
        for suggestion in found.suggestions:
            assert parse_time(suggestion)
    else:
        assert time.text == text
        assert 0 <= time.start_minute <= (time.end_minute or time.start_minute) <= 1440
