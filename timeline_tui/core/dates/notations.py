"""How people write dates outside EDTF, and which EDTF text each notation may mean.

It proposes and never checks: candidates may name days that do not exist. English words only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from timeline_tui.core.dates import rewrites
from timeline_tui.core.dates.errors import Candidates

T = TypeVar("T")


def readings(text: str, depth: int = 3) -> Iterator[tuple[str, Candidates]]:
    """What is wrong with the notation of `text` and what it may mean, likeliest first.

    `depth` bounds the wrappings within wrappings, so that no text takes long.
    """
    for pattern, message, rewrite in _NOTATIONS:
        match = pattern.fullmatch(text)
        if match is not None:
            yield message, rewrite(match)
    for pattern, message, wrap in _WRAPPINGS if depth else ():
        match = pattern.fullmatch(text)
        if match is not None:
            yield message, tuple(wrap(match, date) for date in meanings(match[1], depth - 1))


def meanings(text: str, depth: int = 3) -> tuple[str, ...]:
    """Everything that one loosely written date may mean; itself first: it may be EDTF already."""
    found = {text: None}
    for _, candidates in readings(text, depth):
        found.update(dict.fromkeys(candidate for candidate, _ in candidates))
    return tuple(found)[:12]


def _before_christ(match: re.Match[str]) -> Candidates:
    """Read as a date of 2000, of which the year becomes 0000 for 1 BC and -0043 for 44 BC."""
    year = int(match[2])
    written = f"-{year - 1:04}" if year > 1 else "0000"
    dates = meanings(f"{match[1].strip()} 2000".strip(), depth=1)
    return tuple((written + date.removeprefix("2000"), "") for date in dates)


def _at_clock(match: re.Match[str], date: str) -> tuple[str, str]:
    hour, minute, second, half, zone = match.group(2, 3, 4, 5, 6)
    hours = int(hour)
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    return f"{date}T{hours:02}:{minute or '00'}:{second or '00'}{_offset(zone)}", ""


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "Z"
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "")
    return f"{zone[0]}{hours.zfill(2)}" + (f":{minutes}" if minutes else "")


def _at_named_clock(match: re.Match[str], date: str) -> tuple[str, str]:
    return f"{date}T{'00' if match[2].lower() == 'midnight' else '12'}:00:00", ""


def _compiled(*rows: tuple[str, str, T]) -> tuple[tuple[re.Pattern[str], str, T], ...]:
    flags = re.IGNORECASE | re.ASCII
    return tuple((re.compile(pattern, flags), message, rest) for pattern, message, rest in rows)


def _with_sign(sign: str) -> Callable[[re.Match[str], str], tuple[str, str]]:
    return lambda _, date: (f"{date}{sign}", "")


_ORDER: Final = "Dates are written year first, then month, then day, joined by hyphens"
_PADDED: Final = "Month and day are written with two digits each"
_IN_NUMBERS: Final = "Months are written as numbers, the year first"
_CLOCK: Final = "A clock time is written hh:mm:ss behind a T, its offset as Z or +hh:mm"
_APPROXIMATE: Final = "An approximate date has a ~ behind it"
_UNCERTAIN: Final = "An uncertain date has a ? behind it"
_WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_PART: Final = "|".join(rewrites.PARTS)
_YEAR: Final = r"(?P<year>\d{4})"
_NAME: Final = r"(?P<month>[a-z]{3,9})\.?"
_NTH_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_JOIN: Final = r"(?:[ ./,-]|\bof\b)*"

_NOTATIONS: Final = _compiled(
    (
        r"(?P<year>-?[\dX]{4})-(?P<month>[\dX]{1,2})(?:-(?P<day>[\dX]{1,2}))?",
        _PADDED,
        rewrites.calendar_date,
    ),
    (
        rf"{_YEAR}[./](?P<month>\d{{1,2}})(?:[./](?P<day>\d{{1,2}}))?",
        _ORDER,
        rewrites.calendar_date,
    ),
    (r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", _ORDER, rewrites.either_order),
    (
        r"(\d{1,2})[-./](\d{1,2})[-./](\d\d)",
        "Years are written with four digits",
        rewrites.two_digit_year,
    ),
    (rf"(?P<month>\d{{1,2}})[-./]{_YEAR}", _ORDER, rewrites.calendar_date),
    (
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)?",
        "Dates are written with hyphens",
        rewrites.calendar_date,
    ),
    # One or two digits alone are a day or a month as well as a year.
    (r"(?=-|\d{3})-?(?P<year>\d{1,3})", "Years are written with four digits", rewrites.year),
    (
        r"Y?-?(?P<year>\d{4,12})",
        "Years of four digits stand alone and longer ones have a Y in front",
        rewrites.year,
    ),
    (
        r"([\[{].+[\]}]) ?([?~%])",
        "The signs ? ~ % stand behind dates, not behind a set",
        rewrites.doubted_set,
    ),
    (r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", "Week dates are not supported", rewrites.week),
    (r"(\d{4})-(\d{3})", "Days of the year by number are not supported", rewrites.day_of_year),
    (r"-?[\dxu]{4}(?:-[\dxu]{2}){0,2}", "An unspecified digit is a capital X", rewrites.upper),
    (rf"(?:{_NTH_DAY}{_JOIN})?{_NAME}{_JOIN}{_YEAR}", _IN_NUMBERS, rewrites.calendar_date),
    (rf"{_NAME}{_JOIN}{_NTH_DAY}{_JOIN}\b{_YEAR}", _IN_NUMBERS, rewrites.calendar_date),
    (rf"{_YEAR}{_JOIN}{_NAME}(?:{_JOIN}{_NTH_DAY})?", _IN_NUMBERS, rewrites.calendar_date),
    (
        rf"(?P<first>\d{{1,2}}) ?(?:-|to) ?(?P<last>\d{{1,2}}) {_NAME},? {_YEAR}",
        _IN_NUMBERS,
        rewrites.day_range,
    ),
    (
        rf"{_NAME} (?P<first>\d{{1,2}}) ?- ?(?P<last>\d{{1,2}}),? {_YEAR}",
        _IN_NUMBERS,
        rewrites.day_range,
    ),
    (
        rf"(?:the |in )*({_PART})(?:[ ,/-]|\bof\b|\bin\b|\bthe year\b)*(\d{{4}})"
        rf"|(\d{{4}})[ ,/-]*({_PART})",
        "Seasons and other parts of a year are written as a number from 21 to 41",
        rewrites.part_of_year,
    ),
    (
        r"(?:the |in )?(?P<part>early|mid|middle|late|end)(?: of| in)?[ -]"
        rf"{_NAME}{_JOIN}{_YEAR}",
        "A part of a month is written as a range of days",
        rewrites.part_of_month,
    ),
    (
        r"(?:the )?(\d{3})0'?s",
        "A decade or a century is written with X for the digits that are not known",
        rewrites.decade,
    ),
    (
        r"(?:the )?(\d{1,2})(?:st|nd|rd|th)[ -](?:century|c\.?)(?:,? (b\.?c\.?(?:e\.?)?))?",
        "A century is written with X for the digits that are not known",
        rewrites.century,
    ),
    (
        r"(?=.*[a-z])(?:a\.?d\.? ?)?(?P<year>\d{1,4})(?: ?(?:a\.?d\.?|c\.?e\.?))?",
        "Years are written with four digits and no era",
        rewrites.year,
    ),
    (
        r"(.*?)(\d{1,4}) ?b\.?c\.?(?:e\.?)?",
        "Years before 1 are counted so that 1 BC is 0000 and 2 BC is -0001",
        _before_christ,
    ),
)
"""Ways of writing a whole date: a pattern, what is wrong with it, and what it may mean."""

_WRAPPINGS: Final = _compiled(
    (r"(.+T[0-9:Z+-]+)[?~%]", "A clock time takes no ? ~ %", _with_sign("")),
    (
        r"(?:about|around|circa|ca?\.?|approx(?:\.|imately)?|roughly|near"
        r"|some ?time (?:around|in)|[~≈]) ?(.+)",
        _APPROXIMATE,
        _with_sign("~"),
    ),
    (r"(.+?)[ ,(]+(?:approx(?:\.|imately)?|circa|or so)\)?", _APPROXIMATE, _with_sign("~")),
    (r"(?:possibly|perhaps|probably|maybe|presumably|[?]) ?(.+)", _UNCERTAIN, _with_sign("?")),
    (r"(.+?) ?\(?[?]\)?", _UNCERTAIN, _with_sign("?")),
    (r"([^?~%]+) ?(?:[?]~|~[?])", "Uncertain and approximate together are %", _with_sign("%")),
    (r"([^?~%]+) ~", _APPROXIMATE, _with_sign("~")),
    (
        r"(.+?),? (?:in the |at )?(?:early |late )?(night|morning|afternoon|evening)",
        "The part of the day goes under time",
        lambda match, date: (date, f"under date and {match[2].lower()} under time"),
    ),
    (
        r"(.+?)(?:T|,? (?:at )?)(\d{1,2})(?:[:.h]?(\d\d))?(?:[:.](\d\d)(?:[.,]\d+)?)?"
        r" ?([ap]\.?m\.?)? ?(?:hrs?|h|o'clock)? ?(Z|UTC|GMT|[+-]\d{1,2}(?::?\d\d)?)?",
        _CLOCK,
        _at_clock,
    ),
    (r"(.+?),? (?:at )?(noon|midday|midnight)", _CLOCK, _at_named_clock),
    (rf"(.+?)[ ,(]+{_WEEKDAY}\)?", "Only the date itself is written", _with_sign("")),
    (
        rf"(?:(?:on |in )?{_WEEKDAY},?|on|in|year) (.+)",
        "Only the date itself is written",
        _with_sign(""),
    ),
)
"""Words or signs round a date, which may itself be written in another notation: as above, and what
makes the proposal, and what would make it the right one, of a meaning of the first group."""
