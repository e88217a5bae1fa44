"""What a key was meant to be that an entry does not have."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from timeline_tui.core.models.words import LINK_TYPES, MEASURES
from timeline_tui.core.text import closest, cropped, one_of

if TYPE_CHECKING:
    from timeline_tui.core.models.entry import Entry

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
    **{key: "figures" for key in MEASURES},
    **{key: "links" for key in LINK_TYPES},
    **{key: "claims" for key in ("quote", "credibility", "supported_by")},
}
"""Keys that stand within the value of another one."""

_CLAIM_LINKS: Final = ("contradicts", "supersedes")


def unknown_key(owner: type[Entry], key: str, data: dict[Any, Any]) -> tuple[str, str]:
    """The key that `key` of the mapping `data` was meant for, or "", and what to write instead."""
    if joined := _joined(key, data):
        return "", joined
    if owner.pair and len(data) == 1 and isinstance(data[key], str):
        first, second = owner.pair
        short = f"{{{first}: {cropped(key)}, {second}: {cropped(data[key])}}}"
        return "", f"Quote the whole text if the colon belongs to it, or write `{short}`"
    return _meant(owner, key)


@lru_cache(maxsize=4096)
def _meant(owner: type[Entry], key: str) -> tuple[str, str]:
    known = (*owner.keys, *owner.beside)
    plain = key.lower()
    inside = [_INSIDE.get(plain, _INSIDE.get(plain.replace("_", "-"), ""))]
    if plain in _CLAIM_LINKS:
        inside = ["claims", "links"]
    places = [_within(place, plain) for place in inside if place in known]
    if places:
        return "", f"Write {' or '.join(places)}"
    meant = _OTHER_WORDS.get(plain, "")
    meant = meant if meant in known else closest(key, known)
    if meant:
        return meant, f"Did you mean `{meant}`?"
    free = "eys of your own begin with `x-`"
    return "", f"Write {one_of(known)}; k{free}" if len(known) < 10 else f"K{free}"


def _within(place: str, key: str) -> str:
    if place == "claims":
        return f"`claims: {{text: …, {key}: …}}`"
    return f"`{place}: {{{key.replace('_', '-') if place == 'links' else key}: …}}`"


def _joined(key: str, data: dict[Any, Any]) -> str:
    """What to write where a comma in braces has cut `key` off the text before it."""
    keys = list(data)
    index = keys.index(key)
    if data[key] is not None or index == 0:
        return ""
    before, here = keys[index - 1], keys[index]
    text = data[before]
    if not isinstance(text, str) or text.at[0] != here.at[0]:
        return ""
    return f'Quote the text if the comma belongs to it: `{before}: "{cropped(f"{text}, {key}")}"`'
