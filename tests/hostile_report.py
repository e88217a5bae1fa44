"""A file in which every text is one that an export must not take for anything but text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import cycle


def hostile_text(words: Sequence[str]) -> str:
    """A file with an event and a broken record; all texts in it are among `words`."""
    texts = cycle(words)
    claim = {
        "text": next(texts),
        "quote": next(texts),
        "figures": {"killed": {"best": 3, "of": "a1", "text": next(texts)}},
        "disputed_by": {"sources": "s <- a1", "text": next(texts)},
        "note": next(texts),
        "x-own": next(texts),
    }
    event = {
        "date": "unknown",
        "title": next(texts),
        "date_text": next(texts),
        "description": next(texts),
        "type": next(texts),
        "location": "p",
        "actors": {"actor": "a0", "role": next(texts), "note": next(texts)},
        "sources": ["s <- a0", "o"],
        "claims": claim,
        "tags": [next(texts), next(texts)],
        "note": next(texts),
        "x-own": next(texts),
    }
    head = {
        "title": next(texts),
        "locations": {"p": {"name": next(texts), "note": next(texts)}},
        "actors": {f"a{n}": {"name": next(texts), "position": next(texts)} for n in range(2)},
        "sources": {
            "s": {"name": next(texts), "author": next(texts), "url": "https://good.example/a_b"},
            "o": {"name": next(texts), "publisher": next(texts), "url": next(texts)},
        },
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    broken = next(texts).replace("\n", " ")
    events = (json.dumps(event, ensure_ascii=False), f"[{broken}")
    return "\n".join((*lines, "events:", *(f"- {one}" for one in events))) + "\n"
