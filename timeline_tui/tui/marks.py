"""What marks and new events do on the main screen: marking, the next mark and how far all lies from
it in time, a stub of an event on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from timeline_tui.core.renaming import seen
from timeline_tui.tui.links import Linked
from timeline_tui.words.distance import distance
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import BETWEEN_FACTS


class Marking(Linked):
    """The screen with its ways out, and its marks."""

    def action_mark(self) -> None:
        if (event := self.event) is not None:
            self.marked ^= {event.id}
            self.list.measured = event.id if event.id in self.marked else ""
            self.draw()
            mark = {event.id: seen(event) if event.id in self.marked else None}
            self.keep(lambda state: state.marked(self.file, mark))

    def action_next_mark(self) -> None:
        view = self.view
        if view is not None and self.next(lambda place: view.event(place).id in self.marked):
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

    def action_stub(self, like: bool) -> None:
        """Copies a new event: like the one under the cursor, or one of this moment."""
        from timeline_tui.core.stub import stub  # later is early enough

        if (view := self.view) is None:
            return
        event = self.event if like else None
        now = datetime.now(view.timeline.zone)
        date, time = f"{now:%Y-%m-%d}", f"{now:%H:%M}"
        if event is not None:
            date, time = event.date.text if event.date else "unknown", ""
        self.app.copy_to_clipboard(stub(view.timeline, date, time, event))
        which = "like this one" if event else "of this moment"
        self.say(f"A new event {which} is on the clipboard, to be pasted under events.")
