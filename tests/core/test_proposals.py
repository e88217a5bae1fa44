"""What is proposed for a date that has several readings or none (FORMAT section 3 rule 7)."""

import re
from contextlib import suppress
from datetime import date

import pytest
from date_table import OFFERED, READ, SHORT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_tui.core.dates import DateError, understand

NOTHING = """
32|7|0|12000|12345|1234567|99999999999|12021|2,021|1627300|-0000|13/2021|13/13/2020|99/99/2021
last Monday|20:30|early July 2021|mid-1990s|2021-07-26 am|jui 2021|janitor 2021
1950-|2021-07-26 25:00|26 July 2021 13pm|2021-07-26T09:00~|476¹|2021²
by 26 July 2021 9am|winter 2021/23|Q5 2021|4.5 billion years ago|2021-2022-2023|Marsch 2021
3000000 BC|00/00/2021|between 2021 and|c.|before|..|1/2/3|2021-99-99-99|[2021, soon]
2021-07-26 morning to 2021-07-27 evening
"""


def refused(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        understand(text)
    return caught.value


def test_all_that_it_may_mean_is_offered():
    found = {typed: " ".join(refused(typed).suggestions) for typed in OFFERED}
    assert found == OFFERED


@pytest.mark.parametrize("text", NOTHING.strip().replace("\n", "|").split("|"))
def test_what_is_no_date_gets_no_date(text):
    """Numbers that are no year, and what would have to be dropped."""
    error = refused(text)
    assert error.suggestions == () and "Write 2021-07-26" in error.hint


def test_what_is_dropped_or_changed_is_said():
    for text, said in [
        ("31/11/2021", "2021-11-30 for the last day, or 2021-11-XX if the day is not known"),
        ("2021-W53-1", "2021 if the week is not known"),
        ("2022/2021", "the earlier one first"),
        ("-44", "-0044 for 45 BC, or -0043 for 44 BC"),
        ("by 07/08/2021", "/2021-08-07 if the day stands first and it lasted, [..2021-08-07]"),
        ("c. 1200-1250", "1200~/1250, or 1200~/1250~ if that holds for both"),
        ("2021-07-26 09:00-11:00", "2021-07-26T09:00:00/2021-07-26T11:00:00 if it lasted from one"),
    ]:
        assert f"Write {said}" in refused(text).hint


MESSAGES = [
    ("   ", "empty", "2021-07-26"),
    ("1950S2", "", ""),
    ("-0000", "", ""),
    ("last Monday", "not a date", "date_text"),
    ("9" * 300, "not a date", "unknown"),
    ("[....]", "neither a start nor an end", "unknown"),
    ("[2021}", "does not end with ]", "Write ]"),
    ("[2021-07-26T09:00:00]", "without clock times", "days alone"),
    ("2021-07-26~T09:00", "needs a whole day", "2021-07-26"),
    ("2021-07-26T09:00:00/2021-07-26T11:00:00Z", "Only one", "both, or none"),
    ("2021-07-26T11:00:00Z/2021-07-25", "is before", "earlier one first"),
    ("2021-02-3X", "No day can be 2021-02-3X", "if the day is not known"),
    (" 2021-13", "months run from 01 to 12", "Write 2021"),
]


def test_messages_and_what_to_write():
    for text, message, hint in MESSAGES:
        found = refused(text)
        assert message in found.message and hint in found.hint, text


COUNTED = re.compile(
    r"\d(?:am|pm)|bc|ad\b|century|0'?s|-?w\d\d|-\d{3}$|\d{10}|winter|\bpm|^-\d", re.I
)
"""What stands in EDTF with another number."""


def check(text: str) -> None:
    """Whatever is read or proposed reads without a note and has every number that was typed."""
    try:
        dates, hint = [understand(text).text], ""
        assert understand(text).notes
    except DateError as error:
        dates, hint = list(error.suggestions), error.hint
        assert all(date in hint for date in dates)
    for found in dates:
        known = understand(found)
        assert known.notes == () and known.text == found
        said = hint.partition(f"{found} ")[2].partition(", ")[0]
        if re.search(r"not known|last day|weekday|for XXXX", said) or COUNTED.search(text):
            continue
        digits = re.sub(r"\D", "", found)
        numbers = {int(number) for number in re.findall(r"\d+", found)}
        plain = "".join(str(int(c)) if c.isdecimal() else c for c in text)
        if found[0] not in "[{":  # in which `476,477` are two
            plain = re.sub(r"\b(\d{1,3}),(\d{3})\b", r"\1\2", plain)
        typed = re.findall(r"\d+", plain)
        assert all(
            int(n) in numbers
            or n in digits
            or re.sub("^(..)(..)(....)$", r"\3\2\1", n) in digits
            or re.sub("^(..)(..)(....)$", r"\3\1\2", n) in digits
            or (len(n) == 6 and all(pair in digits for pair in (n[:2], n[2:4], n[4:])))
            for n in typed
        ), (text, found)


@pytest.mark.parametrize("text", (*READ, *OFFERED))
def test_every_row_of_the_tables(text):
    check(text)


ORDERS = (
    ("{d}/{m}/{y}", "dm"), ("{d:02}.{m:02}.{y}", "dm"), ("{m}-{d}-{y}", "md"), ("{y}-{m}-{d}", ""),
    ("{y}/{m:02}/{d:02}", ""), ("{y}年{m}月{d}日", ""), ("{d} {name} {y}", ""),
    ("{name} {d}, {y}", ""), ("{d}. {name} {y}", ""), ("{y} {name} {d:02}", ""),
)  # fmt: skip
ROUND = (
    ("{}", "{}"), ("c. {}", "{}~"), ("{} (?)", "{}?"), ("BEF {}", "[..{}]"), ("since {}", "{}/.."),
    ("{} 13:46:02 +0200", "{}T13:46:02+02:00"), ("{} at 3:05 pm", "{}T15:05:00"),
    ("until {}", "/{}"), ("{} – 31 Dec 2999", "{}/2999-12-31"),
)  # fmt: skip
months = st.sampled_from([(number, name) for number in SHORT for name in SHORT[number].split()])


@settings(deadline=None)
@given(
    st.sampled_from(ORDERS), st.sampled_from(ROUND), st.integers(1000, 2999), months,
    st.integers(1, 31),
)  # fmt: skip
def test_a_day_in_any_order_has_the_readings_that_exist(order, around, y, named, d):
    (template, swaps), (outer, edtf), (m, name) = order, around, named
    wanted = set()
    for month, day in ((m, d), (d, m)) if swaps else ((m, d),):
        with suppress(ValueError):
            wanted.add(edtf.format(date(y, month, day)))
    typed = outer.format(template.format(y=y, m=m, d=d, name=name))
    try:
        found = understand(typed)
    except DateError as error:
        assert len(wanted) != 1 and set(error.suggestions) >= wanted
        assert not wanted or len(error.suggestions) == len(wanted)
    else:
        assert {found.text} == wanted and found.written in (typed, "")


PIECES = """
2021 1984 476 44 07 26 02 30 31 00 99 7 8 12 XX 28/04/2020 9/11 20210726 1914-18 1743/4 W30 10,000
366 T Z UTC +04:30 +0000 9am 3pm 13:46:02 09:00-11:00 .5 morning July mars août мая Monday summer
winter unknown open BC AD century Q3 s st th 年 月 日 about c. BEF BET AND to from between and by or
until since
"""
JOINTS = (" ", " ", " ", "", "-", "/", "..", ",", ".", ":", " – ", "?", "~", "[", "]", "{", "}")
soup = st.lists(st.tuples(st.sampled_from(PIECES.split()), st.sampled_from(JOINTS)), max_size=6)


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=40) | soup.map(lambda pieces: "".join(map("".join, pieces))))
@example("? 1743/4")
@example("2021-366/2021-13")
@example("26071743/4")
@example("? " * 50)
@example(f"[{'2021-13-05,' * 50}2021-7-4]")
@example("9999-12-31 22:00/04:00")
@example("1E99999999")
def test_any_notation_reads_whole_or_is_proposed_whole(text):
    try:
        date = understand(text)
        assert text in (date.text, date.written)
    except DateError as error:
        said = error.message + error.hint
        assert error.message and error.hint and said.isprintable()
        assert not error.message.endswith(".") and not error.hint.endswith(".")
        check(text)
