"""Two versions of a timeline compared record by record, as values. Knows no file and no words.

What is compared is what the files say: comments, layout and the order of records do not count.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.evidence.contests import Contest
from timeline_tui.core.evidence.standing import Standing, standings
from timeline_tui.core.models import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    Figure,
    Participant,
    Place,
    Source,
)
from timeline_tui.core.renaming import field_names, renamed_events, single
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

Section = Literal["locations", "actors", "sources"]
Entry = Place | Actor | Source

_KINDS: Final = {
    "date": "moved",
    "time": "moved",
    "title": "retitled",
    "sources": "re-attributed",
    "supported_by": "re-attributed",
    "figures": "figures",
}
_SHOWN: Final = {
    "chains": "sources",
    "disputes": "disputed_by",
    "supports": "supported_by",
    "date_written": "date",
}
"""Fields that have another name in the file."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Event ids, of the new timeline for `new` and `changed`, of the old one for `gone`.

    `renamed` maps old ids to new ones where a record that was edited got another id, as one made of
    a title does; such an event counts as changed. `fields` are the names of what differs in each
    changed event, as its JSON object has them.
    """

    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    def __str__(self) -> str:
        counts = ((self.new, "new"), (self.changed, "changed"), (self.gone, "gone"))
        return ", ".join(f"{len(ids)} {what}" for ids, what in counts if ids) or "no changes"


class ClaimChange(NamedTuple):
    """A claim that came (`old` is None), went (`new` is None) or differs in its `fields`."""

    old: Claim | None
    new: Claim | None
    fields: tuple[str, ...] = ()


class EntryChange(NamedTuple):
    """An entry of the head that came, went or differs, likewise."""

    section: Section
    old: Entry | None
    new: Entry | None
    fields: tuple[str, ...] = ()


class HeadChange(NamedTuple):
    """What the files say of themselves: `title`, `timezone` or `extras`."""

    name: str
    old: str | tuple[tuple[str, str], ...]
    new: str | tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event that came (`old` is None), went (`new` is None) or differs in its `fields`.

    `standings` are set where it stands otherwise: `contested` and `settled` are then the contests
    that it had not, or has no more. With no other difference, the head or another event makes it.
    """

    old: Event | None
    new: Event | None
    fields: tuple[str, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    standings: tuple[Standing, Standing] | None = None
    contested: tuple[Contest, ...] = ()
    settled: tuple[Contest, ...] = ()

    @property
    def event(self) -> Event:
        """The event as it is or, where it is gone, as it was."""
        event = self.new or self.old
        assert event is not None
        return event

    @property
    def kinds(self) -> tuple[str, ...]:
        """What happened to it: one word for each kind of difference."""
        if self.old is None or self.new is None:
            return ("new",) if self.old is None else ("gone",)
        names = [*self.fields, *(name for claim in self.claims for name in claim.fields)]
        others = {
            "claims": any(claim.old is None or claim.new is None for claim in self.claims),
            "contested": bool(self.contested),
            "no-longer-contested": bool(self.settled),
            "standing": self.standings is not None,
        }
        own = {"claims", "id"}  # what they come to is told by other words
        own |= {"disputed_by", "contradicts"} if self.contested or self.settled else set()
        told = [_KINDS.get(name, "other") for name in names if name not in own]
        found = dict.fromkeys([*told, *(kind for kind, true in others.items() if true)])
        return tuple(found) or ("other",)


@dataclass(frozen=True, slots=True)
class Differences:
    """Events in the order of the chronology, then entries of the head, then the head itself."""

    events: tuple[EventChange, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    head: tuple[HeadChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.events or self.entries or self.head)

    def among(self, old_ids: Container[str], new_ids: Container[str]) -> Differences:
        """Only those events that are among these ids in one of the two versions."""
        events = tuple(
            one
            for one in self.events
            if (one.old and one.old.id in old_ids) or (one.new and one.new.id in new_ids)
        )
        return Differences(events)


def compare(before: Timeline, after: Timeline) -> Changes:
    """The events that `after` has and `before` has not, those that differ, and those gone."""
    renamed = renamed_events(before, after)
    names = _Names(before, after, renamed)
    fields: dict[str, tuple[str, ...]] = {}
    for then, now in _pairs(before, after, renamed):
        old, new = before.events[then], after.events[now]
        if old != new:
            fields[new.id] = names.event_fields(old, new)
    differing = {id: names for id, names in fields.items() if names}
    return Changes(
        new=frozenset(after.row_of.keys() - before.row_of.keys() - {*renamed.values()}),
        changed=frozenset(differing),
        gone=frozenset(before.row_of.keys() - after.row_of.keys() - renamed.keys()),
        renamed=renamed,
        fields=differing,
    )


def differences(before: Timeline, after: Timeline) -> Differences:
    """What `after` says otherwise than `before`, and what stands otherwise because of it."""
    changes = compare(before, after)
    names = _Names(before, after, changes.renamed)
    events = [EventChange(None, event) for event in after.events if event.id in changes.new]
    events += [EventChange(event, None) for event in before.events if event.id in changes.gone]
    stands = standings(before), standings(after)
    for then, now in _pairs(before, after, changes.renamed):
        old, new = before.events[then], after.events[now]
        one = EventChange(old, new, changes.fields.get(new.id, ()))
        if "claims" in one.fields:
            one = replace(one, claims=tuple(names.claims(old, new)))
        one = names.standing(one, stands[0][then], stands[1][now])
        if one.fields or one.standings:
            events.append(one)
    head = (
        HeadChange("title", before.title, after.title),
        HeadChange("timezone", before.zone.key, after.zone.key),
        HeadChange("extras", before.extras, after.extras),
    )
    return Differences(
        tuple(sorted(events, key=_place)),
        tuple(names.entries()),
        tuple(one for one in head if one.old != one.new),
    )


def _place(change: EventChange) -> float:
    day = None if change.event.date is None else change.event.date.sort_day
    return float("inf") if day is None else day


def _pairs(
    before: Timeline, after: Timeline, renamed: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """The rows of the events that both have, in the order of `after`."""
    was = {new: old for old, new in renamed.items()}
    for now, event in enumerate(after.events):
        then = before.row_of.get(was.get(event.id, event.id))
        if then is not None:
            yield then, now


# What a record says


class _Names:
    """Compares values of two versions; what only got another id is the same."""

    def __init__(self, before: Timeline, after: Timeline, renamed: Mapping[str, str]) -> None:
        self._before, self._after = before, after
        self._now = {
            **renamed,
            **_by_name(before.places, after.places),
            **_by_name(_parties(before), _parties(after)),
        }

    def said(self, value: object) -> Hashable:
        """The value as the new version would write it; when a chain was reported, is said
        elsewhere."""
        match value:
            case str():
                owner, slash, own = value.partition("/")
                return self._now.get(value) or self._now.get(owner, owner) + slash + own
            case tuple():
                return tuple(map(self.said, value))
            case EdtfDate() | DayTime():
                return value.text
            case Chain():
                return self.said(value.parties)
            case Participant() | Figure() | Dispute():
                return tuple([self.said(getattr(value, name)) for name in field_names(value)])
            case Hashable():
                return value
        raise TypeError(value)

    def event_fields(self, old: Event, new: Event) -> tuple[str, ...]:
        """What two versions of an event say otherwise."""
        found = self._differing(old, new)
        if old.claims != new.claims and any(self.claims(old, new)):
            found.append("claims")
        return tuple(["id"] * (old.id != new.id) + found)

    def claims(self, old: Event, new: Event) -> Iterator[ClaimChange]:
        """The claims that differ, in the order of `new`, then those that are gone."""
        before = {claim.id: claim for claim in old.claims}
        for claim in new.claims:
            earlier = before.pop(claim.id, None)
            fields = self._differing(earlier, claim) if earlier else []
            if earlier and earlier.inherited and claim.inherited and "sources" in fields:
                fields.remove("sources")  # they are the event's
            if fields or earlier is None:
                yield ClaimChange(earlier, claim, tuple(fields))
        yield from (ClaimChange(claim, None) for claim in before.values())

    def _differing(self, old: object, new: object) -> list[str]:
        found: dict[str, None] = {}
        for name in field_names(new):
            then, now = getattr(old, name), getattr(new, name)
            if name != "claims" and then != now and self.said(then) != self.said(now):
                found[_SHOWN.get(name, name)] = None
        return list(found)

    def standing(self, change: EventChange, then: Standing, now: Standing) -> EventChange:
        """The change, with how the event stood and stands where that differs."""
        were = {self._objection(one): one for one in then.contested_by}
        are = {self._objection(one): one for one in now.contested_by}
        counted = {self.said(chain.origin) for chain in then.counted}
        same = counted == {self.said(chain.origin) for chain in now.counted}
        if then.kind == now.kind and were.keys() == are.keys() and same:
            return change
        contested = tuple(one for key, one in are.items() if key not in were)
        settled = tuple(one for key, one in were.items() if key not in are)
        return replace(change, standings=(then, now), contested=contested, settled=settled)

    def _objection(self, one: Contest) -> Hashable:
        """What makes a contest another one: not its words nor through whom it became known."""
        origins = tuple(chain.origin for chain in one.by)
        return self.said((one.kind, one.claim, one.other, *origins))

    # The head

    def entries(self) -> Iterator[EntryChange]:
        """The entries that differ, section by section; one that events imply is none."""
        before, after = self._before, self._after
        yield from self._compared("locations", before.places, after.places)
        yield from self._compared("actors", before.actors, after.actors)
        yield from self._compared("sources", before.sources, after.sources)

    def _compared(
        self, section: Section, before: Mapping[str, Entry], after: Mapping[str, Entry]
    ) -> Iterator[EntryChange]:
        old, new = (
            {id: entry for id, entry in one.items() if not entry.implicit}
            for one in (before, after)
        )
        was = {self._now.get(id, id): entry for id, entry in old.items()}
        for id, entry in new.items():
            earlier = was.pop(id, None)
            fields = self._differing(earlier, entry) if earlier else []
            if "side" in fields and _inherits(earlier, before) and _inherits(entry, after):
                fields.remove("side")
            renamed = ["id"] * (earlier is not None and earlier.id != id)
            if renamed or fields or earlier is None:
                yield EntryChange(section, earlier, entry, (*renamed, *fields))
        yield from (EntryChange(section, entry, None) for entry in was.values())


def _inherits(entry: Entry | None, entries: Mapping[str, Entry]) -> bool:
    """Whether an actor's side is that of the whole, which tells it for all its parts."""
    whole = entries.get(entry.part_of or "") if isinstance(entry, Actor) else None
    return isinstance(whole, Actor) and isinstance(entry, Actor) and whole.side == entry.side


def _parties(timeline: Timeline) -> Mapping[str, Entry]:
    return {**timeline.actors, **timeline.sources}


def _by_name(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> dict[str, str]:
    """The ids of entries that only the old version has, to those that only the new one has under
    the same name."""
    gone = single((name_key(old[id].name), id) for id in old.keys() - new.keys())
    came = single((name_key(new[id].name), id) for id in new.keys() - old.keys())
    return {id: came[name] for name, id in gone.items() if name in came}
