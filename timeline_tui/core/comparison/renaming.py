"""Values of an old version as they would be written now, to be compared with new ones.

Ids that changed are replaced by what they are now; what a chain has from elsewhere (when its
publication came out) is left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from timeline_tui.core.comparison.pairing import Pairs
from timeline_tui.core.evidence.contests import Contest
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Figure


class Renaming:
    """Writes old values with the ids of the new version."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def event(self, event: Event) -> Event:
        """The event as it is compared; its own id and those of its claims stay what they are."""
        places, events = self._pairs.places, self._pairs.events
        return replace(
            event,
            locations=_ids(places, event.locations),
            actors=tuple(replace(one, actor=self.party(one.actor)) for one in event.actors),
            figures=self._figures(event.figures),
            chains=self._chains(event.chains),
            claims=tuple(map(self._claim, event.claims)),
            disputes=self._disputes(event.disputes),
            after=_ids(events, event.after),
            before=_ids(events, event.before),
            links=tuple((type, events.get(id, id)) for type, id in event.links),
        )

    def party(self, id: str) -> str:
        """An actor or source."""
        return self._pairs.parties.get(id, id)

    def objection(self, contest: Contest) -> tuple[Hashable, ...]:
        """What makes a contest another one: neither its words nor through whom it became known."""
        claims, events = self._pairs.claims, self._pairs.events
        other = contest.other
        other = claims.get(other, other) if "/" in other else events.get(other, other)
        by = frozenset(self.party(chain.origin) for chain in contest.by)
        return contest.kind, claims.get(contest.claim, contest.claim), other, by

    def _claim(self, claim: Claim) -> Claim:
        claims = self._pairs.claims
        return replace(
            claim,
            chains=self._chains(claim.chains),
            figures=self._figures(claim.figures),
            disputes=self._disputes(claim.disputes),
            supports=self._chains(claim.supports),
            contradicts=_ids(claims, claim.contradicts),
            supersedes=_ids(claims, claim.supersedes),
        )

    def _chains(self, chains: Iterable[Chain]) -> tuple[Chain, ...]:
        return tuple(Chain(_ids(self._pairs.parties, chain.parties)) for chain in chains)

    def _disputes(self, disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
        return tuple(replace(one, chains=self._chains(one.chains)) for one in disputes)

    def _figures(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        return tuple(
            replace(
                figure,
                of=None if figure.of is None else self.party(figure.of),
                including=self._figures(figure.including),
            )
            for figure in figures
        )


def _ids(now: Mapping[str, str], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(now.get(id, id) for id in ids)


AS_IT_IS: Final = Renaming(Pairs({}, {}, {}, {}))
"""For values of the new version."""
