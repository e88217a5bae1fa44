"""A calendar (RFC 5545): a VEVENT for each dated event, its vagueness kept in the summary.

Whole days are all-day events from the first to the last day that the event may have been on, both
included. A clock time is in the file's time zone, with its VTIMEZONE; one whose offset is written
is in UTC (FORMAT section 3 rule 5).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from icalendar import Calendar, Timezone
from icalendar import Event as Component

from timeline_tui.core.citation import addresses
from timeline_tui.core.evidence.statements import denials
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Chain, Event, Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat, moments
from timeline_tui.export.account import account, caption, name
from timeline_tui.export.moments import Instant, Span, placed

_BEYOND: Final = "before the year 1 or after the year 9999"
_STATUS: Final = {"occurred": "CONFIRMED", "planned": "TENTATIVE"}
"""RFC 5545 section 3.8.1.11. CANCELLED would be the word for `cancelled`, but Google Calendar takes
it for an order to delete; such an event has no STATUS, and says so in its summary."""
_NEVER_REPORTED: Final = date(1970, 1, 1)
_UTC: Final = ("UTC", "Etc/UTC")


def write(view: View) -> Written:
    """The dated events of `view`, an open or unknown end shown at the bound that is known."""
    timeline = view.timeline
    found = placed(view, lambda span: _fits(span, timeline), _BEYOND)
    calendar = Calendar()
    calendar.add("prodid", "-//timeline-tui//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name(view))
    calendar.add("x-wr-timezone", timeline.zone.key)
    zone = _zone(timeline, [span for _, span in found.rows])
    if zone is not None:
        calendar.add_component(zone)
    for row, span in found.rows:
        calendar.add_component(_component(timeline, row, span))
    return Written((calendar.to_ical().decode(),), found.left_out)


def _fits(span: Span, timeline: Timeline) -> bool:
    """Whether its days, and the one behind the last, and its clock times are dates in Python."""
    times = [instant.aware(timeline.zone) for instant in (span.start, span.end) if instant]
    return None not in (*times, moments.day(span.first), moments.day(span.last + 1))


def _zone(timeline: Timeline, spans: Iterable[Span]) -> Timezone | None:
    """The VTIMEZONE that RFC 5545 section 3.6.5 asks for, over the years of the clock times."""
    instants = [instant for span in spans for instant in (span.start, span.end) if instant]
    years = [_aware(one, timeline).year for one in instants if one.in_utc is None]
    if not years or timeline.zone.key in _UTC:
        return None
    # The library looks for changes behind the last day, where Python's years end.
    first, last = date(min(*years, 9000), 1, 1), date(min(max(years), 9000), 12, 31)
    return Timezone.from_tzinfo(timeline.zone, timeline.zone.key, first, last)


def _component(timeline: Timeline, row: int, span: Span) -> Component:
    event, component = timeline.events[row], Component()
    component.add("uid", _uid(timeline, row))
    component.add("dtstamp", _stamp(event))
    _add_dates(component, timeline, span)
    component.add("summary", caption(timeline, row, dated=not span.exact))
    component.add("description", "\n\n".join(account(timeline, row)))
    component.add("transp", "TRANSPARENT")  # nobody is busy because of what happened
    if event.status in _STATUS:
        component.add("status", _STATUS[event.status])
    if event.locations:
        component.add("location", flat.places(timeline, event))
    _add_coordinates(component, timeline, event)
    categories = list(dict.fromkeys(filter(None, (event.type, *event.tags))))
    if categories:
        component.add("categories", categories)
    for address in addresses(timeline, event)[:1]:  # a VEVENT has one URL; the text has all
        component.add("url", address)
    return component


def _add_dates(component: Component, timeline: Timeline, span: Span) -> None:
    if span.start is None:
        component.add("dtstart", moments.day(span.first))
        component.add("dtend", moments.day(span.last + 1))  # RFC 5545: the end is exclusive
        return
    component.add("dtstart", _aware(span.start, timeline))
    if span.end is not None:
        component.add("dtend", _aware(span.end, timeline))


def _aware(instant: Instant, timeline: Timeline) -> datetime:
    found = instant.aware(timeline.zone)
    assert found is not None  # it `_fits`
    return found


def _add_coordinates(component: Component, timeline: Timeline, event: Event) -> None:
    """The first place's that has some of its own: GEO cannot say that it means a wider place."""
    for id in event.locations:
        place = timeline.places[id]
        if place.lat is not None and place.lon is not None:
            component.add("geo", (place.lat, place.lon))
            return


def _uid(timeline: Timeline, row: int) -> str:
    """The same for the same event of a file of the same name, so that a calendar that is imported
    again changes its events and does not double them (RFC 7986 section 5.3 wants a UUID)."""
    file = make_visible(Path(timeline.records[row].file).name)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{file}#{timeline.events[row].id}"))


def _stamp(event: Event) -> datetime:
    """The day of the latest report of the event, in place of the clock.

    RFC 5545 section 3.8.7.2 wants the moment of the last revision. What nobody reported on a known
    day has the first one of Unix time.
    """
    days = [chain.reported.latest for chain in _chains(event) if chain.reported is not None]
    known = [found for number in days if number and (found := moments.day(number))]
    return datetime.combine(max(known, default=_NEVER_REPORTED), time(), UTC)


def _chains(event: Event) -> Iterable[Chain]:
    yield from (*event.chains, *denials(event))
    for claim in event.claims:
        yield from (*claim.chains, *claim.supports)
