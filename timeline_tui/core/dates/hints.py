"""What a date in another notation may mean (FORMAT section 3 rule 7). It proposes; `edtf` decides.

English words only. It is asked only where a date does not read, and each proposal reads without a
note and drops nothing of what was typed but the name of a weekday.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from timeline_tui.core.dates.calendar import MONTHS
from timeline_tui.core.dates.edtf import reads
from timeline_tui.core.dates.errors import DateError

Meanings = Iterator[tuple[str, str]]
"""EDTF texts, each with what would make it the right one; whether they read is not yet known."""

_LONGEST: Final = 200
_MOST: Final = 6
_LASTED: Final = "if it lasted from one to the other"
_ONCE: Final = "if it happened once in between"
_EXAMPLES: Final = (
    "Write 2021-07-26, 2021-07 or 2021, a span as 2021-07-24/2021-07-25, or unknown; the source's "
    "own words go under date_text, a time without a day under time"
)
_DASHES: Final = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-")


def explained(text: str, error: DateError) -> DateError:
    """The grammar's error with what to write instead."""
    if error.hint:
        return error
    found = _proposals(text, error.column)
    return DateError(error.message, _hint(found), error.column, tuple(found))


def _hint(found: dict[str, str]) -> str:
    """`Write 2021-07 or …`, each date with its condition; a single one needs no "if"."""
    parts = [f"{date} {meaning}".rstrip() for date, meaning in found.items()]
    if not parts:
        return _EXAMPLES
    if len(parts) == 1:
        parts[0] = re.sub(" if .*", "", parts[0])
    if parts[-1].endswith("."):
        parts[-1] += " instead"  # the dots of EDTF and a full stop must not run together
    return f"Write {', '.join(parts[:-1])}{', or ' if parts[1:] else ''}{parts[-1]}"


@lru_cache(maxsize=4096)  # a file with one mistake mostly has it often
def _proposals(text: str, column: int) -> dict[str, str]:
    """What `text`, wrong at a column, may mean: what the first way to look at it finds."""
    if len(text) > _LONGEST:
        return {}
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).lower()
    plain = " ".join("".join(str(unicodedata.digit(c, c)) for c in plain).split())
    found = _readable(_of_the_wrong_part(text, column))
    for look in _WAYS:
        found = found or _readable(look(plain))
    return found


def _readable(meanings: Meanings) -> dict[str, str]:
    found: dict[str, str] = {}
    for date, meaning in meanings:
        if date not in found and len(found) < _MOST and reads(date):
            found[date] = meaning
    return found


def _of_the_wrong_part(text: str, column: int) -> Meanings:
    """In an interval or a set, what the part that does not read may mean, the rest as it is."""
    for part in re.finditer(r"[^][{},/.\s](?:[^][{},/.]|\.(?!\.))*", text):
        if part.start() <= column < part.end():
            loose = part[0].strip().lower()
            readings = _readable(_one(loose)) or _readable(_no_such_day(loose))
            for date, meaning in readings.items():
                whole = f"{text[: part.start()]}{date}{text[part.end() :]}".strip()
                yield re.sub(r"([,/]) ", r"\1", whole), meaning


# One date

_AROUND: Final = (
    (r"(?:about|around|circa|ca?\.?|approx\w*\.?|roughly|~) ?(.+)", "~"),
    (r"(?:possibly|perhaps|probably|maybe|presumably) (.+)", "?"),
    (r"(.+?) ?\(?\?\)?", "?"),
    (r"(.+?) ?(?:\?~|~\?)", "%"),
)
"""Words or signs round a date, and the sign of EDTF for them."""

_CLOCKS: Final = r"(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d)(?::00)?"
_CLOCK: Final = (
    r"(.+?)(?:t|,? (?:at )?)(\d\d?)(?:[:.](\d\d)(?::(\d\d))?)?(?: ?([ap])\.?m\.?)?"
    r" ?(z|utc|[+-]\d\d:?\d\d)?"
)
_WHOLE: Final = (
    (
        r"(?:date )?unknown|not known|no date|n[./]?[ad]\.?|none|null|tb[ad]|undated|\?+",
        "unknown",
        "",
    ),
    (r"((\d\d)\d\d)[-/](\d\d)", r"\1/\2\3", "for the years from one to the other"),
    (r"((\d{3})\d)/(\d)", r"\1/\2\3", "for the years from one to the other"),
    (r"(\d{4})/(\d)", r"\1-0\2", "for that part of the year"),
    (r"(?:the )?(\d\d)00'?s", r"\1XX", "for the hundred years"),
    (r"(?:the )?(\d{3})0'?s", r"\1X", "for the ten years"),
    (rf"{_CLOCKS}[-/](\d\d):?(\d\d)", r"\1T\2:00/\1T\3:\4:00", _LASTED),
    (rf"{_CLOCKS}-(\d\d):?(\d\d)", r"\1T\2:00-\3:\4", "if that is its offset from UTC"),
)
"""Patterns of a whole text, what each writes in EDTF, and what would make it the right one."""

