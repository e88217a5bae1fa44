"""The command `timeline`: arguments, exit codes, and what goes to standard output and error.

Nothing but the standard library is imported before a command needs it: `--version` is immediate,
and only opening the screen loads the screen.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from timeline_tui import __version__
from timeline_tui.output import WriteError, emit, is_terminal, keep_widths, say, writes_unicode

if TYPE_CHECKING:
    from timeline_tui.core.problems import Problem
    from timeline_tui.core.query import Query
    from timeline_tui.core.timeline import Timeline
    from timeline_tui.settings import Settings

CLEAN, ERRORS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
_STANDARD_INPUT, _SHOWN = "-", "<stdin>"

_DESCRIPTION = """\
Explore a chronology kept in a YAML file: a list of events you filter from the keyboard, with panes
for locations, actors and sources. The file is read again whenever you save it, and never written.
When the output is not a terminal, the chronology is printed as text.
"""
_EXAMPLES = """\
examples:
  timeline                             open events.yaml, timeline.yaml or the one *.timeline.yaml
                                       here, else the file opened last, else the sample
  timeline case.yaml                   open a file; several files or a folder are read as one
  timeline case.yaml -q 'killed>=10'   open it with a query
  timeline case.yaml -q heli | less    print what a query finds
  timeline check case.yaml             say what is wrong in it, and in which line
  generate | timeline -                read standard input

keys: / query, Tab panes, Enter and + include, - exclude, e edit, ! problems, ? all keys, q quit

files: `timeline locate` prints where the config and the state are kept, and the sample.
A file named like a command is written with its folder: ./check
"""
_CHECK_DESCRIPTION = """\
Read timeline files and print every problem, one a line: file:line:column: severity: message.
A summary goes to standard error. Exit code: 0 clean, 1 errors, 2 wrong use.
"""
_CHECK_EXAMPLES = """\
examples:
  timeline check                       events.yaml, timeline.yaml or the one *.timeline.yaml here
  timeline check case.yaml --strict    warnings and names that nothing declares are errors too
  timeline check case.yaml --format json | jq '.[].code'
"""


class UsageError(Exception):
    """The command cannot do what it was asked; the text says why. Exit code 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; argparse itself exits for `--help` and misuse."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words[:1] == ["check"]:
            return _check(_parsed(_check_parser(), words[1:]))
        if words[:1] == ["locate"]:
            return _locate(_locate_parser().parse_args(words[1:]))
        return _open(_parsed(_parser(), _with_query_attached(words)))
    except (UsageError, WriteError) as error:
        say(f"timeline: {error}")
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED


# The arguments


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and where to read on."""

    def error(self, message: str) -> NoReturn:
        say(f"{self.prog}: {message}. See {self.prog} --help")
        raise SystemExit(WRONG_USE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="timeline",
        usage="timeline [PATH …] [-q QUERY] [options]\n       timeline check [PATH …] [options]\n"
        "       timeline locate",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_paths(parser)
    parser.add_argument("-q", "--query", metavar="QUERY", default="", help="show what this finds")
    parser.add_argument(
        "--as-of", metavar="DAY", default="", help="show what was known on a day, as asof: does"
    )
    parser.add_argument("--theme", metavar="NAME", help="the screen's colours")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    parser.add_argument(
        "--no-watch", action="store_true", help="do not read the files again by itself"
    )
    parser.add_argument("--version", action="version", version=f"timeline {__version__}")
    return parser


def _check_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="timeline check",
        description=_CHECK_DESCRIPTION,
        epilog=_CHECK_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_paths(parser)
    parser.add_argument(
        "--strict", action="store_true", help="count warnings and undeclared names as errors"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )
    return parser


def _locate_parser() -> argparse.ArgumentParser:
    return _Parser(
        prog="timeline locate",
        description="Print where the config, the state and the sample are, and whether they exist.",
        allow_abbrev=False,
    )


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a YAML file, a folder of them, or - for standard input",
    )


def _parsed(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    """The arguments; options may stand between the paths, all behind `--` are paths.

    argparse itself forgets the `--` where options and paths are mixed.
    """
    end = words.index("--") if "--" in words else len(words)
    arguments = parser.parse_intermixed_args(words[:end])
    arguments.paths += words[end + 1 :]
    return arguments


def _with_query_attached(words: list[str]) -> list[str]:
    """`-q -actor:ana` as `--query=-actor:ana`: a query may begin with a minus, which means NOT."""
    joined: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*joined, word, *rest]
        if word in ("-q", "--query") and (query := next(rest, None)) is not None:
            word = f"--query={query}"
        joined.append(word)
    return joined


# The commands


def _open(arguments: argparse.Namespace) -> int:
    """`timeline [PATH …]`: the screen, or text where there is no terminal to draw on.

    What can be read only once is printed too: the screen reads its files again and again.
    """
    from timeline_tui.core.decoding import make_visible
    from timeline_tui.files import is_stream
    from timeline_tui.settings import load_settings

    # As the files are read: what is hidden in them is searched by the sign that is shown for it.
    query = _asked(make_visible(arguments.query), arguments.as_of)
    settings, problems = load_settings()
    settings = settings.with_flags(
        theme=arguments.theme,
        ascii=arguments.ascii or not writes_unicode(),
        watch=not arguments.no_watch,
    )
    names = arguments.paths
    once = _STANDARD_INPUT in names or any(is_stream(Path(name)) for name in names)
    if once or not _has_screen():
        for problem in problems:
            say(str(problem))
        return _print(names, query, settings)
    paths, found = _chosen(names)
    # A lone Escape waits this long for the rest of a key's sequence; read when Textual is imported.
    os.environ.setdefault("ESCDELAY", "25")
    from timeline_tui.tui.app import run

    keep_widths()
    return run(list(paths), str(query), settings, (*problems, *found))


def _print(names: Sequence[str], query: Query, settings: Settings) -> int:
    """The chronology as text; a summary of the file's problems goes to standard error."""
    from timeline_tui import report
    from timeline_tui.core.reading import UnreadableFile
    from timeline_tui.core.views.view import apply
    from timeline_tui.render.plain import chronology

    try:
        timeline = _read(names)
    except UnreadableFile as error:
        say(str(error.problem))
        return ERRORS
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and int(columns) else None
    emit(chronology(apply(timeline, query), width, ascii=settings.ascii))
    if timeline.problems:
        counts = report.summary(timeline.problems, len(timeline.files))
        say(f"timeline: {counts}; `timeline check` lists them")
    nothing = not timeline.events and report.fails(timeline.problems, strict=False)
    return ERRORS if nothing else CLEAN


