"""TimelineJS3 JSON (timeline.knightlab.com/docs/json-format): a slide for each dated event.

A slide begins on the first and ends on the last day that the event may have been on; what is shown
of the date is its words. Texts are HTML there, so all of the file's is escaped.
"""

from __future__ import annotations

import json
from datetime import datetime, tzinfo
from html import escape

from timeline_tui.core.citation import addresses
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat
from timeline_tui.export.json import listed
from timeline_tui.export.moments import Span, placed
from timeline_tui.export.record import Json
from timeline_tui.words.dates import long


def write(view: View) -> Written:
    """The dated events of `view`, of any year: it counts years as the file does, 0 being 1 BC."""
    found = placed(view)
    # The id is no event's: theirs have no slash.
    title = {"unique_id": "timeline/title", "text": {"headline": escape(flat.name(view))}}
    start = f'{{"title": {json.dumps(title, ensure_ascii=False)},\n "events": ['
    slides = (_slide(view, row, span) for row, span in found.rows)
    return Written(listed(start, slides, "]}\n"), found.left_out)


def _slide(view: View, row: int, span: Span) -> dict[str, Json]:
    """The slide of an event, in the row of the axis that its first place has."""
    timeline, event = view.timeline, view.timeline.events[row]
    paragraphs = (escape(text).replace("\n", "<br>") for text in flat.account(view, row))
    links = (f'<a href="{escape(url)}">{escape(url)}</a>' for url in addresses(timeline, event))
    group = [_plain(timeline.places[id].name) for id in event.locations[:1]]
    return {
        "unique_id": event.id,
        **_dates(span, timeline.zone),
        "display_date": _plain(long(event.date, event.time)),
        "text": {
            "headline": escape(flat.caption(timeline, row, dated=False)),
            "text": "".join(f"<p>{text}</p>" for text in (*paragraphs, *links)),
        },
        **({"group": group[0]} if group else {}),
        "autolink": False,  # the sources' addresses are links already, and nothing else is
    }


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
    finer = {"second": time.second, "millisecond": time.microsecond // 1000}
    return found | {unit: number for unit, number in finer.items() if number}


def _plain(text: str) -> str:
    """A text for `group` and `display_date`, escaped twice: TimelineJS reads it as HTML, takes the
    text out of that and puts it into the page as HTML once more."""
    return escape(escape(text, quote=False), quote=False)
