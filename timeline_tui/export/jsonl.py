"""JSON Lines: an object a line, as `record` makes it."""

from __future__ import annotations

from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.json import dumped
from timeline_tui.export.record import VERSION, records


def write(view: View) -> Written:
    """The events of `view`, a line each."""
    return Written(dumped({"version": VERSION, **one}) + "\n" for one in records(view))