_CODES: Final = {
    **{name: code for code, name in enumerate(("spring", "summer", "autumn", "winter"), 21)},
    **{name: code for code, name in enumerate(("q1", "q2", "q3", "q4"), 33)},
    "fall": 23,
}
_SHORT_MONTHS: Final = tuple(name[:3].lower() for name in MONTHS)
_MONTH: Final = re.compile(rf"\b({'|'.join(_SHORT_MONTHS)})[a-z]*\.?(?![a-z])")
_NOISE: Final = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|the|of|in|a\.?d|c\.?e)"
    r"(?![a-z])\.?|[,()]|(?<=\d)(?:st|nd|rd|th)\b"
)
_YEAR, _MONTH_PART, _DAY = r"(?P<year>\d{4}|\d\d)", r"M?(?P<month>\d\d?)", r"(?P<day>\d\d?)"
_ORDERS: Final = (
    (rf"(?P<year>\d{{4}}) {_MONTH_PART}", ""),
    (rf"{_MONTH_PART} (?P<year>\d{{4}})", ""),
    (rf"{_YEAR} {_MONTH_PART} {_DAY}", "if the year stands first"),
    (rf"{_DAY} {_MONTH_PART} {_YEAR}", "if the day stands first"),
    (rf"{_MONTH_PART} {_DAY} {_YEAR}", "if the month stands first"),
)


def _one(text: str) -> Meanings:
    """What one loosely written date may mean."""
    yield from _bare(text)
    for pattern, sign in _AROUND:
        if match := re.fullmatch(pattern, text):
            yield from (
                (f"{date}{sign}", said) for date, said in _bare(match[1]) if "/" not in date
            )


def _bare(text: str) -> Meanings:
    """The same without words or signs round it."""
    yield text.upper(), ""
    yield from _units(text)
    yield from _timed(text)
    if match := re.fullmatch(r"(.*?) ?(\d{1,4}) ?b\.?c\.?(?:e\.?)?", text):
        year = int(match[2])  # read as a date of 2000, of which the year becomes 0000 for 1 BC
        for same, said in _calendar(f"{match[1]} 2000".strip()):
            yield same.replace("2000", f"{'-' if year > 1 else ''}{year - 1:04}", 1), said
    yield from _calendar(text)


def _timed(text: str) -> Meanings:
    """A clock time behind a day, which has minutes or am or pm."""
    match = re.fullmatch(_CLOCK, text)
    if match is None or not (match[3] or match[5]):
        return
    hour, half, zone = int(match[2]), match[5], (match[6] or "").replace(":", "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = "Z" if zone[:1].isalpha() else f"{zone[:3]}:{zone[3:]}" if zone else ""
    for day, said in ((match[1], ""), *_calendar(match[1])):
        yield f"{day}T{hour:02}:{match[3] or '00'}:{match[4] or '00'}{offset}", said


def _units(text: str) -> Meanings:
    """What stands in a table, centuries and parts of a year."""
    for pattern, template, meaning in _WHOLE:
        if match := re.fullmatch(pattern, text):
            yield match.expand(template), meaning
    if match := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)[ -]century", text):
        yield f"{int(match[1]) - 1:02}XX", ""
    if match := re.fullmatch(r"([a-z]+\d?)[ -](?:of )?(\d{4})|(\d{4})[ -]([a-z]+\d?)", text):
        yield f"{match[2] or match[3]}-{_CODES.get(match[1] or match[4], '')}", ""


def _calendar(text: str) -> Meanings:
    """Year, month and day in any order, the month as a number or a name."""
    words = _MONTH.sub(
        lambda name: f" M{_SHORT_MONTHS.index(name[1]) + 1:02} ", _NOISE.sub(" ", text)
    )
    if re.fullmatch(r"\d{3,5}|\d{6}|\d{8}", plain := words.strip()):
        yield f"Y{plain}" if len(plain) == 5 else plain.zfill(4), ""
        yield f"{plain[:4]}-{plain[4:6]}-{plain[6:]}".rstrip("-"), ""
    for order, meaning in _ORDERS:
        match = re.fullmatch(order, " ".join(re.split(r"[ ./-]+", plain)))
        if match is not None:
            year, *rest = (match.groupdict("").get(name, "") for name in ("year", "month", "day"))
            behind = "".join(f"-{part.zfill(2)}" for part in rest if part)
            for century in ("20", "19") if len(year) == 2 else ("",):
                yield f"{century}{year}{behind}", meaning


