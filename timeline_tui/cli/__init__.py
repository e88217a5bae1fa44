"""The command `timeline`: which command a command line asks for, and its exit code.

Each command is a module of its own, imported when it is asked for: `--version` is immediate, and
only `explore` loads the screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final, cast

from timeline_tui.cli.command import INTERRUPTED, NOTHING, WRONG_USE, Command, UsageError, parsed
from timeline_tui.output import WriteError, say

COMMANDS: Final[Mapping[str, str]] = {
    "list": "print what a query finds: a table, text, JSON, CSV, Markdown",
    "show": "print everything the file says of an event",
    "disputes": "print who asserts and who contests what, side by side",
    "sources": "print who is quoted through whom, and how often",
    "stats": "count by year, place, actor, source and standing",
    "diff": "print what changed between two versions, event by event",
    "export": "write a report, a web page, a calendar, a map and more",
    "check": "say what is wrong in the files, and in which line",
    "new": "write a commented starter file",
    "format-help": "print the page on the format",
    "schema": "print the JSON Schema for editors",
    "completion": "print the completion script for bash, zsh or fish",
    "locate": "print where the config, the state and the sample are",
}
"""What each command does, in the order of the help; without a command it is `explore`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; argparse itself exits for `--help` and misuse."""
    if "_ARGCOMPLETE" in os.environ:  # it is the shell that asks, for words to go on with
        from timeline_tui.cli.completing import complete

        complete()
        return NOTHING
    # Not `list(…)`: once it is imported, that is the module of the command.
    words = [*(sys.argv[1:] if arguments is None else arguments)]
    named = bool(words) and words[0] in COMMANDS
    command = find(words[0] if named else "explore")
    try:
        if not named:
            _refuse_misspelt(words)
        return command.run(parsed(command.parser(), words[1:] if named else words))
    except (UsageError, WriteError) as error:
        say(f"timeline: {error}")
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED


def _refuse_misspelt(words: Sequence[str]) -> None:
    """UsageError where the first word is no file but nearly a command."""
    word = words[0] if words else ""
    if not word.replace("-", "").isalpha() or word.startswith("-") or os.path.lexists(word):
        return
    from timeline_tui.core.text import closest

    meant = closest(word, COMMANDS)
    if meant:
        raise UsageError(f"{word}: there is no such file. Did you mean the command `{meant}`?")


def find(name: str) -> Command:
    """The command of that name, `COMMAND` of the module that is named like it."""
    module = import_module(f"timeline_tui.cli.{name.replace('-', '_')}")
    return cast(Command, module.COMMAND)
