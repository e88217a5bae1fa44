"""CSV for spreadsheets (RFC 4180): a row an event, lists joined in one cell.

No cell begins with a sign that a spreadsheet takes for the start of a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.timeline import Chain, Claim, Dispute, Figure, Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.record import record
from timeline_tui.render.dates import long
from timeline_tui.render.figures import figure_line

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_AS_IN_JSON: Final = (
    "id", "title", "date", "date_text", "time", "earliest", "latest", "precision", "approximate",
    "uncertain", "type", "status", "standing", "origins", "locations", "tags", "after", "before",
    "description", "note", "retracted", "broken", "file", "line",
)  # fmt: skip
COLUMNS: Final = (
    *_AS_IN_JSON,
    "date_in_words",
    "standing_because",
    "places",
    "actors",
    "figures",
    "sources",
    "claims",
    "disputed_by",
    "links",
)
"""The names in the first row: those of the JSON object, then what is flattened into words."""


def write(view: View) -> Written:
    """The events of `view`, a row each below the names of the columns."""
    return Written(rows(COLUMNS, _rows(view)))


def rows(columns: Iterable[str], cells: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a CSV file; every text that could be taken for a formula is made harmless."""
    yield _line(columns)
    for row in cells:
        yield _line([harmless(cell) for cell in row])


def harmless(cell: object) -> object:
    """A text that a spreadsheet would compute gets an apostrophe before it; nothing else changes.

    Known as CSV or formula injection (OWASP).
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _line(cells: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _rows(view: View) -> Iterator[list[object]]:
    timeline = view.timeline
    for row in view.rows:
        event = timeline.events[row]
        one = record(view, row)
        claims = "; ".join(_claim(timeline, claim) for claim in event.claims)
        yield [
            *[_cell(one[name]) for name in _AS_IN_JSON],
            long(event.date, event.time) if event.date else event.date_written,
            sentence(standings(timeline)[row], timeline),
            "; ".join(timeline.places[id].name for id in event.locations),
            "; ".join(f"{timeline.party(p.actor).name} ({p.role})" for p in event.actors),
            _figures(timeline, event.figures),
            _chains(timeline, event.chains),
            claims,
            "; ".join(_dispute(timeline, dispute) for dispute in event.disputes),
            "; ".join(f"{type} {target}" for type, target in event.links),
        ]


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value


def _figures(timeline: Timeline, figures: Iterable[Figure]) -> str:
    return "; ".join(figure_line(figure, timeline) for figure in figures)


def _chains(timeline: Timeline, chains: Iterable[Chain]) -> str:
    return "; ".join(
        " <- ".join(timeline.party(party).name for party in chain.parties) for chain in chains
    )


def _claim(timeline: Timeline, claim: Claim) -> str:
    parts = (claim.text, _figures(timeline, claim.figures), _chains(timeline, claim.chains))
    disputed = [_dispute(timeline, dispute) for dispute in claim.disputes]
    said = " | ".join(filter(None, parts))
    return f"{said} | disputed by {'; '.join(disputed)}" if disputed else said


def _dispute(timeline: Timeline, dispute: Dispute) -> str:
    who = _chains(timeline, dispute.chains) or "nobody named"
    return f"{who}: {dispute.text}" if dispute.text else who
