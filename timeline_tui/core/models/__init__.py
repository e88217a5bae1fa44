"""What a file says as values: models of its entries, how they are checked, their JSON Schema."""

from __future__ import annotations

from timeline_tui.core.models.check import check
from timeline_tui.core.models.entry import Entry
from timeline_tui.core.models.fields import check_id
from timeline_tui.core.models.figures import Figure
from timeline_tui.core.models.schema import json_schema
from timeline_tui.core.models.shorthand import Chain, Citation, chain_of
from timeline_tui.core.models.values import (
    SECTIONS,
    Actor,
    Claim,
    Dispute,
    Event,
    FileHead,
    Link,
    Participant,
    Party,
    Place,
    Source,
)
from timeline_tui.core.models.wording import FacetKind, Status

__all__ = [
    "SECTIONS",
    "Actor",
    "Chain",
    "Citation",
    "Claim",
    "Dispute",
    "Entry",
    "Event",
    "FacetKind",
    "Figure",
    "FileHead",
    "Link",
    "Participant",
    "Party",
    "Place",
    "Source",
    "Status",
    "chain_of",
    "check",
    "check_id",
    "json_schema",
]
