"""What is wrong with a date that cannot be read, and what to write instead (FORMAT 3 rule 7).

It knows messages and how to rank proposals; the grammar comes to it as a predicate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from timeline_tui.core.dates.errors import DateError, Reads, propose, quoted
from timeline_tui.core.dates.notations import meanings, readings

_EXAMPLES: Final = (
    "Write 2021-07-26, 2021-07 or 2021, a span as 2021-07-24/2021-07-25, or unknown; "
    "the source's own words go under date_text"
)
_LASTED: Final = "if it lasted from one to the other"
_ONCE: Final = "if it happened once in between"
_EACH: Final = "if it happened on each"
_ONE: Final = "if it happened on one of them"
_DASHES: Final = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-")
_LONG_DASHES: Final = re.compile("[ ]*[\u2013\u2014\u2015][ ]*")
_NOT_KNOWN: Final = re.compile(
    r"(?:date )?unknown|not known|no date|n[./]?[ad]\.?|none|null|tb[ad]|undated|unclear|[?]+|-+",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|now|ago|last|next|this|earlier|later|recently|weekend"
    r"|same day|previous|following|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_ONGOING: Final = frozenset(("present", "now", "today", "ongoing", "open", "date", ".."))
_BETWEEN: Final = re.compile(r"between (.+) and (.+)", re.IGNORECASE)
_FROM_TO: Final = re.compile(
    r"(?:from )?(.+?)(?: - | to | until | till | through | thru | ?\.\. ?| ?/ ?)(.+)", re.IGNORECASE
)
_TIGHT: Final = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)-(\d{4}(?:-\d\d(?:-\d\d)?)?|[A-Za-z]+)")
_SHORT_YEARS: Final = re.compile(r"([0-9]{4})([-/])([0-9]{2})")
_RANGE: Final = re.compile(r" ?(?:/|\.\.) ?")
_BEFORE: Final = re.compile(
    r"(?:before|until|till|by|to|up to|no later than|not later than|earlier than|prior to"
    r"|on or before|pre-?|\.\.|<=?) ?(.+)"
    r"|(.+?) or (?:earlier|before)",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?:after|since|from|no earlier than|not before|later than|starting|on or after"
    r"|post-?|>=?) ?(.+)"
    r"|(.+?)(?: onwards?| or (?:later|after)| ?\.\.| ?-)",
    re.IGNORECASE,
)
_BOUNDS: Final = (
    (_BEFORE, "/{}", "[..{}]", "until then", "earlier"),
    (_AFTER, "{}/..", "[{}..]", "from then on", "later"),
)
_SEVERAL: Final = re.compile(r" ?(?:,|;|&| and | or ) ?", re.IGNORECASE)


# Texts in another notation


def explain(text: str, reads: Reads) -> DateError:
    """The error for a text that the grammar does not know at all."""
    if not text:
        return DateError("The date is empty", _EXAMPLES)
    if _NOT_KNOWN.fullmatch(text):
        return propose(f"{quoted(text)} is not a date", (("unknown", ""),))
    if len(text) <= 100:
        plain = _plain(text)
        found = _short_years(plain, reads) or _foreign_characters(text, plain, reads)
        found = found or _notation_error(plain, reads) or _one_bad_end(text, reads)
        found = found or _joined(text, plain, reads)
        if found is not None:
            return found
    if "/" in text:
        return _bad_end(text, reads)
    return _without_proposal(text, reads)


def explain_member(text: str, reads: Reads) -> DateError:
    """Like `explain` for a member of a set, which is a date or a range with `..`."""

    def reads_in_set(candidate: str) -> bool:
        return reads(f"[{candidate}]")

    if text == "unknown":
        return DateError("unknown stands alone, not in a set", "Leave it out of the set")
    ends = _RANGE.split(_plain(text[:100]))
    if len(ends) == 2:
        starts, stops = map(meanings, ends)
        ranges = ((f"{start}..{stop}", "") for start in starts for stop in stops)
        message = "A range in a set has .. between its two dates, no / and no blanks"
        found = _proposed(message, ranges, reads_in_set)
        if found is not None:
            return found
    return explain(text, reads_in_set)


def _plain(text: str) -> str:
    """`text` with ASCII digits, hyphens and single blanks, in NFKC, without invisible signs."""
    normal = unicodedata.normalize("NFKC", text).translate(_DASHES)
    visible = (c for c in normal if unicodedata.category(c) != "Cf")
    return " ".join("".join(str(unicodedata.digit(c, c)) for c in visible).split())


def _foreign_characters(text: str, plain: str, reads: Reads) -> DateError | None:
    if plain == text or not reads(plain):
        return None
    column = next((i for i, (a, b) in enumerate(zip(text, plain, strict=False)) if a != b), 0)
    character = text[column]
    name = unicodedata.name(character, "this character").lower()
    wanted = "the digits 0 to 9" if character.isdigit() else "hyphens, digits and the EDTF signs"
    return propose(f"Dates are written with {wanted}, not with {name}", ((plain, ""),), column)


def _proposed(
    message: str, candidates: Iterable[tuple[str, str]], reads: Reads
) -> DateError | None:
    """The error that proposes at most four of the candidates that are dates, if any is."""
    found: dict[str, str] = {}
    for candidate, meaning in candidates:
        if reads(candidate):
            found.setdefault(candidate, meaning)
    return propose(message, tuple(found.items())[:4]) if found else None


def _notation_error(plain: str, reads: Reads) -> DateError | None:
    """The first notation of one date that gives a readable proposal."""
    rest = re.sub(r" ?\[[A-Za-z]+/[A-Za-z_/]+\]$", "", plain)
    proposals = (_proposed(message, candidates, reads) for message, candidates in readings(rest))
    return next(filter(None, proposals), None)


def _short_years(plain: str, reads: Reads) -> DateError | None:
    """The error for `1914/18`, where that is no more than fifty years."""
    match = _SHORT_YEARS.fullmatch(plain)
    years = (int(match[3]) - int(match[1])) % 100 if match is not None else 0
    if match is None or not 0 < years <= 50:
        return None
    start, end = match[1], f"{int(match[1]) + years:04}"
    candidates = [(f"{start}/{end}", f"for the years {start} to {end}")]
    if match[3] <= "12" or match[2] == "-":
        part = "month" if match[3] <= "12" else "part"
        candidates.append((f"{start}-{match[3]}", f"for that {part} of the year"))
    return _proposed(
        "A span of years is written with both years in full and a /", candidates, reads
    )


# Several dates in one text


def _joined(text: str, plain: str, reads: Reads) -> DateError | None:
    if reads("".join(plain.split())):
        return propose("No blanks stand in a date", (("".join(plain.split()), ""),))
    ranged = _plain(_LONG_DASHES.sub(" - ", text))
    for pattern in (_BETWEEN, _TIGHT, _FROM_TO):
        for written in dict.fromkeys((plain, ranged)):
            match = pattern.fullmatch(written)
            found = _range(match[1], match[2], reads) if match is not None else None
            if found is not None:
                return found
    return _bounded(plain, reads) or _listed(plain, reads)


def _range(left: str, right: str, reads: Reads) -> DateError | None:
    if right.lower() in _ONGOING:
        message = "An open end is written as .. behind the /"
        return _proposed(message, ((f"{start}/..", "") for start in meanings(left)), reads)
    if "unknown" in (left.lower(), right.lower()):
        bare = [("" if end.lower() == "unknown" else end) for end in (left, right)]
        message = "An end that is not known is left empty"
        return _proposed(message, ((f"{bare[0]}/{bare[1]}", ""),), reads)
    ends = meanings(right)
    if re.fullmatch(r"[0-9-]+", left + right) and len(right) < len(left):
        ends = (left[: len(left) - len(right)] + right, *ends)
    elif clock := re.fullmatch(r"(.+)[T ][0-9.:]+ ?(?:[ap]\.?m\.?)?", left, re.IGNORECASE):
        ends += meanings(f"{clock[1]} {right}")
    starts = _completed(left, right)
    for start, end in ((start, end) for end in ends for start in starts):
        if reads(f"{start}/{end}"):
            message = "A span is written with a / between its two dates"
            both = ((f"{start}/{end}", _LASTED), (f"[{start}..{end}]", _ONCE))
            return _proposed(message, both, reads)
    return None


def _completed(left: str, right: str) -> tuple[str, ...]:
    """What the left of two dates may mean, with the year or month borrowed from the right one."""
    if re.search(r"\d{4}", left):
        return meanings(left)
    words = right.split()
    borrowed = (" ".join(words[1:]), words[-1] if words else "")
    return tuple(m for rest in borrowed for m in meanings(f"{left} {rest}")) + meanings(left)


def _bounded(plain: str, reads: Reads) -> DateError | None:
    for pattern, lasting, once, which, side in _BOUNDS:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        date = next(filter(None, match.groups()))
        known = next((meaning for meaning in meanings(date) if reads(meaning)), "")
        candidates = (
            (lasting.format(known), f"if it lasted {which}"),
            (once.format(known), f"if it happened once, then or {side}"),
        )
        if known:
            message = "A date with one bound has .. or nothing on its other side"
            return _proposed(message, candidates, reads)
    return None


def _listed(plain: str, reads: Reads) -> DateError | None:
    parts = [part for part in _SEVERAL.split(plain) if part]
    if len(parts) < 2:
        return None
    dates: list[str] = []
    for part in parts:
        dates += [m for m in _completed(part, parts[-1]) if reads(m)][:1]
    if len(dates) != len(parts):
        return None
    members = ",".join(dates)
    message = "Several dates stand in brackets, joined by commas"
    return _proposed(message, ((f"{{{members}}}", _EACH), (f"[{members}]", _ONE)), reads)


def _one_bad_end(text: str, reads: Reads) -> DateError | None:
    """The error for the one end of an interval that cannot be read but can be put right."""
    bad = [part for part in text.split("/") if part not in ("", "..") and not reads(part)]
    if text.count("/") != 1 or len(bad) != 1 or not re.search(r"[0-9]{4}", bad[0]):
        return None
    found = _bad_end(text, reads)
    return found if found.suggestions else None


def _bad_end(text: str, reads: Reads) -> DateError:
    """The error for an interval of which one part cannot be read."""
    parts = text.split("/")
    column = 0
    for part in parts:
        if part not in ("", "..") and not reads(part):
            before, after = text[:column], text[column + len(part) :]
            return explain(part, reads).moved(column).within(before, after).only(reads)
        column += len(part) + 1
    candidates = ((f"{parts[0]}/{parts[-1]}", _LASTED), (f"{{{','.join(parts)}}}", _EACH))
    message = "An interval has two ends, with one / between them"
    return _proposed(message, candidates, reads) or DateError(message, _EXAMPLES)


def _without_proposal(text: str, reads: Reads) -> DateError:
    plain = _plain(text[:100])
    yearless = _month_and_day(plain, reads)
    if yearless:
        known = (f"2021-{yearless}", "with the year that is meant in front")
        unknown = (f"XXXX-{yearless}", "if the year is not known")
        return propose(f"{quoted(text)} has no year", (known, unknown))
    if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", plain):
        return DateError(
            f"{quoted(text)} is a time without a day",
            f"Write the day, as in 2021-07-26, and {plain[:5].zfill(5)} under time",
        )
    if re.fullmatch(r"Y?-?[0-9]+(?:E[0-9]+|S[0-9]+)+", plain):
        return DateError(
            "Exponential years and significant digits are not supported",
            "Write the year in full, at most 12 digits, as in Y-170000000, 19XX or 1950~",
        )
    if _RELATIVE.search(plain) and not re.search(r"[0-9]{4}", plain):
        return DateError(
            f"{quoted(text)} depends on the day it was said",
            "Write the day that is meant, as in 2021-07-26, and keep the words under date_text",
        )
    return DateError(f"{quoted(text)} is not a date", _EXAMPLES)


def _month_and_day(plain: str, reads: Reads) -> str:
    """The month, or month and day, that a text without a year names; "" if it names none."""
    if re.search(r"[0-9]{3}", plain):
        return ""
    for joint in " -":
        for meaning in meanings(f"{plain}{joint}2021")[1:]:
            if re.fullmatch(r"2021-[0-9]{2}(-[0-9]{2})?", meaning) and reads(meaning):
                return meaning[5:]
    return ""
