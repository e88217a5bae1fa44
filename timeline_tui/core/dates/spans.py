"""Which days parts of a year and digits that are not specified can be (FORMAT section 3).

It knows numbers and masks such as `19XX`, not how a date is written around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from timeline_tui.core.dates.calendar import days_in_month, month_bounds, ordinal
from timeline_tui.core.dates.values import Precision

_YEAR_PRECISION: Final[tuple[Precision, ...]] = ("none", "millennium", "century", "decade")


def sub_year(year: int, code: int) -> tuple[int, int, Precision]:
    """First and last day of a sub-year grouping 21 to 41, and its precision (FORMAT 3 rule 2).

    The southern autumn and winter (31, 32) fall into the year written, like their months.
    """
    precision: Precision
    if code <= 32:
        precision, length = "season", 3
        start = 3 + 3 * ((code - 21) % 4)
        if code >= 29:
            start = (start + 5) % 12 + 1
    elif code <= 36:
        precision, length, start = "quarter", 3, 1 + 3 * (code - 33)
    elif code <= 39:
        precision, length, start = "third", 4, 1 + 4 * (code - 37)
    else:
        precision, length, start = "half", 6, 1 + 6 * (code - 40)
    later, last_month = divmod(start + length - 2, 12)
    return (
        ordinal(year, start, 1),
        month_bounds(year + later, last_month + 1)[1],
        precision,
    )


def digits(mask: str) -> Sequence[int]:
    """The numbers that a run of digits and `X` can be, ascending."""
    if "X" not in mask.rstrip("X"):
        return range(int(mask.replace("X", "0")), int(mask.replace("X", "9")) + 1)
    choices = ("0123456789" if digit == "X" else digit for digit in mask)
    return [int("".join(number)) for number in product(*choices)]


def years_of(mask: str) -> Sequence[int]:
    """Like `digits` with a sign; there is no year -0."""
    if mask[0] != "-":
        return digits(mask)
    return [-number for number in reversed(digits(mask[1:])) if number]


def masked_precision(year: str, month: str | None, day: str | None) -> Precision:
    """What is known for sure of a date with `X` in it; the year has no sign."""
    if "X" in year:
        return _YEAR_PRECISION[year.index("X")]
    if month is None or "X" in month:
        return "year"
    return "month" if day is None or "X" in day else "day"


def first_that_exists(
    years: Sequence[int], months: Sequence[int], days: Sequence[int]
) -> int | None:
    """The first day, in the order in which they are given; None where no month has one of them."""
    for year in years:
        for month in months:
            length = days_in_month(year, month)
            for day in days:
                if day <= length:
                    return ordinal(year, month, day)
    return None
