"""A timeline file as records: its bytes decoded, its text cut into pieces, a piece as plain data.

Whatever the bytes, nothing but UnreadableFile is raised; what is wrong comes back as problems. It
knows YAML and the top-level keys, not what the fields mean.
"""

from __future__ import annotations

from timeline_tui.core.reading.decode import LARGEST, UnreadableFile, decode, read_text
from timeline_tui.core.reading.edits import changed, edited
from timeline_tui.core.reading.pieces import STRAY, Change, Piece
from timeline_tui.core.reading.records import cut, entries, rescue
from timeline_tui.core.reading.top import section_meant
from timeline_tui.core.reading.tree import (
    Edits,
    List,
    Map,
    Placed,
    Refused,
    Text,
    Tree,
    Value,
    parse,
    placed,
)

__all__ = [
    "LARGEST",
    "STRAY",
    "Change",
    "Edits",
    "List",
    "Map",
    "Piece",
    "Placed",
    "Refused",
    "Text",
    "Tree",
    "UnreadableFile",
    "Value",
    "changed",
    "cut",
    "decode",
    "edited",
    "entries",
    "parse",
    "placed",
    "read_text",
    "rescue",
    "section_meant",
]
