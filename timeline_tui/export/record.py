"""An event, and the entries that it names, as JSON objects: what `json` and `jsonl` write, `csv`
flattens and `diff` compares. docs/timeline-output-1.schema.json describes them.

Ids stay ids, dates stay as they were written, and nothing that the file says of the event is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.diff import NAMES, Change, Differences
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.evidence.statements import entries_of
from timeline_tui.core.models import SECTIONS, Chain
from timeline_tui.core.renaming import field_names
from timeline_tui.core.text import make_visible
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import iso

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

VERSION: Final = 1
"""Of the objects. Keys may be added without another one."""

FIELDS: Final = (
    *("id", "title", "date", "date_text", "time", "timezone", "earliest", "latest", "precision"),
    *("approximate", "uncertain", "type", "status", "standing", "origins", "locations", "actors"),
    *("figures", "sources", "cited", "claims", "disputed_by", "tags", "links", "after", "before"),
    *("description", "note", "retracted", "ids", "extras", "broken", "file", "line"),
)
"""The keys of every object, in this order; each is always there. What stands there is told in
docs/commands/list.md.

A text that is not given is "", a list [] and a map {}. Days are ISO 8601, with a sign beyond the
years 0 to 9999 (the year 0 is 1 BC). Numbers without decimals are integers.
"""

_CITED: Final = {"chains": "cited", "supports": "supported_by_cited"}
"""Under which key stands what is cited in chains."""


def records(view: View) -> Iterable[dict[str, Json]]:
    """The events of `view` in its order, each an object with the keys of FIELDS."""
    return (record(view, row) for row in view.rows)


def record(view: View, row: int) -> dict[str, Json]:
    """The event of a row of `view.timeline`.

    As of a day `line` is null: what is typed above it later moves it.
    """
    event, place = view.timeline.events[row], view.timeline.records[row]
    date, standing = event.date, standings(view.timeline)[row]
    links: dict[str, list[Json]] = {}
    for type, target in event.links:
        links.setdefault(type, []).append(target)
    found: dict[str, Json] = {
        "date": event.date_written or plain(date),
        "time": event.time.text if event.time else "",
        "timezone": view.timeline.zones.get(place.file, view.timeline.zone).key,
        "earliest": iso(date.earliest) if date and date.earliest is not None else None,
        "latest": iso(date.latest) if date and date.latest is not None else None,
        "precision": date.precision if date else "none",
        "approximate": bool(date and date.approximate),
        "uncertain": bool(date and date.uncertain),
        "standing": standing.kind,
        "origins": len(standing.counted),
        "links": dict(links),
        "ids": dict(event.ids),
        "file": make_visible(place.file),
        "line": place.line if view.known is None else None,
    }
    told = _object(event) | found
    return {name: told[name] for name in FIELDS}


def named_entries(view: View) -> dict[str, dict[str, Json]]:
    """The places, actors and sources that the events shown name, be they quoted or counted, and
    what these lie in or are part of: by section, then by id, what the file says of each."""
    events = [view.timeline.events[row] for row in view.rows]
    sources, places, actors = entries_of(view.timeline, events)
    kinds: tuple[Sequence[Any], ...] = (places, actors, sources)
    pairs = zip(SECTIONS, kinds, strict=True)
    return {section: {one.id: _typed(one) for one in found} for section, found in pairs}


def plain(value: object) -> Json:
    """What a field holds: models and named tuples become objects, chains and sets lists of ids."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, EdtfDate):
        return value.text
    return list(value.parties) if isinstance(value, Chain) else _object(value)


def cited(chains: tuple[Chain, ...]) -> Json:
    """What is cited of the elements of chains."""
    return [plain(chain.cited) for chain in chains] if any(one.cited for one in chains) else []


def _object(value: Any) -> dict[str, Json]:
    """A model under the names of the file, the keys of one's own as a map at the end."""
    found: dict[str, Json] = {}
    for field in fields(value):
        name, one = field.name, getattr(value, field.name)
        if name not in ("extras", "time", "nested"):
            found[NAMES.get(name, name)] = dict(one) if name == "ids" else plain(one)
        if name in _CITED:
            found[_CITED[name]] = cited(one)
    return {**found, "extras": dict(value.extras)} if hasattr(value, "extras") else found


def _typed(entry: Any) -> dict[str, Json]:
    """What is typed of an entry, its id apart."""
    typed = field_names(entry)
    return {name: one for name, one in _object(entry).items() if name in typed}


# Two versions


def differing(found: Differences, before: View, after: View) -> dict[str, Json]:
    """What differs between the timelines of two views (`timeline diff --format json`)."""
    head = {name: [plain(old), plain(new)] for name, (old, new) in found.head.items()}
    return {
        **{name: head.get(name) for name in ("title", "timezone", "extras")},
        "events": [_event(change, before, after) for change in found.events],
        "entries": [_entry(change) for change in found.entries],
    }


def _event(change: Change, before: View, after: View) -> dict[str, Json]:
    """An event that differs, its fields as `record` has them."""
    pairs = ((before, change.old), (after, change.new))
    old, new = (record(view, view.timeline.row_of[e.id]) if e else {} for view, e in pairs)
    fields = list(change.fields)
    fields += ["cited"] if "sources" in fields and old["cited"] != new["cited"] else []
    changes: list[Json] = [{"field": one, "old": old[one], "new": new[one]} for one in fields]
    if "standing" in fields:
        then, now = ([chain.origin for chain in one.counted] for one in change.fields["standing"])
        changes.append({"field": "origins", "old": [*then], "new": [*now]})
    return {**_ids(change), "changes": changes, "event": new or old}


def _ids(change: Change) -> dict[str, Json]:
    was_id = change.old.id if change.old else None
    return {"id": change.shown.id, "was_id": was_id, "kind": change.kind}


def _entry(change: Change) -> dict[str, Json]:
    fields = ((name, plain(old), plain(new)) for name, (old, new) in change.fields.items())
    changes: list[Json] = [dict(zip(("field", "old", "new"), one, strict=True)) for one in fields]
    named = {"section": change.section, "name": change.shown.name}
    return {**named, **_ids(change), "changes": changes}
