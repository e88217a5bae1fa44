"""Dates in words, as vague as they were written: `long` for prose, `rail` for the date column.

Common forms are put into words; what is rare is shown as it was typed. Widths are in cells; no
toolkit is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from timeline_tui.core.dates import DayTime, EdtfDate, Point, all_points, span
from timeline_tui.core.dates.calendar import MONTHS, civil, weekday
from timeline_tui.core.dates.calendar import year_name as year_name
from timeline_tui.core.dates.times import MINUTE
from timeline_tui.core.dates.values import DAY, Clock

Month = tuple[int, int]
Parts = tuple[int, ...]
"""Year, month and day, or fewer of them."""

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LAGS: Final = (
    *((365 * DAY, "y"), (30 * DAY, "m"), (DAY, "d")),
    *((60 * MINUTE, "h"), (MINUTE, "min"), (MINUTE // 60, "s")),  # between two clock times
)
_PARTS: Final = (
    *("spring", "summer", "autumn", "winter", *[""] * 8, "Q1", "Q2", "Q3", "Q4"),
    *("1st third", "2nd third", "3rd third", "1st half", "2nd half"),
)
"""The parts of a year that have words, by their codes from 21 (EDTF, sub-year groupings)."""

_COMMON_MASK: Final = re.compile(r"[0-9]{4}-(?:[0-9]{2}-XX|XX|XX-XX)|[0-9]{3}X|[0-9]{2}XX")


# Days, months and years


def iso(number: int) -> str:
    """An ordinal as an ISO 8601 date, with a sign beyond the years 0 to 9999."""
    year, month, day = civil(number)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"


def day_name(number: int) -> str:
    """A day under its month's header: `Mon 26`."""
    return f"{_WEEKDAYS[weekday(number)]} {civil(number)[2]}"


def month_name(year: int, month: int) -> str:
    """A month as a header: `July 2021`."""
    return f"{MONTHS[month - 1]} {year_name(year)}"


def period_name(year: int | None, month: int | None = None, years: int = 1) -> str:
    """A month, a year or several `years` as a header: `1840s`, `1900 to 1909`.

    Without a year, it says what is not known: with no `years` only that, otherwise the date.
    """
    if year is None:
        return "Undated" if years else "Year not known"
    if month is not None:
        return month_name(year, month)
    if years == 1:
        return year_name(year)
    named = _years_name(year, years)
    return named or f"{year_name(year)} to {year_name(year + years - 1)}"


def _years_name(first: int, years: int) -> str:
    """`1980s`, and `1900s` for a century; "" where that could be either."""
    plain = first >= 1000 and years in (10, 100) and first // years % 10
    return f"{first}s" if plain else ""


def lag_words(event: EdtfDate | None, reported: EdtfDate | None) -> str:
    """How long after an event of one date a report of another came: `+1 d`, `+2–3 d`, `+168 y`.

    From the shortest to the longest that the two dates allow; empty where that is not known.
    """
    bounds = [end for date in (event, reported) if date for end in (date.earliest, date.latest)]
    if event is None or reported is None or None in bounds:
        return ""
    least, most = span(reported).since(span(event))
    if most < 0:
        return "before it"
    sizes = _LAGS if event.is_timed and reported.is_timed else _LAGS[:3]
    size, unit = next((one for one in sizes if most >= 2 * one[0]), sizes[-1])
    low, high = max(least, 0) // size, most // size
    return f"+{high} {unit}" if low == high else f"+{low}–{high} {unit}"


# What a date says


def _is_rare(point: Point) -> bool:
    """Whether it has a form that has no words here."""
    if point.mask:
        return not (_COMMON_MASK.fullmatch(point.mask) and (point.month or _period(point)))
    if point.season is not None and not _PARTS[point.season - 21]:
        return True
    written = 2 if point.season else len(_parts(point))
    return len(set(point.qualifiers[:written])) > 1


def _period(point: Point) -> str:
    """The year, decade or century of a mask, "" where that could be either."""
    years = {"decade": 10, "century": 100}.get(point.precision, 1)
    year = civil(point.earliest)[0]
    return year_name(year) if years == 1 else _years_name(year, years)


def _parts(point: Point) -> Parts:
    """What is written of a point, but for a season's code; the local day of a clock time."""
    if point.clock is not None or point.year is None:
        return civil(point.earliest)
    return tuple(part for part in (point.year, point.month, point.day) if part is not None)


