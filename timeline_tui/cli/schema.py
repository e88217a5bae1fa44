"""`timeline schema`: the JSON Schema of the format, with which an editor checks and completes."""

from __future__ import annotations

import argparse
import json

from timeline_tui.cli.command import DONE, Command
from timeline_tui.output import emit_text, writes_unicode

_DESCRIPTION = """\
Print the JSON Schema of a timeline file (draft 7), with which an editor that knows YAML completes
keys, explains them and underlines mistakes while you type. `timeline check` knows more of them.
"""
_EXAMPLES = """\
Examples:
  timeline schema > timeline-1.schema.json

The first line of a timeline then names it for the YAML language server:
  # yaml-language-server: $schema=./timeline-1.schema.json
"""


def schema_text(*, ascii: bool = False) -> str:
    """The schema as a file holds it."""
    from timeline_tui.core.models import json_schema

    return json.dumps(json_schema(), indent=1, ensure_ascii=ascii) + "\n"


def _run(_: argparse.Namespace) -> int:
    emit_text([schema_text(ascii=not writes_unicode())])
    return DONE


COMMAND = Command(
    name="schema",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    run=_run,
)
