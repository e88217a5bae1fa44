"""Markwhen text (github.com/mark-when/parser): an event a line, its details in lines below.

The date of a line is that of the event or the span of its bounds, which Markwhen can draw; how
vague it is stands in words behind the title, and the date as it was written among the properties.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat
from timeline_tui.export.moments import Placed, Span, day, placed
from timeline_tui.words.dates import iso

# What the parser takes out of a text or acts on, wherever it stands in a line: tags, an amount done
# (`50%`), pictures and links; in the first line also ids (`!id`, `.end`) and a box (`[x]`).
_HARMLESS: Final = (
    (re.compile(r"(?<!\S)#(?=\w)(?![0-9]+(?:\s|$))"), r"\\#"),
    (re.compile(r"(?<=[0-9])%"), "\N{NO-BREAK SPACE}%"),
    (re.compile(r"\](?=\()"), "] "),
)
_HARMLESS_FIRST: Final = (
    *_HARMLESS,
    (re.compile(r"(?<!\w)([!.])(?=\w)", re.ASCII), r"\1 "),
    (re.compile(r"^\[(?=[xX ]?\])"), r"\\["),
)
_NOT_WORD: Final = re.compile(r"\W+", re.ASCII)


def write(view: View) -> Written:
    """The dated events of `view` below a header with the title and the time zone."""
    found = placed(view, lambda span: day(span.first) and day(span.last))
    return Written(_pieces(view, found), found.left_out)


def _pieces(view: View, found: Placed) -> Iterator[str]:
    yield f"title: {_quoted(flat.name(view))}\ntimezone: {view.timeline.zone.key}\n"
    for row, span in found.rows:
        yield "\n" + "".join(f"{line}\n" for line in _lines(view, row, span))


def _lines(view: View, row: int, span: Span) -> Iterator[str]:
    timeline, event = view.timeline, view.timeline.events[row]
    finer = [time.second or time.microsecond for time in span.times]
    title = _harmless(
        flat.caption(timeline, row, dated=not span.exact or any(finer)), _HARMLESS_FIRST
    )
    # Tags are of ASCII letters, digits and underscores, as far as a tag of the file can be one.
    words = dict.fromkeys(_NOT_WORD.sub("_", fold(tag)).strip("_") for tag in event.tags)
    tags = (f"#{word}" for word in words if word and not word.isdigit())
    yield " ".join((f"{_date(span, timeline.zone)}: {title}", *tags))
    for key, value in _properties(timeline, row).items():
        if value:
            yield f"{key}: {_quoted(value)}"
    yield ""
    for line in (line for text in flat.account(view, row) for line in text.splitlines()):
        # The sign at the front keeps a line from being a date, a heading, a property or a comment.
        yield f"> {_harmless(line, _HARMLESS)}".rstrip()


def _date(span: Span, zone: tzinfo) -> str:
    """A day or a minute, or from one to the other, the second one included.

    A clock time is as in the file's zone, the header's; Markwhen has no seconds.
    """
    if span.start is not None:
        ends = [time.astimezone(zone) for time in span.times]
        return "/".join(f"{iso(time.toordinal())} {time:%H:%M}" for time in ends)
    first, last = iso(span.first), iso(span.last)
    return first if first == last else f"{first}/{last}"


def _properties(timeline: Timeline, row: int) -> dict[str, str | list[str]]:
    """YAML below the first line; `id` is what Markwhen's own references name."""
    event = timeline.events[row]
    return {
        "id": event.id,
        "date": event.date.text if event.date else "",
        "time": event.time.text if event.time else "",
        "standing": standings(timeline)[row].kind,
        "type": event.type,
        "status": event.status if event.status != "occurred" else "",
        "location": [timeline.places[id].name for id in event.locations],
        "tags": list(event.tags),
    }


def _quoted(value: str | list[str]) -> str:
    """JSON, which is YAML; the parser would make a closing bracket of a `#`."""
    return json.dumps(value, ensure_ascii=False).replace("#", "\\u0023")


def _harmless(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """A line in which the parser finds nothing but text; a space or a backslash more."""
    for pattern, instead in rules:
        text = pattern.sub(instead, text)
    return text
