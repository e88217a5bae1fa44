"""What a key was meant to be that an entry does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from timeline_tui.core.models.wording import LINK_TYPES, MEASURES
from timeline_tui.core.reading.top import section_meant
from timeline_tui.core.text import closest

OTHER_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("when", "year", "start_date", "start", "from", "day", "time", "datetime", "timestamp"),
    "title": ("name", "event", "headline", "what", "subject", "summary"),
    "description": ("text", "details", "body", "content", "summary"),
    "date_text": ("display_date",),
    "location": ("place", "places", "where", "city", "locations"),
    "actors": ("people", "participants", "who", "persons", "organizations", "actor"),
    "sources": ("source", "citation", "reference", "references", "url", "link", "links"),
    "tags": ("category", "categories", "keywords", "labels", "tag"),
    "type": ("kind",),
    "note": ("comment", "comments", "notes"),
}
"""Keys of other people in an event (FORMAT section 8), the likeliest first. The meaning of a word
counts before its spelling."""

OTHER_MEASURES: Final[Mapping[str, str]] = {
    **{measure: measure for measure in (*MEASURES, "casualties")},
    **dict.fromkeys(("deaths", "dead", "fatalities"), "killed"),
    "injured": "wounded",
}
"""What they count in a key of its own, and the key of `figures` that says it."""

IF_A_DATE: Final = frozenset(("from", "start", "day", "time"))
"""Keys that hold other things than dates as well."""

_MEANT: Final = {
    key: ours for ours, keys in OTHER_KEYS.items() for key in keys if key not in IF_A_DATE
}
_OWN: Final = "Keys of your own begin with `x-`; a text with a colon in it needs quotes"
_INSIDE: Final = {
    **dict.fromkeys(LINK_TYPES, "links"),
    **dict.fromkeys(OTHER_MEASURES, "figures"),
    **dict.fromkeys(("quote", "credibility", "supported_by", "contradicts"), "claims"),
}
"""Keys that stand within the value of another one."""


@lru_cache(maxsize=4096)
def unknown_key(known: tuple[str, ...], key: str) -> str:
    """What to write instead of `key`; `known` are the keys that may stand there."""
    plain = key.lower()
    inside = _INSIDE.get(plain) or _INSIDE.get(plain.replace("_", "-"))
    if inside in known:
        return f"Write it under `{inside}`"
    meant = section_meant(key) if "events" in known else _MEANT.get(plain, "")
    meant = meant if meant in known else closest(key, known)
    return f"Did you mean `{meant}`?" if meant else _OWN
