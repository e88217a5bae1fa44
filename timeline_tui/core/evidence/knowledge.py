"""What of a single event was known on a day (FORMAT section 5, last rule). Knows no other event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.statements import named_parties
from timeline_tui.core.replacing import replacing
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Source

NEVER = 10**9
"""A day after all days: when something is known whose report date has no latest bound."""

_event_with = replacing(Event, "chains", "claims", "disputes", "figures", "retracted")
_claim_with = replacing(Claim, "chains", "supports", "disputes", "retracted")


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
    parties: AbstractSet[str] = frozenset()


def known_day(date: EdtfDate | None) -> int | None:
    """The day from which on a report of this date is known; None if it is not said."""
    if date is None or date.kind == "unknown":
        return None
    return NEVER if date.latest is None else date.latest


def publication_days(sources: Iterable[Source]) -> dict[str, int]:
    """The day on which each source was published, of those that say so."""
    days = {source.id: known_day(source.published) for source in sources}
    return {id: day for id, day in days.items() if day is not None}


def source_as_of(source: Source, limit: int) -> Source:
    """The source without what only its later publication, or a later visit to it, could tell."""
    published, accessed = known_day(source.published), known_day(source.accessed)
    if published is not None and published > limit:
        return Source(source.id, source.name, source.aliases, implicit=source.implicit)
    if accessed is not None and accessed > limit:
        return replace(source, accessed=None)
    return source


# An event on a day


def cut(event: Event, limit: int, published: Mapping[str, int]) -> Cut:
    """The event as it was known at the end of the day `limit`; `published` are the days on which
    the sources were (`publication_days`)."""
    at = _Day(limit, published)
    days = _days_of(event.chains, None)
    chains = at.said(event.chains, days)
    if event.chains or not event.claims:
        at.count(days)
    claims = event.claims and tuple(_claims(event, days, chains, at))
    disputes = event.disputes and tuple(_disputes(event.disputes, at))
    if not chains and not claims:
        return Cut(None, at.later, at.undated)
    # A figure of the event itself is said by the event's chains.
    figures = event.figures if chains else ()
    if event.figures and not event.chains:
        at.undated += 1
    retracted = at.past(event.retracted)
    event = _event_with(event, chains, claims, disputes, figures, retracted)
    return Cut(event, at.later, at.undated, named_parties(event))


@dataclass(slots=True)
class _Day:
    """Decides what was known at the end of the day `limit`, and counts what is left out."""

    limit: int
    published: Mapping[str, int]
    later: int = 0
    undated: int = 0

    def keeps(self, day: int | None) -> bool:
        """Whether what was reported on `day` stays; counted if it does not."""
        self.count((day,))
        return day is not None and day <= self.limit

    def count(self, days: Iterable[int | None]) -> None:
        """Count those of some reports that are left out."""
        for day in days:
            if day is None:
                self.undated += 1
            elif day > self.limit:
                self.later += 1

    def said(self, chains: tuple[Chain, ...], days: list[int | None]) -> tuple[Chain, ...]:
        """The chains that were known; `days` are their report days."""
        limit = self.limit
        found: list[Chain] = []
        for chain, day in zip(chains, days, strict=False):
            if day is not None and day <= limit:
                found.append(self._existing(chain))
        return tuple(found)

    def _existing(self, chain: Chain) -> Chain:
        """The chain without what was published later: a statement of an earlier date may have come
        down through a later publication. The origin always stays, for it made the statement."""
        limit, published = self.limit, self.published
        through = chain.parties[:-1]
        kept = [party for party in through if published.get(party, limit) <= limit]
        return chain if len(kept) == len(through) else Chain((*kept, chain.origin), chain.reported)

    def past(self, date: EdtfDate | None) -> EdtfDate | None:
        """The date, if it was over."""
        day = known_day(date)
        return date if day is not None and day <= self.limit else None


def _claims(
    event: Event, event_days: list[int | None], event_chains: tuple[Chain, ...], at: _Day
) -> Iterator[Claim]:
    """The claims that were known; `event_chains` are what is left of the event's chains, of which
    `event_days` are all days."""
    for claim in event.claims:
        inherits = claim.chains is event.chains and claim.date is None
        days = event_days if inherits else _days_of(claim.chains, claim.date)
        if not at.keeps(_first(days)):
            continue
        chains = event_chains if inherits else at.said(claim.chains, days)
        if len(chains) < len(claim.chains) and not claim.inherited:
            at.count(days)
        supports = claim.supports and _supports(claim.supports, at)
        disputes = claim.disputes and tuple(_disputes(claim.disputes, at))
        yield _claim_with(claim, chains, supports, disputes, at.past(claim.retracted))


def _supports(supports: tuple[Chain, ...], at: _Day) -> tuple[Chain, ...]:
    days = _days_of(supports, None)
    at.count(days)
    return at.said(supports, days)


def _disputes(disputes: Iterable[Dispute], at: _Day) -> Iterator[Dispute]:
    for dispute in disputes:
        days = _days_of(dispute.chains, dispute.date)
        if not at.keeps(_first(days)):
            continue
        chains = at.said(dispute.chains, days)
        if len(chains) < len(dispute.chains):
            at.count(days)
        yield dispute if chains == dispute.chains else replace(dispute, chains=chains)


def _days_of(chains: tuple[Chain, ...], own: EdtfDate | None) -> list[int | None]:
    """The report day of each chain; of the statement itself where it has no chain."""
    if own is not None or not chains:
        return [known_day(own)] * max(len(chains), 1)
    return [known_day(chain.reported) for chain in chains]


def _first(days: list[int | None]) -> int | None:
    if len(days) == 1:
        return days[0]
    return min((day for day in days if day is not None), default=None)


# The days of an event


def change_days(event: Event, published: Mapping[str, int]) -> tuple[int, ...]:
    """The days, in order, on which something of the event became known or was taken back."""
    days: set[int | None] = {known_day(event.retracted)}
    _add_days(days, event.chains, None, published)
    for dispute in event.disputes:
        _add_days(days, dispute.chains, dispute.date, published)
    for claim in event.claims:
        days.add(known_day(claim.retracted))
        if claim.date is not None or claim.chains is not event.chains:
            _add_days(days, claim.chains, claim.date, published)
        _add_days(days, claim.supports, None, published)
        for dispute in claim.disputes:
            _add_days(days, dispute.chains, dispute.date, published)
    return tuple(sorted([day for day in days if day is not None and day != NEVER]))


def _add_days(
    days: set[int | None],
    chains: tuple[Chain, ...],
    own: EdtfDate | None,
    published: Mapping[str, int],
) -> None:
    """Add the days of a statement's reports, and those on which more of its way became known."""
    if not chains:
        days.add(known_day(own))
    for chain in chains:
        day = known_day(chain.reported if own is None else own)
        if day is not None:
            days.add(day)
            for party in chain.parties[:-1]:
                if published.get(party, day) > day:
                    days.add(published[party])
