"""Dates as the list and the headers show them: short, and never a day that nobody wrote.

It knows widths in cells and no toolkit; the event pane's sentences are in `date_words`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from timeline_tui.core.dates import DateRange, DayTime, EdtfDate, Point, all_points
from timeline_tui.core.dates.calendar import MONTHS, civil, weekday
from timeline_tui.words.date_words import (
    iso,
    long,
    month_name,
    named_years,
    period_name,
    year_name,
)

__all__ = [
    "day_name",
    "iso",
    "long",
    "month_name",
    "period_name",
    "rail",
    "span_days",
    "year_name",
]

Month = tuple[int, int]
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_ASCII: Final = str.maketrans({"–": "-", "≥": ">"})


def day_name(number: int) -> str:
    """A day under its month's header: `Mon 26`."""
    return f"{_WEEKDAYS[weekday(number)]} {civil(number)[2]}"


def span_days(date: EdtfDate) -> int | None:
    """How many days the bounds span, both included; None without a bound on one side."""
    if date.earliest is None or date.latest is None:
        return None
    return date.latest - date.earliest + 1


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
    if date is None:
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
    if date.is_undated:
        yield ""
        return
    if under_day is not None and date.earliest == date.latest == under_day:
        yield from _forms_of_day(date, time, under)
        return
    before, after = ("~" if date.approximate else ""), ("?" if date.uncertain else "")
    clock = _clock(date, time)
    for form, suffix in _bare_forms(date, under):
        if clock and date.earliest == date.latest:
            yield f"{before}{form}{after} {clock}"
        yield f"{before}{form}{after}{suffix}"


def _forms_of_day(date: EdtfDate, time: DayTime | None, under: Month | None) -> Iterator[str]:
    """Under its own day's header: only the time, unless the day is qualified."""
    clock = _clock(date, time)
    if not (date.approximate or date.uncertain):
        yield clock
        return
    before, after = ("~" if date.approximate else ""), ("?" if date.uncertain else "")
    for form, suffix in _bare_forms(date, under):
        if clock:
            yield f"{before}{form}{after} {clock}"
            yield f"{before}{clock}{after}"
        yield f"{before}{form}{after}{suffix}"


