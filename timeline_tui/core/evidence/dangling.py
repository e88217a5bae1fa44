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


def kept_references(timeline: Timeline, shown: Mapping[int, Event], event: Event) -> References:
    """Those of `event`'s references that point at something in `shown`, events by row."""
    row_of = timeline.row_of
    return References(
        event.after and tuple([id for id in event.after if row_of.get(id) in shown]),
        event.before and tuple([id for id in event.before if row_of.get(id) in shown]),
        event.links and tuple([link for link in event.links if row_of.get(link[1]) in shown]),
        tuple(
            [
                (
                    _kept(timeline, shown, claim.contradicts),
                    _kept(timeline, shown, claim.supersedes),
                )
                for claim in event.claims
            ]
        ),
    )


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


def _kept(timeline: Timeline, shown: Mapping[int, Event], refs: tuple[str, ...]) -> tuple[str, ...]:
    if not refs:
        return refs
    return tuple([ref for ref in refs if _is_shown(timeline, shown, ref)])


def _is_shown(timeline: Timeline, shown: Mapping[int, Event], ref: str) -> bool:
    event_id, _, claim_id = ref.partition("/")
    event = shown.get(timeline.row_of.get(event_id, -1))
    if event is not None:
        for claim in event.claims:
            if claim.id == claim_id:
                return True
    return False
