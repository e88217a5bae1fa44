"""`timeline list`, `export`, `show`, `sources`, `stats`, `disputes`: a view printed or written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import click

from timeline_tui.cli import completion
from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, Asked
from timeline_tui.cli.reading import (
    emit_json,
    emit_lines,
    glyphs_for,
    ids_meant,
    no_single_event,
    view_of,
)
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.disputes import ContestedStatement, Side, matters
from timeline_tui.core.evidence.disputes import disputes as disputes_of
from timeline_tui.core.evidence.quotations import Quotations, quotations
from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.models import FacetKind
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.tallies import Unit, periods, without
from timeline_tui.core.views.view import View
from timeline_tui.core.watch import YAML_SUFFIXES
from timeline_tui.export import FORMATS, write
from timeline_tui.export.record import plain, record
from timeline_tui.output import emit_file, save, say, terminal_width
from timeline_tui.words.dates import iso, long, rail
from timeline_tui.words.disputes import dispute_item, nothing_contested
from timeline_tui.words.rows import placed
from timeline_tui.words.signs import Glyphs, standing_glyph
from timeline_tui.words.spans import Line, Span, text_of
from timeline_tui.words.story import event_lines, named_lines, told_lines
from timeline_tui.words.tables import (
    Column,
    chronology,
    period_name,
    source_lines,
    stats_lines,
    table_lines,
)

_IN_A_PIPE: Final = 80  # cells of what is wrapped
_WIDEST: Final = 100  # cells; longer lines are hard to read
_DATA: Final = ("json", "jsonl", "csv", "md")  # of FORMATS those that are read in a terminal
_IN_LIST: Final = (*take.EVENTS, take.WITHOUT, take.formats("table", "text", *_DATA))


@take.command("list", *_IN_LIST, *take.PRINTED)
def list_(asked: Asked) -> int:
    """Prints what a query finds."""
    view, glyphs = view_of(asked), glyphs_for(asked)
    if asked.form in _DATA:
        return _write(view, asked.form)
    told = chronology if asked.form == "text" else _table
    emit_lines(told(view, terminal_width(), glyphs))
    return DONE if view.shown else NOTHING


def _table(view: View, width: int | None, glyphs: Glyphs) -> Iterator[Line]:
    timeline, standing = view.timeline, standings(view.timeline)
    columns = (
        *(Column("date"), Column("event", share=3), Column("where", share=1, role="dim")),
        *(Column("standing"), Column("origins", "right"), Column("id", share=1, role="dim")),
    )
    rows: list[tuple[str | Span, ...]] = []
    for event, stands in ((timeline.events[row], standing[row]) for row in view.rows):
        date = glyphs.own(rail(event.date, event.time, width=24))
        date = date or event.date_written or f"unknown {placed(event)}".rstrip()
        where = ", ".join(timeline.places[id].name for id in event.locations)
        counted = str(len(stands.counted))
        kind = standing_glyph(stands.kind, glyphs)._replace(text=stands.kind)
        rows.append((date, event.title, where, kind, counted, event.id))
    return table_lines(columns, rows, width, glyphs)


# A file of another kind

_FORMATS: Final = "".join(f"  {name:<11} {says}\n" for name, says in FORMATS.items())
_FORMAT: Final = click.Argument(["form"], metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
_SAYS: Final = "write to FILE; it may not be a PATH"
_TO: Final = click.Option(
    ["-o", "--output"], metavar="FILE", type=click.Path(dir_okay=False), default="-", help=_SAYS
)


@take.command("export", _FORMAT, *take.EVENTS, take.WITHOUT, _TO, below=f"Formats:\n{_FORMATS}")
def export(asked: Asked, output: str) -> int:
    """Writes what a query finds as a file of another kind."""
    return _write(view_of(asked), asked.form, output)


def _write(view: View, form: str, output: str = take.STANDARD_INPUT) -> int:
    """Writes a view in one of FORMATS, and says what that cannot carry."""
    written = write(form, view)
    if output == take.STANDARD_INPUT:
        emit_file(written.pieces)
    else:
        save(_target(output, view.timeline), written.pieces)
    for loss in written.left_out:
        say(f"timeline: {loss}")
    return DONE if view.shown else NOTHING


def _target(name: str, timeline: Timeline) -> Path:
    """The file to write, which is never one that was read. ClickException."""
    target = Path(name)
    there = [Path(file) for file in timeline.files if target.exists() and Path(file).exists()]
    if any(map(target.samefile, there)):
        raise click.ClickException(f"{target}: this is the timeline itself. Name another file")
    return target


# One event

_ID: Final = click.Argument(["id"], shell_complete=completion.ids)


@take.command("show", _ID, take.PATHS, take.AS_OF, take.formats("text", "json"), *take.PRINTED)
def show(asked: Asked, id: str) -> int:
    """Prints everything the file says of an event."""
    if id.lower().endswith(YAML_SUFFIXES):
        advice = f"Write `timeline show ID {id}`; `timeline list {id}` prints the ids"
        raise click.ClickException(f"{id} is a file, not the id of an event. {advice}")
    view, glyphs = view_of(asked), glyphs_for(asked)
    found = ids_meant(view, id)
    if len(found) != 1:
        say(f"timeline: {no_single_event(view, id, found)}")
        return NOTHING
    row = view.timeline.row_of[found[0]]
    if asked.form == "json":
        emit_json(_event(view, row))
        return DONE
    event, room = view.timeline.events[row], min(terminal_width() or _IN_A_PIPE, _WIDEST)
    told = (*event_lines(view, event, glyphs), *named_lines(view, event, glyphs))
    parts = [
        (line, one.target.value if one.target and one.target.kind == "url" else "")
        for one in told
        for line in told_lines(one, room)
    ]
    emit_lines((line for line, _ in parts), (address for _, address in parts))
    return DONE


def _event(view: View, row: int) -> dict[str, object]:
    """The object of `timeline list --format json`, and what of it only the timeline tells."""
    timeline, event = view.timeline, view.timeline.events[row]
    linked: dict[str, list[str]] = {}
    for link in timeline.links.get(event.id, ()):
        if not link.outgoing:
            linked.setdefault(link.type, []).append(link.event)
    return {
        **record(view, row),
        "date_in_words": long(event.date, event.time) if event.date else event.date_written,
        "standing_because": sentence(standings(timeline)[row], timeline, long),
        "linked_from": linked,
    }


# What takes events together


def _head(view: View) -> dict[str, object]:
    """What all objects of the summaries begin with."""
    return {"title": view.timeline.title, "as_of": view.query.asof and view.query.asof.text}


@take.command("sources", *take.SUMMARY)
def sources(asked: Asked) -> int:
    """Prints who is quoted through whom."""
    view = view_of(asked)
    found = quotations(view.timeline, view.rows)
    if asked.form == "json":
        emit_json({**_head(view), **_quotations(view.timeline, found)})
    elif found.origins:
        emit_lines(source_lines(view.timeline, found, terminal_width(), glyphs_for(asked)))
    if not found.origins:
        say("timeline: no event matches" if not view.shown else "timeline: nobody is quoted")
    return DONE if found.origins else NOTHING


def _quotations(timeline: Timeline, found: Quotations) -> dict[str, Any]:
    """Each party with what may make it one with others; "" where the file does not say."""
    told: Any = plain(found)
    for name in ("publications", "origins"):
        told[name] = [{**_party(timeline, one["id"]), **one} for one in told[name]]
    return dict(told)


def _party(timeline: Timeline, id: str) -> dict[str, object]:
    party, kind = timeline.party(id), "actor" if id in timeline.actors else "source"
    said = {name: getattr(party, name, "") for name in ("side", "publisher", "reliability")}
    return {"id": id, "name": party.name, "kind": kind, **said}


_BY_SAYS: Final = "the periods (default: those that suit the time they span)"
_BY: Final = click.Option(["--by"], type=click.Choice(get_args(Unit)), help=_BY_SAYS)
_TOP_SAYS: Final = "the N places, actors and sources with most events (default: 10; 0: all)"
_TOP: Final = click.Option(
    ["--top"], metavar="N", type=click.IntRange(min=0), default=10, help=_TOP_SAYS
)


@take.command("stats", *take.SUMMARY, _BY, _TOP)
def stats(asked: Asked, by: Unit | None, top: int) -> int:
    """Counts the events of a view."""
    view = view_of(asked)
    if asked.form == "json":
        emit_json(_counts(view, by))
    elif view.shown:
        emit_lines(stats_lines(view, by, top, terminal_width(), glyphs_for(asked)))
    if not view.shown:
        say("timeline: no event matches")
    return DONE if view.shown else NOTHING


def _counts(view: View, unit: Unit | None) -> dict[str, object]:
    found = periods(view, unit)
    facets: dict[str, object] = {}
    for kind in get_args(FacetKind):
        facets[f"{kind}s"] = [
            {"id": one.id, "name": one.name, "parent": one.parent or None, "events": one.count}
            for one in view.facet(kind)
        ]
        facets[f"without_{kind}"] = without(view, kind)
    return {
        **_head(view),
        "events": view.shown,
        "total": view.total,
        "unit": found.unit,
        "periods": [
            {"name": period_name(found.unit, one), "first": iso(one.first), "last": iso(one.last)}
            | {"events": one.events, "beyond": one.beyond}
            for one in found.periods
        ],
        "year_not_known": found.yearless,
        "undated": found.undated,
        **facets,
        "standing": {one.id: one.count for one in view.facet("standing") if one.count},
    }


@take.command("disputes", *take.SUMMARY)
def disputes(asked: Asked) -> int:
    """Prints who asserts and who contests what."""
    view, glyphs = view_of(asked), glyphs_for(asked)
    blocks = disputes_of(view.timeline, view.rows)
    if asked.form == "json":
        ids = dict.fromkeys(side.event.id for block in blocks for side in block.sides)
        events = [record(view, view.timeline.row_of[id]) for id in ids]
        emit_json({**_head(view), "statements": list(map(_statement, blocks)), "events": events})
    else:
        room = min(terminal_width() or _IN_A_PIPE, _WIDEST)
        items = [dispute_item(view.timeline, one, glyphs, room) for one in matters(blocks)]
        emit_lines([line for item in items for line in item][:-1])  # an item ends with air
    if not blocks:
        others = contested_index(view.timeline).contests
        nothing = text_of(nothing_contested(view.timeline, view.query.asof)).strip(" .")
        say(f"timeline: {nothing}{'. Events that the query leaves out are' if others else ''}")
    return DONE if blocks else NOTHING


def _statement(block: ContestedStatement) -> dict[str, object]:
    text = block.claim.text if block.claim else block.event.title
    return {**_ids(block), "text": text, "sides": list(map(_side, block.sides))}


def _side(side: Side) -> dict[str, Any]:
    told: Any = plain(side)
    return {**told, **_ids(side)}


def _ids(of: ContestedStatement | Side) -> dict[str, object]:
    return {"event": of.event.id, "claim": of.claim and of.claim.id}
