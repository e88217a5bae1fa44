"""`timeline lanes`: a view drawn along an axis of time, as text or as a picture."""

from __future__ import annotations

from typing import Final, get_args

import click

from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, Asked
from timeline_tui.cli.reading import emit_lines, glyphs_for, view_of
from timeline_tui.core.lanes.rows import By
from timeline_tui.output import emit_file, say, terminal_width
from timeline_tui.words.lanes import chart, lane_lines

_IN_A_PIPE: Final = 120  # cells
_BY_SAYS: Final = "what has a lane of its own (default: actor)"
_BY: Final = click.Option(["--by"], type=click.Choice(get_args(By)), default="actor", help=_BY_SAYS)
_WIDTH_SAYS: Final = "cells of a line (default: the terminal's; in a pipe 120)"
_WIDTH: Final = click.Option(
    ["--width"], metavar="N", type=click.IntRange(min=20, max=1000), help=_WIDTH_SAYS
)
_PARAMS: Final = (take.PATHS, take.QUERY, take.AS_OF, take.formats("text", "svg"), take.ASCII)


@take.command("lanes", *_PARAMS, _BY, _WIDTH)
def lanes(asked: Asked, by: By, width: int | None) -> int:
    """Draws what a query finds along an axis of time."""
    view = view_of(asked)
    drawn = chart(view, by, width or max(terminal_width() or _IN_A_PIPE, 20))
    if drawn is None:
        say(f"timeline: no event {'that matches has a date' if view.shown else 'matches'}")
        return NOTHING
    if asked.form == "svg":
        from timeline_tui.export.svg import picture

        emit_file(picture(view, drawn))
    else:
        emit_lines(lane_lines(view, drawn, glyphs_for(asked)))
    return DONE
