"""Plain data as the file's entries take it: text, one value or several, mappings with free keys.

Plain data is text, lists, mappings and None, which means "absent" (FORMAT section 1). Every type
carries its validator and the JSON Schema of what that takes, so an editor accepts what the program
does. Nothing here knows what a value means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from timeline_tui.core.text import cropped, one_line

_NO_ID = re.compile(r"[/<,\t\n]")
_BARE = re.compile(
    r"(?!(?:~|null|<<)$|-(?!\w))"  # absent, a merge key, a list item
    r"[^\s?:,\[\]{}#&*!|>'\"%@`]"  # what has no meaning at the start, then none within
    r"(?:[^,\[\]{}\n\t:#]|:(?=[\w/])|(?<=\S)#)*"
    r"(?<! )"
)

SCALAR: JsonSchemaValue = {"type": ["string", "number", "boolean"]}
"""What an editor takes a plain scalar for; this program reads each as the text that was typed."""


def refuse(code: str, message: str, hint: str) -> PydanticCustomError:
    """The error of a validator; `checking` makes it a `Problem` with this code and these words."""
    said = {"message": _whole(message), "hint": _whole(hint)}
    return PydanticCustomError(code, "{message}", said)


def _whole(text: str) -> str:
    """`text` without halves of characters, which no error can hold."""
    return text.encode(errors="replace").decode()


def compact(value: object) -> str:
    """Plain data on one line: a text as it is, lists and mappings in YAML's flow style, which reads
    as the same data again; "" for an absent value."""
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else _flow(value)


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        # A date set without its quotes, `{2021-07-24, 2021-07-25}`, is a mapping to nothing.
        pairs = [
            _scalar(key) if item is None else f"{_scalar(key)}: {_flow(item)}"
            for key, item in value.items()
        ]
        return f"{{{', '.join(pairs)}}}"
    return "~" if value is None else _scalar(str(value))


def _scalar(text: str) -> str:
    """In quotes where it would be read as something else without them."""
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def named(value: object) -> str:
    """`value` to be named in a message: short, and marked where it is text."""
    if isinstance(value, str):
        return f"`{cropped(value)}`"
    return found(value)


def found(value: object) -> str:
    """What kind of thing stands there, in the reader's words."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "nothing"


def or_absent(schema: JsonSchemaValue) -> JsonSchemaValue:
    """`schema` or an empty value, which means that the key is absent."""
    types = schema.get("type")
    if "anyOf" in schema:
        choices = [choice for choice in schema["anyOf"] if choice != {"type": "null"}]
        return {**schema, "anyOf": [*choices, {"type": "null"}]}
    if "enum" in schema or "const" in schema or types is None:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """Marks a value that `reader` makes of what was typed; `schema` says what may be typed.

    `reader` gets the validation's info as well where it `listens`.
    """

    reader: Callable[..., object]
    schema: JsonSchemaValue
    listens: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        if self.listens:
            return core_schema.with_info_plain_validator_function(self.reader)
        return core_schema.no_info_plain_validator_function(self.reader)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(self.schema)


# Text

Text = Annotated[str, WithJsonSchema(SCALAR)]
Filled = Annotated[
    str,
    StringConstraints(min_length=1),
    WithJsonSchema({**SCALAR, "minLength": 1}),
]

Sentence = Annotated[
    str,
    StringConstraints(pattern=r"\S"),
    WithJsonSchema({**SCALAR, "pattern": r"\S"}),
]


def read_id(text: str) -> str:
    """An id that other entries can name: `/`, `<` and `,` are signs of references."""
    if not text:
        raise refuse("bad-id", "An id is empty", "Write a name such as `kaldar`")
    sign = _NO_ID.search(text)
    if sign is not None:
        fixed = re.sub(r"[\s/<>,]+", "-", text).strip("-")
        hint = f"Write {named(fixed)}" if fixed else "Use letters, digits and `-`"
        what = "a tab or a line end" if sign[0].isspace() else "`/`, `<` or `,`"
        raise refuse("bad-id", f"The id {named(text)} has {what} in it", hint)
    return text


Id = Annotated[
    Filled,
    AfterValidator(read_id),
    WithJsonSchema({**SCALAR, "minLength": 1, "pattern": "^[^/<,]+$"}),
]


def as_list(value: object) -> list[object]:
    """A bare value as a list of one; empty items are absent."""
    if type(value) is list:
        return [item for item in value if item is not None] if None in value else value
    return [value]


def as_words(value: object) -> object:
    """As `as_list`, with each text on one line."""
    items = as_list(value)
    for item in items:
        if type(item) is str and ("\n" in item or "\t" in item):
            return [one_line(item) if type(item) is str else item for item in items]
    return items


@dataclass(frozen=True, slots=True)
class Listed:
    """Marks a tuple that a list, or one bare value, is read into."""

    reader: Callable[[object], object] = as_list

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.reader, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        array = handler(schema)
        item = array["items"]
        return {"anyOf": [item, {**array, "items": or_absent(item)}]}


Texts = Annotated[tuple[Filled, ...], Listed(as_words)]


# Mappings with free keys


def present(value: object) -> object:
    """A mapping without its absent keys. One that begins with `x-` is a key like the others here,
    where keys are data."""
    if type(value) is not dict or None not in value.values():
        return value
    return {key: item for key, item in value.items() if item is not None}


@dataclass(frozen=True, slots=True)
class Pairs:
    """Marks a tuple that `flatten` makes of a mapping; an editor offers the keys in `offered`."""

    key: Any
    value: Any
    flatten: Callable[[dict[str, Any]], tuple[object, ...]]
    offered: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        mapping = core_schema.dict_schema(
            handler.generate_schema(self.key), handler.generate_schema(self.value)
        )
        flat = core_schema.no_info_after_validator_function(self.flatten, mapping)
        return core_schema.no_info_before_validator_function(present, flat)

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
