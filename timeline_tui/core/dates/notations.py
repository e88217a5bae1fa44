"""What a date in another notation may mean, as EDTF (FORMAT section 3 rule 7 and section 8).

It proposes and `edtf` decides: nothing is given that does not read without a note, and whatever
drops or changes something that was typed says so in its condition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import product
from typing import Final

from timeline_tui.core.dates.calendar import civil, ordinal, weekday, year_text
from timeline_tui.core.dates.edtf import reads
from timeline_tui.core.dates.months import MARKS, WEEKDAYS
from timeline_tui.core.text import fold

Meanings = Iterator[tuple[str, str]]
"""EDTF texts, each with what would make it the right one; whether they read is not yet known."""

_LONGEST: Final = 200
_MOST: Final = 8
_LASTED: Final = "if it lasted from one to the other"
_ONCE: Final = "if it happened once in between"
_SIGNS: Final = {
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-"),
    **dict.fromkeys(map(ord, "\xad\u200b\u200e\u200f\u2060\ufeff")),  # which nobody sees
    **dict.fromkeys(map(ord, "·•"), ","),
}

_LONG: Final = (
    "approx around roughly possibly perhaps probably presumably before earlier onward between"
    " through present ongoing unknown undated century spring summer autumn winter morning afternoon"
    " evening"
)
_LONG_WORDS: Final = tuple(_LONG.split())
"""How words of six letters or more begin that the patterns know."""


def readings(text: str) -> dict[str, str]:
    """What `text`, which is no EDTF, may mean; without a condition what it can only mean."""
    loose = loosely(text)
    looks = (one, spans, _bounded)
    return next(filter(None, (plainly(look(loose)) for look in looks)), {})


def loosely(text: str) -> str:
    """`text` with the signs, letters and digits that the patterns know, or "" for no date."""
    if len(text) > _LONGEST or any(c.isnumeric() and not c.isdecimal() for c in text):
        return ""  # among them a footnote's ¹, which is no digit of the year
    plain = fold(text.translate(_SIGNS)).translate(_SIGNS)
    plain = " ".join("".join(str(unicodedata.digit(c, c)) for c in plain).split())
    words = re.findall(r"[^\W\d_]{6,}", plain)
    if any(not (w in MARKS or w in WEEKDAYS or w.startswith(_LONG_WORDS)) for w in words):
        return ""  # to try all patterns takes a millisecond
    days = re.fullmatch(_MONTH_FIRST, plain)
    return days.expand(r"\1\3 \2 \6 \4 \5 \2 \6") if days else plain


def readable(found: Meanings) -> dict[str, str]:
    dates: dict[str, str] = {}
    for date, meaning in found:
        if date not in dates and len(dates) < _MOST and reads(date):
            dates[date] = meaning
    return dates


def plainly(found: Meanings) -> dict[str, str]:
    """The same, where a single one is not a choice that needs a condition."""
    dates = readable(found)
    return dates if len(dates) > 1 else dict.fromkeys(dates, "")


def both(meaning: str, other: str) -> str:
    """Two conditions in one."""
    return f"{meaning} and {other.removeprefix('if ')}" if meaning and other else meaning or other


# One date

_MONTH_FIRST: Final = (
    r"((?:from |bet |between )?)([^\W\d_]{3,}) (\d+) ?(-|/|&|to|and|or) ?(\d+),? (\d{4})"
)
"""Two days of one month, whose name stands first."""
_AROUND: Final = (
    (r"(?:on or )?(?:about|abt\.?|around|circa|ca?\.?|approx\w*\.?|roughly|~) ?(.+)|(.+?) ?~", "~"),
    (r"(?:possibly|perhaps|probably|maybe|presumably|\?) ?(.+)|(.+?) ?(?:\?|\(\?\))", "?"),
)
"""Words or signs round a date, and the sign of EDTF for them."""
_CLOCK: Final = (
    r"(\d\d?)(?:(?:[:.h]|(?=\d\d ?h))(\d\d)(?::(\d\d(?:\.\d{1,6})?))?)?"
    r"(?: ?([ap])\.?m\.?| ?(h(?:(?:ou)?rs?)?|uhr|uur))?"
)
_ZONE: Final = r"(?: ?(z|utc|gmt|[+-]\d\d:?\d\d|(?:utc|gmt) ?[+-]\d\d?(?::?\d\d)?))?"
_ERA: Final = r"(?:(b\.?c\.?(?:e\.?)?)|a\.?d\.?|c\.?e\.?)"
_PARTS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "h1": 40, "h2": 41} | {
    f"q{number}": 32 + number for number in range(1, 5)
}
_WHOLE: Final = (
    (r"(?:date )?unknown|not known|no date|n[./]?[ad]\.?|none|null|tb[ad]|undated|\?+", "unknown"),
    (r"(?:the )?(\d\d)00'?s", r"\1XX", "for the hundred years"),
    (r"(?:the )?(\d{3})0'?s", r"\1X", "for the ten years"),
)
"""Patterns of a whole text, what each writes in EDTF, and what would make it the right one."""
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4}|\d\d)", r"M?(?P<month>0?[1-9]|1[0-2])", r"(?P<day>\d\d?)"
_ORDERS: Final = (
    (r"(?P<year>\d{3,4})", ""),
    (rf"(?P<year>\d{{4}}) {_MONTH}", ""),
    (rf"{_MONTH} (?P<year>\d{{4}})", ""),
    (rf"{_YEAR} {_MONTH} {_DAY}", "if the year stands first"),
    (rf"{_DAY} {_MONTH} {_YEAR}", "if the day stands first"),
    (rf"{_MONTH} {_DAY} {_YEAR}", "if the month stands first"),
)


def one(text: str, signs: int = 2) -> Meanings:
    """What one loosely written date may mean, with at most so many signs of doubt round it."""
    named, rest = _without_weekday(text)
    for look in (_units, _years, timed, _counted, calendar):
        for date, meaning in look(rest):
            if named <= {_weekday_of(date)}:
                yield date, meaning
    for pattern, sign in _AROUND if signs else ():
        if match := re.fullmatch(pattern, text):
            for date, meaning in plainly(one(match[1] or match[2], signs - 1)).items():
                other = "?" if sign == "~" else "~"
                signed = re.sub(rf"(?<=[\dX])[{sign}]?(?=$|[],/]|\.\.)", sign, date)
                signed = re.sub(rf"\{other}(?=$|[],/]|\.\.)", "%", signed)
                start, joint, end = date.partition("/")
                if joint:
                    yield f"{start}{sign}/{end}" if match[1] else f"{start}/{end}{sign}", meaning
                    meaning = both(meaning, "if that holds for both")
                yield signed, meaning or "if it is doubtful"
    if re.fullmatch(r"[\dxu?]{4}(-[\dxu?]{2}){0,2}", text):
        yield re.sub("[u?]", "X", text), "if that digit is not known"


def _without_weekday(text: str) -> tuple[set[int], str]:
    """The weekdays that are named, and the rest."""
    names = [word for word in re.findall(r"[^\W\d_]+", text) if word in WEEKDAYS]
    for name in names:
        text = re.sub(rf"\b{name}\b[.,]? ?", "", text).strip(" ,")
    return {WEEKDAYS[name] for name in names}, text


def _weekday_of(date: str) -> int | None:
    """None for what is no day, and for days of another calendar (FORMAT section 3 rule 7)."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", date)
    if match is None or "/" in date or date < "1582-10-15" or not reads(date):
        return None
    return weekday(ordinal(*map(int, match.groups())))


