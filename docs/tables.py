"""Writes what the docs take from the code: tables, the JSON Schema, the man page.

python docs/tables.py           writes them
python docs/tables.py --check   exits 1 if something is out of date
"""

from __future__ import annotations

import json
import re
import runpy
import sys
import textwrap
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from timeline_tui.cli import HELP
from timeline_tui.cli.beginning import schema_text
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.export.csv import COLUMNS
from timeline_tui.tui.commands import COMMANDS, GROUPS
from timeline_tui.tui.keys import key_name

DOCS = Path(__file__).parent
MANUAL = DOCS / "timeline.1"
SCHEMA = DOCS / "timeline-1.schema.json"
OUTPUT = DOCS / "timeline-output-1.schema.json"


def keys_table() -> str:
    """Every command by group: keys, id, what it does."""
    lines = ["| keys | id | does |", "| --- | --- | --- |"]
    for group in GROUPS:
        lines.append(f"| **{group}** | | |")
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(f"`{key_name(key)}`" for key in command.keys)
                lines.append(f"| {keys} | `{command.id}` | {command.help} |")
    return "\n".join(lines)


def fields_table() -> str:
    """Every field of the query: an example and what it matches."""
    lines = ["| term | matches |", "| --- | --- |"]
    lines += [f"| `{field.example}` | {field.help} |" for field in FIELDS.values()]
    return "\n".join(lines)


def commands_table() -> str:
    """Every command, with a link to its page."""
    lines = ["| command | |", "| --- | --- |"]
    for name, (does, _) in HELP.items():
        path = "timeline" if name == "explore" else f"timeline {name}"
        lines.append(f"| [`{path}`](commands/{path.split()[-1]}.md) | {does} |")
    return "\n".join(lines)


def csv_columns() -> str:
    """The columns of `csv`, in their order."""
    return textwrap.fill(", ".join(f"`{name}`" for name in COLUMNS), 100)


def output_keys(kind: str) -> str:
    """The keys that an object of the output always has, by its schema, which is written by hand."""
    described = json.loads(OUTPUT.read_text(encoding="utf-8"))["$defs"][kind]
    says = {key: described["properties"][key]["description"] for key in described["required"]}
    lines = [f"| `{key}` | {said} |" for key, said in says.items()]
    return "\n".join(["| key | is |", "| --- | --- |", *lines])


TABLES: Mapping[str, Callable[[], str]] = {
    "keys": keys_table,
    "fields": fields_table,
    "commands": commands_table,
    "columns": csv_columns,
    "timeline-keys": partial(output_keys, "timeline"),
    "event-keys": partial(output_keys, "event"),
}


def written(text: str) -> str:
    """`text` with each table between its markers made anew."""
    for name, make in TABLES.items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        table = make()
        text = between.sub(lambda found, table=table: found[1] + table + "\n" + found[2], text)
    return text


def main(check: bool) -> int:
    """Writes or checks; the exit code is 1 if `check` finds something out of date."""
    wanted = {
        page: written(page.read_text(encoding="utf-8")) for page in sorted(DOCS.rglob("*.md"))
    }
    wanted[MANUAL] = runpy.run_path(str(DOCS / "manual.py"))["manual"]()
    wanted[SCHEMA] = schema_text()
    stale = [
        page
        for page, text in wanted.items()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    for page in stale:
        if check:
            print(f"{page.name} is out of date: python docs/tables.py writes it")
        else:
            page.write_text(wanted[page], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
