"""The grammar of dates: EDTF (ISO 8601-2:2019, Library of Congress text) read into bounds in days.

It knows level 0 and 1 and, of level 2, sets, sub-year groupings, qualified components and `X`
anywhere (FORMAT section 3); nothing of time zones, display, or what a wrong date may mean. Its
errors say what is wrong; `hints` adds what to write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from timeline_tui.core.dates.calendar import MONTHS, days_in_month, month_bounds, ordinal
from timeline_tui.core.dates.errors import DateError, quoted
from timeline_tui.core.dates.values import (
    NOT_QUALIFIED,
    Clock,
    DateRange,
    Edge,
    EdtfDate,
    Point,
    Precision,
    Qualifier,
    Qualifiers,
    assemble,
    in_order,
)
from timeline_tui.core.text import cropped

LONGEST: Final = 2000
"""Characters that a date may have; only a set can come near it."""

_BITS: Final = {None: 0, "?": 1, "~": 2, "%": 3}
_SIGNS: Final[tuple[Qualifier, ...]] = ("", "?", "~", "%")
_CLOSING: Final = {"[": "]", "{": "}"}
_YEAR_PRECISIONS: Final[tuple[Precision, ...]] = ("none", "millennium", "century", "decade")
_PARTS_OF_YEAR: Final[tuple[tuple[int, int, Precision], ...]] = (
    (32, 3, "season"),
    (36, 3, "quarter"),
    (39, 4, "third"),
    (41, 6, "half"),
)
"""The last code of each kind, and how many months one has."""
_FIRST_MONTHS: Final = (3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6, 1, 4, 7, 10, 1, 5, 9, 1, 7)

_PLAIN_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_POINT: Final = re.compile(
    r"""
    ([?~%])? (?: Y(?P<long>-?[1-9][0-9]{4,11})(?!-) | (?P<year>(?!-0000)-?[0-9X]{4}) ) ([?~%])?
    (?: - ([?~%])? (?P<month>[0-9X]{2}) ([?~%])?
        (?: - ([?~%])? (?P<day>[0-9X]{2}) ([?~%])? )? )?
    (?: (?P<joint>[T ]) (?P<clock>
        (?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]) (?: :(?P<second>[0-5][0-9]) )?
        (?P<zone>Z|[+-](?:0[0-9]|1[0-5])(?: :[0-5][0-9])?)? ) )?
    """,
    re.VERBOSE,
)
_SIGN_GROUPS: Final = (1, 4, 5, 7, 8, 10)


def read(text: str) -> EdtfDate:
    """The date that `text` writes, clock times as written. Raises `DateError`, without a hint."""
    if _PLAIN_DAY.fullmatch(text):  # most of a file
        return assemble(text, "point", (_plain_day(text),))
    body = text.strip()
    at = len(text) - len(text.lstrip())
    notes: list[str] = []
    if len(body) > LONGEST:
        raise DateError(f"The date has {len(body)} characters, more than {LONGEST}")
    if body == "unknown":
        return assemble(text, "unknown", ())
    if body[:1] in _CLOSING:
        return _set(text, body, at, notes)
    if "/" in body:
        return _interval(text, body, at, notes)
    return assemble(text, "point", (_point(body, at, notes),), tuple(notes))


def reads(text: str) -> bool:
    """Whether `text` is a date that there is no note about."""
    try:
        return not read(text).notes
    except DateError:
        return False


# Points


def _plain_day(text: str) -> Point:
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    try:
        number = ordinal(year, month, day)
    except ValueError:
        raise _no_such_day(text[:4], text[5:7], text[8:], 5, 8) from None
    return Point(year, month, day, None, "", NOT_QUALIFIED, None, "day", number, number)


def _point(text: str, at: int, notes: list[str]) -> Point:
    """The point that `text` writes; `at` is its column in the whole date."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(f"{quoted(text)} is not a date" if text else "The date is empty", "", at)
    point = _calendar_point(match, at)
    return _with_clock(point, match, at, notes) if match["clock"] else point


def _calendar_point(match: re.Match[str], at: int) -> Point:
    """The point without its clock time: its bounds span all the days that it can be."""
    year, month, day = match.group("year", "month", "day")
    years = _years(year or match["long"])
    code = int(month) if month and not day and "21" <= month <= "41" and month.isdigit() else None
    if code is not None:
        earliest, latest = _part_of_year(years[0], code)[0], _part_of_year(years[-1], code)[1]
    else:
        earliest, latest = _bounds(match, years, at)
    written = [part for part in (year or "", month, day) if part is not None]
    return Point(
        None if year and "X" in year else years[0],
        int(month) if month and code is None and month.isdigit() else None,
        int(day) if day and day.isdigit() else None,
        code,
        "-".join(written) if any("X" in part for part in written) else "",
        _qualifiers(match),
        None,
        _precision((year or "").lstrip("-"), month, day, code),
        earliest,
        latest,
    )


