"""How a command is made, and what several take. Imports no timeline: `--help` is immediate."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import click

from timeline_tui.cli import HELP, completion

# Exit codes: done; nothing matched, or problems or differences were found; it cannot be done.
DONE, NOTHING, WRONG_USE = 0, 1, 2

STANDARD_INPUT: Final = "-"
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".jsonl", ".ics")

_PATH: Final = """

PATH is a YAML file, a folder of them, or - for standard input; several are read as one timeline.
Default: events.yaml, timeline.yaml or the one *.timeline.yaml here."""


class Asked(NamedTuple):
    """What a command line says of what is read and how it is printed."""

    paths: tuple[str, ...] = ()
    query: str = ""
    as_of: str = ""
    sort: Literal["date", "reported"] | None = None
    form: str = ""
    ascii: bool = False
    without: str = ""


def chosen(names: Sequence[str], *, here_only: bool = False) -> tuple[Path, ...]:
    """The files that `names` mean; without any those that stand here or, unless `here_only`, those
    opened last or the sample. OSError, ClickException."""
    from timeline_tui import files

    if "" in names:
        raise click.ClickException("one of the names is empty. Name a file")
    if table := next((name for name in names if name.lower().endswith(_TABLES)), ""):
        advice = f"`timeline import {table} -o new.yaml` makes a timeline of it"
        raise click.ClickException(f"{table}: this is a table. {advice}")
    paths = tuple(map(Path, names)) or files.here(Path())
    files.check(Path(name) for name in names if name != STANDARD_INPUT)
    if paths:
        return paths
    if here_only:
        usual = "events.yaml, timeline.yaml or single *.timeline.yaml"
        raise click.ClickException(f"there is no {usual} here. Name a file")
    from timeline_tui.state import load_state

    return files.otherwise(load_state()[0].last)


def command(
    name: str, *params: click.Parameter, below: str = ""
) -> Callable[[Callable[..., int]], click.Command]:
    """A command that is given an `Asked`, and by their names all params that are not of it.

    Its help is what `help.txt` says; what stands `below` follows the options.
    """
    help, heading, examples = HELP[name][1].partition("\n\nExamples:\n")

    def made(function: Callable[..., int]) -> click.Command:
        def run(**given: Any) -> int:
            asked = {key: given.pop(key) for key in Asked._fields if key in given}
            return function(Asked(**asked), **given)

        return click.Command(
            name,
            context_settings={"help_option_names": ["-h", "--help"]},
            callback=run,
            params=list(params),
            help=_kept(help + (_PATH if PATHS in params else "")),
            epilog=_kept(below + heading + examples),
        )

    return made


def _kept(text: str) -> str:
    """`text` with a mark for click before each paragraph that has indented lines."""
    paragraphs = re.split(r"\n{2,}", text.strip("\n"))
    return "\n\n".join(f"\b\n{one}" if "\n " in one else one for one in paragraphs)


def flag(name: str, says: str) -> click.Option:
    """An option without a value."""
    return click.Option([name], is_flag=True, help=says)


def formats(*names: str) -> click.Option:
    """`--format`; the first is the default."""
    says = f"how to print (default: {names[0]})"
    return click.Option(["--format", "form"], type=click.Choice(names), default=names[0], help=says)


PATHS: Final = click.Argument(
    ["paths"], metavar="[PATH]...", nargs=-1, shell_complete=completion.timelines
)
QUERY: Final = click.Option(
    ["-q", "--query"],
    metavar="QUERY",
    default="",
    shell_complete=completion.queries,
    help="only what this finds",
)
AS_OF: Final = click.Option(
    ["--as-of"],
    metavar="DAY",
    default="",
    shell_complete=completion.days,
    help="as it was known on a day, as asof: does",
)
SORT: Final = click.Option(
    ["--sort"],
    type=click.Choice(("date", "reported")),
    help="by date (default) or by when it became known, as sort: does",
)
_WITHOUT: Final = "fields that are not for others: note,quote,tags,x-"
WITHOUT: Final = click.Option(["--without"], metavar="FIELDS", default="", help=_WITHOUT)
ASCII: Final = flag("--ascii", "draw with ASCII signs only")

_COLOURED: Final = {"auto": None, "always": True, "never": False}
COLOR: Final = click.Option(
    ["--color"],
    type=click.Choice(tuple(_COLOURED)),
    default="auto",
    expose_value=False,
    callback=lambda context, _, said: setattr(context, "color", _COLOURED[said]),
    help="when to print in colour (default: auto, on a terminal)",
)
NO_PAGER: Final = click.Option(
    ["--no-pager"],
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, said: context.meta.update(no_pager=said),
    help="print at once what $PAGER would show",
)
PRINTED: Final = (ASCII, COLOR, NO_PAGER)
EVENTS: Final = (PATHS, QUERY, AS_OF, SORT)
SUMMARY: Final = (PATHS, QUERY, AS_OF, formats("text", "json"), *PRINTED)
