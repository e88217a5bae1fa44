"""`timeline format-help`: the page on the format, as text."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Final

from timeline_tui.cli.command import DONE, Command
from timeline_tui.output import emit_text, is_terminal

_DESCRIPTION = """\
Print the page on the format: what can be written in a timeline, with examples, and what the
mistakes are. On a terminal it is shown by $PAGER.
"""
_EXAMPLES = """\
Examples:
  timeline format-help
  timeline format-help | grep -A 12 '^## Figures'
"""
_COMMENT: Final = re.compile(r"^<!--.*-->\n", re.M)
_LINK: Final = re.compile(r"\[([^\]\n]+)\]\((?!https?:)[^)\s]+\)")


def page() -> str:
    """The page as it reads without a web browser: no links into other pages, no comments."""
    return _LINK.sub(r"\1", _COMMENT.sub("", format_path().read_text(encoding="utf-8")))


def format_path() -> Path:
    """The page's source: inside the installed package, or in the docs of a checkout."""
    installed = Path(__file__).parents[1] / "format.md"
    return installed if installed.is_file() else Path(__file__).parents[2] / "docs" / "format.md"


def _run(_: argparse.Namespace) -> int:
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        import pydoc

        pydoc.pager(page())
    else:
        emit_text([page()])
    return DONE


COMMAND = Command(
    name="format-help",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    run=_run,
)
