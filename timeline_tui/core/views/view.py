"""What is shown: one timeline under one query, as a value. The screen and the commands print it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import compress
from typing import TYPE_CHECKING

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.evidence.statements import with_outer
from timeline_tui.core.models import Event
from timeline_tui.core.query.hints import hint
from timeline_tui.core.query.syntax import Query, joined
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.evaluate import select
from timeline_tui.core.views.facets import TERMS, FacetEntry, PaneKind, State, tree
from timeline_tui.core.views.headers import Day, Header, Month, days, header_of, months
from timeline_tui.core.views.highlights import Highlighter, Spans, sought
from timeline_tui.core.views.index import Index, index_of, report_place, squeezed

if TYPE_CHECKING:
    from timeline_tui.core.evidence.asof import AsOf


@dataclass(frozen=True, eq=False, repr=False)
class View:
    """A timeline under a query, compared by identity. Everything in it is made when first asked.

    `timeline` is the one of the query's `asof:` day, if it has one; `known` then says what that
    hides. `bits` are the rows shown as a set (see `index`), `rows` in the order of display.
    """

    timeline: Timeline
    query: Query
    bits: int
    known: AsOf | None = None

    @cached_property
    def index(self) -> Index:
        """The look-ups of the timeline."""
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
    def flags(self) -> bytes:
        """A byte for each event of the timeline, 1 where it is shown."""
        return self.index.flags(self.bits)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows of `timeline.events`, as they are displayed: a position is an index in this."""
        rows = tuple(compress(range(self.total), self.flags))
        if self.query.sort == "date":
            return rows
        return tuple(sorted(rows, key=lambda row: report_place(self.index.first_reports[row])))

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
        if self.query.sort == "date":
            return [*compress(self.index.headers, self.flags)]
        return [header_of(self.index.first_reports[row]) for row in self.rows]

    # Facets

    def facet(self, kind: PaneKind) -> tuple[FacetEntry, ...]:
        """The entries of a pane as a tree, counted in this view (see `facets.tree`)."""
        if kind not in self._facets:
            index = self.index
            rows, shown = index.rows(kind, nested=True), self.flags.__getitem__
            counts = {id: (self.bits & bits).bit_count() for id, bits in index.sets(kind).items()}
            counts |= {id: sum(map(shown, rows[id])) for id in rows if id not in counts}
            states: dict[str, State] = {}
            states |= dict.fromkeys(self._meant(kind, included=True), "included")
            states |= dict.fromkeys(self._meant(kind, included=False), "excluded")
            name, parents = partial(index.name, kind), index.parents.get(kind, {})
            ordered = kind in ("standing", "year")
            self._facets[kind] = tree(name, parents, rows, counts, states, ordered=ordered)
        return self._facets[kind]

    @cached_property
    def _facets(self) -> dict[PaneKind, tuple[FacetEntry, ...]]:
        return {}

    def _meant(self, kind: PaneKind, *, included: bool) -> list[str]:
        """The entries that the query includes, or excludes, by a whole name."""
        values = (self.query.included if included else self.query.excluded)(*TERMS[kind])
        return [id for value in values for id in self._named(kind, value)]

    def _named(self, kind: PaneKind, value: str) -> Sequence[str]:
        declared = kind in self.index.entries
        if kind == "source" and value in self.index.rows(kind, nested=True):
            return (value,)  # a site means its addresses
        return (self.index.find if declared else self.index.words)(kind, value, part=False)

    def including(self, kind: PaneKind, id: str) -> Query:
        """The query once an entry of a pane is included; if it is already, once it is let go.

        What is included and lies around the entry or within it gives way, so that choosing a
        district inside a chosen province narrows, and choosing the province again widens.
        """
        query, (field, op) = self._without(kind, id), TERMS[kind]
        if id in self._meant(kind, included=True):
            return query
        if kind not in self.index.entries:
            return query.including(field, id, op, self.index.rows(kind))
        parents = self.index.parents[kind]
        above = set(with_outer((id,), parents.get))
        for value in query.included(field):
            meant = self.index.find(kind, value, part=True)
            if not above.isdisjoint(meant) or id in with_outer(meant, parents.get):
                query = query.without(field, value)
        return query.including(field, id)

    def excluding(self, kind: PaneKind, id: str) -> Query:
        """The query once an entry of a pane is excluded; if it is already, once it is let in."""
        query, (field, op) = self._without(kind, id), TERMS[kind]
        excluded = id in self._meant(kind, included=False)
        return query if excluded else query.excluding(field, id, op)

    def _without(self, kind: PaneKind, id: str) -> Query:
        query, (field, op) = self.query, TERMS[kind]
        for value in query.included(field, op) | query.excluded(field, op):
            if id in self._named(kind, value):
                query = query.without(field, value, op)
        return query

    # Matches

    def highlight(self, text: str) -> Spans:
        """Start and end of each part of `text` that the query's words and regexes match."""
        return self._highlighter.spans(text)

    @cached_property
    def _highlighter(self) -> Highlighter:
        return Highlighter(self.query.root)

    def matches(self, position: int) -> bool:
        """Whether the query's words or regexes stand anywhere in the event at a position, its
        claims and the names of its entries included."""
        return bool(self._matching[self.rows[position]])

    def hint(self, line: str) -> str:
        """What to write instead of `line`, the query as it was typed, for a habit with which it
        finds nothing, or nothing of what was meant; "" for none."""
        if self.shown:
            return hint(line, stands=self._stands)
        return hint(line, self.index.near) if self.total else ""

    def _stands(self, word: str) -> bool:
        """Whether a word stands in an event shown, and not only within longer ones."""
        part = re.escape(squeezed(word))
        found = re.compile(rf"{part}(?!\w)(?<!\w{part})").search  # ten times as fast this way round
        return any(found(self.index.haystacks[row]) for row in self.rows)

    @cached_property
    def _matching(self) -> bytes:
        words = joined(sought(self.query.root), any=True)
        return self.index.flags(0 if words is None else select(self.index, words, {}))


def apply(
    timeline: Timeline,
    query: Query,
    *,
    marked: frozenset[str] = frozenset(),
    changed: frozenset[str] = frozenset(),
) -> View:
    """The view of `timeline` under `query`; `marked` and `changed` are the ids of `is:marked` …

    Raises `QueryError` where a regex takes too long.
    """
    known = None
    if query.asof is not None:
        # Here because few sessions travel in time.
        from timeline_tui.core.evidence.asof import as_of

        known = as_of(timeline, in_zone(query.asof, timeline.zone))
        timeline = known.timeline
    named = {"marked": marked, "changed": changed}
    return View(timeline, query, select(index_of(timeline), query.root, named), known)
