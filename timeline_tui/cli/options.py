"""How a command is made, and what several take. Imports no timeline: `--help` is immediate."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click
from click.shell_completion import CompletionItem

from timeline_tui.cli import HELP

if TYPE_CHECKING:
    from timeline_tui.core.problems import Problem

DONE: Final = 0
"""It was done, and something matched."""

NOTHING: Final = 1
"""Nothing matched, or problems or differences were found."""

WRONG_USE: Final = 2
"""It cannot be done as it was asked, or the input cannot be read."""

STANDARD_INPUT: Final = "-"

_WIDEST: Final = 100  # columns; longer lines of text are hard to read
_PATH: Final = """

PATH is a YAML file, a folder of them, or - for standard input; several are read as one timeline.
Default: events.yaml, timeline.yaml or the one *.timeline.yaml here."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line says of what is read and how it is printed."""

    paths: tuple[str, ...] = ()
    query: str = ""
    as_of: str = ""
    sort: Literal["date", "reported"] | None = None
    form: str = ""
    ascii: bool = False


def chosen(
    names: Sequence[str], *, here_only: bool = False
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files that `names` mean; without any those that stand here or, unless `here_only`, those
    opened last or the sample. With what is wrong with the state, if it had to be asked.
    ClickException."""
    from timeline_tui import files

    if "" in names:
        raise click.ClickException("one of the names is empty. Name a file")
    try:
        found = files.named([Path(name) for name in names]) or files.here(Path())
    except files.MissingFileError as error:
        raise click.ClickException(str(error)) from error
    if found:
        return found, ()
    if here_only:
        usual = "events.yaml, timeline.yaml or single *.timeline.yaml"
        raise click.ClickException(f"there is no {usual} here. Name a file")
    from timeline_tui.state import load_state

    state, problems = load_state()
    return files.otherwise(state.last), problems


def command(
    name: str, *params: click.Parameter, below: str = ""
) -> Callable[[Callable[..., int]], click.Command]:
    """A command that is given an `Asked`, and by their names all params that are not of it.

    Its help is what `help.txt` says; what stands `below` follows the options.
    """
    shared = {field.name for field in fields(Asked)}
    help, heading, examples = HELP[name][1].partition("\n\nExamples:\n")

    def made(function: Callable[..., int]) -> click.Command:
        def run(**given: Any) -> int:
            asked = Asked(**{name: given.pop(name) for name in shared & given.keys()})
            return function(asked, **given)

        return click.Command(
            name,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": _WIDEST},
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


def completed(by: str) -> Callable[..., list[CompletionItem[str]]]:
    """What the function of that name in `completion` offers; imported when a shell asks."""

    def complete(
        ctx: click.Context, param: click.Parameter, typed: str
    ) -> list[CompletionItem[str]]:
        from timeline_tui.cli import completion

        found: list[CompletionItem[str]] = getattr(completion, by)(ctx, typed)
        return found

    return complete


def flag(name: str, says: str) -> click.Option:
    """An option without a value."""
    return click.Option([name], is_flag=True, help=says)


def formats(*names: str) -> click.Option:
    """`--format`; the first is the default."""
    says = f"how to print (default: {names[0]})"
    return click.Option(["--format", "form"], type=click.Choice(names), default=names[0], help=says)


PATHS: Final = click.Argument(
    ["paths"], metavar="[PATH]...", nargs=-1, shell_complete=completed("timelines")
)
QUERY: Final = click.Option(
    ["-q", "--query"],
    metavar="QUERY",
    default="",
    shell_complete=completed("queries"),
    help="only what this finds",
)
AS_OF: Final = click.Option(
    ["--as-of"],
    metavar="DAY",
    default="",
    shell_complete=completed("days"),
    help="as it was known on a day, as asof: does",
)
SORT: Final = click.Option(
    ["--sort"],
    type=click.Choice(("date", "reported")),
    help="by date (default) or by when it became known, as sort: does",
)
ASCII: Final = flag("--ascii", "draw with ASCII signs only")
EVENTS: Final = (PATHS, QUERY, AS_OF, SORT)
SUMMARY: Final = (PATHS, QUERY, AS_OF, formats("text", "json"), ASCII)
