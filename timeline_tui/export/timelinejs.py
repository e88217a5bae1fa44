"""TimelineJS3 JSON (timeline.knightlab.com/docs/json-format): a slide for each dated event.

A slide begins on the first and ends on the last day that the event may have been on; what is shown
of the date is its words. Texts are HTML there, so all of the file's is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from timeline_tui.core.citation import addresses
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.timeline import Event, Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.account import account, caption, name
from timeline_tui.export.moments import Instant, Span, placed
from timeline_tui.export.record import Json
from timeline_tui.words.dates import long


def write(view: View) -> Written:
    """The dated events of `view`, of any year: it counts years as the file does, 0 being 1 BC."""
    found = placed(view)
    return Written(_pieces(view, found.rows), found.left_out)


def _pieces(view: View, rows: tuple[tuple[int, Span], ...]) -> Iterator[str]:
    title: dict[str, Json] = {
        "unique_id": "timeline/title",  # no event's: an id has no slash
        "text": {"headline": escape(name(view))},
    }
    yield f'{{"title": {_json(title)},\n "events": ['
    by_place = any(view.timeline.events[row].locations for row, _ in rows)
    joint = "\n  "
    for row, span in rows:
        slide = _slide(view.timeline, row, span)
        group = _group(view.timeline, row, by_place=by_place)
        yield f"{joint}{_json(slide | group)}"
        joint = ",\n  "
    yield "]}\n"


def _json(value: dict[str, Json]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _slide(timeline: Timeline, row: int, span: Span) -> dict[str, Json]:
    event = timeline.events[row]
    headline = escape(caption(timeline, row, dated=False))
    text = "".join((*_paragraphs(timeline, row), *_links(timeline, event)))
    return {
        "unique_id": event.id,
        **_dates(span),
        "display_date": _plain(long(event.date, event.time)),
        "text": {"headline": headline, "text": text},
        "autolink": False,  # the sources' addresses are links already, and nothing else is
    }


def _group(timeline: Timeline, row: int, *, by_place: bool) -> dict[str, Json]:
    """The row of the axis: the event's first place or, where no event has one, its type."""
    event = timeline.events[row]
    if by_place:
        name = timeline.places[event.locations[0]].name if event.locations else ""
    else:
        name = event.type
    return {"group": _plain(name)} if name else {}


def _dates(span: Span) -> dict[str, Json]:
    """No end for a moment and for one whole day."""
    if span.start is not None:
        end = {"end_date": _moment(span.end)} if span.end else {}
        return {"start_date": _moment(span.start), **end}
    end = {"end_date": _day(span.last)} if span.first != span.last else {}
    return {"start_date": _day(span.first), **end}


def _day(number: int) -> dict[str, Json]:
    year, month, day = civil(number)
    return {"year": year, "month": month, "day": day}


def _moment(instant: Instant) -> dict[str, Json]:
    """A clock time as it is in the file's time zone; TimelineJS has none."""
    minutes, second = divmod(instant.second, 60)
    found = _day(instant.day) | {"hour": minutes // 60, "minute": minutes % 60}
    return found | {"second": second} if second else found


def _paragraphs(timeline: Timeline, row: int) -> Iterator[str]:
    for text in account(timeline, row):
        yield f"<p>{escape(text).replace(chr(10), '<br>')}</p>"


def _links(timeline: Timeline, event: Event) -> Iterator[str]:
    for address in addresses(timeline, event):
        yield f'<p><a href="{escape(address)}">{escape(address)}</a></p>'


def _plain(text: str) -> str:
    """A text for `group` and `display_date`, escaped twice: TimelineJS reads it as HTML, takes the
    text out of that and puts it into the page as HTML once more."""
    return escape(escape(text, quote=False), quote=False)
