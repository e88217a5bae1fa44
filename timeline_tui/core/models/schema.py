"""The JSON Schema of a timeline file, for the editor that a person types it in.

It only puts the entries' own schemas together; what a field accepts is said beside its validator.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from timeline_tui.core.models.entry import ABSENT, Entry, or_absent
from timeline_tui.core.models.templates import IS_RULES, mapping_of, rules
from timeline_tui.core.models.values import SECTIONS, Event, FileHead

_DESCRIBED: Final = {
    "locations": "Places by id; a bare text is the name",
    "actors": "Those who take part or are quoted, by id; a bare text is the name",
    "sources": "Publications and documents by id; a bare text is the name",
}


def json_schema() -> dict[str, Any]:
    """What a timeline file may hold, as an editor sees it (draft 7, which YAML editors know best).

    Editors have numbers where this program reads the text that was typed, so the schema accepts
    both. It serves the rules of `timeline import` too: a file that has `event`, or says how a table
    is read, and has no `events`.
    """
    mode: JsonSchemaMode = "validation"
    models: tuple[type[Entry], ...] = (FileHead, Event, *SECTIONS.values())
    adapters = [(model.__name__, mode, TypeAdapter[Any](model)) for model in models]
    _, defined = TypeAdapter.json_schemas(adapters, ref_template="#/definitions/{model}")
    definitions = defined["$defs"]
    file = definitions.pop(FileHead.__name__)
    snippets = _snippets()
    for key, entry in SECTIONS.items():
        by_id = {"additionalProperties": or_absent(_definition(entry.__name__))}
        section = {"type": ["object", "null"], **by_id, "defaultSnippets": snippets.pop(key)}
        file["properties"][key] = {"description": _DESCRIBED[key], **section}
    listed = {"type": "array", "items": _definition(Event.__name__)}
    events = {"description": "The chronology, in any order", **listed}
    file["properties"]["events"] = {**events, "defaultSnippets": snippets.pop("events")}
    for name, offered in snippets.items():
        mapping_of(definitions[name])["defaultSnippets"] = offered
    file |= {"title": "Timeline", "description": "A timeline: when what happened, and who says so"}
    definitions |= {"File": file, "Absent": ABSENT, **rules(file["properties"], definitions)}
    mapping = {"if": IS_RULES, "then": _definition("Rules"), "else": _definition("File")}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:timeline-tui:timeline-1.schema.json",
        "title": "Timeline file, format 1",
        "if": {"type": "array"},
        "then": file["properties"]["events"],
        "else": mapping,
        "definitions": definitions,
    }


def _snippets() -> dict[str, list[dict[str, Any]]]:
    """What an editor offers to insert, before the keys that it offers at the same place."""
    text = Path(__file__).with_name("snippets.yaml").read_text(encoding="utf-8")
    return {
        place: [{**snippet, "sortText": f"!{snippet['label']}"} for snippet in snippets]
        for place, snippets in yaml.safe_load(text).items()
    }


def _definition(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}
