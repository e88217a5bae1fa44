"""The timeline as it was known on a day, and the days on which something was reported.

FORMAT section 5, "As of a day X". What is later does not exist in what this returns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import Contest, contested_index
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
from timeline_tui.core.names import unique_ids
from timeline_tui.core.text import slug
from timeline_tui.core.timeline import Claim, Event, Link, Place, Record, Timeline

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
            added.append(now.ids.get(row, event.id))
        elif event is not None and earlier != event:
            changed.append(now.ids.get(row, event.id))
    old, new = (contested_index(at.known.timeline).contests for at in (then, now))
    contested = [id for id, contests in new.items() if _is_news(contests, old.get(id, ()))]
    place = now.known.timeline.row_of.__getitem__
    return DaySummary(*(tuple(sorted(ids, key=place)) for ids in (added, changed, contested)))


def _is_news(new: tuple[Contest, ...], old: tuple[Contest, ...]) -> bool:
    return new != old and not set(map(_objection, new)) <= set(map(_objection, old))


def _objection(contest: Contest) -> tuple[str, str, str, tuple[str, ...]]:
    """What makes a contest another one: not through which publication it became known."""
    origins = tuple(chain.origin for chain in contest.by)
    return contest.claim, contest.other, contest.text, origins


# What does not depend on the day


@dataclass(frozen=True, slots=True)
class _At:
    """What was known at a time, how each row was cut for it, and the ids that rows have only
    here."""

    known: AsOf
    cuts: tuple[Cut, ...]
    ids: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _History:
    """When each event's knowledge changes, and the cuts and timelines made so far.

    `days` are those of reports, `turns` those on which anything is known otherwise. `crossing` are
    the rows that name other events, `made` the rows with a numbered id and what that is made of.
    """

    published: Mapping[str, int]
    event_days: tuple[tuple[int, ...], ...]
    days: tuple[int, ...]
    turns: tuple[int, ...]
    rows_on: Mapping[int, list[int]]
    crossing: tuple[int, ...]
    made: Mapping[int, str]
    records: tuple[Record, ...]
    cuts: dict[tuple[int, int], Cut] = field(default_factory=dict)
    results: dict[int, _At] = field(default_factory=dict)


@once
def _history(timeline: Timeline) -> _History:
    sources = timeline.sources.values()
    dates = {source.id: known_day(source.published) for source in sources}
    published = {id: day for id, day in dates.items() if day is not None}
    accessed = {known_day(source.accessed) for source in sources} - {None}
    event_days = tuple([change_days(event, published) for event in timeline.events])
    rows_on: dict[int, list[int]] = {}
    for row, days in enumerate(event_days):
        for day in days:
            rows_on.setdefault(day, []).append(row)
    return _History(
        published=published,
        event_days=event_days,
        days=tuple(sorted(rows_on)),
        turns=tuple(sorted({*rows_on, *published.values(), *accessed})),  # type: ignore[type-var]
        rows_on=rows_on,
        crossing=tuple(row for row, event in enumerate(timeline.events) if _refers(event)),
        made=_numbered(timeline),
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
    parties: set[str] = set()
    nested: dict[str, set[str]] = {}
    for one in cuts:
        parties |= one.parties
        for inner, outer in one.event.nested if one.event else ():
            nested.setdefault(inner, set()).add(outer)
    shown = {row: one.event for row, one in enumerate(cuts) if one.event is not None}
    named = {id for event in shown.values() for id in event.locations}
    ids = _renamed(timeline, history, shown)
    there = _There(timeline, cuts, ids)
    disordered = False
    for row in {*history.crossing, *ids} & shown.keys():
        event = shown[row]
        shown[row] = kept = there.referring(event, ids.get(row, event.id))
        disordered |= len(kept.after + kept.before) < len(event.after + event.before)
    rows = _in_order(timeline, shown) if disordered else list(shown)
    known_parties = with_outer(
        parties, lambda id: timeline.actors[id].part_of if id in timeline.actors else None
    )
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
        links=there.links(timeline.links),
    )
    return _At(AsOf(known, sum(one.undated for one in cuts)), cuts, ids)


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


def _renamed(timeline: Timeline, history: _History, shown: Mapping[int, Event]) -> dict[int, str]:
    """The rows whose numbered id would be another one, were the hidden events not there."""
    if not history.made:
        return {}
    rows = [row for row in timeline.rows_as_typed if row in shown]
    plain = [history.made.get(row, "") for row in rows]
    ids = [shown[row].id for row in rows]
    now, _ = unique_ids(
        [one or id for one, id in zip(plain, ids, strict=True)], [not one for one in plain]
    )
    return {row: new for row, id, new in zip(rows, ids, now, strict=True) if id != new}


class _There:
    """The events and claims that are there, by their ids in the whole timeline."""

    def __init__(self, timeline: Timeline, cuts: tuple[Cut, ...], ids: Mapping[int, str]) -> None:
        self._row_of = timeline.row_of
        self._cuts = cuts
        self._ids = ids

    def event(self, id: str) -> tuple[str, ...]:
        """Its id as of the day; none if it is not there."""
        row = self._row_of.get(id)
        if row is None or self._cuts[row].event is None:
            return ()
        return (self._ids.get(row, id),)

    def claim(self, ref: str) -> tuple[str, ...]:
        """Its reference as of the day; none if it is not there."""
        id, _, own = ref.partition("/")
        return tuple(
            f"{event}/{now}"
            for event in self.event(id)
            for then, now in self._cuts[self._row_of[id]].claims
            if then == own
        )

    def referring(self, event: Event, id: str) -> Event:
        """The event under its id as of the day, with only the references to what is there."""
        return altered(
            event,
            id=id,
            after=tuple(now for then in event.after for now in self.event(then)),
            before=tuple(now for then in event.before for now in self.event(then)),
            links=tuple((type, now) for type, then in event.links for now in self.event(then)),
            claims=tuple(map(self._claim, event.claims)),
        )

    def _claim(self, claim: Claim) -> Claim:
        return altered(
            claim,
            contradicts=tuple(now for then in claim.contradicts for now in self.claim(then)),
            supersedes=tuple(now for then in claim.supersedes for now in self.claim(then)),
        )

    def links(self, links: Mapping[str, tuple[Link, ...]]) -> dict[str, tuple[Link, ...]]:
        kept = {
            now: tuple([altered(link, event=to) for link in own for to in self.event(link.event)])
            for id, own in links.items()
            for now in self.event(id)
        }
        return {id: own for id, own in kept.items() if own}


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
    return {id: altered(place, within=within(id)) for id, place in places.items() if id in kept}


def _in_order(timeline: Timeline, shown: Mapping[int, Event]) -> list[int]:
    """The rows in the order of the chronology, found anew from the order of the files."""
    typed = [row for row in timeline.rows_as_typed if row in shown]
    return [typed[index] for index in arrange([shown[row] for row in typed]).order]
