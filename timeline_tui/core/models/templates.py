"""The JSON Schema of the rules by which `timeline import` makes events of a table.

They are templates: a timeline's entries, any value of which may have columns in it (`{date}`).
"""

from __future__ import annotations

from typing import Any, Final

from pydantic.json_schema import JsonSchemaValue

from timeline_tui.core.models.entry import SCALAR, either, or_absent
from timeline_tui.core.models.values import SECTIONS, Event
from timeline_tui.core.models.wording import TABLES

_READING: Final[dict[str, JsonSchemaValue]] = {
    "read": {"description": "The kind of table, where its name does not tell", "enum": [*TABLES]},
    "records": {"description": "Where the rows stand in a JSON file: $.events", **SCALAR},
    "sheet": {"description": "The sheet of a workbook; default: its first", **SCALAR},
    "delimiter": {"description": "What stands between two cells; default: found out", **SCALAR},
    "encoding": {"description": "As in utf-8 or cp1252; default: found out", **SCALAR},
    "dates": {"description": "How 07/08/2021 is read", "enum": ["day-first", "month-first"]},
}
_WHERE: Final[JsonSchemaValue] = {
    "description": "A regular expression for each column",
    "type": "object",
    "additionalProperties": SCALAR,
}
_EVENT: Final = {"$ref": "#/definitions/EventTemplate"}
_ROWS: Final = {"description": "Other templates for rows whose columns match", "type": "array"}

IS_RULES: Final[JsonSchemaValue] = {
    "type": "object",
    "anyOf": [
        # A list is one of events, whose key lacks its last letter.
        {"required": ["event"], "properties": {"event": {"type": ["object", "null"]}}},
        *({"required": [key]} for key in _READING),
    ],
    "not": {"required": ["events"]},
}
"""What tells rules from a timeline."""


def rules(
    file: dict[str, JsonSchemaValue], defined: dict[str, JsonSchemaValue]
) -> dict[str, JsonSchemaValue]:
    """The definitions for rules, made of the fields of a file and those of its entries."""
    fields = {key: or_absent(field) for key, field in _READING.items()}
    fields |= {"title": file["title"], "timezone": file["timezone"], "event": _EVENT}
    condition = _keys("Condition", {"where": _WHERE, "event": _EVENT}, "where", "event")
    fields["if"] = {**_ROWS, "items": condition}
    for key, entry in SECTIONS.items():
        shape = or_absent({"anyOf": [SCALAR, _templates(mapping_of(defined[entry.__name__]))]})
        fields[key] = {**file[key], "additionalProperties": shape}
    about = {"description": "How `timeline import` makes events of a table"}
    event = {"description": "The event that a row makes", **_templates(defined[Event.__name__])}
    return {
        "Rules": {**about, **_keys("Rules", fields, "event")},
        "EventTemplate": event,
        "Template": {"type": "string", "pattern": r"\{"},
    }


def _keys(title: str, fields: dict[str, JsonSchemaValue], *required: str) -> JsonSchemaValue:
    """A mapping that has these keys and no others."""
    shape = {"type": "object", "properties": fields, "additionalProperties": False}
    return {"title": title, **shape, "required": list(required)}


def mapping_of(definition: JsonSchemaValue) -> dict[str, Any]:
    """A definition without the short forms of its entry."""
    mapping: JsonSchemaValue = definition if "properties" in definition else definition["anyOf"][-1]
    return mapping


def _templates(mapping: JsonSchemaValue) -> JsonSchemaValue:
    """An entry whose values may be templates, none of which has to be there."""
    template = {"$ref": "#/definitions/Template"}
    fields = mapping["properties"].items()
    kept = {key: mapping[key] for key in ("title", "patternProperties", "additionalProperties")}
    properties = {key: either(field, template) for key, field in fields}
    return {**kept, "type": ["object", "null"], "properties": properties}
