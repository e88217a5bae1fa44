"""The command `timeline`: which command a command line asks for, and its exit code.

Each command is imported when it is asked for: `--version` is immediate, and only `explore` loads
the screen.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

PROGRAM: Final = "timeline"

_INTERRUPTED: Final = 130
_WRONG_USE: Final = 2

_TEXT: Final = Path(__file__).with_name("help.txt").read_text(encoding="utf-8")
HELP: Final[Mapping[str, tuple[str, str]]] = {
    name: (does, text.strip())
    for name, does, text in re.findall(r"^# ([\w-]+): (.*)\n((?:(?!# ).*\n)*)", _TEXT, re.M)
}
"""What each command does in a few words, and all that its help says."""

COMMANDS: Final = tuple(name for name in HELP if name != "explore")
"""The commands in the order of the help; without one it is `explore`."""

_OWN: Final = ("explore", "check", "diff", "lanes", "entry")
_MODULES: Final = {
    **{name: name for name in _OWN},
    **dict.fromkeys(("new", "format-help", "schema", "completion", "locate"), "beginning"),
    "import": "importing",
}
"""Where a command is; all others are in `views`."""


class Timeline(click.Group):
    """Its commands, and `explore` for a command line that begins with none of them."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return find(cmd_name) if cmd_name in COMMANDS else None

    def make_context(
        self, info_name: str | None, args: list[str], *more: Any, **extra: Any
    ) -> click.Context:
        own = bool(args) and args[0] in COMMANDS
        make = super().make_context if own else find("explore").make_context
        return make(info_name, args, *more, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


def find(name: str) -> click.Command:
    """The command of that name, or `explore`."""
    module = import_module(f"timeline_tui.cli.{_MODULES.get(name, 'views')}")
    return next(
        one for one in vars(module).values() if isinstance(one, click.Command) and one.name == name
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    if sys.platform == "win32":  # where a git.exe in the folder of a timeline would be git
        os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")
    try:
        return Timeline(PROGRAM).main(arguments, PROGRAM, standalone_mode=False) or 0
    except click.UsageError as error:  # one line, whatever it is
        path = error.ctx.command_path if error.ctx else PROGRAM
        message = " ".join(error.format_message().split()).rstrip(".")
        said = f"{path}: {message}. See {path} --help"
    except (click.ClickException, OSError) as error:
        said = f"{PROGRAM}: {error}"
    except click.Abort:
        return _INTERRUPTED
    from timeline_tui.output import say

    say(said)
    return _WRONG_USE
