"""The `figures` of an event or a claim, from plain data to `Figure` (FORMAT section 6)."""

from __future__ import annotations

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

from timeline_tui.core.models.codes import Truth
from timeline_tui.core.models.entry import STRICT, Entry, unset
from timeline_tui.core.models.fields import Filled, Line, Listed, Pairs, Ref, Reference, read_by
from timeline_tui.core.models.quantities import (
    AMOUNT_PATTERN,
    FIGURE_PATTERN,
    PERCENT,
    WORDS,
    Amount,
    read_amount,
    read_quantity,
    shown,
)
from timeline_tui.core.models.wording import found, named, refuse
from timeline_tui.core.models.words import MEASURES
from timeline_tui.core.text import one_line

_NUMBER_SCHEMA: Final[JsonSchemaValue] = {"type": "number", "minimum": 0}


def _read_bound(value: object) -> Amount:
    if not isinstance(value, str):
        raise refuse("wrong-type", f"A bound is a number, not {found(value)}", "Write `best: 16`")
    return read_amount(value)


def _one_figure(value: Any, handler: ValidatorFunctionWrapHandler) -> Figure:
    """The figure of a text or of a mapping."""
    # What is cached should keep no place.
    figure: Figure = _from_text(str(value)) if isinstance(value, str) else handler(value)
    return figure


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Figure:
    return Figure.make(**read_quantity(text)._asdict())


def _measured(figure: Figure, measure: str) -> Figure:
    """The figure and its parts as ones of this measure."""
    parts = tuple([_measured(part, measure) for part in figure.including])
    return figure.model_copy(update={"measure": measure, "including": parts})


def _parts(parts: dict[Ref, Figure]) -> tuple[Figure, ...]:
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


_Bound = Annotated[
    float,
    read_by(
        _read_bound, {"anyOf": [_NUMBER_SCHEMA, {"type": "string", "pattern": AMOUNT_PATTERN}]}
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Figure(Entry):
    """A quantity as one claimant gives it (FORMAT section 6). A bound that is None is not known."""

    noun: ClassVar[str] = "a figure"
    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = (
        _NUMBER_SCHEMA,
        {"type": "string", "pattern": FIGURE_PATTERN},
        {"enum": list(WORDS)},
    )
    example: ClassVar[str] = "`16`, `~20` or `{of: civilians, low: 16, high: 20}`"

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
        high = info.data.get("high")
        total = info.data.get("best") if high is None else high
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
        typed = (("low", self.low), ("best", self.best), ("high", self.high))
        bounds = [(name, bound) for name, bound in typed if isinstance(bound, Amount)]
        for (first, lower), (second, upper) in pairwise(bounds):
            if lower > upper:
                message = f"`{first}` {shown(lower)} is above `{second}` {shown(upper)}"
                raise refuse("bad-figure", message, "Write them so that low ≤ best ≤ high")
        is_share = any(bound.percent for _, bound in bounds)
        if is_share and self.unit not in ("", "%", PERCENT):
            message = f"A share in percent has no unit {named(self.unit)} as well"
            raise refuse("bad-figure", message, "Leave out the `%` or the `unit`")
        if not (bounds or self.text or self.including):
            hint = "Write `low`, `best` or `high`, or the source's words as `text`"
            raise refuse("no-number", "The figure has no number", hint)
        return self.model_copy(
            update={
                **{name: float(bound) for name, bound in bounds},
                "approximate": self.approximate or any(bound.approximate for _, bound in bounds),
                "unit": self.unit or (PERCENT if is_share else ""),
            }
        )


_Several = Annotated[list[Annotated[Figure, WrapValidator(_one_figure)]], Listed()]
Figures = Annotated[tuple[Figure, ...], Pairs(Filled, _Several, _flatten, MEASURES)]