def _qualifiers(match: re.Match[str]) -> Qualifiers:
    """Behind a component a sign also holds for those to its left, ahead of it for that one only."""
    signs = match.group(*_SIGN_GROUPS)
    if not any(signs):
        return NOT_QUALIFIED
    before_year, after_year, before_month, after_month, before_day, after_day = (
        _BITS[sign] for sign in signs
    )
    day = before_day | after_day
    month = before_month | after_month | after_day
    year = before_year | after_year | after_month | after_day
    return _SIGNS[year], _SIGNS[month], _SIGNS[day]


def _precision(year: str, month: str | None, day: str | None, code: int | None) -> Precision:
    """What is known for sure, counted from the left; the year has no sign."""
    if "X" in year:
        return _YEAR_PRECISIONS[year.index("X")]
    if code is not None:
        return next(kind for last, _, kind in _PARTS_OF_YEAR if code <= last)
    if month is None or "X" in month:
        return "year"
    return "month" if day is None or "X" in day else "day"


def _years(mask: str) -> Sequence[int]:
    """The years that digits and `X` can be, ascending; there is no year -0."""
    if mask[0] != "-":
        return _numbers(mask)
    return [-number for number in reversed(_numbers(mask[1:])) if number]


def _numbers(mask: str) -> Sequence[int]:
    if "X" not in mask.rstrip("X"):
        return range(int(mask.replace("X", "0")), int(mask.replace("X", "9")) + 1)
    choices = ("0123456789" if digit == "X" else digit for digit in mask)
    return [int("".join(number)) for number in product(*choices)]


def _bounds(match: re.Match[str], years: Sequence[int], at: int) -> tuple[int, int]:
    year, month, day = match.group("year", "month", "day")
    months = [number for number in _numbers(month or "XX") if 1 <= number <= 12]
    days = [number for number in _numbers(day or "XX") if 1 <= number <= 31]
    earliest = _first_that_exists(years, months, days)
    latest = _first_that_exists(years[::-1], months[::-1], days[::-1])
    if earliest is None or latest is None:
        columns = at + match.start("month"), at + match.start("day")
        raise _no_such_day(year, month or "", day or "", *columns)
    return earliest, latest


def _first_that_exists(
    years: Sequence[int], months: Sequence[int], days: Sequence[int]
) -> int | None:
    """The first day, in the order given; None where no month has one of them."""
    for year, month in product(years, months):
        length = days_in_month(year, month)
        found = next((day for day in days if day <= length), None)
        if found is not None:
            return ordinal(year, month, found)
    return None


def _part_of_year(year: int, code: int) -> tuple[int, int]:
    """First and last day of a sub-year grouping 21 to 41 (FORMAT section 3 rule 2).

    The southern autumn and winter (31, 32) fall into the year written, like their months.
    """
    start = _FIRST_MONTHS[code - 21]
    length = next(months for last, months, _ in _PARTS_OF_YEAR if code <= last)
    later, month = divmod(start + length - 2, 12)
    return ordinal(year, start, 1), month_bounds(year + later, month + 1)[1]


def _no_such_day(year: str, month: str, day: str, at_month: int, at_day: int) -> DateError:
    """A month that is none of 01 to 12, or a day that its month has not."""
    if not any(1 <= number <= 12 for number in _numbers(month)):
        behind = "" if day else ": months run from 01 to 12, parts of the year from 21 to 41"
        return DateError(f"There is no month {month}{behind}", "", at_month)
    if "X" in year + month + day or day == "00":
        return DateError(f"No day can be {year}-{month}-{day}", "", at_day)
    length = days_in_month(int(year), int(month))
    return DateError(f"{MONTHS[int(month) - 1]} {year} has {length} days", "", at_day)


# Clock times


