"""The lanes: the events of the list on one axis of time, a row for each actor, place, source …

It draws what `core.lanes` lays out and knows no dates. The list's cursor is the cursor here too: an
event that is picked goes up at once, since keys typed ahead are to act on it, and `point` comes
down.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar, Final, get_args

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from timeline_tui.core.lanes.axis import ELASTIC, Axis, Extent, extents, ticks, zoomed
from timeline_tui.core.lanes.cells import Cell, cells
from timeline_tui.core.lanes.rows import By, Lane
from timeline_tui.core.models import Event
from timeline_tui.core.views.view import View
from timeline_tui.tui.lists import Lines
from timeline_tui.words.lanes import UNDATED, Chart, chart, lane_name, side_of, tick_line, told_line
from timeline_tui.words.signs import Glyphs, lane_sign
from timeline_tui.words.spans import Line, Role, Span, crop, pad, wrap

BY: Final[tuple[By, ...]] = get_args(By)
_BAR = 1  # cell of air, or of the scrollbar
_LOW = 3  # lines that have none for the event
_ICON = 3  # cells of the sign of a branch, before the name
_NOTED = Style(bold=True, underline=True)  # in the hue of its side: that is still to be told


class Lanes(Lines):
    """A line a lane; the cursor is a lane, and in it the event of the list's cursor."""

    HINTS = "rows include exclude fit true_scale lanes help"
    CALLED: ClassVar[Mapping[str, str]] = {
        "rows": "other rows",
        "include": "nearer",
        "exclude": "farther",
        "lanes": "list",
    }
    ALLOW_SELECT = False  # a drag picks events
    _view: View  # shown before anything is drawn

    def __init__(self, glyphs: Glyphs, by: str, pick: Callable[[str], object]) -> None:
        super().__init__(id="lanes", classes="pane")
        self.by: By = next((one for one in BY if one == by), BY[0])
        self._glyphs, self._pick = glyphs, pick
        self._noted: frozenset[int] = frozenset()  # rows that are marked, changed or brought
        self._folded: frozenset[str] = frozenset()
        self._elastic = ELASTIC
        self._window: tuple[int, int] | None = None  # the instants that are zoomed to
        self._chart: Chart | None = None  # what is laid out
        self._cells: dict[int, tuple[Cell, ...]] = {}  # of the lanes that were drawn
        self._row = -1  # in the timeline, that of the event under the cursor
        self._own: tuple[Cell, ...] = ()  # what that is by itself
        self._column = 0  # where the cursor goes in another lane

    @property
    def label(self) -> str:  # type: ignore[override]
        """What is drawn: `lanes by actor`."""
        return f"lanes by {'place' if self.by == 'location' else self.by}"

    def show(self, view: View, event: Event | None, noted: frozenset[str]) -> None:
        """Another view, or other lanes of it, with the events that stand out. The lane, the event
        and what is zoomed to stay."""
        id, self._view = self._lanes[self.cursor].id if self._lanes else None, view
        self._noted = frozenset(view.timeline.row_of.get(id, -1) for id in noted)
        self._row = -1
        self.fit()
        same = (at for at, lane in enumerate(self._lanes) if lane.id == id)
        self.set_reactive(Lanes.cursor, next(same, 0))
        self.point(event)

    def fit(self) -> None:
        width = self.outer_size.width or self.app.size.width  # keys may be typed ahead
        shown = self._folded, self._elastic, self._window
        self._turn(chart(self._view, self.by, width - _ICON - _BAR, *shown))
        super().fit()

    def _turn(self, made: Chart | None) -> None:
        self._chart, self._cells = made, {}
        self._own = self._drawn(() if self._row < 0 else (self._row,))
        self.refresh()

    @property
    def _lanes(self) -> Sequence[Lane]:
        return self._chart.lanes if self._chart is not None else ()

    @property
    def _axis(self) -> Axis | None:
        return self._chart.axis if self._chart is not None else None

    @property
    def _left(self) -> int:
        """Cells before the axis."""
        return _ICON + self._chart.left if self._chart is not None else 0

    def _drawn(self, rows: tuple[int, ...]) -> tuple[Cell, ...]:
        return cells(self._view, rows, self._axis) if self._axis is not None else ()

    def _cells_of(self, place: int) -> tuple[Cell, ...]:
        if place not in self._cells:
            self._cells[place] = self._drawn(self._lanes[place].rows)
        return self._cells[place]

    # What is drawn

    @property
    def sticks(self) -> int:  # type: ignore[override]
        return 1  # the axis

    @property
    def foot(self) -> int:  # type: ignore[override]
        return int(self.size.height > _LOW)  # the event under the cursor

    @property
    def _foot(self) -> int:
        """Where that is told: behind a line of air below the lanes."""
        return min(self.line_of(self.count) + 1, self.size.height - self.foot)

    @property
    def count(self) -> int:
        return len(self._lanes)

    def line_of(self, place: int) -> int:
        return place + 1

    def render_line(self, y: int) -> Strip:
        place, width = y + self.scroll_offset.y - 1, self.size.width
        if self._axis is None:
            told = wrap(self._nothing, max(width - 4, 2))
            return self.paint((Span("  "), *told[y - 1]) if 0 < y <= len(told) else ())
        if y == 0:
            return self.paint((Span(" " * self._left), Span(tick_line(ticks(self._axis)), "dim")))
        if y == self._foot:
            return self.paint(self._told(width - 1))
        return self._lane(place) if place < self.count else self.paint(())

    @property
    def _nothing(self) -> Line:
        """Why there is no axis."""
        if not self._view.rows:
            return self.empty
        return (Span("No event that is shown has a date, so none has a place on an axis of time."),)

    def _told(self, width: int) -> Line:
        timeline = self._view.timeline
        told = (
            told_line(timeline, timeline.events[self._row], self._glyphs) if self._row >= 0 else ()
        )
        return crop((Span(" "), *told), width, self._glyphs.ellipsis)

    def _lane(self, place: int) -> Strip:
        timeline, lane, at_cursor = self._view.timeline, self._lanes[place], place == self.cursor
        side = side_of(timeline, self.by, lane.id)
        hue: Role = "plain" if self.by in ("actor", "side") else "accent"
        hue = side.hue if side is not None else hue
        name = self._titled(lane, side.letter if side is not None else "")
        segments = [Segment(text, self._look(role, at_cursor)) for text, role in name]
        lit, all_extents = at_cursor and self._row in lane.rows, extents(timeline)
        if not any(all_extents[row] for row in lane.rows):
            segments.append(Segment(UNDATED, self._look("dim", lit)))
        else:
            found = zip(self._cells_of(place), self._own, strict=True)
            drawn = ((*self._cell(one, hue), lit and own.sign is not None) for one, own in found)
            for (role, noted, picked), same in groupby(drawn, key=lambda one: one[1:]):
                text = "".join(text for text, *_ in same)
                segments.append(
                    Segment(text, self._look(role, picked) + (_NOTED if noted else None))
                )
        ground = self._look("plain", False)
        return Strip(segments).adjust_cell_length(self.size.width, ground).simplify()

    def _cell(self, cell: Cell, hue: Role) -> tuple[str, Role, bool]:
        """What stands there, how it looks, and whether it stands out."""
        text, role = lane_sign(cell, self._glyphs)
        return text, role if role == "contested" else hue, not self._noted.isdisjoint(cell.rows)

    def _titled(self, lane: Lane, letter: str) -> Line:
        """The name of a lane, whether it is closed, its side and how many events it has."""
        assert self._chart is not None, "it has lanes"
        icon = self._glyphs.closed if lane.id in self._folded else self._glyphs.open
        name = lane_name(lane, self._chart.names, self._glyphs.ellipsis)
        own = name.lstrip(" ")
        room = self._left - _ICON - self._chart.names
        count = f"{lane.count:,} " if self._chart.counts else " "
        beside = f" {letter}" if len(count) < room - 2 else ""
        behind = beside + count.rjust(room - len(beside))
        icon = f"{name[: -len(own)]} {icon if lane.children else ' '} "
        line = pad((Span(icon, "dim"), Span(own)), self._left - room)
        return (*line, Span(behind, "dim"))

    # The event under the cursor

    def point(self, event: Event | None) -> None:
        """The cursor to an event: in its lane if that has it, else in the first that has."""
        row = self._view.timeline.row_of.get(event.id, -1) if event is not None else -1
        if row == self._row:
            return
        self._to(row)
        self._column = self._head
        if self.count and row not in self._lanes[self.cursor].rows:
            has = (at for at, lane in enumerate(self._lanes) if row in lane.rows)
            self.cursor = next(has, self.cursor)

    def _to(self, row: int) -> None:
        """Another event; only what differs is drawn."""
        self._row = row
        self._own = self._drawn(() if row < 0 else (row,))
        self.refresh_lines(self.line_of(self.cursor))
        self.refresh(Region(0, self._foot, self.size.width, 1))
        self._go_along()

    def _go_along(self) -> None:
        """The part of time that is zoomed to, to the event under the cursor."""
        axis, extent = self._axis, self._extent
        if axis is not None and extent is not None and self._window and not axis.covers(extent):
            self._look_at(zoomed(axis, extent.begin, 1))

    @property
    def _extent(self) -> Extent | None:
        return extents(self._view.timeline)[self._row] if self._row >= 0 else None

    def _look_at(self, axis: Axis) -> None:
        whole = (axis.first, axis.last) == (axis.bounds[0], axis.bounds[-1])
        self._window = None if whole else (axis.first, axis.last)
        self._turn(self._chart and self._chart._replace(axis=axis))

    @property
    def _head(self) -> int:
        """Where the event begins; where it has no cell, where the cursor was."""
        return next((at for at, one in enumerate(self._own) if one.count), self._column)

    def step(self, direction: int) -> bool:
        """To the event before or after in the lane; False if there is none."""
        rows = self._lanes[self.cursor].rows if self.count else ()
        at = bisect_left(rows, self._row)
        if direction < 0 or (at < len(rows) and rows[at] == self._row):
            at += direction
        if not 0 <= at < len(rows):
            return False
        self._pick_row(rows[at])
        self._column = self._head
        return True

    def _pick_row(self, row: int) -> None:
        if row != self._row:
            self._to(row)
            self._pick(self._view.timeline.events[row].id)

    def _pick_near(self, column: int) -> None:
        """The event of the cursor's lane that is nearest to a column; none of those outside of what
        is zoomed to, so that going through the lanes does not lose the moment."""
        self._column, lane = column, self._lanes[self.cursor]
        found = ((abs(at - column), one) for at, one in enumerate(self._cells_of(self.cursor)))
        near = min((one for one in found if one[1].rows), default=None, key=lambda one: one[0])
        rows = near[1].rows if near is not None else lane.rows
        if self._row not in rows and (near or self._window is None or self.by == "event"):
            self._pick_row(rows[0])

    def watch_cursor(self, old: int, new: int) -> None:
        super().watch_cursor(old, new)
        if self.is_attached and self.count and self._row not in self._lanes[new].rows:
            self._pick_near(self._column)

    # Zoom and rows

    def turn(self, by: int) -> By:
        """The next rows to have, or those before."""
        self.by = BY[(BY.index(self.by) + by) % len(BY)]
        return self.by

    def zoom(self, by: float) -> None:
        """So many times as near, at the cursor."""
        if self._axis is not None:
            first, last = self._axis.instants(self._head)
            begin = self._extent.begin if self._extent is not None else first
            self._look_at(zoomed(self._axis, min(max(begin, first), last), by))
            self._column = self._head

    def fit_all(self) -> None:
        self._window = None
        self.fit()

    def toggle_scale(self) -> bool:
        """True to scale, or back; whether it is."""
        self._elastic = 0.0 if self._elastic else ELASTIC
        self.fit()
        return not self._elastic

    def fold(self) -> bool:
        lane = self._lanes[self.cursor] if self.count else None
        if lane is None or not lane.children:
            return False
        self._folded ^= {lane.id}
        self.fit()
        return True

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._drag(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._drag(event)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _drag(self, event: events.MouseEvent) -> None:
        at = event.get_content_offset_capture(self)
        inside = self.sticks <= at.y < self.size.height - self.foot
        place = self.place_at(at.y + self.scroll_offset.y) if inside else None
        if place is not None:
            self.cursor = place
            if at.x >= self._left:
                self._pick_near(at.x - self._left)

    def pressed(self, x: int) -> bool:
        return x < _ICON + 2 * self._lanes[self.cursor].depth and self.fold()
