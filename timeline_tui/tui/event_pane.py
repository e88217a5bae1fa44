"""The pane that tells the event under the cursor of the list."""

from __future__ import annotations

from timeline_tui.core.models import Event
from timeline_tui.core.views.view import View
from timeline_tui.tui.lists import Paragraphs
from timeline_tui.words.signs import Glyphs


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
        from timeline_tui.words.story import event_lines, signed_lines  # not for the first picture

        glyphs = self._glyphs
        told = event_lines(view, event, glyphs) if event is not None else ()
        id = event.id if event is not None else ""
        at = self.cursor if id == self._shown else 0
        self._shown = id
        self.tell(
            lambda width: [(signed_lines(one, width, glyphs), one.target) for one in told], at
        )
