"""A timeline file as records: its bytes decoded, its text cut into chunks, a chunk as plain data.

Whatever the bytes, nothing but UnreadableFile is raised; what is wrong comes back as problems. It
knows YAML and the top-level keys, not what the fields mean.
"""

from __future__ import annotations

from timeline_tui.core.decoding import UnreadableFile, decode, read_text
from timeline_tui.core.reading.chunks import STRAY, Chunk, Document
from timeline_tui.core.reading.parsing import locate, parse
from timeline_tui.core.reading.recovery import entries, rescue
from timeline_tui.core.reading.splitting import split
from timeline_tui.core.reading.yaml_events import Parsed, Path, Value

__all__ = [
    "STRAY",
    "Chunk",
    "Document",
    "Parsed",
    "Path",
    "UnreadableFile",
    "Value",
    "decode",
    "entries",
    "locate",
    "parse",
    "read_text",
    "rescue",
    "split",
]
