"""A new event as YAML to be pasted into the file. Knows no clock, no clipboard and no screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from timeline_tui.core.evidence.statements import assertions
from timeline_tui.core.models import Event
from timeline_tui.core.reading.edits import as_yaml
from timeline_tui.core.timeline import Timeline

_TITLE: Final = "What happened"


def stub(timeline: Timeline, date: str, time: str = "", like: Event | None = None) -> str:
    """An event of a date (EDTF) and a time of day, its title still to be written; with the place,
    the actors and the source chains of another one, if it is to be like one. It is set in as the
    records of the file are, and has no problem there."""
    pairs = {"date": date, "time": time, "title": _TITLE}
    fields = {key: as_yaml(value) for key, value in pairs.items() if value}
    if like is not None:
        fields |= _taken_over(timeline, like)
    record = (
        timeline.records[timeline.row_of[like.id] if like else -1] if timeline.records else None
    )
    dash = re.match(" *(?=- )", record.text) if record else None
    indent = "  " if dash is None else dash[0]
    lines = [f"{key}: {value}" for key, value in fields.items()]
    return f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"


def _taken_over(timeline: Timeline, event: Event) -> dict[str, str]:
    """Each reference by the id where that is declared, else by the name as events have it."""

    def party(id: str) -> str:
        return id if (False, id) in timeline.declared else timeline.party(id).name

    places = [
        id if (True, id) in timeline.declared else timeline.places[id].name
        for id in event.locations
    ]
    actors: list[Any] = [
        party(one.actor)
        if one.role == "participant"
        else {"actor": party(one.actor), "role": one.role}
        for one in event.actors
    ]
    chains = [[*map(party, one.parties)] for one in event.chains or assertions(event)]
    found = {
        "location": _listed([as_yaml(place) for place in places]),
        "actors": _listed([as_yaml(actor) for actor in actors]),
        "sources": _listed([*dict.fromkeys(map(_chain, chains))]),
    }
    return {key: text for key, text in found.items() if text}


def _chain(parties: Sequence[str]) -> str:
    text = " <- ".join(parties)
    return text if all(as_yaml(one) == one for one in parties) else as_yaml(text)


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]" if texts else ""
