"""How printed lines look: colours for roles, links for addresses, each only where it is wanted.

Knows the environment and the option `--color`; what a role means it does not know.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Final

import click

from timeline_tui.output import is_terminal
from timeline_tui.words.spans import Line, Role

_CODES: Final[Mapping[Role, str]] = {
    "title": "1",
    "label": "1",
    "dim": "2",
    "accent": "36",
    "contested": "33",
    "problem": "31",
    "match": "4",
}
"""Of the terminal's own 16 colours, which its owner has made readable."""

_TRAILING: Final = re.compile(r" +(\x1b\[0m)?$")
_LINKING: Final = {
    "TERM_PROGRAM": (
        "iTerm.app",
        "WezTerm",
        "vscode",
        "ghostty",
        "Hyper",
        "Tabby",
        "rio",
        "mintty",
    ),
    "TERM": ("xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "alacritty"),
}
_TELLING: Final = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM")
_VTE_LINKS: Final = 5000  # since version 0.50


def in_colour() -> bool:
    """Whether what is printed is coloured: as `--color` says, else the environment, else where
    standard output is a terminal and the config allows it."""
    chosen, environ = click.get_current_context().color, os.environ
    if chosen is not None or environ.get("NO_COLOR"):
        return bool(chosen)
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    dull = environ.get("CLICOLOR") == "0" or environ.get("TERM") == "dumb"
    if dull or not is_terminal(sys.stdout) or not _takes_codes():
        return False
    from timeline_tui.settings import load_settings

    return load_settings()[0].color != "never"


def _takes_codes() -> bool:
    """Whether the terminal takes escape codes: the console of Windows does once it is told to."""
    if sys.platform == "win32":
        from ctypes import windll

        return bool(windll.kernel32.SetConsoleMode(windll.kernel32.GetStdHandle(-11), 7))
    return True


def links_addresses() -> bool:
    """Whether the terminal is one that is known to make links of addresses (OSC 8)."""
    environ = os.environ
    if not is_terminal(sys.stdout) or "TMUX" in environ or "STY" in environ:
        return False
    version = environ.get("VTE_VERSION", "")
    known = any(environ.get(name) in terminals for name, terminals in _LINKING.items())
    told = any(map(environ.get, _TELLING))
    return known or told or (version.isdecimal() and int(version) >= _VTE_LINKS)


def coloured(line: Line, address: str = "") -> str:
    """The line for a terminal, each role in its colour; all of it leads to an address, if one is
    given."""
    painted = "".join(
        f"\x1b[{code}m{text}\x1b[0m" if text and (code := _CODES.get(role)) else text
        for text, role in line
    )
    text = _TRAILING.sub(r"\1", painted)
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text
