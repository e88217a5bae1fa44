"""What helps to begin: a starter file, its schema, the page on the format, completion, places."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Final

import click
from click.shell_completion import get_completion_class

from timeline_tui.cli import PROGRAM, Timeline
from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, Asked
from timeline_tui.output import emit, emit_text, save, say, writes_unicode

SCHEMA_NAME: Final = "timeline-1.schema.json"
"""The file beside the starter that its first line names."""

_COMMENT: Final = re.compile(r"^<!--.*-->\n", re.M)
_LINK: Final = re.compile(r"\[([^\]\n]+)\]\((?!https?:)[^)\s]+\)")
_FILE: Final = click.Argument(["file"], default="events.yaml", type=click.Path())
_NO_SCHEMA: Final = take.flag("--no-schema", f"write no {SCHEMA_NAME}, and do not name it")
_OUTPUT: Final = "timeline-output-1.schema.json"
_OF_OUTPUT: Final = take.flag("--output", "of what is printed as JSON instead")
_SHELL: Final = click.Argument(["shell"], type=click.Choice(("bash", "zsh", "fish")))


@take.command("new", _FILE, _NO_SCHEMA)
def new(asked: Asked, file: str, no_schema: bool) -> int:
    """Writes the starter and its schema, over nothing that is there."""
    if file == take.STANDARD_INPUT:
        emit_text([starter(schema=False)])
        return DONE
    target = Path(file)
    save(target, [starter(schema=not no_schema)], new=True)
    say(f"wrote {target}: edit it in any editor, `timeline {target}` shows it")
    beside = target.with_name(SCHEMA_NAME)
    if not no_schema and not os.path.lexists(beside):
        save(beside, [schema_text()])
        say(f"wrote {beside}: by it editors complete and check what you type")
    return DONE


def starter(*, schema: bool) -> str:
    """The starter's text; its first line names the schema, unless there is to be none beside it."""
    text = Path(__file__).with_name("starter.yaml").read_text(encoding="utf-8")
    return text if schema else text.partition("\n")[2]


@take.command("schema", _OF_OUTPUT)
def schema(asked: Asked, output: bool) -> int:
    """Prints the JSON Schema of the format, or of what is printed as JSON."""
    emit_text([_shipped(_OUTPUT) if output else schema_text(ascii=not writes_unicode())])
    return DONE


def schema_text(*, ascii: bool = False) -> str:
    """The schema as a file holds it."""
    from timeline_tui.core.models import json_schema

    return json.dumps(json_schema(), indent=1, ensure_ascii=ascii) + "\n"


@take.command("format-help")
def format_help(asked: Asked) -> int:
    """Prints the page on the format."""
    emit_text([page()])
    return DONE


def page() -> str:
    """The page as it reads without a web browser: no links into other pages, no comments."""
    return _LINK.sub(r"\1", _COMMENT.sub("", _shipped("format.md")))


def _shipped(name: str) -> str:
    """The text of a file of the docs, which stands in the package once that is installed."""
    root = Path(__file__).parents[2]
    installed, checkout = root / "timeline_tui" / name, root / "docs" / name
    return (installed if installed.is_file() else checkout).read_text(encoding="utf-8")


@take.command("completion", _SHELL)
def completion(asked: Asked, shell: str) -> int:
    """Prints what a shell has to read so that it completes the command's words."""
    kind = get_completion_class(shell)
    assert kind is not None  # click has all three
    emit_text([kind(Timeline(PROGRAM), {}, PROGRAM, "_TIMELINE_COMPLETE").source()])
    return DONE


@take.command("locate")
def locate(asked: Asked) -> int:
    """Prints where the config, the state and the sample are."""
    from timeline_tui.files import sample_path
    from timeline_tui.settings import config_path
    from timeline_tui.state import state_path

    places = {"config": config_path(), "state": state_path(), "sample": sample_path()}
    lines = (
        f"{name:<7} {path}" + "  (not there)" * (not path.exists()) for name, path in places.items()
    )
    emit(lines)
    return DONE
