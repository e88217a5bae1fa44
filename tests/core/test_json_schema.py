"""The JSON Schema for editors: it accepts what the program reads, and flags what it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from timeline_tui.core.models import EventEntry, FileHead, check, json_schema

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema()
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


class AsTyped(yaml.BaseLoader):
    """Reads scalars as the program does: as typed, and nothing where nothing is written."""

    def construct_scalar(self, node: Any) -> Any:
        absent = node.style is None and node.value in ("", "~", "null")
        return None if absent else super().construct_scalar(node)


class AsInEditor(yaml.SafeLoader):
    """Reads scalars as editors do (YAML 1.2 core): numbers, truth values, no dates."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern in (
    ("null", r"~|null|"),
    ("bool", r"true|false"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?"),
):
    AsInEditor.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None
    )


def is_of(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """Whether `value` is valid: as much of JSON Schema draft 7 as the schema makes use of."""
    known = {"$ref", "$schema", "title", "description", "definitions", "default", "type", "anyOf"}
    known |= {"enum", "pattern", "minLength", "minimum", "maximum", "items", "properties"}
    known |= {"patternProperties", "additionalProperties", "required"}
    assert set(schema) <= known
    if "$ref" in schema:
        return accepts(SCHEMA["definitions"][schema["$ref"].removeprefix("#/definitions/")], value)
    types = schema.get("type", list(TYPES))
    if not any(is_of(value, name) for name in ([types] if isinstance(types, str) else types)):
        return False
    if "anyOf" in schema and not any(accepts(choice, value) for choice in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str):
        long_enough = len(value) >= schema.get("minLength", 0)
        return long_enough and re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
    if isinstance(value, list):
        return all(accepts(schema.get("items", {}), item) for item in value)
    return not isinstance(value, dict) or accepts_mapping(schema, value)


def accepts_mapping(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    for key, item in value.items():
        rules = [schema["properties"][key]] if key in schema.get("properties", {}) else []
        patterns = schema.get("patternProperties", {}).items()
        rules += [rule for pattern, rule in patterns if re.search(pattern, key)]
        other = schema.get("additionalProperties", {})
        if not rules and other is False:
            return False
        if not all(accepts(rule, item) for rule in rules or [other]):
            return False
    return set(schema.get("required", ())) <= set(value)


@pytest.mark.parametrize("path", ["sample_events.yaml", "docs/examples/franklin-expedition.yaml"])
def test_the_examples_are_valid(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert accepts(SCHEMA, yaml.load(text, AsInEditor))
    data = yaml.load(text, AsTyped)
    head, problems = check(FileHead, data, lambda path, key: (1, 1))
    assert (head is not None, problems) == (True, ())
    for event in data["events"]:
        assert check(EventEntry, event, lambda path, key: (1, 1))[1] == ()


def test_a_file_may_be_a_bare_list_of_events() -> None:
    assert accepts(SCHEMA, [{"date": 2021, "title": "x"}])
    assert not accepts(SCHEMA, [{"date": 2021}])
    assert not accepts(SCHEMA, {"events": [{"date": 2021, "title": "x"}], "titel": "y"})


# Lines added to an event, which the program and an editor both take, or both do not.
EVENT_LINES = {
    "note:": True,
    "note: 16": True,
    "note: true": True,
    "note: [a]": False,
    "date: 2021": True,
    "date: 2021-07-26": True,
    "date: [2021-07-18..2021-07-25]": True,
    "date: [2021, 2022]": True,
    "date: {a: b}": False,
    "time: 09:30": True,
    "time: morning": True,
    "time: noon": False,
    "status: planned": True,
    "status:": True,
    "status: no": False,
    "id: 16": True,
    "id: a/b": False,
    "titel: x": False,
    "date_written: x": False,
    "extras: x": False,
    "x-own: {a: [b]}": True,
    "tags: a": True,
    "tags: [a, 1, ]": True,
    "tags: [a, [b]]": False,
    "tags: {a: b}": False,
    "location: Hairatan < Kaldar": True,
    "sources: [report <- a, b]": True,
    "actors: taliban": True,
    "actors: {actor: taliban, role: target, x-a: b}": True,
    "actors: {role: target}": False,
    "actors: [taliban, {actor: ana}]": True,
    "actors: [taliban, {actor: ana, rol: a}]": False,
    "figures: {killed: 16}": True,
    "figures: {killed: ~16, x-by: me}": True,
    "figures: {killed: 1.5}": True,
    "figures: {killed: -5}": False,
    "figures: {killed: 16-20, houses: several}": True,
    "figures: {killed: lots}": False,
    "figures: {killed: [16, 800+]}": True,
    "figures: {killed: {of: a, low: 3, high: ~20, approximate: true}}": True,
    "figures: {killed: {best: 16-20}}": False,
    "figures: {killed: {bst: 16}}": False,
    "figures: {killed: {best: 16, including: {a: 3, b: {low: 2}}}}": True,
    "figures: 16": False,
    "claims: Nobody is left": True,
    "claims: [{text: a, credibility: 6}, b]": True,
    "claims: {text: a, credibility: 7}": False,
    "claims: {id: a}": False,
    "disputed_by: taliban": True,
    "disputed_by: [a <- b, {sources: c, text: d}]": True,
    "disputed_by: {text: d}": False,
    "links: {part-of: a, follows: [b, c]}": True,
    "links: {partof: a}": False,
}


@pytest.mark.parametrize(("line", "good"), EVENT_LINES.items())
def test_program_and_editor_agree_on_an_event(line: str, good: bool) -> None:
    base = "title: x\n" if line.startswith("date:") else "title: x\ndate: 2021-07-26\n"
    problems = check(EventEntry, yaml.load(base + line, AsTyped), lambda path, key: (1, 1))[1]
    assert (problems == ()) == good
    assert accepts(SCHEMA, {"events": [yaml.load(base + line, AsInEditor)]}) == good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("timeline: 1", True),
        ("timeline: 2", False),
        ("x-own: [a]", True),
        ("locations: {balkh: Balkh, kaldar: {within: balkh, lat: 37, lon: -1.5}, empty: }", True),
        ("locations: {balkh: {lat: 91}}", False),
        ("locations: {balkh: {ids: {geonames: 1147290}}}", True),
        ("actors: {a: {kind: person, aliases: b}}", True),
        ("actors: {a: {kind: persn}}", False),
        ("sources: {a: {published: 2021-07, reliability: A}}", True),
        ("sources: {a: {reliability: G}}", False),
        ("sources:", True),
    ],
)
def test_what_an_editor_is_told_of_the_rest(text: str, good: bool) -> None:
    assert accepts(SCHEMA, yaml.load(text, AsInEditor)) == good


def test_every_field_is_described() -> None:
    for name, definition in SCHEMA["definitions"].items():
        assert definition["description"], name
        mapping = definition if "properties" in definition else definition["anyOf"][-1]
        for key, field in mapping["properties"].items():
            assert field["description"], f"{name}.{key}"
