"""`timeline list`: what a query finds, for people and for programs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from timeline_tui.cli.command import (
    DONE,
    NOTHING,
    Command,
    add_ascii,
    add_format,
    add_paths,
    add_query,
    draws_ascii,
    glyphs_of,
)
from timeline_tui.output import emit, emit_file, terminal_width

if TYPE_CHECKING:
    from timeline_tui.core.views.view import View
    from timeline_tui.words.glyphs import Glyphs

_EXPORTED: Final = ("json", "jsonl", "csv", "md")
_DESCRIPTION = """\
Print the events that a query finds, in their order: as a table, as the chronology under its months
(text), or as data with everything the file says of them (json, jsonl, csv) or as Markdown (md).
Exit code: 0 something was found, 1 nothing, 2 wrong use.
"""
_EXAMPLES = """\
Examples:
  timeline list case.yaml -q is:disputed
  timeline list case.yaml --as-of 2021-07-26 --sort reported
  timeline list case.yaml --format jsonl | jq -r 'select(.origins > 1) | .id'
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_paths(parser)
    add_query(parser)
    add_format(parser, ("table", "text", *_EXPORTED), "table")
    add_ascii(parser)


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui.cli.reading import view_of
    from timeline_tui.export import write
    from timeline_tui.words.plain import chronology

    view = view_of(arguments)
    ascii = draws_ascii(arguments)
    if arguments.format in _EXPORTED:
        emit_file(write(arguments.format, view).pieces)
    elif arguments.format == "text":
        emit(chronology(view, terminal_width(), ascii=ascii))
    else:
        emit(_table(view, glyphs_of(arguments), ascii=ascii))
    return DONE if view.shown else NOTHING


def _table(view: View, glyphs: Glyphs, *, ascii: bool) -> Iterator[str]:
    from timeline_tui.core.evidence.standing import standings
    from timeline_tui.words.dates import rail
    from timeline_tui.words.rows import placed
    from timeline_tui.words.table import Column, table_lines

    timeline = view.timeline
    standing = standings(timeline)
    columns = (
        Column("date"),
        Column("event", share=3),
        Column("where", share=1),
        Column("standing"),
        Column("origins", "right"),
        Column("id", share=1),
    )
    rows: list[tuple[str, ...]] = []
    for row in view.rows:
        event = timeline.events[row]
        date = rail(event.date, event.time, width=24, ascii=ascii) or event.date_written
        where = ", ".join(timeline.places[id].name for id in event.locations)
        kind = standing[row].kind
        origins = str(len(standing[row].counted))
        date = date or f"unknown {placed(event)}".rstrip()
        rows.append((date, event.title, where, kind, origins, event.id))
    return table_lines(columns, rows, terminal_width(), glyphs)


COMMAND = Command(
    name="list",
    usage="[PATH …] [-q QUERY] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
