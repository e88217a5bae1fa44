"""What a key was meant to be that an entry does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from timeline_tui.core.models.words import LINK_TYPES, MEASURES
from timeline_tui.core.text import closest

_OTHER_WORDS: Final = {
    "headline": "title",
    "name": "title",
    "when": "date",
    "who": "actors",
    **dict.fromkeys(("where", "place", "places"), "location"),
    **dict.fromkeys(("summary", "details"), "description"),
    "comment": "note",
    "url": "sources",
    "link": "sources",
}
"""Keys of other people; the meaning of a word counts before its spelling."""

_INSIDE: Final = {
    **dict.fromkeys(LINK_TYPES, "links"),
    **dict.fromkeys(MEASURES, "figures"),
    **dict.fromkeys(("quote", "credibility", "supported_by", "contradicts"), "claims"),
}
"""Keys that stand within the value of another one."""


def unknown_key(known: tuple[str, ...], key: str, data: Mapping[Any, object], example: str) -> str:
    """What to write instead of `key` of the mapping `data`.

    `known` are the keys that may stand there, `example` is what may stand in place of the mapping.
    """
    if hint := _meant(known, str(key)):
        return hint
    if len(data) == 1 and example:
        return f"Quote the whole text if the colon belongs to it, or write {example}"
    return "Keys of your own begin with `x-`"


@lru_cache(maxsize=4096)
def _meant(known: tuple[str, ...], key: str) -> str:
    plain = key.lower()
    inside = _INSIDE.get(plain) or _INSIDE.get(plain.replace("_", "-"))
    if inside in known:
        return f"Write it under `{inside}`"
    meant = _OTHER_WORDS.get(plain, "")
    meant = meant if meant in known else closest(key, known)
    return f"Did you mean `{meant}`?" if meant else ""
