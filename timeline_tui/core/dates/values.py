"""What a date is once it is read: points, spans and their bounds in days; and the error of what is
none. Knows no grammar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from timeline_tui.core.dates.calendar import civil, ordinal

Kind = Literal["point", "interval", "one-of", "all-of", "unknown"]
Edge = Literal["open", "unknown"]
Precision = Literal[
    "day",
    "month",
    "quarter",
    "third",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
    "mixed",
    "none",
]

YEARS: Final[Mapping[str, int]] = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
"""How many years a precision of whole years is."""


DAY: Final = 86_400_000_000
"""Microseconds: all clock times are counted in them."""


class DateError(ValueError):
    """What is wrong (`message`) and what to write instead (`hint`), without closing full stops.

    `suggestions` are the dates that the hint names, each the whole of what should be typed.
    """

    def __init__(self, message: str, hint: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(f"{message}. {hint}.")
        self.message = message
        self.hint = hint
        self.suggestions = suggestions


def not_a(what: str, text: str) -> str:
    """`"26.07.2021" is not a date`: the text short and printable, or that there is none."""
    if not text.strip():
        return f"The {what} is empty"
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:40])
    return f'"{shown}{"..." if len(text) > 40 else ""}" is not a {what}'


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in microseconds.

    `text` is what stands behind the `T`, `offset_minutes` the offset in it (None: the file's own
    time zone), `written` what that says, counted from day 0. `moment` is the instant, counted from
    day 0 in UTC; without an offset `in_zone` finds it. The others count from the start of the local
    day, as `in_zone` moves it; `end` is set for an interval within one day.
    """

    text: str
    offset_minutes: int | None
    written: int
    moment: int
    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One date without `/` or `..`: a day, a month, a part of a year or a year.

    `year` (astronomical: 0 is 1 BC), `month`, `day` are None where not written or where `mask`
    has an `X` in them; `mask` is the date as written without qualifiers, or "" when it has no `X`.
    `season` is a sub-year code, 21 to 41. `qualifiers` are those of year, month (or season) and
    day, each one of `?`, `~`, `%` and "". `precision` is the finest unit of which every digit is
    known, counted from the left. `earliest` and `latest` are ordinals; the former are as written,
    these as `in_zone` moves them.
    """

    year: int | None
    month: int | None
    day: int | None
    season: int | None
    mask: str
    qualifiers: tuple[str, str, str]
    precision: Precision
    earliest: int
    latest: int
    clock: Clock | None = None

    @property
    def uncertain(self) -> bool:
        return any(sign in ("?", "%") for sign in self.qualifiers)

    @property
    def approximate(self) -> bool:
        return any(sign in ("~", "%") for sign in self.qualifiers)

    @property
    def ends(self) -> tuple[Point, ...]:
        """Itself, as the points of a `DateRange`."""
        return (self,)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From one point to another: an interval, or a `..` range in a set. At most one end is an edge.

    An end that is "open" was written `..`, an "unknown" one was left out; neither has a bound.
    """

    start: Point | Edge
    end: Point | Edge

    @property
    def earliest(self) -> int | None:
        return self.start.earliest if isinstance(self.start, Point) else None

    @property
    def latest(self) -> int | None:
        """No earlier than `earliest`, though a later clock time can show an earlier local day."""
        if not isinstance(self.end, Point):
            return None
        return self.end.latest if self.earliest is None else max(self.earliest, self.end.latest)

    @property
    def ends(self) -> tuple[Point, ...]:
        """The points written, start first."""
        return tuple(end for end in (self.start, self.end) if isinstance(end, Point))


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as the file gives it (FORMAT section 3).

    `text` is exactly what was written. `points` holds the one `Point`, the one `DateRange` of an
    interval or of a day with two clock times, the members of a set, or nothing. `earliest` and
    `latest` are day ordinals in the zone that is shown, None where there is no bound. `clock` is
    that of a point, or the one at which an interval starts. `notes` say what was read leniently and
    what to write. `written` is what stands in the file where that is another notation, of which
    `text` is the EDTF.
    """

    text: str
    kind: Kind
    points: tuple[Point | DateRange, ...]
    earliest: int | None
    latest: int | None
    approximate: bool
    uncertain: bool
    precision: Precision
    clock: Clock | None
    notes: tuple[str, ...]
    written: str = ""

    @property
    def is_vague(self) -> bool:
        """Whether its bounds are not one single day. Qualifiers move no bound and do not count."""
        return self.earliest is None or self.earliest != self.latest

    @property
    def is_timed(self) -> bool:
        """Whether one of its ends has a clock time."""
        return self.clock is not None or ":" in self.text

    @property
    def is_undated(self) -> bool:
        return self.kind == "unknown"

    @property
    def is_yearless(self) -> bool:
        """Whether no year is known in which it begins, not even the first digit: `XXXX-05-01`."""
        if not self.points or self.precision not in ("none", "mixed"):
            return False
        return opening(self).precision == "none"

    @property
    def last_day(self) -> int | None:
        """`latest`, but None where that is of no known year: `2021-05/XXXX`."""
        if self.precision not in ("none", "mixed"):
            return self.latest
        ends = [point for point in all_points(self) if point.latest == self.latest]
        return None if any(point.precision == "none" for point in ends) else self.latest

    @property
    def sort_day(self) -> int | None:
        """The day it is ordered by: `earliest`, or without one where its known part begins.

        With an `X` in the year, the first day of the decade, century or millennium: `184X-05` is no
        more of 1840 than of 1849. None for an undated and a yearless one.
        (FORMAT section 3 rule 4: an unknown start sorts by its end.)
        """
        if self.precision in ("day", "month", "year") and self.earliest is not None:
            return self.earliest  # most of a file
        if not self.points or self.is_yearless:
            return None
        first = opening(self)
        years = YEARS.get(first.precision, 1)
        return first.earliest if years == 1 else ordinal(_first_of(first.earliest, years), 1, 1)


def all_points(date: EdtfDate) -> tuple[Point, ...]:
    """Every point written in a date, in the order of the text."""
    return tuple(point for member in date.points for point in member.ends)


def opening(date: EdtfDate) -> Point:
    """The point with which it begins, or without a start its known part. It is not undated."""
    points = all_points(date)
    return min(points, key=lambda point: (point.earliest != date.earliest, point.earliest))


def _first_of(day: int, years: int) -> int:
    """The first year of the decade, century … of a day; those before 0000 run backwards."""
    year = civil(day)[0]
    return year - year % years if year >= 0 else -(-year // years * years + years - 1)


def assemble(
    text: str, kind: Kind, members: tuple[Point | DateRange, ...], notes: tuple[str, ...] = ()
) -> EdtfDate:
    """A date from its members: bounds, flags and precision over all of them; none: `unknown`."""
    firsts = [first for member in members if (first := member.earliest) is not None]
    lasts = [last for member in members if (last := member.latest) is not None]
    points = [point for member in members for point in member.ends]
    precisions = {point.precision for point in points}
    return EdtfDate(
        text,
        kind,
        members,
        min(firsts) if members and len(firsts) == len(members) else None,
        max(lasts) if members and len(lasts) == len(members) else None,
        any(point.approximate for point in points),
        any(point.uncertain for point in points),
        points[0].precision if len(precisions) == 1 else "mixed" if points else "none",
        starting(members[0]) if members else None,
        notes,
    )


def starting(member: Point | DateRange) -> Clock | None:
    """The clock time at which it starts, with its end when that is on the same day."""
    start, end = (member, None) if isinstance(member, Point) else (member.start, member.end)
    if not isinstance(start, Point) or start.clock is None:
        return None
    if not isinstance(end, Point) or end.clock is None or end.earliest != start.earliest:
        return start.clock
    return replace(start.clock, end=max(start.clock.start, end.clock.start))