def _units(text: str) -> Meanings:
    """EDTF in small letters, what stands in a table, centuries and parts of a year."""
    yield text.upper(), ""
    for pattern, template, *meaning in _WHOLE:
        if match := re.fullmatch(pattern, text):
            yield match.expand(template), "".join(meaning)
    if match := re.fullmatch(rf"(?:the )?(\d\d?)(?:st|nd|rd|th)[ -]century(?: {_ERA})?", text):
        yield f"{'-' if match[2] else ''}{int(match[1]) - 1:02}XX", ""
    if match := re.fullmatch(r"([a-z]+\d?)[ /-](?:of )?(\d{4})|(\d{4})[ /-]([a-z]+\d?)", text):
        yield f"{match[2] or match[3]}-{_PARTS.get(match[1] or match[4], '')}", ""
    if match := re.fullmatch(r"winter (?:of )?(\d{4})(?: ?[-/] ?(?:\d\d)?(\d\d))?", text):
        year, last = int(match[1]), match[2]
        if last is None or int(last) == (year + 1) % 100:
            yield f"{match[1]}-24", f"if it began in December {year}"
            yield "" if last else f"{year - 1:04}-24", f"if it ended in February {year}"


def _years(text: str) -> Meanings:
    """`1914-18`, `2004/05`, `-44`; and `44 BC`, `AD 14` with and without a day and a month."""
    if match := re.fullmatch(r"(\d{4})([-/])(\d\d?)", text):
        first, joint, short = match.groups()
        last = int(first[: -len(short)] + short)
        if last > int(first):
            yield f"{first}/{last:04}", "for the years from one to the other"
            if joint == "/" and last == int(first) + 1:
                yield f"[{first},{last:04}]", "for one of the two years"
        if 1 <= int(short) <= 12:
            yield f"{first}-{short:0>2}", "for that month"
    if (match := re.fullmatch(r"-(\d{1,4})", text)) and int(match[1]):
        for number in (int(match[1]), int(match[1]) - 1):
            yield f"{-number:05}" if number else "0000", f"for {number + 1} BC"
    text = re.sub(r"\ba\.?d\.? (\d{1,4})$", r"\1 ad", text)
    match = re.fullmatch(rf"(|.*? )(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}) ?{_ERA}", text)
    if match and (number := int(match[2].replace(",", ""))):
        number = 1 - number if match[3] else number
        year = year_text(number)
        for same, meaning in calendar(f"{match[1]}2000"):  # which has all days
            yield same.replace("2000", year, 1), meaning


