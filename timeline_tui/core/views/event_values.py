"""What each field of the query language finds in an event: the one table behind evaluation,
facets, completion and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.evidence.statements import (
    all_disputes,
    all_figures,
    assertions,
    bounds,
    denials,
    figure_bounds,
    report_dates,
)
from timeline_tui.core.models import Citation, Claim, Dispute, Event, Participant
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

Span = tuple[float, float]
"""The lowest and the highest that a number or a day can be."""


def _sides(event: Event, timeline: Timeline) -> Iterator[str]:
    for part in event.actors:
        if side := timeline.actors[part.actor].side:
            yield side


def _urls(event: Event, timeline: Timeline) -> Iterator[str]:
    for chain in assertions(event):
        for party in chain.parties:
            if party in timeline.sources:
                yield timeline.sources[party].url
    yield from (citation.url for citation in _citations(event))


def _citations(event: Event) -> Iterator[Citation]:
    for chain in (*assertions(event), *denials(event)):
        yield from filter(None, chain.cited)


def _quoting(event: Event) -> tuple[Claim | Citation, ...]:
    return (*event.claims, *_citations(event))


_STATES: Final[Mapping[str, Callable[[Event], object]]] = {
    "planned": lambda e: e.status == "planned",
    "cancelled": lambda e: e.status == "cancelled",
    "undated": lambda e: e.undated,
    "vague": lambda e: e.date is None or e.date.is_vague,
    "broken": lambda e: e.broken,
}

_CONTENTS: Final[Mapping[str, Callable[[Event, Timeline], object]]] = {
    "figures": lambda e, t: any(True for _ in all_figures(e)),
    "claims": lambda e, t: e.claims,
    "quote": lambda e, t: any(one.quote for one in _quoting(e)),
    "url": lambda e, t: any(_urls(e, t)),
    "links": lambda e, t: t.links.get(e.id),
    "sources": lambda e, t: assertions(e),
    "dispute": lambda e, t: all_disputes(e),
    "location": lambda e, t: e.locations,
    "actors": lambda e, t: e.actors,
    "time": lambda e, t: e.time or (e.date and e.date.clock),
    "date_text": lambda e, t: e.date_text,
    "description": lambda e, t: e.description,
    "tags": lambda e, t: e.tags,
    "note": lambda e, t: e.note or any(one.note for one in _quoting(e)),
}

WORDS: Final[Mapping[str, Callable[[Event, Timeline], Iterable[str]]]] = {
    "location": lambda e, t: e.locations,
    "actor": lambda e, t: [part.actor for part in e.actors],
    "role": lambda e, t: [f"{part.role}@{part.actor}" for part in e.actors],
    "source": lambda e, t: [id for chain in assertions(e) for id in chain.parties],
    "by": lambda e, t: [chain.origin for chain in assertions(e)],
    "denied-by": lambda e, t: [chain.origin for chain in denials(e)],
    "tag": lambda e, t: e.tags,
    "type": lambda e, t: [e.type] if e.type else [],
    "side": _sides,
    "link": lambda e, t: [w for link in t.links.get(e.id, ()) for w in (link.type, link.event)],
    "id": lambda e, t: [e.id],
    "file": lambda e, t: [t.records[t.row_of[e.id]].file],
    "is": lambda e, t: [standings(t)[t.row_of[e.id]].kind, *(s for s in _STATES if _STATES[s](e))],
    "has": lambda e, t: [name for name, has in _CONTENTS.items() if has(e, t)],
}
"""The ids and words that an event has; one may come twice."""


def _days(dates: Iterable[EdtfDate]) -> list[Span]:
    return [bounds(date) for date in dates]


def _lags(event: Event) -> Iterator[Span]:
    if event.date is not None and not event.undated:
        first, last = bounds(event.date)
        for early, late in _days(report_dates(assertions(event))):
            yield early - last, late - first


SPANS: Final[Mapping[str, Callable[[Event, Timeline], Iterable[Span]]]] = {
    "date": lambda e, t: _days([e.date] if e.date is not None and not e.undated else []),
    "reported": lambda e, t: _days(report_dates([*assertions(e), *denials(e)])),
    "lag": lambda e, t: _lags(e),
    "origins": lambda e, t: [(n := len(standings(t)[t.row_of[e.id]].counted), n)],
}


def figures(event: Event, measure: str) -> Iterator[Span]:
    """The numbers that anyone gives for a measure, as a `name_key`."""
    for figure in all_figures(event):
        if name_key(figure.measure) == measure and (numbers := figure_bounds(figure)):
            yield numbers


def texts(event: Event) -> list[str]:
    """The texts of an event that words search, without the names of its entries (QUERY)."""
    disputes = all_disputes(event)
    found = [event.title, event.description, event.date_text, event.note, *event.tags]
    for claim in event.claims:
        found += (claim.text, claim.quote, claim.note)
    found += [part.note for part in event.actors]
    found += [dispute.text for dispute in disputes]
    citations = tuple(_citations(event))
    for one in citations:
        found += (one.at, one.quote, one.note, one.url, one.archived)
    parts: tuple[Event | Participant | Claim | Dispute | Citation, ...]
    parts = (event, *event.actors, *event.claims, *disputes, *citations)
    for part in parts:
        found += [text for _, text in part.extras]
    return found
