"""An event's time of day (FORMAT section 2): a clock time, two of them, or a part of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.dates.errors import DateError, not_a
from timeline_tui.core.dates.values import DAY, Clock, DateRange, EdtfDate, all_points, starting

DayPart = Literal["night", "morning", "afternoon", "evening"]

MINUTE: Final = 60_000_000
"""In microseconds."""

_PARTS: Final[tuple[DayPart, ...]] = ("night", "morning", "afternoon", "evening")
_CLOCK: Final = r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,6}))?)?"
_TIME: Final = re.compile(rf"(~)?{_CLOCK}(?:/(~)?(?:{_CLOCK}|(24):(00)(?::(00))?))?")
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
    whole = int(hour) * 60 * MINUTE + int(minute) * MINUTE + int(second or 0) * 1_000_000
    return whole + int(f"{fraction or 0:0<6}")


def parse_time(text: str) -> DayTime:
    """The time of day that `text` writes. Raises `DateError`."""
    body = text.strip()
    for number, part in enumerate(_PARTS):
        if body == part:
            return DayTime(text, DAY // 4 * number, DAY // 4 * (number + 1), part)
    match = _TIME.fullmatch(body)
    if match is None:
        raise DateError(not_a("time", body), _HINT)
    sign, *first, sign_behind, hour, minute, second, fraction, midnight, _, _ = match.groups()
    start, end = micros(*first), DAY if midnight else None
    if hour:
        end = micros(hour, minute, second, fraction)
    if end is not None and end < start:
        early, late = body.split("/")
        hint = f"Write {late}/{early}, or the clock times of both days under date"
        raise DateError(f"The time ends at {late}, before it starts at {early}", hint)
    return DayTime(text, start, end, None, bool(sign or sign_behind))


def at_time(date: EdtfDate, time: DayTime) -> EdtfDate:
    """A date of one day with the clock times of an event's `time`, as if they were typed in it."""
    (point,) = all_points(date)
    texts = time.text.strip().split("/")
    ends = [
        replace(point, clock=Clock(text, None, written, written, start))
        for text, start in zip((texts[0], texts[-1]), (time.start, time.end), strict=True)
        if start is not None
        for written in (DAY * point.earliest + start,)
    ]
    member = DateRange(*ends) if len(ends) > 1 else ends[0]
    return replace(date, points=(member,), clock=starting(member))


def on_day(text: str, day: int) -> str:
    """`14:00`, `T14:00:30` or with an offset as a date of the day (an ordinal); else the text."""
    year, month, number = civil(day)
    if not re.match("T?[0-9]{2}:[0-9]{2}", text.strip()) or not 0 <= year <= 9999:
        return text
    return f"{year:04}-{month:02}-{number:02}T{text.strip().removeprefix('T')}"
