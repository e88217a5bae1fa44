"""What a date in another notation may mean (FORMAT section 3 rule 7). It proposes; `edtf` decides.

English words only. It is asked only where a date does not read, and each proposal reads without a
note. What it drops of what was typed it says, but for the name of a weekday.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product
from typing import Final

from timeline_tui.core.dates.calendar import MONTHS, civil, ordinal
from timeline_tui.core.dates.edtf import reads
from timeline_tui.core.dates.errors import DateError

Meanings = Iterator[tuple[str, str]]
"""EDTF texts, each with what would make it the right one; whether they read is not yet known."""

_LONGEST: Final = 100
_MOST: Final = 4
_LASTED: Final = "if it lasted from one to the other"
_ONCE: Final = "if it happened once in between"
_EXAMPLES: Final = (
    "Write 2021-07-26, 2021-07 or 2021, a span as 2021-07-24/2021-07-25, or unknown; the source's "
    "own words go under date_text, a time without a day under time"
)


def explained(text: str, error: DateError) -> DateError:
    """The grammar's error with what to write instead."""
    if error.hint:
        return error
    found = proposals(text)
    return DateError(error.message, "" if found else _EXAMPLES, error.column, found)


def proposals(text: str) -> dict[str, str]:
    """EDTF texts that `text` may mean, each with what would make it the right one; at most four.

    They are those of the first way to look at the text that finds any.
    """
    dashes = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-")
    normal = unicodedata.normalize("NFKC", text[: 2 * _LONGEST]).translate(dashes)
    visible = (c for c in normal if unicodedata.category(c) != "Cf")
    plain = "".join(str(unicodedata.digit(c, c)) for c in visible)
    plain = " ".join(plain.lower().split())
    for look in _WAYS if 0 < len(plain) <= _LONGEST else ():
        found = dict(_readable(look(plain)))
        if found:
            return found
    return {}


def _readable(meanings: Meanings) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for candidate, meaning in meanings:
        if reads(candidate):
            found.setdefault(candidate, meaning)
    return list(found.items())[:_MOST]


def _dates(text: str) -> list[str]:
    """The dates that `text` may mean as a whole; none that drops something of it."""
    found = _readable(_one(text))
    return [date for date, meaning in found if not re.search(r"\b(?:without|under)\b", meaning)]


# One date

_WRAPPINGS: Final = (
    (r"(?:about|around|circa|ca?\.?|approx\w*\.?|roughly|near|[~≈]) ?(.+)", "{}~", ""),
    (r"(.+?) ?(?:~|[ ,(]+(?:approx\w*\.?|circa|or so)\)?)", "{}~", ""),
    (r"(?:possibly|perhaps|probably|maybe|presumably|\?) ?(.+)", "{}?", ""),
    (r"(.+?) ?\(?\?\)?", "{}?", ""),
    (r"(.+?) ?(?:\?~|~\?)", "{}%", ""),
    (r"(.+t[\d:.z+-]+) ?([?~%])", "{}", "without the {1}, which no clock time takes"),
    (
        r"(.+?),? (?:in the |at )?(night|morning|afternoon|evening)",
        "{}",
        "under date and {1} under time",
    ),
)
"""Words or signs round a date, what they make of it, and what is to be said of that."""

_CLOCK: Final = r"(\d{1,2})(?:[:.h](\d\d))?(?::(\d\d))?([.,]\d+)? ?(?:([ap])\.?m\.?)?"
_ZONE: Final = r"z|utc|gmt|[+-]\d{1,2}(?::?\d\d)?"
_AT_CLOCK: Final = rf"(.+?)(?:t|,? (?:at )?){_CLOCK} ?({_ZONE})?"
_PARTS: Final = (
    (21, ("spring", "summer", "autumn|fall", "winter")),
    (33, ("q1|first quarter", "q2|second quarter", "q3|third quarter", "q4|fourth quarter")),
    (37, ("early", "mid", "late")),
    (40, ("h1|first half", "h2|second half")),
)
_JOIN: Final = r"(?:[ ,/-]|of|in|the|year)*"


