"""What of a single event was known on a day (FORMAT section 5, last rule). Knows no other event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Figure, Source

NEVER = 10**9
"""A day after all days: when something is known whose report date has no latest bound."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An event with only what was known; `event` is None where nothing of it was.

    `later` and `undated` count its chains, claims and disputes that are left out, each hidden claim
    or dispute as one; an event that nothing reports counts as one. `parties` are all actors and
    sources that what is left names.
    """

    event: Event | None
    later: int
    undated: int
    parties: frozenset[str]


@dataclass(slots=True)
class _Tally:
    """Decides by the report day and counts what it leaves out."""

    limit: int
    later: int = 0
    undated: int = 0

    def keeps(self, day: int | None) -> bool:
        if day is None:
            self.undated += 1
        elif day > self.limit:
            self.later += 1
        return day is not None and day <= self.limit


def known_day(date: EdtfDate | None) -> int | None:
    """The day from which on a report of this date is known; None if it is not said."""
    if date is None or date.is_undated:
        return None
    return NEVER if date.latest is None else date.latest


def cut(event: Event, limit: int, sources: Mapping[str, Source]) -> Cut:
    """The event as it was known at the end of the day `limit`."""
    tally = _Tally(limit)
    chains = tuple([c for c in event.chains if tally.keeps(known_day(c.reported))])
    claims = tuple(_claims(event, tally, sources))
    disputes = tuple(_disputes(event.disputes, tally, sources))
    if not event.chains and not event.claims:
        tally.undated += 1
    if not chains and not claims:
        return Cut(None, tally.later, tally.undated, frozenset())
    # A figure of the event itself is said by the event's chains.
    figures = event.figures if chains else ()
    if event.figures and not event.chains:
        tally.undated += 1
    retracted = _by(event.retracted, limit)
    chains = _existing(chains, limit, sources)
    kept = (chains, claims, disputes, figures, retracted)
    if kept != (event.chains, event.claims, event.disputes, event.figures, event.retracted):
        event = replace(
            event,
            chains=chains,
            claims=claims,
            disputes=disputes,
            figures=figures,
            retracted=retracted,
        )
    return Cut(event, tally.later, tally.undated, frozenset(_parties(event)))


def change_days(event: Event, sources: Mapping[str, Source]) -> tuple[int, ...]:
    """The days, in order, on which something of the event became known or was taken back."""
    days: set[int | None] = {known_day(event.retracted)}
    _chain_days(event.chains, None, sources, days)
    _dispute_days(event.disputes, sources, days)
    for claim in event.claims:
        days.add(known_day(claim.retracted))
        if not claim.chains:
            days.add(known_day(claim.date))
        _chain_days(claim.chains, claim.date, sources, days)
        _chain_days(claim.supports, None, sources, days)
        _dispute_days(claim.disputes, sources, days)
    return tuple(sorted(day for day in days if day is not None and day != NEVER))


def source_as_of(source: Source, limit: int) -> Source:
    """The source without what only its later publication, or a later visit to it, could tell."""
    published, accessed = known_day(source.published), known_day(source.accessed)
    if published is not None and published > limit:
        return Source(source.id, source.name, source.aliases, implicit=source.implicit)
    if accessed is not None and accessed > limit:
        return replace(source, accessed=None)
    return source


def _claims(event: Event, tally: _Tally, sources: Mapping[str, Source]) -> Iterable[Claim]:
    limit = tally.limit
    for claim in event.claims:
        days = _days_of(claim.chains, claim.date)
        if not tally.keeps(_first(days)):
            continue
        chains = _said_by(claim.chains, days, limit, sources)
        if len(chains) < len(claim.chains) and not claim.inherited:
            for day in days:
                tally.keeps(day)
        supports = claim.supports and _existing(
            tuple([c for c in claim.supports if tally.keeps(known_day(c.reported))]), limit, sources
        )
        disputes = claim.disputes and tuple(_disputes(claim.disputes, tally, sources))
        retracted = _by(claim.retracted, limit)
        kept = (chains, supports, disputes, retracted)
        if kept == (claim.chains, claim.supports, claim.disputes, claim.retracted):
            yield claim
        else:
            yield replace(
                claim, chains=chains, supports=supports, disputes=disputes, retracted=retracted
            )


def _disputes(
    disputes: tuple[Dispute, ...], tally: _Tally, sources: Mapping[str, Source]
) -> Iterable[Dispute]:
    for dispute in disputes:
        days = _days_of(dispute.chains, dispute.date)
        if not tally.keeps(_first(days)):
            continue
        chains = _said_by(dispute.chains, days, tally.limit, sources)
        if len(chains) < len(dispute.chains):
            for day in days:
                tally.keeps(day)
        yield dispute if chains == dispute.chains else replace(dispute, chains=chains)


def _said_by(
    chains: tuple[Chain, ...],
    days: list[int | None],
    limit: int,
    sources: Mapping[str, Source],
) -> tuple[Chain, ...]:
    """The chains known by `limit`; `days` are their report days."""
    kept = [
        chain for chain, day in zip(chains, days, strict=False) if day is not None and day <= limit
    ]
    return _existing(tuple(kept), limit, sources)


def _days_of(chains: tuple[Chain, ...], own: EdtfDate | None) -> list[int | None]:
    """The report day of each chain; of the statement itself where it has no chain."""
    if own is not None or not chains:
        return [known_day(own)] * max(len(chains), 1)
    return [known_day(chain.reported) for chain in chains]


def _first(days: Iterable[int | None]) -> int | None:
    return min((day for day in days if day is not None), default=None)


def _existing(
    chains: tuple[Chain, ...], limit: int, sources: Mapping[str, Source]
) -> tuple[Chain, ...]:
    """The chains without what was published after `limit`: a statement of an earlier date may have
    come down through a later publication. The origin always stays, for it made the statement."""
    found: list[Chain] = []
    for chain in chains:
        through = chain.parties[:-1]
        kept = tuple([p for p in through if not _published_after(sources.get(p), limit)])
        whole = len(kept) == len(through)
        found.append(chain if whole else Chain((*kept, chain.origin), chain.reported))
    return tuple(found)


def _published_after(source: Source | None, limit: int) -> bool:
    if source is None or source.published is None:
        return False
    day = known_day(source.published)
    return day is not None and day > limit


def _by(date: EdtfDate | None, limit: int) -> EdtfDate | None:
    """The date, if it was over at the end of the day `limit`."""
    day = known_day(date)
    return date if day is not None and day <= limit else None


def _parties(event: Event) -> Iterable[str]:
    for participant in event.actors:
        yield participant.actor
    for chain in event.chains:
        yield from chain.parties
    yield from _dispute_parties(event.disputes)
    yield from _figure_parties(event.figures)
    for claim in event.claims:
        for chain in claim.chains:
            yield from chain.parties
        for chain in claim.supports:
            yield from chain.parties
        yield from _dispute_parties(claim.disputes)
        yield from _figure_parties(claim.figures)


def _dispute_parties(disputes: Iterable[Dispute]) -> Iterable[str]:
    for dispute in disputes:
        for chain in dispute.chains:
            yield from chain.parties


def _figure_parties(figures: Iterable[Figure]) -> Iterable[str]:
    for figure in figures:
        if figure.of is not None:
            yield figure.of
        yield from _figure_parties(figure.including)


def _chain_days(
    chains: Iterable[Chain],
    own: EdtfDate | None,
    sources: Mapping[str, Source],
    days: set[int | None],
) -> None:
    for chain in chains:
        day = known_day(own if own is not None else chain.reported)
        days.add(day)
        for party in chain.parties[:-1]:
            published = known_day(sources[party].published) if party in sources else None
            if day is not None and published is not None and published > day:
                days.add(published)


def _dispute_days(
    disputes: Iterable[Dispute], sources: Mapping[str, Source], days: set[int | None]
) -> None:
    for dispute in disputes:
        if not dispute.chains:
            days.add(known_day(dispute.date))
        _chain_days(dispute.chains, dispute.date, sources, days)
