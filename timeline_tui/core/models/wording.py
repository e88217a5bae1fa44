"""The closed words of the format, and how messages name what was typed and say what is wrong."""

from __future__ import annotations

from typing import Final, Literal, get_args

from pydantic_core import PydanticCustomError

from timeline_tui.core.text import cropped

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
TABLES: Final = ("csv", "tsv", "xlsx", "ods", "json", "jsonl", "ics", "md", "markwhen")
"""The kinds of tables that rules of an import read; `xlsx` is any workbook of Excel."""
CHOICES: Final = {"status": get_args(Status), "kind": get_args(ActorKind)}


def refuse(code: str, message: str, hint: str) -> PydanticCustomError:
    """The error of a validator; `check` makes it a `Problem` with this code and these words."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def named(value: object) -> str:
    """`value` to be named in a message: short, and marked where it is text."""
    return f"`{cropped(value)}`" if isinstance(value, str) else found(value)


def found(value: object) -> str:
    """What kind of thing stands there, in the reader's words."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "nothing"


def compact(value: object) -> str:
    """Plain data to be shown on one line, as one would type it; "" for an absent value."""
    if isinstance(value, list):
        return f"[{', '.join('~' if item is None else compact(item) for item in value)}]"
    if isinstance(value, dict):
        # A date set without its quotes, `{2021-07-24, 2021-07-25}`, is a mapping to nothing.
        items = value.items()
        pairs = [key if item is None else f"{key}: {compact(item)}" for key, item in items]
        return f"{{{', '.join(pairs)}}}"
    return "" if value is None else str(value)
