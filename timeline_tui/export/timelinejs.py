"""TimelineJS3 JSON (timeline.knightlab.com/docs/json-format): a slide for each dated event.

A slide begins on the first and ends on the last day that the event may have been on; what is shown
of the date is its words. Texts are HTML there, so all of the file's is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, tzinfo
from html import escape

from timeline_tui.core.citation import addresses
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat
from timeline_tui.export.moments import Placed, Span, placed
from timeline_tui.export.record import Json
from timeline_tui.words.dates import long


def write(view: View) -> Written:
    """The dated events of `view`, of any year: it counts years as the file does, 0 being 1 BC."""
    found = placed(view)
    return Written(_pieces(view, found), found.left_out)


def _pieces(view: View, found: Placed) -> Iterator[str]:
    timeline = view.timeline
    # The id is no event's: theirs have no slash.
    title = {"unique_id": "timeline/title", "text": {"headline": escape(flat.name(view))}}
    yield f'{{"title": {json.dumps(title, ensure_ascii=False)},\n "events": ['
    by_place = any(timeline.events[row].locations for row, _ in found.rows)
    joint = "\n  "
    for row, span in found.rows:
        slide = _slide(timeline, row, span) | _group(timeline, row, by_place=by_place)
        yield f"{joint}{json.dumps(slide, ensure_ascii=False)}"
        joint = ",\n  "
    yield "]}\n"


def _slide(timeline: Timeline, row: int, span: Span) -> dict[str, Json]:
    event = timeline.events[row]
    paragraphs = (escape(text).replace("\n", "<br>") for text in flat.account(timeline, row))
    links = (f'<a href="{escape(url)}">{escape(url)}</a>' for url in addresses(timeline, event))
    return {
        "unique_id": event.id,
        **_dates(span, timeline.zone),
        "display_date": _plain(long(event.date, event.time)),
        "text": {
            "headline": escape(flat.caption(timeline, row, dated=False)),
            "text": "".join(f"<p>{text}</p>" for text in (*paragraphs, *links)),
        },
        "autolink": False,  # the sources' addresses are links already, and nothing else is
    }


def _group(timeline: Timeline, row: int, *, by_place: bool) -> dict[str, Json]:
    """The row of the axis: the event's first place or, where no event has one, its type."""
    event = timeline.events[row]
    names = [timeline.places[id].name for id in event.locations] if by_place else [event.type]
    return {"group": _plain(names[0])} if names and names[0] else {}


def _dates(span: Span, zone: tzinfo) -> dict[str, Json]:
    """No end for a moment and for one whole day. A clock time is as in the file's time zone."""
    if span.start is not None:
        ends = [_moment(time.astimezone(zone)) for time in span.times]
    else:
        ends = [_day(number) for number in dict.fromkeys((span.first, span.last))]
    return dict(zip(("start_date", "end_date"), ends, strict=False))


def _day(number: int) -> dict[str, Json]:
    return dict(zip(("year", "month", "day"), civil(number), strict=True))


def _moment(time: datetime) -> dict[str, Json]:
    found = _day(time.toordinal()) | {"hour": time.hour, "minute": time.minute}
    return found | {"second": time.second} if time.second else found


def _plain(text: str) -> str:
    """A text for `group` and `display_date`, escaped twice: TimelineJS reads it as HTML, takes the
    text out of that and puts it into the page as HTML once more."""
    return escape(escape(text, quote=False), quote=False)