def timed(text: str) -> Meanings:
    """A clock time behind a day, or two, which have minutes or say that they are hours."""
    for until in (rf"(?:-| - | ?/ ?| to ){_CLOCK}", ""):
        match = re.fullmatch(rf"(.+?)(?:t|:| ?,? (?:at |a |um )?){_CLOCK}{until}{_ZONE}", text)
        if match is None:
            continue
        whole, *parts, zone = match.groups("")
        clocks = [_clock(*parts[at : at + 5]) for at in range(0, len(parts), 5)]
        said = "if that is its offset from UTC" if zone.startswith("-") else ""
        for date, meaning in plainly(calendar(whole)).items() if all(clocks) else ():
            days = [date] * len(clocks)
            if clocks[-1] < clocks[0] and re.fullmatch(r"\d{4}-\d\d-\d\d", date):  # past midnight
                next_day = civil(ordinal(*map(int, date.split("-"))) + 1)
                days[-1] = "{:04}-{:02}-{:02}".format(*next_day)
            zoned = [
                f"{day}T{clock}{_offset(zone)}" for day, clock in zip(days, clocks, strict=True)
            ]
            yield "/".join(zoned), both(meaning, _LASTED if until else said)


def _clock(hour: str, minute: str, second: str, half: str, unit: str) -> str:
    """The clock time, or "" for what is only a number or is none."""
    number = int(hour)
    if not (minute or half or unit) or (half and not 1 <= number <= 12):
        return ""
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    return f"{number:02}:{minute or '00'}:{second or '00'}"


def _offset(zone: str) -> str:
    match = re.fullmatch(r"\D*([+-])(\d\d?):?(\d\d)?", zone)
    if match is None:
        return "Z" if zone else ""
    return f"{match[1]}{match[2]:0>2}:{match[3] or '00'}"


def _counted(text: str) -> Meanings:
    """Seconds of Unix, the days of a year, the weeks of ISO 8601."""
    if re.fullmatch(r"[1-9]\d{9}(?:\d{3})?", text):
        since = timedelta(seconds=int(text[:10]), milliseconds=int(text[10:] or 0))
        written = (datetime(1970, 1, 1) + since).isoformat()
        yield f"{written.rstrip('0') if '.' in written else written}Z", "if it counts from 1970"
        if len(text) == 10 and text[:2] in ("19", "20"):
            day, hour = f"{text[:4]}-{text[4:6]}-{text[6:8]}", text[8:]
            yield f"{day}T{hour}:00:00", "if the hour stands behind the day"
    with suppress(ValueError):  # where there is no such day or week
        if re.fullmatch(r"\d{4}-\d{3}", text):
            counted = datetime.strptime(text, "%Y-%j").date().isoformat()
            yield counted if counted[:4] == text[:4] else "", ""
        elif match := re.fullmatch(r"(\d{4})-?w(\d\d)(?:-?(\d))?", text):
            days = (int(match[3]),) if match[3] else (1, 7)
            week = [datetime.fromisocalendar(int(match[1]), int(match[2]), day) for day in days]
            first, *last = (f"{day:%Y-%m-%d}" for day in week)
            yield "/".join((first, *last)), "if it lasted the week"
            yield f"[{first}..{last[0]}]" if last else "", "if it happened once in the week"


def calendar(text: str) -> Meanings:
    """Year, month and day in any order, the month as a number or a name."""
    plain = re.sub(r"[(),°]|(?<=\d)(?:st|nd|rd|th|er|o)\b", " ", text)
    marked = re.sub(r"[^\W\d_]+", lambda word: MARKS.get(word[0], word[0]), plain)
    words = re.sub(r" *\.? *$", "", marked)
    mixed = "-" in words and "/" in words  # an interval
    spaced = [] if mixed else [re.sub(r" *[./-] *| +", " ", words.lstrip())]
    if re.fullmatch(r"\d{6}|\d{8}", words):
        spaced = [f"{words[:2]} {words[2:4]} {words[4:]}"]
        basic = f"{words[:4]}-{words[4:6]}-{words[6:]}".rstrip("-")  # of ISO 8601
        spaced = [basic.replace("-", " "), *([] if len(words) == 8 and reads(basic) else spaced)]
    for parts, (order, meaning) in product(spaced, _ORDERS):
        if match := re.fullmatch(order, parts):
            year, *rest = (match.groupdict("").get(name, "") for name in ("year", "month", "day"))
            behind = "".join(f"-{part:0>2}" for part in rest if part)
            for century in ("20", "19") if len(year) == 2 else ("",):
                yield f"{f'{century}{year}':0>4}{behind}", meaning


