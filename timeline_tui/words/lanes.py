"""The lanes of a view as lines of text: names, then what lies in time. The screen and the web page
draw the same cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from timeline_tui.core.lanes.axis import Axis, Tick, axis_of, extents, ticks
from timeline_tui.core.lanes.cells import cells
from timeline_tui.core.lanes.rows import By, Lane, lanes
from timeline_tui.core.views.view import View
from timeline_tui.words.signs import Glyphs, lane_sign
from timeline_tui.words.spans import Line, Span, crop_middle, isolate, pad
from timeline_tui.words.status import counted

UNDATED: Final = "undated"
_WIDEST_NAME: Final = 28  # cells
_COUNT: Final = 5  # cells of the number of events and of a blank before it
_COUNT_FROM: Final = 60  # cells of a line that has room for it


class Chart(NamedTuple):
    """The lanes of a view, how many cells their names have, with the number of events behind them
    or not, and the axis in the cells that are left."""

    lanes: Sequence[Lane]
    names: int
    counts: bool
    axis: Axis


def chart(view: View, by: By, width: int, closed: frozenset[str] = frozenset()) -> Chart | None:
    """The lanes in `width` cells; None where nothing that is shown has a date."""
    found, all_extents = lanes(view, by, closed), extents(view.timeline)
    longest = max((len(one.name) + 2 * one.depth for one in found), default=0)
    names = max(min(longest, _WIDEST_NAME, width // 4), 5)
    counts = by != "event" and width >= _COUNT_FROM
    room = max(width - names - 1 - _COUNT * counts, 1)
    axis = axis_of((all_extents[row] for row in view.rows), room)
    return None if axis is None else Chart(found, names, counts, axis)


def lane_lines(view: View, chart: Chart, glyphs: Glyphs) -> Iterator[Line]:
    """The ticks, then a line a lane; last, how much of it has no date."""
    axis, left = chart.axis, chart.names + 1 + _COUNT * chart.counts
    yield Span(" " * left), Span(tick_line(ticks(axis)), "dim")
    all_extents = extents(view.timeline)
    for lane in chart.lanes:
        name = (Span(lane_name(lane, chart.names, glyphs.ellipsis)),)
        count = Span(f" {lane.count:>{_COUNT - 1},}" * chart.counts, "dim")
        dated = any(all_extents[row] for row in lane.rows)
        drawn = (lane_sign(cell, glyphs) for cell in cells(view, lane.rows, axis))
        undated = Span(UNDATED[: axis.width], "dim")
        yield *pad(name, chart.names), count, Span(" "), *(drawn if dated else (undated,))
    if missing := sum(all_extents[row] is None for row in view.rows):
        yield (Span(f"{counted(missing, 'event')} without a date", "dim"),)


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
