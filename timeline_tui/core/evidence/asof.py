"""The timeline as it was known on a day, and the days on which something was reported.

FORMAT section 5, "As of a day X". What is later does not exist in what this returns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from weakref import WeakKeyDictionary

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import Contest, contested_index
from timeline_tui.core.evidence.dangling import Shown, refers
from timeline_tui.core.evidence.knowledge import (
    NEVER,
    Cut,
    change_days,
    cut,
    known_day,
    publication_days,
    source_as_of,
)
from timeline_tui.core.evidence.named import with_outer
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.timeline import Event, Link, Place, Record, Timeline

_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class AsOf:
    """A timeline without what was not known yet.

    `hidden_later` and `hidden_undated` count the chains, claims and disputes that are left out:
    those reported later, and those that do not say when. `first_report` is the earliest report
    date of all, None if there is none.
    """

    timeline: Timeline
    hidden_later: int
    hidden_undated: int
    first_report: EdtfDate | None


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
    return _at(timeline, _history(timeline), NEVER - 1 if day.latest is None else day.latest)


def report_days(timeline: Timeline) -> tuple[int, ...]:
    """The ordinals, in order, of the days on which something was reported or taken back."""
    return _history(timeline).days


def day_summary(timeline: Timeline, day: int) -> DaySummary:
    """What the report day `day` (an ordinal) told that the report day before it had not."""
    history = _history(timeline)
    before = bisect_right(history.days, day - 1)
    earlier = history.days[before - 1] if before else day - 1
    added: list[str] = []
    changed: list[str] = []
    for row in history.rows_on.get(day, ()):
        event = timeline.events[row]
        now, then = history.cut(timeline, row, day).event, history.cut(timeline, row, earlier).event
        if now is None or now is then:
            continue
        if then is None:
            added.append(event.id)
        elif now != then:
            changed.append(event.id)
    known = _at(timeline, history, day).timeline
    new, old = (
        contested_index(at).contests for at in (known, _at(timeline, history, earlier).timeline)
    )
    contested = [id for id, contests in new.items() if _is_news(contests, old.get(id, ()))]
    in_order = partial(sorted, key=known.row_of.__getitem__)
    return DaySummary(*(tuple(in_order(ids)) for ids in (added, changed, contested)))


def _is_news(new: tuple[Contest, ...], old: tuple[Contest, ...]) -> bool:
    return new != old and not set(map(_objection, new)) <= set(map(_objection, old))


def _objection(contest: Contest) -> tuple[str, str, str, tuple[str, ...]]:
    """What makes a contest another one: not through which publication it became known."""
    origins = tuple(chain.origin for chain in contest.by)
    return contest.claim, contest.other, contest.text, origins


# What does not depend on the day


@dataclass(slots=True)
class _History:
    """When each event's knowledge changes, and the cuts and timelines made so far.

    It must not hold the timeline itself, which would then never be let go.
    """

    published: Mapping[str, int]
    event_days: tuple[tuple[int, ...], ...]
    days: tuple[int, ...]
    rows_on: Mapping[int, list[int]]
    first_report: EdtfDate | None
    crossing: tuple[int, ...]
    records: tuple[Record, ...]
    source_days: tuple[int, ...]
    trimmed: dict[int, Event] = field(default_factory=dict)
    cuts: dict[tuple[int, int], Cut] = field(default_factory=dict)
    results: dict[tuple[int, int], AsOf] = field(default_factory=dict)

    def cut(self, timeline: Timeline, row: int, limit: int) -> Cut:
        """The event of `row` as known on the day `limit`."""
        key = (row, bisect_right(self.event_days[row], limit))
        found = self.cuts.get(key)
        if found is None:
            found = self.cuts[key] = cut(timeline.events[row], limit, self.published)
        return found

    def all_cuts(self, timeline: Timeline, limit: int) -> Iterator[Cut]:
        """Every event, by row, as known on the day `limit`."""
        for row, days in enumerate(self.event_days):
            made = self.cuts.get((row, bisect_right(days, limit)))
            yield made or self.cut(timeline, row, limit)


_HISTORIES: WeakKeyDictionary[Timeline, _History] = WeakKeyDictionary()


def _history(timeline: Timeline) -> _History:
    history = _HISTORIES.get(timeline)
    if history is None:
        published = publication_days(timeline.sources.values())
        days = tuple([change_days(event, published) for event in timeline.events])
        accessed = [known_day(source.accessed) for source in timeline.sources.values()]
        visits = [day for day in accessed if day is not None]
        rows_on: dict[int, list[int]] = {}
        for row, own in enumerate(days):
            for day in own:
                rows_on.setdefault(day, []).append(row)
        history = _HISTORIES[timeline] = _History(
            published=published,
            event_days=days,
            days=tuple(sorted(rows_on)),
            rows_on=rows_on,
            first_report=_first_report(timeline.events, rows_on),
            crossing=tuple(r for r, e in enumerate(timeline.events) if refers(e)),
            # The text of a record would tell what was learned later.
            records=tuple([Record(record.file, record.line, "") for record in timeline.records]),
            source_days=tuple(sorted({*published.values(), *visits})),
        )
    return history


def _first_report(events: Sequence[Event], rows_on: Mapping[int, Iterable[int]]) -> EdtfDate | None:
    for day in sorted(rows_on):
        for row in rows_on[day]:
            for date in _report_dates(events[row]):
                if known_day(date) == day:
                    return date
    return None


def _report_dates(event: Event) -> Iterable[EdtfDate | None]:
    for chain in event.chains:
        yield chain.reported
    for claim in event.claims:
        if claim.date is not None:
            yield claim.date
        else:
            for chain in claim.chains:
                yield chain.reported


# The timeline of a day


def _at(timeline: Timeline, history: _History, limit: int) -> AsOf:
    key = (bisect_right(history.days, limit), bisect_right(history.source_days, limit))
    found = history.results.get(key)
    if found is None:
        found = _build(timeline, history, limit)
        if len(history.results) >= _REMEMBERED:
            del history.results[next(iter(history.results))]
        history.results[key] = found
    return found


def _build(timeline: Timeline, history: _History, limit: int) -> AsOf:
    later = undated = 0
    shown: dict[int, Event] = {}
    parties: set[str] = set()
    named: set[str] = set()
    nested: dict[str, set[str]] = {}
    for row, part in enumerate(history.all_cuts(timeline, limit)):
        later += part.later
        undated += part.undated
        if part.event is not None:
            shown[row] = part.event
            parties |= part.parties
            named.update(part.event.locations)
            for inner, outer in part.event.nested:
                nested.setdefault(inner, set()).add(outer)
    disordered = _drop_references(timeline, history, shown)
    rows = _in_order(timeline, shown) if disordered else list(shown)
    known_parties = with_outer(
        parties, lambda id: timeline.actors[id].part_of if id in timeline.actors else None
    )
    ids = {event.id for event in shown.values()}
    known = replace(
        timeline,
        events=tuple([shown[row] for row in rows]),
        records=tuple([history.records[row] for row in rows]),
        places=_places(timeline.places, named, nested),
        actors={id: actor for id, actor in timeline.actors.items() if id in known_parties},
        sources={
            id: source_as_of(source, limit)
            for id, source in timeline.sources.items()
            if id in known_parties
        },
        problems=(),
        links=_links(timeline.links, ids),
    )
    return AsOf(known, later, undated, history.first_report)


def _places(
    places: Mapping[str, Place], named: set[str], nested: Mapping[str, Collection[str]]
) -> dict[str, Place]:
    """The places `named` and all around them; where events place one, only those that are shown
    do. `nested` is what these tell."""

    def within(id: str) -> str | None:
        outer = places[id].within
        if places[id].placed_by_events:
            told = nested.get(id, ())
            while outer is not None and outer not in told:  # another event put it in between
                outer = places[outer].within
        return outer

    kept = with_outer(named, within)
    return {
        id: place if (outer := within(id)) == place.within else replace(place, within=outer)
        for id, place in places.items()
        if id in kept
    }


def _links(
    links: Mapping[str, tuple[Link, ...]], ids: Collection[str]
) -> dict[str, tuple[Link, ...]]:
    found: dict[str, tuple[Link, ...]] = {}
    for id, own in links.items():
        if id in ids and (kept := tuple([link for link in own if link.event in ids])):
            found[id] = kept
    return found


def _drop_references(timeline: Timeline, history: _History, shown: dict[int, Event]) -> bool:
    """Take out of `shown` what points at hidden events and claims.

    Returns whether an event lost what it was to stand after or before.
    """
    disordered = False
    there = Shown(timeline, shown)
    for row in history.crossing:
        event = shown.get(row)
        if event is None:
            continue
        kept = there.trimmed(event)
        if kept is not event:
            if kept != history.trimmed.get(row):
                history.trimmed[row] = kept
            shown[row] = history.trimmed[row]
        disordered = disordered or (kept.after, kept.before) != (event.after, event.before)
    return disordered


def _in_order(timeline: Timeline, shown: Mapping[int, Event]) -> list[int]:
    """The rows in the order of the chronology, found anew from the order of the files."""
    typed = [row for row in timeline.rows_as_typed if row in shown]
    return [typed[index] for index in arrange([shown[row] for row in typed]).order]
