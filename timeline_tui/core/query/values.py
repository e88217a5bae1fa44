"""The values of terms, read by the kind of their field, with errors that say what to write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from timeline_tui.core.dates import DateError, EdtfDate, parse_date
from timeline_tui.core.dates.edtf import reads
from timeline_tui.core.dates.errors import quoted
from timeline_tui.core.query.fields import Field
from timeline_tui.core.query.syntax import Between, Bound, Duration, QueryError, Unit, Value
from timeline_tui.core.query.tokens import Token
from timeline_tui.core.text import did_you_mean

_NUMBER: Final = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,9})?", re.ASCII)
_QUANTITY: Final = re.compile(rf"{_NUMBER.pattern}%?", re.ASCII)
_DURATION: Final = re.compile(rf"({_NUMBER.pattern})([dwmy]?)", re.ASCII)
_UNITS: Final[dict[str, Unit]] = {"": "d", "d": "d", "w": "w", "m": "m", "y": "y"}
_JOINTS: Final = re.compile(r"\.\.|[/,]")
_DATES: Final = ("0001-01-01T01:01:01Z", "0002-12-20T20:20:20Z", "0000-00-00T00:00:00Z")
_DATE_ENDS: Final = (4, 7, 10, 19, 20)
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_OF_THE_FILE: Final = re.compile("date_text|under date|under time")


def is_number(text: str) -> bool:
    """Whether `text` reads as a number or as `low..high` of numbers."""
    ends = text.split("..")
    return len(ends) <= 2 and any(ends) and all(e == "" or _QUANTITY.fullmatch(e) for e in ends)


def read_value(field: Field, token: Token) -> Value:
    """The value of a term. Raises `QueryError`."""
    text, column = token.text, token.value_start + 1
    if field.kind == "choice":
        return _choice(field, text, column)
    reader = _READERS.get(field.kind)
    if reader is None:
        return text
    try:
        if ".." in text and "/" not in text and text[0] not in "[{":
            return _between(field, token, reader)
        return reader(text, column, field)
    except QueryError as error:
        raise QueryError(error.message, error.column, _in_year(error.hint, text)) from None


def _in_year(hint: str, text: str) -> str:
    """A hint whose examples are of the year that was typed, if one was."""
    year = _YEAR.search(text)
    return hint.replace("2021", year[0]) if year and "2021" not in text else hint


def accepts(field: Field, token: Token) -> bool:
    """Whether the operator and the value of a term go with a field, or may once it is typed."""
    if token.op not in field.ops:
        return False
    if not token.text.strip():
        return True
    try:
        read_value(field, token)
    except QueryError:
        return is_unfinished(field, token.text)
    return True


def is_unfinished(field: Field, text: str) -> bool:
    """Whether more typing can make a value of `text`, which is none yet."""
    if field.kind == "choice":
        return any(value.startswith(text.lower()) for value, _ in field.values)
    if field.kind == "date":
        return _is_unfinished_date(text)
    # A range may still be reversed only because its last number lacks digits.
    last = text.rpartition("..")[2]
    return any(_NUMBER.fullmatch(last + ending) for ending in ("1", "01", "001"))


def _is_unfinished_date(text: str) -> bool:
    *earlier, last = _JOINTS.split(text.lstrip("[{"))
    if not all(part == "" or reads(part) for part in earlier):
        return False
    if last in ("", ".") or (last[-1] == "." and reads(last[:-1])):
        return True
    if reads(last):
        return text[0] in "[{" and text[-1] not in "]}"
    wholes = [last + whole[len(last) :] for whole in _DATES]
    return any(reads(whole[:end]) for whole in wholes for end in _DATE_ENDS if end > len(last))


# Choices


def _choice(field: Field, text: str, column: int) -> str:
    names = [value for value, _ in field.values]
    folded = text.lower()
    for name in (folded, f"{folded}s", folded.removesuffix("s")):
        if name in names:
            return name
    message = f"`{field.name}:` has no value {quoted(text)}"
    raise QueryError(message, column, did_you_mean(folded, names))


# Numbers, lengths of time and dates


def _number(text: str, column: int, field: Field) -> float:
    """A number, with the `%` that a figure of the file may be typed with; it does not count."""
    if _QUANTITY.fullmatch(text) is None:
        hint = f"Write `{field.example}`, or a range as in `{field.name}:10..20`"
        raise QueryError(f"{quoted(text)} is not a number", column, hint)
    return float(text.replace(",", "").removesuffix("%"))


def _duration(text: str, column: int, field: Field) -> Duration:
    match = _DURATION.fullmatch(text.lower())
    if match is None:
        hint = "Write a number and d, w, m or y for days, weeks, months or years, as in `lag>7d`"
        raise QueryError(f"{quoted(text)} is not a length of time", column, hint)
    return Duration(float(match[1].replace(",", "")), _UNITS[match[2]])


def _date(text: str, column: int, field: Field) -> EdtfDate:
    try:
        date = parse_date(text)
    except DateError as error:
        hint = f"Write `{field.example}`" if _OF_THE_FILE.search(error.hint) else error.hint
        raise QueryError(error.message, column + error.column, hint) from None
    if date.is_undated:
        hint = "Write `is:undated` for the events without a date"
        raise QueryError(f"`{field.name}:` takes a date that is known", column, hint)
    if field.name == "asof" and date.latest is None:
        hint = "Write a day, a month or a year, as in `asof:2021-07-26`"
        raise QueryError("`asof:` takes a date that has an end", column, hint)
    return date


_READERS: Final[dict[str, Callable[[str, int, Field], Bound]]] = {
    "number": _number,
    "duration": _duration,
    "date": _date,
}


def _between(field: Field, token: Token, reader: Callable[[str, int, Field], Bound]) -> Between:
    column = token.value_start + 1
    name = field.name
    if not field.ordered or token.op not in (":", "="):
        hint = (
            f"Write `{name}:low..high`" if field.ordered else f"Write one, as in `{field.example}`"
        )
        message = f"A range does not go with `{name}{token.op}`"
        raise QueryError(message, column, hint)
    low_text, _, high_text = token.text.partition("..")
    if not low_text and not high_text:
        message = "The range has neither a start nor an end"
        raise QueryError(message, column, f"Write `{field.example}`")
    low = reader(low_text, column, field) if low_text else None
    high = reader(high_text, column + len(low_text) + 2, field) if high_text else None
    if _is_reversed(low, high):
        hint = f"Write `{name}{token.op}{high_text}..{low_text}`"
        raise QueryError(f"{high_text} comes before {low_text}", column, hint)
    return Between(low, high)


def _is_reversed(low: Bound | None, high: Bound | None) -> bool:
    match low, high:
        case EdtfDate(), EdtfDate():
            start, end = low.earliest, high.latest
            return start is not None and end is not None and end < start
        case Duration(), Duration():
            return high.days < low.days
        case ((int() | float()), (int() | float())):
            return high < low
    return False
