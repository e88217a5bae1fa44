"""`timeline check`: every problem of the files, for people, editors and continuous integration."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from timeline_tui.cli.command import DONE, NOTHING, WRONG_USE, Command, add_format, add_paths
from timeline_tui.output import emit, emit_text, say, writes_unicode

if TYPE_CHECKING:
    from timeline_tui.core.problems import Problem

_DESCRIPTION = """\
Read timeline files and print every problem, a line each in the order of the files:
file:line:column: severity: message [code]. A summary goes to standard error.
Exit code: 0 no errors, 1 errors, 2 wrong use or a file that cannot be read.
"""
_EXAMPLES = """\
Examples:
  timeline check                     what stands here
  timeline check case.yaml --strict  fail at warnings and undeclared names too
  timeline check --each */case.yaml  files that have nothing to do with each other
  timeline check case.yaml --format json | jq '.[].code'
"""


class _Checked(NamedTuple):
    """What was found in one timeline of so many files."""

    problems: Sequence[Problem]
    files: int
    readable: bool = True


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    parser.add_argument(
        "--each", action="store_true", help="each PATH is a timeline of its own, a folder one too"
    )
    parser.add_argument(
        "--strict", action="store_true", help="count warnings and undeclared names as errors"
    )
    add_format(parser, ("text", "gcc", "json", "github"), "text")


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui import report

    paths = arguments.paths
    groups = [[path] for path in dict.fromkeys(paths)] if arguments.each and paths else [paths]
    checked = [_check(group) for group in groups]
    problems = [problem for one in checked for problem in one.problems]
    if arguments.format == "json":
        emit_text(report.as_json(problems, ascii=not writes_unicode()))
    else:
        emit(report.LINES[arguments.format](problems))
    say(report.summary(problems, sum(one.files for one in checked)))
    if not all(one.readable for one in checked):
        return WRONG_USE
    return NOTHING if report.fails(problems, strict=arguments.strict) else DONE


def _check(paths: Sequence[str]) -> _Checked:
    from timeline_tui.cli.reading import UnreadableInput, read_timeline

    try:
        timeline = read_timeline(paths)
    except UnreadableInput as error:
        return _Checked(error.problems, len(error.problems), readable=False)
    return _Checked(timeline.problems, len(timeline.files))


COMMAND = Command(
    name="check",
    usage="[PATH …] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
