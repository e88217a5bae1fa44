"""The chronology: events under month headers that stick to the top."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Literal

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.lanes.axis import Axis, axis_of, extents
from timeline_tui.core.lanes.cells import cells
from timeline_tui.core.models import Event
from timeline_tui.core.views.density import begin_of
from timeline_tui.core.views.headers import Month, headed
from timeline_tui.core.views.view import View
from timeline_tui.tui.lists import Lines
from timeline_tui.words.distance import distance
from timeline_tui.words.rows import Row, header_line, single_day
from timeline_tui.words.signs import Glyphs, lane_sign
from timeline_tui.words.spans import Line, Span, wrap

Unit = Literal["day", "month"]
_WIDE = 140  # cells of a screen, from which on each row ends in its lane
_LANE = 16  # cells of that


class Chronology(Lines):
    """The rows of a view, one line each; the cursor is a position in `view.rows`."""

    HINTS = "query help lanes as_of disputes next_pane"

    class Moved(Message):
        """The cursor stands on another event."""

    def __init__(self, view: View, glyphs: Glyphs) -> None:
        super().__init__(id="chronology", classes="pane")
        self.label = self.heading = "Chronology"
        self.glyphs = glyphs
        self.view = view
        self.marked: frozenset[str] = frozenset()
        self.changed: frozenset[str] = frozenset()
        self.words = False
        self.measured = ""  # the marked event from which the others are told how far they are
        self.empty: Line = ()  # what is said where there is no row
        self._chosen = ""  # the event that the cursor was moved to
        self._revealed: frozenset[str] = frozenset()
        self._axis: Axis | None = None  # of the column on wide screens
        self._headed: tuple[Month, ...] = ()  # the months that have a header
        self._firsts: list[int] = []  # of each of these, the position of its first event
        self._heads: list[int] = []  # and its header's line
        self._months: list[int] = []  # of every month, the position of its first event

    def show(
        self,
        view: View,
        marked: frozenset[str],
        changed: frozenset[str],
        renamed: Mapping[str, str],
    ) -> None:
        """Another view. The cursor stays at its height on the event that it was moved to last or,
        while that is not shown, where it would stand."""
        height = self.line_of(self.cursor) - round(self.scroll_y)
        self._chosen = renamed.get(self._chosen, self._chosen)
        place = self._nearest(view, self._chosen)
        first = not self.view.rows
        self.view, self.marked, self.changed = view, marked, changed
        self._axis = None
        self._headed = headed(view.months, len(view.rows))
        self._months = [month.first for month in view.months]
        self._firsts = [month.first for month in self._headed]
        self._heads = [first + index for index, first in enumerate(self._firsts)]
        self.set_reactive(Chronology.cursor, place)
        self._chosen = self._chosen or (self.event.id if self.event else "")
        self.renew()
        if view.rows and first:  # the file may come after the last layout, which knew no scrollbar
            self.refresh(layout=True)
        if view.rows and self.size.height:
            self.scroll_top(self.line_of(place) - height)
            self.show_cursor()

    def _nearest(self, view: View, id: str) -> int:
        """Where an event stands or, if it is not shown, the place that is nearest in time."""
        place, row = (view.position(id), view.timeline.row_of.get(id)) if id else (0, None)
        if place is None:
            by_date = row is not None and view.query.sort == "date"
            place = bisect_left(view.rows, row) if by_date and row is not None else self.cursor
        return max(min(place, len(view.rows) - 1), 0)

    def reveal(self, ids: frozenset[str]) -> None:
        """Scrolls to the first of some events where none of them is seen; the cursor stays, and
        until it is moved they are looked for again in another size."""
        self._revealed = ids
        places = [self.view.position(id) for id in ids]
        lines = sorted(self.line_of(place) for place in places if place is not None)
        top, height = round(self.scroll_y) + self.sticks, self.size.height - self.sticks
        if lines and not any(top <= line < top + height for line in lines):
            self.scroll_top(lines[0] - height // 2)

    def fit(self) -> None:
        super().fit()
        if self._revealed:
            self.reveal(self._revealed)

    @property
    def event(self) -> Event | None:
        return self.view.event(self.cursor) if self.cursor < self.count else None

    @property
    def origin(self) -> Event | None:
        """The event from which is measured, as long as it is known and marked."""
        if self.measured not in self.marked:
            return None
        row = self.view.timeline.row_of.get(self.measured)
        return self.view.timeline.events[row] if row is not None else None

    def select(self, id: str) -> bool:
        """The cursor to an event; False if it is not shown."""
        place = self.view.position(id)
        if place is not None:
            self.cursor = place
        return place is not None

    # Lines

    @property
    def count(self) -> int:
        return len(self.view.rows)

    def line_of(self, place: int) -> int:
        return place + bisect_right(self._firsts, place)

    def render_line(self, y: int) -> Strip:
        width, top = self.room, self.scroll_offset.y
        if not self.count:
            lines = [(), *wrap(self.empty, width - 4)]
            return self.paint((Span("  "), *lines[y]) if y < len(lines) else ())
        place = self.place_at(top + 1) if y == 0 and top and self.sticks else None
        if place is not None and (header := self._header(place)) is not None:
            return self.paint(header_line(header, self._day(place), width, self.glyphs))
        return super().render_line(y)

    def line(self, line: int) -> Line:
        month = bisect_right(self._heads, line) - 1
        if month >= 0 and line == self._heads[month]:
            return header_line(self._headed[month], None, self.room, self.glyphs)
        return self._row(line - month - 1)

    def _header(self, place: int) -> Month | None:
        """The month under whose header an event stands."""
        head, month = bisect_right(self._firsts, place) - 1, bisect_right(self._months, place) - 1
        is_own = head >= 0 and self._firsts[head] == self._months[month]
        return self._headed[head] if is_own else None

    def _row(self, place: int) -> Line:
        event, lane = self.view.event(place), self._lane(place)
        header, first = self._header(place), self._months[bisect_right(self._months, place) - 1]
        row = Row(
            self.view,
            place,
            self.glyphs,
            month=(header.year, header.month) if header is not None else None,
            names_day=place == first or self._day(place - 1) != self._day(place),
            marked=event.id in self.marked,
            changed=event.id in self.changed,
            words=self.words,
            far=self._far(event),
        )
        return (*row.line(self.room - len(lane)), *lane)

    def _lane(self, place: int) -> Line:
        """On a wide screen, where the event lies in the time shown, as its lane would draw it; not
        while the distances from a mark stand there."""
        if self.app.size.width < _WIDE or self.origin is not None:
            return ()
        view = self.view
        if self._axis is None:
            self._axis = axis_of(map(extents(view.timeline).__getitem__, view.rows), _LANE)
        found = cells(view, (view.rows[place],), self._axis) if self._axis is not None else ()
        return (Span(" "), *(lane_sign(cell, self.glyphs) for cell in found))

    def _far(self, event: Event) -> str | None:
        """How far in time it lies from the mark; None where that is not told from one."""
        origin, ascii = self.origin, self.glyphs.rule.isascii()
        if origin is None or not distance(origin.date, origin.date):
            return None
        return "" if event is origin else distance(origin.date, event.date, ascii=ascii)

    def _day(self, place: int) -> int | None:
        return single_day(self.view.date(place))

    # Scrolling

    @property
    def sticks(self) -> int:  # type: ignore[override]
        return 1 if self._heads and self.size.height > 1 else 0

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.size.width, 1))

    def scroll_top(self, top: int) -> None:
        """Not above a header: one that stuck there would be a month without events."""
        super().scroll_top(top + 1 if top > 0 and top + 1 in self._heads else top)

    # Moving

    def watch_cursor(self, old: int, new: int) -> None:
        self._chosen, self._revealed = self.event.id if self.event else "", frozenset()
        super().watch_cursor(old, new)
        self.post_message(self.Moved())

    def step(self, unit: Unit, direction: int) -> bool:
        """To the first event of the next month or certain day, or of this one or the one before;
        False if that is where the cursor stands."""
        before, firsts = self.cursor, self._months
        if unit == "day":
            firsts = [day.first for day in self.view.days if day.day is not None]
        place = bisect_right(firsts, before) if direction > 0 else bisect_left(firsts, before) - 1
        end = len(self.view.rows) if direction > 0 else 0
        self.cursor = firsts[place] if 0 <= place < len(firsts) else end
        return self.cursor != before

    def go_to(self, date: EdtfDate) -> bool:
        """To the first row on or after a date or, where it has one, its clock time; else to the
        last that has a date, and False."""
        instant = begin_of(in_zone(date, self.view.timeline.zone))
        return instant is not None and self.go_to_instant(instant)

    def go_to_instant(self, instant: int, *, begins: bool = False) -> bool:
        """To the first row at an instant (see `lanes.axis`) or after it, else to the last that has
        a date, and False. What counts is what gives a row its place; `begins`: its event's date.
        What ends on another day stands ahead of its day, whatever the time at which it begins."""
        view = self.view
        if not view.rows:
            return False
        last = view.months[-1]
        dated = last.first if last.year is None else len(view.rows)
        for at in range(dated):
            date = view.event(at).date if begins else view.date(at)
            start = begin_of(date)
            if date is None or start is None or start - start % DAY * date.is_vague < instant:
                continue
            self.cursor = at
            return True
        self.cursor = max(dated - 1, 0)
        return False
