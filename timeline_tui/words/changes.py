"""What differs between two versions as lines: a sign and a title, below it what is said otherwise.

`+` is what came, `−` what went, `~` what differs. Knows no toolkit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from timeline_tui.core.comparison import Comparison, EntryChange, EventChange, Section
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.change_rows import event_rows
from timeline_tui.words.dates import long
from timeline_tui.words.entry_rows import OTHER_KEYS, entry_rows
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Span, isolate, wrap
from timeline_tui.words.versions import Row, Versions

_LABELS: Final = 18  # cells: four before a label, and room for the longest one
_SECTIONS: Final[dict[Section, str]] = {
    "locations": "place",
    "actors": "actor",
    "sources": "source",
}


def change_lines(
    found: Comparison, old: Timeline, new: Timeline, width: int | None, glyphs: Glyphs
) -> Iterator[Line]:
    """The events in the order of the chronology, then the head; in `width` cells or, where it is
    None, a line for each row."""
    versions = Versions(old, new, glyphs)
    for place, change in enumerate(found.events):
        if place:
            yield ()
        yield from _wrapped(_event_heading(change, glyphs), width, 2)
        yield from _rows(event_rows(versions, change), width)
    if not (found.title or found.zone or found.extras or found.entries):
        return
    if found.events:
        yield ()
    yield (Span("In the head", "label"),)
    for name, texts in (("title", found.title), ("timezone", found.zone)):
        if texts is not None:
            yield from _rows(versions.changed(name, *texts), width)
    if found.extras is not None:
        old_keys, new_keys = (map(": ".join, extras) for extras in found.extras)
        yield from _rows(versions.listed(OTHER_KEYS, old_keys, new_keys), width)
    for entry in found.entries:
        yield from _wrapped(_entry_heading(entry, glyphs), width, 2)
        yield from _rows(entry_rows(versions, entry), width)


def summary(found: Comparison) -> str:
    """How many events came, went and differ, and how many entries of the head."""
    kinds = Counter(_sign(change.old, change.new) for change in found.events)
    words = (("+", "new"), ("-", "gone"), ("~", "changed"))
    counts = ", ".join(f"{kinds[sign]:,} {word}" for sign, word in words if kinds[sign])
    said = [f"{_differ(len(found.events), 'event')}: {counts}"] if found.events else []
    fields = (found.title, found.zone, found.extras)
    head = len(found.entries) + sum(field is not None for field in fields)
    if head:
        said.append(f"{_differ(head, 'entry', 'entries')} in the head")
    return "; ".join(said) or "No differences"


def _differ(count: int, one: str, many: str = "") -> str:
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun} {'differs' if count == 1 else 'differ'}"


def _sign(old: object, new: object) -> str:
    return "+" if old is None else "-" if new is None else "~"


def _drawn(old: object, new: object, glyphs: Glyphs) -> str:
    return {"+": glyphs.included, "-": glyphs.excluded}.get(_sign(old, new), "~")


def _event_heading(change: EventChange, glyphs: Glyphs) -> Line:
    event = change.event
    date = long(event.date, event.time) if event.date else event.date_written or "date not known"
    return (
        Span(f"{_drawn(change.old, change.new, glyphs)} "),
        Span(isolate(event.title), "title"),
        Span(f"  {date}", "dim"),
    )


def _entry_heading(change: EntryChange, glyphs: Glyphs) -> Line:
    sign = _drawn(change.old, change.new, glyphs)
    entry = change.entry
    return (
        Span(f"{sign} {_SECTIONS[change.section]} "),
        Span(isolate(entry.name), "title"),
        Span(f"  {entry.id}" if entry.id != entry.name else "", "dim"),
    )


def _rows(rows: Iterable[Row], width: int | None) -> Iterator[Line]:
    """The rows, a label that stands above the same one left out."""
    last = ""
    for label, spans in rows:
        shown = "" if label == last else label
        line = (Span(f"    {shown:<{_LABELS - 4}}", "dim"), *spans)
        yield from _wrapped(line, width, _LABELS + 2)
        last = label


def _wrapped(line: Line, width: int | None, indent: int) -> Iterable[Line]:
    return (line,) if width is None else wrap(line, width, indent)
