"""What all entries of a file have in common: absent keys, free `x-` keys, a short form as text.

It knows how an entry is read from plain data and described to an editor, but no single field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema
from typing_extensions import Self

from timeline_tui.core.models.unknown import unknown_key
from timeline_tui.core.models.wording import compact, named
from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading import Map, Refused, Text, placed
from timeline_tui.core.text import one_line

SCALAR: Final[JsonSchemaValue] = {"type": ["string", "number", "boolean"]}
"""What an editor takes a plain scalar for; this program reads each as the text that was typed."""

_KEEPS_LINES: Final = frozenset(("description", "note", "quote", "text", "claims"))
"""Keys of texts that may have several lines, a claim among them; all others stand on one."""

_set = object.__setattr__
_NO_FIELDS: Final[set[str]] = set()


@dataclass(slots=True)
class Findings:
    """What is found wrong, or worth a remark, while an entry is read.

    `excused` are keys that may be missing without a word, in the mapping at a place: an unknown key
    was meant for them, or they were refused; "" stands for all keys. `mended` are the places of
    mappings out of which something was dropped.
    """

    problems: dict[Problem, None] = field(default_factory=dict)
    excused: set[tuple[tuple[int, int], str]] = field(default_factory=set)
    mended: set[tuple[int, int]] = field(default_factory=set)

    def tell(self, at: Any, severity: Severity, code: str, message: str, hint: str = "") -> None:
        """Keep a problem of the value `at`."""
        line, column = getattr(at, "at", (1, 1))
        self.problems[Problem(severity, code, message, hint, "", line, column)] = None


def unset(default: Any, key: str) -> Any:
    """A field that nobody can type: as all keys with `x-` are set aside, none can be this alias."""
    return Field(default, validation_alias=f"x-{key}")


class Entry(BaseModel):
    """A mapping in the file. `extras` are its keys that begin with `x-`, their values as text.

    `bare` is the key that a text in place of the mapping stands for; `short_forms` is what else may
    stand there, as JSON Schema. `noun` and `example` name the entry in messages, `expected` are the
    keys that it should have and is shown without, `pair` the two that `a: b` may stand for. `keys`
    are those that a person may type, `beside` others that stand next to them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    noun: ClassVar[str] = "an entry"
    example: ClassVar[str] = ""
    bare: ClassVar[str] = ""
    short_forms: ClassVar[tuple[JsonSchemaValue, ...]] = ()
    expected: ClassVar[tuple[str, ...]] = ()
    pair: ClassVar[tuple[str, ...]] = ()
    beside: ClassVar[tuple[str, ...]] = ()
    keys: ClassVar[Mapping[str, None]] = {}
    defaults: ClassVar[Mapping[str, Any]] = {}

    extras: SkipJsonSchema[tuple[tuple[str, str], ...]] = unset((), "")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        names = ((name, _alias(name, info)) for name, info in cls.model_fields.items())
        cls.keys = {alias: None for _, alias in names if not alias.startswith("x-")}
        cls.defaults = {
            name: info.default for name, info in cls.model_fields.items() if not info.is_required()
        }

    @classmethod
    def make(cls, **fields: Any) -> Self:
        """An entry with these fields, unchecked; the others have their defaults."""
        return cls._of({**cls.defaults, **fields})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed, unchecked."""
        return self._of({**self.__dict__, **(update or {})})

    @classmethod
    def _of(cls, fields: dict[str, Any]) -> Self:
        # Pydantic's own way keeps a set of the fields that were given, which takes more memory
        # than the fields and is never asked for.
        made = cls.__new__(cls)
        _set(made, "__dict__", fields)
        _set(made, "__pydantic_fields_set__", _NO_FIELDS)
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made

    @model_validator(mode="before")
    @classmethod
    def _prepare(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, Text) and cls.bare:
            return cls._cleaned(_as_map({cls.bare: data}, data), info)
        if type(data) is Map:
            keys = cls.keys
            for key, value in data.items():
                if value is None or key not in keys:
                    return cls._cleaned(data, info)
                kind = type(value)
                if kind is Text:
                    if ("\n" in value or "\t" in value) and key not in _KEEPS_LINES:
                        return cls._cleaned(data, info)
                elif kind is Refused:
                    return cls._cleaned(data, info)
        return data

    @classmethod
    def _cleaned(cls, data: Map, info: ValidationInfo) -> Map:
        """The mapping without absent and unknown keys, its `x-` keys set apart as one, the texts of
        one line on one."""
        findings: Findings = info.context if info.context is not None else Findings()
        kept: dict[str, Any] = {}
        extras: list[tuple[str, str]] = []
        unknown: list[Text] = []
        for key, value in data.items():
            if key.startswith("x-"):
                extras.append((str(key), compact(value)))
            elif key == "<<" or type(value) is Refused:
                findings.excused.add((data.at, "" if key == "<<" else key))
            elif key not in cls.keys:
                unknown.append(key)
            elif type(value) is Text and key not in _KEEPS_LINES:
                kept[key] = placed(one_line(value), value.at)
            elif value is not None:
                kept[key] = value
        if extras:
            kept["x-"] = tuple(extras)
        for key in unknown:
            meant, hint = unknown_key(cls, key, data)
            findings.tell(key, "error", "unknown-key", f"Unknown key {named(key)}", hint)
            findings.excused.add((data.at, meant))
        if len(unknown) == len(data):
            findings.excused.add((data.at, ""))
        return _as_map(kept, data)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        reference = handler(schema)
        described = handler.resolve_ref_schema(reference)
        required = tuple(described.get("required", ())) + cls.expected
        mapping: JsonSchemaValue = {"type": "object"}
        mapping["properties"] = {
            key: _property(value, key in required)
            for key, value in described["properties"].items()
            if key in cls.keys
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


def _alias(name: str, info: FieldInfo) -> str:
    return info.validation_alias if isinstance(info.validation_alias, str) else name


def _as_map(data: dict[Any, Any], like: Map | Text) -> Map:
    """`data` standing where `like` does."""
    made = Map(data)
    made.at = like.at
    return made


def or_absent(schema: JsonSchemaValue) -> JsonSchemaValue:
    """`schema` or an empty value, which means that the key is absent."""
    types = schema.get("type")
    if "anyOf" in schema:
        choices = [choice for choice in schema["anyOf"] if choice != {"type": "null"}]
        return {**schema, "anyOf": [*choices, {"type": "null"}]}
    if "enum" in schema or "const" in schema or types is None:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}


def _property(value: JsonSchemaValue, required: bool) -> JsonSchemaValue:
    """A field as an editor should offer it: no generated titles, no empty defaults to insert."""
    described = {key: item for key, item in value.items() if key not in ("title", "default")}
    if required:
        return described
    description = described.pop("description", "")
    return {"description": description, **or_absent(described)}
