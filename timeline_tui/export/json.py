"""One JSON list of the objects that `record` makes, a line each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.record import records


def write(view: View) -> Written:
    """The events of `view` as one list."""
    return Written(_pieces(view))


def _pieces(view: View) -> Iterator[str]:
    opening = "["
    for one in records(view):
        yield f"{opening}{json.dumps(one, ensure_ascii=False)}"
        opening = ",\n "
    yield "[]\n" if opening == "[" else "]\n"
