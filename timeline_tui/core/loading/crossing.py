"""What events say of each other and of each other's claims, resolved (FORMAT sections 2 and 5), and
which are told twice.

References are looked up only for the events that have such ones, which are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from timeline_tui.core.loading.directory import ambiguous
from timeline_tui.core.models import Claim, Event, Link
from timeline_tui.core.models.wording import named
from timeline_tui.core.names import Names
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.pieces import Piece
from timeline_tui.core.text import cropped, did_you_mean, fold

_LONGEST: Final = 200
"""Characters of a hint that names claims."""


def names_others(event: Event) -> bool:
    """Whether an event says something of other events or of claims."""
    return bool(event.after or event.before or event.links) or any(
        claim.contradicts or claim.supersedes for claim in event.claims
    )


def twins(
    typed: Iterable[Event | None], events: Iterable[Event], pieces: Sequence[Piece]
) -> Iterator[Problem]:
    """Events that agree with an earlier one in date, time, title, places and actors; all in file
    order, as typed and as understood. One with the id of the other is reported already."""
    first: dict[tuple[object, ...], tuple[str, Piece]] = {}
    for one, event, piece in zip(typed, events, pieces, strict=True):
        written = one and (one.date.text if one.date else one.date_written)
        if one is None or not written or not one.title:
            continue
        whose = event.locations, *[participant.actor for participant in event.actors]
        same = written, fold(one.title), one.time, whose
        other, earlier = first.setdefault(same, (one.id, piece))
        if earlier is not piece and (not other or one.id != other):
            file = f" of {earlier.file}" if earlier.file != piece.file else ""
            message = f"The event in line {earlier.line}{file} has the same date and title"
            hint = "Delete one of them, or say in the titles what sets them apart"
            yield piece.problem(None, "warning", "same-event", message, hint)


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

    What is wrong is added to `problems`.
    """

    def __init__(self, events: Sequence[Event], problems: list[Problem]) -> None:
        self._problems = problems
        self._events = events
        self._rows = {event.id: row for row, event in enumerate(events)}

    def completed(self, event: Event, piece: Piece) -> Event:
        """The event with the ids of the events and claims that it names, in place of the names."""
        self._event, self._piece = event, piece
        links = {(type, id): None for type, ref in event.links if (id := self._linked(ref))}
        update = {
            "after": self._all(event.after),
            "before": self._all(event.before),
            "links": tuple(links),
            "claims": tuple([self._with_claims(claim) for claim in event.claims]),
        }
        return event.model_copy(update=update)

    def _wrong(self, ref: str, code: str, message: str, hint: str) -> str:
        self._problems.append(self._piece.problem(ref, "error", code, message, hint))
        return ""

    def _only(self, ref: str, name: str, ids: Sequence[str]) -> str:
        """The one of `ids`, all of which a name can mean; "" with a problem for several."""
        if len(ids) == 1:
            return ids[0]
        return self._wrong(ref, *ambiguous(name, ids))

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
        if name in self._rows:  # as most are named
            return str(name)
        if ids := self._names.find(name):
            return self._only(ref, name, ids)
        close = self._names.close_to(name)
        hint = f"Did you mean {named(close)}?" if close else "Write the id of an event"
        return self._wrong(ref, "unknown-event", f"There is no event {named(name)}", hint)

    @cached_property
    def _names(self) -> Names:
        """The events by their ids and titles."""
        names = Names()
        for event in self._events:
            names.add(event.id, (event.title,))
        return names

    # Claims

    def _with_claims(self, claim: Claim) -> Claim:
        if not claim.contradicts and not claim.supersedes:
            return claim
        update: dict[str, object] = {}
        for field in ("contradicts", "supersedes"):
            ids = [self._claim(ref, claim, field) for ref in getattr(claim, field)]
            update[field] = tuple(dict.fromkeys(filter(None, ids)))
        return claim.model_copy(update=update)

    def _claim(self, ref: str, own: Claim, field: str) -> str:
        """`event-id/claim-id` of the claim meant; "" with a problem if it is not one alone."""
        event_name, slash, name = (part.strip() for part in ref.rpartition("/"))
        event = self._named(ref, event_name) if slash else self._event.id
        if not event:
            return ""
        whole, ids = f"{event}/{name}", [one.id for one in self._events[self._rows[event]].claims]
        called = [whole] if name in ids else self._claim_names.find(whole)
        if not called and not slash:
            called = self._claim_names.find(name)
        if not called:
            hint = cropped(did_you_mean(name, ids), _LONGEST) if ids else "It has no claims"
            message = f"There is no claim {named(name)} in {named(event)}"
            return self._wrong(ref, "unknown-claim", message, hint)
        id = self._only(ref, ref, called)
        if id != f"{self._event.id}/{own.id}":
            return id
        message = f"Claim {named(own.id)} cannot name itself under `{field}`"
        return self._wrong(ref, "self-reference", message, "Name another claim")

    @cached_property
    def _claim_names(self) -> Names:
        """All claims, as `event-id/claim-id` and by their ids."""
        names = Names()
        for event in self._events:
            for claim in event.claims:
                names.add(f"{event.id}/{claim.id}", (claim.id,))
        return names
