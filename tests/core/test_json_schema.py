"""The JSON Schema for editors: it accepts what the program reads, and flags what it does not."""

import json
import re
from typing import Any, ClassVar

import yaml
from command_line import FRANKLIN, SAMPLE
from jsonschema import Draft7Validator

from timeline_tui.core.models import Event, check, json_schema
from timeline_tui.core.reading.tree import parse

SCHEMA = json_schema()
VALIDATOR = Draft7Validator(SCHEMA)


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


def accepts(value: Any) -> bool:
    return bool(VALIDATOR.is_valid(value))


def test_it_is_a_schema_of_draft_7_and_the_examples_are_valid():
    Draft7Validator.check_schema(SCHEMA)
    # What stands beside a reference is ignored in draft 7.
    assert not re.search(r'"\$ref": "[^"]*",|, "\$ref"', json.dumps(SCHEMA))
    for file in (SAMPLE, FRANKLIN):
        assert accepts(yaml.load(file.read_text(encoding="utf-8"), AsInEditor))


# Lines added to an event, which the program and an editor both take, or both do not.
EVENT_LINES = {
    "note:": True,
    "note: [a]": False,
    "date: 2021": True,
    "date: {a: b}": False,
    "time: 09:30": True,
    "status: planned": True,
    "status: no": False,
    "id: 16": True,
    "titel: x": False,
    "x-own: {a: [b]}": True,
    "tags: [a, 1, ]": True,
    "actors: {actor: taliban, role: target, x-a: b}": True,
    "actors: [taliban, {actor: ana, rol: a}]": False,
    "figures: {killed: {best: 16, x-by: me}}": True,
    "figures: {killed: {of: a, low: 3, high: ~20, approximate: true}}": True,
    "claims: [{text: a, credibility: 6}, b]": True,
    "claims: {text: a, credibility: 7}": False,
    "disputed_by: [a <- b, {sources: c, text: d}]": True,
    "disputed_by: {source: a, at: p. 3, x-own: b}": True,
    "sources: [a (p. 3), {source: a, date: 2021, from: {source: b, quote: c, from: d <- e}}]": True,
    "sources: {at: p. 3}": False,
    "sources: {source: a, page: 3}": False,
    "links: {partof: a}": False,
    "links: {x-seen-with: [a, b]}": True,
}


def test_program_and_editor_agree_on_an_event():
    for line, good in EVENT_LINES.items():
        base = "title: x\n" if line.startswith("date:") else "title: x\ndate: 2021-07-26\n"
        tree = parse(base + line)
        assert ([*tree.problems, *check(Event, tree.data)[1]] == []) == good
        assert accepts({"events": [yaml.load(base + line, AsInEditor)]}) == good


def test_what_an_editor_is_told_of_the_rest():
    for text, good in [
        ("timeline: 1", True),
        ("locations: {balkh: Balkh, kaldar: {within: balkh, lat: 37, lon: -1.5}, empty: }", True),
        ("locations: {balkh: {lat: 91}}", False),
        ("actors: {a: {kind: persn}}", False),
        ("sources: {a: {published: 2021-07, reliability: A}}", True),
        ("- {date: 2021, title: x}", True),  # a bare list of events
        ("{events: [{date: 2021, title: x}], titel: y}", False),
    ]:
        assert accepts(yaml.load(text, AsInEditor)) == good


def test_every_field_is_described():
    for name, definition in SCHEMA["definitions"].items():
        assert definition["description"], name
        mapping = definition if "properties" in definition else definition["anyOf"][-1]
        for key, field in mapping["properties"].items():
            assert field["description"], f"{name}.{key}"
