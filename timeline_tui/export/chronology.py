"""A view as a report: what it shows, its events in words under their months, the notes that they
cite. One value for every export that is read; it knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from timeline_tui.core.evidence.named import actors_of, places_of, sources_of
from timeline_tui.core.timeline import Event, Timeline
from timeline_tui.core.views.headers import Month
from timeline_tui.core.views.view import View
from timeline_tui.export.entry import Entries, Entry, Piece, Remark
from timeline_tui.export.footnotes import Footnotes, Note
from timeline_tui.words.about import Entry as About
from timeline_tui.words.about import facts, remarks
from timeline_tui.words.dates import long, period_name
from timeline_tui.words.status import counted

__all__ = ["Chronology", "Group", "Names", "chronology"]

_TOLD: Final = frozenset(("within", "author", "publisher", "published", "reliability", "accessed"))
"""Facts that stand with each event, or in its notes."""


@dataclass(frozen=True, slots=True)
class Group:
    """The events of a month, of a year where none is known, or what has no date; `year` is its name
    or what stands for it."""

    title: str
    year: str
    entries: tuple[Entry, ...]


class Names(NamedTuple):
    """What the file says of places, actors or sources themselves, each under its name."""

    title: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """A view in words. `about` says what is shown of what, and as of when; `nothing` why nothing
    is. `names` leave out entries of which nothing is said, and what the notes say already."""

    title: str
    about: tuple[Remark, ...]
    groups: tuple[Group, ...]
    notes: tuple[Note, ...]
    names: tuple[Names, ...]
    nothing: str = ""


def chronology(view: View) -> Chronology:
    """The events of `view` in its order."""
    notes = Footnotes(view.timeline)
    groups = tuple(_groups(view, Entries(view, notes)))
    nothing = "" if groups else _why_nothing(view)
    title = view.timeline.title or "Timeline"
    names = tuple(names for names in _names(view) if names.remarks)
    return Chronology(title, tuple(_about(view)), groups, notes.notes, names, nothing)


def _groups(view: View, entries: Entries) -> Iterator[Group]:
    starts = (*(month.first for month in view.months), view.shown)
    for month, end in zip(view.months, starts[1:], strict=True):
        title, year = _heading(view, month)
        positions = range(month.first, end)
        yield Group(title, year, tuple(entries.entry(position) for position in positions))


def _heading(view: View, month: Month) -> tuple[str, str]:
    if month.year is None and month.years:
        none = "Undated" if view.query.sort == "date" else "No report date"
        return none, none
    year = period_name(month.year, None, month.years)
    return period_name(month.year, month.month, month.years), year


def _names(view: View) -> Iterator[Names]:
    timeline = view.timeline
    events = [timeline.events[row] for row in view.rows]
    sections: tuple[tuple[str, Sequence[About]], ...] = (
        ("About the sources", sources_of(timeline, events)),
        ("About the places", places_of(timeline, events)),
        ("About the actors", actors_of(timeline, events)),
    )
    for title, entries in sections:
        found = (_entry(timeline, entry) for entry in entries)
        yield Names(title, tuple(remark for remark in found if remark.words or remark.below))


def _entry(timeline: Timeline, entry: About) -> Remark:
    told = [fact.words for fact in facts(timeline, entry) if fact.label not in _TOLD]
    below = (
        Remark((Piece(text.strip("\n"), "given"),), "Note" if label == "note" else label)
        for label, text in remarks(entry)
    )
    return Remark((Piece(", ".join(told), "given"),) if told else (), entry.name, tuple(below))


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
        said = f"{long(view.query.asof)}. What was reported later is left out"
        if hidden := view.known.hidden_undated:
            are = "is" if hidden == 1 else "are"
            said += f", and so {are} {counted(hidden, 'statement')} without a report date"
        yield Remark((Piece(said),), "As of")
    if view.query.sort == "reported":
        yield Remark((Piece("by the first report; the months are those of the reports"),), "Order")
    if any(_is_timed(view.event(position)) for position in range(view.shown)):
        yield Remark((Piece(view.timeline.zone.key, "given"),), "Time zone")
    for key, value in view.timeline.extras:
        yield Remark((Piece(value.strip("\n"), "given"),), key)


def _is_timed(event: Event) -> bool:
    return event.time is not None or (event.date is not None and event.date.clock is not None)
