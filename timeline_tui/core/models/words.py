"""The words out of which a value of the file is one, or may be."""

from __future__ import annotations

from typing import Final, Literal, get_args

Status = Literal["occurred", "planned", "cancelled"]
FacetKind = Literal["location", "actor", "source"]
ActorKind = Literal[
    "person", "group", "organization", "unit", "government", "population", "unknown"
]
LINK_TYPES: Final = (
    *("part-of", "follows", "caused-by", "response-to"),
    *("contradicts", "supersedes", "duplicate-of", "related-to"),
)
MEASURES: Final = ("killed", "wounded", "captured", "displaced", "missing", "troops")
CHOICES: Final = {"status": get_args(Status), "kind": get_args(ActorKind)}
