"""What the events of a timeline tell of an entry of a facet: when it is named, with whom, where and
through whom. It tells what the file says, whatever the query hides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from timeline_tui.core.evidence.statements import (
    all_places,
    assertions,
    denials,
    named_parties,
    with_outer,
)
from timeline_tui.core.lanes.axis import axis_of, extents, ticks
from timeline_tui.core.lanes.cells import cells
from timeline_tui.core.models import Event
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import long
from timeline_tui.words.lanes import cells_line, tick_line
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.telling import Piece, Remark, Target, TargetKind, Words

_MOST: Final = 8  # entries named of each kind
_LANE: Final = 48  # cells


def lane_of(view: View, rows: Sequence[int], glyphs: Glyphs) -> Iterator[Line]:
    """Where in the time of the timeline the events lie: names of times, then one lane."""
    found = extents(view.timeline)
    axis = axis_of(found, _LANE)
    if axis is not None and any(found[row] for row in rows):
        yield (Span(tick_line(ticks(axis)), "dim"),)
        yield tuple(cells_line(cells(view, rows, axis), glyphs))


def dossier(view: View, kind: PaneKind, id: str) -> Iterator[Remark]:
    """The first and the last event, roles, with whom, where, and through whom it is quoted."""
    rows = view.index.rows(kind, nested=True).get(id, ())
    events = [view.timeline.events[row] for row in sorted(rows)]
    dated = [one for one in events if one.date and one.date.sort_day is not None] or events
    ends = {event.id: event for event in (dated[0], dated[-1])}.values()
    yield Remark(tuple(map(_event, ends)), "First and last event" if len(ends) > 1 else "Event")
    if kind == "actor":
        acted = (part for event in events for part in event.actors if part.actor == id)
        roles = Counter(part.role for part in acted if part.role)
        if roles:
            told = ", ".join(f"{role} {count:,}" for role, count in roles.most_common())
            yield Remark(((Piece(told, "given"),),), "Roles")
    parents = view.index.parents.get(kind, {})
    own = {id, *(one for one in parents if id in with_outer((one,), parents.get))}
    actors = Counter(part.actor for event in events for part in event.actors)
    yield from _named(view, "With whom", "actor", actors, own)
    places = Counter(place for event in events for place in set(all_places(event)))
    yield from _named(view, "Where", "location", places, own)
    if kind in ("source", "actor"):
        before, behind = _beside(events, own)
        yield from _named(view, "Quoted through", "source", before, own)
        yield from _named(view, "Quotes", "source", behind, own)
    else:
        parties = Counter(one for event in events for one in set(named_parties(event)))
        acting = Counter(one for event in events for one in {p.actor for p in event.actors})
        yield from _named(view, "Told by", "source", parties - acting, own)


def _event(event: Event) -> Words:
    when = f"{long(event.date)}: " if event.date else ""
    return (Piece(when), Piece(event.title, "event", Target("event", event.id)))


def _beside(events: Sequence[Event], own: set[str]) -> tuple[Counter[str], Counter[str]]:
    """In how many events each party passed on what is of one's own, and was quoted by it."""
    before, behind = Counter[str](), Counter[str]()
    for event in events:
        passed, quoted = set[str](), set[str]()
        for chain in (*assertions(event), *denials(event)):
            for at in (at for at, one in enumerate(chain.parties) if one in own):
                passed.update(chain.parties[:at])
                quoted.update(chain.parties[at + 1 :])
        before.update(passed)
        behind.update(quoted)
    return before, behind


def _named(
    view: View, label: str, kind: TargetKind, counts: Counter[str], own: set[str]
) -> Iterator[Remark]:
    """Those named most, each with the number of events, and how many more there are."""
    found = [(-counts[one], view.index.name(kind, one), one) for one in counts if one not in own]
    items: list[Words] = [
        (Piece(name, "who", Target(kind, one)), Piece(f"  {-count:,}"))
        for count, name, one in sorted(found)[:_MOST]
    ]
    if len(found) > _MOST:
        items.append((Piece(f"and {len(found) - _MOST:,} more"),))
    if items:
        yield Remark(tuple(items), label)
