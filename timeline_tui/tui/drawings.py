"""The two drawings of the events, the list and the lanes, what the keys do in the lanes, and the
marks: the next one, and how far in time all lies from one.

Both stand on the list's cursor, so that going from one to the other never loses the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_tui.core.renaming import seen
from timeline_tui.tui.links import Linked
from timeline_tui.words.distance import distance
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import BETWEEN_FACTS

if TYPE_CHECKING:  # not for the first picture
    from timeline_tui.tui.lanes import Lanes


_CLOSER = 2.0  # how much nearer a step of the zoom is


class Drawings(Linked):
    """The screen with its lanes, which are made when they are first asked for, and its marks."""

    lanes: Lanes | None = None

    # What is drawn

    def action_lanes(self) -> None:
        """The lanes in the place of the list, or the list in theirs."""
        if self.timeline is None:
            self.say("The file is still being read.")
            return
        first = self.lanes is None
        if self.lanes is None:
            from timeline_tui.tui.lanes import Lanes  # not for the first picture

            self.lanes = Lanes(self.glyphs, self.state.rows, self.list.select)
            self.mount(self.lanes, after=self.list)
        before, to_list = self.front, self.front is self.lanes
        self.panes["chronology"] = front = self.list if to_list else self.lanes
        before.add_class("-closed")
        if self.alone is before:
            self.show_alone(front)
        self.drawn = "" if to_list else self.lanes.label
        self._show_lanes()
        self.show_pane(front)
        if first:
            from timeline_tui.words.lanes import legend_line

            self.say(legend_line(self.glyphs, self.keys))

    def draw(self, renamed: Mapping[str, str] | None = None) -> None:
        super().draw(renamed)
        self._show_lanes()

    def _show_lanes(self) -> None:
        """The view in the lanes, where they are in front."""
        if self.lanes is not None and self.front is self.lanes:
            self.lanes.empty = self.list.empty
            self.lanes.show(self.view, self.event, self.marked | self.lit)

    def on_chronology_moved(self) -> None:
        if self.lanes is not None and self.front is self.lanes:
            self.lanes.point(self.event)

    # Marks

    def action_mark(self) -> None:
        if (event := self.event) is not None:
            self.marked ^= {event.id}
            self.list.measured = event.id if event.id in self.marked else ""
            self.draw()
            mark = {event.id: seen(event) if event.id in self.marked else None}
            self.keep(lambda state: state.marked(self.file, mark))

    def action_next_mark(self) -> None:
        if self.next(lambda place: self.view.event(place).id in self.marked):
            self.measure(self.event.id if self.event else "")
        else:
            self.say(f"No marked event is shown. {self.keys['mark']} marks one.")

    def measure(self, id: str) -> None:
        """From now on each event is told with how far in time it lies from a marked one."""
        self.list.measured = id
        self.list.renew()
        self._tell_distance()

    def next(self, wanted: Callable[[int], bool], direction: int = 1) -> bool:
        """The cursor to the next position that is wanted, round the end; False if none is."""
        rows = self.list.count
        places = ((self.list.cursor + step * direction) % rows for step in range(1, rows + 1))
        place = next(filter(wanted, places), None)
        if place is not None:
            self.list.cursor = place
        return place is not None

    def rest(self) -> None:
        super().rest()
        if self.list.origin is not None:
            self._tell_distance()

    def _tell_distance(self) -> None:
        self.bar.status.facts = self._facts()
        self.bar.status.renew()

    def _facts(self) -> Line:
        """The distance of the event under the cursor comes first, but for the day of an as-of."""
        facts, origin = super()._facts(), self.list.origin
        if origin is None or self.event is None:
            return facts
        far = distance(origin.date, self.event.date, ascii=self.glyphs.rule.isascii())
        told = f"{far} from the mark" if far else "no known distance from the mark"
        told = "the mark" if self.event is origin else told
        at = 2 if facts and facts[0].role == "accent" else 0
        return (*facts[:at], Span(told), BETWEEN_FACTS, *facts[at:])

    # The keys of the lanes

    @property
    def lanes_shown(self) -> Lanes | None:
        """The lanes, where they are in front; else it says how to get them there."""
        if self.lanes is not None and self.front is self.lanes:
            return self.lanes
        self.idle("no-lanes")
        return None

    def action_rows(self, by: int) -> None:
        if (lanes := self.lanes_shown) is not None:
            rows = lanes.turn(by)
            self.drawn = lanes.label
            self._show_lanes()
            self.place_panes()
            self.keep(lambda state: replace(state, rows=rows))

    def action_fit(self) -> None:
        if (lanes := self.lanes_shown) is not None:
            lanes.fit_all()

    def action_true_scale(self) -> None:
        if (lanes := self.lanes_shown) is not None:
            true = lanes.toggle_scale()
            self.say("True to scale." if true else "Events and time share the width.")

    def zoom_lanes(self, *, out: bool) -> None:
        if self.lanes is not None:
            self.lanes.zoom(1 / _CLOSER if out else _CLOSER)
