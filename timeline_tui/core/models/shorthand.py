"""The short forms of dates, times, chains and links that a person may type (FORMAT 2 to 4).

Whether brackets in a chain are a citation or belong to a name depends on what is declared:
`loading.cited` decides it, so here they stay with the name.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Final

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetPydanticSchema, ValidationInfo
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from timeline_tui.core.dates import (
    DateError,
    DayTime,
    EdtfDate,
    parse_time,
    understand,
)
from timeline_tui.core.dates.edtf import strictly
from timeline_tui.core.models.entry import SCALAR, STRICT, Entry
from timeline_tui.core.models.fields import FILLED, Line, Listed, Pairs, References, read_by, ref
from timeline_tui.core.models.wording import LINK_TYPES, found, named, refuse
from timeline_tui.core.reading.tree import List, Text, placed
from timeline_tui.core.text import cropped, did_you_mean, one_line

# Dates and times


def read_date(value: object, info: ValidationInfo) -> EdtfDate:
    """EDTF or what can only mean one date, or a YAML list of dates, one of which it was."""
    try:
        date = _date_of(value)
    except DateError as error:
        raise refuse("bad-date", error.message, error.hint) from None
    if date.notes and info.context is not None:
        info.context.edits[getattr(value, "at", None)] = strictly(date.text)
        for note in date.notes:
            message, _, hint = note.partition("; ") if date.written else (note, "", "")
            message += " here" * message.endswith("..")  # the full stop would be a third dot
            code = "other-date" if date.written else "date-note"
            info.context.tell(value, "note", code, message, hint.capitalize())
    return date


@lru_cache(maxsize=4096)
def date_in(text: str) -> EdtfDate | None:
    """What a text says if it is a date."""
    try:
        return understand(text)
    except DateError:
        return None


def _date_of(value: object) -> EdtfDate:
    if isinstance(value, str):
        return understand(str(value))
    if isinstance(value, list) and all(isinstance(item, str | None) for item in value):
        items = (str(item) for item in value if item is not None)
        return understand(f"[{','.join(items)}]")  # it happened once, on one of them
    hint = "Write it as in 2021-07-26; quote what begins with a bracket"
    raise DateError(f"A date is text, not {found(value)}", hint)


_ONE_OF: Final[JsonSchemaValue] = {
    "description": "Dates, on one of which it was",
    "type": "array",
    "items": {"type": ["string", "integer", "null"]},
}
_DATES: Final[JsonSchemaValue] = {"anyOf": [SCALAR, _ONE_OF]}
Date = Annotated[
    EdtfDate, read_by(read_date, _DATES, core_schema.with_info_plain_validator_function)
]


def read_time(value: object, info: ValidationInfo) -> DayTime:
    """A clock time, two of them, or a part of the day (FORMAT section 2)."""
    if not isinstance(value, str):
        raise refuse("wrong-type", f"`time` takes text, not {found(value)}", "Write `time: 09:30`")
    try:
        return parse_time(str(value))
    except DateError as error:
        from timeline_tui.core.dates.hints import understood_time

        meant = understood_time(str(value))
        if not meant:
            raise refuse("bad-time", error.message, error.hint) from None
    if info.context is not None:
        info.context.edits[getattr(value, "at", None)] = meant
        message = f"{cropped(value)} is read as {meant}"
        info.context.tell(value, "note", "other-date", message, "Write it that way")
    return parse_time(meant)


_TIMES: Final[JsonSchemaValue] = {
    "anyOf": [{"enum": ["night", "morning", "afternoon", "evening"]}, SCALAR]
}
Time = Annotated[
    DayTime, read_by(read_time, _TIMES, core_schema.with_info_plain_validator_function)
]


# Chains of places, and how chains are joined


_SIGNS: Final = re.compile(r"[<‹] ?[-=–—]+|[-=–—]+ ?[>›]|[<>←→⟵⟶⇐⇒]")
_URL: Final = re.compile(r"\S*://\S*")
_JOINED: Final = {
    "<-": ("bad-chain", "source", "Write it as in `a <- b`, the publication first"),
    "<": ("bad-location", "place", "Write it as in `a < b`, the smallest first"),
}


def read_places(value: object) -> Text:
    """`Hairatan < Kaldar < Balkh`: a place and what it lies within, the smallest first."""
    elements(value, "<")
    return ref(one_line(str(value)), value)


def elements(value: object, sign: str) -> tuple[str, ...]:
    """What is joined by `sign`. What is cached should keep no place."""
    code, what, hint = _JOINED[sign]
    if not isinstance(value, str):
        raise refuse("wrong-type", f"A {what} is text, not {found(value)}", hint)
    text = str(value)
    elements = _split(text, sign)
    if not elements or not all(elements):
        raise refuse(code, f"{named(text)} is not joined by `{sign}`, or a {what} is missing", hint)
    return elements


@lru_cache(maxsize=16_384)
def _split(text: str, sign: str) -> tuple[str, ...]:
    """The texts between the signs; none where there are other arrows."""
    if sign == "<-":
        text = text.replace("←", sign)
    plain = _URL.sub("", text) if "://" in text and sign == "<-" else text
    if not {sign}.issuperset(_SIGNS.findall(plain)):
        return ()
    return tuple([one_line(part).strip() for part in text.split(sign)])


Locations = Annotated[tuple[Annotated[str, read_by(read_places, FILLED)], ...], Listed()]


# Links


def read_link_type(key: object) -> str:
    """One of LINK_TYPES, or a type of one's own, which begins with `x-`."""
    if isinstance(key, str) and (key in LINK_TYPES or key.startswith("x-")):
        return str(key)
    hint = did_you_mean(str(key), LINK_TYPES)
    raise refuse("bad-value", f"There is no kind of link {named(key)}", hint)


