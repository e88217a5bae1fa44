"""The timeline as it was known on a day, and the days on which something was reported.

FORMAT section 5, "As of a day X". What is later does not exist in what this returns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import inf
from typing import Final, TypeVar

from timeline_tui.core.dates import EdtfDate, span
from timeline_tui.core.dates.times import End
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.knowledge import (
    NEVER,
    Cut,
    changes,
    cut,
    known_at,
    numbered_anew,
)
from timeline_tui.core.evidence.statements import all_places, altered, once, with_outer
from timeline_tui.core.loading.crossing import links_of, names_others
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.models import Actor, Event, Place, Source
from timeline_tui.core.text import slug
from timeline_tui.core.timeline import Record, Timeline

_Entry = TypeVar("_Entry", Place, Actor, Source)

_ALWAYS: Final = (NEVER[0] - 1, inf)
_KEPT: Final = 2
"""The timelines of the last days asked for stay: a step compares two."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A timeline without what was not known yet.

    `hidden_undated` counts the chains, claims and disputes that are left out because they do not
    say when they were reported. `cuts` are the events of the whole timeline, by row, each with what
    is left of it; `ids` are those of the ones that are there.
    """

    timeline: Timeline
    hidden_undated: int
    cuts: Sequence[Cut] = field(repr=False)
    ids: Mapping[int, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The event ids, in the order of the chronology, that a report day added, changed, contested.

    Compared with the report day before it. `contested` are those against which something was
    brought forward for the first time; they may be among the others too.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    contested: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.added, *self.changed, *self.contested))


@dataclass(frozen=True, slots=True)
class _History:
    """What does not depend on the day, and the cuts and timelines made so far.

    `changes` are those of each event, `plain` the numbered ids without their number; `crossing` are
    the rows that name other events or have such an id.
    """

    published: Mapping[str, End]
    changes: Sequence[tuple[End, ...]]
    plain: Mapping[int, str]
    crossing: frozenset[int]
    records: Sequence[Record]
    cuts: dict[tuple[int, int], Cut] = field(default_factory=dict)
    results: dict[End, AsOf] = field(default_factory=dict)


def as_of(timeline: Timeline, day: EdtfDate) -> AsOf:
    """The timeline as it was known at the end of `day`, its clock time if it has one; of all time,
    without an end."""
    return _at(timeline, _limit(day))


def _limit(day: EdtfDate) -> End:
    return _ALWAYS if day.latest is None else span(day).end


@once
def report_days(timeline: Timeline) -> tuple[int, ...]:
    """The ordinals, in order, of the days on which something was reported or taken back."""
    return tuple(sorted({int(day) for ends in _history(timeline).changes for day, _ in ends}))


def reported(timeline: Timeline, day: EdtfDate) -> tuple[tuple[int, str], ...]:
    """Each day (an ordinal) until the end of `day` on which something was reported or taken back,
    with the id of each event that it is about, as it was known on `day`."""
    limit = _limit(day)
    changes, ids = _history(timeline).changes, _at(timeline, limit).ids
    days = ((id, {end[0] for end in changes[row] if end <= limit}) for row, id in ids.items())
    return tuple((int(day), id) for id, found in days for day in found)


def day_summary(timeline: Timeline, day: int) -> DaySummary:
    """What the report day `day` (an ordinal) told that the report day before it had not."""
    days = report_days(timeline)
    before = bisect_left(days, day)
    earlier_day = days[before - 1] if before else day - 1
    then, now = _at(timeline, (earlier_day, inf)), _at(timeline, (day, inf))
    added: list[str] = []
    changed: list[str] = []
    for row, id in now.ids.items():
        earlier, event = then.cuts[row].event, now.cuts[row].event
        if earlier is None:
            added.append(id)
        elif earlier is not event and earlier != event:
            changed.append(id)
    old, new = (_objections(one.timeline) for one in (then, now))
    place = now.timeline.row_of.__getitem__
    contested = {id for id, *_ in new - old}
    return DaySummary(*(tuple(sorted(ids, key=place)) for ids in (added, changed, contested)))


def news(timeline: Timeline, day: EdtfDate) -> DaySummary:
    """What a day told; nothing at a clock time, when what the rest of its day tells is not known
    yet."""
    if day.latest is None or day.is_timed:
        return DaySummary((), (), ())
    return day_summary(timeline, day.latest)


def _objections(timeline: Timeline) -> set[tuple[str, str, str, str, tuple[str, ...]]]:
    """What is contested, of which event, and by whom: not through which publication."""
    return {
        (id, one.claim, one.other, one.text, tuple(chain.origin for chain in one.by))
        for id, contests in contested_index(timeline).contests.items()
        for one in contests
    }


@once
def _history(timeline: Timeline) -> _History:
    dates = {source.id: known_at(source.published) for source in timeline.sources.values()}
    published = {id: end for id, end in dates.items() if end is not None}
    plain = {
        row: slug(f"{event.date.text if event.date else event.date_written} {event.title}")
        for row, event in enumerate(timeline.events)
        if event.id.rpartition("-")[2].isdecimal() and event.id not in timeline.records[row].text
    }
    named = {row for row, event in enumerate(timeline.events) if names_others(event)}
    return _History(
        published=published,
        changes=[changes(event, published) for event in timeline.events],
        plain=plain,
        crossing=frozenset(named | plain.keys()),
        # The text of a record would tell what was learned later.
        records=[replace(record, text="") for record in timeline.records],
    )


def _at(timeline: Timeline, limit: End) -> AsOf:
    """What was known at `limit`."""
    results = _history(timeline).results
    found = results.pop(limit, None) or _build(timeline, _history(timeline), limit)
    results[limit] = found  # the last that was asked for stands last
    if len(results) > _KEPT:
        del results[next(iter(results))]
    return found


def _build(timeline: Timeline, history: _History, limit: End) -> AsOf:
    cuts = [_cut(timeline, history, row, limit) for row in range(len(timeline.events))]
    shown = {row: one.event for row, one in enumerate(cuts) if one.event is not None}
    ids = _ids(timeline, history, shown)

    def name(ref: str) -> str | None:
        """What an event or claim is called, if it is there."""
        id, slash, claim = ref.partition("/")
        row = timeline.row_of[id]
        if row not in ids or (claim and claim not in cuts[row].claims):
            return None
        return f"{ids[row]}/{cuts[row].claims[claim]}" if slash else ids[row]

    disordered = False
    for row in history.crossing & shown.keys():
        event = shown[row]
        shown[row] = kept = _referring(event, ids[row], name)
        disordered |= len(kept.after + kept.before) < len(event.after + event.before)
    rows = _in_order(timeline, shown) if disordered else list(shown)
    events = tuple([shown[row] for row in rows])
    parties = with_outer(
        {id for one in cuts for id in one.parties},
        lambda id: timeline.actors[id].part_of if id in timeline.actors else None,
    )
    sources = _kept(timeline.sources, parties)
    known = replace(
        timeline,
        events=events,
        records=tuple([history.records[row] for row in rows]),
        places=_places(timeline.places, events),
        actors=_kept(timeline.actors, parties),
        sources={id: _source(source, limit) for id, source in sources.items()},
        problems=(),
        links=links_of(events),
    )
    return AsOf(known, sum(one.undated for one in cuts), cuts, ids)


def _cut(timeline: Timeline, history: _History, row: int, limit: End) -> Cut:
    """An event as known at `limit`; made once between two changes of its own."""
    key = row, bisect_right(history.changes[row], limit)
    if key not in history.cuts:
        history.cuts[key] = cut(timeline.events[row], limit, history.published)
    return history.cuts[key]


def _ids(timeline: Timeline, history: _History, rows: Collection[int]) -> Mapping[int, str]:
    """The ids of the events that are there: a numbered one would be another, were those that are
    hidden not there."""
    ids = {row: timeline.events[row].id for row in rows}
    if history.plain.keys().isdisjoint(rows):
        return ids
    typed = {row: ids[row] for row in timeline.rows_as_typed if row in ids}
    plain = [history.plain.get(row, id) or "event" for row, id in typed.items()]
    return ids | dict(zip(typed, numbered_anew([*typed.values()], plain), strict=True))


def _referring(event: Event, id: str, name: Callable[[str], str | None]) -> Event:
    """The event with only the references to what is there, each by its name as of the day."""

    def kept(refs: Iterable[str]) -> tuple[str, ...]:
        return tuple([now for ref in refs if (now := name(ref)) is not None])

    claims = [
        altered(one, contradicts=kept(one.contradicts), supersedes=kept(one.supersedes))
        for one in event.claims
    ]
    return altered(
        event,
        id=id,
        after=kept(event.after),
        before=kept(event.before),
        links=tuple([(type, to) for type, id in event.links for to in kept((id,))]),
        claims=tuple(claims),
    )


def _places(places: Mapping[str, Place], events: Iterable[Event]) -> dict[str, Place]:
    """The places that `events` name and all around them; where events place one, only these do."""
    told: dict[str, dict[str, None]] = {}
    for event in events:
        for inner, outer in chain(event.nested, *(claim.nested for claim in event.claims)):
            told.setdefault(inner, {})[outer] = None

    def within(id: str) -> str | None:
        place, here = places[id], told.get(id, {})
        if not place.placed_by_events or place.within in here:
            return place.within
        return next(iter(here), None)  # another event put one in between

    kept = with_outer((id for event in events for id in all_places(event)), within)
    return {id: altered(place, within=within(id)) for id, place in _kept(places, kept).items()}


def _source(source: Source, limit: End) -> Source:
    """The source without what only its later publication, or a later visit to it, could tell."""
    published, accessed = known_at(source.published), known_at(source.accessed)
    if published is not None and published > limit:
        known = {name: getattr(source, name) for name in ("id", "name", "aliases", "implicit")}
        return Source.make(**known)
    return altered(source, accessed=None) if (accessed or limit) > limit else source


def _kept(entries: Mapping[str, _Entry], ids: Collection[str]) -> dict[str, _Entry]:
    """The entries with these ids; those that events imply by id, as hidden ones may name them
    first."""
    found = [(id, entry) for id, entry in entries.items() if id in ids]
    return dict(sorted(found, key=lambda one: (one[1].implicit, one[0] * one[1].implicit)))


def _in_order(timeline: Timeline, shown: Mapping[int, Event]) -> list[int]:
    """The rows in the order of the chronology, found anew from the order of the files."""
    typed = [row for row in timeline.rows_as_typed if row in shown]
    order, _ = arrange([shown[row] for row in typed])
    return [typed[index] for index in order]
