"""One line that says how things are: what just happened or the keys, then the facts."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.render.spans import Line, Span, crop, width_of
from timeline_tui.render.status import BETWEEN_FACTS
from timeline_tui.tui.roles import SpanPainter


class StatusLine(SpanPainter):
    """`message` gives way to `hints` after a while (the screen decides when)."""

    DEFAULT_CSS = """
    StatusLine { height: 1; background: $panel; color: $foreground; }
    """

    message: reactive[Line] = reactive(())
    hints: reactive[tuple[Line, ...]] = reactive(())
    facts: reactive[Line] = reactive(())

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        facts = crop(self._facts_beside_message(width), max(width * 2 // 3, 10))
        room = width - width_of(facts) - 3
        left = crop((Span(" "), *(self.message or self._fitting(room - 1))), max(room, 0))
        gap = width - width_of(left) - width_of(facts) - 1
        return self.paint((*left, Span(" " * max(gap, 0)), *facts), width)

    def _facts_beside_message(self, width: int) -> Line:
        """The facts; of several, those in front give way to a message that needs the room."""
        facts = self.facts
        room = width - width_of(self.message) - 4
        if not self.message or width_of(facts) <= room:
            return facts
        for place, span in enumerate(self.facts):
            if span == BETWEEN_FACTS:
                facts = self.facts[place + 1 :]
                if width_of(facts) <= room:
                    break
        return facts

    def _fitting(self, room: int) -> Line:
        """As many of the hints as stand whole in `room` cells."""
        line: Line = ()
        for hint in self.hints:
            if width_of(line) + width_of(hint) > room:
                break
            line += hint
        return line
