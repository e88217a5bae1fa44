"""The errors of dates that have the right shape and cannot be: each says what to write instead.

It knows the calendar and the messages, not the grammar; foreign notations are `mistakes`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from timeline_tui.core.dates.calendar import MONTHS, civil, days_in_month, ordinal

Candidates = tuple[tuple[str, str], ...]
"""EDTF texts, each with what would make it the right one ("" where nothing needs saying)."""

Reads = Callable[[str], bool]
"""Whether a proposed text is a date."""

_LONGEST_REST: Final = 100
"""Characters of a whole date that are repeated around the part that is put right."""


class DateError(ValueError):
    """A text that is no date. `message` and `hint` are sentences without a closing full stop.

    `column` counts characters from 0 in the text; `candidates` are the dates that the hint names.
    """

    def __init__(
        self, message: str, hint: str, column: int = 0, candidates: Candidates = ()
    ) -> None:
        super().__init__(f"{message}. {hint}.")
        self.message = message
        self.hint = hint
        self.column = column
        self.candidates = candidates

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The dates that the hint names, each the whole of what should be typed."""
        return tuple(text for text, _ in self.candidates)

    def moved(self, by: int) -> DateError:
        """The same error, its part standing `by` characters further right."""
        return DateError(self.message, self.hint, self.column + by, self.candidates)

    def within(self, before: str, after: str) -> DateError:
        """The same error of a part that stands between two texts: what it proposes is the whole."""
        if not self.candidates:
            return self
        if len(before) + len(after) > _LONGEST_REST:
            hint = self.hint.replace("Write", "Write for this part", 1)
            return DateError(self.message, hint, self.column)
        whole = tuple((f"{before}{text}{after}", meaning) for text, meaning in self.candidates)
        return propose(self.message, whole, self.column)

    def only(self, reads: Reads) -> DateError:
        """The same error without the proposals that are no dates."""
        good = tuple(candidate for candidate in self.candidates if reads(candidate[0]))
        if good == self.candidates:
            return self
        if good:
            return propose(self.message, good, self.column)
        return DateError(self.message, "Correct this part of the date", self.column)


