"""What all entries of a file have in common: absent keys, free `x-` keys, a short form as text.

It knows how an entry is read from plain data and described to an editor, but no single field.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar, Final

from pydantic import ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema

from timeline_tui.core.models.plain import SCALAR, compact, or_absent
from timeline_tui.core.text import one_line

STRICT: Final = ConfigDict(extra="forbid", defer_build=True)

_KEEPS_LINES: Final = frozenset(("description", "note", "quote", "text", "claims"))
"""Keys of texts that may have several lines, a claim among them; all others stand on one."""

_EXTRAS: Final = "x-"
"""The key under which the free keys travel: none of a person's own can be it, as all are free."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Entry:
    """A mapping in the file. `extras` are its keys that begin with `x-`, their values as text.

    `bare` is the key that a text in place of the mapping stands for; `short_forms` is what else may
    stand there, as JSON Schema. `noun` and `example` name the entry in messages, `expected` are the
    keys that it should have and is shown without, `pair` the two that `a: b` may stand for.
    """

    noun: ClassVar[str] = "an entry"
    example: ClassVar[str] = ""
    bare: ClassVar[str] = ""
    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = ()
    expected: ClassVar[tuple[str, ...]] = ()
    pair: ClassVar[tuple[str, ...]] = ()

    extras: SkipJsonSchema[tuple[tuple[str, str], ...]] = Field(
        default=(), validation_alias=_EXTRAS
    )

    @model_validator(mode="before")
    @classmethod
    def _prepare(cls, data: Any) -> Any:
        if type(data) is str and cls.bare:
            data = {cls.bare: data}
        if type(data) is dict:
            for key, value in data.items():
                if value is None or key.startswith("x-"):
                    return cls._read_as_typed(data)
                several_lines = type(value) is str and ("\n" in value or "\t" in value)
                if several_lines and key not in _KEEPS_LINES:
                    return cls._read_as_typed(data)
        return data

    @classmethod
    def _read_as_typed(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The mapping without absent keys, its `x-` keys set apart, texts of one line on one."""
        known = known_keys(cls)
        # An unknown key stays even without a value: it is misspelt all the same.
        kept: dict[str, Any] = {
            key: one_line(value) if type(value) is str and key not in _KEEPS_LINES else value
            for key, value in data.items()
            if not key.startswith("x-") and (value is not None or key not in known)
        }
        kept[_EXTRAS] = tuple(
            (key, compact(value)) for key, value in data.items() if key.startswith("x-")
        )
        return kept

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        reference = handler(schema)
        described = handler.resolve_ref_schema(reference)
        required = tuple(described.get("required", ())) + cls.expected
        mapping: JsonSchemaValue = {"type": "object"}
        mapping["properties"] = {
            key: _property(value, key in required) for key, value in described["properties"].items()
        }
        mapping["patternProperties"] = {"^x-": {}}
        mapping["additionalProperties"] = False
        if required:
            mapping["required"] = list(required)
        description = described.get("description", "").partition("\n\n")[0]
        described.clear()
        described["description"] = description
        forms = cls.short_forms or ((SCALAR,) if cls.bare else ())
        described.update({"anyOf": [*forms, mapping]} if forms else mapping)
        return reference


def _property(value: JsonSchemaValue, required: bool) -> JsonSchemaValue:
    """A field as an editor should offer it: no generated titles, no empty defaults to insert."""
    described = {key: item for key, item in value.items() if key not in ("title", "default")}
    if required:
        return described
    description = described.pop("description", "")
    return {"description": description, **or_absent(described)}


def known_keys(entry: type[Entry]) -> tuple[str, ...]:
    """The keys that a person may type in this entry, `x-` keys aside."""
    keys: list[str] = []
    for field in fields(entry):
        info = field.default
        alias = info.validation_alias if isinstance(info, FieldInfo) else None
        if field.init and alias != _EXTRAS:
            keys.append(alias if isinstance(alias, str) else field.name)
    return tuple(keys)
