"""What all entries of a file have in common: absent keys, free `x-` keys, a short form as text.

It knows how an entry is read from plain data and described to an editor, but no single field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, Final, Self

from pydantic import (
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema

from timeline_tui.core.models.unknown import unknown_key
from timeline_tui.core.models.wording import compact, named
from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading.tree import Edits, Map, Refused, Text, placed
from timeline_tui.core.text import one_line

SCALAR: Final[JsonSchemaValue] = {"type": ["string", "number"]}
"""What an editor takes a plain scalar for; this program reads each as the text that was typed.

Truth values are left out: an editor would offer `true` and `false` wherever text is typed.
"""

_NULL: Final = {"type": "null"}
_ABSENT: Final[JsonSchemaValue] = {"$ref": "#/definitions/Absent"}
ABSENT: Final[JsonSchemaValue] = {
    "description": "Empty, as if the key were not there",
    "not": {"description": "A value", "type": [*SCALAR["type"], "boolean", "array", "object"]},
}
"""An empty value; not as a type, because an editor would offer `null`."""

_KEEPS_LINES: Final = frozenset(("description", "note", "quote", "text", "claims"))
"""Keys of texts that may have several lines, a claim among them; all others stand on one."""

STRICT: Final = ConfigDict(extra="forbid", defer_build=True)
_DESCRIBED: Final[dict[object, tuple[Mapping[str, Any], Mapping[str, None]]]] = {}
_set = object.__setattr__


class Findings:
    """What is found wrong, or worth a remark, while an entry is read.

    `excused` are places of mappings with an unknown key or a refused value, which may have been
    meant for what is missing there; `edits` are what a person should write instead.
    """

    __slots__ = ("edits", "excused", "problems")

    def __init__(self, edits: Edits | None = None) -> None:
        self.edits = {} if edits is None else edits
        self.problems: dict[Problem, None] = {}
        self.excused: set[tuple[int, int]] = set()

    def tell(self, at: Any, severity: Severity, code: str, message: str, hint: str = "") -> None:
        """Keep a problem of the value `at`."""
        line, column = getattr(at, "at", (1, 1))
        self.problems[Problem(severity, code, message, hint, "", line, column)] = None


def unset(default: Any, key: str) -> Any:
    """A field that nobody can type: as all keys with `x-` are set aside, none can be this alias."""
    return Field(default, validation_alias=f"x-{key}")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Entry:
    """A mapping in the file. `extras` are its keys that begin with `x-`, their values as text.

    `bare` is the key that a text in place of the mapping stands for; `short_forms` is what else may
    stand there, as JSON Schema. `expected` are the keys that it should have and is shown without,
    `beside` keys that stand next to its own.

    Entries have slots and are no `BaseModel`s, because those take five times the memory.
    """

    bare: ClassVar[str] = ""
    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = ()
    expected: ClassVar[tuple[str, ...]] = ()
    beside: ClassVar[tuple[str, ...]] = ()

    extras: SkipJsonSchema[tuple[tuple[str, str], ...]] = unset((), "")

    @classmethod
    def make(cls, **fields: Any) -> Self:
        """An entry with these fields, unchecked; the others have their defaults."""
        made = cls.__new__(cls)
        for name, default in typable(cls)[0].items():
            _set(made, name, fields.get(name, default))
        return made

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """A copy with some fields changed, unchecked."""
        made = self.__new__(type(self))
        for name in typable(type(self))[0]:
            _set(made, name, update[name] if name in update else getattr(self, name))
        return made

    @model_validator(mode="before")
    @classmethod
    def _prepare(cls, data: Any, info: ValidationInfo) -> Any:
        if type(data) is Text and cls.bare:
            if ("\n" in data or "\t" in data) and cls.bare not in _KEEPS_LINES:
                data = placed(one_line(data), data.at)
            return {cls.bare: data}
        if type(data) is Map:
            if all(data.values()) and data.keys() <= typable(cls)[1].keys():
                kept = dict(data)  # Pydantic reads exact types in half the time
            else:
                kept = cls._cleaned(data, info.context or Findings())
            for key, value in kept.items():
                if type(value) is Text and ("\n" in value or "\t" in value):
                    kept[key] = value if key in _KEEPS_LINES else placed(one_line(value), value.at)
            return kept
        return data

    @classmethod
    def _cleaned(cls, data: Map, findings: Findings) -> dict[Any, Any]:
        """The mapping without absent and unknown keys, its `x-` keys set apart as one."""
        keys = typable(cls)[1]
        kept: dict[Any, Any] = {}
        extras = tuple((str(k), compact(value)) for k, value in data.items() if k.startswith("x-"))
        if extras:
            kept["x-"] = extras
        for key, value in data.items():
            if type(value) is Refused:
                findings.excused.add(data.at)
            elif key in keys:
                if value is not None:
                    kept[key] = value
            elif not key.startswith("x-"):
                findings.excused.add(data.at)
                hint = unknown_key((*keys, *cls.beside), str(key))
                findings.tell(key, "error", "unknown-key", f"Unknown key {named(key)}", hint)
        return kept

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        reference = handler(schema)
        described = handler.resolve_ref_schema(reference)
        required = tuple(described.get("required", ())) + cls.expected
        mapping: JsonSchemaValue = {"title": cls.__name__, "type": "object"}
        mapping["properties"] = {
            key: _property(value, key in required)
            for key, value in described["properties"].items()
            if key in typable(cls)[1]
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


def typable(entry: type[Entry]) -> tuple[Mapping[str, Any], Mapping[str, None]]:
    """The fields of an entry with their defaults, and the keys that a person may type in it."""
    if entry not in _DESCRIBED:
        infos: dict[str, Any] = {field.name: field.default for field in fields(entry)}
        defaults = {n: None if info.is_required() else info.default for n, info in infos.items()}
        keys = [info.validation_alias or name for name, info in infos.items()]
        _DESCRIBED[entry] = defaults, {key: None for key in keys if not key.startswith("x-")}
    return _DESCRIBED[entry]


def or_absent(schema: JsonSchemaValue) -> JsonSchemaValue:
    """`schema` or an empty value, which means that the key is absent."""
    if schema.get("type") == "object":
        return {**schema, "type": ["object", "null"]}
    return either(schema, _ABSENT)


def either(schema: JsonSchemaValue, other: JsonSchemaValue) -> JsonSchemaValue:
    """What `schema` or `other` accepts, described as `schema` is."""
    told = {key: item for key, item in schema.items() if key in ("description", "examples")}
    inner = {key: item for key, item in schema.items() if key not in told}
    choices = [c for c in inner.get("anyOf", [inner]) if c not in (other, _NULL)]
    return {**told, "anyOf": [*choices, other]}


def _property(value: JsonSchemaValue, required: bool) -> JsonSchemaValue:
    """A field as an editor should offer it: no generated titles, no empty defaults to insert."""
    described = {key: item for key, item in value.items() if key not in ("title", "default")}
    if not required:
        return or_absent(described)
    choices = [choice for choice in described.get("anyOf", ()) if choice != _NULL]
    return {**described, "anyOf": choices} if choices else described
