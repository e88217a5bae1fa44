"""What a key was meant to be that an entry does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from timeline_tui.core.models.words import LINK_TYPES, MEASURES
from timeline_tui.core.text import closest, one_of

_OTHER_WORDS: Final = {
    "headline": "title",
    "name": "title",
    "when": "date",
    "where": "location",
    "place": "location",
    "places": "location",
    "who": "actors",
    "summary": "description",
    "details": "description",
    "comment": "note",
    "url": "sources",
    "link": "sources",
}
"""Keys of other people; the meaning of a word counts before its spelling."""

_INSIDE: Final = {
    **dict.fromkeys(MEASURES, ("figures",)),
    **dict.fromkeys(LINK_TYPES, ("links",)),
    **dict.fromkeys(("quote", "credibility", "supported_by"), ("claims",)),
    **dict.fromkeys(("contradicts", "supersedes"), ("claims", "links")),
}
"""Keys that stand within the value of another one."""

_EXAMPLES: Final = {
    "figures": "`figures: {{{}: …}}`",
    "links": "`links: {{{}: …}}`",
    "claims": "`claims: {{text: …, {}: …}}`",
}


def unknown_key(
    keys: tuple[str, ...], key: str, data: Mapping[Any, object], example: str
) -> tuple[str, str]:
    """The key that `key` of the mapping `data` was meant for, or "", and what to write instead.

    `keys` are those that may stand there, `example` is what may stand in place of the mapping.
    """
    meant, hint = _meant(keys, str(key))
    if not meant and data[key] is None:
        hint = "Quote the text before it if the comma belongs to it"
    elif not meant and len(data) == 1:
        hint = f"Quote the whole text if the colon belongs to it, or write {example}"
    return meant, hint


@lru_cache(maxsize=4096)
def _meant(known: tuple[str, ...], key: str) -> tuple[str, str]:
    plain = key.lower()
    inner = plain if plain in _INSIDE else plain.replace("_", "-")
    inside = _INSIDE.get(inner, ())
    places = [_EXAMPLES[place].format(inner) for place in inside if place in known]
    if places:
        return "", f"Write {' or '.join(places)}"
    meant = _OTHER_WORDS.get(plain, "")
    meant = meant if meant in known else closest(key, known)
    if meant:
        return meant, f"Did you mean `{meant}`?"
    others = f"Write {one_of(known)}; k" if len(known) < 10 else "K"
    return "", f"{others}eys of your own begin with `x-`"
