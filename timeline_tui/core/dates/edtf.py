"""The grammar of dates: EDTF (ISO 8601-2:2019, Library of Congress text) read into bounds in days.

It knows level 0 and 1 and, of level 2, sets, sub-year groupings, qualified components and `X`
anywhere (FORMAT section 3); nothing of time zones, display, or what a wrong date may mean. Its
errors say what is wrong; `hints` adds what to write.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Final

from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal
from timeline_tui.core.dates.times import MINUTE, micros
from timeline_tui.core.dates.values import (
    DAY,
    Clock,
    DateError,
    DateRange,
    Edge,
    EdtfDate,
    Point,
    Precision,
    assemble,
    not_a,
)
from timeline_tui.core.text import cropped

LONGEST: Final = 2000
"""Characters that a date may have; only a set can come near it."""

_DIGITS: Final = "0123456789"
_CLOSING: Final = {"[": "]", "{": "}"}
_YEAR_PRECISIONS: Final[tuple[Precision, ...]] = ("none", "millennium", "century", "decade")
_GROUPINGS: Final[tuple[tuple[Precision, int, tuple[int, ...]], ...]] = (
    ("season", 3, (3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6)),
    ("quarter", 3, (1, 4, 7, 10)),
    ("third", 4, (1, 5, 9)),
    ("half", 6, (1, 7)),
)
_CODES: Final = dict(
    enumerate(((kind, months, first) for kind, months, all in _GROUPINGS for first in all), 21)
)
"""What the codes 21 to 41 mean (FORMAT section 3 rule 2): how many months, from which one on."""

_POINT: Final = re.compile(
    r"""
    ([?~%])? (?: Y(?P<long>-?[1-9][0-9]{4,11})(?!-) | (?P<year>(?!-0000)-?[0-9X]{4}) ) ([?~%])?
    (?: - ([?~%])? (?P<month>[0-9X]{2}) ([?~%])?
        (?: - ([?~%])? (?P<day>[0-9X]{2}) ([?~%])? )? )?
    (?: (?P<joint>[T ]) (?P<clock>
        (?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])
        (?: :(?P<second>[0-5][0-9]) (?:\.(?P<fraction>[0-9]{1,6}))? )?
        (?P<zone>Z|[+-](?:0[0-9]|1[0-5])(?: :[0-5][0-9])?)? ) )?
    """,
    re.VERBOSE,
)
_SIGNS_BEFORE: Final = (1, 5, 8)
_SIGNS_BEHIND: Final = (4, 7, 10)
_LENIENT_CLOCK: Final = re.compile(r"([0-9])[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?")


def read(text: str) -> EdtfDate:
    """The date that `text` writes, clock times as written. Raises `DateError`, without a hint
    where it is for `hints` to say what to write."""
    body = text.strip()
    if len(body) > LONGEST:
        raise DateError(f"The date has {len(body)} characters, more than {LONGEST}")
    if body == "unknown":
        return assemble(text, "unknown", ())
    strict = strictly(body)
    if body[:1] in _CLOSING:
        date = _set(text, body)
    elif body.count("/") == 1:
        date = assemble(text, "interval", (_span(body, "/"),))
    else:
        date = assemble(text, "point", (_point(body),))
    if strict == body:
        return date
    note = f"{cropped(body)} is read as {cropped(strict)}; write it that way"
    return replace(date, notes=(note,))


def strictly(text: str) -> str:
    """A date that reads as EDTF has it, with seconds and without blanks."""
    strict = _LENIENT_CLOCK.sub(lambda match: f"{match[1]}T{match[2]}{match[3] or ':00'}", text)
    return "".join(strict.split())


def reads(text: str) -> bool:
    """Whether `text` is a date that there is no note about."""
    try:
        return not read(text).notes
    except DateError:
        return False


# Points


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(not_a("date", text))
    year, month, day = match["year"] or match["long"], match["month"], match["day"]
    code = int(month) if month and not day and month.isdigit() and int(month) in _CODES else None
    earliest, latest = _bounds(match) if code is None else _part_of_year(year, code)
    point = Point(
        _number(year),
        _number(month) if code is None else None,
        _number(day),
        code,
        re.sub("[?~%]", "", text) if "X" in text else "",
        _qualifiers(match),
        _precision((match["year"] or "").lstrip("-"), month, day, code),
        earliest,
        latest,
    )
    return replace(point, clock=_clock(point, match)) if match["clock"] else point


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and "X" not in digits else None


def _qualifiers(match: re.Match[str]) -> tuple[str, str, str]:
    """Behind a component a sign also holds for those to its left, ahead of it for that one only."""
    before, behind = match.group(*_SIGNS_BEFORE), match.group(*_SIGNS_BEHIND)
    year, month, day = (
        {sign for sign in (before[part], *behind[part:]) if sign} for part in range(3)
    )
    return _sign(year), _sign(month), _sign(day)


def _sign(signs: set[str]) -> str:
    return "%" if len(signs) > 1 else "".join(signs)


def _precision(year: str, month: str | None, day: str | None, code: int | None) -> Precision:
    """What is known for sure, counted from the left; the year has no sign."""
    if "X" in year:
        return _YEAR_PRECISIONS[year.index("X")]
    if code is not None:
        return _CODES[code][0]
    if month is None or "X" in month:
        return "year"
    return "month" if day is None or "X" in day else "day"


def _numbers(mask: str, digits: str = _DIGITS) -> Iterator[int]:
    """The numbers that digits and `X` can be, ascending or as `digits` are ordered."""
    choices = (digits if digit == "X" else digit for digit in mask)
    return (int("".join(number)) for number in product(*choices))


@cache  # of two digits or `X` each: 242 at most
def _numbers_to(last: int, mask: str) -> tuple[int, ...]:
    return tuple(number for number in _numbers(mask) if 1 <= number <= last)


def _years(mask: str, step: int) -> Iterator[int]:
    """The years that digits and `X` can be, the other way round for step -1; there is no -0."""
    if mask[0] != "-":
        return _numbers(mask, _DIGITS[::step])
    return (-number for number in _numbers(mask[1:], _DIGITS[::-step]) if number)


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last of all the days that it can be."""
    year, month, day = match["year"] or match["long"], match["month"] or "XX", match["day"] or "XX"
    if "X" not in year + month + day:  # most of a file
        with suppress(ValueError):
            return (number := ordinal(int(year), int(month), int(day))), number
    months, days = _numbers_to(12, month), _numbers_to(31, day)
    if any(True for _ in _existing((2000,), months, days)):  # no year has more days
        earliest = next(_existing(_years(year, 1), months, days), None)
        latest = next(_existing(_years(year, -1), months[::-1], days[::-1]), None)
        if earliest is not None and latest is not None:
            return earliest, latest
    if not months:
        behind = "" if match["day"] else ": months run from 01 to 12, parts of the year from 21 on"
        raise DateError(f"There is no month {month}{behind}")
    message = f"No day can be {year}-{month}-{day}"
    if days and "X" not in year + month + day:
        length = monthrange(2000 + int(year) % 400, int(month))[1]
        message = f"{MONTHS[int(month) - 1]} {year} has {length} days"
    raise DateError(message)


