"""What is said of a date that cannot be read: every message names what to write instead."""

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
2021-13 => 2021
1914-18 => 1914/1918
XXXX-02-30 => XXXX-02-29 XXXX-02-XX
2021-7-4 => 2021-07-04
26.07.2021 => 2021-07-26
03/04/2021 => 2021-04-03 2021-03-04
21-07-26 => 2021-07-26 1921-07-26 2026-07-21 1926-07-21
July 26, 2021 => 2021-07-26
24-27 July 2021 => 2021-07-24/2021-07-27
between 1 and 26 July 2021 => 2021-07-01/2021-07-26 [2021-07-01..2021-07-26]
about 2021 => 2021~
1500s => 15XX 150X
44 BC => -0043
2021-07-24 – 2021-07-25 => 2021-07-24/2021-07-25
2004/05 => 2004/2005 [2004,2005] 2004-05
2022/2021 => 2021/2022
24 and 25 July 2021 => {2021-07-24,2021-07-25} [2021-07-24,2021-07-25]
by 31 August 2021 => /2021-08-31 [..2021-08-31]
since May 2021 => 2021-05/..
May 2021 - present => 2021-05/..
2021−07−26 => 2021-07-26
٢٠٢١-٠٧-٢٦ => 2021-07-26
summer 2021 => 2021-22
Q3 2021 => 2021-35
2021-07-26 9am => 2021-07-26T09:00:00
2021-07-26T09:00/11:00 => 2021-07-26T09:00:00/2021-07-26T11:00:00
[2021-07-24, 2021-13-01] => [2021-07-24,2021-01-13] [2021-07-24,2021]
9/11 => XXXX-11-09 XXXX-09-11
July 26, 2021 at 3pm => 2021-07-26T15:00:00
"""


def test_the_hint_names_what_to_write():
    wanted = dict(row.split(" => ") for row in PROPOSALS.strip().splitlines())
    errors = {text: error(text) for text in wanted}
    assert {text: " ".join(found.suggestions) for text, found in errors.items()} == wanted
    for found in errors.values():
        assert all(suggestion in found.hint for suggestion in found.suggestions)


def test_a_clock_range_is_never_taken_for_an_offset():
    """`09:00-11:00` was read as a time eleven hours west of UTC: the next day in Kabul."""
    found = error("2021-07-26 09:00-11:00")
    assert found.hint == (
        "Write 2021-07-26T09:00:00/2021-07-26T11:00:00 if it lasted from one to the other, "
        "or 2021-07-26T09:00:00-11:00 if that is its offset from UTC"
    )
    parse_date("2021-07-26T09:00:00-11:00")  # in full it is EDTF
    parse_date("2021-07-26 09:00-04:00")  # a range would end before it starts


@pytest.mark.parametrize(
    "text",
    [
        "2021-07-26 morning to 2021-07-27 evening",
        "2021-07-26T09:00~",
        "1234567",
        "32",
        "7",
        "2021-99-99-99",
    ],
)
def test_what_would_drop_something_and_a_number_that_is_no_year_are_not_proposed(text):
    assert error(text).suggestions == ()


MESSAGES = [
    ("   ", "empty", "2021-07-26"),
    ("Y-17E7", "", ""),  # what is not supported of EDTF
    ("1950S2", "", ""),
    ("Y12000-03", "", ""),
    ("-0000", "", ""),
    ("{}", "", ""),
    ("last Monday", "not a date", "date_text"),
    ("20:30", "not a date", "under time"),
    ("9" * 300, "not a date", "unknown"),
    ("[....]", "neither a start nor an end", "unknown"),
    ("[2021}", "does not end with ]", "Write ]"),
    ("[2021,]", "empty", "unknown"),
    ("[2021-07-26T09:00:00]", "without clock times", "days alone"),
    ("2021-07-26~T09:00", "needs a whole day", "2021-07-26"),
    ("2021-07-26T09:00:00/2021-07-26T11:00:00Z", "Only one", "both, or none"),
    ("2021-07-26T11:00:00Z/2021-07-25", "is before", "2021-07-25/2021-07-26T11:00:00Z"),
    ("2021-01-26/2021-02-30", "February 2021 has 28 days", "2021-02-28"),
    ("2021-02-3X", "No day can be 2021-02-3X", "if the day is not known"),
    (" 2021-13", "months run from 01 to 12", "Write 2021"),
    ("[2021-07-24, 2021-7-25]", "not a date", "[2021-07-24,2021-07-25]"),
]


def test_messages_and_what_to_write():
    for text, message, hint in MESSAGES:
        found = error(text)
        assert message in found.message and hint in found.hint, text


NUMBERS = ("2021", "07", "26", "1984", "XX", "31", "02", "00", "99", "E5", "S2", "W30", "1")
SIGNS = ("-", "/", "..", ",", "[", "]", "{", "}", "?", "~", "%", ":", "+", " ", "–", "٣", "\x1b")
WORDS = ("about ", "between ", " and ", " to ", "from ", "by ", " BC", "AD ", " century", "Q3 ")
CLOCKS = ("T", "Z", "T09:00", "T24:00:00", "+04:30", " 9am", " morning", "09:00-11:00", ".5")
NAMES = ("July", "Monday ", "unknown", "open", "Y", "X", "s", "summer ")
words = st.sampled_from(NUMBERS + SIGNS * 2 + WORDS + CLOCKS + NAMES)


@given(st.one_of(st.text(max_size=40), st.lists(words, max_size=9).map("".join)))
@example("? " * 50)
@example(f"[{'2021-13-05,' * 50}2021-7-4]")
@example("9999-12-31 22:00/04:00")
@example("-0000-13-45")
@example("[2021-07-27T09:00..2021-07-26T09:00]")
@example("1E99999999")
def test_any_text_is_a_date_or_a_useful_error(text):
    try:
        date = parse_date(text)
    except DateError as found:
        assert found.message and found.hint
        assert not found.message.endswith(".") and not found.hint.endswith(".")
        assert (found.message + found.hint).isprintable()
        for suggestion in found.suggestions:
            assert suggestion in found.hint
            assert parse_date(suggestion).notes == ()
    else:
        assert date.text == text


@pytest.mark.parametrize(
    "text", ["9:30", "9am", "Morning", "", "25:00", "09:60", "24:00", "09:30Z"]
)
def test_a_time_that_cannot_be_read(text):
    with pytest.raises(DateError, match=r"time.*\. Write 09:30, .*, or one of night"):
        parse_time(text)


def test_a_time_that_ends_before_it_starts():
    with pytest.raises(DateError, match=r"ends at 09:30.*Write 09:30/11:00, or"):
        parse_time("11:00/09:30")
