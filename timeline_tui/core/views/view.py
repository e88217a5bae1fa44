"""What is shown: one timeline under one query, as a value. The screen and the commands print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.query.evaluate import Scope, evaluate
from timeline_tui.core.query.syntax import Query
from timeline_tui.core.timeline import Event, FacetKind, Timeline
from timeline_tui.core.views.facets import FacetEntry, State
from timeline_tui.core.views.headers import Day, Header, Month, days, header_of, months
from timeline_tui.core.views.highlights import Highlighter, Spans, highlighter
from timeline_tui.core.views.index import Index, index_of
from timeline_tui.core.views.rowsets import flags_of, rows_of

if TYPE_CHECKING:
    from timeline_tui.core.evidence.asof import AsOf


@dataclass(frozen=True, eq=False, repr=False)
class View:
    """A timeline under a query, compared by identity. Everything in it is made when first asked.

    `timeline` is the one of the query's `asof:` day, if it has one; `known` then says what that
    hides. `bits` are the rows shown as a set (see `rowsets`), `rows` in the order of display.
    """

    timeline: Timeline
    query: Query
    bits: int
    known: AsOf | None = None

    @property
    def index(self) -> Index:
        return index_of(self.timeline)

    @property
    def shown(self) -> int:
        """The number of events that the query selects."""
        return self.bits.bit_count()

    @property
    def total(self) -> int:
        """The number of events in the timeline."""
        return len(self.timeline.events)

    # Rows

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows of `timeline.events`, as they are displayed: a position is an index in this."""
        rows = rows_of(self.bits, self.total)
        if self.query.sort == "date":
            return rows
        return tuple(sorted(rows, key=self.index.report_order.__getitem__))

    def event(self, position: int) -> Event:
        """The event at a position."""
        return self.timeline.events[self.rows[position]]

    def date(self, position: int) -> EdtfDate | None:
        """The date that gives a position its place: the event's, or that of its first report."""
        row = self.rows[position]
        if self.query.sort == "date":
            return self.timeline.events[row].date
        return self.index.first_reports[row]

    def position(self, id: str) -> int | None:
        """Where an event is shown; None if it is not."""
        row = self.timeline.row_of.get(id)
        return None if row is None else self._positions.get(row)

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {row: position for position, row in enumerate(self.rows)}

    @cached_property
    def flags(self) -> bytes:
        """A byte for each event of the timeline, 1 where it is shown."""
        return flags_of(self.bits, self.total)

    # Headers

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months with events, as runs of positions; by report date in that order."""
        return months(self._headers)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days with events, as runs of positions; by report date in that order."""
        return days(self._headers)

    @cached_property
    def _headers(self) -> Sequence[Header]:
        index = self.index
        if self.query.sort == "date":
            return [index.headers[row] for row in self.rows]
        return [header_of(index.first_reports[row]) for row in self.rows]

    # Facets

    def facet(self, kind: FacetKind) -> tuple[FacetEntry, ...]:
        """The entries of a pane as a tree, parents first, counted in this view."""
        if kind not in self._facets:
            self._facets[kind] = self._counted(kind)
        return self._facets[kind]

    @cached_property
    def _facets(self) -> dict[FacetKind, tuple[FacetEntry, ...]]:
        return {}

    def _counted(self, kind: FacetKind) -> tuple[FacetEntry, ...]:
        entries = self.index.tree(kind).counted(self.bits, self.flags)
        states: dict[str, State] = dict.fromkeys(self._meant(kind, included=True), "included")
        states |= dict.fromkeys(self._meant(kind, included=False), "excluded")
        if not states:
            return entries
        return tuple([replace(e, state=states[e.id]) if e.id in states else e for e in entries])

    def _meant(self, kind: FacetKind, *, included: bool) -> list[str]:
        """The entries that the query includes, or excludes, by a whole name."""
        values = self.query.included(kind) if included else self.query.excluded(kind)
        directory = self.index.directory(kind)
        return [id for value in values for id in directory.find(value, part=False)]

    def including(self, kind: FacetKind, id: str) -> Query:
        """The query once an entry of a pane is included; if it is already, once it is let go.

        What is included and lies around the entry or within it gives way, so that choosing a
        district inside a chosen province narrows, and choosing the province again widens.
        """
        query = self._without(kind, id)
        if id in self._meant(kind, included=True):
            return query
        directory, tree = self.index.directory(kind), self.index.tree(kind)
        inner = tree.within((id,))
        for value in query.included(kind):
            meant = directory.find(value, part=True)
            if id in tree.within(meant) or not inner.isdisjoint(meant):
                query = query.without(kind, value)
        return query.including(kind, id)

    def excluding(self, kind: FacetKind, id: str) -> Query:
        """The query once an entry of a pane is excluded; if it is already, once it is let in."""
        query = self._without(kind, id)
        return query if id in self._meant(kind, included=False) else query.excluding(kind, id)

    def _without(self, kind: FacetKind, id: str) -> Query:
        query = self.query
        for value in query.included(kind) | query.excluded(kind):
            if id in self.index.directory(kind).find(value, part=False):
                query = query.without(kind, value)
        return query

    # Matches

    def highlight(self, text: str) -> Spans:
        """Start and end of each part of `text` that the query's words and regexes match."""
        return self._highlighter.spans(text)

    @cached_property
    def _highlighter(self) -> Highlighter:
        return highlighter(self.query.root)


def apply(
    timeline: Timeline,
    query: Query,
    *,
    marked: frozenset[str] = frozenset(),
    changed: frozenset[str] = frozenset(),
) -> View:
    """The view of `timeline` under `query`; `marked` and `changed` are the ids of `is:marked` …"""
    known = None
    if query.asof is not None:
        # Here because few sessions travel in time.
        from timeline_tui.core.evidence.asof import as_of

        known = as_of(timeline, in_zone(query.asof, timeline.zone))
        timeline = known.timeline
    bits = evaluate(query.root, Scope(timeline, marked, changed))
    return View(timeline, query, bits, known)
