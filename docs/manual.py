"""The man page, from what `--help` prints: `docs/tables.py` writes it to docs/timeline.1.

It holds all commands, no date, and no signs beyond ASCII, so that it is the same everywhere.
"""

from __future__ import annotations

import re
from argparse import Action
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline_tui import __version__
from timeline_tui.cli import COMMANDS, find
from timeline_tui.cli.command import Command, blocks

_CONFIG = Path(__file__).with_name("config.md")
_SIGNS = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}
_EXIT_CODES = (
    ("0", "It was done, and something matched."),
    ("1", "Nothing matched, or problems or differences were found."),
    ("2", "Wrong use, or something that cannot be read or written."),
    ("130", "Interrupted."),
)


def manual() -> str:
    """The page as a file holds it."""
    explore = find("explore")
    lines = [f'.TH TIMELINE 1 "" "timeline {__version__}" "User commands"']
    lines += [".SH NAME", r"timeline \- explore and check chronologies that are kept as text"]
    lines += [".SH SYNOPSIS", *_synopsis(map(find, ("explore", *COMMANDS)))]
    lines += [".SH DESCRIPTION", *_text(explore.description)]
    lines += [".SH OPTIONS", *_options(explore)]
    lines += [".SH COMMANDS"]
    for name in COMMANDS:
        lines += _command(find(name))
    lines += [".SH EXIT STATUS", *_terms(_EXIT_CODES)]
    lines += [".SH ENVIRONMENT", *_terms(_variables())]
    lines += [".SH NOTES", *_text(explore.examples.partition("\n\n")[2])]
    return "\n".join(lines) + "\n"


def _synopsis(commands: Iterable[Command]) -> Iterator[str]:
    for number, command in enumerate(commands):
        for line in command.usage.splitlines() or [""]:
            more = line.strip().startswith("timeline")  # a second way to use it
            name = "timeline" if more else f"timeline {command.name}".rstrip()
            if number or more:
                yield ".br"
            yield f"{_bold(name)} {_roff(line.strip().removeprefix('timeline '))}".rstrip()


def _command(command: Command) -> Iterator[str]:
    yield f'.SS "timeline {_roff(command.name)} {_roff(command.usage)}"'
    yield from _text(command.description)
    yield from _options(command)
    if command.examples:
        yield from (".PP", *_text(command.examples))


def _text(text: str) -> Iterator[str]:
    """Paragraphs are filled, lists stay as they are."""
    for number, (lines, is_list) in enumerate(blocks(text)):
        if number:
            yield ".PP"
        if is_list:
            yield from (".nf", *map(_line, lines), ".fi")
        else:
            yield from map(_line, lines)


def _options(command: Command) -> Iterator[str]:
    """What it takes; `-h` is said once."""
    for action in command.parser()._actions:
        if command.name == "" or "--help" not in action.option_strings:
            yield from (".TP", _invocation(action), _line(action.help or ""))


def _invocation(action: Action) -> str:
    choices = "|".join(map(str, action.choices or ()))
    value = rf"\fI{_roff(choices or str(action.metavar or action.dest.upper()))}\fR"
    if not action.option_strings:
        return value
    behind = "" if action.nargs == 0 else f" {value}"
    return ", ".join(f"{_bold(option)}{behind}" for option in action.option_strings)


def _terms(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, says in terms:
        yield from (".TP", _bold(term), _line(says))


def _variables() -> Iterator[tuple[str, str]]:
    """The variables of the environment, as the page on the config has them."""
    table = (
        _CONFIG.read_text(encoding="utf-8").partition("| variable | |\n")[2].partition("\n\n")[0]
    )
    for row in table.splitlines()[1:]:
        names, says = (cell.strip() for cell in row.strip("|").split("|"))
        yield names.replace("`", ""), re.sub("`", "", says)


def _line(text: str) -> str:
    """A line of text, that must not begin like a request."""
    text = _roff(text)
    return rf"\&{text}" if text.startswith((".", " ")) else text


def _roff(text: str) -> str:
    """`text` with every sign that roff would change, and all beyond ASCII, by its name."""
    named = "".join(_SIGNS.get(sign, sign) for sign in text)
    return "".join(sign if sign.isascii() else rf"\[u{ord(sign):04X}]" for sign in named)


def _bold(text: str) -> str:
    return rf"\fB{_roff(text)}\fR"
