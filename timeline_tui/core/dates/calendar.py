"""Day arithmetic in the proleptic Gregorian calendar, for any year (0 is 1 BC, as in ISO 8601).

Days are ordinals, 0001-01-01 being 1 as in `datetime.date.toordinal`. The calendar repeats every
400 years, so `datetime` counts within the first of them. How dates are written is not known here.
"""

from datetime import date
from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
"""English names; the month 1 stands first."""

_DAYS_IN_400_YEARS: Final = 146_097


def ordinal(year: int, month: int, day: int) -> int:
    """The day's number. Raises `ValueError` where there is no such day."""
    cycles, rest = divmod(year - 1, 400)
    return date(rest + 1, month, day).toordinal() + cycles * _DAYS_IN_400_YEARS


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of an ordinal."""
    cycles, rest = divmod(number - 1, _DAYS_IN_400_YEARS)
    day = date.fromordinal(rest + 1)
    return day.year + 400 * cycles, day.month, day.day


def weekday(number: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (number - 1) % 7


def year_text(year: int) -> str:
    """A year as EDTF has it: `0987`, `-0044`, `Y12345`."""
    digits = 4 + (year < 0)
    return f"{year:0{digits}}" if abs(year) <= 9999 else f"Y{year}"


def year_name(year: int) -> str:
    """`2021`; `476 AD` below 1000, `44 BC` below 1 (astronomical year -43)."""
    if year < 1:
        return f"{1 - year} BC"
    return f"{year} AD" if year < 1000 else str(year)
