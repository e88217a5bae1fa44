"""What each field of the query language finds in an event: the one table behind evaluation,
facets, completion and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from timeline_tui.core.dates import Span, span
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.evidence.statements import (
    all_dates,
    all_disputes,
    all_figures,
    all_places,
    assertions,
    denials,
    figure_bounds,
    once,
    report_dates,
    when,
)
from timeline_tui.core.models import Chain, Citation, Claim, Event
from timeline_tui.core.models.entry import Entry
from timeline_tui.core.text import name_key, one_line
from timeline_tui.core.timeline import Timeline


def _sides(event: Event, timeline: Timeline) -> Iterator[str]:
    for part in event.actors:
        if side := timeline.actors[part.actor].side:
            yield side


def _urls(event: Event, timeline: Timeline) -> Iterator[str]:
    for chain in _chains(event):
        for party in chain.parties:
            if party in timeline.sources:
                yield timeline.sources[party].url
    yield from (citation.url for citation in _citations(event))


def _chains(event: Event) -> tuple[Chain, ...]:
    return (*assertions(event), *denials(event))


def _citations(event: Event) -> Iterator[Citation]:
    for chain in _chains(event):
        yield from filter(None, chain.cited)


def _quoting(event: Event) -> tuple[Claim | Citation, ...]:
    return (*event.claims, *_citations(event))


@once
def _with_problems(timeline: Timeline) -> frozenset[str]:
    """The ids of the events whose record has a problem."""
    found = {(one.file, one.line) for one in timeline.problems}
    pairs = zip(timeline.events, timeline.records, strict=True)
    return frozenset(one.id for one, at in pairs if any((at.file, n) in found for n in at.lines))


_Facts = Mapping[str, Callable[[Event, Timeline], object]]
_STATES: Final[_Facts] = {
    "planned": lambda e, t: e.status == "planned",
    "cancelled": lambda e, t: e.status == "cancelled",
    "undated": lambda e, t: e.undated,
    "vague": lambda e, t: e.date is None or e.date.is_vague,
    "broken": lambda e, t: e.broken,
    "problem": lambda e, t: e.id in _with_problems(t),
}

_CONTENTS: Final[_Facts] = {
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


def _true(facts: _Facts, event: Event, timeline: Timeline) -> Iterator[str]:
    return (name for name, fact in facts.items() if fact(event, timeline))


WORDS: Final[Mapping[str, Callable[[Event, Timeline], Iterable[str]]]] = {
    "location": lambda e, t: e.locations,
    "location:": lambda e, t: all_places(e),
    "actor": lambda e, t: [part.actor for part in e.actors],
    "role": lambda e, t: [f"{part.role}@{part.actor}" for part in e.actors],
    "source": lambda e, t: [id for chain in _chains(e) for id in chain.parties],
    "by": lambda e, t: [chain.origin for chain in assertions(e)],
    "denied-by": lambda e, t: [chain.origin for chain in denials(e)],
    "tag": lambda e, t: e.tags,
    "type": lambda e, t: [e.type] if e.type else [],
    "side": _sides,
    "link": lambda e, t: [w for link in t.links.get(e.id, ()) for w in (link.type, link.event)],
    "id": lambda e, t: [e.id],
    "file": lambda e, t: [t.records[t.row_of[e.id]].file],
    "standing": lambda e, t: [standings(t)[t.row_of[e.id]].kind],
    "is": lambda e, t: [*WORDS["standing"](e, t), *_true(_STATES, e, t)],
    "has": lambda e, t: [*_true(_CONTENTS, e, t), *dict(_free(e))],
    "x-": lambda e, t: dict(_free(e)),
}
"""The ids and words that an event has; one may come twice. `location:` is what claims say too, and
`x-` the names of free keys."""


def words_of(field: str) -> Callable[[Event, Timeline], Iterable[str]]:
    """What finds the words of a field, be it a key of one's own."""
    if (found := WORDS.get(field) or WORDS.get(field.removesuffix(":"))) is not None:
        return found
    key = name_key(field)
    return lambda e, t: [one_line(text) for name, text in _free(e) if name_key(name) == key]


def _free(event: Event) -> Iterator[tuple[str, str]]:
    """The keys of one's own (`x-…`) of an event and of all that stands in it, with their texts."""
    parts: list[Entry] = [event, *event.actors, *event.claims, *all_disputes(event)]
    parts += (*all_figures(event), *_citations(event))
    return (extra for part in parts for extra in part.extras)


def _lags(event: Event) -> Iterator[Span]:
    happened = when(event)
    if happened is not None:
        for date in report_dates(assertions(event)):
            least, most = span(date).since(happened)
            yield Span(least / DAY, most / DAY)


SPANS: Final[Mapping[str, Callable[[Event, Timeline], Iterable[Span]]]] = {
    "date": lambda e, t: filter(None, [when(e)]),
    "date:": lambda e, t: map(span, all_dates(e)),
    "reported": lambda e, t: map(span, report_dates(_chains(e))),
    "lag": lambda e, t: _lags(e),
    "origins": lambda e, t: [Span(n := len(standings(t)[t.row_of[e.id]].counted), n)],
}


def figures(event: Event, measure: str) -> Iterator[Span]:
    """The numbers that anyone gives for a measure, as a `name_key`."""
    for figure in all_figures(event):
        if name_key(figure.measure) == measure and (numbers := figure_bounds(figure)):
            yield Span(*numbers)


def texts(event: Event) -> list[str]:
    """The texts of an event that words search, without the names of its entries (QUERY)."""
    found = [event.title, event.description, event.date_text, event.note, *event.tags]
    found += [id for _, id in event.ids]
    for claim in event.claims:
        found += (claim.text, claim.quote, claim.note)
    found += [part.note for part in event.actors]
    found += [dispute.text for dispute in all_disputes(event)]
    for one in _citations(event):
        found += (one.at, one.quote, one.note, one.url, one.archived)
    return found + [text for _, text in _free(event)]
