"""One line that says how things are: what just happened or the keys, then the facts."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from timeline_tui.tui.styles import lines
from timeline_tui.words.spans import Line, Span, crop, width_of, wrap
from timeline_tui.words.status import BETWEEN_FACTS

_HIGHEST = 3  # lines
_FIRST_HINT = 12  # cells that the facts leave to the keys


class StatusLine(Static):
    """What just happened or the keys, then the facts. A message is shown whole: the facts give way
    to it, those at their end first. A first fact in the accent stays: it says that one does not
    see the timeline as it is now."""

    def __init__(self) -> None:
        super().__init__(id="status", markup=False)
        self.message: Line = ()
        self.hints: tuple[Line, ...] = ()
        self.facts: Line = ()
        self.typing: Line | None = None  # what stands there while a line is typed

    def renew(self) -> None:
        """Draws what is said now."""
        told = self._lines(max(self.size.width, 20))
        self.update(lines(told), layout=len(told) != self.size.height)

    def on_resize(self) -> None:
        self.renew()

    def _lines(self, width: int) -> Sequence[Line]:
        if self.typing is not None:
            return first_lines(wrap((Span(" "), *self.typing), width - 1, indent=1), width)
        if not self.message:
            facts = self._facts_in(width - _FIRST_HINT)
            return [_beside((Span(" "), *self._fitting(width - width_of(facts) - 4)), facts, width)]
        told = first_lines(wrap((Span(" "), *self.message), width - 1, indent=1), width)
        facts = self._facts_in(width - width_of(told[-1]) - 4)
        if not facts and self.facts[:1] and self.facts[0].role == "accent" and len(told) < _HIGHEST:
            told, facts = [*told, ()], self._facts_in(width - 1)
        return [*told[:-1], _beside(told[-1], facts, width)]

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
        for one in self.hints:
            if width_of(line) + width_of(one) > room:
                break
            line += one
        return line


def first_lines(found: Sequence[Line], width: int) -> Sequence[Line]:
    """At most three of the lines; that there are more is marked."""
    if len(found) <= _HIGHEST:
        return found
    return [*found[: _HIGHEST - 1], crop((*found[_HIGHEST - 1], Span(" …")), width)]


def _beside(left: Line, right: Line, width: int) -> Line:
    gap = width - width_of(left) - width_of(right) - 1
    return (*left, Span(" " * max(gap, 0)), *right)
