"""Day arithmetic against `datetime` where it reaches, and by its own laws beyond."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates.calendar import civil, ordinal, weekday

ordinals = st.integers(-(10**14), 10**14)


DAYS = [
    ((1, 1, 1), 1),
    ((0, 12, 31), 0),
    ((0, 2, 29), -306),
    ((0, 1, 1), -365),
    ((-1, 12, 31), -366),
    ((-400, 1, 1), -365 - 146_097),
    ((1970, 1, 1), 719163),
    ((2021, 7, 26), 737997),
    ((10000, 1, 1), 3652060),
]


def test_known_days() -> None:
    assert [(civil(number), ordinal(*day)) for day, number in DAYS] == DAYS


@given(st.dates())
def test_agrees_with_datetime(day: date) -> None:
    number = ordinal(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert civil(number) == (day.year, day.month, day.day)
    assert weekday(number) == day.weekday()


@given(ordinals)
def test_the_next_ordinal_is_the_next_day(number: int) -> None:
    year, month, day = civil(number)
    following = ((year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1))
    assert civil(number + 1) in following
    assert weekday(number + 1) == (weekday(number) + 1) % 7
