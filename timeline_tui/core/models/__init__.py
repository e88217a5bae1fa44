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

__all__ = [
    "SECTIONS",
    "ActorEntry",
    "ActorRef",
    "ClaimEntry",
    "Entry",
    "EventEntry",
    "FigureEntry",
    "FileHead",
    "PlaceEntry",
    "SourceEntry",
    "check",
    "check_id",
    "json_schema",
]
