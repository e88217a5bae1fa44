"""An event's time of day (FORMAT section 2): a clock time, two of them, or a part of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.dates.errors import DateError, not_a
from timeline_tui.core.dates.values import (
    DAY,
    Clock,
    DateRange,
    EdtfDate,
    Point,
    all_points,
    starting,
)

DayPart = Literal["night", "morning", "afternoon", "evening"]

MINUTE: Final = 60_000_000
"""In microseconds."""

_PARTS: Final[tuple[DayPart, ...]] = ("night", "morning", "afternoon", "evening")
_CLOCK: Final = r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,6}))?)?"
_END: Final = _CLOCK.replace("2[0-3]", "2[0-3]|24(?=:00$)")
_TIME: Final = re.compile(rf"(~)?{_CLOCK}(?:/(~)?{_END})?")
_HINT: Final = f"Write 09:30, 09:30:15, ~09:30, 09:30/11:00, or one of {', '.join(_PARTS)}"


@dataclass(frozen=True, slots=True)
class DayTime:
    """A time of day as the file gives it.

    Microseconds count from the start of the local day. `end` is None for a moment; for a part it is
    where the next one starts (FORMAT section 3 rule 6), that of the day at the end of the day.
    """

    text: str
    start: int
    end: int | None
    part: DayPart | None
    approximate: bool = False


def micros(hour: str, minute: str, second: str | None, fraction: str | None = None) -> int:
    """A clock time in microseconds."""
    whole = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    return int(f"{whole}{fraction or '':0<6}")


def parse_time(text: str) -> DayTime:
    """The time of day that `text` writes. Raises `DateError`."""
    body = text.strip()
    for number, part in enumerate(_PARTS):
        if body == part:
            return DayTime(text, DAY // 4 * number, DAY // 4 * (number + 1), part)
    match = _TIME.fullmatch(body)
    if match is None:
        raise DateError(not_a("time", body), _HINT)
    start, end = micros(*match.groups()[1:5]), None
    if match[7]:
        end = micros(*match.groups()[6:])
    if end is not None and end < start:
        early, late = body.split("/")
        hint = f"Write {late}/{early}, or the clock times of both days under date"
        raise DateError(f"The time ends at {late}, before it starts at {early}", hint)
    return DayTime(text, start, end, None, "~" in body)


def at_time(date: EdtfDate, time: DayTime) -> EdtfDate:
    """A date of one day with the clock times of an event's `time`, as if they were typed in it."""
    (point,), texts = all_points(date), time.text.strip().split("/")

    def at(text: str, start: int) -> Point:
        written = DAY * point.earliest + start
        return replace(point, clock=Clock(text, None, written, written, start))

    first = at(texts[0], time.start)
    member = first if time.end is None else DateRange(first, at(texts[-1], time.end))
    return replace(date, points=(member,), clock=starting(member))


def on_day(text: str, day: int) -> str:
    """`14:00`, `T14:00:30` or with an offset as a date of the day (an ordinal); else the text."""
    year, month, number = civil(day)
    if not re.match("T?[0-9]{2}:[0-9]{2}", text.strip()) or not 0 <= year <= 9999:
        return text
    return f"{year:04}-{month:02}-{number:02}T{text.strip().removeprefix('T')}"
