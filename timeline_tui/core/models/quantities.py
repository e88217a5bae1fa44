"""How a quantity is written (FORMAT section 6) and what it says. Knows no claim and no actor.

Nothing is invented: a bound that the text does not give stays None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from pydantic_core import PydanticCustomError

from timeline_tui.core.models.wording import refuse
from timeline_tui.core.text import cropped

PERCENT: Final = "percent"
WORDS: Final[Mapping[str, float]] = {
    "several": 3.0,
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 200.0,
    "thousands": 2000.0,
}
"""Words that give no more than a low bound."""

_NUMBER: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
)
FIGURE_PATTERN: Final = (
    rf"^(~ ?)?(?:(<=|>=|<|>) ?)?({_NUMBER})( ?%)?(?: ?[-–—] ?({_NUMBER}))?( ?%)?(\+)?( ?%)?$"
)
"""A figure without words, in the syntax that Python and JSON Schema share."""

AMOUNT_PATTERN: Final = rf"^(~ ?)?({_NUMBER})( ?%)?$"
"""A single number, likewise."""

_FIGURE: Final = re.compile(FIGURE_PATTERN)
_AMOUNT: Final = re.compile(AMOUNT_PATTERN)
_TWO_READINGS: Final = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9.])")
_IN_WORDS: Final = (
    (r"(?:about|around|roughly|nearly|some|c\.|ca\.|circa) (.+)", "~{}"),
    (r"(?:over|more than|above|at least|≥) ?(.+)|(.+) or more", "{}+"),
    (r"(?:up to|at most|no more than|≤) ?(.+)", "<={}"),
    (r"(?:under|below|fewer than|less than) (.+)", "<{}"),
    (r"(?:between |from )?(\S+ (?:to|and) \S+)", "{}"),
    (r"([0-9][0-9,]*) (?!hundred|thousand|[mb]illion|dozen|score)[^\W\d]\D*", "{}"),
)
_LONGEST: Final = 100
_LARGEST: Final = 2**53
"""From here on a float is not every whole number."""

_EXAMPLES: Final = (
    "Write a figure such as `16`, `~20`, `16-20`, `800+`, `<20` or `several`; "
    "the source's words go into `{text: …}`"
)


class Quantity(NamedTuple):
    """What a figure without a mapping says. `text` keeps a word, or what the bounds do not tell."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str = ""
    text: str = ""


class Amount(float):
    """One number of a figure that is written as a mapping."""

    __slots__ = ("approximate", "percent")
    approximate: bool
    percent: bool


def read_quantity(text: str) -> Quantity:
    """What a figure without a mapping says. Raises the error of a validator."""
    body = text.strip()
    if (word := WORDS.get(body.lower())) is not None:
        return Quantity(low=word, text=body)
    match = _FIGURE.match(body) if len(body) <= _LONGEST else None
    if match is None:
        raise _no_figure(body)
    about, sign, first, inner, second, percent, plus, last_percent = match.groups()
    if (sign is not None) + (second is not None) + (plus is not None) > 1 or (about and sign):
        message = f"`{body}` has more signs than a figure can"
        raise _bad(message, "Write one of `~20`, `16-20`, `800+`, `<20`")
    is_share = bool(inner or percent or last_percent)
    _refuse_two_readings(body, is_share=is_share)
    whole = "." not in first and not is_share
    low, best, high = _bounds(sign or plus, _number(first), second, whole=whole)
    unit = PERCENT if is_share else ""
    kept = "" if whole or sign not in ("<", ">") else body
    return Quantity(low, best, high, about is not None, unit, kept)


def read_amount(text: str) -> Amount:
    """A single number, as `low`, `best` and `high` take it: `~1500`, or a validator's error."""
    body = text.strip()
    match = _AMOUNT.match(body) if len(body) <= _LONGEST else None
    if match is None:
        hint = "Write each bound by itself, as in `{low: 16, high: ~20}`"
        raise _bad(f"`{cropped(body)}` is not one number", hint)
    _refuse_two_readings(body, is_share=match[3] is not None)
    amount = Amount(_number(match[2]))
    amount.approximate, amount.percent = match[1] is not None, match[3] is not None
    return amount


def shown(value: float) -> str:
    """The number as it is read: no decimals where there are none."""
    return str(int(value)) if value.is_integer() else repr(float(value))


Bounds = tuple[float | None, float | None, float | None]


def _bounds(sign: str | None, value: float, second: str | None, *, whole: bool) -> Bounds:
    if second is not None:
        end = _number(second)
        if end < value:
            message = f"The range ends at {shown(end)}, below its start {shown(value)}"
            hint = f"Write `{shown(end)}-{shown(value)}` if they changed places, or both in full"
            raise _bad(message, hint)
        return value, None, end
    # Strictly more or less moves a count by one; a share or a decimal has no next number.
    if sign == "<" and value == 0:
        raise _bad("No figure is below 0", "Write `0` for a count of zero")
    bounds: Mapping[str | None, Bounds] = {
        None: (None, value, None),
        "+": (value, None, None),
        ">=": (value, None, None),
        "<=": (None, None, value),
        ">": (value + whole, None, None),
        "<": (None, None, value - whole),
    }
    return bounds[sign]


def _number(written: str) -> float:
    value = float("".join(written.replace(",", "").split()))
    if value >= _LARGEST:
        hint = "Count it in a larger unit, as in `{best: 9, unit: billion}`"
        raise _bad(f"`{cropped(written)}` is too large to be kept exactly", hint)
    return value


def _refuse_two_readings(text: str, *, is_share: bool) -> None:
    """`3.000` is 3 to some and 3000 to others. The error offers both."""
    if is_share or not _TWO_READINGS.search(text):
        return
    # Three decimals become less, or one more.
    decimal = _TWO_READINGS.sub(lambda match: f"{float(match[0]):g}", text)
    decimal = _TWO_READINGS.sub(r"\g<0>0", decimal)
    thousands = _TWO_READINGS.sub(r"\1\2", text)
    message = f"`{cropped(text)}` can be read in two ways"
    raise _bad(message, f"Write `{decimal}`, or `{thousands}` for thousands")


def _bad(message: str, hint: str) -> PydanticCustomError:
    return refuse("bad-figure", message, hint)


def _no_figure(text: str) -> PydanticCustomError:
    message = f"`{cropped(text)}` is not a figure" if text else "The figure is empty"
    for pattern, written in _IN_WORDS:
        match = re.fullmatch(pattern, text.lower()) if len(text) <= _LONGEST else None
        amount = re.sub(" (?:to|and) ", "-", next(filter(None, match.groups()))) if match else ""
        if _FIGURE.match(figure := written.format(amount)):
            hint = f"Write `{figure}`, or `{{text: {text}}}` to keep the words"
            return _bad(message, hint)
    if text.lower() in ("none", "no", "nobody", "no one", "nil", "-", "–"):
        hint = "Write `0` for a count of zero; a denial goes into `claims` or `disputed_by`"
        return _bad(message, hint)
    return _bad(message, f"{_EXAMPLES}; leave out what is not known")
