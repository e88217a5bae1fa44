"""`timeline export FORMAT`: a view as a file of another kind."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_tui.cli.command import DONE, NOTHING, Command, UsageError, add_paths, add_query
from timeline_tui.export import FORMATS, write
from timeline_tui.output import emit_file, save, say

if TYPE_CHECKING:
    from timeline_tui.core.timeline import Timeline

_DESCRIPTION = """\
Write what a query finds as a file of another kind, to standard output or to FILE. What the format
cannot carry is said on standard error.
Exit code: 0 something was found, 1 nothing, 2 wrong use.

Formats:
""" + "".join(f"  {name:<11} {format.says}\n" for name, format in FORMATS.items())
_EXAMPLES = """\
Examples:
  timeline export html case.yaml -o case.html
  timeline export md case.yaml -q 'location:balkh' --as-of 2021-07-27 > balkh.md
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", choices=tuple(FORMATS), help="see below")
    add_paths(parser)
    add_query(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="", help="write to FILE; it may not be a PATH"
    )


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui.cli.reading import view_of

    view = view_of(arguments)
    written = write(arguments.format, view)
    if arguments.output in ("", "-"):
        emit_file(written.pieces)
    else:
        save(_target(arguments.output, view.timeline), written.pieces)
    for sentence in written.left_out:
        say(f"timeline: {sentence}")
    return DONE if view.shown else NOTHING


def _target(name: str, timeline: Timeline) -> Path:
    """The file to write, which is never one that was read."""
    target = Path(name)
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder. Name a file in it")
    if any(_same(target, Path(file)) for file in timeline.files):
        raise UsageError(f"{target}: this is the timeline itself. Name another file")
    return target


def _same(target: Path, file: Path) -> bool:
    try:
        return target.samefile(file)
    except OSError:  # one of the two is not there
        return False


COMMAND = Command(
    name="export",
    usage="FORMAT [PATH …] [-q QUERY] [-o FILE] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
