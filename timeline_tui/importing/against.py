"""What of an import a timeline has already, and what the table says otherwise than that by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from timeline_tui.core.diff import Differences, differences
from timeline_tui.core.models import Claim, Event
from timeline_tui.core.renaming import seen
from timeline_tui.core.text import make_visible, name_key, one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.importing import Value

Key = tuple[str, ...]

_ATTRIBUTES: Final = {
    "date": ("date", "date_written"),
    "location": ("locations", "nested"),
    "sources": ("chains",),
    "disputed_by": ("disputes",),
}
"""What keys of the file are called in an event, where that is something else."""


def keys_of(fields: Mapping[str, Value]) -> list[Key]:
    """By what a record is known again, the surest first: each of its `ids`, its `id`; only without
    them by its date, as typed or as told, and its title."""
    ids = fields.get("ids")
    keys = [key("ids", name, id) for name, id in ids.items()] if isinstance(ids, dict) else []
    if "id" in fields:
        keys.append(key("id", fields["id"]))
    date = fields.get("date", "unknown")
    told = fields.get("date_text", "") if date == "unknown" else date
    return keys or [_told(told, fields.get("title", ""))]


def key(*parts: Value) -> Key:
    """The texts as a timeline has them that was read."""
    return tuple([make_visible(one_line(str(part))).strip() for part in parts])


def _told(date: Value, title: Value) -> Key:
    return (*key("told", date), name_key(*key(title)))


class Known:
    """The events of a timeline by their keys."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._ids: dict[Key, list[str]] = {}
        for row in reversed(timeline.rows_as_typed):
            event = timeline.events[row]
            dates = {seen(event)[0], event.date_written, event.date_text}
            told = [_told(date, event.title) for date in dates]
            ids = [key("ids", *pair) for pair in event.ids]
            for one in (key("id", event.id), *ids, *told):
                self._ids.setdefault(one, []).append(event.id)

    def find(self, keys: Iterable[Key], text: str) -> tuple[str, bool]:
        """The id of the event that has one of these keys, or "", and whether it is written in the
        words of `text`. Of several the first as typed, and the next time the one behind it."""
        ids = next((found for one in keys if (found := self._ids.get(one))), [""])
        id = ids.pop() if len(ids) > 1 else ids[0]
        row = self._timeline.row_of.get(id)
        return id, row is not None and self._timeline.records[row].text == text.rstrip()


def changes(
    before: Timeline, union: Timeline, given: Iterable[tuple[str, Event, Iterable[str]]]
) -> tuple[Differences, Timeline, Timeline] | None:
    """What events would say otherwise if they had all that a table gives, with the timelines in
    which they do not and do; None where that is nothing. `given` are the id of each event, what the
    table makes of it within `union`, and the keys that it gives; what it lacks is no difference."""
    events = list(before.events)
    for id, event, keys in given:
        row = before.row_of[id]
        events[row] = _with(events[row], event, keys)
    entries = {name: getattr(union, name) for name in ("places", "actors", "sources")}
    after = replace(before, events=tuple(events), **entries)
    found = Differences(differences(before, after).events)
    return (found, before, after) if found else None


def _with(old: Event, new: Event, keys: Iterable[str]) -> Event:
    update: dict[str, Any] = {}
    for key in keys:
        if key.startswith("x-"):
            update["extras"] = _merged(old.extras, new.extras)
        elif key == "ids":
            update["ids"] = _merged(old.ids, new.ids)
        elif key != "id" and not (key == "date" and new.undated):  # which says nothing new
            update |= {name: getattr(new, name) for name in _ATTRIBUTES.get(key, (key,))}
    if "claims" in update:
        update["claims"] = tuple(_own(claim, new.id, old.id) for claim in new.claims)
    return old.model_copy(update=update)


def _own(claim: Claim, new: str, old: str) -> Claim:
    """The claim, whose references to others of its event begin with the id of that."""

    def renamed(refs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([old + r.removeprefix(new) if r.startswith(f"{new}/") else r for r in refs])

    contradicts, supersedes = renamed(claim.contradicts), renamed(claim.supersedes)
    return claim.model_copy(update={"contradicts": contradicts, "supersedes": supersedes})


def _merged(
    old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    return tuple({**dict(old), **dict(new)}.items())
