"""The lanes of a view as lines of text: names, then what lies in time. The screen and the web page
draw the same cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from rich.cells import cell_len

from timeline_tui.core.lanes.axis import Axis, Tick, axis_of, extents, ticks
from timeline_tui.core.lanes.cells import Cell, cells
from timeline_tui.core.lanes.rows import By, Lane, lanes
from timeline_tui.core.views.view import View
from timeline_tui.words.signs import Glyphs, lane_sign
from timeline_tui.words.spans import Line, Span, crop, crop_middle, isolate, pad
from timeline_tui.words.status import counted

UNDATED: Final = "undated"
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


def chart(view: View, by: By, width: int, closed: frozenset[str] = frozenset()) -> Chart | None:
    """The lanes in `width` cells; None where nothing that is shown has a date."""
    found, all_extents = lanes(view, by, closed), extents(view.timeline)
    longest = max((cell_len(one.name) + 2 * one.depth for one in found), default=0)
    widest = (_WIDEST_TITLE, width // 3) if by == "event" else (_WIDEST_NAME, width // 4)
    names = max(min(longest, *widest), _LEAST_NAME)
    counts = by != "event" and width >= _COUNT_FROM
    room = max(width - names - 1 - _COUNT * counts, 1)
    shown = [all_extents[row] for row in view.rows]
    axis = axis_of(shown, room)
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
