"""Two versions of a timeline compared record by record, as values. Knows no file and no words.

What is compared is what the files say: comments, layout and the order of records do not count.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from typing import Any, Final, Literal

from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.evidence.standing import Standing, standings
from timeline_tui.core.models import Actor, Chain, Claim, Event, Place, Source
from timeline_tui.core.renaming import field_names, renamed_events
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

Entry = Place | Actor | Source
Section = Literal["events", "claims", "locations", "actors", "sources"]
Kind = Literal["new", "gone", "changed"]
Fields = Mapping[str, tuple[Any, Any]]
"""What differs, by the names that JSON has: what was said and what is."""

NAMES: Final = {"chains": "sources", "disputes": "disputed_by", "supports": "supported_by"}
"""What attributes are called in the file and in JSON."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Event ids, of the new timeline for `new` and `changed`, of the old one for `gone`.

    `renamed` maps old ids to new ones where a record that was edited got another id, as one made of
    a title does; such an event counts as changed.
    """

    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    def __str__(self) -> str:
        counts = ((self.new, "new"), (self.changed, "changed"), (self.gone, "gone"))
        return ", ".join(f"{len(ids)} {what}" for ids, what in counts if ids) or "no changes"


@dataclass(frozen=True, slots=True)
class Change:
    """A record that came (`old` is None), went (`new` is None) or differs in its `fields`.

    `claims` are those of an event that came, went or differ. One of the fields is `standing`, where
    an event stands otherwise: if it is the only one, the head or another event makes it.
    """

    section: Section
    old: Any
    new: Any
    fields: Fields = field(default_factory=dict)
    claims: tuple[Change, ...] = ()

    @property
    def shown(self) -> Any:
        """The record as it is or, where it is gone, as it was."""
        return self.new or self.old

    @property
    def kind(self) -> Kind:
        return "new" if self.old is None else "gone" if self.new is None else "changed"


@dataclass(frozen=True, slots=True)
class Differences:
    """Events in the order of the chronology, entries of the head, and the head itself: `title`,
    `timezone` and `extras`, where they differ."""

    events: tuple[Change, ...] = ()
    entries: tuple[Change, ...] = ()
    head: Fields = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.events or self.entries or self.head)

    def among(self, old_ids: Container[str], new_ids: Container[str]) -> Differences:
        """Only those events that are among these ids in one of the two versions."""
        both = ((one, one.old and one.old.id, one.new and one.new.id) for one in self.events)
        return Differences(tuple(one for one, o, n in both if o in old_ids or n in new_ids))


def compare(before: Timeline, after: Timeline) -> Changes:
    """The events that `after` has and `before` has not, those that differ, and those gone."""
    renamed = renamed_events(before, after)
    versions = _Versions(before, after, renamed)
    changed = (new.id for old, new in versions.pairs() if versions.event(old, new).fields)
    return Changes(
        new=frozenset(after.row_of.keys() - before.row_of.keys() - {*renamed.values()}),
        changed=frozenset(changed),
        gone=frozenset(before.row_of.keys() - after.row_of.keys() - renamed.keys()),
        renamed=renamed,
    )


def differences(before: Timeline, after: Timeline) -> Differences:
    """What `after` says otherwise than `before`, and what stands otherwise because of it."""
    versions = _Versions(before, after, renamed_events(before, after))
    was = {new.id: old for old, new in versions.pairs()}
    kept = {old.id for old in was.values()}
    events = [Change("events", one, None) for one in before.events if one.id not in kept]
    events += [Change("events", None, one) for one in after.events if one.id not in was]
    changed = (versions.standing(versions.event(old, new)) for old, new in versions.pairs())
    events += [one for one in changed if one.fields]
    heads = [
        {"title": one.title, "timezone": one.zone.key, "extras": one.extras}
        for one in (before, after)
    ]
    return Differences(
        tuple(sorted(events, key=_place)),
        tuple(versions.entries()),
        {name: (old, heads[1][name]) for name, old in heads[0].items() if old != heads[1][name]},
    )


def _place(change: Change) -> float:
    day = None if change.shown.date is None else change.shown.date.sort_day
    return float("inf") if day is None else day


class _Versions:
    """Compares values of two versions; what only got another id is the same."""

    def __init__(self, before: Timeline, after: Timeline, renamed: Mapping[str, str]) -> None:
        self._before, self._after, self._renamed = before, after, renamed
        self._now = {
            **renamed,
            **_by_name(before.places, after.places),
            **_by_name({**before.actors, **before.sources}, {**after.actors, **after.sources}),
        }

    def pairs(self) -> Iterator[tuple[Event, Event]]:
        """The events that both have, in the order of the old version."""
        events, row_of = self._after.events, self._after.row_of
        for old in self._before.events:
            row = row_of.get(self._renamed.get(old.id, old.id))
            if row is not None:
                yield old, events[row]

    def said(self, value: Any) -> Any:
        """The value as the new version would write it, a chain without its report date."""
        match value:
            case str():
                owner, slash, own = value.partition("/")
                return self._now.get(value) or self._now.get(owner, owner) + slash + own
            case tuple():
                return tuple(map(self.said, value))
            case EdtfDate() | DayTime():
                return value.text
            case Chain():
                return self.said(value.attribution)
        if is_dataclass(value):
            return tuple([self.said(getattr(value, name)) for name in field_names(value)])
        return value

    def event(self, old: Event, new: Event) -> Change:
        """What two versions of an event say otherwise."""
        if old is new or old == new:
            return Change("events", old, new)
        fields, claims = self._differing(old, new), tuple(self._claims(old, new))
        if claims:
            fields["claims"] = old.claims, new.claims
        return Change("events", old, new, fields, claims)

    def standing(self, change: Change) -> Change:
        """The change, with how the event stood and stands where that differs."""
        then = standings(self._before)[self._before.row_of[change.old.id]]
        now = standings(self._after)[self._after.row_of[change.new.id]]
        if self._stands(then) == self._stands(now):
            return change
        return replace(change, fields={**change.fields, "standing": (then, now)})

    def _stands(self, one: Standing) -> Any:
        """What makes a standing another one: not the words of those who contest something, nor
        through whom it became known."""
        contests = {
            self.said((by.kind, by.claim, by.other, *(chain.origin for chain in by.by)))
            for by in one.contested_by
        }
        return one.kind, contests, {self.said(chain.origin) for chain in one.counted}

    def entries(self) -> Iterator[Change]:
        """The entries of the head that differ; one that events imply is none."""
        before, after = self._before, self._after
        yield from self._entries("locations", before.places, after.places)
        yield from self._entries("actors", before.actors, after.actors)
        yield from self._entries("sources", before.sources, after.sources)

    def _entries(
        self, section: Section, old: Mapping[str, Entry], new: Mapping[str, Entry]
    ) -> Iterator[Change]:
        was = {self._now.get(id, id): one for id, one in old.items() if not one.implicit}
        for id, entry in new.items():
            earlier = None if entry.implicit else was.pop(id, None)
            fields = self._differing(earlier, entry) if earlier else {}
            if fields or not (earlier or entry.implicit):
                yield Change(section, earlier, entry, fields)
        yield from (Change(section, entry, None) for entry in was.values())

    def _claims(self, old: Event, new: Event) -> Iterator[Change]:
        """The claims that differ, in the order of `new`, then those that are gone."""
        before = {claim.id: claim for claim in old.claims}
        for claim in new.claims:
            earlier = before.pop(claim.id, None)
            fields = self._differing(earlier, claim) if earlier else {}
            if fields or earlier is None:
                yield Change("claims", earlier, claim, fields)
        yield from (Change("claims", claim, None) for claim in before.values())

    def _differing(self, old: Any, new: Any) -> dict[str, tuple[Any, Any]]:
        found = {"id": (old.id, new.id)} if old.id != new.id else {}
        for name in field_names(new):
            then, now = _typed(self._before, old, name), _typed(self._after, new, name)
            if name != "claims" and then != now and self.said(then) != self.said(now):
                found[NAMES.get(name, name)] = then, now
        return found


def _typed(timeline: Timeline, value: Any, name: str) -> Any:
    """What is typed for a field: not what a claim has from its event, an actor from its whole."""
    found = getattr(value, name)
    if isinstance(value, Event) and name == "date":
        return value.date or value.date_written
    if isinstance(value, Claim) and name == "chains" and value.inherited:
        return ()
    if isinstance(value, Actor) and name == "side" and value.part_of:
        return "" if timeline.actors[value.part_of].side == found else found
    return found


def _by_name(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> dict[str, str]:
    """The ids that only the old version has, to those that only the new one has for their names."""
    came = {name_key(entry.name): id for id, entry in new.items() if id not in old}
    gone = {name_key(entry.name): id for id, entry in old.items() if id not in new}
    return {id: came[name] for name, id in gone.items() if name in came}
