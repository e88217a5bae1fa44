"""Dates in full words for the event pane, as vague as they were written. Knows no widths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from timeline_tui.core.dates import DateRange, DayTime, EdtfDate, Point, Qualifier
from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal

Parts = tuple[int, ...]
"""Year, month and day, or fewer of them."""

_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_NTH: Final = ("first", "second", "third", "fourth")
_SIGNS: Final = {"?": "uncertain", "~": "approximate", "%": "approximate and uncertain"}


def iso(number: int) -> str:
    """An ordinal as an ISO 8601 date, with a sign beyond the years 0 to 9999."""
    year, month, day = civil(number)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}"


def year_name(year: int) -> str:
    """`2021`; `476 AD` below 1000, `44 BC` below 1 (astronomical year -43)."""
    if year < 1:
        return f"{1 - year} BC"
    return f"{year} AD" if year < 1000 else str(year)


def named_years(mask: str) -> str:
    """`1900s` for `19XX`, `1980s` for `198X`; "" where that could be either, or has no name."""
    known = mask.rstrip("X")
    if not known.isdigit() or mask[0] == "0" or known[-1] == "0":
        return ""
    return known.ljust(4, "0") + "s" if len(known) in (2, 3) else ""


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
    mask = f"{year:04}"[: 1 - len(str(years))].ljust(4, "X")
    return named_years(mask) or f"{year_name(year)} to {year_name(year + years - 1)}"


def long(date: EdtfDate | None, time: DayTime | None = None) -> str:
    """A date, and the event's time of day, in words: `about 27 June 2021`, `July 2021`."""
    if date is None or date.is_undated:
        return "date not known"
    member = date.points[0]
    if date.kind == "point" and isinstance(member, Point):
        return _point(member) + _time(time)
    if date.kind == "interval" and isinstance(member, DateRange):
        return _interval(member) + _time(time)
    return _one_of(date.points) if date.kind == "one-of" else _all_of(date.points)


# Times of day


def _time(time: DayTime | None) -> str:
    if time is None:
        return ""
    if time.part is not None:
        return f", {time.part}"
    start = _clock_text(time.start_minute * 60)
    if time.end_minute is None:
        return f", {start}"
    return f", {start}–{_clock_text(time.end_minute * 60)}"


def _clock_text(second: int) -> str:
    """`09:30`, with seconds only where there are some."""
    text = f"{second // 3600:02}:{second // 60 % 60:02}"
    return f"{text}:{second % 60:02}" if second % 60 else text


def _as_written(point: Point) -> str:
    """The offset of a clock time, with the whole time where the file's zone shows another."""
    clock = point.clock
    if clock is None or clock.offset_minutes is None:
        return ""
    if clock.start_second != clock.written_second:
        return f" (written {_typed(point)})"
    sign, minutes = "-" if clock.offset_minutes < 0 else "+", abs(clock.offset_minutes)
    return f" ({sign}{minutes // 60:02}:{minutes % 60:02})"


def _both_as_written(start: Point, end: Point) -> str:
    """As `_as_written` for two clock times that are shown on one day."""
    said = _as_written(start)
    return said if said == _as_written(end) else f" (written {_typed(start)}/{_typed(end)})"


def _typed(point: Point) -> str:
    assert point.clock is not None
    return f"{iso(ordinal(*_written_day(point)))}T{point.clock.text}"


def _written_day(point: Point) -> tuple[int, int, int]:
    assert point.year is not None and point.month is not None and point.day is not None
    return point.year, point.month, point.day


# One point


def _point(point: Point) -> str:
    """A point with its qualifiers."""
    text = _unqualified(point)
    signs = point.qualifiers[: _component_count(point)]
    if len(set(signs)) == 1 and not point.mask:
        return _whole(text, signs[0])
    if len(set(signs)) == 1:
        return f"{text}, {_SIGNS[signs[0]]}" if signs[0] else text
    names = ("year", "month" if point.season is None else "part of the year", "day")
    groups: dict[Qualifier, list[str]] = {}
    for name, sign in zip(names, signs, strict=False):
        if sign:
            groups.setdefault(sign, []).append(name)
    return ", ".join(
        [text, *(f"{_list(named, 'and')} {_SIGNS[sign]}" for sign, named in groups.items())]
    )


def _whole(text: str, sign: Qualifier) -> str:
    """`text` with a qualifier that holds for all of it."""
    if sign in ("~", "%"):
        text = f"about {text}"
    return f"{text}, uncertain" if sign in ("?", "%") else text


def _component_count(point: Point) -> int:
    if point.mask:
        return 1 + point.mask.lstrip("-").count("-")
    return 2 if point.season is not None else len(_parts(point))


