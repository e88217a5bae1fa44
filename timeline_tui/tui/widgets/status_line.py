"""One line that says how things are: what just happened or the keys, then the facts."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.render.spans import Line, Span, crop, width_of, wrap
from timeline_tui.render.status import BETWEEN_FACTS
from timeline_tui.tui.roles import SpanPainter


class StatusLine(SpanPainter):
    """`message` gives way to `hints` after a while (the screen decides when).

    A message is shown whole: the facts give way to it, and it takes further lines if it must.
    """

    DEFAULT_CSS = """
    StatusLine { height: auto; max-height: 3; background: $panel; color: $foreground; }
    """

    message: reactive[Line] = reactive((), repaint=False)
    hints: reactive[tuple[Line, ...]] = reactive(())
    facts: reactive[Line] = reactive(())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def watch_message(self, old: Line, new: Line) -> None:
        width = self.size.width
        self.refresh(layout=len(_wrapped(old, width)) != len(_wrapped(new, width)))

    def render_line(self, y: int) -> Strip:
        lines = self._lines(self.size.width)
        return self.paint(lines[y] if y < len(lines) else (), self.size.width)

    def _lines(self, width: int) -> list[Line]:
        wrapped = _wrapped(self.message, width)
        if len(wrapped) > 1:
            return wrapped
        facts = crop(self._facts_beside_message(width), max(width * 2 // 3, 10))
        room = width - width_of(facts) - 3
        left = wrapped[0] if self.message else (Span(" "), *self._fitting(room - 1))
        left = crop(left, width - width_of(facts))
        gap = width - width_of(left) - width_of(facts) - 1
        return [(*left, Span(" " * max(gap, 0)), *facts)]

    def _facts_beside_message(self, width: int) -> Line:
        """The facts; those in front, and then all, give way to a message that needs the room."""
        facts = self.facts
        while self.message and facts and width_of(self.message) + width_of(facts) + 4 > width:
            place = facts.index(BETWEEN_FACTS) if BETWEEN_FACTS in facts else len(facts)
            facts = facts[place + 1 :]
        return facts

    def _fitting(self, room: int) -> Line:
        """As many of the hints as stand whole in `room` cells."""
        line: Line = ()
        for hint in self.hints:
            if width_of(line) + width_of(hint) > room:
                break
            line += hint
        return line


def _wrapped(message: Line, width: int) -> list[Line]:
    """The message on as many lines as it takes, its first one set in by a cell."""
    return wrap((Span(" "), *message), max(width - 1, 10), indent=1)
