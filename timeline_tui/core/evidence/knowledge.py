"""What of a single event was known on a day (FORMAT section 5, last rule). Knows no other event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import inf
from typing import Final

from timeline_tui.core.dates import EdtfDate, span
from timeline_tui.core.dates.times import End
from timeline_tui.core.evidence.statements import (
    all_disputes,
    altered,
    assertions,
    denials,
    named_parties,
)
from timeline_tui.core.models import Chain, Citation, Claim, Dispute, Event, chain_of
from timeline_tui.core.names import claim_id, unique_ids

NEVER: Final[End] = (10**9, 0)
"""Behind all days: when something is known whose report date has no latest bound."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An event with only what was known; `event` is None where nothing of it was.

    `undated` counts its chains, claims and disputes that are left out for want of a report date,
    each claim or dispute as one; an event that nothing reports counts as one. `parties` are all
    actors and sources that what is left names, `claims` the ids of its claims by those in the file.
    """

    event: Event | None
    undated: int
    parties: AbstractSet[str] = frozenset()
    claims: Mapping[str, str] = field(default_factory=dict)


def known_at(date: EdtfDate | None) -> End | None:
    """The end of the day, or the instant, from which a report of this date is known, if it says."""
    if date is None or date.is_undated:
        return None
    if date.latest is None:
        return NEVER
    return span(date).end if date.is_timed else (date.latest, inf)


def changes(event: Event, published: Mapping[str, End]) -> tuple[End, ...]:
    """When, in order, something of the event became known or was taken back, or more of the way
    that it came; `published` says when the sources were."""
    chains = (*assertions(event), *denials(event))
    dates = [event.retracted, *(chain.reported for chain in chains)]
    for claim in event.claims:
        dates += claim.date, claim.retracted
    dates += [dispute.date for dispute in all_disputes(event)]
    ends = {known_at(date) for date in dates}
    for chain in chains:
        end = known_at(chain.reported)
        if end is not None and (len(chain.parties) > 1 or chain.cited):
            told = chain.elements if chain.cited and chain.cited[-1] else chain.elements[:-1]
            ends.update(max(_appeared(*one, published, end), end) for one in told)
    return tuple(sorted(end for end in ends if end is not None and end < NEVER))


def _appeared(
    party: str, citation: Citation | None, published: Mapping[str, End], unknown: End
) -> End:
    """When an element of a chain appeared, or the piece of it that is cited."""
    end = known_at(citation.date) if citation is not None else None
    return published.get(party, unknown) if end is None else end


def numbered_anew(ids: Sequence[str], plain: Sequence[str]) -> list[str]:
    """The ids, those that are `plain` with a number as if there were no others: the number would
    tell how many are hidden before it."""
    made = [
        id.startswith(f"{one}-") and id[len(one) + 1 :].isdecimal()
        for id, one in zip(ids, plain, strict=True)
    ]
    wanted = [one if new else id for id, one, new in zip(ids, plain, made, strict=True)]
    return unique_ids(wanted, [not one for one in made])[0]


def cut(event: Event, limit: End, published: Mapping[str, End]) -> Cut:
    """The event as it was known at `limit`; `published` says when the sources were."""
    at = _Limit(limit, published)
    chains = at.said(event.chains)
    at.undated += not event.chains and not event.claims
    claims = [at.claim(claim, chains) for claim in event.claims if at.knows(claim)]
    disputes = at.disputes(event.disputes)
    if not chains and not claims:
        return Cut(None, at.undated)
    at.undated += not event.chains and bool(event.figures)  # the event's chains say its figures
    ids = [claim.id for claim in claims]
    now = numbered_anew(ids, [claim_id(claim.text) for claim in claims])
    known = altered(
        event,
        chains=chains,
        claims=tuple([altered(claim, id=id) for claim, id in zip(claims, now, strict=True)]),
        disputes=disputes,
        figures=event.figures if chains else (),
        retracted=at.past(event.retracted),
    )
    return Cut(known, at.undated, named_parties(known), dict(zip(ids, now, strict=True)))


@dataclass(slots=True)
class _Limit:
    """Decides what was known at `limit`, and counts what has no report date."""

    limit: End
    published: Mapping[str, End]
    undated: int = 0

    def past(self, date: EdtfDate | None) -> EdtfDate | None:
        """The date, if it was over."""
        end = known_at(date)
        return date if end is not None and end <= self.limit else None

    def knows(self, one: Claim | Dispute) -> bool:
        """Whether someone had said it."""
        ends = {known_at(one.date), *(known_at(chain.reported) for chain in one.chains)} - {None}
        self.undated += not ends
        return any(end is not None and end <= self.limit for end in ends)

    def said(self, chains: Iterable[Chain]) -> tuple[Chain, ...]:
        """The chains that were known, without what was published later: a statement of an earlier
        date may have come down through a later publication. The origin always stays, without what
        is cited of a later one."""
        found: list[Chain] = []
        for chain in chains:
            self.undated += known_at(chain.reported) is None
            if self.past(chain.reported):
                plain = len(chain.parties) == 1 and not chain.cited
                found.append(chain if plain else self._left(chain))
        return tuple(found)

    def _left(self, chain: Chain) -> Chain:
        """What had appeared of a chain."""
        kept = [one for one in chain.elements[:-1] if self._out(*one)]
        origin, citation = chain.elements[-1]
        kept.append((origin, citation if self._out(origin, citation) else None))
        if kept == list(chain.elements):
            return chain
        return chain_of(kept, chain.reported)

    def _out(self, party: str, citation: Citation | None) -> bool:
        return _appeared(party, citation, self.published, self.limit) <= self.limit

    def claim(self, claim: Claim, event_chains: tuple[Chain, ...]) -> Claim:
        """What is left of a claim; `event_chains` is what is left of the event's."""
        inherits = claim.inherited and claim.date is None
        return altered(
            claim,
            chains=event_chains if inherits else self.said(claim.chains),
            supports=self.said(claim.supports),
            disputes=self.disputes(claim.disputes),
            retracted=self.past(claim.retracted),
        )

    def disputes(self, disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
        kept = [dispute for dispute in disputes if self.knows(dispute)]
        return tuple([altered(dispute, chains=self.said(dispute.chains)) for dispute in kept])
