"""The `figures` of an event or a claim, from plain data to `Figure` (FORMAT section 6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Final, ForwardRef

from pydantic import (
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import PydanticCustomError

from timeline_tui.core.models.codes import Truth
from timeline_tui.core.models.entry import STRICT, Entry, unset
from timeline_tui.core.models.fields import Filled, Line, Listed, Pairs, Reference, read_by
from timeline_tui.core.models.wording import MEASURES, found, refuse
from timeline_tui.core.text import cropped, one_line

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
_FIGURE: Final = re.compile(
    rf"(~ ?)?(?:(<=|>=|<|>) ?)?({_NUMBER})( ?%)?(?: ?[-–—] ?({_NUMBER}))?( ?%)?(\+)?( ?%)?"
)
_AMOUNT: Final = re.compile(rf"(~ ?)?({_NUMBER})( ?%)?")
_TWO_READINGS: Final = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9.])")
_LONGEST: Final = 100
_EXAMPLES: Final = (
    "Write a figure such as `16`, `~20`, `16-20`, `800+`, `<20` or `several`; "
    "the source's words go into `{text: …}`, a denial into `claims`"
)


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Figure:
    """A figure without a mapping. Its `text` keeps a word, or what the bounds do not tell."""
    body = text.strip()
    if (word := WORDS.get(body.lower())) is not None:
        return Figure.make(low=word, text=body)
    match = _FIGURE.fullmatch(body) if len(body) <= _LONGEST else None
    groups = match.groups() if match else (None,) * 8
    about, sign, first, inner, second, percent, plus, last_percent = groups
    if first is None or len({sign, second, plus} - {None}) > 1 or (about and sign):
        message = f"`{cropped(body)}` is not a figure" if body else "The figure is empty"
        raise _bad(message, _EXAMPLES)
    is_share = bool(inner or percent or last_percent)
    _refuse_two_readings(body, is_share=is_share)
    whole = "." not in first and not is_share
    low, best, high = _bounds(sign or plus, _number(first), second, whole=whole)
    return Figure.make(
        low=low,
        best=best,
        high=high,
        approximate=about is not None,
        unit=PERCENT if is_share else "",
        text="" if whole or sign not in ("<", ">") else body,
    )


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
    return float("".join(written.replace(",", "").split()))


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


_QUANTITY: Final[JsonSchemaValue] = {"type": ["number", "string"], "minimum": 0}


def _read_bound(value: object) -> Figure:
    """A single number, as `low`, `best` and `high` take it, as a figure: `~1500`."""
    if not isinstance(value, str):
        raise refuse("wrong-type", f"A bound is a number, not {found(value)}", "Write `best: 16`")
    if len(value) > _LONGEST or not _AMOUNT.fullmatch(value.strip()):
        hint = "Write each bound by itself, as in `{low: 16, high: ~20}`"
        raise _bad(f"`{cropped(value.strip())}` is not one number", hint)
    return _from_text(str(value))


def _one_figure(value: Any, handler: ValidatorFunctionWrapHandler) -> Figure:
    """The figure of a text or of a mapping."""
    # What is cached should keep no place.
    figure: Figure = _from_text(str(value)) if isinstance(value, str) else handler(value)
    return figure


def _measured(figure: Figure, measure: str) -> Figure:
    """The figure and its parts as ones of this measure."""
    parts = tuple([_measured(part, measure) for part in figure.including])
    return figure.model_copy(update={"measure": measure, "including": parts})


def _parts(parts: dict[str, Figure]) -> tuple[Figure, ...]:
    """The figures, each of the actor that it stands under."""
    return tuple([part.model_copy(update={"of": actor}) for actor, part in parts.items()])


def _flatten(figures: dict[str, list[Figure]]) -> tuple[Figure, ...]:
    return tuple(
        [
            _measured(figure, one_line(measure))
            for measure, items in figures.items()
            for figure in items
        ]
    )


_Bound = Annotated[float, read_by(_read_bound, _QUANTITY)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Figure(Entry):
    """A quantity as one claimant gives it (FORMAT section 6). A bound that is None is not known."""

    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = (_QUANTITY,)

    measure: SkipJsonSchema[str] = unset("", "measure")
    low: _Bound | None = Field(None, description="The least it can be")
    best: _Bound | None = Field(None, description="The likeliest number; `~1500` is approximate")
    high: _Bound | None = Field(None, description="The most it can be")
    of: Reference | None = Field(None, description="The actor whose people are counted")
    approximate: Truth = Field(False, description="Whether the numbers are rough")
    unit: Line = Field("", description="What is counted, where not people: percent, km²")
    text: Line = Field("", description="The source's own words")
    including: Annotated[
        tuple[Figure, ...],
        Pairs(Reference, Annotated[ForwardRef("Figure"), WrapValidator(_one_figure)], _parts),
    ] = Field((), description="Parts of this figure, by the actor they count")

    @field_validator("including")
    @classmethod
    def _within_total(cls, parts: tuple[Figure, ...], info: ValidationInfo) -> tuple[Figure, ...]:
        """The parts, with a warning where they come to more than the total allows."""
        bound = info.data.get("high") or info.data.get("best")
        total = bound and bound.best
        bounds = [part.best if part.low is None else part.low for part in parts]
        unit = info.data.get("unit")
        least = sum(
            bound for bound, part in zip(bounds, parts, strict=True) if bound and part.unit == unit
        )
        if total is not None and least > total and info.context is not None:
            message = (
                f"The parts under `including` come to {shown(least)}, "
                f"more than the total of {shown(total)}"
            )
            hint = "Check the numbers, unless the parts overlap"
            info.context.tell(parts[0].of, "warning", "including-above-total", message, hint)
        return parts

    @model_validator(mode="after")
    def _whole(self) -> Figure:
        typed: dict[str, Any] = {"low": self.low, "best": self.best, "high": self.high}
        read: list[Figure] = [*filter(None, typed.values())]
        bounds = {name: figure.best for name, figure in typed.items() if figure}
        for (first, lower), (second, upper) in pairwise(bounds.items()):
            if lower > upper:
                message = f"`{first}` {shown(lower)} is above `{second}` {shown(upper)}"
                raise refuse("bad-figure", message, "Write them so that low ≤ best ≤ high")
        if not (bounds or self.text or self.including):
            hint = "Write `low`, `best` or `high`, or the source's words as `text`"
            raise refuse("no-number", "The figure has no number", hint)
        approximate = self.approximate or any(figure.approximate for figure in read)
        unit = self.unit or next((figure.unit for figure in read if figure.unit), "")
        return self.model_copy(update={**bounds, "approximate": approximate, "unit": unit})


_Several = Annotated[list[Annotated[Figure, WrapValidator(_one_figure)]], Listed()]
Figures = Annotated[tuple[Figure, ...], Pairs(Filled, _Several, _flatten, MEASURES)]