def _parts(point: Point) -> Parts:
    """What a point without `X` and season has written; the local day of a clock time."""
    if point.clock is not None:
        return civil(point.earliest)
    return tuple(part for part in (point.year, point.month, point.day) if part is not None)


def _unqualified(point: Point) -> str:
    if point.season is not None:
        return _season(point.season, point)
    if point.mask:
        return _masked(point)
    text = _date(_parts(point)) + _era_note(point)
    if point.clock is None:
        return text
    return f"{text}, {_clock_text(point.clock.start_second)}{_as_written(point)}"


def _era_note(point: Point) -> str:
    """How a year before 1 is written; its name is another number."""
    if point.year is None or point.year > 0:
        return ""
    sign = "Y-" if point.year < -9999 else "-" if point.year < 0 else ""
    return f" ({sign}{abs(point.year):04})"


def _date(parts: Parts) -> str:
    """`26 July 2021`, `July 2021` or `2021`."""
    words = [year_name(parts[0])]
    if len(parts) == 1 and parts[0] > 9999:
        words.insert(0, "year")
    if len(parts) > 1:
        words.insert(0, MONTHS[parts[1] - 1])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return " ".join(words)


def _season(code: int, point: Point) -> str:
    """A sub-year grouping, with its months where the name does not say them."""
    if code <= 32:
        hemisphere = "" if code <= 24 else "northern " if code <= 28 else "southern "
        name, joint = f"{hemisphere}{_SEASONS[(code - 21) % 4]}", " "
    elif code <= 36:
        name, joint = f"{_NTH[code - 33]} quarter", " of "
    elif code <= 39:
        name, joint = f"{_NTH[code - 37]} third", " of "
    else:
        name, joint = f"{_NTH[code - 40]} half", " of "
    if point.year is None:
        return f"{name}{_of_some_year(point)}"
    text = f"{name}{joint}{year_name(point.year)}"
    if code >= 40:
        return text + _era_note(point)
    first, last = civil(point.earliest), civil(point.latest)
    start = MONTHS[first[1] - 1] if first[0] == last[0] else month_name(*first[:2])
    end = MONTHS[last[1] - 1] if first[0] == last[0] else month_name(*last[:2])
    return f"{text} ({start}–{end}){_era_note(point)}"


# Unspecified digits


def _masked(point: Point) -> str:
    """A point with `X` in it: what unit it is, and of what."""
    sign = point.mask[0] == "-"
    _, month, day, *_ = (*point.mask[sign:].split("-"), "", "")
    unit = "day" if day else "month" if month else "year"
    if not month:
        return _some_year(point) or f"a year{_era(point)} that is not known"
    if "X" in month.replace("XX", "") or "X" in day.replace("XX", "") or (month, day)[0] == "XX":
        if month != "XX" or day not in ("", "XX"):
            first, last = (civil(bound) for bound in (point.earliest, point.latest))
            size = 3 if day else 2
            between = _joined(first[:size], last[:size], " and ", " and ")
            return f"a {unit} between {between} ({point.mask})"
        if point.year is None:
            return f"a {unit}{_of_some_year(point)}"
        return f"a {unit} {'in' if day else 'of'} {_date((point.year,))}{_era_note(point)}"
    inner = "a day in " if day == "XX" else f"{int(day)} " if day else ""
    named = f"{inner}{MONTHS[int(month) - 1]}"
    if point.year is None:
        return f"{named}{_of_some_year(point)}"
    return f"{named} {year_name(point.year)}{_era_note(point)}"


def _of_some_year(point: Point) -> str:
    year = _some_year(point)
    return f" of {year}" if year else f", year{_era(point)} not known"


def _era(point: Point) -> str:
    return " BC" if point.mask[0] == "-" else ""


def _some_year(point: Point) -> str:
    """`a year of the 1900s`, `a year from 2000 to 2009`; "" when nothing of it is known."""
    year = point.mask[: 5 if point.mask[0] == "-" else 4]
    if year.lstrip("-") == "XXXX":
        return ""
    named = named_years(year)
    if named:
        return f"a year of the {named}"
    first, last = civil(point.earliest)[0], civil(point.latest)[0]
    between = f"a year from {year_name(first)} to {year_name(last)}"
    return between if year.rstrip("X").isdigit() else f"{between} ({year})"


# Several points


