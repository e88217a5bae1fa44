"""What one entry of the head says otherwise, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from timeline_tui.core.comparison import EntryChange
from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.versions import Row, Versions

OTHER_KEYS: Final = "other keys"
"""The label of free keys (`x-…`)."""


def entry_rows(versions: Versions, change: EntryChange) -> Iterator[Row]:
    """A row, or two, for each field that differs."""
    if change.old is None or change.new is None:
        return
    for field in change.fields:
        old, new = getattr(change.old, field), getattr(change.new, field)
        label = OTHER_KEYS if field == "extras" else field.replace("_", " ")
        if isinstance(old or new, tuple):
            yield from versions.listed(label, map(_item, old), map(_item, new))
        else:
            texts = _text(versions.old, field, old), _text(versions.new, field, new)
            yield from versions.changed(label, *texts)


def _item(item: object) -> str:
    """One of several names, or a key with what it is given."""
    return ": ".join(item) if isinstance(item, tuple) else str(item)


def _text(timeline: Timeline, field: str, value: object) -> str:
    match value:
        case None:
            return ""
        case EdtfDate():
            return long(value)
        case str() if field == "within" and value in timeline.places:
            return timeline.places[value].name
        case str() if field == "part_of" and value in timeline.actors:
            return timeline.actors[value].name
        case _:
            return str(value)