def quoted(text: str) -> str:
    """`text` in quotes, short and printable, to be named in a message."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:41])
    return f'"{shown[:40]}..."' if len(text) > 40 else f'"{shown}"'


def propose(message: str, candidates: Candidates, column: int = 0) -> DateError:
    """The error whose hint names the candidates; a single one needs no "if"."""
    if len(candidates) == 1 and candidates[0][1].startswith("if "):
        candidates = ((candidates[0][0], ""),)
    parts = [f"{text} {meaning}".rstrip() for text, meaning in candidates]
    if parts[-1].endswith("."):
        parts[-1] += (
            " instead"  # dots of EDTF and the full stop behind a hint must not run together
        )
    hint = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, or {parts[-1]}"
    return DateError(message, f"Write {hint}", column, candidates)


# Days, months and years


def no_such_month(year: str, month: str, day: str | None, column: int) -> DateError:
    """A month that is none of 01 to 12, nor, without a day, a part of the year 21 to 41."""
    if "X" in month:
        message = f"No month can be {month}"
        return propose(message, ((f"{year}-XX", "if the month is not known"),), column)
    message = f"There is no month {month}"
    if month == "00":
        return propose(message, ((year, ""), (f"{year}-XX", "for one of its months")), column)
    if day is not None:
        swapped = ((f"{year}-{day}-{month}", "if month and day changed places"),)
        unknown = ((year, "if the month is not known"),)
        candidates = swapped + unknown if _exists(year, day, month) else unknown
        return propose(message, candidates, column)
    if year.isdigit() and month > year[2:]:
        span = f"{year}/{year[:2]}{month}"
        return propose(message, ((span, "for the span of years"), (year, "for the year")), column)
    message += ": months run from 01 to 12, parts of the year from 21 to 41"
    return propose(message, ((year, "for the whole year"),), column)


def no_such_day(year: str, month: str, day: str, column: int) -> DateError:
    """A day that its month, or every month that it can be, has not."""
    if day == "00":
        known = ((f"{year}-{month}", ""), (f"{year}-{month}-XX", "for one of its days"))
        return propose("There is no day 00", known, column)
    unknown = (f"{year}-{month}-XX", "if the day is not known")
    if "X" in year + month + day:
        return propose(f"No day can be {year}-{month}-{day}", (unknown,), column)
    length = days_in_month(int(year), int(month))
    message = f"{MONTHS[int(month) - 1]} {year} has {length} days"
    return propose(message, ((f"{year}-{month}-{length}", "for the last"), unknown), column)


def long_year_with_month(year: str, column: int) -> DateError:
    """More than a year behind `Y`, which EDTF has for years alone."""
    return propose("A year beyond four digits stands alone", ((year, ""),), column)


def minus_zero(column: int) -> DateError:
    """Year -0000: there is one year 0 only, and it has no sign."""
    message = "The year before 0001 has no sign: 1 BC is 0000"
    return propose(message, (("0000", ""), ("-0001", "for 2 BC")), column)


def too_long(length: int, limit: int) -> DateError:
    """A text longer than any date."""
    return DateError(
        f"The date has {length} characters, more than {limit}",
        "Write the date alone, as in 2021-07-26, and put the words under date_text",
    )


def _exists(year: str, month: str, day: str) -> bool:
    if not (year.lstrip("-") + month + day).isdigit() or not 1 <= int(month) <= 12:
        return False
    return 1 <= int(day) <= days_in_month(int(year), int(month))


# Clock times


def clock_without_day(day: str, column: int) -> DateError:
    """A clock time behind something else than one plain, whole day."""
    return propose(
        "A clock time needs a whole day in front of it, without X ? ~ %",
        ((day, "without the time, which can stand under date_text"),),
        column,
    )


def no_such_clock(day: str, clock: str, column: int) -> DateError:
    """Hours from 24, minutes or seconds from 60."""
    if clock.startswith("24:00") and not clock[5:].strip(":0"):
        year, month, number = day.rsplit("-", 2)
        following = civil(ordinal(int(year), int(month), int(number)) + 1)
        if following[0] <= 9999:
            next_day = "{}{:04}-{:02}-{:02}".format(
                "-" if following[0] < 0 else "", abs(following[0]), *following[1:]
            )
            message = "Hours run from 00 to 23: midnight is the start of the next day"
            return propose(message, ((f"{next_day}T00:00:00", ""),), column)
    message = f"There is no time {clock}: hours run from 00 to 23, minutes and seconds to 59"
    known = ((f"{day}T23:59:00", "for the end of the day"), (day, "without the time"))
    return propose(message, known, column)


def no_such_offset(moment: str, zone: str, column: int) -> DateError:
    """An offset from UTC that no place has."""
    bare = moment.removesuffix(zone)
    message = f"There is no offset {zone}: they run from -15:59 to +15:59"
    known = ((f"{bare}+04:30", "with the right one"), (bare, "in the time zone of the file"))
    return propose(message, known, column)


# Intervals and sets


def no_end_known(column: int) -> DateError:
    """An interval that is open or unknown on both sides."""
    return DateError(
        "The interval has neither a start nor an end",
        "Write one of them, as in 2021-05/.. or /2021-08-31, or write unknown",
        column,
    )


def offset_at_one_end(start: str, end: str, offset: str, column: int) -> DateError:
    """Two clock times of which one has an offset: which comes first, the text does not tell."""
    bare = [text.removesuffix(offset) for text in (start, end)]
    return propose(
        "Only one of the two clock times has an offset",
        (
            (f"{bare[0]}{offset}/{bare[1]}{offset}", "if both have it"),
            ("/".join(bare), "if both are in the time zone of the file"),
        ),
        column,
    )


def ends_before_start(start: str, joint: str, end: str, column: int) -> DateError:
    """The end's latest bound is before the start's earliest (FORMAT 3 rule 3)."""
    turned = (f"{end}{joint}{start}", "if they changed places")
    return propose(f"{end} is before {start}", (turned,), column)


def unclosed_set(body: str, closing: str, column: int) -> DateError:
    """A set whose closing bracket is missing or of the other kind."""
    return DateError(
        f"The set that begins with {body[0]} does not end with {closing}",
        f"Write {closing} at its end",
        column + len(body) - 1,
    )


def empty_member(column: int) -> DateError:
    """Nothing, or bare dots, where a set needs a date."""
    return DateError(
        "A date is missing in the set",
        "Write dates joined by commas, as in [2021-07-24,2021-07-25], or a range, "
        "as in [2021-07-01..2021-07-26]",
        column,
    )


def clock_in_set(days: str, column: int) -> DateError:
    """A clock time in a set, where only dates stand: those in `days`."""
    return propose("A set has days without clock times", ((days, ""),), column)
