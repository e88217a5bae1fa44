"""What the screen says beside the lanes: which side one is of, what the signs mean, and the event
under the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.lanes.cells import Cell
from timeline_tui.core.models import Event
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.signs import LANE_MEANINGS, Glyphs, lane_sign
from timeline_tui.words.spans import Line, Role, Span, isolate
from timeline_tui.words.status import Keys

_HUES: Final[tuple[Role, ...]] = ("side1", "side2", "side3", "side4")


class Side(NamedTuple):
    """The hue and the letter of a side; the letters of two are never the same."""

    hue: Role
    letter: str


@once
def sides(timeline: Timeline) -> Mapping[str, Side]:
    """The sides of those who take part in events, in the order of the file; as of a day, of no one
    who was not heard of yet."""
    named = {part.actor for event in timeline.events for part in event.actors}
    actors = (actor for actor in timeline.actors.values() if actor.id in named)
    found: dict[str, Side] = {}
    free = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    for side in dict.fromkeys(actor.side for actor in actors if actor.side):
        letter = next((one for one in side.upper() if one in free), "")
        free.discard(letter)
        found[side] = Side(_HUES[len(found) % len(_HUES)], letter)
    return found


def side_of(timeline: Timeline, by: str, lane: str) -> Side | None:
    """The side that a lane is of, if it is that of an actor or of a side."""
    actor = timeline.actors.get(lane) if by == "actor" else None
    side = actor.side if actor is not None else lane if by == "side" else ""
    return sides(timeline).get(side)


def legend_line(glyphs: Glyphs, keys: Keys) -> Line:
    """What the signs mean and what to do next, for who sees lanes for the first time."""
    signs = [(lane_sign(Cell(sign, 1, ()), glyphs), it) for sign, it in LANE_MEANINGS.items()]
    signs.append((Span("2"), "two begin there"))
    line = tuple(span for sign, means in signs for span in (sign, Span(f" {means}  ", "dim")))
    then = f"{keys['rows']} other rows, {keys['include']} nearer, {keys['lanes']} the list"
    return (*line, Span(then))


def told_line(timeline: Timeline, event: Event, glyphs: Glyphs) -> Line:
    """The event on one line: date, title, who contests it."""
    date = long(event.date, event.time) if event.date else isolate(one_line(event.date_written))
    date = date if event.status == "occurred" else f"{date}, {event.status}"
    between = Span(f" {glyphs.between} ", "dim")
    line: Line = (Span(date[:1].upper() + date[1:]), between, Span(isolate(one_line(event.title))))
    for contest in contested_index(timeline).contests.get(event.id, ())[:1]:
        by = ", ".join(dict.fromkeys(timeline.party(one.origin).name for one in contest.by))
        verb = "disputed" if contest.kind == "dispute" else "contradicted"
        text = f": {one_line(contest.text)}" if contest.text else ""
        said = isolate(f"{verb} by {by or 'nobody named'}{text}")
        line = (*line, between, Span(f"{glyphs.lane_contested} {said}", "contested"))
    return line