def _one(text: str, depth: int = 3) -> Meanings:
    """What one loosely written date may mean; `depth` bounds the wrappings within wrappings."""
    yield text.upper(), ""
    yield text.upper().replace("U", "X"), ""
    for pattern, template, meaning in _WRAPPINGS if depth else ():
        if match := re.fullmatch(pattern, text):
            for inner, said in _one(match[1], depth - 1):
                meanings = (said, meaning.format(*match.groups()))
                yield template.format(inner), ", ".join(filter(None, meanings))
    if depth and (match := re.fullmatch(_AT_CLOCK, text)):
        for day, said in _one(match[1], depth - 1):
            yield from _at_clock(day, match, said)
    if depth and (match := re.fullmatch(r"(.*?) ?(\d{1,4}) ?b\.?c\.?(?:e\.?)?", text)):
        year = int(match[2])  # read as a date of 2000, of which the year becomes 0000 for 1 BC
        for same, said in _one(f"{match[1]} 2000".strip(), depth - 1):
            yield same.replace("2000", f"{'-' if year > 1 else ''}{year - 1:04}", 1), said
    yield from _units(text)
    yield from _calendar(text)
    if not reads(text.upper()):
        yield from _no_such_day(text.upper())


def _at_clock(day: str, match: re.Match[str], said: str) -> Meanings:
    moment = f"{day}T{_clock(*match.group(2, 3, 4, 6))}"
    if moment.endswith("T24:00:00") and reads(day):
        yield f"{_next_day(day)}T00:00:00", "for midnight, when the next day begins"
    dropped = f"without {match[5]} of a second" if match[5] else ""
    yield moment + _offset(match[7]), ", ".join(filter(None, (said, dropped)))
    if match[3] and not reads(moment):
        yield day, "without the time"


def _clock(hour: str, minute: str | None, second: str | None, half: str | None) -> str:
    hours = int(hour)
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half == "p" else 0)
    return f"{hours:02}:{minute or '00'}:{second or '00'}"


def _offset(zone: str | None) -> str:
    if not zone or zone[0] not in "+-":
        return "Z" if zone else ""
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{zone[0]}{hours.zfill(2)}:{minutes}"


def _next_day(day: str) -> str:
    year, month, number = map(int, day.rsplit("-", 2))
    return "{:04}-{:02}-{:02}".format(*civil(ordinal(year, month, number) + 1))


def _units(text: str) -> Meanings:
    """Decades, centuries and parts of a year."""
    if match := re.fullmatch(r"(?:the )?(\d{3})0'?s", text):
        if match[1][2] == "0":
            yield f"{match[1][:2]}XX", "for the hundred years"
        yield f"{match[1]}X", "for the ten years"
    if match := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)[ -](?:century|c\.?)", text):
        yield f"{int(match[1]) - 1:02}XX", ""
    for first, names in _PARTS:
        for code, name in enumerate(names, first):
            pattern = rf"{_JOIN}(?:{name}){_JOIN}(\d{{4}})|(\d{{4}}){_JOIN}(?:{name})"
            if match := re.fullmatch(pattern, text):
                yield f"{match[1] or match[2]}-{code}", ""


_SHORT_MONTHS: Final = tuple(name[:3].lower() for name in MONTHS)
_MONTH: Final = re.compile(rf"\b({'|'.join(_SHORT_MONTHS)})[a-z]*\.?(?![a-z])")
_NOISE: Final = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|the|of|on|in|year"
    r"|a\.?d\.?|c\.?e\.?)(?![a-z])\.?|[,()]|(?<=\d)(?:st|nd|rd|th)\b"
)


_ORDERS: Final = {
    "ym": "",
    "my": "",
    "ymd": "if the year stands first",
    "dmy": "if the day stands first",
    "mdy": "if the month stands first",
}


def _calendar(text: str) -> Meanings:
    """Year, month and day in any order, the month as a number or a name."""
    words = " ".join(_NOISE.sub(" ", text).split())
    named = _MONTH.sub(lambda name: f" m{_SHORT_MONTHS.index(name[1]) + 1:02} ", words).strip()
    if not re.fullmatch(r"-?[\dxm]+(?:[ ./-]+[\dxm]+)*", named):
        return
    sign, parts = "-" * (named[0] == "-"), re.findall(r"M?[\dX]+", named.upper())
    if len(parts) == 1:
        yield from _digits(named, era=bool(re.search(r"\b(?:a\.?d|c\.?e)\b", text)))
    names = [part for part in parts if part[0] == "M"]
    for order, meaning in _ORDERS.items() if len(names) < 2 else ():
        if len(order) != len(parts):
            continue
        slots = dict(zip(order, parts, strict=True))
        year, month, day = (slots.get(slot, "") for slot in "ymd")
        if (names and month[0] != "M") or len(month.lstrip("M")) > 2 or len(day) > 2:
            continue
        # Two digits are a year only behind a day and a month, or before them and hyphens.
        short = len(year) == 2 and len(order) == 3 and (order[0] != "y" or "-" in text)
        for century in ("20", "19") if short else ("",) if len(year) == 4 else ():
            rest = (f"-{part.lstrip('M').zfill(2)}" for part in (month, day) if part)
            yield f"{sign}{century}{year}{''.join(rest)}", meaning


