"""What one event says otherwise, row by row: a label, and what went and what came.

Every field that differs has a row. Knows no layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from timeline_tui.core.comparison import ClaimChange, EventChange, figure_changes
from timeline_tui.core.evidence.contests import Contest, asserting, contested_index
from timeline_tui.core.evidence.standing import Standing, sentence, standing
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Figure, Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line, figure_text
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Span, isolate
from timeline_tui.words.versions import Row, Versions

_OF_A_CLAIM: Final = "  "  # before the label of what belongs to a claim


def event_rows(versions: Versions, change: EventChange) -> Iterator[Row]:
    """All that is to be said of an event, its id first and how it stands last."""
    old, new = change.old, change.new
    if old is None or new is None:
        timeline = versions.new if old is None else versions.old
        stands = sentence(standing(timeline, change.event), timeline, long)
        yield Row("id", (Span(change.event.id),))
        yield Row("standing", (Span(isolate(stands)),))
        return
    sides = _Side(versions.old, versions.glyphs, old), _Side(versions.new, versions.glyphs, new)
    if "id" not in change.fields:
        yield Row("id", (Span(new.id),))
    for field in change.fields:
        yield from _field(versions, field, change, *sides)
    for claim in change.claims:
        yield from _claim(versions, claim, change, *sides)
    for contest in filter(sides[0].tells, change.settled):
        yield versions.went("contested", sides[0].contest(contest))
    for contest in filter(sides[1].tells, change.contested):
        yield versions.came("contested", sides[1].contest(contest))
    if change.standings is not None:
        yield from _standing(versions, change, *change.standings)


# What the texts are made of


@dataclass(frozen=True, slots=True)
class _Side:
    """An event in its version, and how it names what it refers to."""

    timeline: Timeline
    glyphs: Glyphs
    event: Event

    def party(self, id: str) -> str:
        return self.timeline.party(id).name

    def titles(self, ids: Iterable[str]) -> list[str]:
        events = self.timeline.events
        return [events[self.timeline.row_of[id]].title for id in ids]

    def chains(self, chains: Iterable[Chain]) -> list[str]:
        had_from = f" {self.glyphs.had_from} "
        return [had_from.join(map(self.party, chain.parties)) for chain in chains]

    def origins(self, chains: Iterable[Chain]) -> str:
        return ", ".join(dict.fromkeys(self.party(chain.origin) for chain in chains))

    def disputes(self, disputes: Iterable[Dispute], told: Iterable[Contest]) -> list[str]:
        """Who contests it and with which words, but for those that are told as contests."""
        known = {(contest.by, contest.text) for contest in told}
        return [
            ": ".join(filter(None, ("; ".join(self.chains(one.chains)), one.text)))
            + (f" (said {long(one.date)})" if one.date else "")
            for one in disputes
            if (one.chains, one.text) not in known
        ]

    def claims(self, refs: Iterable[str], told: Iterable[Contest] = ()) -> list[str]:
        known = {contest.other for contest in told}
        placed = contested_index(self.timeline).claims
        return [
            _quoted(placed[ref].claim.text) if ref in placed else ref
            for ref in refs
            if ref not in known
        ]

    def participants(self) -> list[str]:
        return [
            f"{self.party(one.actor)}{f' ({one.role})' if one.role != 'participant' else ''}"
            f"{f': {one.note}' if one.note else ''}"
            for one in self.event.actors
        ]

    def links(self) -> list[str]:
        types = [type for type, _ in self.event.links]
        titles = self.titles(id for _, id in self.event.links)
        return [f"{type} {title}" for type, title in zip(types, titles, strict=True)]

    def tells(self, contest: Contest) -> bool:
        """Two claims of one event that contradict each other are told once."""
        return contest.outgoing or not contest.other.startswith(f"{self.event.id}/")

    def contest(self, contest: Contest) -> str:
        """By whom it is contested, in which words, and what of it."""
        words = f": {_quoted(contest.text)}" if contest.text else ""
        texts = {f"{self.event.id}/{claim.id}": claim.text for claim in self.event.claims}
        claim = f" (the claim {_quoted(texts[contest.claim])})" if contest.claim in texts else ""
        return f"by {self.origins(contest.by) or 'nobody named'}{words}{claim}"


def _quoted(text: str) -> str:
    return f'"{text.strip()}"'


# Fields of an event

_LISTS: Final[Mapping[str, Callable[[_Side], list[str]]]] = {
    "locations": lambda side: [side.timeline.places[id].name for id in side.event.locations],
    "actors": _Side.participants,
    "sources": lambda side: side.chains(side.event.chains),
    "tags": lambda side: list(side.event.tags),
    "links": _Side.links,
    "after": lambda side: side.titles(side.event.after),
    "before": lambda side: side.titles(side.event.before),
    "extras": lambda side: [f"{key}: {value}" for key, value in side.event.extras],
}
_TEXTS: Final[Mapping[str, Callable[[_Side], str]]] = {
    "id": lambda side: side.event.id,
    "title": lambda side: side.event.title,
    "date_text": lambda side: side.event.date_text,
    "type": lambda side: side.event.type,
    "status": lambda side: side.event.status,
    "description": lambda side: side.event.description,
    "note": lambda side: side.event.note,
    "retracted": lambda side: long(side.event.retracted) if side.event.retracted else "",
    "broken": lambda side: "cannot be read" if side.event.broken else "can be read",
}
_LABELS: Final[Mapping[str, str]] = {
    "title": "retitled",
    "locations": "places",
    "date_text": "date as told",
    "disputed_by": "disputed by",
    "supported_by": "support",
    "extras": "other keys",
    "broken": "record",
}


def _field(
    versions: Versions, field: str, change: EventChange, old: _Side, new: _Side
) -> Iterator[Row]:
    label = _LABELS.get(field, field)
    if field in _LISTS:
        yield from versions.listed(label, _LISTS[field](old), _LISTS[field](new))
    elif field == "date" or (field == "time" and "date" not in change.fields):
        yield from _date(versions, "moved" if change.moved else "date", old.event, new.event)
    elif field == "figures":
        counts = (_Counts(side, side.event.figures, asserting(side.event)) for side in (old, new))
        yield from _figures(versions, label, *counts)
    elif field == "disputed_by":
        then = old.disputes(old.event.disputes, change.settled)
        now = new.disputes(new.event.disputes, change.contested)
        if then != now:
            yield from versions.listed(label, then, now)
    elif field == "record":
        yield Row(label, (Span("what cannot be read in it is another text"),))
    elif field in _TEXTS:
        yield from versions.changed(label, _TEXTS[field](old), _TEXTS[field](new))


def _date(versions: Versions, label: str, old: Event, new: Event) -> Iterator[Row]:
    """In words, with the time of day; as it is written where the words are the same."""
    words = [long(e.date, e.time) if e.date else e.date_written for e in (old, new)]
    if words[0] == words[1]:
        words = [e.date.text if e.date else e.date_written for e in (old, new)]
    yield from versions.changed(label, *words)


class _Counts(NamedTuple):
    """Figures, and the chains of those who give them."""

    side: _Side
    figures: tuple[Figure, ...]
    chains: tuple[Chain, ...]

    def line(self, figure: Figure) -> str:
        by = self.side.origins(self.chains)
        return figure_line(figure, self.side.timeline) + (f", according to {by}" if by else "")


def _figures(versions: Versions, label: str, old: _Counts, new: _Counts) -> Iterator[Row]:
    """What was counted of whom, then and now, and who says so."""
    for then, now in figure_changes(old.figures, new.figures):
        if then is None and now is not None:
            yield versions.came(label, new.line(now))
        elif now is None and then is not None:
            yield versions.went(label, old.line(then))
        elif then is not None and now is not None:
            amounts = figure_text(then, versions.old), figure_text(now, versions.new)
            what, _, by = new.line(now).partition(amounts[1])
            for _, spans in versions.changed("", *amounts):
                yield Row(label, (Span(isolate(what)), *spans, Span(isolate(by))))


# Claims

_CLAIM_LISTS: Final[Mapping[str, Callable[[_Side, Claim], list[str]]]] = {
    "supported_by": lambda side, claim: side.chains(claim.supports),
    "supersedes": lambda side, claim: side.claims(claim.supersedes),
    "extras": lambda side, claim: [f"{key}: {value}" for key, value in claim.extras],
}
_CLAIM_TEXTS: Final[Mapping[str, Callable[[Claim], str]]] = {
    "text": lambda claim: _quoted(claim.text),
    "id": lambda claim: claim.id,
    "date": lambda claim: f"said {long(claim.date)}" if claim.date else "",
    "quote": lambda claim: _quoted(claim.quote) if claim.quote else "",
    "retracted": lambda claim: long(claim.retracted) if claim.retracted else "",
    "credibility": lambda claim: str(claim.credibility or ""),
    "note": lambda claim: claim.note,
}


def _claim(
    versions: Versions, claim: ClaimChange, change: EventChange, old: _Side, new: _Side
) -> Iterator[Row]:
    then, now = claim.old, claim.new
    if then is None and now is not None:
        yield versions.came("claim", _whole(new, now))
    elif now is None and then is not None:
        yield versions.went("claim", _whole(old, then))
    elif then is not None and now is not None:
        rows = [
            row
            for field in claim.fields
            if field != "text"
            for row in _claim_field(versions, field, change, (old, then), (new, now))
        ]
        if "text" in claim.fields:
            yield from versions.changed("claim", *map(_CLAIM_TEXTS["text"], (then, now)))
        elif rows:
            yield Row("claim", (Span(isolate(_CLAIM_TEXTS["text"](now))),))
        yield from rows


def _claim_field(
    versions: Versions,
    field: str,
    change: EventChange,
    before: tuple[_Side, Claim],
    after: tuple[_Side, Claim],
) -> Iterator[Row]:
    (old, then), (new, now) = before, after
    label = _OF_A_CLAIM + _LABELS.get(field, field)
    if field in _CLAIM_TEXTS:
        yield from versions.changed(label, _CLAIM_TEXTS[field](then), _CLAIM_TEXTS[field](now))
    elif field == "figures":
        counts = (_Counts(old, then.figures, then.chains), _Counts(new, now.figures, now.chains))
        yield from _figures(versions, label, *counts)
    elif field == "sources":
        yield from versions.listed(label, _claim_sources(*before), _claim_sources(*after))
    elif field in _CLAIM_LISTS:
        texts = _CLAIM_LISTS[field](old, then), _CLAIM_LISTS[field](new, now)
        yield from versions.listed(label, *texts)
    else:
        texts = (
            _contesting(field, *before, change.settled),
            _contesting(field, *after, change.contested),
        )
        if texts[0] != texts[1]:
            yield from versions.listed(label, *texts)


def _contesting(field: str, side: _Side, claim: Claim, told: Iterable[Contest]) -> list[str]:
    """What is not told as a contest already."""
    if field == "disputed_by":
        return side.disputes(claim.disputes, told)
    return side.claims(claim.contradicts, told)


def _claim_sources(side: _Side, claim: Claim) -> list[str]:
    return ["the event's own sources"] if claim.inherited else side.chains(claim.chains)


def _whole(side: _Side, claim: Claim) -> str:
    """A claim that came or went: its words, its figures, who says so."""
    figures = [figure_line(figure, side.timeline) for figure in claim.figures]
    said = "; ".join((_quoted(claim.text), *figures))
    by = side.origins(claim.chains)
    return f"{said}, according to {by}" if by else said


# Standing


def _standing(
    versions: Versions, change: EventChange, then: Standing, now: Standing
) -> Iterator[Row]:
    """How it stood and stands, and which origins are counted that were not."""
    if not (change.fields or change.contested or change.settled):
        yield Row("standing", (Span("its own text is the same", "dim"),))
    if then.kind != now.kind:
        yield from versions.changed("standing", *(k.kind.replace("-", " ") for k in (then, now)))
    names = [
        [timeline.party(chain.origin).name for chain in standing.counted]
        for timeline, standing in ((versions.old, then), (versions.new, now))
    ]
    if names[0] != names[1]:
        yield from versions.listed("origins", *names)
