"""A database (SQLite) for Datasette, DuckDB and SQL by hand: tables that refer to each other, and a
full-text search. The tables and what their columns mean stand in schema.sql.

What an event names is there with all around it; what it links to only if it is shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from importlib.resources import files
from typing import Any, Final, NamedTuple

from timeline_tui.core.evidence.contests import reference
from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.evidence.statements import entries_of
from timeline_tui.core.models import Chain, Claim, Event, Figure
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.record import plain, record
from timeline_tui.words.dates import long

_VERSION: Final = 1
_REFERRING: Final = ("after", "before", "contradicts", "supersedes")
_SEARCH: Final = """\
create virtual table search using fts5(title, description, claims, note,
  content="events", content_rowid="row", tokenize="unicode61 remove_diacritics 2");
insert into search(search) values ('rebuild');
"""


def write(view: View) -> Written:
    """The events of `view`, as the bytes of a database file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        schema = files("timeline_tui.export").joinpath("schema.sql")
        connection.executescript(schema.read_text(encoding="utf-8"))
        with connection:
            _fill(_Tables(connection), view)
        try:
            connection.executescript(_SEARCH)
        except sqlite3.OperationalError:
            missing = "no full-text search: the SQLite of this Python is built without FTS5"
            return Written(connection.serialize(), (missing,))
        return Written(connection.serialize())


class _Tables:
    """The tables, filled row by row."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows = Counter[str]()
        names = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        self._columns = {
            name: [column[1] for column in connection.execute(f"pragma table_info({name})")]
            for (name,) in names
        }

    def add(self, table: str, told: Mapping[str, Any]) -> int:
        """A row, counted from 1, with all of `told` that the table has a column for, and the keys
        of one's own."""
        row = self._rows[table] = self._rows[table] + 1
        whole = {**told, "row": row}
        values = [_cell(whole.get(name)) for name in self._columns[table]]
        marks = ", ".join("?" * len(values))
        self._connection.execute(f"insert into {table} values ({marks})", values)
        for key, value in told.get("extras", {}).items():
            self.add("extras", {"in_table": table, "in_row": row, "key": key, "value": value})
        return row


def _cell(value: Any) -> Any:
    """Null for what is not given, JSON for lists and maps; SQLite's integers have 64 bits."""
    if value in ("", [], {}):
        return None
    if isinstance(value, int) and abs(value) >= 2**63:
        return float(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _fill(tables: _Tables, view: View) -> None:
    timeline, day = view.timeline, view.query.asof
    about = {"title": timeline.title, "timezone": timeline.zone.key}
    about |= {"as_of": day.text if day else "", "query": make_visible(str(view.query))}
    tables.add("about", {**about, "version": _VERSION, "extras": dict(timeline.extras)})
    sources, places, actors = entries_of(timeline, [timeline.events[row] for row in view.rows])
    for table, entries in (("places", places), ("actors", actors), ("sources", sources)):
        for entry in entries:
            tables.add(table, _object(entry))
    for row in view.rows:
        event, standing = timeline.events[row], standings(timeline)[row]
        texts = (text for one in event.claims for text in (one.text, one.quote, one.note))
        more = {
            "date_in_words": long(event.date, event.time) if event.date else event.date_written,
            "standing_because": sentence(standing, timeline, long),
            "claims": "\n".join(filter(None, texts)),
        }
        tables.add("events", {**record(view, row), **more})
        _Event(tables, timeline, event).add()


def _object(value: Any) -> dict[str, Any]:
    """The fields of a model by their names in JSON."""
    found: Any = plain(value)
    return {**found, "ids": dict(value.ids)} if hasattr(value, "ids") else {**found}


class _Event(NamedTuple):
    """All that is said of an event, as rows."""

    tables: _Tables
    timeline: Timeline
    event: Event

    def add(self) -> None:
        event = self.event
        for part in event.actors:
            self._row("participants", _object(part))
        for tag in event.tags:
            self._row("tags", {"tag": tag})
        self._said(event, event.locations)
        for claim in event.claims:
            id = reference(event, claim)
            self._row("claims", _object(claim), id=id, happened=plain(claim.when))
            self._said(claim, claim.where, id)
            self._chains("supported_by", claim.supports, claim=id)

    def _row(self, table: str, told: Mapping[str, Any], **more: Any) -> int:
        return self.tables.add(table, {**told, **more, "event": self.event.id})

    def _said(self, by: Event | Claim, places: Iterable[str], claim: str | None = None) -> None:
        """What the event itself and each of its claims may say."""
        for place in places:
            self._row("event_places", {"place": place}, claim=claim)
        refs = [(type, ref) for type in _REFERRING for ref in getattr(by, type, ())]
        for type, target in (*getattr(by, "links", ()), *refs):
            self._row("links", {"type": type, "target": target}, claim=claim)
        self._figures(by.figures, claim=claim)
        self._chains("sources", by.chains, claim=claim)
        for dispute in by.disputes:
            row = self._row("disputes", _object(dispute), claim=claim)
            self._chains("disputed_by", dispute.chains, claim=claim, dispute=row)

    def _figures(self, figures: Iterable[Figure], **of: Any) -> None:
        for figure in figures:
            row = self._row("figures", _object(figure), **of)
            self._figures(figure.including, **{**of, "included_in": row})

    def _chains(self, kind: str, chains: Iterable[Chain], **of: Any) -> None:
        for chain in chains:
            told = {"kind": kind, "reported": plain(chain.reported), "origin": chain.origin}
            row = self._row("chains", told, **of)
            for position, (who, citation) in enumerate(chain.elements, 1):
                party = "actor" if who in self.timeline.actors else "source"
                named = {"who": who, "name": self.timeline.party(who).name, party: who}
                cited = _object(citation) if citation else {}
                self.tables.add(
                    "chain_elements", {**named, **cited, "chain": row, "position": position}
                )
