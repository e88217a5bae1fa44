"""Who is quoted through whom, as sentences and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Final

from timeline_tui.core.evidence.parties import Dependence, line_of_parents
from timeline_tui.core.evidence.quotations import (
    Dependent,
    Origin,
    Publication,
    Quotations,
    Quoted,
)
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.about import reliability
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import isolate
from timeline_tui.words.status import counted
from timeline_tui.words.table import Column, table_lines

_SHARED: Final[Mapping[Dependence, str]] = {
    "same side": "side",
    "same publisher": "publisher",
    "part of": "part of",
}
_REASONS: Final[Mapping[Dependence, str]] = {
    "same origin": "heard through another publication already",
    "part of": "part of",
    "same side": "on one side with",
    "same publisher": "of one publisher with",
}


def quotation_lines(
    timeline: Timeline, found: Quotations, width: int | None, glyphs: Glyphs
) -> Iterator[str]:
    """What stands out, in sentences; then the publications and whom they quote, the origins, and
    those that are no origin of their own beside another."""
    yield from sentences(timeline, found)
    tables = (
        _publications(timeline, found.publications, glyphs),
        _origins(timeline, found.origins),
        _voices(timeline, found),
        _dependents(timeline, found.dependents),
        _about(timeline, found),
    )
    for table in tables:
        columns, rows = _without_empty_columns(table)
        if rows:
            yield ""
            yield from table_lines(columns, rows, width, glyphs)


def sentences(timeline: Timeline, found: Quotations) -> Iterator[str]:
    """How much is attributed to how many, and what rests on a single publication."""
    events = counted(found.events, "event")
    publications = counted(len(found.publications), "publication")
    yield f"{events}: {publications}, {counted(len(found.origins), 'origin')}"
    if found.unattributed:
        verb = "is" if found.unattributed == 1 else "are"
        yield f"{found.unattributed:,} of them {verb} attributed to nobody"
    attributed = found.events - found.unattributed
    by_alone = sorted(found.publications, key=lambda one: -one.alone)
    alone = sum(publication.alone for publication in by_alone)
    if not alone:
        return
    name = isolate(timeline.party(by_alone[0].id).name)
    most = by_alone[0].alone
    if most == attributed:
        all_of_it = "All others rest" if found.unattributed else "Everything rests"
        yield f"{all_of_it} on one publication: {name}"
        return
    often = f", {most:,} of them on {name}" if most > by_alone[1].alone else ""
    yield f"{alone:,} of {attributed:,} {_rest(alone)} on a single publication{often}"


def _rest(count: int) -> str:
    return "rests" if count == 1 else "rest"


# The tables

_Table = tuple[Sequence[Column], Sequence[Sequence[str]]]


def _without_empty_columns(table: _Table) -> _Table:
    columns, rows = table
    used = [any(row[at] for row in rows) for at in range(len(columns))]
    return [*compress(columns, used)], [[*compress(row, used)] for row in rows]


def _publications(
    timeline: Timeline, publications: Sequence[Publication], glyphs: Glyphs
) -> _Table:
    columns = (
        Column("publication", share=3),
        Column("events", "right"),
        Column("alone", "right"),
        Column("through", share=2),
    )
    rows: list[Sequence[str]] = []
    for one in publications:
        name = timeline.party(one.id).name
        rows.append((name, str(one.events), str(one.alone or ""), ""))
        rows += [
            _quoted(timeline, one, quoted, glyphs)
            for quoted in one.quoted
            if len(one.quoted) > 1 or quoted.origin != one.id
        ]
    return columns, rows


def _quoted(
    timeline: Timeline, publication: Publication, quoted: Quoted, glyphs: Glyphs
) -> Sequence[str]:
    own = quoted.origin == publication.id
    name = "itself" if own else isolate(timeline.party(quoted.origin).name)
    had_from = f" {glyphs.had_from} "
    through = had_from.join(isolate(timeline.party(party).name) for party in quoted.through)
    return (f"  {name}", str(quoted.events), "", through)


def _origins(timeline: Timeline, origins: Sequence[Origin]) -> _Table:
    counts = Origin._fields[1:]
    columns = (Column("origin", share=1), *(Column(name, "right") for name in counts))
    rows = [(timeline.party(id).name, *(str(count or "") for count in own)) for id, *own in origins]
    return columns, rows


def _voices(timeline: Timeline, found: Quotations) -> _Table:
    """Those that are one voice, a line each below each other."""
    columns = (Column("one voice", share=1), Column("origin", share=2), Column("asserts", "right"))
    asserts = {origin.id: origin.asserts for origin in found.origins}
    rows: list[Sequence[str]] = []
    for voice in found.voices:
        whole = timeline.party(voice.name).name if voice.shared == "part of" else voice.name
        label = f"{_SHARED[voice.shared]} {whole}"
        for id in voice.origins:
            rows.append((label, timeline.party(id).name, str(asserts[id] or "")))
            label = ""
    return columns, rows


def _dependents(timeline: Timeline, dependents: Sequence[Dependent]) -> _Table:
    columns = (
        Column("not counted", share=1),
        Column("because it is", share=2),
        Column("events", "right"),
    )
    rows = [
        (timeline.party(one.party).name, _because(timeline, one), str(one.events))
        for one in dependents
    ]
    return columns, rows


def _because(timeline: Timeline, one: Dependent) -> str:
    name = isolate(timeline.party(one.against).name)
    if one.reason == "part of" and one.against not in line_of_parents(timeline.actors, one.party):
        return f"the whole of {name}"
    return _REASONS[one.reason] + ("" if one.party == one.against else f" {name}")


def _about(timeline: Timeline, found: Quotations) -> _Table:
    """What the file says of the sources themselves, the most reliable first."""
    columns = (Column("source", share=2), Column("publisher", share=1), Column("reliability"))
    named = dict.fromkeys(
        party
        for one in found.publications
        for quoted in one.quoted
        for party in (one.id, *quoted.through, quoted.origin)
    )
    sources = [timeline.sources[id] for id in named if id in timeline.sources]
    told = [one for one in sources if one.reliability or one.publisher]
    rows = [
        (one.name, one.publisher, reliability(one.reliability))
        for one in sorted(told, key=lambda one: one.reliability or "Z")
    ]
    return columns, rows
