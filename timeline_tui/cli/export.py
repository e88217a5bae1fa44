"""`timeline export FORMAT`: a view as a file of another kind."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, Asked
from timeline_tui.cli.reading import view_of
from timeline_tui.core.timeline import Timeline
from timeline_tui.export import FORMATS, write
from timeline_tui.output import emit_file, save, say

_FORMATS: Final = "".join(f"  {name:<11} {format.says}\n" for name, format in FORMATS.items())
_FORMAT: Final = click.Argument(["form"], metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
_TO: Final = click.Option(
    ["-o", "--output"],
    metavar="FILE",
    type=click.Path(),
    default="-",
    help="write to FILE; it may not be a PATH",
)


@take.command("export", _FORMAT, *take.EVENTS, _TO, below=f"Formats:\n{_FORMATS}")
def export(asked: Asked, output: str) -> int:
    """Writes what a query finds as a file of another kind."""
    view = view_of(asked)
    written = write(asked.form, view)
    if output in ("", "-"):
        emit_file(written.pieces)
    else:
        save(_target(output, view.timeline), written.pieces)
    for sentence in written.left_out:
        say(f"timeline: {sentence}")
    return DONE if view.shown else NOTHING


def _target(name: str, timeline: Timeline) -> Path:
    """The file to write, which is never one that was read. ClickException."""
    target = Path(name)
    if target.is_dir():
        raise click.ClickException(f"{target}: this is a folder. Name a file in it")
    there = [Path(file) for file in timeline.files if target.exists() and Path(file).exists()]
    if any(map(target.samefile, there)):
        raise click.ClickException(f"{target}: this is the timeline itself. Name another file")
    return target
