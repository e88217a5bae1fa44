"""What a reload changed, event by event. Knows two timelines and no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from timeline_tui.core.timeline import Timeline

_Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Event ids, of the new timeline for `new` and `changed`, of the old one for `gone`.

    `renamed` maps old ids to new ones where a record that was edited in place got another id, as
    one derived from a title does; such an event counts as changed.
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


def compare(old: Timeline, new: Timeline) -> Changes:
    """The events that `new` has and `old` has not, those that differ in value, and those gone."""
    before = {event.id: event for event in old.events}
    appeared: list[str] = []
    changed: set[str] = set()
    for event in new.events:
        earlier = before.pop(event.id, None)
        if earlier is None:
            appeared.append(event.id)
        elif earlier is not event and earlier != event:
            changed.add(event.id)
    renamed = dict(_renamed(old, before, new, appeared)) if appeared and before else {}
    return Changes(
        new=frozenset(appeared).difference(renamed.values()),
        changed=frozenset(changed.union(renamed.values())),
        gone=frozenset(before).difference(renamed),
        renamed=renamed,
    )


def _renamed(
    old: Timeline, gone: Iterable[str], new: Timeline, appeared: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of an id that is gone and the one that appeared between the same two neighbours."""
    there = {place: id for id, place in _neighbours(new, frozenset(appeared))}
    for id, place in _neighbours(old, frozenset(gone)):
        if place in there:
            yield id, there[place]


def _neighbours(timeline: Timeline, ids: frozenset[str]) -> Iterator[tuple[str, _Place]]:
    """Where each of `ids` stands: its file, and the ids typed just before and behind it there."""
    typed = [
        (timeline.records[row].file, timeline.events[row].id) for row in timeline.rows_as_typed
    ]
    edge = ("", "")
    pairs = zip([edge, *typed[:-1]], typed, [*typed[1:], edge], strict=True)
    for before, (file, id), behind in pairs:
        if id in ids:
            previous = before[1] if before[0] == file else ""
            following = behind[1] if behind[0] == file else ""
            yield id, (file, previous, following)
