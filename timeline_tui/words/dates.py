"""Dates in words, as vague as they were written: `long` for prose, `rail` for the date column.

Common forms are put into words; what is rare is shown as it was typed. Widths are in cells; no
toolkit is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from timeline_tui.core.dates import DateRange, DayTime, EdtfDate, Point, all_points
from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal, weekday
from timeline_tui.core.dates.values import Kind

Month = tuple[int, int]
Parts = tuple[int, ...]
"""Year, month and day, or fewer of them."""

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_NTH: Final = ("first", "second", "third", "fourth")
_LAGS: Final = ((365, "y"), (30, "m"), (1, "d"))
_FIRST_CODES: Final = {"season": 21, "quarter": 33, "third": 37}
_ASCII: Final = str.maketrans({"–": "-", "≥": ">"})
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


def year_name(year: int) -> str:
    """`2021`; `476 AD` below 1000, `44 BC` below 1 (astronomical year -43)."""
    if year < 1:
        return f"{1 - year} BC"
    return f"{year} AD" if year < 1000 else str(year)


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
    known = [end for end in bounds if end is not None]
    if len(known) < 4:
        return ""
    least, most = known[2] - known[1], known[3] - known[0]
    if most < 0:
        return "before it"
    days, unit = next((size, unit) for size, unit in _LAGS if most >= 2 * size or size == 1)
    low, high = max(least, 0) // days, most // days
    return f"+{high} {unit}" if low == high else f"+{low}–{high} {unit}"


# What a date says


def _is_rare(point: Point) -> bool:
    """Whether it has a form that has no words here."""
    if point.mask:
        years = 10 if point.precision == "decade" else 100
        named = point.year is not None or _years_name(civil(point.earliest)[0], years)
        return not (_COMMON_MASK.fullmatch(point.mask) and named)
    if point.season is not None and 25 <= point.season <= 32:
        return True
    written = 2 if point.season else len(_parts(point))
    return len(set(point.qualifiers[:written])) > 1


def _parts(point: Point) -> Parts:
    """What is written of a point, but for a season's code; the local day of a clock time."""
    if point.clock is not None or point.year is None:
        return civil(point.earliest)
    return tuple(part for part in (point.year, point.month, point.day) if part is not None)


def _is_plain(point: Point) -> bool:
    return not point.mask and point.season is None


