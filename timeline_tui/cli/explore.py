"""`timeline [PATH …]`: the screen, or the chronology as text where there is no terminal."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_tui import __version__
from timeline_tui.cli import COMMANDS
from timeline_tui.cli.command import DONE, NOTHING, Command, add_ascii, add_paths, add_query
from timeline_tui.output import emit, is_terminal, keep_widths, say, terminal_width, writes_unicode

if TYPE_CHECKING:
    from timeline_tui.settings import Settings

_DESCRIPTION = """\
Explore a chronology kept in a YAML file: a list of events you filter from the keyboard, with panes
for locations, actors and sources. The file is read again whenever you save it, and never written.
Where nothing is named and nothing is here, it is what was opened last, else the sample. When the
output is not a terminal, or the file can be read only once, the chronology is printed as text.
"""
_EXAMPLES = """\
Examples:
  timeline                            open what stands here, else what was open last
  timeline case.yaml                  open a file; several, or a folder, are read as one
  timeline case.yaml -q 'killed>=10'  open it with a query
  timeline case.yaml -q heli | less   print what a query finds
  generate | timeline -               print what comes from standard input

Keys on the screen: / query, Tab panes, Enter and + include, - exclude, e edit, ! problems, ? all
keys, q quit.

`timeline COMMAND --help` says more of each command, and `timeline locate` where the config and the
state are kept. A file named like a command is written with its folder: ./check
"""
_COMMANDS = "Commands:\n" + "".join(f"  {name:<13}{says}\n" for name, says in COMMANDS.items())


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_query(parser)
    parser.add_argument("--theme", metavar="NAME", help="the screen's colours")
    add_ascii(parser)
    parser.add_argument(
        "--no-watch", action="store_true", help="do not read the files again by itself"
    )
    parser.add_argument(
        "--version", action="version", version=f"timeline {__version__}", help="print the version"
    )


def _run(arguments: argparse.Namespace) -> int:
    """What can be read only once is printed: the screen reads its files again and again."""
    from timeline_tui.cli.reading import STANDARD_INPUT, asked, chosen
    from timeline_tui.files import is_stream
    from timeline_tui.settings import load_settings

    settings, problems = load_settings()
    settings = settings.with_flags(
        theme=arguments.theme,
        ascii=arguments.ascii or not writes_unicode(),
        watch=not arguments.no_watch,
    )
    names = arguments.paths
    once = STANDARD_INPUT in names or any(is_stream(Path(name)) for name in names)
    if once or not _has_screen():
        for problem in problems:
            say(str(problem))
        return _print(arguments, settings)
    query = asked(arguments)
    paths, found = chosen(names)
    # A lone Escape waits this long for the rest of a key's sequence; read when Textual is imported.
    os.environ.setdefault("ESCDELAY", "25")
    from timeline_tui.tui.app import run

    keep_widths()
    return run(list(paths), str(query), settings, (*problems, *found))


def _print(arguments: argparse.Namespace, settings: Settings) -> int:
    from timeline_tui.cli.reading import asked, read_timeline, tell_unsaid
    from timeline_tui.core.views.view import apply
    from timeline_tui.words.plain import chronology

    timeline = read_timeline(arguments.paths, here_only=False)
    view = apply(timeline, asked(arguments, timeline))
    emit(chronology(view, terminal_width(), ascii=settings.ascii))
    tell_unsaid(view, arguments.query)
    return DONE if view.shown else NOTHING


def _has_screen() -> bool:
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


COMMAND = Command(
    name="",
    usage="[PATH …] [-q QUERY] [options]\n       timeline COMMAND …",
    description=_DESCRIPTION,
    examples=f"{_COMMANDS}\n{_EXAMPLES}",
    arguments=_arguments,
    run=_run,
)
