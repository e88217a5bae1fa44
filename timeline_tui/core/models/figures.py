"""How a quantity is written (FORMAT section 6) and what it says. Knows no claim and no actor.

Nothing is invented: a bound that the text does not give stays None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline_tui.core.models import figure_mistakes
from timeline_tui.core.models.figure_mistakes import NUMBER, FigureError, number

PERCENT: Final = "percent"
WORDS: Final[Mapping[str, float]] = {
    "several": 3.0,
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 200.0,
    "thousands": 2000.0,
}
"""Words that give no more than a low bound."""

FIGURE_PATTERN: Final = (
    rf"^(~ ?)?(?:(<=|>=|<|>) ?)?({NUMBER})( ?%)?(?: ?[-–—] ?({NUMBER}))?( ?%)?(\+)?( ?%)?$"
)
"""A figure without words, in the syntax that Python and JSON Schema share."""

AMOUNT_PATTERN: Final = rf"^(~ ?)?({NUMBER})( ?%)?$"
"""A single number, likewise."""

_FIGURE: Final = re.compile(FIGURE_PATTERN)
_AMOUNT: Final = re.compile(AMOUNT_PATTERN)
_MAYBE_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of a figure that is written as a mapping."""

    value: float
    approximate: bool = False
    percent: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure as typed, its actor not yet looked up; `measure` is that of its parts too.

    Bounds that are None are not known; `text` keeps a word, or what the bounds do not tell.
    `notes` are sentences about what was read in one of two possible ways.
    """

    measure: str = ""
    of: str = ""
    low: float | None = None
    best: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str = ""
    text: str = ""
    including: tuple[FigureEntry, ...] = ()
    notes: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)
def read_figure(text: str) -> FigureEntry:
    """What a figure without a mapping says, of nobody yet. Raises `FigureError`."""
    body = text.strip()
    word = WORDS.get(body.lower())
    if word is not None:
        return FigureEntry(low=word, text=body)
    match = _FIGURE.fullmatch(body) if len(body) <= _LONGEST else None
    if match is None:
        raise figure_mistakes.explain(body, _reads)
    approximate, sign, first, inner, second, percent, plus, last_percent = match.groups()
    if (sign is not None) + (second is not None) + (plus is not None) > 1 or (approximate and sign):
        message = f"`{body}` has more signs than a figure can"
        raise FigureError(message, "Write one of `~20`, `16-20`, `800+`, `<20`")
    whole = "." not in first and not (inner or percent or last_percent)
    low, best, high = _bounds(sign, number(first), second, plus, whole=whole)
    return FigureEntry(
        low=low,
        best=best,
        high=high,
        approximate=approximate is not None,
        unit=PERCENT if inner or percent or last_percent else "",
        text="" if whole or sign not in ("<", ">") else body,
        notes=_notes(first, second),
    )


def _bounds(
    sign: str | None, value: float, second: str | None, plus: str | None, *, whole: bool
) -> tuple[float | None, float | None, float | None]:
    if second is not None:
        end = number(second)
        if end < value:
            raise FigureError(
                f"The range ends at {shown(end)}, below its start {shown(value)}",
                f"Write `{shown(end)}-{shown(value)}` if they changed places, "
                "or both numbers in full",
            )
        return value, None, end
    if plus or sign == ">=":
        return value, None, None
    if sign == "<=":
        return None, None, value
    # Strictly more or less moves a count by one; a share or a decimal has no next number.
    if sign == ">":
        return (value + 1 if whole else value), None, None
    if sign == "<":
        if value == 0:
            raise FigureError("No figure is below 0", "Write `0` for a count of zero")
        return None, None, (value - 1 if whole else value)
    return None, value, None


def read_amount(text: str) -> Amount:
    """A single number, as `low`, `best` and `high` take it: `~1500`. Raises `FigureError`."""
    body = text.strip()
    match = _AMOUNT.fullmatch(body) if len(body) <= _LONGEST else None
    if match is None:
        raise figure_mistakes.explain_amount(body, WORDS, _reads)
    return Amount(
        number(match[2]), match[1] is not None, match[3] is not None, _notes(match[2], None)
    )


def _notes(first: str, second: str | None) -> tuple[str, ...]:
    return tuple(
        f"`{written}` is read as {shown(number(written))}; "
        f"write `{written.replace('.', '')}` if thousands are meant"
        for written in (first, second)
        if written is not None and _MAYBE_THOUSANDS.fullmatch(written)
    )


def _reads(text: str) -> bool:
    try:
        read_figure(text)
    except FigureError:
        return False
    return True


def above_total(figure: FigureEntry) -> tuple[float, float] | None:
    """The least that the parts in `including` come to and the most that the total allows.

    None where the parts fit, or where either is not known.
    """
    total = figure.high if figure.high is not None else figure.best
    if total is None:
        return None
    parts = [
        part.low if part.low is not None else part.best
        for part in figure.including
        if part.unit == figure.unit
    ]
    least = sum(part for part in parts if part is not None)
    return (least, total) if least > total else None


def shown(value: float) -> str:
    """The number as it is read: no decimals where there are none."""
    return str(int(value)) if value.is_integer() else repr(value)