class _Words(NamedTuple):
    """Puts dates into words: in full, or `short` for a row `under` the header of a month."""

    short: bool = False
    under: Month | None = None

    def date(self, parts: Parts, *, year: bool = True, full: bool = False) -> str:
        """`26 July 2021`, `Jul 2021` or `2021`."""
        first, *rest = parts
        hidden = not year or (self.under is not None and self.under[0] == first)
        words = [] if rest and hidden else [year_name(first)]
        if rest:
            words.insert(0, MONTHS[rest[0] - 1][: 3 if self.short and not full else None])
        return " ".join([*map(str, rest[1:]), *words])

    def span(self, first: Parts, last: Parts, tight: str = "–", loose: str = "–") -> str:
        """Two dates, what they share said once: `24–25 July 2021`, `24 July – 2 August 2021`."""
        end = self.date(last)
        if first == last:
            return end
        if len(first) == len(last) == 1:
            return f"{1 - first[0] if last[0] < 1 else year_name(first[0])}{tight}{end}"
        if len(first) != len(last) or first[0] != last[0]:
            bare = self._replace(under=None)
            return f"{bare.date(first)}{loose}{bare.date(last)}"
        if first[:2] == last[:2]:
            return f"{first[2]}{tight}{last[2] if self.under == last[:2] else end}"
        return f"{self.date(first, year=False)}{loose if len(first) == 3 else tight}{end}"

    def qualified(self, text: str, point: Point) -> str:
        """Its doubt in words; in the rail one sign stands for all of a date."""
        if self.short:
            return text
        return f"{'about ' * point.approximate}{text}{', uncertain' * point.uncertain}"

    def point(self, point: Point) -> str:
        if not _is_plain(point):
            return self.qualified(self._masked(point) if point.mask else self._part(point), point)
        parts = _parts(point)
        text = self.qualified(self.date(parts, full=len(parts) == 2), point)
        if point.clock is None or self.short:
            return text
        return f"{text}, {_clock(point.clock.start_second)}{_as_written(point)}"

    def _part(self, point: Point) -> str:
        """A part of a year, with its months where the name does not say them."""
        kind, year = point.precision, point.year or 0
        number = ((point.season or 0) - _FIRST_CODES.get(kind, 40)) % 4
        name = _SEASONS[number] if kind == "season" else f"{_NTH[number]} {kind}"
        if self.short:
            name = f"Q{number + 1}" if kind == "quarter" else name
            return name if self.under and self.under[0] == year else f"{name} {year_name(year)}"
        text = f"{name}{'' if kind == 'season' else ' of'} {year_name(year)}"
        first, last = civil(point.earliest)[:2], civil(point.latest)[:2]
        start, end = (self.date(one, year=first[0] != last[0]) for one in (first, last))
        return text if kind == "half" else f"{text} ({start}–{end})"

    def _masked(self, point: Point) -> str:
        """Written with `X`: which unit it is, and of what."""
        if point.year is None:
            name = f"{civil(point.earliest)[0]}s"
            return name if self.short else f"a year of the {name}"
        parts = (point.year,) if point.month is None else (point.year, point.month)
        said = self.date(parts, full=True)
        if self.short:
            return f"in {said}"
        return f"a {'day in' if point.mask.count('-') == 2 else 'month of'} {said}"

    def whole(self, date: EdtfDate) -> str:
        """The date in words, "" where it has none."""
        member, once = date.points[0], date.kind == "one-of"
        if len(date.points) > 1:
            return self._listed(date)
        if isinstance(member, Point):
            return self.point(member)
        start, end = member.start, member.end
        if not (isinstance(start, Point) and isinstance(end, Point)):
            return self._one_sided(member, date.kind)
        if self.short or date.kind == "interval":
            return f"{self._from_to(start, end, '–', ' – ')}{_behind(date)}"
        if once:
            return f"between {self._from_to(start, end, ' and ', ' and ')} (once)"
        return f"each {start.precision} from {self._from_to(start, end, ' to ', ' to ')}"

    def _one_sided(self, member: DateRange, kind: Kind) -> str:
        said, late = self.point(member.ends[0]), isinstance(member.start, Point)
        if kind == "all-of":
            return ""
        if self.short:
            early = "until" if member.start == "open" and kind == "interval" else "by"
            return f"{early if not late else 'from' if kind == 'interval' else '≥'} {said}"
        if kind == "one-of":
            return f"{said} or {'later' if late else 'earlier'} (once)"
        return f"from {said}, end {member.end}" if late else f"until {said}, start {member.start}"

    def _from_to(self, start: Point, end: Point, tight: str, loose: str) -> str:
        """Two points; what they share is said once where both are plain and qualified alike."""
        loose, first, last = tight if self.short else loose, _parts(start), _parts(end)
        plain = _is_plain(start) and _is_plain(end)
        if plain and (self.short or not (start.clock or end.clock)):
            if self.short or start.qualifiers == end.qualifiers:
                return self.qualified(self.span(first, last, tight, loose), start)
        elif start.clock and end.clock and first == last and _as_written(start) == _as_written(end):
            clocks = f"{_clock(start.clock.start_second)}–{_clock(end.clock.start_second)}"
            return f"{self.date(first)}, {clocks}{_as_written(start)}"
        return f"{self.point(start)}{loose}{self.point(end)}"

    def _listed(self, date: EdtfDate) -> str:
        """`either 24 or 26 July 2021`, `in 1960 and December 1961`."""
        points, once = all_points(date), date.kind == "one-of"
        if len(points) != len(date.points):
            return ""
        months = {_parts(point)[:2] if _is_plain(point) else () for point in points}
        bare = not (date.approximate or date.uncertain) and all(point.day for point in points)
        alike = len(months) == 1 and bare
        texts = [str(point.day) if alike else self.point(point) for point in points]
        month = _parts(points[0])[:2]
        behind = f" {self.date(month)}" if alike and month != self.under else ""
        if self.short:
            return (" or " if once else ", ").join(texts) + behind
        listed = f"{', '.join(texts[:-1])} {'or' if once else 'and'} {texts[-1]}{behind}"
        if once:
            return f"{'either' if len(texts) == 2 else 'one of'} {listed}"
        return f"{'on' if points[0].day else 'in'} {'' if len(texts) == 2 else 'each of '}{listed}"