class _Words(NamedTuple):
    """Puts dates into words: in full, or `short` for a row `under` the header of a month."""

    short: bool = False
    under: Month | None = None
    time: DayTime | None = None

    def date(self, parts: Parts, *, full: bool = False) -> str:
        """`26 July 2021`, `Jul 2021` or `2021`."""
        year, *rest = parts
        words = [] if rest and self.under and self.under[0] == year else [year_name(year)]
        if rest:
            words.insert(0, MONTHS[rest[0] - 1][: 3 if self.short and not full else None])
        return " ".join([*map(str, rest[1:]), *words])

    def span(self, first: Parts, last: Parts) -> str:
        """Two dates, what they share said once: `24–25 July 2021`, `24 July – 2 August 2021`."""
        end = self.date(last)
        if first == last:
            return end
        if len(first) == len(last) == 3 and first[:2] == last[:2]:
            return f"{first[2]}–{last[2] if self.under == last[:2] else end}"
        same = first[0] == last[0] and len(first) == len(last)
        tight = self.short or (len(first) == len(last) < 3 and (same or len(first) == 1))
        words = self._replace(under=(first[0], 0)) if same else self._replace(under=None)
        return f"{words.date(first)}{'–' if tight else ' – '}{end if same else words.date(last)}"

    def qualified(self, text: str, point: Point) -> str:
        """Its doubt in words; in the rail one sign stands for all of a date."""
        if self.short:
            return text
        return f"{'about ' * point.approximate}{text}{', uncertain' * point.uncertain}"

    def point(self, point: Point) -> str:
        parts = _parts(point)
        if point.mask:
            known = self.date(parts, full=True) if point.month else _period(point)
            unit = "a day in" if point.year is not None else "a year of the"
            text = f"{unit} {known}"
            if self.short:
                text = f"in {known}" if point.year is not None else known
        elif point.season:
            text = _PARTS[point.season - 21]
            if not (self.short and self.under and self.under[0] == parts[0]):
                text = f"{text} {year_name(parts[0])}"
            if not self.short:  # a winter ends in the next year
                text += f" ({self.span(civil(point.earliest)[:2], civil(point.latest)[:2])})"
        else:
            text = self.date(parts, full=len(parts) == 2)
        text = self.qualified(text, point)
        clock = "" if self.short else _time(point.clock, self.time)
        return f"{text}, {clock}{_as_written(point)}" if clock else text

    def whole(self, date: EdtfDate) -> str:
        """The date in words, "" where it has none."""
        member = date.points[0]
        if len(date.points) > 1:
            return self._listed(date)
        if isinstance(member, Point):
            return self.point(member)
        if date.kind == "all-of":
            return ""
        once = ", once" * (date.kind == "one-of")
        start, end = member.start, member.end
        if isinstance(start, Point) and isinstance(end, Point):
            clock = date.clock
            if clock and clock.end is not None and clock.offset_minutes is None and not self.short:
                said = self.qualified(self.date(_parts(start)), start)
                return f"{said}, {_time(clock, self.time)}{_as_written(start)}"
            return self._from_to(start, end) + once
        said = self.point(member.ends[0])
        if self.short:
            late = "≥" if once else "from"
            early = "until" if start == "open" and not once else "by"
            return f"{late if isinstance(start, Point) else early} {said}"
        if once:
            return f"{said} or {'later' if isinstance(start, Point) else 'earlier'}{once}"
        return (
            f"from {said}, end {end}"
            if isinstance(start, Point)
            else f"until {said}, start {start}"
        )

    def _from_to(self, start: Point, end: Point) -> str:
        """Two points; what they share is said once where both are plain and qualified alike."""
        alike = start.qualifiers == end.qualifiers and not (start.clock or end.clock)
        if (alike or self.short) and not any(one.mask or one.season for one in (start, end)):
            return self.qualified(self.span(_parts(start), _parts(end)), start)
        return f"{self.point(start)}{'–' if self.short else ' – '}{self.point(end)}"

    def _listed(self, date: EdtfDate) -> str:
        """Days of one month, `24 or 26 July 2021`, else each in full: `August 1984, June 1986`."""
        points = all_points(date)
        month = _parts(points[0])[:2]
        joint = " or " if date.kind == "one-of" else ", "
        if len(points) != len(date.points) or any(any(one.qualifiers) for one in points):
            return ""
        if any(not one.day or _parts(one)[:2] != month for one in points):
            return joint.join(map(self.point, points))
        listed = joint.join(str(one.day) for one in points)
        return listed if month == self.under else f"{listed} {self.date(month)}"


