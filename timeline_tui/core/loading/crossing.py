"""What events say of each other and of each other's claims, resolved (FORMAT sections 2 and 5).

It looks only at the events that say such a thing, which are few; it knows indices, not files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from timeline_tui.core.loading.drafts import Crossing, Draft
from timeline_tui.core.loading.references import can_mean
from timeline_tui.core.models.plain import named
from timeline_tui.core.names import Names, Nearest
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path
from timeline_tui.core.replacing import replacing
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Claim, Event, Link

_NAMED = 4

_event_with = replacing(Event, "after", "before", "links", "claims")
_claim_with = replacing(Claim, "contradicts", "supersedes")


Finding = tuple[int, Path, Problem]
"""A problem with the value at a path of the record at an index."""


def cross(drafts: Sequence[Draft], events: list[Event]) -> list[Finding]:
    """Complete, in place, the events whose drafts name others; all in file order."""
    crossings = [
        (index, draft.crossing) for index, draft in enumerate(drafts) if draft.crossing is not None
    ]
    if not crossings:
        return []
    resolver = _Resolver(drafts, events)
    for index, crossing in crossings:
        events[index] = resolver.complete(index, crossing)
    return resolver.findings


def links_of(events: Sequence[Event]) -> dict[str, tuple[Link, ...]]:
    """The links of each event that has any, from both ends, its own first."""
    linked = [event for event in events if event.links]
    links = {event.id: [Link(type, id) for type, id in event.links] for event in linked}
    for event in linked:
        for type, id in event.links:
            links.setdefault(id, []).append(Link(type, event.id, outgoing=False))
    return {id: tuple(found) for id, found in links.items()}


class _Resolver:
    """Looks up events and claims by what was typed for them."""

    def __init__(self, drafts: Sequence[Draft], events: Sequence[Event]) -> None:
        self.findings: list[Finding] = []
        self._drafts = drafts
        self._events = tuple(events)
        self._claim_names: dict[str, Names] = {}
        self._nearest_claim: dict[str, Nearest] = {}
        self._rows = {event.id: index for index, event in enumerate(events)}

    def complete(self, index: int, crossing: Crossing) -> Event:
        """The event with the ids of the events and claims that it names."""
        event = self._events[index]
        links = [
            (type, id)
            for type, reference in crossing.links
            if (id := self._event(index, reference, ("links", type)))
        ]
        claims = list(event.claims)
        for typed in crossing.claims:
            path: Path = ("claims", typed.index)
            claims[typed.index] = _claim_with(
                claims[typed.index],
                self._claims(index, typed.index, typed.contradicts, path, "contradicts"),
                self._claims(index, typed.index, typed.supersedes, path, "supersedes"),
            )
        return _event_with(
            event,
            self._events_named(index, crossing.after, "after"),
            self._events_named(index, crossing.before, "before"),
            tuple(dict.fromkeys(links)),
            tuple(claims),
        )

    def _report(self, index: int, path: Path, code: str, message: str, hint: str) -> None:
        self.findings.append((index, path, Problem("error", code, message, hint)))

    def _only(self, index: int, path: Path, reference: str, ids: Sequence[str]) -> str:
        """The one of `ids`, all of which `reference` can mean; "" with a problem for several."""
        if len(ids) == 1:
            return ids[0]
        hint = "Write out the one that is meant"
        self._report(index, path, "ambiguous", can_mean(reference, ids), hint)
        return ""

    # Events

    def _events_named(self, index: int, references: Sequence[str], field: str) -> tuple[str, ...]:
        found = [
            self._event(index, reference, (field, position), itself=True)
            for position, reference in enumerate(references)
        ]
        return tuple(dict.fromkeys(id for id in found if id))

    def _event(self, index: int, reference: str, path: Path, *, itself: bool = False) -> str:
        """The id of the event that `reference` means; "" with a problem if it is not one alone.

        An event may name itself only where `itself` is true: `order` reports that.
        """
        ids = self._find_events(reference)
        if not ids:
            close = self._nearest_event.to(reference)
            hint = f"Did you mean {named(close)}?" if close else "Write the id of an event"
            self._report(
                index, path, "unknown-event", f"There is no event {named(reference)}", hint
            )
            return ""
        id = self._only(index, path, reference, ids)
        if id == self._events[index].id and not itself:
            message = f"{named(id)} cannot be linked to itself"
            self._report(index, path, "self-reference", message, "Name another event")
            return ""
        return id

    def _find_events(self, reference: str) -> Sequence[str]:
        if reference in self._rows:
            return (reference,)
        return self._by_name.get(name_key(reference), ())

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        """Event ids by the keys of ids; where no id has that key, of titles."""
        ids: dict[str, list[str]] = {}
        titles: dict[str, list[str]] = {}
        for event in self._events:
            ids.setdefault(name_key(event.id), []).append(event.id)
            titles.setdefault(name_key(event.title), []).append(event.id)
        return titles | ids

    @cached_property
    def _nearest_event(self) -> Nearest:
        # Ids that a person typed are those that a person refers to.
        return Nearest(draft.event.id for draft in self._drafts if draft.named)

    # Claims

    def _claims(
        self, index: int, claim: int, references: Sequence[str], path: Path, field: str
    ) -> tuple[str, ...]:
        own = self._events[index].claims[claim].id
        found: dict[str, None] = {}
        for position, reference in enumerate(references):
            place = (*path, field, position)
            id = self._claim(index, reference, place)
            if id == f"{self._events[index].id}/{own}":
                message = f"Claim {named(own)} cannot name itself under `{field}`"
                self._report(index, place, "self-reference", message, "Name another claim")
            elif id:
                found[id] = None
        return tuple(found)

    def _claim(self, index: int, reference: str, path: Path) -> str:
        """`event-id/claim-id` of the claim meant; "" with a problem if it is not one alone."""
        event, name = self._events[index], reference
        if "/" in reference:
            event_name, name = (part.strip() for part in reference.rsplit("/", 1))
            id = self._event(index, event_name, path, itself=True)
            if not id:
                return ""
            event, reference = self._events[self._rows[id]], f"{id}/{name}"
        holders = [f"{event.id}/{own}" for own in self._claims_of(event).find(name)]
        if not holders and name == reference:
            holders = self._claim_holders.get(name_key(name), [])
        if holders:
            return self._only(index, path, reference, holders)
        self._report_unknown_claim(index, event, name, path)
        return ""

    def _claims_of(self, event: Event) -> Names:
        """The ids of an event's claims, to be looked up."""
        names = self._claim_names.get(event.id)
        if names is None:
            names = self._claim_names[event.id] = Names()
            for claim in event.claims:
                names.add(claim.id, ())
        return names

    def _report_unknown_claim(self, index: int, event: Event, name: str, path: Path) -> None:
        if event.id not in self._nearest_claim:
            self._nearest_claim[event.id] = Nearest(self._claims_of(event))
        close = self._nearest_claim[event.id].to(name)
        ids = [named(claim.id) for claim in event.claims[:_NAMED]]
        if close:
            hint = f"Did you mean {named(close)}?"
        else:
            hint = f"Its claims are {', '.join(ids)}" if ids else "It has no claims"
        message = f"There is no claim {named(name)} in {named(event.id)}"
        self._report(index, path, "unknown-claim", message, hint)

    @cached_property
    def _claim_holders(self) -> Mapping[str, list[str]]:
        """All claims by the keys of their ids, as `event-id/claim-id`."""
        holders: dict[str, list[str]] = {}
        for event in self._events:
            for claim in event.claims:
                holders.setdefault(name_key(claim.id), []).append(f"{event.id}/{claim.id}")
        return holders