def _digits(text: str, *, era: bool) -> Meanings:
    """One number: a day, a month or a year. Two digits may be anything, and are no year."""
    digits = text.lstrip("-")
    if not digits.isdigit():
        return
    if text[0] == "-" and len(digits) <= 4:
        yield f"-{digits.zfill(4)}", f"for {int(digits) + 1} BC"
        yield f"{'-' if int(digits) > 1 else ''}{int(digits) - 1:04}", f"for {digits} BC"
    elif len(digits) in (6, 8):
        yield f"{digits[:4]}-{digits[4:6]}-{digits[6:]}".rstrip("-"), ""
    elif len(digits) in (3, 4) or era:
        yield f"{int(digits):04}", ""
    elif len(digits) == 5:
        yield f"Y{text}", ""


def _no_such_day(text: str) -> Meanings:
    """What a date of the right shape may mean whose month or day there is not."""
    match = re.fullmatch(r"(-?[\dX]{4})-([\dX]{2})(?:-([\dX]{2}))?", text)
    if match is None:
        return
    year, month, day = match.groups()
    if day and month <= "12" and reads(f"{year}-{month}"):
        if day == "00":
            yield f"{year}-{month}", "for the whole month"
        if day > "28" and "X" not in day:
            days = (f"{year}-{month}-{length}" for length in (31, 30, 29, 28))
            yield next(filter(reads, days)), "for the last day"
        yield f"{year}-{month}-XX", "if the day is not known"
    else:
        yield f"{year}-{day}-{month}", "if month and day changed places"
        yield f"{year}-XX" if "X" in month else year, "if the month is not known"


# Several dates

_ONGOING: Final = ("present", "now", "today", "ongoing", "open", "..")
_BOUNDS: Final = (
    (r"(?:(?:on or )?before|by|until|till|up to|prior to|pre-?|\.\.|<=?) ?(.+)", "/{}", "[..{}]"),
    (r"(.+?) or (?:earlier|before)", "/{}", "[..{}]"),
    (r"(?:(?:on or )?after|since|from|not before|post-?|>=?) ?(.+)", "{}/..", "[{}..]"),
    (r"(.+?)(?: onwards?| or (?:later|after)| ?\.\.| ?-)", "{}/..", "[{}..]"),
)
_TWO_CLOCKS: Final = (
    rf"(?=.*(?::\d\d|[ap]\.?m))(.*?[\dx])(?:t|,? (?:at |from )?){_CLOCK}"
    rf" ?(-|/|to|until|till) ?{_CLOCK} ?({_ZONE})?"
)
_RANGE: Final = (
    r"between (.+) and (.+)|(?:from )?(.+?)(?: (?:-|to|until|till|through) | ?\.\. ?"
    r"| ?/ ?|(?<=\d{4})-(?=\d{4}\b|[a-z])|(?<=-\d\d-\d\d)-"
    r"|(?<=\d)-(?=\d\d? [a-z])|(?<=[a-z])-(?=\d\d? |[a-z]))(.+)"
)


def _not_known(text: str) -> Meanings:
    words = r"(?:date )?unknown|not known|no date|n[./]?[ad]\.?|none|null|tb[ad]|undated|unclear"
    if re.fullmatch(rf"{words}|\?+|-+", text):
        yield "unknown", ""


def _two_years(text: str) -> Meanings:
    """`1914-18`, where that is no more than fifty years, and `1743/4`."""
    match = re.fullmatch(r"(\d{4})(?:[-/](\d\d)|/(\d))", text)
    if match is None:
        return
    start, end, most = int(match[1]), match[2] or match[3], 50 if match[2] else 1
    last = start + (int(end) - start) % 10 ** len(end)
    if 0 < last - start <= most:
        yield f"{start:04}/{last:04}", f"for the years {start} to {last}"
        yield f"{start:04}-{end.zfill(2)}", "for that part of the year"


