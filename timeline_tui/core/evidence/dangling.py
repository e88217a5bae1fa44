"""What of an event's references points at events and claims that are still there.

Knows no dates: why something is hidden is not its business.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline_tui.core.replacing import replacing
from timeline_tui.core.timeline import Claim, Event, Timeline

_event_with = replacing(Event, "after", "before", "links", "claims")
_claim_with = replacing(Claim, "contradicts", "supersedes")


def refers(event: Event) -> bool:
    """Whether the event or one of its claims names other events or claims."""
    if event.links or event.after or event.before:
        return True
    return any(claim.contradicts or claim.supersedes for claim in event.claims)


class Shown:
    """The events that are there, by row, and their claims; to be asked about references."""

    def __init__(self, timeline: Timeline, events: Mapping[int, Event]) -> None:
        self._row_of = timeline.row_of
        self._events = events
        self._claims: dict[int, frozenset[str]] = {}

    def trimmed(self, event: Event) -> Event:
        """The event with only the references to what is there; the same value if it loses none."""
        after = event.after and tuple([id for id in event.after if self._has(id)])
        before = event.before and tuple([id for id in event.before if self._has(id)])
        links = event.links and tuple([link for link in event.links if self._has(link[1])])
        claims = tuple([self._trimmed(claim) for claim in event.claims])
        return _event_with(event, after, before, links, claims)

    def _trimmed(self, claim: Claim) -> Claim:
        if not claim.contradicts and not claim.supersedes:
            return claim
        return _claim_with(claim, self._kept(claim.contradicts), self._kept(claim.supersedes))

    def _has(self, id: str) -> bool:
        return self._row_of.get(id) in self._events

    def _kept(self, refs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([ref for ref in refs if self._has_claim(ref)])

    def _has_claim(self, ref: str) -> bool:
        event_id, _, claim_id = ref.partition("/")
        row = self._row_of.get(event_id, -1)
        if row not in self._events:
            return False
        claims = self._claims.get(row)
        if claims is None:
            claims = frozenset([claim.id for claim in self._events[row].claims])
            self._claims[row] = claims
        return claim_id in claims
