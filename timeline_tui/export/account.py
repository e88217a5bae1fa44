"""An event told to people: one line for a list, paragraphs for a description.

It judges nothing; an event that is contested or was taken back is never told without saying so.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline_tui.core.citation import citation
from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export import flat
from timeline_tui.words.dates import long


def caption(timeline: Timeline, row: int, *, dated: bool) -> str:
    """The title, and in brackets the date in words if `dated`, a status that is not `occurred`, and
    that it is disputed or was retracted: `Kaldar falls (about 27 June 2021; disputed)`."""
    event, standing = timeline.events[row], standings(timeline)[row].kind
    marks = [long(event.date, event.time)] if dated else []
    marks += [event.status] if event.status != "occurred" else []
    marks += [standing] if standing in ("disputed", "retracted") else []
    title, words = " ".join(event.title.split()), "; ".join(marks)
    if not words:
        return title
    return f"{title} [{words}]" if "(" in words else f"{title} ({words})"


def account(timeline: Timeline, row: int) -> Iterator[str]:
    """Paragraphs with all that the file says of an event, but for its type and tags.

    The first is the citation: the date in words and in the source's own, and who says so. A
    paragraph may hold line breaks.
    """
    event, standing = timeline.events[row], standings(timeline)[row]
    yield citation(timeline, event, lambda date, time: _in_zone(timeline, date, time))
    if event.description:
        yield event.description.strip()
    for label, said in (
        ("Places", flat.places(timeline, event)),
        ("Actors", flat.actors(timeline, event)),
        ("Figures", flat.figures(timeline, event.figures)),
        *(("Claim", flat.claim(timeline, claim)) for claim in event.claims),
        ("Standing", f"{standing.kind}. {sentence(standing, timeline, long)}"),
        ("Links", flat.links(event)),
        ("Order", flat.order(event)),
        ("Note", event.note.strip()),
        ("Also", flat.extras(event.extras)),
    ):
        if said:
            yield f"{label}: {said}"


def name(view: View) -> str:
    """The timeline's title, and the day as of which it is told if it is: for a file's heading."""
    title, day = view.timeline.title or "Timeline", view.query.asof
    return title if day is None else f"{title} (as it was known on {long(day)})"


def _in_zone(timeline: Timeline, date: EdtfDate, time: DayTime | None) -> str:
    """The date in words, and the file's time zone where there is a clock time in them."""
    words = long(date, time)
    timed = date.clock is not None or (time is not None and time.part is None)
    return f"{words}, time zone {timeline.zone.key}" if timed else words
