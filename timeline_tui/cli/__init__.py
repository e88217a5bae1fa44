"""The command `timeline`: which command a command line asks for, and its exit code.

Each command is imported when it is asked for: `--version` is immediate, and only `explore` loads
the screen.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

PROGRAM: Final = "timeline"
COMPLETING: Final = "_TIMELINE_COMPLETE"
"""The variable by which a shell asks for words to go on with."""

_INTERRUPTED: Final = 130
_WRONG_USE: Final = 2

HELP: Final[Mapping[str, tuple[str, str]]] = {
    name: (does, text.strip())
    for name, does, text in re.findall(
        r"^# ([\w-]+): (.*)\n((?:(?!# ).*\n)*)",
        Path(__file__).with_name("help.txt").read_text(encoding="utf-8"),
        re.M,
    )
}
"""What each command does in a few words, and all that its help says."""

COMMANDS: Final = tuple(name for name in HELP if name != "explore")
"""The commands in the order of the help; without one it is `explore`."""

_MODULES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("list", "show", "disputes", "sources", "stats"), "views"),
    **dict.fromkeys(("new", "format-help", "schema", "locate"), "beginning"),
}
"""Where a command is that has no module of its name."""


class Timeline(click.Group):
    """Its commands, and `explore` for a command line that begins with none of them."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return find(cmd_name) if cmd_name in COMMANDS else None

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        if args and args[0] in COMMANDS:
            return super().make_context(info_name, args, parent, **extra)
        if args and not extra.get("resilient_parsing"):
            _refuse_misspelt(args[0])
        return find("explore").make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


def find(name: str) -> click.Command:
    """The command of that name, or `explore`."""
    module = import_module(f"timeline_tui.cli.{_MODULES.get(name, name)}")
    return next(
        one for one in vars(module).values() if isinstance(one, click.Command) and one.name == name
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    from timeline_tui.output import WriteError, say

    try:
        words = None if arguments is None else [*arguments]
        code = Timeline(PROGRAM).main(words, PROGRAM, standalone_mode=False)
        return int(code or 0)
    except click.UsageError as error:  # one line, whatever it is
        path = error.ctx.command_path if error.ctx else PROGRAM
        message = " ".join(error.format_message().split()).rstrip(".")
        say(f"{path}: {message}. See {path} --help")
    except (click.ClickException, WriteError) as error:
        say(f"{PROGRAM}: {error}")
    except click.Abort:
        return _INTERRUPTED
    return _WRONG_USE


def _refuse_misspelt(word: str) -> None:
    """ClickException where the word is no file but nearly a command."""
    if not word.replace("-", "").isalpha() or word.startswith("-") or os.path.lexists(word):
        return
    from timeline_tui.core.text import closest

    if meant := closest(word, COMMANDS):
        message = f"{word}: there is no such file. Did you mean the command `{meant}`?"
        raise click.ClickException(message)
