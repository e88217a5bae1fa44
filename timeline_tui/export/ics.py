"""A calendar (RFC 5545): a VEVENT for each dated event, its vagueness kept in the summary.

Whole days are all-day events from the first to the last day that the event may have been on, both
included. A clock time is in the file's time zone, with its VTIMEZONE; one whose offset is written
is in UTC (FORMAT section 3 rule 5).
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from icalendar import Calendar, Timezone
from icalendar import Event as Component

from timeline_tui.core.citation import addresses
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat
from timeline_tui.export.moments import Span, placed

_STATUS: Final = {"occurred": "CONFIRMED", "planned": "TENTATIVE"}
"""RFC 5545 section 3.8.1.11. CANCELLED would be the word for `cancelled`, but Google Calendar takes
it for an order to delete; such an event has no STATUS, and says so in its summary."""
_STAMP: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The same always, and not the clock: the same view is the same file."""
_UTC: Final = ("UTC", "Etc/UTC")


def write(view: View) -> Written:
    """The dated events of `view`, an open or unknown end shown at the bound that is known."""
    timeline = view.timeline
    found = placed(view, lambda span: len(span.days) == 2)
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//timeline-tui//timeline//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("x-wr-calname", flat.name(view)),
        ("x-wr-timezone", timeline.zone.key),
    ):
        calendar.add(name, value)
    local = [time for _, span in found.rows for time in span.times if time.tzinfo is not UTC]
    if local and timeline.zone.key not in _UTC:
        # RFC 5545 section 3.6.5. The library looks behind the last day, where Python's years end.
        years = [min(moment.year, 9000) for moment in local]
        first, last = date(min(years), 1, 1), date(max(years), 12, 31)
        zone = Timezone.from_tzinfo(timeline.zone, timeline.zone.key, first, last)
        calendar.add_component(zone)
    for row, span in found.rows:
        calendar.add_component(_component(view, row, span))
    return Written((calendar.to_ical().decode(),), found.left_out)


def _component(view: View, row: int, span: Span) -> Component:
    timeline, component = view.timeline, Component()
    event = timeline.events[row]
    places = [timeline.places[id] for id in event.locations]
    # GEO cannot say that it means a wider place: that of the first with some of its own.
    geo = [(place.lat, place.lon) for place in places if None not in (place.lat, place.lon)]
    start, *end = span.times or span.days  # RFC 5545 section 3.6.1: the end is exclusive
    parts = [time.microsecond for time in span.times]  # which it has no place for
    for name, value in (
        ("uid", _uid(timeline, row)),
        ("dtstamp", _STAMP),
        ("dtstart", start),
        ("dtend", end[0] if end else None),
        ("summary", flat.caption(timeline, row, dated=not span.exact or any(parts))),
        ("description", "\n\n".join(flat.account(view, row))),
        ("transp", "TRANSPARENT"),  # nobody is busy because of what happened
        ("status", _STATUS.get(event.status)),
        ("location", "; ".join(place.name for place in places)),
        ("geo", geo[0] if geo else None),
        ("categories", list(dict.fromkeys(filter(None, (event.type, *event.tags))))),
        ("url", next(iter(addresses(timeline, event)), None)),  # the description has all
    ):
        if value:
            component.add(name, value)
    return component


def _uid(timeline: Timeline, row: int) -> str:
    """The same for the same event of a file of the same name, so that a calendar that is imported
    again changes its events and does not double them (RFC 7986 section 5.3 wants a UUID)."""
    file = make_visible(Path(timeline.records[row].file).name)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{file}#{timeline.events[row].id}"))