def _joined(first: Parts, last: Parts, tight: str, loose: str) -> str:
    """Two dates of one precision, what they share said once: `24–25 July 2021`."""
    if first == last:
        return _date(first)
    if len(first) == 3 and first[:2] == last[:2]:
        return f"{first[2]}{tight}{_date(last)}"
    if len(first) == 3 and first[0] == last[0]:
        return f"{first[2]} {MONTHS[first[1] - 1]}{loose}{_date(last)}"
    if len(first) == 2 and first[0] == last[0]:
        return f"{MONTHS[first[1] - 1]}{tight}{_date(last)}"
    if len(first) == 1 and (first[0] > 0) == (last[0] > 0):
        return f"{_date(first) if first[0] > 0 else 1 - first[0]}{tight}{_date(last)}"
    return f"{_date(first)}{loose}{_date(last)}"


def _from_to(start: Point, end: Point, tight: str, loose: str) -> str:
    """Two points; what they share is said once where both are plain and qualified alike."""
    signs = {point.qualifiers[: _component_count(point)] for point in (start, end)}
    plain = all(
        not point.mask and point.season is None and point.clock is None and not _era_note(point)
        for point in (start, end)
    )
    alike = len({sign for of_point in signs for sign in of_point}) == 1
    if not (plain and alike and len(_parts(start)) == len(_parts(end))):
        return f"{_point(start)}{loose}{_point(end)}"
    return _whole(_joined(_parts(start), _parts(end), tight, loose), start.qualifiers[0])


def _interval(span: DateRange) -> str:
    start, end = span.start, span.end
    if isinstance(start, Point) and isinstance(end, Point):
        if start.clock is None or end.clock is None or start.earliest != end.latest:
            return _from_to(start, end, "–", " – ")
        first, last = start.clock.start_second, end.clock.start_second
        day = f"{_date(_parts(start))}{_era_note(start)}"
        return f"{day}, {_clock_text(first)}–{_clock_text(last)}{_both_as_written(start, end)}"
    if isinstance(start, Point):
        return f"from {_point(start)}, end {end}"
    return f"until {_point(end)}, start {start}" if isinstance(end, Point) else "date not known"


def _one_of(members: Sequence[Point | DateRange]) -> str:
    if len(members) > 1:
        texts, behind = _texts(members)
        return f"{'either' if len(texts) == 2 else 'one of'} {_list(texts, 'or')}{behind}"
    member = members[0]
    if isinstance(member, Point):
        return _point(member)
    if isinstance(member.start, Point) and isinstance(member.end, Point):
        return f"between {_from_to(member.start, member.end, ' and ', ' and ')} (once)"
    return f"{_with_edge(member)} (once)"


def _all_of(members: Sequence[Point | DateRange]) -> str:
    if len(members) > 1:
        texts, behind = _texts(members)
        each = "" if len(texts) == 2 else "each of "
        return f"{_preposition(members[0])} {each}{_list(texts, 'and')}{behind}"
    member = members[0]
    if isinstance(member, Point):
        return _point(member)
    if isinstance(member.start, Point) and isinstance(member.end, Point):
        unit = f"each {_unit(member.start)}"
        return f"{unit} from {_from_to(member.start, member.end, ' to ', ' to ')}"
    if isinstance(member.start, Point):
        return f"each {_unit(member.start)} from {_point(member.start)} on"
    assert isinstance(member.end, Point)
    return f"each {_unit(member.end)} until {_point(member.end)}"


def _texts(members: Sequence[Point | DateRange]) -> tuple[list[str], str]:
    """Members of a set as words, and what follows the last: the month that they all share."""
    days = [m for m in members if isinstance(m, Point) and _is_plain_day(m)]
    if len(days) == len(members) and len({(day.year, day.month) for day in days}) == 1:
        year, month, _ = _written_day(days[0])
        return [str(day.day) for day in days], f" {month_name(year, month)}{_era_note(days[0])}"
    return [_member(member) for member in members], ""


def _member(member: Point | DateRange) -> str:
    if isinstance(member, Point):
        return _point(member)
    if isinstance(member.start, Point) and isinstance(member.end, Point):
        return _from_to(member.start, member.end, "–", " – ")
    return _with_edge(member)


def _with_edge(member: DateRange) -> str:
    """`3 December 1760 or earlier`."""
    if isinstance(member.start, Point):
        return f"{_point(member.start)} or later"
    return f"{_point(member.end)} or earlier" if isinstance(member.end, Point) else ""


def _is_plain_day(point: Point) -> bool:
    return point.day is not None and not point.mask and not any(point.qualifiers)


def _preposition(member: Point | DateRange) -> str:
    point = member if isinstance(member, Point) else member.start
    return "on" if isinstance(point, Point) and point.precision == "day" else "in"


def _unit(point: Point) -> str:
    return point.precision if point.precision in ("day", "month", "year") else "date"


def _list(texts: Sequence[str], last: str) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {last} {texts[-1]}"
