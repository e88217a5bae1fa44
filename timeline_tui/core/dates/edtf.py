"""The grammar of dates: EDTF (ISO 8601-2:2019, Library of Congress text) read into bounds in days.

It knows level 0 and 1 and, of level 2, sets, sub-year groupings, qualified components and `X`
anywhere (FORMAT section 3); nothing of time zones or display. `dates` is the public face.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline_tui.core.dates import errors
from timeline_tui.core.dates.calendar import days_in_month, month_bounds, ordinal, year_bounds
from timeline_tui.core.dates.errors import DateError
from timeline_tui.core.dates.spans import (
    digits,
    first_that_exists,
    masked_precision,
    sub_year,
    years_of,
)
from timeline_tui.core.dates.values import (
    NOT_QUALIFIED,
    Clock,
    DateRange,
    Edge,
    EdtfDate,
    Point,
    Qualifier,
    Qualifiers,
    assemble,
    in_order,
)
from timeline_tui.core.text import cropped

LONGEST: Final = 2000
"""Characters that a date may have; only a set can come near it."""

_BITS: Final = {None: 0, "?": 1, "~": 2, "%": 3}
_NO_SIGNS: Final = (None,) * 6
_SIGNS: Final[tuple[Qualifier, ...]] = ("", "?", "~", "%")
_CLOSING: Final = {"[": "]", "{": "}"}

_PLAIN_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_POINT: Final = re.compile(
    r"""
    ([?~%])? (?: Y(-?[1-9][0-9]{4,11}) | (-?[0-9X]{4}) ) ([?~%])?
    (?: - ([?~%])? ([0-9X]{2}) ([?~%])?
        (?: - ([?~%])? ([0-9X]{2}) ([?~%])? )? )?
    (?: ([T ]) ( ([0-9]{2}):([0-9]{2}) (?: :([0-9]{2}) )? (Z|[+-][0-9]{2}(?: :[0-9]{2})?)? ) )?
    """,
    re.VERBOSE,
)


class _ShapeError(Exception):
    """A part of a date that the grammar does not know; `around` is the set that it stands in."""

    def __init__(self, part: str, column: int, around: tuple[str, str] = ("", "")) -> None:
        super().__init__(part)
        self.part = part
        self.column = column
        self.around = around

    def within(self, before: str, after: str) -> _ShapeError:
        return _ShapeError(self.part, self.column, (before, after))


def read(text: str) -> EdtfDate:
    """The date that `text` writes, clock times as written. Raises `DateError`."""
    try:
        return _read(text)
    except DateError as error:
        raise error.only(_accepts) from None
    except _ShapeError as failure:
        from timeline_tui.core.dates import mistakes  # here: most runs meet no mistake

        explain = mistakes.explain_member if any(failure.around) else mistakes.explain
        explained = explain(failure.part, reads).moved(failure.column)
        raise explained.within(*failure.around).only(_accepts) from None


def reads(text: str, *, leniently: bool = False) -> bool:
    """Whether `text` is a date; unless read `leniently`, one that there is no note about."""
    try:
        return not _read(text).notes or leniently
    except (DateError, _ShapeError):
        return False


def _accepts(text: str) -> bool:
    return reads(text, leniently=True)


def _read(text: str) -> EdtfDate:
    plain = _PLAIN_DAY.fullmatch(text)
    if plain is not None:
        return _single(text, _plain_day(plain), ())
    body = text.strip()
    at = len(text) - len(text.lstrip())
    if len(body) > LONGEST:
        raise errors.too_long(len(body), LONGEST)
    if body == "unknown":
        return EdtfDate(text, "unknown", (), None, None, False, False, "none", None, ())
    notes: list[str] = []
    if body[:1] in _CLOSING:
        return _set(text, body, at, notes)
    if "/" in body:
        return _interval(text, body, at, notes)
    point = _point(body, at, notes)
    if point is None:
        raise _ShapeError(body, at)
    return _single(text, point, tuple(notes))


def _single(text: str, point: Point, notes: tuple[str, ...]) -> EdtfDate:
    approximate = uncertain = False
    if point.qualifiers is not NOT_QUALIFIED:
        approximate, uncertain = point.approximate, point.uncertain
    return EdtfDate(
        text,
        "point",
        (point,),
        point.earliest,
        point.latest,
        approximate,
        uncertain,
        point.precision,
        point.clock,
        notes,
    )


# Points


def _plain_day(match: re.Match[str]) -> Point:
    """The case that most of a file consists of, kept short."""
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not 1 <= month <= 12:
        raise errors.no_such_month(match[1], match[2], match[3], 5)
    if not 1 <= day <= days_in_month(year, month):
        raise errors.no_such_day(match[1], match[2], match[3], 8)
    number = ordinal(year, month, day)
    return Point(year, month, day, None, "", NOT_QUALIFIED, None, "day", number, number)


def _point(text: str, at: int, notes: list[str]) -> Point | None:
    """The point that `text` writes, or None when it has not the shape of one.

    `at` is its column in the whole date, for errors about a part of it.
    """
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    point = _calendar_point(match, at)
    return point if match[11] is None else _with_clock(point, match, at, notes)


def _calendar_point(match: re.Match[str], at: int) -> Point:
    """The point without its clock time."""
    year, month, day = match.group(3, 6, 9)
    qualifiers = _qualifiers(match)
    if year is None:
        return _long_year(match, qualifiers, at)
    if year == "-0000":
        raise errors.minus_zero(at)
    if "X" in match.string:
        return _masked(match, qualifiers, at)
    number = int(year)
    if month is None:
        return _year(number, qualifiers)
    if day is None and "21" <= month <= "41":
        first, last, precision = sub_year(number, int(month))
        return Point(number, None, None, int(month), "", qualifiers, None, precision, first, last)
    code = int(month)
    if not 1 <= code <= 12:
        raise errors.no_such_month(year, month, day, at + match.start(6))
    if day is None:
        first, last = month_bounds(number, code)
        return Point(number, code, None, None, "", qualifiers, None, "month", first, last)
    if not 1 <= int(day) <= days_in_month(number, code):
        raise errors.no_such_day(year, month, day, at + match.start(9))
    first = ordinal(number, code, int(day))
    return Point(number, code, int(day), None, "", qualifiers, None, "day", first, first)


def _qualifiers(match: re.Match[str]) -> Qualifiers:
    """Behind a component a sign also holds for those to its left, ahead of it for that one only."""
    signs = match.group(1, 4, 5, 7, 8, 10)
    if signs == _NO_SIGNS:
        return NOT_QUALIFIED
    before_year, after_year, before_month, after_month, before_day, after_day = (
        _BITS[sign] for sign in signs
    )
    day = before_day | after_day
    month = before_month | after_month | after_day
    year = before_year | after_year | after_month | after_day
    return _SIGNS[year], _SIGNS[month], _SIGNS[day]


def _year(year: int, qualifiers: Qualifiers) -> Point:
    first, last = year_bounds(year)
    return Point(year, None, None, None, "", qualifiers, None, "year", first, last)


def _long_year(match: re.Match[str], qualifiers: Qualifiers, at: int) -> Point:
    if match[6] is not None:
        raise errors.long_year_with_month(f"Y{match[2]}", at + match.start(6) - 1)
    return _year(int(match[2]), qualifiers)


# Unspecified digits


def _masked(match: re.Match[str], qualifiers: Qualifiers, at: int) -> Point:
    """A point with `X` in it; its bounds span all the dates that it can be."""
    year, month, day = match.group(3, 6, 9)
    years = years_of(year)
    code: int | None = None
    if month is not None and day is None and "X" not in month and "21" <= month <= "41":
        code = int(month)
        bounds = sub_year(years[0], code)[0], sub_year(years[-1], code)[1]
    else:
        bounds = _masked_bounds(match, years, at)
    return Point(
        None if "X" in year else int(year),
        None if month is None or code is not None or "X" in month else int(month),
        None if day is None or "X" in day else int(day),
        code,
        "-".join(part for part in (year, month, day) if part is not None),
        qualifiers,
        None,
        masked_precision(year.lstrip("-"), month, day),
        *bounds,
    )


def _masked_bounds(match: re.Match[str], years: Sequence[int], at: int) -> tuple[int, int]:
    year, month, day = match.group(3, 6, 9)
    months = [n for n in digits(month or "XX") if 1 <= n <= 12]
    if not months:
        raise errors.no_such_month(year, month, day, at + match.start(6))
    days = [n for n in digits(day or "XX") if 1 <= n <= 31]
    earliest = first_that_exists(years, months, days)
    latest = first_that_exists(years[::-1], months[::-1], days[::-1])
    if earliest is None or latest is None:
        raise errors.no_such_day(year, month, day, at + match.start(9))
    return earliest, latest


# Clock times


def _with_clock(point: Point, match: re.Match[str], at: int, notes: list[str]) -> Point:
    """The point with the clock time behind it, which only a plain whole day can have."""
    separator, text, hour, minute, second, zone = match.group(11, 12, 13, 14, 15, 16)
    day = match.string[: match.start(11)]
    if point.day is None or point.mask or point.qualifiers is not NOT_QUALIFIED:
        raise errors.clock_without_day(day, at + match.start(11))
    if not (int(hour) < 24 and int(minute) < 60 and int(second or 0) < 60):
        raise errors.no_such_clock(day, text, at + match.start(12))
    offset = None
    if zone is not None:
        sign, hours, minutes = zone[0], int(zone[1:3] or 0), int(zone[4:] or 0)
        if hours > 15 or minutes > 59:
            raise errors.no_such_offset(f"{day}T{text}", zone, at + match.start(16))
        offset = (hours * 60 + minutes) * (-1 if sign == "-" else 1)
    if second is None or separator == " ":
        strict = f"{day}T{hour}:{minute}:{second or '00'}{zone or ''}"
        notes.append(f"{match.string} is read as {strict}; write it that way")
    seconds = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    return replace(point, clock=Clock(seconds, None, offset, text, seconds))


# Intervals and sets


def _interval(text: str, body: str, at: int, notes: list[str]) -> EdtfDate:
    if body.count("/") != 1:
        raise _ShapeError(body, at)
    span = _span(body, "/", at, notes)
    if not span.ends:
        raise errors.no_end_known(at)
    start_text, _, end_text = body.partition("/")
    _check(span, "/", start_text, end_text, at)
    return assemble(text, "interval", (in_order(span),), tuple(notes))


def _span(written: str, joint: str, at: int, notes: list[str]) -> DateRange:
    """From one date to another; the first `joint` of `written` stands between them."""
    start_text, _, end_text = written.partition(joint)
    ends: list[Point | Edge] = []
    for part, before, after in (
        (start_text, "", f"{joint}{end_text}"),
        (end_text, f"{start_text}{joint}", ""),
    ):
        if part in ("", ".."):
            ends.append("open" if part or joint == ".." else "unknown")
            continue
        try:
            end = _point(part, at + len(before), notes)
        except DateError as error:
            raise error.within(before, after) from None
        if end is None:
            raise _ShapeError(written, at)
        ends.append(end)
    return DateRange(ends[0], ends[1])


def _check(span: DateRange, joint: str, start_text: str, end_text: str, at: int) -> None:
    """Refuse a span that ends before it starts (FORMAT 3 rule 3)."""
    start, end = span.start, span.end
    if not isinstance(start, Point) or not isinstance(end, Point):
        return
    first, last = start.clock, end.clock
    backwards = end.latest < start.earliest
    if first and last:
        if (first.offset_minutes is None) != (last.offset_minutes is None):
            offset = (first.text if last.offset_minutes is None else last.text).lstrip(
                ":0123456789"
            )
            raise errors.offset_at_one_end(start_text, end_text, offset, at)
        seconds = 86_400 * (end.latest - start.earliest) + last.written_second
        minutes = (last.offset_minutes or 0) - (first.offset_minutes or 0)
        backwards = seconds - 60 * minutes < first.written_second
    if backwards:
        raise errors.ends_before_start(start_text, joint, end_text, at)


def _set(text: str, body: str, at: int, notes: list[str]) -> EdtfDate:
    opening, closing = body[0], _CLOSING[body[0]]
    if closing in body[:-1]:
        raise _ShapeError(body, at)
    if len(body) < 2 or body[-1] != closing:
        raise errors.unclosed_set(body, closing, at)
    members: list[Point | DateRange] = []
    column = at + 1
    written = body[1:-1].split(",")
    parts = [part.strip() for part in written]
    for index, part in enumerate(parts):
        blanks = len(written[index]) - len(written[index].lstrip())
        try:
            members.append(_member(part, column + blanks, notes))
        except (DateError, _ShapeError) as failure:
            before = "".join([opening, *(f"{part}," for part in parts[:index])])
            after = "".join([*(f",{part}" for part in parts[index + 1 :]), closing])
            raise failure.within(before, after) from None
        column += len(written[index]) + 1
    if parts != written:
        strict = "".join(body.split())
        notes.append(f"{cropped(body)} is read as {cropped(strict)}; write it without blanks")
    return assemble(text, "one-of" if opening == "[" else "all-of", tuple(members), tuple(notes))


def _member(part: str, at: int, notes: list[str]) -> Point | DateRange:
    if part in ("", ".."):
        raise errors.empty_member(at)
    if ".." not in part:
        point = _point(part, at, notes)
        if point is None:
            raise _ShapeError(part, at)
        if point.clock:
            raise errors.clock_in_set(part[: -len(point.clock.text) - 1], at)
        return point
    span = _span(part, "..", at, notes)
    start_text, _, end_text = part.partition("..")
    if any(point.clock for point in span.ends):
        days = (text.replace(" ", "T").partition("T")[0] for text in (start_text, end_text))
        raise errors.clock_in_set("..".join(dict.fromkeys(days)), at)
    _check(span, "..", start_text, end_text, at)
    return span
