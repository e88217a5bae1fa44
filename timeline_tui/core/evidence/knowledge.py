"""What of a single event was known on a day (FORMAT section 5, last rule). Knows no other event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.statements import altered, named_parties
from timeline_tui.core.models import Chain, Claim, Dispute, Event, Source
from timeline_tui.core.names import claim_id, unique_ids

NEVER: Final = 10**9
"""A day after all days: when something is known whose report date has no latest bound."""

_UNPUBLISHED: Final = {
    **dict.fromkeys(("type", "author", "publisher", "url", "archived", "language"), ""),
    **dict.fromkeys(("reliability", "note"), ""),
    "published": None,
    "accessed": None,
    "extras": (),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """An event with only what was known; `event` is None where nothing of it was.

    `undated` counts its chains, claims and disputes that are left out for want of a report date,
    each claim or dispute as one; an event that nothing reports counts as one. `parties` are all
    actors and sources that what is left names, `claims` the ids that its claims have in the file
    with those they have here.
    """

    event: Event | None
    undated: int
    parties: AbstractSet[str] = frozenset()
    claims: tuple[tuple[str, str], ...] = ()


def known_day(date: EdtfDate | None) -> int | None:
    """The day from which on a report of this date is known; None if it is not said."""
    if date is None or date.is_undated:
        return None
    return NEVER if date.latest is None else date.latest


def source_as_of(source: Source, limit: int) -> Source:
    """The source without what only its later publication, or a later visit to it, could tell."""
    published, accessed = known_day(source.published), known_day(source.accessed)
    if published is not None and published > limit:
        return altered(source, **_UNPUBLISHED)
    if accessed is not None and accessed > limit:
        return altered(source, accessed=None)
    return source


def change_days(event: Event, published: Mapping[str, int]) -> tuple[int, ...]:
    """The days, in order, on which something of the event became known or was taken back, or more
    of the way that it came; `published` are the days on which the sources were."""
    days = {known_day(event.retracted), *(known_day(claim.retracted) for claim in event.claims)}
    for chains, own in _statements(event):
        days.update(_days(chains, own))
        for chain in chains:
            day = known_day(chain.reported)
            if day is not None and len(chain.parties) > 1:
                days.update(max(published.get(party, day), day) for party in chain.parties[:-1])
    return tuple(sorted(day for day in days if day is not None and day < NEVER))


def _statements(event: Event) -> Iterator[tuple[tuple[Chain, ...], EdtfDate | None]]:
    """All chains of the event, by what they say, with its own date."""
    yield event.chains, None
    for claim in event.claims:
        yield claim.chains, claim.date
        yield claim.supports, None
    for dispute in (*event.disputes, *(one for claim in event.claims for one in claim.disputes)):
        yield dispute.chains, dispute.date


def _days(chains: Iterable[Chain], own: EdtfDate | None) -> list[int | None]:
    """The report day of each chain; of the statement itself where it has no chain."""
    return [known_day(chain.reported) for chain in chains] or [known_day(own)]


def cut(event: Event, limit: int, published: Mapping[str, int], text: str) -> Cut:
    """The event as it was known at the end of the day `limit`; `published` are the days on which
    the sources were, `text` is its record."""
    at = _Day(limit, published)
    chains = at.said(event.chains)
    at.count(event.chains)
    at.undated += not event.chains and not event.claims
    claims = [at.claim(claim, chains) for claim in event.claims if at.knows(claim)]
    disputes = at.disputes(event.disputes)
    if not chains and not claims:
        return Cut(None, at.undated)
    at.undated += not event.chains and bool(event.figures)  # the event's chains say its figures
    ids = [claim.id for claim in claims]
    made = [made_of(claim.id, claim_id(claim.text), text) for claim in claims]
    if any(made):
        plain = [one or id for one, id in zip(made, ids, strict=True)]
        now, _ = unique_ids(plain, [not one for one in made])
        claims = [altered(claim, id=id) for claim, id in zip(claims, now, strict=True)]
    known = altered(
        event,
        chains=chains,
        claims=tuple(claims),
        disputes=disputes,
        figures=event.figures if chains else (),
        retracted=at.past(event.retracted),
    )
    pairs = tuple(zip(ids, [claim.id for claim in claims], strict=True))
    return Cut(known, at.undated, named_parties(known), pairs)


def made_of(id: str, plain: str, text: str) -> str:
    """`plain` where the id was made of it, with a number that tells it from others, and is typed
    nowhere in the `text` of its record; else ""."""
    number = id.removeprefix(plain)
    if number[:1] != "-" or not number[1:].isdecimal():
        return ""
    typed = re.search(rf"""\bid["']?\s*:\s*["']?{re.escape(id)}(?![\w-])""", text)
    return "" if typed else plain


@dataclass(slots=True)
class _Day:
    """Decides what was known at the end of the day `limit`, and counts what has no report date."""

    limit: int
    published: Mapping[str, int]
    undated: int = 0

    def past(self, date: EdtfDate | None) -> EdtfDate | None:
        """The date, if it was over."""
        day = known_day(date)
        return date if day is not None and day <= self.limit else None

    def count(self, chains: Iterable[Chain]) -> None:
        self.undated += sum(known_day(chain.reported) is None for chain in chains)

    def knows(self, one: Claim | Dispute) -> bool:
        """Whether someone had said it; what nothing dates is counted."""
        days = [day for day in _days(one.chains, one.date) if day is not None]
        self.undated += not days
        return bool(days) and min(days) <= self.limit

    def said(self, chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
        """The chains that were known, without what was published later: a statement of an earlier
        date may have come down through a later publication. The origin always stays."""
        return tuple([self._came(chain) for chain in chains if self.past(chain.reported)])

    def _came(self, chain: Chain) -> Chain:
        *through, origin = chain.parties
        limit = self.limit
        kept = [party for party in through if self.published.get(party, limit) <= limit]
        return altered(chain, parties=(*kept, origin)) if len(kept) < len(through) else chain

    def claim(self, claim: Claim, event_chains: tuple[Chain, ...]) -> Claim:
        """What is left of a claim; `event_chains` is what is left of the event's."""
        if claim.inherited and claim.date is None:
            chains = event_chains
        else:
            chains = self.said(claim.chains)
            self.count(claim.chains if not claim.inherited else ())
        self.count(claim.supports)
        return altered(
            claim,
            chains=chains,
            supports=self.said(claim.supports),
            disputes=self.disputes(claim.disputes),
            retracted=self.past(claim.retracted),
        )

    def disputes(self, disputes: tuple[Dispute, ...]) -> tuple[Dispute, ...]:
        kept = [dispute for dispute in disputes if self.knows(dispute)]
        for dispute in kept:
            self.count(dispute.chains)
        return tuple([altered(dispute, chains=self.said(dispute.chains)) for dispute in kept])
