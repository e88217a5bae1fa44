"""The values of terms: read by the kind of their field, with errors that say what to write."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Final, NamedTuple

from timeline_tui.core.dates import DateError, EdtfDate, Span, in_zone, span, understand
from timeline_tui.core.dates.times import MINUTE
from timeline_tui.core.query.fields import Field
from timeline_tui.core.query.syntax import QueryError, Token, quoted
from timeline_tui.core.text import cropped, did_you_mean

_INFINITE: Final = float("inf")
_NUMBER: Final = r"(-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,9})?)"
_QUANTITY: Final = re.compile(rf"{_NUMBER}([dwmy%]?)", re.ASCII)
_DAYS: Final = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}
_PARTS: Final = {"": 1, "%": 1}  # a figure of the file may be typed with a percent sign


class Limits(NamedTuple):
    """A value of an ordered field as it is written, with the lowest and highest that it means."""

    text: str
    span: Span = Span(-_INFINITE, _INFINITE)


def is_number(text: str) -> bool:
    """Whether `text` begins as a number or as `low..high` of numbers does."""
    match = _QUANTITY.fullmatch(text.removeprefix("..").split("..")[0])
    return match is not None and match[2] in _PARTS


def read_value(field: Field, token: Token) -> str:
    """The value of a term in the form in which it is kept. Raises `QueryError`."""
    text, column = token.text, token.value_start + 1
    if field.kind == "choice":
        return _choice(field, text, column)
    if field.kind not in ("date", "number", "days"):
        return text
    if _is_range(text) and not (field.ordered and token.op in (":", "=")):
        example = f"{field.name}:low..high" if field.ordered else field.example
        message = f"A range does not go with `{field.name}{token.op}`"
        raise QueryError(message, column, f"Write `{example}`")
    found = limits(field, text, column=column)
    if found.span.end < found.span.begin:
        low, _, high = text.partition("..")
        hint = f"Write `{field.name}{token.op}{high}..{low}`"
        raise QueryError(f"{high} comes before {low}", column, hint)
    return found.text


def _choice(field: Field, text: str, column: int) -> str:
    folded = text.lower()
    if field.name == "has" and folded.startswith("x-"):
        return text
    for name in (folded, f"{folded}s", folded.removesuffix("s")):
        if name in field.values:
            return name
    hint = did_you_mean(folded, tuple(field.values))
    raise QueryError(f"`{field.name}:` has no value {_shown(text)}", column, hint)


def limits(field: Field, text: str, zone: tzinfo | None = None, column: int = 1) -> Limits:
    """What a value of an ordered field or of a date means, as days or numbers; the clock times of
    a date as they are in `zone`. Raises `QueryError` for what stands at `column`."""
    if not _is_range(text):
        return _limits(field, text, zone, column)
    since, _, until = text.partition("..")
    if not since and not until:
        message = "The range has neither a start nor an end"
        raise QueryError(message, column, f"Write `{field.example}`")
    start = _limits(field, since, zone, column) if since else Limits("")
    end = _limits(field, until, zone, column + len(since) + 2) if until else Limits("")
    (low, _, first, _), (_, high, _, last) = start.span, end.span
    return Limits(f"{start.text}..{end.text}", Span(low, high, first, last))


def _is_range(text: str) -> bool:
    return ".." in text and "/" not in text and text[0] not in "[{"


def _limits(field: Field, text: str, zone: tzinfo | None, column: int) -> Limits:
    if field.kind == "date":
        return _date(field, text, zone, column)
    units = _DAYS if field.kind == "days" else _PARTS
    match = _QUANTITY.fullmatch(text.lower())
    if match is None or match[2] not in units:
        what, hint = "number", f"Write `{field.example}`, or a range as in `{field.name}:10..20`"
        if field.kind == "days":
            what = "length of time"
            hint = "Write a number and d, w, m or y (days, weeks, months, years), as in `lag>7d`"
        raise QueryError(f"{_shown(text)} is not a {what}", column, hint)
    number = float(match[1].replace(",", ""))
    plain = f"{number:.9f}".rstrip("0").rstrip(".")
    value = number * units[match[2]]
    return Limits(plain + (match[2] or "d" if field.kind == "days" else ""), Span(value, value))


def _date(field: Field, text: str, zone: tzinfo | None, column: int) -> Limits:
    try:
        date = understand(text)
    except DateError as error:
        hint = error.hint if error.suggestions else f"Write `{field.example}`"
        raise QueryError(error.message, column, hint) from None
    if date.is_undated:
        hint = "Write `is:undated` for the events without a date"
        raise QueryError(f"`{field.name}:` takes a date that is known", column, hint)
    if field.name == "asof" and date.latest is None:
        hint = "Write a day, a month or a year, as in `asof:2021-07-26`"
        raise QueryError("`asof:` takes a date that has an end", column, hint)
    return Limits(date.text, _meant(date if zone is None else in_zone(date, zone)))


def _meant(date: EdtfDate) -> Span:
    """The span of a date; a clock time lasts as long as it is written to: 09:30 one minute."""
    found = span(date)
    if date.kind != "point" or date.clock is None or found.last is None:
        return found
    digits = len(re.split("[Z+-]", date.clock.text)[0])
    lasts = 10 ** min(15 - digits, 6) if digits > len("09:30") else MINUTE
    return found._replace(last=found.last + lasts - 1)


def _shown(text: str) -> str:
    return quoted(cropped(text, 40))
