"""One JSON object: what the file says of itself, the entries that its events name, and these, all
as `record` makes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.record import VERSION, Json, named_entries, records


def write(view: View) -> Written:
    """The events of `view`, a line each below all else."""
    timeline = view.timeline
    head: dict[str, Json] = {"version": VERSION, "title": timeline.title}
    head |= {"timezone": timeline.zone.key, "extras": dict(timeline.extras)}
    head |= named_entries(view)
    lines = (f"{dumped(key)}: {dumped(value)}" for key, value in head.items())
    start = "{" + ",\n ".join(lines) + ',\n "events": ['
    return Written(listed(start, records(view), "]}\n"))


def listed(start: str, objects: Iterable[Mapping[str, Json]], end: str) -> Iterator[str]:
    """The objects between two texts, a line each."""
    joint = f"{start}\n "
    for one in objects:
        yield joint + dumped(one)
        joint = ",\n "
    yield end if joint.startswith(",") else f"{start}{end}"


def dumped(value: object) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)
