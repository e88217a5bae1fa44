"""A view as a report: under which headings its events stand, what is shown, and numbered notes that
cite each attribution chain in full, once. Knows no format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from timeline_tui.core.citation import Part, publication, voice
from timeline_tui.core.models import Chain, Source
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.about import named, reliability
from timeline_tui.words.dates import long, period_name
from timeline_tui.words.events import Story, tell
from timeline_tui.words.spans import text_of
from timeline_tui.words.status import counted, empty_line
from timeline_tui.words.telling import Remark, given

_IN_NOTES: Final = ("author", "publisher", "published", "reliability", "accessed")


@dataclass(frozen=True, slots=True)
class Group:
    """The events of a month, or of a year where none is known; `year` is "Undated" for no date."""

    title: str
    year: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note, counted from 1."""

    number: int
    parts: tuple[Part, ...]


class Chronology:
    """A view in words, whose chains are cited in the order in which they are written."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.title = view.timeline.title or "Timeline"
        self.nothing = "" if view.rows else text_of(empty_line(view))
        self._cited: dict[object, tuple[int, Chain]] = {}

    def cite(self, chain: Chain) -> tuple[int, bool]:
        """The number of the chain's note, and whether this is the first reference to it."""
        first = chain.attribution not in self._cited
        number, _ = self._cited.setdefault(chain.attribution, (len(self._cited) + 1, chain))
        return number, first

    @property
    def notes(self) -> Iterator[Note]:
        """The notes cited so far."""
        for number, chain in self._cited.values():
            yield Note(number, tuple(_note(self.view.timeline, chain)))

    @property
    def groups(self) -> Iterator[Group]:
        """The events under their months, by report date in that order."""
        view = self.view
        starts = (*(month.first for month in view.months), view.shown)
        undated = "Undated" if view.query.sort == "date" else "No report date"
        for month, end in zip(view.months, starts[1:], strict=True):
            stories = tuple(tell(view, view.event(at)) for at in range(month.first, end))
            if month.year is None and month.years:
                yield Group(undated, undated, stories)
            else:
                title = period_name(month.year, month.month, month.years)
                yield Group(title, period_name(month.year, None, month.years), stories)

    @property
    def names(self) -> Iterator[Remark]:
        """What the file says of sources, places and actors, and neither event nor note tells."""
        events = [self.view.timeline.events[row] for row in self.view.rows]
        return named(self.view.timeline, events, ("within", "url", "archived", *_IN_NOTES))

    @property
    def about(self) -> Iterator[Remark]:
        """What is shown of what, as of when and in which order."""
        view = self.view
        of = "" if view.shown == view.total else f"{view.shown:,} of "
        told = {"Shown": f"{of}{counted(view.total, 'event')}"}
        told["Query"] = str(replace(view.query, asof=None, sort="date"))
        if view.known is not None and view.query.asof is not None:
            said = f"{long(view.query.asof)}. What was reported later is left out"
            if hidden := view.known.hidden_undated:
                said += f", and so is what has no report date: {counted(hidden, 'statement')}"
            told["As of"] = said
        if view.query.sort == "reported":
            told["Order"] = "by the first report; the months are those of the reports"
        events = map(view.event, range(view.shown))
        if any(event.time or (event.date and event.date.clock is not None) for event in events):
            told["Time zone"] = view.timeline.zone.key
        for label, words in (*told.items(), *view.timeline.extras):
            if words:
                yield Remark(((given(words),),), label)


def _note(timeline: Timeline, chain: Chain) -> Iterator[Part]:
    """Who said it through whom, then each source of which the file says more than its name, or
    cites something.

    A publication that nobody is quoted in is named once.
    """
    told: list[tuple[Part, ...]] = []
    for id, citation in chain.elements:
        party = timeline.party(id)
        if citation is not None or isinstance(party, Source):
            code = reliability(party.reliability) if isinstance(party, Source) else ""
            parts = publication(party, long, citation)
            parts += (Part(f", reliability {code}"),) if code else ()
            told += [parts] if len(parts) > 1 else []
    if len(chain.parties) > 1 or not told:
        told.insert(0, (Part("According to "), *voice(timeline, chain)))
    for number, parts in enumerate(told):
        end = "" if parts[-1].text.endswith(".") else "."
        yield from (Part(" " if number else ""), *parts, Part(end))
