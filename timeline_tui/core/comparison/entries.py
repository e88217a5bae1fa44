"""What the head says otherwise: entries of places, actors and sources.

An entry that only events imply is no entry of the head, unless what they imply of it changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final

from timeline_tui.core.comparison.changes import Entry, EntryChange, Section
from timeline_tui.core.comparison.pairing import Pairs
from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.timeline import Actor, Timeline

_OWN: Final = frozenset(("implicit", "placed_by_events"))
_REFERENCES: Final = frozenset(("within", "part_of"))


def compared_entries(old: Timeline, new: Timeline, pairs: Pairs) -> Iterator[EntryChange]:
    """The entries that differ, section by section in the order of `new`, then those gone."""
    yield from _compared("locations", old.places, new.places, pairs.places)
    yield from _compared("actors", old.actors, new.actors, pairs.parties)
    yield from _compared("sources", old.sources, new.sources, pairs.parties)


def _compared(
    section: Section, old: Mapping[str, Entry], new: Mapping[str, Entry], now: Mapping[str, str]
) -> Iterator[EntryChange]:
    was = {id: before for before, id in now.items() if before in old}
    for id, entry in new.items():
        before = old.get(was.get(id, ""))
        if before is None or before.implicit > entry.implicit:
            if not entry.implicit:
                yield EntryChange(section, None, entry)
        elif before.implicit < entry.implicit:
            yield EntryChange(section, before, None)
        elif differing := _differing(before, entry, old, new, now):
            yield EntryChange(section, before, entry, differing)
    for id, entry in old.items():
        if now.get(id) not in new and not entry.implicit:
            yield EntryChange(section, entry, None)


def _differing(
    old: Entry,
    new: Entry,
    all_old: Mapping[str, Entry],
    all_new: Mapping[str, Entry],
    now: Mapping[str, str],
) -> tuple[str, ...]:
    if old == new:
        return ()
    names = [field.name for field in fields(new) if field.name not in _OWN]
    found = [name for name in names if _said(old, name, now) != _said(new, name, {})]
    if "side" in found and _inherited(old, new, all_old, all_new):
        found.remove("side")
    return tuple(found)


def _said(entry: Entry, name: str, now: Mapping[str, str]) -> object:
    value = getattr(entry, name)
    if name in _REFERENCES:
        return now.get(value, value)
    return value.text if isinstance(value, EdtfDate) else value


def _inherited(
    old: Entry, new: Entry, all_old: Mapping[str, Entry], all_new: Mapping[str, Entry]
) -> bool:
    """Whether the side changed as that of the whole did, which tells it for all its parts."""
    if not isinstance(old, Actor) or not isinstance(new, Actor):
        return False
    then, now = all_old.get(old.part_of or ""), all_new.get(new.part_of or "")
    if not isinstance(then, Actor) or not isinstance(now, Actor):
        return False
    return (then.side, now.side) == (old.side, new.side)
