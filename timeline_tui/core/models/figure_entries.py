"""The `figures` of an event or a claim, from plain data to `FigureEntry` (FORMAT section 6).

It knows the mapping, the list and the short form of a figure; what a short form says is `figures`'.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, ClassVar, Final, ForwardRef

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue

from timeline_tui.core.models.codes import Truth
from timeline_tui.core.models.entry import STRICT, Entry
from timeline_tui.core.models.figure_mistakes import MEASURES, FigureError
from timeline_tui.core.models.figures import (
    AMOUNT_PATTERN,
    FIGURE_PATTERN,
    PERCENT,
    WORDS,
    Amount,
    FigureEntry,
    read_amount,
    read_figure,
    shown,
)
from timeline_tui.core.models.plain import Filled, Listed, Pairs, Read, Text, found, named, refuse
from timeline_tui.core.text import cropped, one_line

_NUMBER_SCHEMA: Final[JsonSchemaValue] = {"type": "number", "minimum": 0}


def _bound(value: object) -> Amount:
    if type(value) is not str:
        raise refuse("wrong-type", f"A bound is a number, not {found(value)}", "Write `best: 16`")
    try:
        return read_amount(value)
    except FigureError as error:
        raise refuse("bad-figure", error.message, error.hint) from None


Bound = Annotated[
    Amount,
    Read(_bound, {"anyOf": [_NUMBER_SCHEMA, {"type": "string", "pattern": AMOUNT_PATTERN}]}),
]


def _one_figure(value: object, handler: ValidatorFunctionWrapHandler) -> str | FigureInput:
    """A figure's text, known to read, where it is typed as text, else its mapping."""
    if type(value) is not str:
        figure: FigureInput = handler(value)
        return figure
    try:
        read_figure(value)
    except FigureError as error:
        raise refuse("bad-figure", error.message, error.hint) from None
    return value


def _parts(parts: dict[str, str | FigureInput]) -> tuple[tuple[str, str | FigureInput], ...]:
    return tuple((one_line(actor), part) for actor, part in parts.items())


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FigureInput(Entry):
    """A figure with its bounds, whom it counts, and the parts that it includes."""

    noun: ClassVar[str] = "a figure"
    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = (
        _NUMBER_SCHEMA,
        {"type": "string", "pattern": FIGURE_PATTERN},
        {"enum": list(WORDS)},
    )
    example: ClassVar[str] = "`16`, `~20` or `{of: civilians, low: 16, high: 20}`"

    of: Filled = Field("", description="The actor whose people are counted")
    low: Bound | None = Field(None, description="The least it can be")
    best: Bound | None = Field(None, description="The likeliest number; `~1500` is approximate")
    high: Bound | None = Field(None, description="The most it can be")
    approximate: Truth = Field(False, description="Whether the numbers are rough")
    unit: Text = Field("", description="What is counted, where not people: percent, km²")
    text: Text = Field("", description="The source's own words")
    including: Annotated[
        tuple[tuple[str, str | FigureInput], ...],
        Pairs(Filled, Annotated[ForwardRef("FigureInput"), WrapValidator(_one_figure)], _parts),
    ] = Field((), description="Parts of this figure, by the actor they count")

    @model_validator(mode="after")
    def _ordered(self) -> FigureInput:
        typed = (("low", self.low), ("best", self.best), ("high", self.high))
        bounds = [(name, bound.value) for name, bound in typed if bound is not None]
        for (first, lower), (second, upper) in pairwise(bounds):
            if lower > upper:
                message = f"`{first}` {shown(lower)} is above `{second}` {shown(upper)}"
                raise refuse("bad-figure", message, "Write them so that low ≤ best ≤ high")
        percent = any(bound is not None and bound.percent for _, bound in typed)
        if percent and self.unit not in ("", "%", PERCENT):
            message = f"A share in percent has no unit {named(self.unit)} as well"
            raise refuse("bad-figure", message, "Leave out the `%` or the `unit`")
        if not (bounds or self.text or self.including):
            hint = "Write `low`, `best` or `high`, or the source's words as `text`"
            raise refuse("no-number", "The figure has no number", hint)
        return self


def _value(bound: Amount | None) -> float | None:
    return None if bound is None else bound.value


def _entry(measure: str, of: str, figure: str | FigureInput) -> FigureEntry:
    if isinstance(figure, str):
        return _bare(measure, of, figure)
    amounts = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
    percent = any(bound.percent for bound in amounts)
    return FigureEntry(
        measure,
        of or figure.of,
        _value(figure.low),
        _value(figure.best),
        _value(figure.high),
        figure.approximate or any(bound.approximate for bound in amounts),
        figure.unit or (PERCENT if percent else ""),
        figure.text,
        tuple(_entry(measure, actor, part) for actor, part in figure.including),
        tuple(note for bound in amounts for note in bound.notes),
        figure.extras,
    )


@lru_cache(maxsize=4096)
def _bare(measure: str, of: str, text: str) -> FigureEntry:
    return replace(read_figure(text), measure=measure, of=of)


def _flatten(figures: dict[str, list[str | FigureInput]]) -> tuple[FigureEntry, ...]:
    return tuple(
        _entry(one_line(measure), "", figure)
        for measure, items in figures.items()
        for figure in items
    )


def _noted(figures: tuple[FigureEntry, ...], info: ValidationInfo) -> tuple[FigureEntry, ...]:
    """The figures; a list given as context receives those that there may be a remark about."""
    if info.context is not None:
        info.context.extend(figure for figure in figures if figure.notes or figure.including)
    return figures


def _uncut(figures: object) -> object:
    """The mapping; `{killed: 1,5}` has the key `5`, which no measure is called."""
    if type(figures) is dict:
        for (measure, before), (key, value) in pairwise(figures.items()):
            if value is None and type(before) is str and key.isdecimal():
                message = f"The comma splits {named(f'{before},{key}')} in two"
                hint = f"Write `{cropped(f'{measure}: {before}.{key}')}`"
                raise refuse("bad-figure", message, hint)
    return figures


_Several = Annotated[list[Annotated[FigureInput, WrapValidator(_one_figure)]], Listed()]
Figures = Annotated[
    tuple[FigureEntry, ...],
    Pairs(Filled, _Several, _flatten, MEASURES),
    BeforeValidator(_uncut),
    AfterValidator(_noted),
]
