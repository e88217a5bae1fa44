"""Markwhen text (github.com/mark-when/parser): an event a line, its details in lines below.

The date of a line is that of the event or the span of its bounds, which Markwhen can draw; how
vague it is stands in words behind the title, and the date as it was written among the properties.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from timeline_tui.core.dates import EdtfDate, Point
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import Event, Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.account import account, caption, name
from timeline_tui.export.moments import Instant, Span, day, placed
from timeline_tui.words.dates import iso

_BEYOND: Final = "before the year 1 or after the year 9999"

# What the parser takes out of a text or acts on, wherever it stands in a line: tags, an amount done
# (`50%`), pictures and links; in the first line also ids (`!id`, `.end`) and a box (`[x]`).
_TAG: Final = re.compile(r"(?<!\S)#(?=\w)(?![0-9]+(?:\s|$))")
_PERCENT: Final = re.compile(r"(?<=[0-9])%")
_LINK: Final = re.compile(r"\](?=\()")
_ID: Final = re.compile(r"(?<!\w)([!.])(?=\w)", re.ASCII)
_BOX: Final = re.compile(r"^\[(?=[xX ]?\])")
_NOT_WORD: Final = re.compile(r"\W+", re.ASCII)


def write(view: View) -> Written:
    """The dated events of `view` below a header with the title and the time zone."""
    found = placed(view, _fits, _BEYOND)
    return Written(_pieces(view, found.rows), found.left_out)


def _fits(span: Span) -> bool:
    return None not in (day(span.first), day(span.last))


def _pieces(view: View, rows: tuple[tuple[int, Span], ...]) -> Iterator[str]:
    yield f"title: {_quoted(name(view))}\ntimezone: {view.timeline.zone.key}\n"
    for row, span in rows:
        yield "\n" + "".join(f"{line}\n" for line in _lines(view.timeline, row, span))


def _lines(timeline: Timeline, row: int, span: Span) -> Iterator[str]:
    event = timeline.events[row]
    title = _first_line(caption(timeline, row, dated=not span.exact))
    yield " ".join((f"{_date(event, span)}: {title}", *_tags(event)))
    for key, value in _properties(timeline, row):
        yield f"{key}: {_quoted(value)}"
    yield ""
    for paragraph in account(timeline, row):
        # The sign at the front keeps a line from being a date, a heading, a property or a comment.
        yield from (f"> {_harmless(line)}".rstrip() for line in paragraph.splitlines())


# Dates


def _date(event: Event, span: Span) -> str:
    """A year, a month, a day or a minute, or from one to the other, the second one included."""
    if span.start is not None:
        start, end = _minute(span.start), span.end and _minute(span.end)
        return start if end is None else f"{start}/{end}"
    if event.date is not None and _is_plain(event.date):
        return iso(span.first)[: {"year": 4, "month": 7}.get(event.date.precision)]
    first, last = iso(span.first), iso(span.last)
    return first if first == last else f"{first}/{last}"


def _is_plain(date: EdtfDate) -> bool:
    """Whether it is one year, one month or one day."""
    point = date.points[0]
    plain = isinstance(point, Point) and not point.mask and point.season is None
    return plain and date.kind in ("point", "one-of") and len(date.points) == 1


def _minute(instant: Instant) -> str:
    """A clock time in the file's zone, the header's; Markwhen has no seconds."""
    hour, minute = divmod(instant.second // 60, 60)
    return f"{iso(instant.day)} {hour:02}:{minute:02}"


# Texts


def _properties(timeline: Timeline, row: int) -> Iterator[tuple[str, str | list[str]]]:
    """YAML below the first line; `id` is what Markwhen's own references name."""
    event = timeline.events[row]
    yield "id", event.id
    yield "date", event.date.text if event.date else ""
    yield "standing", standings(timeline)[row].kind
    if event.type:
        yield "type", event.type
    if event.status != "occurred":
        yield "status", event.status
    if event.locations:
        yield "location", [timeline.places[id].name for id in event.locations]
    if event.tags:
        yield "tags", list(event.tags)


def _quoted(value: str | list[str]) -> str:
    """JSON, which is YAML; the parser would make a closing bracket of a `#`."""
    return json.dumps(value, ensure_ascii=False).replace("#", "\\u0023")


def _tags(event: Event) -> list[str]:
    """`#words` of ASCII letters, digits and underscores, as far as a tag can be one."""
    words = (_NOT_WORD.sub("_", fold(tag)).strip("_") for tag in event.tags)
    return [f"#{word}" for word in dict.fromkeys(words) if word and not word.isdigit()]


def _first_line(text: str) -> str:
    return _BOX.sub(r"\\[", _ID.sub(r"\1 ", _harmless(text)))


def _harmless(text: str) -> str:
    """A line of text in which the parser finds nothing but text; a space or a backslash more."""
    text = _PERCENT.sub("\N{NO-BREAK SPACE}%", _TAG.sub(r"\\#", text))
    return _LINK.sub("] ", text)
