"""An event's time of day (FORMAT section 2): a clock time, two of them, or a part of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from timeline_tui.core.dates.errors import DateError, not_a

DayPart = Literal["night", "morning", "afternoon", "evening"]

_PARTS: Final[tuple[DayPart, ...]] = ("night", "morning", "afternoon", "evening")
_CLOCK: Final = r"([01][0-9]|2[0-3]):([0-5][0-9])"
_TIME: Final = re.compile(rf"{_CLOCK}(?:/(?:{_CLOCK}|(24):(00)))?")
_HINT: Final = f"Write 09:30, 09:30/11:00, or one of {', '.join(_PARTS)}"


@dataclass(frozen=True, slots=True)
class DayTime:
    """A time of day as the file gives it.

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
    for number, part in enumerate(_PARTS):
        if body == part:
            return DayTime(text, 360 * number, 360 * (number + 1), part)
    match = _TIME.fullmatch(body)
    if match is None:
        raise DateError(not_a("time", body), _HINT)
    hours = [int(number) for number in match.groups() if number]
    start, *end = (60 * hour + minute for hour, minute in zip(hours[::2], hours[1::2], strict=True))
    if end and end[0] < start:
        first, last = body.split("/")
        hint = f"Write {last}/{first}, or the clock times of both days under date"
        raise DateError(f"The time ends at {last}, before it starts at {first}", hint)
    return DayTime(text, start, end[0] if end else None, None)
