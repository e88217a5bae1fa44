"""Dates as the rest of the program sees them: reading, the file's time zone, day times.

The grammar is `edtf`, the values are `values`; nothing here knows the present day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final, Literal

from timeline_tui.core.dates import edtf
from timeline_tui.core.dates.calendar import DAYS_IN_400_YEARS, ordinal
from timeline_tui.core.dates.errors import DateError, propose, quoted
from timeline_tui.core.dates.values import (
    DateRange,
    Edge,
    EdtfDate,
    Point,
    Qualifier,
    all_points,
    assemble,
    in_order,
    opening,
)

__all__ = [
    "DateError",
    "DateRange",
    "DayTime",
    "Edge",
    "EdtfDate",
    "Point",
    "Qualifier",
    "all_points",
    "in_zone",
    "opening",
    "parse_date",
    "parse_one_of",
    "parse_time",
]

_SECONDS_A_DAY: Final = 86_400
_FIRST_SAFE_DAY: Final = 367
_LAST_SAFE_DAY: Final = ordinal(9998, 12, 31)

# Dates repeat within a file, and equal ones then share one value.
_read = lru_cache(maxsize=16_384)(edtf.read)


def parse_date(text: str) -> EdtfDate:
    """The date that `text` writes (FORMAT section 3), clock times as written; see `in_zone`.

    Raises `DateError`, which says what to write instead.
    """
    return _read(text)


def parse_one_of(items: Sequence[str]) -> EdtfDate:
    """The one-of set that a YAML list writes: `[2021-07-01..2021-07-26]` typed without quotes.

    Its `text`, and the column of a `DateError`, are those of the items in brackets.
    """
    return _read(f"[{','.join(items)}]")


# Time zones


def in_zone(date: EdtfDate, zone: tzinfo) -> EdtfDate:
    """`date` with its clock times that have an offset converted to `zone`; else the same object.

    Bounds and `Clock.start_second` move, what was written stays, so converting again, to the same
    zone or another, starts from what was written (FORMAT section 3 rule 5).
    """
    if date.clock is None and date.kind != "interval":
        return date
    if all(_is_local(point) for point in all_points(date)):
        return date
    members = tuple(_member_in_zone(member, zone) for member in date.points)
    return assemble(date.text, date.kind, members, date.notes)


def _is_local(point: Point) -> bool:
    return point.clock is None or point.clock.offset_minutes is None


def _member_in_zone(member: Point | DateRange, zone: tzinfo) -> Point | DateRange:
    if isinstance(member, Point):
        return _point_in_zone(member, zone)
    start, end = (
        _point_in_zone(end, zone) if isinstance(end, Point) else end
        for end in (member.start, member.end)
    )
    # Clocks set back across midnight can put a later moment onto the day before.
    return in_order(DateRange(start, end))


def _point_in_zone(point: Point, zone: tzinfo) -> Point:
    clock = point.clock
    if clock is None or clock.offset_minutes is None:
        return point
    assert point.year is not None and point.month is not None and point.day is not None
    written = ordinal(point.year, point.month, point.day)
    seconds = clock.written_second - 60 * clock.offset_minutes
    days, second = divmod(written * _SECONDS_A_DAY + seconds, _SECONDS_A_DAY)
    day, start = _local(days, second, zone)
    return replace(point, clock=replace(clock, start_second=start), earliest=day, latest=day)


def _local(day: int, second: int, zone: tzinfo) -> tuple[int, int]:
    """Day and second of a moment in UTC as they are in `zone`.

    Beyond the years of `datetime` the zone is taken as it is 400 years, or some times that, nearer:
    the same calendar, and no offset differs there.
    """
    cycles = 0
    if day < _FIRST_SAFE_DAY:
        cycles = (day - _FIRST_SAFE_DAY) // DAYS_IN_400_YEARS
    elif day > _LAST_SAFE_DAY:
        cycles = 1
    moved = day - cycles * DAYS_IN_400_YEARS
    moment = datetime.fromordinal(moved).replace(tzinfo=UTC) + timedelta(seconds=second)
    local = moment.astimezone(zone)
    start = local.hour * 3600 + local.minute * 60 + local.second
    return local.toordinal() + cycles * DAYS_IN_400_YEARS, start


# Times of day

DayPart = Literal["night", "morning", "afternoon", "evening"]

_PARTS: Final[dict[str, tuple[DayPart, int, int]]] = {
    "night": ("night", 0, 360),
    "morning": ("morning", 360, 720),
    "afternoon": ("afternoon", 720, 1080),
    "evening": ("evening", 1080, 1440),
}
_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2})(?:/([0-9]{2}):([0-9]{2}))?")
_TIME_JOINT: Final = re.compile(r" ?(?:[-\u2013\u2014/]|\.\.| to | until ) ?")
_TIME_EXAMPLES: Final = "Write 09:30, 09:30/11:00, or one of night, morning, afternoon, evening"
_OTHER_TIMES: Final[dict[str, str]] = {
    "noon": "12:00",
    "midday": "12:00",
    "dawn": "morning",
    "sunrise": "morning",
    "dusk": "evening",
    "sunset": "evening",
    "overnight": "night",
    "midnight": "00:00",
}


@dataclass(frozen=True, slots=True)
class DayTime:
    """An event's `time` (FORMAT section 2): a clock time, two of them, or a part of the day.

    Minutes count from the start of the local day. `end_minute` is None for a moment; for a part it
    is where the next one starts (FORMAT section 3 rule 6), 1440 at the end of the day.
    """

    text: str
    start_minute: int
    end_minute: int | None
    part: DayPart | None


def parse_time(text: str) -> DayTime:
    """The time of day that `text` writes. Raises `DateError`."""
    body = text.strip()
    named = _PARTS.get(body)
    if named is not None:
        part, first, last = named
        return DayTime(text, first, last, part)
    match = _TIME.fullmatch(body)
    if match is None:
        raise _explain_time(body)
    start = _minute(match[1], match[2], 0, last=1439)
    if match[3] is None:
        return DayTime(text, start, None, None)
    end = _minute(match[3], match[4], 6, last=1440)
    if end < start:
        raise DateError(
            f"The time ends at {body[6:]}, before it starts at {body[:5]}",
            f"Write {body[6:]}/{body[:5]} if they changed places; if it went on to the next day, "
            f"write both days under date, as in 2021-07-26T{body[:5]}:00/2021-07-27T{body[6:]}:00",
            0,
            ((f"{body[6:]}/{body[:5]}", "if they changed places"),),
        )
    return DayTime(text, start, end, None)


def _minute(hour: str, minute: str, column: int, *, last: int) -> int:
    minutes = int(hour) * 60 + int(minute)
    if int(minute) > 59 or minutes > last:
        raise DateError(
            f"There is no time {hour}:{minute}",
            "Write hours from 00 to 23 and minutes from 00 to 59",
            column,
        )
    return minutes


def _explain_time(text: str) -> DateError:
    if not text:
        return DateError("The time is empty", _TIME_EXAMPLES)
    clocks = [_strict_clock(part) for part in _TIME_JOINT.split(text.lower())[:3]]
    moment = next((clock for clock in clocks if clock[8:]), "")
    if moment and all(clocks):
        message = f"{quoted(text)} has an offset, which a time of its own does not take"
        return DateError(message, f"Write it under date, as in 2021-07-26T{moment}")
    written = [clock[:5] for clock in clocks]
    proposal = "/".join(part for part in written if part)
    if len(written) <= 2 and all(written) and _reads_time(proposal):
        return propose("Times are written hh:mm, two of them with a /", ((proposal, ""),))
    for word in re.findall(r"[a-z]+", text.lower()):
        nearest = _OTHER_TIMES.get(word, word if word in _PARTS else "")
        if nearest:
            message = f"{quoted(text)} is not a time that is known"
            return propose(message, ((nearest, "and keep the words under date_text"),))
    return DateError(f"{quoted(text)} is not a time", _TIME_EXAMPLES)


def _strict_clock(text: str) -> str:
    """A loosely written clock time as it is written behind a date, or "" when it is none."""
    from timeline_tui.core.dates.notations import meanings  # here: most runs meet no mistake

    meant = (date[11:] for date in meanings(f"2021-07-26 {text}") if edtf.reads(date))
    return next(filter(None, meant), "")


def _reads_time(text: str) -> bool:
    try:
        parse_time(text)
    except DateError:
        return False
    return True
