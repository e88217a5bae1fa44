"""A JSON object as lines that a person can read too: a line a key, and a line an item of a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping


def json_lines(value: Mapping[str, object], *, ascii: bool) -> Iterator[str]:
    """The lines of one object; `ascii` escapes what lies beyond ASCII."""
    last = len(value) - 1
    yield "{"
    for place, (key, content) in enumerate(value.items()):
        comma = "" if place == last else ","
        yield from _member(f" {_text(key, ascii)}: ", content, comma, ascii)
    yield "}"


def _member(key: str, content: object, comma: str, ascii: bool) -> Iterator[str]:
    if not isinstance(content, list) or not any(isinstance(item, dict) for item in content):
        yield f"{key}{_text(content, ascii)}{comma}"
        return
    yield f"{key}["
    last = len(content) - 1
    for place, item in enumerate(content):
        yield f"  {_text(item, ascii)}{f']{comma}' if place == last else ','}"


def _text(value: object, ascii: bool) -> str:
    return json.dumps(value, ensure_ascii=ascii)
