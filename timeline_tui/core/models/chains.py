"""Attribution chains as typed, and what is cited of their elements (FORMAT section 4).

Whether brackets are a citation or belong to a name depends on what is declared: `loading.cited`
decides it, so here they stay with the name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Final

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, ValidationInfo
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.models.entry import SCALAR, STRICT, Entry
from timeline_tui.core.models.fields import Line, Listed, Ref, read_by, ref
from timeline_tui.core.models.shorthand import Date, elements
from timeline_tui.core.models.wording import named, refuse
from timeline_tui.core.reading import List, Text, placed

DEEPEST: Final = 20
"""Elements of a chain that may be typed in the long form."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Citation(Entry):
    """Where in a source something stands, when that piece of it appeared, and in which words."""

    noun: ClassVar[str] = "a source"

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


def _read_chain(value: Any, long_form: Any) -> Chain:
    """`report <- local-media`, or the long form of its first element, the rest under `from`."""
    if not isinstance(value, dict):
        return Chain(tuple([ref(element, value) for element in elements(value, "<-")]))
    depth, inner = 0, value.get("from")
    while isinstance(inner, dict):
        depth, inner = depth + 1, inner.get("from")
    if depth >= DEEPEST:  # all of it, as a part would have another origin
        message = f"This chain goes deeper than {DEEPEST} `from`"
        raise refuse("too-deep", message, "Write its end as text: `from: b <- c`")
    typed: Element = long_form(value)
    rest = typed.rest.elements if typed.rest else ()
    given = {field.name: getattr(typed, field.name) for field in dataclasses.fields(Citation)}
    citation = Citation.make(**given) if any(given.values()) else None
    return chain_of([(typed.source, citation), *rest])


class _ReadChain:
    """Marks a chain, typed as text or in the long form."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        long_form = handler.generate_schema(Element)
        return core_schema.no_info_wrap_validator_function(_read_chain, long_form)


def _read_source(value: Any) -> Ref:
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


_TEXT: Final[JsonSchemaValue] = {**SCALAR, "minLength": 1}
Chains = Annotated[tuple[Annotated[Chain, _ReadChain()], ...], Listed(), BeforeValidator(_rejoined)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Element(Citation):
    """An attribution chain: text such as `report <- local-media`, or its first element in full.

    `rest` is typed under `from`.
    """

    example: ClassVar[str] = "`report <- local-media` or `{source: report, at: p. 3}`"
    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = (_TEXT,)

    source: Annotated[str, read_by(_read_source, _TEXT)] = Field(
        description="The source or actor (id, name or alias)"
    )
    rest: Annotated[Chain, _ReadChain()] | None = Field(
        None, validation_alias="from", description="Whom it has it from: the rest of the chain"
    )
