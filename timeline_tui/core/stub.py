"""A new event as YAML to be pasted into the file. Knows no clock, no clipboard and no screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from timeline_tui.core.evidence.statements import assertions
from timeline_tui.core.models import Event, Participant
from timeline_tui.core.reading.edits import as_yaml
from timeline_tui.core.timeline import Timeline

TITLE: Final = "What happened"
"""It is still to be written."""


def stub(
    timeline: Timeline, date: str, time: str = "", like: Event | None = None, title: str = TITLE
) -> str:
    """An event of a date (EDTF) and a time of day; with the place, the actors and the source chains
    of another one, if it is to be like one. It is set in as the records of the file are, and has no
    problem there."""
    pairs = {"date": date, "time": time, "title": title}
    fields = {key: as_yaml(value) for key, value in pairs.items() if value}
    if like is not None:
        fields |= _taken_over(timeline, like)
    row = timeline.row_of[like.id] if like is not None else -1
    dash = re.match(" *(?=- )", timeline.records[row].text if timeline.records else "")
    indent = "  " if dash is None else dash[0]
    lines = [f"{key}: {value}" for key, value in fields.items()]
    return f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"


def _taken_over(timeline: Timeline, event: Event) -> dict[str, str]:
    """Each reference by the id where that is declared, else by the name as events have it."""

    def party(id: str) -> str:
        return id if (False, id) in timeline.declared else timeline.party(id).name

    def place(id: str) -> str:
        return id if (True, id) in timeline.declared else timeline.places[id].name

    def participant(one: Participant) -> Any:
        actor = party(one.actor)
        return actor if one.role == "participant" else {"actor": actor, "role": one.role}

    chains = [[*map(party, one.parties)] for one in event.chains or assertions(event)]
    found = {
        "location": [as_yaml(place(id)) for id in event.locations],
        "actors": [as_yaml(participant(one)) for one in event.actors],
        "sources": [*dict.fromkeys(map(_chain, chains))],
    }
    several = {key: f"[{', '.join(texts)}]" for key, texts in found.items() if texts}
    return several | {key: texts[0] for key, texts in found.items() if len(texts) == 1}


def _chain(parties: Sequence[str]) -> str:
    text = " <- ".join(parties)
    return text if all(as_yaml(one) == one for one in parties) else as_yaml(text)
