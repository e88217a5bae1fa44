"""The lanes of a view as lines of text: names, then what lies in time. The screen and the web page
draw the same cells; the screen says which side one is of, and what lies under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from rich.cells import cell_len

from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.lanes.axis import ELASTIC, Axis, Tick, axis_of, extents, ticks
from timeline_tui.core.lanes.cells import Cell, cells
from timeline_tui.core.lanes.rows import By, Lane, lanes
from timeline_tui.core.models import Event
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.signs import LANE_MEANINGS, Glyphs, lane_sign
from timeline_tui.words.spans import Line, Role, Span, crop, crop_middle, isolate, pad
from timeline_tui.words.status import Keys, counted
from timeline_tui.words.telling import happened

UNDATED: Final = "undated"
_HUES: Final[tuple[Role, ...]] = ("side1", "side2", "side3", "side4")
_WIDEST_NAME: Final = 28  # cells
_WIDEST_TITLE: Final = 48
_LEAST_NAME: Final = 5
_COUNT: Final = 5  # cells of the number of events and of a blank before it
_COUNT_FROM: Final = 60  # cells of a line that has room for it


class Chart(NamedTuple):
    """The lanes of a view, how many cells their names have, with the number of events behind them
    or not, the axis in the cells that are left, and how many of the events have no date."""

    lanes: Sequence[Lane]
    names: int
    counts: bool
    axis: Axis
    undated: int

    @property
    def left(self) -> int:
        """How many cells stand left of the axis."""
        return self.names + 1 + _COUNT * self.counts

    @property
    def note(self) -> str:
        """What the lanes cannot show; "" for nothing."""
        return f"{counted(self.undated, 'event')} without a date" if self.undated else ""


def chart(
    view: View,
    by: By,
    width: int,
    closed: frozenset[str] = frozenset(),
    elastic: float = ELASTIC,
    window: tuple[int, int] | None = None,
) -> Chart | None:
    """The lanes in `width` cells; None where nothing that is shown has a date. `closed`, `elastic`
    and `window` are those of `lanes` and `axis_of`."""
    found, all_extents = lanes(view, by, closed), extents(view.timeline)
    longest = max((cell_len(one.name) + 2 * one.depth for one in found), default=0)
    widest = (_WIDEST_TITLE, width // 3) if by == "event" else (_WIDEST_NAME, width // 4)
    names = max(min(longest, *widest), _LEAST_NAME)
    counts = by != "event" and width >= _COUNT_FROM
    room = max(width - names - 1 - _COUNT * counts, 1)
    shown = [all_extents[row] for row in view.rows]
    axis = axis_of(shown, room, elastic, window)
    return None if axis is None else Chart(found, names, counts, axis, shown.count(None))


def lane_lines(view: View, chart: Chart, glyphs: Glyphs) -> Iterator[Line]:
    """The ticks, then a line a lane; last, how much of it has no date."""
    axis = chart.axis
    yield Span(" " * chart.left), Span(tick_line(ticks(axis)), "dim")
    all_extents = extents(view.timeline)
    for lane in chart.lanes:
        name = (Span(lane_name(lane, chart.names, glyphs.ellipsis)),)
        count = Span(f" {lane.count:>{_COUNT - 1},}" * chart.counts, "dim")
        dated = any(all_extents[row] for row in lane.rows)
        undated = Span(UNDATED[: axis.width], "dim")
        drawn = cells_line(cells(view, lane.rows, axis), glyphs) if dated else (undated,)
        yield *pad(name, chart.names), count, Span(" "), *drawn
    if chart.note:
        yield crop((Span(chart.note, "dim"),), chart.left + axis.width, glyphs.ellipsis)


def cells_line(found: Iterable[Cell], glyphs: Glyphs) -> Iterator[Span]:
    """What is seen in the cells of a lane; those that are alike as one piece."""
    for _, run in groupby(found, itemgetter(0, 1)):
        first, *more = run
        text, role = lane_sign(first, glyphs)
        yield Span(text * (1 + len(more)), role)


def lane_name(lane: Lane, width: int, ellipsis: str) -> str:
    """The name of a lane in at most `width` cells, set in by its depth as far as that leaves room
    for it."""
    indent = min(2 * lane.depth, width // 3)
    return " " * indent + isolate(crop_middle(lane.name, width - indent, ellipsis))


def tick_line(ticks: Sequence[Tick]) -> str:
    """The labels of an axis at their cells."""
    line = ""
    for cell, label in ticks:
        line = f"{line:<{cell}}{label}"
    return line


# Beside the lanes of the screen


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
    date = happened(event)
    between = Span(f" {glyphs.between} ", "dim")
    line: Line = (Span(date[:1].upper() + date[1:]), between, Span(isolate(one_line(event.title))))
    for contest in contested_index(timeline).contests.get(event.id, ())[:1]:
        by = ", ".join(dict.fromkeys(timeline.party(one.origin).name for one in contest.by))
        verb = "disputed" if contest.kind == "dispute" else "contradicted"
        text = f": {one_line(contest.text)}" if contest.text else ""
        said = isolate(f"{verb} by {by or 'nobody named'}{text}")
        line = (*line, between, Span(f"{glyphs.lane_contested} {said}", "contested"))
    return line
