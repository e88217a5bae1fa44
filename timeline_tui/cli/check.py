"""`timeline check`: every problem of the files, for people, editors and continuous integration."""

from __future__ import annotations

import argparse

from timeline_tui.cli.command import DONE, NOTHING, WRONG_USE, Command, add_format, add_paths
from timeline_tui.output import emit, say, writes_unicode

_DESCRIPTION = """\
Read timeline files and print every problem, one a line: file:line:column: severity: message.
A summary goes to standard error. Exit code: 0 clean, 1 errors, 2 wrong use or nothing that can be read.
"""
_EXAMPLES = """\
examples:
  timeline check                       events.yaml, timeline.yaml or the one *.timeline.yaml here
  timeline check case.yaml --strict    warnings and names that nothing declares are errors too
  timeline check case.yaml --format json | jq '.[].code'
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    parser.add_argument(
        "--strict", action="store_true", help="count warnings and undeclared names as errors"
    )
    add_format(parser, ("text", "json"), "text")


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui import report
    from timeline_tui.cli.reading import UnreadableInput, read_timeline

    unreadable = False
    try:
        timeline = read_timeline(arguments.paths)
        problems, count = timeline.problems, len(timeline.files)
    except UnreadableInput as error:
        problems, count, unreadable = (error.problem,), max(len(arguments.paths), 1), True
    if arguments.format == "json":
        emit(report.as_json(problems, ascii=not writes_unicode()))
    else:
        emit(report.as_text(problems))
    say(report.summary(problems, count))
    if unreadable:
        return WRONG_USE
    return NOTHING if report.fails(problems, strict=arguments.strict) else DONE


COMMAND = Command(
    name="check",
    usage="[PATH …] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
