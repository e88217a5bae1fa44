"""What one match of a notation outside EDTF may mean, for the table in `notations`.

Each function proposes EDTF texts and never checks them: the day may not exist. English words only.
"""

from __future__ import annotations

import re
from typing import Final

from timeline_tui.core.dates.calendar import MONTHS, civil, days_in_month, ordinal, weekday
from timeline_tui.core.dates.errors import Candidates

PARTS: Final = {
    "spring": 21,
    "summer": 22,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
    **{f"q{number}": 32 + number for number in range(1, 5)},
    **dict.fromkeys(("first quarter", "1st quarter"), 33),
    **dict.fromkeys(("second quarter", "2nd quarter"), 34),
    **dict.fromkeys(("third quarter", "3rd quarter"), 35),
    **dict.fromkeys(("fourth quarter", "4th quarter", "last quarter"), 36),
    "early": 37,
    "mid": 38,
    "middle": 38,
    "late": 39,
    "end": 39,
    **dict.fromkeys(("h1", "first half", "1st half"), 40),
    **dict.fromkeys(("h2", "second half", "2nd half", "last half"), 41),
}
"""Parts of a year by the words for them."""

_DAY_FIRST: Final = "if the day stands first"
_MONTH_FIRST: Final = "if the month does"


def _month(written: str) -> str:
    """A month's number, its English name or the first letters of that, as two digits.

    "" where a word is no month.
    """
    if len(written) < 3:
        return written.zfill(2)
    for number, name in enumerate(MONTHS, 1):
        if name.lower().startswith(written.lower()):
            return f"{number:02}"
    return ""


def calendar_date(match: re.Match[str]) -> Candidates:
    """A `year` and a `month`, perhaps a `day`, in whichever order."""
    year, month = match["year"], _month(match["month"])
    day = match.groupdict().get("day")
    if not month:
        return ()
    return ((f"{year}-{month}" if day is None else f"{year}-{month}-{day.zfill(2)}", ""),)


def either_order(match: re.Match[str]) -> Candidates:
    first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
    if first == second:
        return ((f"{year}-{first}-{second}", ""),)
    return (
        (f"{year}-{second}-{first}", _DAY_FIRST),
        (f"{year}-{first}-{second}", _MONTH_FIRST),
    )


def two_digit_year(match: re.Match[str]) -> Candidates:
    """Behind hyphens the year may also stand first, as in `21-07-26`."""
    first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
    year_first = ((f"20{first}-{second}-{year}", "if the year stands first"),)
    return (year_first if "-" in match[0] else ()) + _year_last(first, second, year)


def _year_last(first: str, second: str, year: str) -> Candidates:
    if first <= "12" and second <= "12" and first != second:
        return (
            (f"20{year}-{second}-{first}", f"for day {int(first)} of month {int(second)}"),
            (f"20{year}-{first}-{second}", f"for day {int(second)} of month {int(first)}"),
        )
    day, month = max(first, second), min(first, second)
    return tuple(
        (f"{century}{year}-{month}-{day}", f"if the year is {century}{year}")
        for century in ("20", "19")
    )


def year(match: re.Match[str]) -> Candidates:
    number, sign = int(match["year"]), "-" if "-" in match[0] else ""
    return ((f"Y{sign}{number}" if number > 9999 else f"{sign}{number:04}", ""),)


def week(match: re.Match[str]) -> Candidates:
    """ISO 8601 week dates: week 1 holds 4 January; weeks begin on Monday."""
    fourth = ordinal(int(match[1]), 1, 4)
    monday = fourth - weekday(fourth) + 7 * (int(match[2]) - 1)
    first, last = monday, monday + 6
    if match[3]:
        first = last = monday + int(match[3]) - 1
    days = [f"{y:04}-{m:02}-{d:02}" for y, m, d in (civil(first), civil(last))]
    return ((days[0] if first == last else "/".join(days), ""),)


def day_of_year(match: re.Match[str]) -> Candidates:
    year, month, day = civil(ordinal(int(match[1]), 1, 1) + int(match[2]) - 1)
    return ((f"{year:04}-{month:02}-{day:02}", ""),)


def day_range(match: re.Match[str]) -> Candidates:
    year, month = match["year"], _month(match["month"])
    if not month:
        return ()
    start, end = (f"{year}-{month}-{day.zfill(2)}" for day in match.group("first", "last"))
    return (
        (f"{start}/{end}", "if it lasted from one to the other"),
        (f"[{start}..{end}]", "if it happened once in between"),
    )


def part_of_year(match: re.Match[str]) -> Candidates:
    part, year = (match[1] or match[4]), (match[2] or match[3])
    return ((f"{year}-{PARTS[part.lower()]}", ""),)


def part_of_month(match: re.Match[str]) -> Candidates:
    """Ten days or so: EDTF has no sign for the early, middle and late part of a month."""
    year, month = match["year"], _month(match["month"])
    if not month:
        return ()
    third = PARTS[match["part"].lower()] - PARTS["early"]
    start, end = 1 + 10 * third, (10, 20, days_in_month(int(year), int(month)))[third]
    return (
        (f"[{year}-{month}-{start:02}..{year}-{month}-{end}]", "if it happened once in those days"),
        (f"{year}-{month}~", "for about that month"),
    )


def decade(match: re.Match[str]) -> Candidates:
    digits = match[1]
    if digits.endswith("0"):
        decade = f"{digits}X"
        return ((f"{digits[:2]}XX", "for the hundred years"), (decade, "for the first ten"))
    return ((f"{digits}X", ""),)


def century(match: re.Match[str]) -> Candidates:
    sign = "-" if match[2] else ""
    return ((f"{sign}{int(match[1]) - 1:02}XX", ""),)


def doubted_set(match: re.Match[str]) -> Candidates:
    """The sign behind each date of the set."""
    signed = re.sub(r"(?<=[0-9X])(?=\.\.|[],}])", match[2], match[1])
    return ((signed, "with the sign behind each date"), (match[1], "without it"))


def upper(match: re.Match[str]) -> Candidates:
    return ((match[0].upper().replace("U", "X"), ""),)