def _behind(date: EdtfDate) -> str:
    return {"one-of": ", once", "all-of": ", each"}.get(date.kind, "")


def _words(date: EdtfDate, words: _Words) -> str:
    """The date in words, or as it was typed where it is rare."""
    rare = any(map(_is_rare, all_points(date)))
    return ("" if rare else words.whole(date)) or date.text.strip()


# Clock times


def _as_written(point: Point) -> str:
    """The offset of a clock time, with the whole time where the file's zone shows another."""
    clock = point.clock
    if clock is None or clock.offset_minutes is None:
        return ""
    if 86_400 * point.earliest + clock.start_second != clock.moment + 60 * clock.offset_minutes:
        assert point.year is not None and point.month is not None and point.day is not None
        return f" (written {iso(ordinal(point.year, point.month, point.day))}T{clock.text})"
    sign, minutes = "-" if clock.offset_minutes < 0 else "+", abs(clock.offset_minutes)
    return f" ({sign}{minutes // 60:02}:{minutes % 60:02})"


def _clock(second: int) -> str:
    """`09:30`, with seconds only where there are some."""
    text = f"{second // 3600:02}:{second // 60 % 60:02}"
    return f"{text}:{second % 60:02}" if second % 60 else text


def _time(time: DayTime) -> str:
    ends = (time.start_minute, time.end_minute)
    return time.part or "–".join(_clock(60 * minute) for minute in ends if minute is not None)


# The two faces


def long(date: EdtfDate | None, time: DayTime | None = None) -> str:
    """A date, and the event's time of day, in words: `about 27 June 2021`, `July 2021`."""
    if date is None or date.is_undated:
        return "date not known"
    return f"{_words(date, _Words())}{f', {_time(time)}' if time else ''}"


def rail(
    date: EdtfDate | None,
    time: DayTime | None = None,
    *,
    under: Month | None = None,
    under_day: int | None = None,
    width: int = 13,
    ascii: bool = False,
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
        if ascii:
            form = form.translate(_ASCII)
        if len(form) <= width:
            return form
    return form[: max(width - 1, 0)] + ("." if ascii else "…") if width > 0 else ""


def _forms(
    date: EdtfDate, time: DayTime | None, under: Month | None, under_day: int | None
) -> Iterator[str]:
    """The ways to show a date, the fullest first."""
    words, (before, after) = _Words(True, under), ("~" * date.approximate, "?" * date.uncertain)
    clock = _time(time) if time else ""
    if date.clock is not None:
        ends = (date.clock.start_second, date.clock.end_second)
        clock = "–".join(_clock(end // 60 * 60) for end in ends if end is not None)
    rest, bare = "", _words(date, words)
    if bare != date.text.strip():
        rest = _behind(date) if bare.endswith(_behind(date)) else ""
        bare = f"{before}{bare.removesuffix(rest)}{after}{rest}"
    if date.is_vague:
        for form in (bare, *(f"{before}{form}{after}" for form in _coarse(date, words))):
            yield from (form, form.replace(", once", " once"))
    elif date.earliest != under_day:
        yield from (f"{bare} {clock}", bare) if clock else (bare,)
    elif not (before or after):
        yield clock
    else:
        yield from (f"{bare} {clock}", f"{before}{clock}{after}", bare) if clock else (bare,)


def _coarse(date: EdtfDate, words: _Words) -> Iterator[str]:
    """From which month or year to which it may have been; none for a year that is not known."""
    if "none" in {point.precision for point in all_points(date)}:
        return
    first, last = (end and civil(end) for end in (date.earliest, date.latest))
    for size in (2, 1):
        if first and last:
            yield f"{words.span(first[:size], last[:size])}{_behind(date)}"
        elif first or last:
            known, word = (
                (first, "≥" if date.kind == "one-of" else "from") if first else (last, "by")
            )
            yield f"{word} {words.date((known or ())[:size])}"
