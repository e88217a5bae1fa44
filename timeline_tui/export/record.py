"""An event as one JSON object: the contract of the formats `json` and `jsonl`.

Ids stay ids, dates stay as they were written, and nothing that the file says of the event is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Figure, Participant
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import iso

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

FIELDS: Final[Mapping[str, str]] = {
    "id": "the event's id",
    "title": "the title; of a broken record its first line",
    "date": "as it is written, readable or not; null where there is none",
    "date_text": "the source's own words for the date",
    "time": "as it is written",
    "timezone": "the time zone of clock times without an offset, an IANA name",
    "earliest": "the first day that it may have been on; null without a bound",
    "latest": "the last day that it may have been on; null without a bound",
    "precision": "day, month, quarter, third, season, half, year, decade, century, millennium, "
    "mixed or none",
    "approximate": "whether something of the date has ~ or %",
    "uncertain": "whether something of the date has ? or %",
    "type": "a word",
    "status": "occurred, planned or cancelled",
    "standing": "retracted, disputed, unsourced, corroborated, party-claim or single-origin",
    "origins": "how many independent origins assert it",
    "locations": "ids of places",
    "actors": "a list of {actor, role, note, extras}; actor is an id",
    "figures": "a list of {measure, of, low, best, high, approximate, unit, text, including, "
    "extras}",
    "sources": "attribution chains: lists of ids, the publication first, the origin last",
    "claims": "a list of {id, text, sources, inherited, date, quote, figures, disputed_by, "
    "supported_by, contradicts, supersedes, retracted, credibility, note, extras}",
    "disputed_by": "a list of {sources, text, date, extras}",
    "tags": "a list of words",
    "links": "lists of event ids by the type of link, as typed in this event",
    "after": "ids of events",
    "before": "ids of events",
    "description": "its line breaks are kept",
    "note": "the editor's own remark",
    "retracted": "the day on which its reporters took it back, as it is written; null without one",
    "extras": "the keys that begin with x-, and their texts",
    "broken": "whether the record's YAML does not parse",
    "file": "the file as it was named, hidden characters made visible",
    "line": "its first line in the file, from 1; null as of a day",
}
"""The keys of every object, in this order, and what stands there; each is always there.

A text that is not given is "", a list [] and a map {}. Days are ISO 8601, with a sign beyond the
years 0 to 9999 (the year 0 is 1 BC). Numbers without decimals are integers.
"""


def records(view: View) -> Iterable[dict[str, Json]]:
    """The events of `view` in its order, each an object with the keys of FIELDS."""
    return (record(view, row) for row in view.rows)


def record(view: View, row: int) -> dict[str, Json]:
    """The event of a row of `view.timeline`.

    As of a day `line` is null: what is typed above it later moves it.
    """
    event = view.timeline.events[row]
    date = event.date
    standing = standings(view.timeline)[row]
    place = view.timeline.records[row]
    found: dict[str, Json] = {
        "id": event.id,
        "title": event.title,
        "date": event.date_written or _written(date),
        "date_text": event.date_text,
        "time": event.time.text if event.time else "",
        "timezone": view.timeline.zone.key,
        "earliest": _day(date.earliest) if date else None,
        "latest": _day(date.latest) if date else None,
        "precision": date.precision if date else "none",
        "approximate": bool(date and date.approximate),
        "uncertain": bool(date and date.uncertain),
        "type": event.type,
        "status": event.status,
        "standing": standing.kind,
        "origins": len(standing.counted),
        "locations": list(event.locations),
        "actors": [_actor(part) for part in event.actors],
        "figures": figures(event.figures),
        "sources": chains(event.chains),
        "claims": [_claim(claim) for claim in event.claims],
        "disputed_by": _disputes(event.disputes),
        "tags": list(event.tags),
        "links": _links(event),
        "after": list(event.after),
        "before": list(event.before),
        "description": event.description,
        "note": event.note,
        "retracted": _written(event.retracted),
        "extras": dict(event.extras),
        "broken": event.broken,
        "file": make_visible(place.file),
        "line": place.line if view.known is None else None,
    }
    return found


def chains(chains: Iterable[Chain]) -> list[Json]:
    """Each chain as a list of ids, the publication first and the origin last."""
    return [list(chain.parties) for chain in chains]


def _written(date: EdtfDate | None) -> str | None:
    return None if date is None else date.text


def _day(number: int | None) -> str | None:
    return None if number is None else iso(number)


def _actor(part: Participant) -> dict[str, Json]:
    return {
        "actor": part.actor,
        "role": part.role,
        "note": part.note,
        "extras": dict(part.extras),
    }


def figures(given: Iterable[Figure]) -> list[Json]:
    return [
        {
            "measure": figure.measure,
            "of": figure.of,
            "low": _number(figure.low),
            "best": _number(figure.best),
            "high": _number(figure.high),
            "approximate": figure.approximate,
            "unit": figure.unit,
            "text": figure.text,
            "including": figures(figure.including),
            "extras": dict(figure.extras),
        }
        for figure in given
    ]


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value


def _claim(claim: Claim) -> dict[str, Json]:
    return {
        "id": claim.id,
        "text": claim.text,
        "sources": chains(claim.chains),
        "inherited": claim.inherited,
        "date": _written(claim.date),
        "quote": claim.quote,
        "figures": figures(claim.figures),
        "disputed_by": _disputes(claim.disputes),
        "supported_by": chains(claim.supports),
        "contradicts": list(claim.contradicts),
        "supersedes": list(claim.supersedes),
        "retracted": _written(claim.retracted),
        "credibility": claim.credibility,
        "note": claim.note,
        "extras": dict(claim.extras),
    }


def _disputes(disputes: Iterable[Dispute]) -> list[Json]:
    return [
        {
            "sources": chains(dispute.chains),
            "text": dispute.text,
            "date": _written(dispute.date),
            "extras": dict(dispute.extras),
        }
        for dispute in disputes
    ]


def _links(event: Event) -> dict[str, Json]:
    """The event ids by type of link, as typed in this event."""
    found: dict[str, list[Json]] = {}
    for type, target in event.links:
        found.setdefault(type, []).append(target)
    return dict(found)
