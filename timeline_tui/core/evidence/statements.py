"""What an event says all in all, its claims and disputes included: chains, parties and figures; and
which places, actors and sources events name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any, TypeVar

from timeline_tui.core.dates import EdtfDate, Span, span
from timeline_tui.core.models import Actor, Chain, Claim, Dispute, Event, Figure, Place, Source
from timeline_tui.core.models.entry import Entry
from timeline_tui.core.names import claim_id
from timeline_tui.core.timeline import Timeline

_Value = TypeVar("_Value")
_Entry = TypeVar("_Entry", bound=Entry)


def once(compute: Callable[[Timeline], _Value]) -> Callable[[Timeline], _Value]:
    """`compute`, whose result is kept on the timeline itself, for as long as that lives."""
    name = f"{compute.__module__}.{compute.__name__}"

    @wraps(compute)
    def computed(timeline: Timeline) -> _Value:
        kept = vars(timeline)
        if name not in kept:
            kept[name] = compute(timeline)
        result: _Value = kept[name]
        return result

    return computed


def altered(entry: _Entry, **fields: Any) -> _Entry:
    """The entry with other `fields`, unchecked; the entry itself where none differs."""
    if all(getattr(entry, name) == new for name, new in fields.items()):
        return entry
    return entry.model_copy(update=fields)


def when(event: Event) -> Span | None:
    """The days and instants at which the event may have happened; None if its date is not known."""
    return None if event.date is None or event.undated else span(event.date)


def assertions(event: Event) -> tuple[Chain, ...]:
    """The chains that say so: the event's, its claims' and those that support a claim."""
    chains = [*event.chains]
    for claim in event.claims:
        if not claim.inherited or claim.date is not None:
            chains += claim.chains
        chains += claim.supports
    return tuple(chains)


def all_dates(event: Event) -> Iterator[EdtfDate]:
    """The date of the event and those on which its claims say it happened."""
    dates = (event.date, *(claim.when for claim in event.claims))
    return (date for date in dates if date is not None and not date.is_undated)


def all_places(event: Event) -> tuple[str, ...]:
    """The places of the event and those that its claims say it was in."""
    return sum((claim.where for claim in event.claims), event.locations)


def typed_id(claim: Claim) -> str:
    """The claim's id; "" where it may be made of its words for want of one."""
    made = claim_id(claim.text)
    number = claim.id.removeprefix(made).removeprefix("-")
    return "" if claim.id.startswith(made) and (not number or number.isdecimal()) else claim.id


def all_disputes(event: Event) -> list[Dispute]:
    """The disputes of the event and of its claims."""
    disputes = list(event.disputes)
    for claim in event.claims:
        disputes += claim.disputes
    return disputes


def denials(event: Event) -> list[Chain]:
    """The chains that contest the event or one of its claims."""
    return [chain for dispute in all_disputes(event) for chain in dispute.chains]


def report_dates(chains: Iterable[Chain]) -> list[EdtfDate]:
    """The report dates that are known."""
    dates = (chain.reported for chain in chains)
    return [date for date in dates if date is not None and not date.is_undated]


def all_figures(event: Event) -> Iterator[Figure]:
    """The figures of the event and of its claims, each before the ones that it includes."""
    for figures in (event.figures, *(claim.figures for claim in event.claims)):
        for figure in figures:
            yield from with_included(figure)


def with_included(figure: Figure) -> Iterator[Figure]:
    """A figure, then those that it includes."""
    yield figure
    for part in figure.including:
        yield from with_included(part)


def figure_bounds(figure: Figure) -> tuple[float, float] | None:
    """The lowest and highest number that a figure may mean; None if it gives no number.

    A best estimate alone is that number, even if approximate; beside one bound it leaves the other
    one open (FORMAT section 6: nothing is invented).
    """
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None if figure.best is None else (figure.best, figure.best)
    return (float("-inf") if low is None else low, float("inf") if high is None else high)


def named_parties(event: Event) -> set[str]:
    """The actors and sources that an event names: taking part, quoted, contesting or counted."""
    found = {participant.actor for participant in event.actors}
    for chain in (*assertions(event), *denials(event)):
        found.update(chain.parties)
    found.update(figure.of for figure in all_figures(event) if figure.of is not None)
    return found


def entries_of(
    timeline: Timeline, events: Iterable[Event]
) -> tuple[Sequence[Source], Sequence[Place], Sequence[Actor]]:
    """The sources, places and actors that events name, be they quoted or counted: places each
    followed by what it lies within, all else in the order of the file, actors with their wholes."""
    actors, places = timeline.actors, timeline.places
    named = {id for event in events for id in named_parties(event)}
    acting = with_outer(named & actors.keys(), lambda id: actors[id].part_of)
    at = (id for event in events for id in all_places(event))
    return (
        [source for id, source in timeline.sources.items() if id in named],
        [places[id] for id in with_outer(at, lambda id: places[id].within)],
        [actor for id, actor in actors.items() if id in acting],
    )


def with_outer(ids: Iterable[str], outer: Callable[[str], str | None]) -> dict[str, None]:
    """The ids, each once and followed by all around it, which `outer` leads through."""
    found: dict[str, None] = {}
    for id in ids:
        current: str | None = id
        while current is not None and current not in found:
            found[current] = None
            current = outer(current)
    return found