# Several dates

_BOUNDS: Final = (
    (r"(?:before|bef\.?|prior to|pre-?) ?(.+)|(.+) or (?:before|earlier)", ("[..{}]",)),
    (r"(?:after|aft\.?|post-?) ?(.+)|(.+) or (?:after|later)", ("[{}..]",)),
    (r"(?:since|from) (.+)|(.+?) onwards?", ("{}/..",)),
    (r"(?:from )?(.+?)(?: ?- ?| to | until )(?:present|now|today|ongoing)", ("{}/..",)),
    (r"(?:until|till|up to|to) (.+)", ("/{}",)),
    (r"(?:by|<=?) ?(.+)", ("/{}", "[..{}]")),
    (r">=? ?(.+)", ("{}/..", "[{}..]")),
)
"""Words that bound on one side, and what they write: what has two forms lasted, or was once."""
_JOINTS: Final = r" ?(?:-|/|\.\.) ?| (?:to|until|till|through) "


def spans(text: str) -> Meanings:
    """From one date to another."""
    lasted, once = True, False
    if match := re.fullmatch(r"(between|bet\.?) (.+) and (.+)", text):
        lasted, once, text = match[1] == "between", True, f"{match[2]} to {match[3]}"
    text = text.removeprefix("from ")
    joints = sorted(re.finditer(_JOINTS, text), key=lambda joint: joint[0] == "-")
    for joint in joints if len(joints) <= _MOST else ():
        left, right = text[: joint.start()], text[joint.end() :]
        if joint[0] == "-" and left.count("-") != right.count("-"):
            continue
        shared = re.fullmatch(r"\d{4}-[\d-]+/\d\d(?:-\d\d)?", text)  # as ISO 8601 has it
        right = left[: -len(right)] + right if shared else right
        dated = shared or all(re.search(r"\d{4}", side) for side in (left, right))
        unclear = once or joint[0].strip() == ".." or (joint[0].strip() == "/" and not dated)
        ends = list(_ends(left, right))
        for start, end, meaning in ends:
            if unclear and "T" in start + end and "/" not in joint[0]:
                continue  # a set has no clock times
            if lasted:
                yield f"{start}/{end}", both(meaning, _LASTED if unclear else "")
            if unclear and reads(f"{start}/{end}"):
                yield f"[{start}..{end}]", both(meaning, _ONCE)
        if ends:
            return


def _ends(left: str, right: str) -> Iterator[tuple[str, str, str]]:
    """What both dates may mean, in the same order of day and month, with the condition."""
    pairs = product(_completed(left, right).items(), plainly(one(right)).items())
    for (start, first), (end, last) in pairs:
        if first != last and first and last:
            continue
        yield start, end, first or last
        # A sign ahead of both, or behind both, may count for both.
        if start[-1] in "?~%" and end[-1].isdigit() and left[-1] not in "?~)":
            yield start, end + start[-1], "if that holds for both"
        if end[-1] in "?~%" and start[-1].isdigit() and right[-1] in "?~)":
            yield start + end[-1], end, "if that holds for both"


def _completed(left: str, right: str) -> dict[str, str]:
    """What the first of two dates may mean, with year or month borrowed from behind the other."""
    era = re.search(r" ?b\.?c\.?(?:e\.?)?$", right)
    if era and not re.search(r"\b(?:b\.?c|a\.?d)", left):
        left += era[0]
    words = re.split(r"[ ./]+", right)
    borrowed = (" ".join((left, *words[behind:])) for behind in range(1, len(words)))
    texts = (left,) if re.search(r"\d{4}", left) else (left, *borrowed)
    return next(filter(None, (plainly(one(text)) for text in texts)), {})


def _bounded(text: str) -> Meanings:
    for pattern, forms in _BOUNDS:
        if match := re.fullmatch(pattern, text):
            for date, meaning in plainly(one(next(filter(None, match.groups())))).items():
                if len(forms) == 1:
                    yield forms[0].format(date), meaning
                elif "T" not in date:  # a set has no clock times
                    yield forms[0].format(date), both(meaning, "if it lasted")
                    yield forms[1].format(date), both(meaning, "if it happened once")
