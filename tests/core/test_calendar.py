"""Day arithmetic against `datetime` where it reaches, and by its own laws beyond."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates.calendar import (
    DAYS_IN_400_YEARS,
    civil,
    days_in_month,
    month_bounds,
    ordinal,
    weekday,
)

ordinals = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("year", "month", "day", "number"),
    [
        (1, 1, 1, 1),
        (0, 12, 31, 0),
        (0, 2, 29, -306),
        (0, 1, 1, -365),
        (-1, 12, 31, -366),
        (-400, 1, 1, -365 - DAYS_IN_400_YEARS),
        (1970, 1, 1, 719163),
        (2021, 7, 26, 737997),
        (10000, 1, 1, 3652060),
    ],
)
def test_known_days(year: int, month: int, day: int, number: int) -> None:
    assert ordinal(year, month, day) == number
    assert civil(number) == (year, month, day)


@given(st.dates())
def test_agrees_with_datetime(day: date) -> None:
    number = ordinal(day.year, day.month, day.day)
    assert number == day.toordinal()
    assert civil(number) == (day.year, day.month, day.day)
    assert weekday(number) == day.weekday()


@given(ordinals)
def test_every_ordinal_is_a_day(number: int) -> None:
    year, month, day = civil(number)
    assert 1 <= day <= days_in_month(year, month)
    assert ordinal(year, month, day) == number


@given(ordinals)
def test_the_next_ordinal_is_the_next_day(number: int) -> None:
    year, month, day = civil(number)
    following = (year, month, day + 1)
    if day == days_in_month(year, month):
        following = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert civil(number + 1) == following
    assert weekday(number + 1) == (weekday(number) + 1) % 7


@given(ordinals)
def test_the_calendar_repeats_after_400_years(number: int) -> None:
    year, month, day = civil(number)
    assert civil(number + DAYS_IN_400_YEARS) == (year + 400, month, day)
    assert weekday(number + DAYS_IN_400_YEARS) == weekday(number)


@pytest.mark.parametrize("year", [2020, 2021, 1900, 2000, 0, -1, -4])
def test_leap_years(year: int) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert days_in_month(year, 2) == (29 if leap else 28)


@given(st.integers(-(10**9), 10**9))
def test_months_fill_their_year(year: int) -> None:
    months = [month_bounds(year, month) for month in range(1, 13)]
    assert (months[0][0], months[-1][1]) == (ordinal(year, 1, 1), ordinal(year, 12, 31))
    for (_, last), (first, _) in pairwise(months):
        assert first == last + 1
