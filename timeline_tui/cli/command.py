"""What a command is, and what several commands take: paths, a query, a format.

Imports nothing but the standard library, so that `--help` and `--version` are immediate.
"""

from __future__ import annotations

import argparse
import re
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from timeline_tui.output import emit, emit_text, say, writes_unicode

if TYPE_CHECKING:
    from timeline_tui.words.glyphs import Glyphs
    from timeline_tui.words.spans import Line

DONE: Final = 0
"""It was done, and something matched."""

NOTHING: Final = 1
"""Nothing matched, or problems or differences were found."""

WRONG_USE: Final = 2
"""It cannot be done as it was asked, or the input cannot be read."""

INTERRUPTED: Final = 130

_WIDEST: Final = 100  # columns; longer lines of text are hard to read


class UsageError(Exception):
    """The command cannot do what it was asked; the text says why, without a full stop."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what `--help`, the man page and completion say of it, and what it does.

    `usage` is what stands behind the name in the help; how `description` and `examples` are read
    is said at `blocks`. `arguments` adds what it takes to a parser; `run` does it and returns the
    exit code, and may raise UsageError.
    """

    name: str
    description: str
    run: Callable[[argparse.Namespace], int]
    usage: str = ""
    examples: str = ""
    arguments: Callable[[argparse.ArgumentParser], None] | None = None

    def parser(self) -> argparse.ArgumentParser:
        """A parser of the words that follow the name."""
        prog = f"timeline {self.name}".rstrip()
        parser = Parser(
            prog=prog,
            usage=f"{prog} {self.usage}".rstrip(),
            description=self.description,
            epilog=self.examples,
            formatter_class=_Help,
            allow_abbrev=False,
            add_help=False,
        )
        parser._positionals.title, parser._optionals.title = "Arguments", "Options"
        parser.add_argument("-h", "--help", action="help", help="print this help")
        if self.arguments is not None:
            self.arguments(parser)
        return parser


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and where to read on."""

    def error(self, message: str) -> NoReturn:
        say(f"{self.prog}: {message}. See {self.prog} --help")
        raise SystemExit(WRONG_USE)

    def _print_message(self, message: str, file: object = None) -> None:
        """The help and the version, escaped where the output has no sign for a character."""
        emit_text((message,))


class _Help(argparse.HelpFormatter):
    """Fills the paragraphs of a text up to the terminal's width and keeps its lists."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=min(shutil.get_terminal_size().columns, _WIDEST) - 2)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "Usage: ")

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n\n".join(
            "\n".join(block) if is_list else textwrap.fill(" ".join(block), width)
            for block, is_list in blocks(text)
        )


def blocks(text: str) -> Iterator[tuple[list[str], bool]]:
    """The lines of each paragraph of a help text, and whether it is a list.

    Paragraphs are parted by empty lines. In a list some lines are indented and all stay as they
    are; the first may be its heading.
    """
    for block in re.split(r"\n{2,}|\n(?=Exit code:)", text.strip("\n")):
        lines = block.splitlines() or [""]
        if lines[0].endswith(":"):
            lines[0] = lines[0][:1].upper() + lines[0][1:]
        yield lines, any(line.startswith(" ") for line in lines)


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
        help="YAML files, folders of them, or - for standard input, read as one timeline; "
        "default: events.yaml, timeline.yaml or the one *.timeline.yaml here",
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


def add_summary(parser: argparse.ArgumentParser) -> None:
    """What takes events together takes them from paths by a query, and prints text or JSON."""
    add_paths(parser)
    add_query(parser, sort=False)
    add_format(parser, ("text", "json"), "text")
    add_ascii(parser)


def draws_ascii(arguments: argparse.Namespace) -> bool:
    """Whether to draw with ASCII signs: it was asked for, or the output carries no others."""
    return bool(arguments.ascii) or not writes_unicode()


def glyphs_of(arguments: argparse.Namespace) -> Glyphs:
    """The signs to draw with."""
    from timeline_tui.words.glyphs import ASCII, UNICODE

    return ASCII if draws_ascii(arguments) else UNICODE


def emit_lines(lines: Iterable[Line]) -> None:
    """Print drawn lines as text; control characters in them are harmless."""
    from timeline_tui.words.spans import harmless, text_of

    emit(text_of(harmless(line)).rstrip() for line in lines)


def emit_json(value: Mapping[str, object]) -> None:
    """Print an object that programs read; what the output cannot carry is escaped."""
    from timeline_tui.words.json_lines import json_lines

    emit(json_lines(value, ascii=not writes_unicode()))
