"""What one match of a notation outside EDTF may mean, for the table in `notations`.

Each function proposes EDTF texts and never checks them: the day may not exist. English words only.
"""

from __future__ import annotations

import re
from typing import Final

from timeline_tui.core.calendar import MONTHS, civil, days_in_month, ordinal, weekday
from timeline_tui.core.dates.errors import Candidates

_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_THIRDS: Final = {"early": 37, "mid": 38, "middle": 38, "late": 39, "end": 39}
NTH: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_DAY_FIRST: Final = "if the day stands first"
_MONTH_FIRST: Final = "if the month does"


def month_number(word: str) -> int | None:
    """The month that an English name or its beginning of three letters or more means."""
    folded = word.lower()
    if len(folded) < 3:
        return None
    for number, name in enumerate(MONTHS, 1):
        if name.lower().startswith(folded):
            return number
    return None


def ymd(match: re.Match[str]) -> Candidates:
    year, month, day = match[1], match[2].zfill(2), match[3]
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
    first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
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


def month_year(match: re.Match[str]) -> Candidates:
    return ((f"{match[2]}-{match[1].zfill(2)}", ""),)


def short_year(match: re.Match[str]) -> Candidates:
    return ((f"{match[1]}{int(match[2]):04}", ""),)


def long_year(match: re.Match[str]) -> Candidates:
    year = int(match[2])
    return ((f"Y{match[1]}{year}" if year > 9999 else f"{match[1]}{year:04}", ""),)


def exponential(match: re.Match[str]) -> Candidates:
    exponent = int(match[3])
    if exponent > 12:
        return ()
    year = int(match[2]) * 10**exponent
    sign = "~" if match[4] else ""
    return ((f"{f'Y{match[1]}{year}' if year > 9999 else f'{match[1]}{year:04}'}{sign}", ""),)


def significant(match: re.Match[str]) -> Candidates:
    prefix, year, digits = match[1] or "", match[2], int(match[3])
    about = (f"{prefix}{year}~", "for about that year")
    if prefix or not 1 <= digits <= 3:
        return (about,)
    kept = digits + (year[0] == "-")
    masked = year[:kept] + "X" * (len(year) - kept)
    return ((masked, f"for the {digits} digits that are known"), about)


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


def named(year: str, word: str, day: str | None) -> Candidates:
    """Nothing when `word` is no month."""
    month = month_number(word)
    if month is None:
        return ()
    return ((f"{year}-{month:02}" + ("" if day is None else f"-{day.zfill(2)}"), ""),)


def day_month_year(match: re.Match[str]) -> Candidates:
    return named(match[3], match[2], match[1])


def month_day_year(match: re.Match[str]) -> Candidates:
    return named(match[3], match[1], match[2])


def year_month_day(match: re.Match[str]) -> Candidates:
    return named(match[1], match[2], match[3])


def month_name_year(match: re.Match[str]) -> Candidates:
    return named(match[2], match[1], None)


def day_range(match: re.Match[str]) -> Candidates:
    first, last, word, year = match.group("first", "last", "month", "year")
    days = [named(year, word, day) for day in (first, last)]
    if not all(days):
        return ()
    start, end = days[0][0][0], days[1][0][0]
    return (
        (f"{start}/{end}", "if it lasted from one to the other"),
        (f"[{start}..{end}]", "if it happened once in between"),
    )


def season(match: re.Match[str]) -> Candidates:
    word, year = (match[1] or match[4]), (match[2] or match[3])
    return ((f"{year}-{_SEASONS[word.lower()]}", ""),)


def quarter(match: re.Match[str]) -> Candidates:
    year, number = (match[2] or match[3]), (match[1] or match[4])
    return ((f"{year}-{32 + int(number)}", ""),)


def half(match: re.Match[str]) -> Candidates:
    year, number = (match[2] or match[3]), (match[1] or match[4])
    return ((f"{year}-{39 + int(number)}", ""),)


def nth_part(match: re.Match[str]) -> Candidates:
    number = NTH[match[1].lower()]
    if match[2].lower() == "half":
        code = 39 + (2 if match[1].lower() in ("last", "second", "2nd") else number)
        return ((f"{match[3]}-{code}", ""),) if code <= 41 else ()
    return ((f"{match[3]}-{32 + number}", ""),)


def part_of_year(match: re.Match[str]) -> Candidates:
    return ((f"{match[2]}-{_THIRDS[match[1].lower()]}", ""),)


def part_of_month(match: re.Match[str]) -> Candidates:
    """Ten days or so: EDTF has no sign for the early, middle and late part of a month."""
    month = named(match[3], match[2], None)
    if not month:
        return ()
    third = _THIRDS[match[1].lower()] - 37
    start = f"{month[0][0]}-{1 + 10 * third:02}"
    end = f"{month[0][0]}-{(10, 20, days_in_month(int(match[3]), int(month[0][0][5:])))[third]}"
    return (
        (f"[{start}..{end}]", "if it happened once in those days"),
        (f"{month[0][0]}~", "for about that month"),
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


def anno_domini(match: re.Match[str]) -> Candidates:
    return ((f"{int(match[1] or match[2]):04}", ""),)


def upper(match: re.Match[str]) -> Candidates:
    return ((match[0].upper().replace("U", "X"), ""),)
