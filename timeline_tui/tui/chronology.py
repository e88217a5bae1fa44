"""The chronology: events under month headers that stick, its lines made when they are drawn.

Not a stock list: one of 10,000 events takes half a second a letter, this one what its lines take.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import ClassVar, Literal

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from timeline_tui.core.evidence.standing import standing
from timeline_tui.core.models import Event
from timeline_tui.core.views.density import first_row
from timeline_tui.core.views.view import View
from timeline_tui.tui.styles import content
from timeline_tui.words.rows import RowContext, first_day, header_line, row_line, single_day
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, wrap

Unit = Literal["day", "month"]


class Chronology(ScrollView, can_focus=True, inherit_bindings=False):
    """The rows of a view, one line each; the cursor is a position in `view.rows`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chronology--cursor"}

    cursor: reactive[int] = reactive(0, init=False, repaint=False)

    class Moved(Message):
        """The cursor stands on another event."""

    class Chosen(Message):
        """An event was clicked twice."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="chronology", classes="pane")
        self.label = self.heading = "Chronology"
        self.glyphs = glyphs
        self.view: View | None = None
        self.marked: frozenset[str] = frozenset()
        self.changed: frozenset[str] = frozenset()
        self.words = False
        self.empty: Line = ()  # what is said where there is no row
        self._chosen = ""  # the event that the cursor was moved to
        self._firsts: list[int] = []  # of each month, the position of its first event
        self._heads: list[int] = []  # of each month, its header's line

    def show(
        self,
        view: View,
        marked: frozenset[str],
        changed: frozenset[str],
        renamed: Mapping[str, str],
    ) -> None:
        """Another view. The cursor stays at its height on the event that it was moved to last or,
        while that is not shown, where it would stand."""
        height = self._line_of(self.cursor) - round(self.scroll_y)
        self._chosen = renamed.get(self._chosen, self._chosen)
        place = self._nearest(view, self._chosen)
        self.view, self.marked, self.changed = view, marked, changed
        self._firsts = [month.first for month in view.months]
        self._heads = [first + index for index, first in enumerate(self._firsts)]
        self.set_reactive(Chronology.cursor, place)
        self._chosen = self._chosen or (self.event.id if self.event else "")
        self.renew()
        if view.rows and self.size.height:
            self._scroll(self._line_of(place) - height)
            self.show_cursor()

    def _nearest(self, view: View, id: str) -> int:
        """Where an event stands or, if it is not shown, the place that is nearest in time."""
        place, row = (view.position(id), view.timeline.row_of.get(id)) if id else (0, None)
        if place is None:
            by_date = row is not None and view.query.sort == "date"
            place = bisect_left(view.rows, row) if by_date and row is not None else self.cursor
        return max(min(place, len(view.rows) - 1), 0)

    def renew(self) -> None:
        """Draws everything again."""
        total = len(self.view.rows) + len(self._heads) if self.view else 0
        self.virtual_size = Size(self.size.width, total)
        self.refresh()

    @property
    def event(self) -> Event | None:
        """The event under the cursor."""
        view = self.view
        return view.event(self.cursor) if view and self.cursor < len(view.rows) else None

    def select(self, id: str) -> bool:
        """The cursor to an event; False if it is not shown."""
        place = self.view.position(id) if self.view else None
        if place is not None:
            self.cursor = place
        return place is not None

    # Lines

    def _line_of(self, place: int) -> int:
        return place + bisect_right(self._firsts, place)

    def _place_at(self, line: int) -> int | None:
        """The position that stands on a line, if it is no header."""
        month = bisect_right(self._heads, line) - 1
        if month < 0 or line >= self.virtual_size.height or line == self._heads[month]:
            return None
        return line - month - 1

    def render_line(self, y: int) -> Strip:
        width, top = self.size.width, self.scroll_offset.y
        line = y + top
        if self.view is None or not self.view.rows:
            lines = [(), *wrap(self.empty, width - 4)]
            return self._paint((Span("  "), *lines[y]) if y < len(lines) else (), width)
        if y == 0 and top and self._sticks and not self._ends_month(top):
            day = self._day(self._place_at(top + 1))
            return self._paint(self._header(bisect_right(self._heads, top) - 1, day, width), width)
        return self._paint(self._line(line, width), width, line == self._line_of(self.cursor))

    def _paint(self, line: Line, width: int, at_cursor: bool = False) -> Strip:
        style = self.get_visual_style(*(("chronology--cursor",) if at_cursor else ()))
        shown = content(line, at_cursor=at_cursor)
        strips = Visual.to_strips(self, shown, width, 1, style, apply_selection=False)
        return strips[0].adjust_cell_length(width, style.rich_style)

    def _line(self, line: int, width: int) -> Line:
        month = bisect_right(self._heads, line) - 1
        place = self._place_at(line)
        if place is not None:
            return self._row(place, month, width)
        return self._header(month, None, width) if line < self.virtual_size.height else ()

    def _header(self, month: int, day: int | None, width: int) -> Line:
        assert self.view is not None, "there are no headers without a view"
        return header_line(self.view.months[month], day, width, self.glyphs)

    def _row(self, place: int, month: int, width: int) -> Line:
        view = self.view
        assert view is not None, "there are no rows without a view"
        event = view.event(place)
        by_report = view.query.sort == "reported"
        context = RowContext(
            month=(view.months[month].year, view.months[month].month),
            names_day=place == self._firsts[month] or self._day(place - 1) != self._day(place),
            by_report=by_report,
            reported=view.date(place) if by_report else None,
            matches=view.highlight(event.title),
            marked=event.id in self.marked,
            changed=event.id in self.changed,
            words=self.words,
        )
        stands = standing(view.timeline, event)
        return row_line(view.timeline, event, stands, context, width, self.glyphs)

    def _day(self, place: int | None) -> int | None:
        if self.view is None or place is None:
            return None
        return single_day(self.view.date(place))

    def on_resize(self) -> None:
        self.renew()
        self.show_cursor()

    # Scrolling

    @property
    def _sticks(self) -> int:
        """How many of the top lines a header that sticks covers."""
        return 1 if self._heads and self.size.height > 1 else 0

    def _ends_month(self, line: int) -> bool:
        """Whether a header follows: one that stuck above it would be a month without events."""
        return line + 1 < self.virtual_size.height and self._place_at(line + 1) is None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.size.width, 1))

    def show_cursor(self) -> None:
        """Scrolls so that the cursor is seen, by half a page where it stepped over the edge: each
        scroll draws every line, and a held key would have the terminal drawing all the time."""
        height, line, top = self.size.height, self._line_of(self.cursor), round(self.scroll_y)
        if not height or self.view is None or not self.view.rows:
            return
        room = (height - self._sticks) // 2
        if line < top + self._sticks:
            self._scroll(line - self._sticks - room if self.cursor else 0)
        elif line >= top + height:
            self._scroll(line - height + 1 + room)

    def _scroll(self, top: int) -> None:
        top = max(top + 1 if top > 0 and self._ends_month(top) else top, 0)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    # Moving

    def validate_cursor(self, place: int) -> int:
        return max(min(place, len(self.view.rows) - 1), 0) if self.view else 0

    def watch_cursor(self, old: int, new: int) -> None:
        self._chosen = self.event.id if self.event else ""
        if self.is_attached and self.view is not None:
            for place in (old, new):
                self.refresh_line(self._line_of(place))
            self.show_cursor()
            self.post_message(self.Moved())

    def move(self, by: int) -> None:
        """The cursor so many events on, stopping at the ends."""
        self.cursor += by

    def move_page(self, direction: int) -> None:
        """The cursor a page on or back."""
        self.cursor += direction * max(self.size.height - 1 - self._sticks, 1)

    def move_to_end(self, last: bool) -> None:
        """The cursor to the first or the last event."""
        self.cursor = len(self.view.rows) if last and self.view else 0
        if not last:
            self._scroll(0)

    def step(self, unit: Unit, direction: int) -> bool:
        """To the first event of the next month or certain day, or of this one or the one before;
        False if that is where the cursor stands."""
        if self.view is None:
            return False
        before, firsts = self.cursor, self._firsts
        if unit == "day":
            firsts = [day.first for day in self.view.days if day.day is not None]
        place = bisect_right(firsts, before) if direction > 0 else bisect_left(firsts, before) - 1
        end = len(self.view.rows) if direction > 0 else 0
        self.cursor = firsts[place] if 0 <= place < len(firsts) else end
        return self.cursor != before

    def go_to(self, day: int, *, begins: bool = False) -> bool:
        """To the first row on or after a day (ordinal), else to the last that has a date, and
        False. A row's day is what gives it its place; `begins`: the day its event begins."""
        view = self.view
        if view is None or not view.rows:
            return False
        dated = view.months[-1].first if view.months[-1].year is None else len(view.rows)
        if view.query.sort == "date":
            place = bisect_left(view.rows, first_row(view.timeline, day))
        else:
            found = (view.event(at).date if begins else view.date(at) for at in range(dated))
            starts = enumerate(map(first_day, found))
            place = next((at for at, start in starts if start is not None and start >= day), dated)
        self.cursor = max(min(place, dated - 1), 0)
        return place < dated

    def on_click(self, event: events.Click) -> None:
        place = self._place_at(event.y + self.scroll_offset.y)
        if place is not None:
            self.cursor = place
            if event.chain == 2:
                self.post_message(self.Chosen())