def _two_clocks(text: str) -> Meanings:
    """`09:00-11:00` behind a day: from one to the other, or the offset from UTC."""
    match = re.fullmatch(_TWO_CLOCKS, text)
    if match is None:
        return
    half, last_half, zone = match[6] or match[12], match[12], _offset(match[13])
    first = _clock(match[2], match[3], match[4], half)
    last = _clock(match[8], match[9], match[10], last_half)
    dropped = ", without the fractions of a second" if match[5] or match[11] else ""
    for day in (day for day in _dates(match[1]) if reads(f"{day}T00:00:00")):
        last_day = _next_day(day) if last < first else day
        yield f"{day}T{first}{zone}/{last_day}T{last}{zone}", f"{_LASTED}{dropped}"
        if match[7] == "-" and not (half or zone):
            yield f"{day}T{first}-{last[:5]}", f"if -{last[:5]} is its offset from UTC"


def _pieces(text: str) -> Meanings:
    """An interval or a set in EDTF of which a part does not read, or whose ends changed places."""
    if text[0] not in "[{" and "/" not in text:
        return
    choices: list[list[tuple[str, str]]] = []
    for piece in re.split(r" ?([\[\]{},/]|\.\.) ?", text):
        if piece in ("unknown", *_ONGOING):
            choices.append([("" if piece == "unknown" else "..", "")])
        elif piece in ("", "[", "]", "{", "}", ",", "/"):
            choices.append([(".." if piece == "/" and text[0] in "[{" else piece, "")])
        else:
            choices.append(_readable(_one(piece)))
    for found in islice(product(*choices), 16):
        whole = "".join(piece for piece, _ in found)
        yield whole, next((meaning for _, meaning in found if meaning), "")
        turned = re.sub(r"([^][{},/]+?)(/|\.\.)([^][{},/]+)", _turned, whole)
        yield turned, "if they changed places"


def _turned(span: re.Match[str]) -> str:
    """A span of which the ends changed places, if only then it reads."""
    start, joint, end = span.groups()
    return span[0] if reads(f"{start}/{end}") else f"{end}{joint}{start}"


def _range(text: str) -> Meanings:
    text = re.sub(r"([a-z]{3,}\.?) (\d+) ?- ?(\d+),? (\d{4})", r"\2 \1 \4 - \3 \1 \4", text)
    match = re.fullmatch(_RANGE, text)
    if match is None or re.fullmatch(r"[\d/.]{6,10}", text):
        return
    left, right = match[1] or match[3], match[2] or match[4]
    if right in _ONGOING:
        yield from ((f"{start}/..", "") for start in _dates(left))
    ends = _dates(right)
    if re.fullmatch(r"[\d-]+", left + right) and len(right) < len(left):
        ends = [left[: len(left) - len(right)] + right]
    for start, end in product(_completed(left, right), ends):
        if reads(f"{start}/{end}"):
            yield from ((f"{start}/{end}", _LASTED), (f"[{start}..{end}]", _ONCE))


def _completed(left: str, right: str) -> list[str]:
    """What the left of two dates may mean, with the year or month borrowed from the right one."""
    if re.search(r"\d{4}", left):
        return _dates(left)
    words = right.split()
    return _dates(f"{left} {' '.join(words[1:])}") or _dates(f"{left} {words[-1]}")


def _bounded(text: str) -> Meanings:
    for pattern, lasting, once in _BOUNDS:
        if match := re.fullmatch(pattern, text):
            for known in _dates(match[1]):
                yield lasting.format(known), "if it lasted"
                yield once.format(known), "if it happened once"


def _listed(text: str) -> Meanings:
    parts = [part for part in re.split(r" ?(?:,|;|&| and | or ) ?", text) if part]
    dates = [date for part in parts for date in (_dates(part) or _completed(part, parts[-1]))[:1]]
    if len(parts) > 1 and len(dates) == len(parts):
        yield f"{{{','.join(dates)}}}", "if it happened on each"
        yield f"[{','.join(dates)}]", "if it happened on one of them"


def _yearless(text: str) -> Meanings:
    """A day that names its month, or two numbers, without a year."""
    if re.search(r"\d{3}", text) or not re.search(r"\d\D+\d|[a-z]{3}", text):
        return
    for found in (found for joint in " -/" for found in _dates(f"{text}{joint}2021")):
        if re.fullmatch(r"2021-(0\d|1[012])(-\d\d)?", found):
            yield found, "with the year that is meant in front"
            yield found.replace("2021", "XXXX"), "if the year is not known"


_WAYS: Final = (
    _not_known,
    _two_years,
    _two_clocks,
    _one,
    _pieces,
    _range,
    _bounded,
    _listed,
    _yearless,
)