def _words(date: EdtfDate, words: _Words) -> str:
    """The date in words, or as it was typed where it is rare."""
    rare = any(map(_is_rare, all_points(date)))
    typed = date.text.strip()
    if words.time is not None:
        typed += f", {_time(date.clock, words.time)}"
    return ("" if rare else words.whole(date)) or typed


# Clock times


def _as_written(point: Point) -> str:
    """A clock time as it was written, where it has an offset or its file another zone."""
    clock = point.clock
    if clock is None:
        return ""
    day, start = divmod(clock.written, DAY)
    if clock.offset_minutes is None and (day, start) == (point.earliest, clock.start % DAY):
        return ""
    return f" (written {iso(day)}{'T' if ':' in clock.text else ' '}{clock.text})"


def _clock(time: int) -> str:
    """`09:30`, with seconds and parts of them only where there are some."""
    minutes, micros = divmod(time, MINUTE)
    seconds = f":{micros / 1e6:09.6f}".rstrip("0").rstrip(".") if micros else ""
    return f"{minutes // 60:02}:{minutes % 60:02}{seconds}"


def _time(clock: Clock | DayTime | None, time: DayTime | None) -> str:
    """The time of day, or the clock times of a date, as `time` says them: `09:30–11:00`."""
    found = clock or time
    if found is None:
        return ""
    if time is not None and time.part and (found.start, found.end) == (time.start, time.end):
        return time.part
    ends = (found.start, found.end)
    said = "–".join(_clock(end) for end in ends if end is not None)
    return f"~{said}" if time is not None and time.approximate else said


# The two faces


def long(date: EdtfDate | None, time: DayTime | None = None) -> str:
    """A date, and the event's time of day, in words: `about 27 June 2021`, `July 2021`."""
    if date is None or date.is_undated:
        return "date not known"
    return _words(date, _Words(time=time))


def rail(
    date: EdtfDate | None,
    time: DayTime | None = None,
    *,
    under: Month | None = None,
    under_day: int | None = None,
    width: int = 13,
) -> str:
    """The date column of one row, at most `width` cells and not padded.

    `under` is the month header that the row stands under and `under_day` the ordinal of its day
    header, if any: what they say already is left out. The fullest form that fits is taken; coarser
    ones drop detail and add none.
    """
    if date is None or date.is_undated:
        return ""
    form = ""
    for form in _forms(date, time, under, under_day):
        if len(form) <= width:
            return form
    return form[: max(width - 1, 0)] + "…" if width > 0 else ""


def _forms(
    date: EdtfDate, time: DayTime | None, under: Month | None, under_day: int | None
) -> Iterator[str]:
    """The ways to show a date, the fullest first."""
    words, clock = _Words(True, under), _time(date.clock, time)
    clocks = clock, re.sub(r"\.\d+", "", clock), re.sub(r"(:\d\d):[\d.]+", r"\1", clock)
    before, after = "~" * date.approximate, "?" * date.uncertain
    bare = _words(date, words)
    if bare != date.text.strip():
        bare = f"{before}{bare}{after}"
    if date.is_vague:
        yield from (bare, *(f"{before}{form}{after}" for form in _coarse(date, words)))
    elif date.earliest == under_day and not (before or after):
        yield from clocks
    else:
        yield from (*(f"{bare} {one}".rstrip() for one in clocks), bare)


def _coarse(date: EdtfDate, words: _Words) -> Iterator[str]:
    """From which month or year to which it may have been; none for a year that is not known, and
    for the days of a set, not what lies between them."""
    rare = date.kind == "all-of" or "none" in {point.precision for point in all_points(date)}
    first, last = (end and civil(end) for end in (date.earliest, date.latest))
    for size in (2, 1) if not rare else ():
        if first and last:
            yield words.span(first[:size], last[:size]) + ", once" * (date.kind == "one-of")
        elif first:
            yield f"{'≥' if date.kind == 'one-of' else 'from'} {words.date(first[:size])}"
        elif last:
            yield f"by {words.date(last[:size])}"
