"""What the keys at the top of a file mean that are not the format's (FORMAT section 8, Keys)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from timeline_tui.core.text import closest

_SECTIONS: Final = ("locations", "actors", "sources")
_OURS: Final = frozenset(("title", "timezone", *_SECTIONS))
_EVENTS: Final = frozenset(
    ("events", "event", "entries", "timeline", "milestones", "items", "history", "chronology")
)
_SECTION_WORDS: Final = {
    **dict.fromkeys(("locations", "places", "place"), "locations"),
    **dict.fromkeys(("actors", "people", "persons", "person", "participants"), "actors"),
    **dict.fromkeys(("sources", "references", "reference", "bibliography"), "sources"),
}
_LIST: Final = re.compile(r"-(?=\s)|\[")
_MAPPING: Final = re.compile(r"""\{|["']?\w[^\n:]{0,99}:(?=\s|\Z)""")
_DATED: Final = re.compile(r"""(?:-\s+|\[\s*)\{?\s*["']?date["']?:\s""")
_MAPPINGS: Final = re.compile(rf"""-\s+(?:{_MAPPING.pattern})|\[\s*\{{""")  # a list of them


def section_meant(key: str) -> str:
    """The section that a key at the top is, or is meant for by its word or its spelling, or ""."""
    plain = key.lower()
    if plain in _EVENTS:
        return ""
    return _SECTION_WORDS.get(plain) or closest(plain, _SECTIONS)


def begins_list(key: str, text: str, at: int) -> bool:
    """Whether a key means a section, and a list, which none is, begins where its value does."""
    return _LIST.match(text, at) is not None and section_meant(key) != ""


def top_keys(text: str, values: Mapping[str, int]) -> dict[str, str]:
    """The format's keys for those of other people. `values` are where the values of all begin."""
    lists: list[str] = []
    ours: dict[str, str] = {}
    for key, at in values.items():
        meant = _SECTION_WORDS.get(key.lower(), "")
        word = key.lower() in _EVENTS and _LIST.match(text, at)  # whatever its first item is
        if word or _MAPPINGS.match(text, at):
            misspelt = section_meant(key) and (meant or not _DATED.match(text, at))
            if not (key in _OURS or key.startswith("x-") or misspelt):
                lists.append(key)
        elif meant and meant not in values and _MAPPING.match(text, at):
            ours[key] = meant
    usual = [key for key in lists if key.lower() in _EVENTS]
    if "events" not in values and len(usual or lists) == 1:
        ours[(usual or lists)[0]] = "events"
    return ours
