"""What events say of each other and of each other's claims, resolved (FORMAT sections 2 and 5).

It looks only at the events that say such a thing, which are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from timeline_tui.core.loading.directory import can_mean
from timeline_tui.core.loading.spots import Spot
from timeline_tui.core.models import Claim, Event, Link
from timeline_tui.core.models.wording import named
from timeline_tui.core.names import Names, Nearest
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import name_key


def names_others(typed: Event) -> bool:
    """Whether an event as typed says something of other events or of claims."""
    return bool(typed.after or typed.before or typed.links) or any(
        claim.contradicts or claim.supersedes for claim in typed.claims
    )


def links_of(events: Sequence[Event]) -> dict[str, tuple[Link, ...]]:
    """The links of each event that has any, from both ends, its own first."""
    linked = [event for event in events if event.links]
    links = {event.id: [Link(type, id) for type, id in event.links] for event in linked}
    for event in linked:
        for type, id in event.links:
            links.setdefault(id, []).append(Link(type, event.id, outgoing=False))
    return {id: tuple(found) for id, found in links.items()}


class Crossing:
    """Looks up events and claims by what was typed for them, among the events in file order.

    `typed_ids` are those ids of events that a person typed. What is wrong is added to `problems`.
    """

    def __init__(
        self, events: Sequence[Event], typed_ids: Sequence[str], problems: list[Problem]
    ) -> None:
        self._problems = problems
        self._events = tuple(events)
        self._typed_ids = typed_ids
        self._rows = {event.id: row for row, event in enumerate(events)}
        self._claim_names: dict[str, Names] = {}

    def completed(self, row: int, typed: Event, spot: Spot) -> Event:
        """The event with the ids of the events and claims that it names."""
        self._event, self._spot = self._events[row], spot
        links = {(type, id): None for type, ref in typed.links if (id := self._linked(ref))}
        update: dict[str, object] = {
            "after": self._all(typed.after),
            "before": self._all(typed.before),
            "links": tuple(links),
        }
        if any(claim.contradicts or claim.supersedes for claim in typed.claims):
            pairs = zip(self._event.claims, typed.claims, strict=True)
            update["claims"] = tuple([self._with_claims(own, claim) for own, claim in pairs])
        return self._event.model_copy(update=update)

    def _wrong(self, ref: str, code: str, message: str, hint: str) -> str:
        self._problems.append(self._spot.problem(ref, "error", code, message, hint))
        return ""

    def _only(self, ref: str, name: str, ids: Sequence[str]) -> str:
        """The one of `ids`, all of which a name can mean; "" with a problem for several."""
        if len(ids) == 1:
            return ids[0]
        hint = "Write out the one that is meant"
        return self._wrong(ref, "ambiguous", can_mean(name, ids), hint)

    # Events

    def _all(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Their ids, each once. An event may name itself here: `order` reports that."""
        return tuple(dict.fromkeys(id for ref in refs if (id := self._named(ref, ref))))

    def _linked(self, ref: str) -> str:
        id = self._named(ref, ref)
        if id != self._event.id:
            return id
        message = f"{named(id)} cannot be linked to itself"
        return self._wrong(ref, "self-reference", message, "Name another event")

    def _named(self, ref: str, name: str) -> str:
        """The id of the event called `name` in `ref`; "" with a problem if it is not one alone."""
        ids = [str(name)] if name in self._rows else self._by_name.get(name_key(name), [])
        if ids:
            return self._only(ref, name, ids)
        close = self._nearest_event.to(name)
        hint = f"Did you mean {named(close)}?" if close else "Write the id of an event"
        return self._wrong(ref, "unknown-event", f"There is no event {named(name)}", hint)

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """Event ids by the keys of ids; where no id has that key, of titles."""
        ids: dict[str, list[str]] = {}
        titles: dict[str, list[str]] = {}
        for event in self._events:
            ids.setdefault(name_key(event.id), []).append(event.id)
            titles.setdefault(name_key(event.title), []).append(event.id)
        return titles | ids

    @cached_property
    def _nearest_event(self) -> Nearest:
        return Nearest(self._typed_ids)  # what a person typed is what a person refers to

    # Claims

    def _with_claims(self, claim: Claim, typed: Claim) -> Claim:
        if not typed.contradicts and not typed.supersedes:
            return claim
        update = {
            field: tuple(
                dict.fromkeys(filter(None, [self._claim(ref, claim, field) for ref in refs]))
            )
            for field, refs in (
                ("contradicts", typed.contradicts),
                ("supersedes", typed.supersedes),
            )
        }
        return claim.model_copy(update=update)

    def _claim(self, ref: str, own: Claim, field: str) -> str:
        """`event-id/claim-id` of the claim meant; "" with a problem if it is not one alone."""
        event, name = self._event, str(ref)
        if "/" in ref:
            event_name, name = (part.strip() for part in ref.rsplit("/", 1))
            id = self._named(ref, event_name)
            if not id:
                return ""
            event = self._events[self._rows[id]]
        holders = [f"{event.id}/{id}" for id in self._claims_of(event).find(name)]
        if not holders and "/" not in ref:
            holders = self._claim_holders.get(name_key(name), [])
        if not holders:
            return self._unknown_claim(ref, event, name)
        id = self._only(ref, ref, holders)
        if id != f"{self._event.id}/{own.id}":
            return id
        message = f"Claim {named(own.id)} cannot name itself under `{field}`"
        return self._wrong(ref, "self-reference", message, "Name another claim")

    def _claims_of(self, event: Event) -> Names:
        """The ids of an event's claims, to be looked up."""
        names = self._claim_names.get(event.id)
        if names is None:
            names = self._claim_names[event.id] = Names()
            for claim in event.claims:
                names.add(claim.id, ())
        return names

    def _unknown_claim(self, ref: str, event: Event, name: str) -> str:
        ids = ", ".join(named(claim.id) for claim in event.claims[:4])
        hint = f"Its claims are {ids}" if ids else "It has no claims"
        if close := self._claims_of(event).close_to(name):
            hint = f"Did you mean {named(close)}?"
        message = f"There is no claim {named(name)} in {named(event.id)}"
        return self._wrong(ref, "unknown-claim", message, hint)

    @cached_property
    def _claim_holders(self) -> Mapping[str, list[str]]:
        """All claims by the keys of their ids, as `event-id/claim-id`."""
        holders: dict[str, list[str]] = {}
        for event in self._events:
            for claim in event.claims:
                holders.setdefault(name_key(claim.id), []).append(f"{event.id}/{claim.id}")
        return holders
