"""The timeline as it was known on a day, and the days on which something was reported.

FORMAT section 5, "As of a day X". What is later does not exist in what this returns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.knowledge import (
    NEVER,
    Cut,
    change_days,
    cut,
    known_day,
    made_of,
    source_as_of,
)
from timeline_tui.core.evidence.named import with_outer
from timeline_tui.core.evidence.statements import altered, once
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.models import Actor, Event, Link, Place, Source
from timeline_tui.core.names import unique_ids
from timeline_tui.core.text import slug
from timeline_tui.core.timeline import Record, Timeline

_Entry = TypeVar("_Entry", Place, Actor, Source)

_KEPT: Final = 2
"""The timelines of the last days asked for stay: a step compares two."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A timeline without what was not known yet.

    `hidden_undated` counts the chains, claims and disputes that are left out because they do not
    say when they were reported.
    """

    timeline: Timeline
    hidden_undated: int


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The event ids, in the order of the chronology, that a report day added, changed, contested.

    Compared with the report day before it. `contested` are those against which something was
    brought forward for the first time; they may be among the others too.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    contested: tuple[str, ...]


def as_of(timeline: Timeline, day: EdtfDate) -> AsOf:
    """The timeline as it was known at the end of `day`'s latest bound; of all time, without one."""
    return _at(timeline, NEVER - 1 if day.latest is None else day.latest).known


def report_days(timeline: Timeline) -> tuple[int, ...]:
    """The ordinals, in order, of the days on which something was reported or taken back."""
    return _history(timeline).days


def day_summary(timeline: Timeline, day: int) -> DaySummary:
    """What the report day `day` (an ordinal) told that the report day before it had not."""
    history = _history(timeline)
    before = bisect_right(history.days, day - 1)
    then = _at(timeline, history.days[before - 1] if before else day - 1)
    now = _at(timeline, day)
    added: list[str] = []
    changed: list[str] = []
    for row in history.rows_on.get(day, ()):
        earlier, event = then.cuts[row].event, now.cuts[row].event
        if event is not None and earlier is None:
            added.append(now.names[timeline.events[row].id])
        elif event is not None and earlier != event:
            changed.append(now.names[timeline.events[row].id])
    old, new = (_objections(at.known.timeline) for at in (then, now))
    place = now.known.timeline.row_of.__getitem__
    contested = {id for id, *_ in new - old}
    return DaySummary(*(tuple(sorted(ids, key=place)) for ids in (added, changed, contested)))


def _objections(timeline: Timeline) -> set[tuple[str, str, str, str, tuple[str, ...]]]:
    """What is contested, of which event, and by whom: not through which publication."""
    return {
        (id, one.claim, one.other, one.text, tuple(chain.origin for chain in one.by))
        for id, contests in contested_index(timeline).contests.items()
        for one in contests
    }


# What does not depend on the day