def _clock(date: EdtfDate, time: DayTime | None) -> str:
    if date.clock is not None:
        start = _hour_minute(date.clock.start_second // 60)
        end = date.clock.end_second
        return start if end is None else f"{start}–{_hour_minute(end // 60)}"
    if time is None:
        return ""
    if time.part is not None:
        return time.part
    start = _hour_minute(time.start_minute)
    return start if time.end_minute is None else f"{start}–{_hour_minute(time.end_minute)}"


def _hour_minute(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _bare_forms(date: EdtfDate, under: Month | None) -> Iterator[tuple[str, str]]:
    """Forms without qualifiers and clock, each with what stands behind the qualifiers."""
    member = date.points[0]
    if date.kind == "point" and isinstance(member, Point):
        yield from ((form, "") for form in _point_forms(member, under))
    elif date.kind == "interval" and isinstance(member, DateRange):
        yield from ((form, "") for form in _interval_forms(member, under))
    else:
        yield from _set_forms(date, under)


# One point


def _point_forms(point: Point, under: Month | None) -> Iterator[str]:
    if point.mask:
        yield from _masked_forms(point, under)
    elif point.season is not None and point.year is not None:
        yield from _season_forms(point.season, point.year, point, under)
    else:
        year, month, day = _parts(point)
        if month is not None and day is None:
            name = MONTHS[month - 1]
            yield name if _same_year(under, year) else f"{name} {year_name(year)}"
        yield _short((year, month, day), under)


def _masked_forms(point: Point, under: Month | None) -> Iterator[str]:
    """Written with `X`: `in July`, `in 2021`, `1980s`, or just as it was written."""
    year, month = point.year, point.month
    rest = point.mask.lstrip("-")[4:]
    if year is not None and rest in ("-XX", "-XX-XX"):
        yield f"in {year_name(year)}"
    elif year is not None and month is not None and rest.endswith("-XX"):
        if _same_year(under, year):
            yield f"in {MONTHS[month - 1]}"
        yield f"in {_short((year, month, None), under)}"
    else:
        yield (not rest and named_years(point.mask)) or point.mask


def _season_forms(code: int, year: int, point: Point, under: Month | None) -> Iterator[str]:
    behind = "" if _same_year(under, year) else f" {year_name(year)}"
    if code <= 32:
        yield f"{_SEASONS[(code - 21) % 4]}{behind}{' S' if code >= 29 else ''}"
    elif code <= 36:
        yield f"Q{code - 32}{behind}"
    else:
        number = code - 36 if code <= 39 else code - 39
        yield f"{('1st', '2nd', '3rd')[number - 1]} {point.precision}{behind}"
    yield from _pair_forms(civil(point.earliest)[:2], civil(point.latest)[:2], under)


def _parts(point: Point) -> tuple[int, int | None, int | None]:
    """Year, month and day where they are written; the local ones of a converted clock time."""
    if point.clock is not None or point.year is None:
        return civil(point.earliest)
    return point.year, point.month, point.day


def _same_year(under: Month | None, year: int) -> bool:
    return under is not None and under[0] == year


def _short(parts: tuple[int, int | None, int | None], under: Month | None) -> str:
    """`26 Jul 2021`, `Jul 2021` or `2021`; without the year under a header of the same one."""
    year, month, day = parts
    if month is None:
        return year_name(year)
    words = [] if day is None else [str(day)]
    words.append(MONTHS[month - 1][:3])
    if not _same_year(under, year):
        words.append(year_name(year))
    return " ".join(words)


# Two points


def _interval_forms(span: DateRange, under: Month | None) -> Iterator[str]:
    start, end = span.start, span.end
    if isinstance(start, Point) and isinstance(end, Point):
        yield from _between_forms(start, end, under)
    elif isinstance(start, Point):
        yield from (f"from {form}" for form in _point_forms(start, under))
        yield from (f"{form} –" for form in _point_forms(start, under))
    elif isinstance(end, Point):
        word = "until" if start == "open" else "by"
        yield from (f"{word} {form}" for form in _point_forms(end, under))
        yield from (f"– {form}" for form in _point_forms(end, under))


def _between_forms(start: Point, end: Point, under: Month | None) -> Iterator[str]:
    """From the one to the other, then only their months, then only their years."""
    if start.mask or end.mask or start.season or end.season:
        yield f"{next(_point_forms(start, under))}–{next(_point_forms(end, under))}"
        if "none" not in (start.precision, end.precision):
            size = 1 if start.year is None or end.year is None else 2
            first, last = civil(start.earliest), civil(end.latest)
            yield from _pair_forms(first[:size], last[:size], under)
        return
    first_parts = tuple(part for part in _parts(start) if part is not None)
    last_parts = tuple(part for part in _parts(end) if part is not None)
    yield from _pair_forms(first_parts, last_parts, under)


def _pair_forms(
    first: tuple[int, ...], last: tuple[int, ...], under: Month | None
) -> Iterator[str]:
    """Two dates given as year, month, day, or fewer of them, in ever coarser forms."""
    length = max(len(first), len(last))
    for size in range(length, 0, -1):
        yield from _pair(first[:size], last[:size], under)


def _pair(first: tuple[int, ...], last: tuple[int, ...], under: Month | None) -> Iterator[str]:
    if first == last:
        yield _short(_filled(first), under)
        return
    end = _short(_filled(last), under)
    if len(first) == len(last) == 3 and first[:2] == last[:2]:
        if under == first[:2]:
            yield f"{first[2]}–{last[2]}"
        yield f"{first[2]}–{end}"
        yield f"{iso_year(first[0])}-{first[1]:02}-{first[2]:02}/{last[2]:02}"
    elif len(first) == len(last) > 1 and first[0] == last[0]:
        yield f"{_short(_filled(first), (first[0], 0))}–{end}"
    elif len(first) == len(last) > 1:
        # `Feb–May 2021` would be read as of one year.
        as_one = first[1:] < last[1:]
        yield f"{_short(_filled(first), None if as_one else under)}–{_short(_filled(last), None)}"
    elif len(first) == len(last) == 1 and first[0] <= 0 and last[0] <= 0:
        yield f"{1 - first[0]}–{end}"
    else:
        yield f"{_short(_filled(first), under)}–{end}"


def _filled(parts: tuple[int, ...]) -> tuple[int, int | None, int | None]:
    year, month, day = (*parts, None, None)[:3]
    assert year is not None
    return year, month, day


def iso_year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


# Sets


def _set_forms(date: EdtfDate, under: Month | None) -> Iterator[tuple[str, str]]:
    once = date.kind == "one-of"
    points = all_points(date)
    first = min(points, key=lambda point: point.earliest)
    last = max(points, key=lambda point: point.latest)
    if date.earliest is None or date.latest is None:
        yield from ((form, "") for form in _unbounded_forms(date, first, last, under))
        return
    if len(date.points) > 1 and len(points) == len(date.points):
        yield _listed(points, " or " if once else ", ", under), ""
    elif len(points) == 1:
        yield from ((form, "") for form in _point_forms(points[0], under))
        return
    forms = list(_between_forms(first, last, under))
    if not once:
        behind = ", each" if len(date.points) == 1 else f" ({len(date.points)})"
        yield from ((form, behind) for form in forms)
        return
    # The dots are EDTF's own sign for "once in between"; the word says it to everyone.
    for part in (forms[:-1], forms[-1:]):
        yield from ((form, word) for form in part for word in (", once", " once"))
        yield from ((form.replace("–", "..").replace("/", ".."), "") for form in part)


def _unbounded_forms(
    date: EdtfDate, first: Point, last: Point, under: Month | None
) -> Iterator[str]:
    once = date.kind == "one-of"
    if date.earliest is None and date.latest is None:
        yield date.text
    elif date.latest is None:
        yield from (f"{'≥' if once else 'from'} {form}" for form in _point_forms(first, under))
        if first.year is not None:
            yield f"≥ {_short(_parts(first), under)}"
    else:
        yield from (f"{'by' if once else 'until'} {form}" for form in _point_forms(last, under))
        if last.year is not None:
            yield f"– {_short(_parts(last), under)}"


def _listed(points: tuple[Point, ...], joint: str, under: Month | None) -> str:
    """Several points; days of one month name it once."""
    parts = [_parts(point) for point in points]
    plain = all(not point.mask and point.day is not None for point in points)
    if plain and len({part[:2] for part in parts}) == 1:
        days = joint.join(str(part[2]) for part in parts)
        year, month, _ = parts[0]
        return days if under == (year, month) else f"{days} {_short((year, month, None), under)}"
    return joint.join(list(_point_forms(point, under))[-1] for point in points)