def _with_clock(point: Point, match: re.Match[str], at: int, notes: list[str]) -> Point:
    """The point with the clock time behind it, which only a plain whole day can have."""
    if point.day is None or point.mask or point.qualifiers is not NOT_QUALIFIED:
        message = "A clock time needs a whole day in front of it, without X ? ~ %"
        raise DateError(message, "", at + match.start("joint"))
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    offset, zone = None, match["zone"]
    if zone is not None:
        minutes = 60 * int(zone[1:3] or 0) + int(zone[4:] or 0)
        offset = -minutes if zone[0] == "-" else minutes
    if match["second"] is None or match["joint"] == " ":
        _refuse_range(match, offset, at)
        day, clock = match.string[: match.start("joint")], match.group("hour", "minute")
        strict = f"{day}T{':'.join(clock)}:{match['second'] or '00'}{match['zone'] or ''}"
        notes.append(f"{match.string} is read as {strict}; write it that way")
    written = hour * 3600 + minute * 60 + second
    return replace(point, clock=Clock(written, None, offset, match["clock"], written))


def _refuse_range(match: re.Match[str], offset: int | None, at: int) -> None:
    """Refuse `09:00-11:00`, written leniently: two clock times, or one with an offset."""
    if offset is not None and -offset > int(match["hour"]) * 60 + int(match["minute"]):
        message = f"{match['clock']} is a range of times or a time with an offset"
        raise DateError(message, "", at + match.start("clock"))


# Intervals and sets


def _interval(text: str, body: str, at: int, notes: list[str]) -> EdtfDate:
    if body.count("/") != 1:
        raise DateError(f"{quoted(body)} is not a date", "", at)
    return assemble(text, "interval", (in_order(_span(body, "/", at, notes)),), tuple(notes))


def _span(written: str, joint: str, at: int, notes: list[str]) -> DateRange:
    """From one date to another; the first `joint` of `written` stands between them.

    Refuses one that ends before it starts (FORMAT section 3 rule 3).
    """
    start_text, _, end_text = written.partition(joint)
    ends: list[Point | Edge] = []
    for part, column in ((start_text, at), (end_text, at + len(start_text) + len(joint))):
        if part in ("", ".."):
            ends.append("open" if part or joint == ".." else "unknown")
        else:
            ends.append(_point(part, column, notes))
    start, end = ends
    if isinstance(start, Point) and isinstance(end, Point) and _is_backwards(start, end, at):
        raise DateError(f"{end_text} is before {start_text}", "", at)
    if isinstance(start, str) and isinstance(end, str):
        hint = "Write one of them, as in 2021-05/.. or /2021-08-31, or write unknown"
        raise DateError("The interval has neither a start nor an end", hint, at)
    return DateRange(start, end)


def _is_backwards(start: Point, end: Point, at: int) -> bool:
    first, last = start.clock, end.clock
    if not (first and last):
        return end.latest < start.earliest
    if (first.offset_minutes is None) != (last.offset_minutes is None):
        message = "Only one of the two clock times has an offset"
        raise DateError(message, "Write the same offset behind both, or none", at)
    seconds = 86_400 * (end.latest - start.earliest) + last.written_second - first.written_second
    return seconds < 60 * ((last.offset_minutes or 0) - (first.offset_minutes or 0))


def _set(text: str, body: str, at: int, notes: list[str]) -> EdtfDate:
    opening, closing = body[0], _CLOSING[body[0]]
    if closing in body[:-1]:
        raise DateError(f"{quoted(body)} is not a date", "", at)
    if len(body) < 2 or body[-1] != closing:
        message = f"The set that begins with {opening} does not end with {closing}"
        hint = f"Write {closing} at its end; the signs ? ~ % stand behind each date in it"
        raise DateError(message, hint, at + len(body) - 1)
    members: list[Point | DateRange] = []
    column = at + 1
    for part in body[1:-1].split(","):
        blanks = len(part) - len(part.lstrip())
        members.append(_member(part.strip(), column + blanks, notes))
        column += len(part) + 1
    strict = re.sub(r"\s*,\s*|(?<=[\[{])\s+|\s+(?=[\]}])", lambda found: found[0].strip(), body)
    if strict != body:
        notes.append(f"{cropped(body)} is read as {cropped(strict)}; write it without blanks")
    return assemble(text, "one-of" if opening == "[" else "all-of", tuple(members), tuple(notes))


def _member(part: str, at: int, notes: list[str]) -> Point | DateRange:
    if part in ("", ".."):
        hint = "Write dates joined by commas, as in [2021-07-24,2021-07-25]"
        raise DateError("A date is missing in the set", hint, at)
    found = _span(part, "..", at, notes) if ".." in part else _point(part, at, notes)
    if any(point.clock for point in ((found,) if isinstance(found, Point) else found.ends)):
        raise DateError("A set has days without clock times", "Write the days alone", at)
    return found
