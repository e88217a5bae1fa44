"""Calendars (RFC 5545): a row for each event, task and journal entry, its last day included."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from icalendar import Calendar

from timeline_tui.importing import Reading, Table, TableError
from timeline_tui.importing.readers import records
from timeline_tui.importing.readers.text import opened
from timeline_tui.words.status import counted

_PARTS: Final = ("VEVENT", "VTODO", "VJOURNAL")


def table(name: str, data: bytes, how: Reading) -> Table:
    """The table of all calendars of a file. Row.at is the number of the component."""
    open_text, said = opened(data, how)
    try:
        calendars = Calendar.from_ical(open_text().read(), multiple=True)
        parts = [part for one in calendars for part in one.walk() if part.name in _PARTS]
        rows = [records.row(at, _values(part)) for at, part in enumerate(parts, 1)]
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError) as error:
        raise TableError(f"it does not read as a calendar: {error}") from error
    recurring = sum("recurrence" in row.values for row in rows)
    if recurring:
        said += (f"{counted(recurring, 'event')} that recurs: the first alone is an event",)
    if wrong := sum(not key for one in calendars for part in one.walk() for key, _ in part.errors):
        said += (f"lines that no calendar can have, left out: {wrong:,}",)
    title = "; ".join(_text(one, "X-WR-CALNAME") for one in calendars)
    head = records.row(0, {"title": title}).values
    return records.table(name, how, lambda: iter(rows), said, head=head)


def _values(part: Any) -> dict[str, object]:
    start, end = _from_to(part)
    status = _text(part, "STATUS")
    places = [one for one in _all(part, "GEO") if not isinstance(one, str)]
    return {
        "summary": _text(part, "SUMMARY"),
        "start": start,
        "end": end if end != start else "",
        "location": _text(part, "LOCATION"),
        "lat": places[0].latitude if places else "",
        "lon": places[0].longitude if places else "",
        "description": _text(part, "DESCRIPTION"),
        "url": _text(part, "URL"),
        "categories": [str(tag) for one in _all(part, "CATEGORIES") for tag in one.cats],
        "people": [
            str(one.params.get("CN") or str(one).removeprefix("mailto:"))
            for key in ("ORGANIZER", "ATTENDEE")
            for one in _all(part, key)
        ],
        "status" if status == "CANCELLED" else "calendar status": status.lower(),
        "uid": _text(part, "UID"),
        "recurrence": "; ".join(one.to_ical().decode() for one in _all(part, "RRULE")),
    }


def _from_to(part: Any) -> tuple[str, str]:
    """The start, or what a task is due to, and the end; whole days to the last one (the file has
    the day behind it, section 3.6.1), a time in a zone with its offset. What the library cannot
    read it gives as a text."""
    start, end, lasts = (
        next(
            (
                str(one) if isinstance(one, str) else one.dt
                for key in keys
                for one in _all(part, key)
            ),
            "",
        )
        for keys in (("DTSTART", "DUE"), ("DTEND",), ("DURATION",))
    )
    if isinstance(start, date) and isinstance(lasts, timedelta):
        end = start + lasts
    if type(start) is type(end) is date and end > start:
        end -= timedelta(days=1)
    first, last = (one.isoformat() if isinstance(one, date) else str(one) for one in (start, end))
    return first, last


def _text(part: Any, key: str) -> str:
    return "\n".join(map(str, _all(part, key)))


def _all(part: Any, key: str) -> list[Any]:
    """The values of a property, which may be repeated."""
    found = part.get(key, [])
    return found if isinstance(found, list) else [found]
