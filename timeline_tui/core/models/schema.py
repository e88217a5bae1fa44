"""The JSON Schema of a timeline file, for the editor that a person types it in.

It only puts the entries' own schemas together; what a field accepts is said beside its validator.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from timeline_tui.core.models.entry import Entry
from timeline_tui.core.models.values import SECTIONS, Event, FileHead

_DESCRIBED: Final = {
    "locations": "Places by id; a bare text is the name",
    "actors": "Those who take part or are quoted, by id; a bare text is the name",
    "sources": "Publications and documents by id; a bare text is the name",
}


def json_schema() -> dict[str, Any]:
    """What a timeline file may hold, as an editor sees it (draft 7, which YAML editors know best).

    Editors have numbers and truth values where this program reads the text that was typed, so the
    schema accepts both.
    """
    mode: JsonSchemaMode = "validation"
    models: tuple[type[Entry], ...] = (FileHead, Event, *SECTIONS.values())
    adapters = [(model.__name__, mode, TypeAdapter[Any](model)) for model in models]
    _, defined = TypeAdapter.json_schemas(adapters, ref_template="#/definitions/{model}")
    definitions = defined["$defs"]
    file = definitions.pop(FileHead.__name__)
    for key, entry in SECTIONS.items():
        by_id = {"anyOf": [_reference(entry), {"type": "null"}]}
        section = {"type": ["object", "null"], "additionalProperties": by_id}
        file["properties"][key] = {"description": _DESCRIBED[key], **section}
    events = {"type": "array", "items": _reference(Event)}
    file["properties"]["events"] = {"description": "The chronology, in any order", **events}
    file["description"] = "A timeline: when what happened, and who says so"
    definitions["File"] = file
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Timeline file, format 1",
        "anyOf": [{"$ref": "#/definitions/File"}, events],
        "definitions": definitions,
    }


def _reference(entry: type[Entry]) -> dict[str, str]:
    return {"$ref": f"#/definitions/{entry.__name__}"}