def _check(arguments: argparse.Namespace) -> int:
    """`timeline check`: every problem on standard output."""
    from timeline_tui import report
    from timeline_tui.core.reading import UnreadableFile

    names = arguments.paths
    try:
        timeline = _read(names, here_only=True)
        problems, count = timeline.problems, len(timeline.files)
    except UnreadableFile as error:
        problems, count = (error.problem,), max(len(names), 1)
    if arguments.format == "json":
        emit(report.as_json(problems, ascii=not writes_unicode()))
    else:
        emit(report.as_text(problems))
    say(report.summary(problems, count))
    return ERRORS if report.fails(problems, strict=arguments.strict) else CLEAN


def _locate(_: argparse.Namespace) -> int:
    """`timeline locate`: places, one a line."""
    from timeline_tui.files import sample_path
    from timeline_tui.settings import config_path
    from timeline_tui.state import state_path

    places = {"config": config_path(), "state": state_path(), "sample": sample_path()}
    for name, path in places.items():
        there = "" if os.access(path, os.F_OK) else "  (not there)"
        emit([f"{name:<7} {path}{there}"])
    return CLEAN


# What they share


def _chosen(
    names: Sequence[str], *, here_only: bool = False
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files that a command line means (see `timeline_tui.files`), and what is wrong with the
    state where it had to be asked. Raises `UsageError`."""
    from timeline_tui import files
    from timeline_tui.state import load_state

    if "" in names:
        raise UsageError("one of the names is empty. Name a file")
    try:
        found = files.named([Path(name) for name in names]) or files.here(Path())
    except files.MissingFileError as error:
        raise UsageError(str(error)) from error
    if found:
        return found, ()
    if here_only:
        usual = "events.yaml, timeline.yaml or single *.timeline.yaml"
        raise UsageError(f"there is no {usual} here. Name a file")
    state, problems = load_state()
    return files.otherwise(state.last), problems


def _read(names: Sequence[str], *, here_only: bool = False) -> Timeline:
    """The timeline that is meant. Raises `UsageError` and `UnreadableFile`."""
    from timeline_tui.core.loading import load

    if _STANDARD_INPUT in names:
        if len(names) > 1:
            raise UsageError("- (standard input) stands alone: it cannot be read with other files")
        return _standard_input()
    paths, problems = _chosen(names, here_only=here_only)
    for problem in problems:
        say(str(problem))
    if not names and paths[0].is_absolute():
        say(f"timeline: no file is named and none is here: this is {paths[0]}")
    return load(paths).timeline


def _standard_input() -> Timeline:
    """The timeline on standard input. Raises `UnreadableFile`."""
    from timeline_tui.core.loading import load_text
    from timeline_tui.core.reading import decode

    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    text, problems = decode(data, _SHOWN)
    timeline = load_text(text, _SHOWN).timeline
    return replace(timeline, problems=(*problems, *timeline.problems))


def _asked(query: str, day: str) -> Query:
    """The query, `--as-of` taking the place of its `asof:` term."""
    from dataclasses import replace

    asked = _parsed_query(query)
    return replace(asked, asof=_parsed_query(f"asof:{day}").asof) if day else asked


def _parsed_query(text: str) -> Query:
    """The query, or `UsageError` with a caret under the place that does not read."""
    from rich.cells import cell_len

    from timeline_tui.core.query import QueryError, parse

    try:
        return parse(text)
    except QueryError as error:
        hint = f". {error.hint}" if error.hint else ""
        before = _one_line(text[: error.column - 1])
        caret = " " * cell_len(before) + "^"
        message = f"query: {error.message}{hint}"
        raise UsageError(f"{message}\n  {_one_line(text)}\n  {caret}") from error


def _one_line(text: str) -> str:
    from timeline_tui.core.decoding import make_visible

    return make_visible("".join(" " if c.isspace() else c for c in text))


def _has_screen() -> bool:
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
