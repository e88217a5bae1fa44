"""An event's time of day (FORMAT section 2): a clock time, two of them, or a part of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from timeline_tui.core.dates.errors import DateError, quoted

DayPart = Literal["night", "morning", "afternoon", "evening"]

_PARTS: Final[dict[str, tuple[DayPart, int, int]]] = {
    "night": ("night", 0, 360),
    "morning": ("morning", 360, 720),
    "afternoon": ("afternoon", 720, 1080),
    "evening": ("evening", 1080, 1440),
}
_OTHER_WORDS: Final = {
    "noon": "12:00",
    "midnight": "00:00",
    "dawn": "morning",
    "dusk": "evening",
}
_TIME: Final = re.compile(r"([0-9]{2}:[0-9]{2})(?:/([0-9]{2}:[0-9]{2}))?")
_PROPOSED: Final = re.compile(
    r"2021-07-26T([0-9:]{5}):([0-9]{2})(?:/2021-07-26T([0-9:]{5}):([0-9]{2}))?"
)
_EXAMPLES: Final = "Write 09:30, 09:30/11:00, or one of night, morning, afternoon, evening"


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
    if body in _PARTS:
        part, first, last = _PARTS[body]
        return DayTime(text, first, last, part)
    match = _TIME.fullmatch(body)
    if match is None:
        raise _explained(body)
    start = _minute(match[1], 0, last=1439)
    end = None if match[2] is None else _minute(match[2], 6, last=1440)
    if end is not None and end < start:
        days = f"2021-07-26T{match[1]}:00/2021-07-27T{match[2]}:00"
        hint = f"Write {match[2]}/{match[1]}, or both days under date as in {days}"
        raise DateError(f"The time ends at {match[2]}, before it starts at {match[1]}", hint)
    return DayTime(text, start, end, None)


def _minute(clock: str, column: int, *, last: int) -> int:
    hour, minute = int(clock[:2]), int(clock[3:])
    if minute > 59 or hour * 60 + minute > last:
        hint = "Write hours from 00 to 23 and minutes from 00 to 59"
        raise DateError(f"There is no time {clock}", hint, column)
    return hour * 60 + minute


def _explained(text: str) -> DateError:
    """What a time in another notation may mean: what it would mean behind a date."""
    from timeline_tui.core.dates.hints import proposals  # here: most runs meet no mistake

    message = f"{quoted(text)} is not a time" if text else "The time is empty"
    found, timed = {}, ""
    for date, meaning in proposals(f"2021-07-26 {text}").items():
        if match := _PROPOSED.fullmatch(date):
            dropped = "" if {match[2], match[4]} <= {"00", None} else "without the seconds"
            found["/".join(filter(None, match.group(1, 3)))] = meaning or dropped
        elif "T" in date:
            timed = date
    if timed and not found:
        return DateError(f"{message}: it has an offset", f"Write it under date, as in {timed}")
    for word in re.findall(r"[a-z]+", text.lower()):
        nearest = _OTHER_WORDS.get(word, word if word in _PARTS else "")
        if nearest:
            found = {nearest: "and keep the words under date_text"}
    return DateError(message, "" if found else _EXAMPLES, 0, found)
