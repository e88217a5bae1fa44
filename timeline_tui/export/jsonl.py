"""JSON Lines: an object a line, as `record` makes it."""

from __future__ import annotations

import json

from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.record import records


def write(view: View) -> Written:
    """The events of `view`, a line each."""
    return Written(json.dumps(one, ensure_ascii=False) + "\n" for one in records(view))
