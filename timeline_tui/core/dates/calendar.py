"""Day arithmetic in the proleptic Gregorian calendar, for any year (0 is 1 BC, as in ISO 8601).

It counts days as ordinals, 0001-01-01 being 1 as in `datetime.date.toordinal`; how dates are
written it does not know.
"""

from typing import Final

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English names; the month 1 stands first."""

_DAYS_IN_MONTH: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH: Final = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN_4_YEARS: Final = 1461
_DAYS_IN_100_YEARS: Final = 36524
DAYS_IN_400_YEARS: Final = 146097
"""The calendar repeats after this many days, weekdays included."""


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """28 to 31; the month is 1 to 12."""
    if month == 2 and is_leap(year):
        return 29
    return _DAYS_IN_MONTH[month]


def ordinal(year: int, month: int, day: int) -> int:
    """The day's number, counted from 0001-01-01 as 1. The date must exist; nothing is checked."""
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    if month > 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        days += 1
    return days + _DAYS_BEFORE_MONTH[month] + day


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of an ordinal."""
    cycles, rest = divmod(number - 1, DAYS_IN_400_YEARS)
    # The last day of a leap cycle would otherwise count as the first of a fifth century or year.
    centuries = min(rest // _DAYS_IN_100_YEARS, 3)
    rest -= centuries * _DAYS_IN_100_YEARS
    fours, rest = divmod(rest, _DAYS_IN_4_YEARS)
    singles = min(rest // 365, 3)
    rest -= singles * 365
    year = 400 * cycles + 100 * centuries + 4 * fours + singles + 1
    leap = is_leap(year)
    if leap and rest == 59:
        return year, 2, 29
    if leap and rest > 59:
        rest -= 1
    month = rest // 32 + 1
    if month < 12 and _DAYS_BEFORE_MONTH[month + 1] <= rest:
        month += 1
    return year, month, rest - _DAYS_BEFORE_MONTH[month] + 1


def weekday(number: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (number - 1) % 7


def month_bounds(year: int, month: int) -> tuple[int, int]:
    """First and last day of a month, as ordinals."""
    first = ordinal(year, month, 1)
    return first, first + days_in_month(year, month) - 1


def year_bounds(year: int) -> tuple[int, int]:
    """First and last day of a year, as ordinals."""
    return ordinal(year, 1, 1), ordinal(year, 12, 31)
