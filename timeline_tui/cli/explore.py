"""`timeline [PATH …]`: the screen, or the chronology as text where there is no terminal."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Final

import click

from timeline_tui import __version__
from timeline_tui.cli import COMMANDS, HELP
from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, Asked
from timeline_tui.output import is_terminal, say, terminal_width, writes_unicode

_LIST: Final = "".join(f"  {name:<13}{HELP[name][0]}\n" for name in COMMANDS)
_THEME: Final = click.Option(["--theme"], metavar="NAME", help="the screen's colours")
_NO_WATCH: Final = take.flag("--no-watch", "do not read the files again by themselves")
_OPTIONS: Final = (*take.EVENTS, _THEME, _NO_WATCH, *take.PRINTED)


@click.version_option(__version__, message="timeline %(version)s", help="print the version")
@take.command("explore", *_OPTIONS, below=f"Commands:\n{_LIST}")
def explore(asked: Asked, theme: str | None, no_watch: bool) -> int:
    """Opens the screen, or prints the chronology where there is none."""
    from dataclasses import replace

    from timeline_tui.files import here, is_stream
    from timeline_tui.settings import load_settings

    settings, problems = load_settings()
    colour = click.get_current_context().color
    settings = replace(
        settings,
        theme=settings.theme if theme is None else theme,
        color="auto" if colour else settings.color if colour is None else "never",
        ascii=settings.ascii or asked.ascii or not writes_unicode(),
        reload=replace(settings.reload, auto=settings.reload.auto and not no_watch),
    )
    # What can be read only once is printed: the screen reads its files again and again.
    once = take.STANDARD_INPUT in asked.paths or any(is_stream(Path(name)) for name in asked.paths)
    if once or not _has_screen():
        for problem in problems:
            say(str(problem))
        return _print(asked._replace(ascii=settings.ascii))
    query = ""
    if asked.query or asked.as_of or asked.sort:  # else the first picture waits for nothing
        from timeline_tui.cli.reading import query_of

        query = str(query_of(asked))
    files = take.chosen(asked.paths)
    # A lone Escape waits this long for the rest of a key's sequence; read when Textual is imported.
    os.environ.setdefault("ESCDELAY", "25")
    gc.disable()  # until the files are read: what is imported and loaded is kept
    from timeline_tui.tui.app import run

    named = bool(asked.paths or here(Path()))
    return run(list(files), query, settings, problems, named=named)


def _print(asked: Asked) -> int:
    from timeline_tui.cli.reading import emit_lines, glyphs_for, view_of
    from timeline_tui.words.tables import chronology

    view = view_of(asked, here_only=False)
    emit_lines(chronology(view, terminal_width(), glyphs_for(asked)))
    return DONE if view.shown else NOTHING


def _has_screen() -> bool:
    """Whether there is a terminal, or a browser in its place: `textual serve` names its driver."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
