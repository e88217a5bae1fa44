"""The man page, from what `--help` prints: `docs/tables.py` writes it to docs/timeline.1.

It holds all commands, no date, and no signs beyond ASCII, so that it is the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from timeline_tui import __version__
from timeline_tui.cli import COMMANDS, find

_CONFIG = Path(__file__).with_name("config.md")
_SIGNS = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}
_EXIT_CODES = """\
0    done, and something matched
1    nothing matched, or problems or differences were found
2    wrong use, or something that cannot be read or written
130  interrupted"""


def manual() -> str:
    """The page as a file holds it."""
    lines = [f'.TH TIMELINE 1 "" "timeline {__version__}" "User commands"']
    lines += [".SH NAME", r"timeline \- explore and check chronologies that are kept as text"]
    lines += [".SH COMMANDS"]
    for name in ("explore", *COMMANDS):
        path = "timeline" if name == "explore" else f"timeline {name}"
        lines += [f'.SS "{_roff(path)}"', *_kept(_help(name, path))]
    lines += [".SH EXIT STATUS", *_kept(_EXIT_CODES), ".SH ENVIRONMENT", *_kept(_variables())]
    return "\n".join(lines) + "\n"


def _help(name: str, path: str) -> str:
    command = find(name)
    settings = {**command.context_settings, "terminal_width": 78}
    with click.Context(command, info_name=path, **settings) as context:
        return command.get_help(context)


def _variables() -> str:
    """The variables of the environment, as the page on the config has them."""
    page = _CONFIG.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.*) \| (.*) \|$", page.partition("| variable |")[2], re.M)
    return "\n".join(f"{names}\n    {says}" for names, says in rows[1:]).replace("`", "")


def _kept(text: str) -> Iterator[str]:
    """Lines that stay as they are."""
    yield ".nf"
    for line in text.splitlines():
        yield r"\&" + _roff(line) if line else ".sp"
    yield ".fi"


def _roff(text: str) -> str:
    """`text` with every sign that roff would change, and all beyond ASCII, by its name."""
    named = "".join(_SIGNS.get(sign, sign) for sign in text)
    return "".join(sign if sign.isascii() else rf"\[u{ord(sign):04X}]" for sign in named)
