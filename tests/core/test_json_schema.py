"""The JSON Schema for editors: it accepts what the program reads, and flags what it does not."""

import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
import yaml
from command_line import FRANKLIN, ROOT, SAMPLE
from jsonschema import Draft7Validator

from timeline_tui.core.loading import load_text
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
    "date:": False,
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
        mapping = definition if "properties" in definition else definition.get("anyOf", [{}])[-1]
        for key, field in mapping.get("properties", {}).items():
            target = SCHEMA["definitions"].get(field.get("$ref", "").rpartition("/")[2], field)
            assert target["description"], f"{name}.{key}"


RULES = """\
read: csv
dates: day-first
event:
  id: ucdp-{id}
  date: "{date_start:.10}/{date_end:.10}"
  status: "{status}"
  figures: {killed: "{low}-{high}"}
  sources: "{source_office} ({source_date})"
  x-code: "{code}"
if:
  - {where: {date_prec: "4|5"}, event: {date: "[{date_start:.10}..{date_end:.10}]"}}
locations: {"{where}": {lat: "{latitude}", country: "{iso}", kind: city}}
actors: {"{side_a}": "{side_a}"}
"""


def test_the_rules_of_an_import_have_the_same_schema():
    shipped = (ROOT / "timeline_tui" / "importing" / "shipped").glob("*.yaml")
    for text in (RULES, *(file.read_text(encoding="utf-8") for file in shipped)):
        assert accepts(yaml.load(text, AsInEditor)), text[:80]
    for right, wrong in [
        ("read: csv", "read: cvs"),
        ("event:", "events:"),
        ("  id:", "  ident:"),
        ('"{status}"', "maybe"),
        ("where: {date", "when: {date"),
        ("lat:", "latitude:"),
        ("if:", "events: []\nif:"),
    ]:
        assert not accepts(yaml.load(RULES.replace(right, wrong, 1), AsInEditor)), wrong


def test_the_kinds_of_tables_are_those_that_are_read():
    kinds = SCHEMA["definitions"]["Rules"]["properties"]["read"]["anyOf"][0]["enum"]
    readers = pytest.importorskip("timeline_tui.importing.readers")
    assert tuple(kinds) == readers.READERS


def snippets() -> Iterator[tuple[str, str, Any]]:
    """Where each snippet stands, its label, and what it is while nothing is filled in."""
    sections = SCHEMA["definitions"]["File"]["properties"]
    for name, part in {**sections, **SCHEMA["definitions"]}.items():
        own = part.get("defaultSnippets") or part.get("anyOf", [{}])[-1].get("defaultSnippets", ())
        for snippet in own:
            body = yaml.safe_dump(snippet["body"])
            plain = yaml.safe_load(re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body))
            yield name, snippet["label"], plain


WHERE = {
    "Participant": "actors",
    "Element": "sources",
    "Claim": "claims",
    "Dispute": "disputed_by",
}
DECLARED = """\
locations: {place: A place, province: A province}
actors: {actor: An actor, witness: {name: A witness, side: side}}
sources: {report: A report}
events:
  - date: 2020
    title: All are used
    location: [place, province]
    actors: actor
    sources: report <- witness
"""


@pytest.mark.parametrize(("name", "label", "body"), [*snippets()])
def test_a_snippet_reads_without_a_problem(name, label, body):
    file = yaml.load(DECLARED, yaml.BaseLoader)
    if isinstance(file.get(name), dict):
        file[name] |= body
    else:
        event = {"date": "2021", "title": label, WHERE.get(name, ""): body}
        file["events"].append(body if name == "events" else event)
    text = yaml.safe_dump(file, sort_keys=False, allow_unicode=True)
    assert load_text(text).problems == ()
    assert accepts(yaml.load(text, AsInEditor))


def test_there_are_snippets_for_what_is_typed_most():
    found = {name for name, _, _ in snippets()}
    assert found == {"events", "locations", "actors", "sources", *WHERE}
