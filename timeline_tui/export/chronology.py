"""A view as a report: what it shows, its events in words under their months, the notes that they
cite. One value for every export that is read; it knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline_tui.core.timeline import Event
from timeline_tui.core.views.headers import Month
from timeline_tui.core.views.view import View
from timeline_tui.export.entry import Entries, Entry, Piece, Remark
from timeline_tui.export.footnotes import Footnotes, Note
from timeline_tui.render.dates import long, month_name, year_name
from timeline_tui.render.status import counted

__all__ = ["Chronology", "Group", "chronology"]


@dataclass(frozen=True, slots=True)
class Group:
    """The events of a month, of a year where none is known, or what has no date; `year` is its name
    or what stands for it."""

    title: str
    year: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """A view in words. `about` says what is shown of what, and as of when; `nothing` why nothing
    is."""

    title: str
    about: tuple[Remark, ...]
    groups: tuple[Group, ...]
    notes: tuple[Note, ...]
    nothing: str = ""


def chronology(view: View) -> Chronology:
    """The events of `view` in its order."""
    notes = Footnotes(view.timeline)
    groups = tuple(_groups(view, Entries(view, notes)))
    nothing = "" if groups else _why_nothing(view)
    title = view.timeline.title or "Timeline"
    return Chronology(title, tuple(_about(view)), groups, notes.notes, nothing)


def _groups(view: View, entries: Entries) -> Iterator[Group]:
    starts = (*(month.first for month in view.months), view.shown)
    for month, end in zip(view.months, starts[1:], strict=True):
        title, year = _names(view, month)
        positions = range(month.first, end)
        yield Group(title, year, tuple(entries.entry(position) for position in positions))


def _names(view: View, month: Month) -> tuple[str, str]:
    if month.year is None:
        none = "Undated" if view.query.sort == "date" else "No report date"
        return none, none
    year = year_name(month.year)
    return (year if month.month is None else month_name(month.year, month.month)), year


def _why_nothing(view: View) -> str:
    if view.total:
        return "No event matches the query."
    return "Nothing had been reported by then." if view.known else "There are no events yet."


def _about(view: View) -> Iterator[Remark]:
    of = "" if view.shown == view.total else f"{view.shown:,} of "
    yield Remark((Piece(f"{of}{counted(view.total, 'event')}"),), "Shown")
    query = str(replace(view.query, asof=None, sort="date"))
    if query:
        yield Remark((Piece(query, "given"),), "Query")
    if view.known is not None and view.query.asof is not None:
        hidden = view.known.hidden_undated
        also = (
            f", and so are {counted(hidden, 'statement')} without a report date" if hidden else ""
        )
        also = also.replace("so are 1 ", "so is 1 ")
        said = f"{long(view.query.asof)}. What was reported later is left out{also}"
        yield Remark((Piece(said),), "As of")
    if view.query.sort == "reported":
        yield Remark((Piece("by the first report; the months are those of the reports"),), "Order")
    if any(_is_timed(view.event(position)) for position in range(view.shown)):
        yield Remark((Piece(view.timeline.zone.key, "given"),), "Time zone")


def _is_timed(event: Event) -> bool:
    return event.time is not None or (event.date is not None and event.date.clock is not None)