@dataclass(frozen=True, slots=True)
class _At:
    """What was known at a time, how each row was cut for it, and the names of the events and claims
    that are there, by those that they have in the whole timeline."""

    known: AsOf
    cuts: tuple[Cut, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _History:
    """When each event's knowledge changes, and the cuts and timelines made so far.

    `days` are those of reports, `turns` those on which anything is known otherwise. `crossing` are
    the rows that name other events, `named` those whose claims are named, `made` those with a
    numbered id and what that is made of.
    """

    published: Mapping[str, int]
    event_days: tuple[tuple[int, ...], ...]
    days: tuple[int, ...]
    turns: tuple[int, ...]
    rows_on: Mapping[int, list[int]]
    crossing: frozenset[int]
    named: frozenset[int]
    made: Mapping[int, str]
    records: tuple[Record, ...]
    cuts: dict[tuple[int, int], Cut] = field(default_factory=dict)
    results: dict[int, _At] = field(default_factory=dict)


@once
def _history(timeline: Timeline) -> _History:
    sources = timeline.sources.values()
    dates = {source.id: known_day(source.published) for source in sources}
    published = {id: day for id, day in dates.items() if day is not None}
    visits = [day for source in sources if (day := known_day(source.accessed)) is not None]
    event_days = tuple([change_days(event, published) for event in timeline.events])
    rows_on: dict[int, list[int]] = {}
    for row, days in enumerate(event_days):
        for day in days:
            rows_on.setdefault(day, []).append(row)
    made = _numbered(timeline)
    claims = (claim for event in timeline.events for claim in event.claims)
    refs = [ref for claim in claims for ref in (*claim.contradicts, *claim.supersedes)]
    return _History(
        published=published,
        event_days=event_days,
        days=tuple(sorted(rows_on)),
        turns=tuple(sorted({*rows_on, *published.values(), *visits})),
        rows_on=rows_on,
        crossing=frozenset(
            row for row, event in enumerate(timeline.events) if row in made or _refers(event)
        ),
        named=frozenset(timeline.row_of.get(ref.partition("/")[0], -1) for ref in refs),
        made=made,
        # The text of a record would tell what was learned later.
        records=tuple([Record(record.file, record.line, "") for record in timeline.records]),
    )


def _refers(event: Event) -> bool:
    """Whether the event or one of its claims names other events or claims."""
    if event.links or event.after or event.before:
        return True
    return any(claim.contradicts or claim.supersedes for claim in event.claims)


def _numbered(timeline: Timeline) -> dict[int, str]:
    """The rows whose id was made of date and title and numbered, with the id without its number:
    the number would tell how many are before it, shown or not."""
    found: dict[int, str] = {}
    for row, event in enumerate(timeline.events):
        if event.id.rpartition("-")[2].isdecimal():
            written = event.date.text if event.date else event.date_written
            plain = slug(f"{written} {event.title}") or "event"
            if made_of(event.id, plain, timeline.records[row].text):
                found[row] = plain
    return found


# The timeline of a day


def _at(timeline: Timeline, limit: int) -> _At:
    history = _history(timeline)
    turn = bisect_right(history.turns, limit)
    found = history.results.pop(turn, None) or _build(timeline, history, limit)
    history.results[turn] = found  # the last that was asked for stands last
    if len(history.results) > _KEPT:
        del history.results[next(iter(history.results))]
    return found


def _build(timeline: Timeline, history: _History, limit: int) -> _At:
    cuts = tuple(_cuts(timeline, history, limit))
    shown = {row: one.event for row, one in enumerate(cuts) if one.event is not None}
    names = _names(timeline, history, cuts)
    disordered = False
    for row in history.crossing & shown.keys():
        event = shown[row]
        shown[row] = kept = _referring(event, names)
        disordered |= len(kept.after + kept.before) < len(event.after + event.before)
    rows = _in_order(timeline, shown) if disordered else list(shown)
    parties = with_outer(
        {id for one in cuts for id in one.parties},
        lambda id: timeline.actors[id].part_of if id in timeline.actors else None,
    )
    known = replace(
        timeline,
        events=tuple([shown[row] for row in rows]),
        records=tuple([history.records[row] for row in rows]),
        places=_places(timeline.places, shown.values()),
        actors=_kept(timeline.actors, parties),
        sources={
            id: source_as_of(source, limit)
            for id, source in _kept(timeline.sources, parties).items()
        },
        problems=(),
        links=_links(timeline.links, names),
    )
    return _At(AsOf(known, sum(one.undated for one in cuts)), cuts, names)


def _cuts(timeline: Timeline, history: _History, limit: int) -> Iterator[Cut]:
    """Every event as known on a day, by row; made once between two changes of its own."""
    for row, days in enumerate(history.event_days):
        key = row, bisect_right(days, limit)
        found = history.cuts.get(key)
        if found is None:
            text = timeline.records[row].text
            found = cut(timeline.events[row], limit, history.published, text)
            history.cuts[key] = found
        yield found


def _names(timeline: Timeline, history: _History, cuts: Sequence[Cut]) -> dict[str, str]:
    """The ids of the events that are there and their claims' references, as of the day: a numbered
    id would be another one, were the hidden events not there."""
    ids = {row: timeline.events[row].id for row, one in enumerate(cuts) if one.event is not None}
    now = ids
    if history.made:
        rows = [row for row in timeline.rows_as_typed if row in ids]
        made = [history.made.get(row, "") for row in rows]
        plain = [one or ids[row] for row, one in zip(rows, made, strict=True)]
        now = dict(zip(rows, unique_ids(plain, [not one for one in made])[0], strict=True))
    names = {id: now[row] for row, id in ids.items()}
    for row in history.named & ids.keys():
        for before, after in cuts[row].claims:
            names[f"{ids[row]}/{before}"] = f"{now[row]}/{after}"
    return names


def _referring(event: Event, names: Mapping[str, str]) -> Event:
    """The event with only the references to what is there, each by its name as of the day."""

    def kept(refs: Iterable[str]) -> tuple[str, ...]:
        return tuple([names[ref] for ref in refs if ref in names])

    return altered(
        event,
        id=names[event.id],
        after=kept(event.after),
        before=kept(event.before),
        links=tuple([(type, to) for type, id in event.links for to in kept((id,))]),
        claims=tuple(
            [
                altered(one, contradicts=kept(one.contradicts), supersedes=kept(one.supersedes))
                for one in event.claims
            ]
        ),
    )


def _links(
    links: Mapping[str, tuple[Link, ...]], names: Mapping[str, str]
) -> dict[str, tuple[Link, ...]]:
    found = {
        names[id]: tuple(
            [altered(one, event=names[one.event]) for one in own if one.event in names]
        )
        for id, own in links.items()
        if id in names
    }
    return {id: own for id, own in found.items() if own}


def _places(places: Mapping[str, Place], events: Collection[Event]) -> dict[str, Place]:
    """The places that `events` name and all around them; where events place one, only these do."""
    told: dict[str, set[str]] = {}
    for inner, outer in (pair for event in events for pair in event.nested):
        told.setdefault(inner, set()).add(outer)

    def within(id: str) -> str | None:
        outer = places[id].within
        passed = {id}
        while places[id].placed_by_events and outer is not None and outer not in told.get(id, ()):
            passed.add(outer)  # another event put it in between
            outer = places[outer].within
            outer = None if outer in passed else outer
        return outer

    named = (id for event in events for id in event.locations)
    kept = with_outer(named, within)
    return {id: altered(place, within=within(id)) for id, place in _kept(places, kept).items()}


def _kept(entries: Mapping[str, _Entry], ids: Container[str]) -> dict[str, _Entry]:
    """The entries with these ids; those that events imply by id, as hidden ones may name them
    first."""
    found = [(id, entry) for id, entry in entries.items() if id in ids]
    return dict(sorted(found, key=lambda one: (one[1].implicit, one[0] * one[1].implicit)))


def _in_order(timeline: Timeline, shown: Mapping[int, Event]) -> list[int]:
    """The rows in the order of the chronology, found anew from the order of the files."""
    typed = [row for row in timeline.rows_as_typed if row in shown]
    return [typed[index] for index in arrange([shown[row] for row in typed]).order]