def _no_such_day(text: str) -> Meanings:
    """What a date of the right shape may mean whose month or day there is not."""
    match = re.fullmatch(r"(-?[\dX]{4})-([\dX]{2})(?:-([\dX]{2}))?", text.upper())
    if match is None:
        return
    year, month, day = match.groups()
    if day and reads(f"{year}-{month}-XX"):
        if day > "28":
            days = (f"{year}-{month}-{last}" for last in (31, 30, 29, 28))
            yield next(filter(reads, days)), "for the last day"
        yield f"{year}-{month}-XX", "if the day is not known"
    else:
        yield f"{year}-{day}-{month}", "if month and day changed places"
        yield year, "if the month is not known"


# Several dates

_BOUNDS: Final = (
    (r"(?:(?:on or )?before|by|until|till|up to|<=?) ?(.+)", "/{}", "[..{}]"),
    (r"(?:(?:on or )?after|since|from|>=?) ?(.+)", "{}/..", "[{}..]"),
    (r"(.+?)(?: onwards?| or (?:later|after))", "{}/..", "[{}..]"),
    (r"(.+?)(?: ?-| to| until) ?(?:present|now|today|ongoing)", "{}/..", "{}/.."),
)
_JOINTS: Final = r" ?(?:-|/|\.\.) ?| (?:to|until|till|through) "


def _spans(text: str) -> Meanings:
    text = re.sub(r"([a-z]{3,}) (\d+) ?- ?(\d+),? (\d{4})", r"\2 \1 \4 - \3 \1 \4", text)
    if match := re.fullmatch("between (.+) and (.+)", text):
        text = " to ".join(match.groups())
    text = text.removeprefix("from ")
    for joint in sorted(re.finditer(_JOINTS, text), key=lambda joint: joint[0] == "-"):
        left, right = text[: joint.start()], text[joint.end() :]
        if re.fullmatch(r"[\d-]+", left + right) and len(right) < len(left):
            right = left[: -len(right)] + right
        ends = list(product(_completed(left, right), _readable(_one(right))))
        for start, end in ends:
            if reads(f"{start}/{end}"):
                yield from ((f"{start}/{end}", _LASTED), (f"[{start}..{end}]", _ONCE))
            yield f"{end}/{start}", "if they changed places"
        if ends:
            return


def _completed(left: str, right: str) -> dict[str, str]:
    """What the first of two dates may mean, with year or month borrowed from behind the other."""
    words = right.split()
    borrowed = (" ".join((left, *words[behind:])) for behind in range(1, len(words)))
    texts = (left,) if re.search(r"\d{4}", left) else (left, *borrowed)
    return next(filter(None, (_readable(_one(text)) for text in texts)), {})


def _bounded(text: str) -> Meanings:
    for pattern, lasting, once in _BOUNDS:
        if match := re.fullmatch(pattern, text):
            for known in _readable(_one(match[1])):
                yield lasting.format(known), "if it lasted"
                yield once.format(known), "if it happened once"


def _listed(text: str) -> Meanings:
    parts = [part for part in re.split(r" ?(?:,|;|&| and | or ) ?", text) if part]
    readings = [_completed(part, parts[-1]) for part in parts]
    if len(parts) > 1 and all(len(found) == 1 for found in readings):
        dates = [date for found in readings for date in found]
        yield f"{{{','.join(dates)}}}", "if it happened on each"
        yield f"[{','.join(dates)}]", "if it happened on one of them"


def _yearless(text: str) -> Meanings:
    """A day that names its month, or two numbers, without a year."""
    if not re.search(r"\d{3}", text) and re.search(r"\d\D+\d|[a-z]{3}", text):
        for found in _readable(_calendar(f"{text} 2021")):
            yield found, "with the year that is meant in front"
            yield found.replace("2021", "XXXX"), "if the year is not known"


_WAYS: Final[tuple[Callable[[str], Meanings], ...]] = (
    _one,
    _no_such_day,
    _spans,
    _bounded,
    _listed,
    _yearless,
)