def _each(mapping: dict[str, tuple[Text, ...]]) -> tuple[tuple[str, Text], ...]:
    return tuple([(key, item) for key, items in mapping.items() for item in items])


_LinkType = Annotated[str, read_by(read_link_type, {"type": "string", "enum": list(LINK_TYPES)})]
Links = Annotated[tuple[tuple[str, str], ...], Pairs(_LinkType, References, _each, LINK_TYPES)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Citation(Entry):
    """Where in a source something stands, when that piece of it appeared, and in which words."""

    at: Line = Field("", description="Where in the source: p. 3, post 4711, f. 12v")
    date: Date | None = Field(None, description="When this piece of it appeared (EDTF)")
    url: Line = Field("", description="Where this piece can be read")
    archived: Line = Field("", description="Address of an archived copy of it")
    quote: Line = Field("", description="The words themselves")
    note: Line = Field("", description="The editor's own remark")


@dataclasses.dataclass(frozen=True, slots=True)
class Chain:
    """An attribution chain (FORMAT section 4): party ids, the publication first, the origin last.

    `reported` is the day it became known: the claim's or dispute's own date, else the one cited for
    the publication, else that of the publication; None where none is given. `cited` is what is
    cited of each party, () where nothing is.
    """

    parties: tuple[str, ...]
    reported: EdtfDate | None = None
    cited: tuple[Citation | None, ...] = ()

    @property
    def publication(self) -> str:
        return self.parties[0]

    @property
    def origin(self) -> str:
        return self.parties[-1]

    @property
    def attribution(self) -> tuple[object, ...]:
        """What makes it another chain than one with another report date."""
        return self.parties, self.cited

    @property
    def elements(self) -> tuple[tuple[str, Citation | None], ...]:
        """Each party with what is cited of it."""
        return tuple(zip(self.parties, self.cited or (None,) * len(self.parties), strict=True))


def chain_of(
    elements: Iterable[tuple[str, Citation | None]], reported: EdtfDate | None = None
) -> Chain:
    """The chain of parties with what is cited of each."""
    parties, cited = zip(*elements, strict=True)
    return Chain(parties, reported, cited if any(cited) else ())


@lru_cache(maxsize=16_384)
def _shared(text: Text, at: tuple[int, int]) -> Chain:
    # As `fields.ref`: a file names the same chains at the same places of its records.
    return Chain(tuple([ref(element, text) for element in elements(text, "<-")]))


def _read_chain(value: Any, long_form: Any) -> Chain:
    """`report <- local-media`, or the long form of its first element, the rest under `from`."""
    if type(value) is Text:
        return _shared(value, value.at)
    if not isinstance(value, dict):
        elements(value, "<-")  # which says what is wrong with it
    typed: Element = long_form(value)
    rest = typed.rest.elements if typed.rest else ()
    given = {field.name: getattr(typed, field.name) for field in dataclasses.fields(Citation)}
    citation = Citation.make(**given) if any(given.values()) else None
    return chain_of([(typed.source, citation), *rest])


def _chain_schema(_: object, handler: GetCoreSchemaHandler) -> CoreSchema:
    long_form = handler.generate_schema(Element)
    return core_schema.no_info_wrap_validator_function(_read_chain, long_form)


_Chain = Annotated[Chain, GetPydanticSchema(_chain_schema)]


def _read_source(value: Any) -> Text:
    """One element: the rest of the chain stands under `from`."""
    first, *rest = elements(value, "<-")
    if rest:
        hint = f"Write `source: {first}`, and the rest under `from`"
        raise refuse("bad-chain", f"{named(str(value))} is a chain, not one source", hint)
    return ref(first, value)


def _rejoined(value: Any, info: ValidationInfo) -> Any:
    """A list, as one item in it what a comma within brackets has split in several."""
    item: Any
    after: Any
    index = 0
    while type(value) is List and index < len(value) - 1:
        item, after = value[index : index + 2]
        is_open = type(item) is Text and item.count("(") > item.count(")")
        rest = value[index + 1 :] if is_open and type(after) is Text else ()
        if any(type(one) is Text and ")" in one for one in rest):
            # In place, so that what is found wrong in the list later is found at its index.
            value[index : index + 2] = [placed(f"{item}, {after}", item.at)]
            message = f"The comma in {named(value[index])} splits it in two; it is read as one"
            hint = f'Quote it: `"{value[index]}"`'
            if info.context is not None and ")" in after:
                info.context.tell(item, "warning", "comma-in-brackets", message, hint)
        else:
            index += 1
    return value


Chains = Annotated[tuple[_Chain, ...], Listed(), BeforeValidator(_rejoined)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Element(Citation):
    """An attribution chain: text such as `report <- local-media`, or its first element in full.

    `rest` is typed under `from`.
    """

    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = (FILLED,)

    source: Annotated[str, read_by(_read_source, FILLED)] = Field(
        description="The source or actor (id, name or alias)"
    )
    rest: _Chain | None = Field(
        None, validation_alias="from", description="Whom it has it from: the rest of the chain"
    )
