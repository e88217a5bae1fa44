"""The file's models as the rest of the program sees them: entries, checking, the JSON Schema."""

from __future__ import annotations

from timeline_tui.core.models.checking import check, check_id
from timeline_tui.core.models.entries import (
    SECTIONS,
    ActorEntry,
    ActorRef,
    ClaimEntry,
    EventEntry,
    FileHead,
    PlaceEntry,
    SourceEntry,
)
from timeline_tui.core.models.entry import Entry
from timeline_tui.core.models.figures import FigureEntry
from timeline_tui.core.models.schema import json_schema
from timeline_tui.core.timeline import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    FacetKind,
    Figure,
    Link,
    Participant,
    Party,
    Place,
    Source,
    Status,
)

__all__ = [
    "SECTIONS",
    "Actor",
    "ActorEntry",
    "ActorRef",
    "Chain",
    "Claim",
    "ClaimEntry",
    "Dispute",
    "Entry",
    "Event",
    "EventEntry",
    "FacetKind",
    "Figure",
    "FigureEntry",
    "FileHead",
    "Link",
    "Participant",
    "Party",
    "Place",
    "PlaceEntry",
    "Source",
    "SourceEntry",
    "Status",
    "check",
    "check_id",
    "json_schema",
]
