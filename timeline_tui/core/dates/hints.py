"""What is said of a date in another notation: how it is read, or what to write (FORMAT section 8).

It is asked only where the grammar does not read. What a notation means `notations` knows; here
stands what may be meant where something was dropped or mistyped, which is proposed and never read.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Final

from timeline_tui.core.dates import edtf, notations
from timeline_tui.core.dates.times import parse_time
from timeline_tui.core.dates.values import DateError, EdtfDate
from timeline_tui.core.text import cropped

_EXAMPLES: Final = (
    "Write 2021-07-26, 2021-07 or 2021, a span as 2021-07-24/2021-07-25, or unknown; the source's "
    "own words go under date_text, a time without a day under time"
)


def understood(text: str, error: DateError) -> EdtfDate:
    """The date that `text` can only mean. Raises what the grammar said, with what to write."""
    if error.hint:
        raise error from None
    found = _meanings(text)
    if len(found) != 1 or any(found.values()):
        raise DateError(error.message, _hint(found), tuple(found)) from None
    (date,) = found
    note = f"{cropped(text.strip())} is read as {date}; write it that way"
    return replace(edtf.read(date), written=text, notes=(note,))


def understood_time(text: str) -> str:
    """The clock times to write for what `text` can only mean under `time`; "" if it is none."""
    for date, _ in notations.timed(notations.loosely(f"2000-01-01 {text}")):
        with suppress(DateError):
            return parse_time(re.sub(r"2000-01-01T|:00(?=/|$)", "", date)).text
    return ""


def _hint(found: dict[str, str]) -> str:
    """`Write 2021-07 or …`, each date with its condition."""
    parts = [f"{date} {meaning}".rstrip() for date, meaning in found.items()]
    if not parts:
        return _EXAMPLES
    if parts[-1].endswith("."):
        parts[-1] += " instead"  # the dots of EDTF and a full stop must not run together
    return f"Write {', '.join(parts[:-1])}{', or ' if parts[1:] else ''}{parts[-1]}"


@lru_cache(maxsize=4096)  # a file with one mistake mostly has it often
def _meanings(text: str) -> dict[str, str]:
    """The readings, or where there is none what may be meant, always with a condition."""
    if found := notations.readings(text):
        return found
    loose = notations.loosely(text)
    return notations.readable(_repaired(loose)) or notations.readable(_yearless(loose))


def _repaired(text: str) -> notations.Meanings:
    """A month, a day or a week that there is not."""
    if match := re.fullmatch(r"(\d{4})-(?:\d{3}|w\d\d(?:-?\d)?)", text):
        yield match[1], f"if the {'week' if 'w' in text else 'day'} is not known"
    for date in dict.fromkeys((text.upper(), *(date for date, _ in notations.one(text)))):
        match = re.fullmatch(r"(-?[\dX]{4})-([\dX]{2})(?:-([\dX]{2}))?", date)
        year, month, day = match.groups("") if match else ("", "", "")
        if day and edtf.reads(f"{year}-{month}-XX"):
            if day > "28":
                days = (f"{year}-{month}-{last}" for last in (31, 30, 29, 28))
                yield next(filter(edtf.reads, days)), "for the last day"
            yield f"{year}-{month}-XX", "if the day is not known"
        else:
            yield f"{year}-{day}-{month}", "if month and day changed places"
            yield year, f"if the month {'and the day are' if day else 'is'} not known"


def _yearless(text: str) -> notations.Meanings:
    """A day that names its month, or two numbers, without a year; and the year 0."""
    if re.fullmatch(r"0 ?(?:ad|a\.d\.|b?ce?)|ad 0", text):
        yield from (("0001", "for AD 1"), ("0000", "for 1 BC"))
    if re.search(r"\d{3}", text) or not re.search(r"\d\D+\d|[^\W\d_]{3}", text):
        return
    known = notations.plainly(notations.calendar(f"{text} 2000"))  # which has all days
    for date, meaning in known.items():
        yield date.replace("2000", "XXXX"), f"{meaning}, with the year for XXXX".lstrip(", ")
