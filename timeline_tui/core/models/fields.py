"""Kinds of fields: text, ids, references, one value or several, mappings with keys of one's own.

Each carries its validator and the JSON Schema of what that takes, so an editor accepts what the
program does. Nothing here knows what a value means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from timeline_tui.core.models.entry import SCALAR, Findings, or_absent
from timeline_tui.core.models.wording import named, refuse
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.tree import MOST_ITEMS, Refused, Text, placed
from timeline_tui.core.text import one_line

_NO_ID: Final = re.compile(r"[/<,\t\n]")


def ref(text: str, like: Any) -> Text:
    """A reference that stands where the value `like` does."""
    return _shared(text, like.at)


@lru_cache(maxsize=16_384)
def _shared(text: str, at: tuple[int, int]) -> Text:
    # A file names the same few at the same places of its records: a third of its memory.
    return placed(text, at)


def read_by(
    reader: Callable[..., object],
    schema: JsonSchemaValue,
    validator: Callable[..., CoreSchema] = core_schema.no_info_plain_validator_function,
) -> GetPydanticSchema:
    """Marks a value that `reader` makes of what was typed; `schema` says what may be typed."""
    return GetPydanticSchema(lambda *_: validator(reader), lambda *_: dict(schema))


# Text

FILLED: Final[JsonSchemaValue] = {**SCALAR, "minLength": 1}

Line = Annotated[str, WithJsonSchema(SCALAR)]
Filled = Annotated[str, StringConstraints(min_length=1), WithJsonSchema(FILLED)]
Sentence = Annotated[
    str, StringConstraints(pattern=r"\S"), WithJsonSchema({**SCALAR, "pattern": r"\S"})
]


def _filled(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if not value or value.isspace():
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value


def read_ref(value: Any) -> Text:
    """A reference to one entry."""
    return ref(one_line(_filled(value)), value)


def read_statement(value: object) -> Text:
    """What a claim says; it knows its place, which is the claim's."""
    return ref(_filled(value), value)


def read_id(value: object) -> Text:
    """An id that other entries can name: `/`, `<` and `,` are signs of references."""
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if problem := check_id(value):
        raise refuse(problem.code, problem.message, problem.hint)
    return ref(value, value)


def check_id(id: str) -> Problem | None:
    """What is wrong with the id under which an entry of a section stands, if anything."""
    if id.strip() and not _NO_ID.search(id):
        return None
    fixed = re.sub(r"[\s/<>,]+", "-", id).strip("-")
    message = f"The id {named(id)} has `/`, `<` or `,` in it, or a line end, or is empty"
    place = getattr(id, "at", (1, 1))
    return Problem("error", "bad-id", message, f"Write {named(fixed or 'kaldar')}", "", *place)


Reference = Annotated[str, read_by(read_ref, FILLED)]
Statement = Annotated[str, read_by(read_statement, {**SCALAR, "pattern": r"\S"})]
Id = Annotated[str, read_by(read_id, {**SCALAR, "minLength": 1, "pattern": "^[^/<,]+$"})]


# One or several


def as_list(value: object) -> list[Any]:
    """A bare value as a list of one; empty items are absent."""
    if not isinstance(value, list):
        return [value]
    return [item for item in value if item is not None and type(item) is not Refused]


@dataclass(frozen=True, slots=True)
class Listed:
    """Marks a tuple that a list, or one bare value, is read into."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        array = handler(schema)
        item = array["items"]
        return {"anyOf": [item, {**array, "items": or_absent(item)}]}


def _read_word(value: object) -> str:
    text = _filled(value)
    return one_line(text) if "\n" in text or "\t" in text else str(text)


Words = Annotated[tuple[Annotated[str, read_by(_read_word, FILLED)], ...], Listed()]
References = Annotated[tuple[Reference, ...], Listed()]


def _at_commas(value: object, info: ValidationInfo) -> object:
    """Words typed as `a, b` as a list of them (FORMAT section 8, Lists)."""
    if type(value) is not Text or "," not in value:
        return value
    words = [word.strip() for word in value.split(",") if word.strip()]
    if len(words) > MOST_ITEMS:
        return value
    if isinstance(info.context, Findings):
        info.context.edits[value.at] = words
        info.context.problems[list_problem(value, words)] = None
    return [placed(word, value.at) for word in words]


def list_problem(typed: Any, items: list[str]) -> Problem:
    """The note on a text with commas that is read as these items."""
    said = f"[{', '.join(f'{item!r}' if ',' in item else item for item in items)}]"
    message = f"{named(str(typed))} is read as a list of {len(items)}"
    return Problem("note", "list-in-text", message, f"Write {named(said)}", "", *typed.at)


Tags = Annotated[Words, BeforeValidator(_at_commas)]


# Mappings with keys of one's own


@dataclass(frozen=True, slots=True)
class Pairs:
    """Marks a tuple that `flatten` makes of a mapping; an editor offers the keys in `offered`."""

    key: Any
    value: Any
    flatten: Callable[..., tuple[object, ...]]
    offered: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        key, value = handler.generate_schema(self.key), handler.generate_schema(self.value)
        flat = core_schema.no_info_after_validator_function(
            self.flatten, core_schema.dict_schema(key, value)
        )
        return core_schema.no_info_before_validator_function(_present, flat)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        mapping = handler(schema)
        values = or_absent(mapping.pop("additionalProperties"))
        # Spelled out, because editors complete properties and not `propertyNames`.
        if self.offered:
            mapping["properties"] = dict.fromkeys(self.offered, values)
        if mapping.pop("propertyNames", None) is None:
            return {**mapping, "additionalProperties": values}
        return {**mapping, "patternProperties": {"^x-": values}, "additionalProperties": False}


def _present(value: object) -> object:
    """A mapping without its absent keys. `x-` keys are like the others where keys are data."""
    if not isinstance(value, dict):
        return value
    return {
        key: item
        for key, item in value.items()
        if item is not None and type(item) is not Refused and key != "<<"
    }


def one_each(mapping: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The pairs of a mapping to texts, each on one line."""
    return tuple((one_line(key), one_line(item)) for key, item in mapping.items())


Ids = Annotated[tuple[tuple[str, str], ...], Pairs(Filled, Filled, one_each)]
