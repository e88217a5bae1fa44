"""One JSON list of the objects that `record` makes, a line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.record import Json, records


def write(view: View) -> Written:
    """The events of `view` as one list."""
    return Written(listed("[", records(view), "]\n"))


def listed(start: str, objects: Iterable[Mapping[str, Json]], end: str) -> Iterator[str]:
    """The objects between two texts, a line each."""
    joint = f"{start}\n "
    for one in objects:
        yield f"{joint}{json.dumps(one, ensure_ascii=False)}"
        joint = ",\n "
    yield end if joint.startswith(",") else f"{start}{end}"
