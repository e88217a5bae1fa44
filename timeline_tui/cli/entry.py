"""`timeline entry`: a new event as text, to be appended to a timeline. Writes into no file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from timeline_tui import files
from timeline_tui.cli import completion
from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, Asked
from timeline_tui.cli.reading import ids_meant, inputs_of, loaded, no_single_event
from timeline_tui.core.dates import DateError, understand
from timeline_tui.core.loading import Given, load_text
from timeline_tui.core.query import Query
from timeline_tui.core.reading.records import cut
from timeline_tui.core.stub import TITLE, stub
from timeline_tui.core.text import make_visible
from timeline_tui.core.views.view import apply
from timeline_tui.core.watch import YAML_SUFFIXES
from timeline_tui.output import emit_text, say

_TITLE: Final = click.Argument(["title"], required=False, default="")
_NOW: Final = take.flag("--now", "dated today with the time of day, to the minute")
_LIKE: Final = click.Option(
    ["--like"],
    metavar="ID",
    default="",
    shell_complete=completion.ids,
    help="with date, place, actors and sources of this event",
)
_DATE: Final = click.Option(
    ["--date"], metavar="EDTF", default="", help="dated so (default: today)"
)


@take.command("entry", _TITLE, take.PATHS, _NOW, _LIKE, _DATE)
def entry(asked: Asked, title: str, now: bool, like: str, date: str) -> int:
    """Prints an event to append."""
    if now and date:
        raise click.UsageError("--now is a date of its own. Leave out one of --now and --date")
    paths = asked.paths
    if title == take.STANDARD_INPUT or title.lower().endswith(YAML_SUFFIXES):
        title, paths = "", (title, *paths)
    named = paths or like or files.here(Path())
    inputs = inputs_of(paths) if named else ()
    timeline = loaded(inputs) if named else load_text("")
    view = apply(timeline, Query())
    found = ids_meant(view, like) if like else []
    if like and len(found) != 1:
        say(f"timeline: {no_single_event(view, like, found)}")
        return NOTHING
    other = timeline.events[timeline.row_of[found[0]]] if found else None
    moment = datetime.now(timeline.zone if named else None)
    if other is not None and not now:
        date = date or (other.date.text if other.date else "unknown")
    written = _date(date) if date else f"{moment:%Y-%m-%d}"
    text = stub(
        timeline, written, f"{moment:%H:%M}" if now else "", other, make_visible(title) or TITLE
    )
    emit_text([_appended(inputs, text)])
    return DONE


def _date(typed: str) -> str:
    """The EDTF of what was typed. ClickException."""
    try:
        return typed if typed == "unknown" else understand(typed).text
    except DateError as error:
        raise click.ClickException(f"--date: {error.message}. {error.hint}".rstrip(". ")) from error


def _appended(inputs: Sequence[Path | Given], text: str) -> str:
    """The text as it goes behind the one file that it is for; where it would not stand among the
    events there, standard error says so."""
    if len(inputs) != 1 or not isinstance(inputs[0], Path) or not inputs[0].is_file():
        return text
    data, name = inputs[0].read_bytes(), str(inputs[0])
    text = text if data.endswith(b"\n") or not data else f"\n{text}"
    before, after = (
        cut(one.decode(errors="replace"), name) for one in (data, data + text.encode())
    )
    last = after.events[-1].text if after.events else ""
    if last.strip() != text.strip() or len(after.problems) > len(before.problems):
        say(f"timeline: {name} does not end with its events: paste this under `events:`")
    return text
