"""What of an event's references points at events and claims that are still there.

Knows no dates: why something is hidden is not its business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from timeline_tui.core.timeline import Claim, Event, Timeline


class References(NamedTuple):
    """`after`, `before` and `links` of an event; `contradicts`, `supersedes` of each claim."""

    after: tuple[str, ...]
    before: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    claims: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


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

    def references(self, event: Event) -> References:
        """Those of `event`'s references that point at something that is there."""
        return References(
            event.after and tuple([id for id in event.after if self._has(id)]),
            event.before and tuple([id for id in event.before if self._has(id)]),
            event.links and tuple([link for link in event.links if self._has(link[1])]),
            tuple(
                [
                    (self._kept(claim.contradicts), self._kept(claim.supersedes))
                    for claim in event.claims
                ]
            ),
        )

    def _has(self, id: str) -> bool:
        return self._row_of.get(id) in self._events

    def _kept(self, refs: tuple[str, ...]) -> tuple[str, ...]:
        return refs and tuple([ref for ref in refs if self._has_claim(ref)])

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


def with_references(event: Event, kept: References) -> Event:
    """The event with only these references; the same value where it loses none."""
    claims = tuple(
        [_with(claim, *refs) for claim, refs in zip(event.claims, kept.claims, strict=True)]
    )
    after, before, links, _ = kept
    if (after, before, links, claims) == (event.after, event.before, event.links, event.claims):
        return event
    return replace(event, after=after, before=before, links=links, claims=claims)


def _with(claim: Claim, contradicts: tuple[str, ...], supersedes: tuple[str, ...]) -> Claim:
    if (contradicts, supersedes) == (claim.contradicts, claim.supersedes):
        return claim
    return replace(claim, contradicts=contradicts, supersedes=supersedes)
