"""What is said of a date that cannot be read: every message names what to write instead."""

import pytest

from timeline_tui.core.dates import DateError, parse_date, parse_time


def error(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return caught.value


MESSAGES = [
    ("   ", 3, "empty", "2021-07-26"),
    ("Y-17E7", 0, "", ""),  # what is not supported of EDTF
    ("1950S2", 0, "", ""),
    ("Y12000-03", 0, "", ""),
    ("-0000", 0, "", ""),
    ("{}", 1, "", ""),
    ("last Monday", 0, "not a date", "date_text"),
    ("20:30", 0, "not a date", "under time"),
    ("9" * 300, 0, "not a date", "unknown"),
    ("[....]", 1, "neither a start nor an end", "unknown"),
    ("[2021}", 5, "does not end with ]", "Write ]"),
    ("[2021,]", 6, "empty", "unknown"),
    ("[2021-07-26T09:00:00]", 1, "without clock times", "days alone"),
    ("2021-07-26~T09:00", 11, "needs a whole day", "2021-07-26"),
    ("2021-07-26T09:00:00/2021-07-26T11:00:00Z", 0, "Only one", "both, or none"),
    ("2021-07-26T11:00:00Z/2021-07-25", 0, "is before", "2021-07-25/2021-07-26T11:00:00Z"),
    ("2021-01-26/2021-02-30", 19, "February 2021 has 28 days", "2021-02-28"),
    ("2021-02-3X", 8, "No day can be 2021-02-3X", "if the day is not known"),
    (" 2021-13", 6, "months run from 01 to 12", "Write 2021"),
    ("[2021-07-24, 2021-7-25]", 13, "not a date", "[2021-07-24,2021-07-25]"),
]


def test_messages_and_where_it_is_wrong():
    for text, column, message, hint in MESSAGES:
        found = error(text)
        assert message in found.message and hint in found.hint, text
        assert found.column == column, text


def test_a_time_that_cannot_be_read():
    for text in ["9:30", "9am", "Morning", "", "25:00", "09:60", "24:00", "09:30Z"]:
        with pytest.raises(DateError, match=r"time.*\. Write 09:30, .*, or one of night"):
            parse_time(text)


def test_a_time_that_ends_before_it_starts():
    with pytest.raises(DateError, match=r"ends at 09:30.*Write 09:30/11:00, or"):
        parse_time("11:00/09:30")
