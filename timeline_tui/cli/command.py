"""What a command is, and what several commands take: paths, a query, a format.

Imports nothing but the standard library, so that `--help` and `--version` are immediate.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from timeline_tui.output import say

DONE: Final = 0
"""It was done, and something matched."""

NOTHING: Final = 1
"""Nothing matched, or problems or differences were found."""

WRONG_USE: Final = 2
"""It cannot be done as it was asked, or the input cannot be read."""

INTERRUPTED: Final = 130


class UsageError(Exception):
    """The command cannot do what it was asked; the text says why, without a full stop."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what `--help`, the man page and completion say of it, and what it does.

    `usage` is what stands behind the name in the help. `arguments` adds what it takes to a parser;
    `run` does it and returns the exit code, and may raise UsageError.
    """

    name: str
    usage: str
    description: str
    examples: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]

    def parser(self) -> argparse.ArgumentParser:
        """A parser of the words that follow the name."""
        prog = f"timeline {self.name}".rstrip()
        parser = Parser(
            prog=prog,
            usage=f"{prog} {self.usage}".rstrip(),
            description=self.description,
            epilog=self.examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.arguments(parser)
        return parser


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and where to read on."""

    def error(self, message: str) -> NoReturn:
        say(f"{self.prog}: {message}. See {self.prog} --help")
        raise SystemExit(WRONG_USE)


def parsed(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """The arguments; options may stand between the paths, all behind `--` are paths.

    argparse itself forgets the `--` where options and paths are mixed.
    """
    words = _with_query_attached(words)
    end = words.index("--") if "--" in words else len(words)
    behind = words[end + 1 :]
    arguments = parser.parse_intermixed_args(words[:end])
    if behind and not hasattr(arguments, "paths"):
        parser.error(f"unrecognized arguments: {' '.join(behind)}")
    if behind:
        arguments.paths += behind
    return arguments


def _with_query_attached(words: Sequence[str]) -> list[str]:
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


# What several commands take


def add_paths(parser: argparse.ArgumentParser) -> None:
    """PATH …: what is read as one timeline."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a YAML file, a folder of them, or - for standard input; several are one timeline",
    )


def add_query(parser: argparse.ArgumentParser, *, sort: bool = True) -> None:
    """`-q`, `--as-of` and, for what lists events, `--sort`."""
    parser.add_argument("-q", "--query", metavar="QUERY", default="", help="only what this finds")
    parser.add_argument(
        "--as-of", metavar="DAY", default="", help="as it was known on a day, as asof: does"
    )
    if sort:
        parser.add_argument(
            "--sort",
            choices=("date", "reported"),
            help="by date (default) or by when it became known, as sort: does",
        )


def add_format(parser: argparse.ArgumentParser, names: Sequence[str], default: str) -> None:
    """`--format`."""
    parser.add_argument(
        "--format", choices=tuple(names), default=default, help=f"how to print (default: {default})"
    )


def add_ascii(parser: argparse.ArgumentParser) -> None:
    """`--ascii`."""
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
