"""The pane beside the list that tells an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline_tui.core.models import Event
from timeline_tui.core.views.view import View
from timeline_tui.tui.lists import Paragraphs
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, wrap

if TYPE_CHECKING:
    from timeline_tui.words.story import Told


def told_lines(told: Told, width: int) -> list[Line]:
    """A paragraph broken into lines of a width."""
    before = Span(" " * told.indent)
    hang = 2 if told.target is not None or told.indent else 0
    found = wrap(told.line, max(width - told.indent, 10), indent=hang)
    return [(before, *line) for line in found]


class EventPane(Paragraphs):
    """The event that the chronology's cursor stands on; Enter follows what a line names."""

    HINTS = "open browse cite edit maximise next_pane back"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="event", classes="pane lower")
        self.label = self.heading = "Event"
        self._glyphs = glyphs
        self._shown = ""

    def show(self, view: View, event: Event | None) -> None:
        """Tells another event from its top, or the same one anew."""
        from timeline_tui.words.story import event_lines  # not for the first picture

        told = event_lines(view, event, self._glyphs) if event is not None else ()
        id = event.id if event is not None else ""
        at = self.cursor if id == self._shown else 0
        self._shown = id
        self.tell(lambda width: [(self._signed(one, width), one.target) for one in told], at)

    def _signed(self, told: Told, width: int) -> Sequence[Line]:
        sign = Span(self._glyphs.follows, "dim") if told.target is not None else Span(" ")
        found = enumerate(told_lines(told, width - 1))
        return [(Span(" ") if at else sign, *line) for at, line in found]
