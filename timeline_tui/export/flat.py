"""An event in plain text, from the one telling: for cells, calendars, slides and maps.

Ids become names. An event that is contested or was taken back is never told without saying so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from timeline_tui.core.citation import citation
from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import long
from timeline_tui.words.events import tell
from timeline_tui.words.telling import Remark, Words, elements

_TOLD: Final = {
    "actors": "Actors",
    "figures": "Figures",
    "sources": "Said by",
    "claims": "Claims",
    "disputed_by": "Contested",
    "ids": "Ids elsewhere",
    "extras": "Other keys",
}


def lists(view: View, row: int) -> dict[str, str]:
    """What an event lists, by the names of the CSV's columns: `Taliban (initiator); ANA (target)`.

    Places come without those that they lie in, links as they are typed.
    """
    timeline, event = view.timeline, view.timeline.events[row]
    told = {one.label: one for one in tell(view, event, plain=True).remarks}
    return {
        "places": "; ".join(timeline.places[id].name for id in event.locations),
        **{
            name: _cell(timeline, told[label]) if label in told else ""
            for name, label in _TOLD.items()
        },
        "links": "; ".join(f"{type} {target}" for type, target in event.links),
    }


def name(view: View) -> str:
    """The timeline's title, and the day as of which it is told if it is: for a file's heading."""
    title, day = view.timeline.title or "Timeline", view.query.asof
    return title if day is None else f"{title} (as it was known on {long(day)})"


def caption(timeline: Timeline, row: int, *, dated: bool) -> str:
    """The title, and in brackets (square ones where the date has its own) the date in words if
    `dated`, a status that is not `occurred`, and that it is disputed or was retracted: `Kaldar
    falls (about 27 June 2021; disputed)`."""
    event, standing = timeline.events[row], standings(timeline)[row].kind
    marks = [long(event.date, event.time)] if dated else []
    marks += [event.status] if event.status != "occurred" else []
    marks += [standing] if standing in ("disputed", "retracted") else []
    title = " ".join(event.title.split())
    opens, closes = "[]" if any("(" in mark for mark in marks) else "()"
    return f"{title} {opens}{'; '.join(marks)}{closes}" if marks else title


def account(view: View, row: int) -> Iterator[str]:
    """Paragraphs with all that the file says of an event, but for its type.

    The first is the citation: the date in words and in the source's own, and who says so. A
    paragraph may hold line breaks.
    """
    timeline, event = view.timeline, view.timeline.events[row]

    def in_zone(date: EdtfDate, time: DayTime | None) -> str:
        timed = date.clock is not None or (time is not None and time.part is None)
        return f"{long(date, time)}{f', time zone {timeline.zone.key}' if timed else ''}"

    yield citation(timeline, event, in_zone)
    if event.description:
        yield event.description.strip()
    story = tell(view, event, plain=True)
    if story.places:
        named = (", ".join(piece.text for piece in place) for place in story.places)
        yield f"Places: {'; '.join(named)}"
    for remark in story.remarks:
        yield "\n".join(_lines(timeline, remark))


def _cell(timeline: Timeline, remark: Remark) -> str:
    """The things said, parted by `; `, and what is said of each behind a `|`."""
    below = (_lines(timeline, one) for one in remark.below)
    texts = (_text(timeline, item) for item in remark.items)
    return "; ".join((*texts, *(" | ".join(map(str.strip, lines)) for lines in below)))


def _lines(timeline: Timeline, remark: Remark, indent: str = "") -> Iterator[str]:
    items = "; ".join(_text(timeline, item) for item in remark.items)
    label = f"{remark.label}:" if remark.label else ""
    yield indent + " ".join(filter(None, (label, items)))
    for one in remark.below:
        yield from _lines(timeline, one, f"{indent}  ")


def _text(timeline: Timeline, words: Words) -> str:
    """The words, an origin with all who passed on what it said: `Report <- Taliban`."""
    found = []
    for piece in words:
        chains = (" <- ".join(elements(timeline, one)) for one in piece.chains)
        found.append("; ".join(chains) or piece.text)
    return "".join(found)