def _existing(years: Iterable[int], months: Iterable[int], days: Iterable[int]) -> Iterator[int]:
    """The days that there are, in the order given."""
    for year in years:
        for month, day in product(months, days):
            with suppress(ValueError):
                yield ordinal(year, month, day)


def covers(point: Point, first: float, last: float) -> bool:
    """Whether a date with an `X` can be a day between two (ordinals)."""
    match = _POINT.fullmatch(point.mask)
    if match is None or point.season is not None:
        return True
    inside = (int(min(max(end, point.earliest), point.latest)) for end in (first, last))
    since, until = (civil(day)[0] for day in inside)
    years = (year for year in _years(match["year"], 1) if since <= year <= until)
    months, days = _numbers_to(12, match["month"] or "XX"), _numbers_to(31, match["day"] or "XX")
    return any(first <= day <= last for day in _existing(years, months, days))


def _part_of_year(year: str, code: int) -> tuple[int, int]:
    """First and last day of a sub-year grouping.

    The southern autumn and winter (31, 32) fall into the year written, like their months.
    """
    _, months, first = _CODES[code]
    later, behind = divmod(first + months - 1, 12)
    last_year = next(_years(year, -1)) + later
    return ordinal(next(_years(year, 1)), first, 1), ordinal(last_year, behind + 1, 1) - 1


