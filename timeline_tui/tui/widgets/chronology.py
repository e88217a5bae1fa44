"""The chronology: events under month headers that stick. Draws a View; decides nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Literal

from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.core.evidence.standing import standing
from timeline_tui.core.views.density import first_row
from timeline_tui.core.views.view import View
from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.words.glyphs import UNICODE, Glyphs
from timeline_tui.words.rows import RowContext, first_day, header_line, row_line, single_day
from timeline_tui.words.spans import Line, Span, wrap

Unit = Literal["day", "month"]


class Chronology(LineList):
    """The rows of a view, one line each; the item under the cursor is a position in `view.rows`."""

    view: reactive[View | None] = reactive(None)
    marked: reactive[frozenset[str]] = reactive(frozenset)
    changed: reactive[frozenset[str]] = reactive(frozenset)
    words: reactive[bool] = reactive(False)
    empty: reactive[Line] = reactive(())  # what is said where there is no row

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self.renamed: Mapping[str, str] = {}  # old ids to those that the last reload gave
        self._wish: tuple[str, int] | None = None  # an event gone from under the cursor, its height
        self._first_rows: list[int] = []  # of each group, as positions in view.rows
        self._first_lines: list[int] = []  # of each group, its header's line

    # What the view says

    def watch_view(self, old: View | None, view: View | None) -> None:
        kept = self.event_id(old)
        kept = self.renamed.get(kept, kept) if kept else None
        offset = self.line_of(self.cursor) - round(self.scroll_y) if old and old.rows else 0
        if view is not None:
            kept, offset = self._wished(view, kept, offset)
        groups = view.months if view is not None else ()
        self._first_rows = [group.first for group in groups]
        self._first_lines = [group.first + index for index, group in enumerate(groups)]
        position = self._position_of(kept) if kept else 0
        self.set_reactive(LineList.cursor, position)
        self.renew()
        if view is not None and view.rows and self.size.height:
            self._scroll(self.line_of(position) - offset)
            self.show_cursor()
        self.post_message(self.Moved(self))

    def _wished(self, view: View, kept: str | None, offset: int) -> tuple[str | None, int]:
        """The event for the cursor and how far below the top: one that is back before that `kept`.

        An editor may leave a file empty for a moment, and a day before its report hides an event.
        """
        if self._wish is None and kept and kept not in view.timeline.row_of:
            self._wish = (kept, offset)
        if self._wish is None or view.position(self._wish[0]) is None:
            return kept, offset
        wish, self._wish = self._wish, None
        return wish

    def watch_cursor(self, old: int, new: int) -> None:
        self._wish = None
        super().watch_cursor(old, new)

    def watch_marked(self) -> None:
        self.renew()

    def watch_changed(self) -> None:
        self.renew()

    def watch_words(self) -> None:
        self.renew()

    def _position_of(self, event_id: str) -> int:
        """Where an event stands now or, if it is not shown, the place that is nearest in time."""
        view = self.view
        if view is None or not view.rows:
            return 0
        position = view.position(event_id)
        if position is not None:
            return position
        row = view.timeline.row_of.get(event_id)
        if row is None or view.query.sort != "date":
            return min(self.cursor, len(view.rows) - 1)
        return min(bisect_left(view.rows, row), len(view.rows) - 1)

    def event_id(self, view: View | None = None) -> str | None:
        """The id of the event under the cursor."""
        view = view or self.view
        if view is None or not 0 <= self.cursor < len(view.rows):
            return None
        return view.event(self.cursor).id

    def select(self, event_id: str) -> bool:
        """The cursor to an event; False if the view does not show it."""
        position = self.view.position(event_id) if self.view is not None else None
        if position is None:
            return False
        self.cursor = position
        return True

    # Items and lines

    def item_total(self) -> int:
        return len(self.view.rows) if self.view is not None else 0

    def line_total(self) -> int:
        return self.item_total() + len(self._first_rows)

    def line_of(self, item: int) -> int:
        return item + bisect_right(self._first_rows, item)

    def item_at(self, line: int) -> int | None:
        group = bisect_right(self._first_lines, line) - 1
        if group < 0 or line >= self.line_total() or line == self._first_lines[group]:
            return None
        return line - group - 1

    def pinned(self) -> int:
        return 1 if self._first_rows and self.size.height > 1 else 0

    # Drawing

    def render_line(self, y: int) -> Strip:
        top = self.scroll_offset.y
        if self.view is None or not self.view.rows:
            return self._empty_line(y)
        if y == 0 and top and self.pinned() and not self._ends_group(top):
            return self._pinned_header(top)
        return self.strip(y + top)

    def _pinned_header(self, top: int) -> Strip:
        group = max(bisect_right(self._first_lines, top) - 1, 0)
        width = self.scrollable_content_region.width
        covered = self.item_at(top + 1)
        day = self._day_of(covered) if covered is not None else None
        return self.paint(self._header(group, width, day), width)

    def _empty_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        lines = [(), *wrap(self.empty, width - 4)]
        line = lines[y] if y < len(lines) else ()
        return self.paint((Span("  "), *line), width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.size.width, 1))

    def _scroll(self, top: int) -> None:
        """As asked, but never so that the header that sticks covers the last event before another:
        it would be seen as a month without events."""
        super()._scroll(top + 1 if top > 0 and self._ends_group(top) else top)

    def _ends_group(self, line: int) -> bool:
        """Whether a header follows. The wheel may bring the last event of a month to the top: it is
        drawn then, as two headers in a row would be a month without events."""
        return line + 1 < self.line_total() and self.item_at(line + 1) is None

    def content(self, line: int, width: int) -> Line:
        assert self.view is not None, "there are no lines without a view"
        group = bisect_right(self._first_lines, line) - 1
        if line == self._first_lines[group]:
            return self._header(group, width, None)
        return self._row(line - group - 1, group, width)

    def _header(self, group: int, width: int, day: int | None) -> Line:
        assert self.view is not None, "there are no headers without a view"
        return header_line(self.view.months[group], day, width, self._glyphs)

    def _row(self, position: int, group: int, width: int) -> Line:
        view = self.view
        assert view is not None, "there are no rows without a view"
        timeline = view.timeline
        event = view.event(position)
        day = self._day_of(position)
        first = position == self._first_rows[group] or self._day_of(position - 1) != day
        context = RowContext(
            month=(view.months[group].year, view.months[group].month),
            names_day=first,
            by_report=view.query.sort == "reported",
            reported=view.date(position) if view.query.sort == "reported" else None,
            matches=view.highlight(event.title),
            marked=event.id in self.marked,
            changed=event.id in self.changed,
            words=self.words,
        )
        return row_line(timeline, event, standing(timeline, event), context, width, self._glyphs)

    def _day_of(self, position: int) -> int | None:
        assert self.view is not None, "there are no rows without a view"
        return single_day(self.view.date(position))

    # Moving by time

    def step(self, unit: Unit, direction: int) -> bool:
        """To the first event of the next month or certain day, or of this one or the one before;
        False if that is where the cursor stands."""
        if self.view is None or not self.item_total():
            return False
        before = self.cursor
        firsts = self._first_rows
        if unit == "day":
            firsts = [day.first for day in self.view.days if day.day is not None]
        if direction > 0:
            place = bisect_right(firsts, self.cursor)
            self.cursor = firsts[place] if place < len(firsts) else self.item_total() - 1
        else:
            place = bisect_left(firsts, self.cursor) - 1
            self.cursor = firsts[place] if place >= 0 else 0
        return self.cursor != before

    def go_to(self, day: int) -> bool:
        """To the first row on or after a day (ordinal) by the date that gives each its place, else
        to the last that has one, and False."""
        if self.view is None or not self.view.rows:
            return False
        last = self.view.months[-1]
        dated = last.first if last.year is None else len(self.view.rows)
        place = self._first_from(day, dated)
        self.cursor = max(min(place, dated - 1), 0)
        return place < dated

    def _first_from(self, day: int, dated: int) -> int:
        """The first of the `dated` rows that is on or after a day; behind them if none is."""
        view = self.view
        assert view is not None, "there are no rows without a view"
        if view.query.sort == "date":
            return bisect_left(view.rows, first_row(view.timeline, day))
        starts = (first_day(view.date(position)) for position in range(dated))
        return next(
            (at for at, start in enumerate(starts) if start is not None and start >= day), dated
        )

    def go_to_start(self, day: int) -> None:
        """To the first row whose event begins on or after a day, whatever gives it its place."""
        view = self.view
        if view is None or view.query.sort == "date":
            self.go_to(day)
            return
        for place in range(len(view.rows)):
            start = first_day(view.event(place).date)
            if start is not None and start >= day:
                self.cursor = place
                return
