"""`timeline new`: a commented starter file, and the JSON Schema that its first line names."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from timeline_tui.cli.command import DONE, Command, UsageError
from timeline_tui.output import WriteError, emit_text, say

SCHEMA_NAME: Final = "timeline-1.schema.json"
"""The file beside the starter that its modeline names."""

_DESCRIPTION = """\
Write a commented timeline to start from, and beside it the JSON Schema with which editors complete
and check it while you type. A file that is there already is never written over.
"""
_EXAMPLES = """\
Examples:
  timeline new                      events.yaml in this folder
  timeline new bridge.yaml          another name
  timeline new bridge.yaml --no-schema
  timeline new - | less             to read it only
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="events.yaml",
        help="the file to write (default: events.yaml), or - for standard output",
    )
    parser.add_argument(
        "--no-schema", action="store_true", help=f"write no {SCHEMA_NAME}, and do not name it"
    )


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui.cli.schema import schema_text

    if arguments.file == "-":
        emit_text([starter(schema=False)])
        return DONE
    target = Path(arguments.file)
    schema = not arguments.no_schema
    if not _create(target, starter(schema=schema)):
        raise UsageError(f"{target}: this is there already, and is kept. Name another file")
    say(f"wrote {target}: edit it in any editor, `timeline {target}` shows it")
    beside = target.with_name(SCHEMA_NAME)
    if schema and _create(beside, schema_text()):
        say(f"wrote {beside}: by it editors complete and check what you type")
    return DONE


def starter(*, schema: bool) -> str:
    """The starter's text; its first line names the schema, unless there is to be none beside it."""
    text = Path(__file__).with_name("starter.yaml").read_text(encoding="utf-8")
    return text if schema else text.partition("\n")[2]


def _create(target: Path, text: str) -> bool:
    """Write a new file, whole or not at all; False if something has that name already."""
    try:
        with target.open("x", encoding="utf-8") as file:
            try:
                file.write(text)
                file.flush()
            except OSError:
                target.unlink(missing_ok=True)
                raise
    except FileExistsError:
        return False
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"{target}: there is no folder {target.parent} to write to") from error
    except ValueError as error:  # a NUL in the name
        raise UsageError(f"{target}: no file can have this name") from error
    except OSError as error:
        raise WriteError(f"{target}: cannot be written: {error.strerror or error}") from error
    return True


COMMAND = Command(
    name="new",
    usage="[FILE] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