def _clock(point: Point, match: re.Match[str]) -> Clock:
    """The clock time behind a date, which only a plain whole day can have."""
    if point.day is None or point.mask or any(point.qualifiers):
        message = "A clock time needs a whole day in front of it, without X ? ~ %"
        raise DateError(message)
    start = micros(*match.group("hour", "minute", "second", "fraction"))
    offset, zone = None, match["zone"]
    if zone is not None:
        offset = 60 * int(zone[1:3] or 0) + int(zone[4:] or 0)
        offset = -offset if zone[0] == "-" else offset
        length = -offset - start // MINUTE  # of 09:00-11:00; of 22:00-02:00 past midnight
        blank, bare = match["joint"] == " ", match["second"] is None
        lasts = (length > 0 and (blank or bare)) or (length % 1440 <= 720 and blank and bare)
        if lasts and offset < 0:
            message = f"{match['clock']} is a range of times or a time with an offset"
            raise DateError(message)
    written = DAY * point.earliest + start
    return Clock(match["clock"], offset, written, written - MINUTE * (offset or 0), start)


# Intervals and sets


def _span(written: str, joint: str) -> DateRange:
    """From one date to another; the first `joint` of `written` stands between them.

    Refuses one that ends before it starts (FORMAT section 3 rule 3).
    """
    start_text, _, end_text = written.partition(joint)
    start, end = _end(start_text, joint), _end(end_text, joint)
    if isinstance(start, Point) and isinstance(end, Point) and _is_backwards(start, end):
        raise DateError(f"{end_text} is before {start_text}", "Write the earlier one first")
    if isinstance(start, str) and isinstance(end, str):
        hint = "Write one of them, as in 2021-05/.. or /2021-08-31, or write unknown"
        raise DateError("The interval has neither a start nor an end", hint)
    return DateRange(start, end)


def _end(text: str, joint: str) -> Point | Edge:
    if text in ("", ".."):
        return "open" if text or joint == ".." else "unknown"
    return _point(text)


def _is_backwards(start: Point, end: Point) -> bool:
    first, last = start.clock, end.clock
    if not (first and last):
        return end.latest < start.earliest
    if (first.offset_minutes is None) != (last.offset_minutes is None):
        message = "Only one of the two clock times has an offset"
        raise DateError(message, "Write the same offset behind both, or none")
    return last.moment < first.moment


def _set(text: str, body: str) -> EdtfDate:
    opening, closing = body[0], _CLOSING[body[0]]
    if body[-1] != closing:
        message = f"The set that begins with {opening} does not end with {closing}"
        hint = f"Write {closing} at its end; the signs ? ~ % stand behind each date in it"
        raise DateError(message, hint)
    members = [_member(part.strip()) for part in body[1:-1].split(",")]
    return assemble(text, "one-of" if opening == "[" else "all-of", tuple(members))


def _member(part: str) -> Point | DateRange:
    found = _span(part, "..") if ".." in part else _point(part)
    if any(point.clock for point in found.ends):
        raise DateError("A set has days without clock times", "Write the days alone")
    return found
