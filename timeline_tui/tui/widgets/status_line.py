"""One line that says how things are: what just happened or the keys, then the facts."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.tui.roles import SpanPainter
from timeline_tui.words.spans import Line, Span, width_of, wrap
from timeline_tui.words.status import BETWEEN_FACTS, first_lines

_HIGHEST = 3  # lines
_FIRST_HINT = 12  # cells that the facts leave to the keys


class StatusLine(SpanPainter):
    """`message` gives way to `hints` after a while (the screen decides when).

    A message is shown whole: the facts give way to it, those at their end first, and it takes
    further lines if it must. A first fact in the accent stays: it says that one does not see the
    timeline as it is now.
    """

    DEFAULT_CSS = f"""
    StatusLine {{
        height: auto; max-height: {_HIGHEST}; background: $panel; color: $foreground;
    }}
    """

    message: reactive[Line] = reactive((), repaint=False)
    hints: reactive[tuple[Line, ...]] = reactive(())
    facts: reactive[Line] = reactive((), repaint=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def watch_message(self) -> None:
        self._renew()

    def watch_facts(self) -> None:
        self._renew()

    def _renew(self) -> None:
        self.refresh(layout=min(len(self._lines(self.size.width)), _HIGHEST) != self.size.height)

    def render_line(self, y: int) -> Strip:
        lines = self._lines(self.size.width)
        return self.paint(lines[y] if y < len(lines) else (), self.size.width)

    def _lines(self, width: int) -> list[Line]:
        if not self.message:
            facts = self._facts_in(width - _FIRST_HINT)
            left = (Span(" "), *self._fitting(width - width_of(facts) - 4))
            return [_beside(left, facts, width)]
        lines = _wrapped(self.message, width)
        facts = self._facts_in(width - width_of(lines[-1]) - 4)
        stays = bool(self.facts) and self.facts[0].role == "accent"
        if stays and not facts and len(lines) < _HIGHEST:
            lines.append(())
            facts = self._facts_in(width - 1)
        return [*lines[:-1], _beside(lines[-1], facts, width)]

    def _facts_in(self, room: int) -> Line:
        """As many of the facts, from the first, as stand whole in `room` cells."""
        facts = self.facts
        while facts and width_of(facts) > room:
            last = max((at for at, span in enumerate(facts) if span == BETWEEN_FACTS), default=0)
            facts = facts[:last]
        return facts

    def _fitting(self, room: int) -> Line:
        """As many of the hints as stand whole in `room` cells."""
        line: Line = ()
        for hint in self.hints:
            if width_of(line) + width_of(hint) > room:
                break
            line += hint
        return line


def _beside(left: Line, right: Line, width: int) -> Line:
    gap = width - width_of(left) - width_of(right) - 1
    return (*left, Span(" " * max(gap, 0)), *right)


def _wrapped(message: Line, width: int) -> list[Line]:
    """The message on as many lines as it takes, its first one set in by a cell."""
    room = max(width - 1, 10)
    return first_lines(wrap((Span(" "), *message), room, indent=1), _HIGHEST, room)
