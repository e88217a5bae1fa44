"""What a key is called: as Textual has it, which is not asked (the command line needs the names
without a screen), and as it is printed on a keyboard."""

from __future__ import annotations

import re
import unicodedata

_MODIFIERS = frozenset(("alt", "ctrl", "hyper", "meta", "shift", "super"))
_NAMED = "escape:Esc enter:Enter tab:Tab space:Space backspace:Backspace delete:Del insert:Ins "
_NAMED += "home:Home end:End pageup:PgUp pagedown:PgDn up:↑ down:↓ left:← right:→"
_PRINTED = dict(one.split(":") for one in _NAMED.split())
_PRINTED |= {f"f{number}": f"F{number}" for number in range(1, 25)}
_SHORT = {  # where Textual's name of a character is not its Unicode name
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def normal_key(text: str) -> str:
    """The one name of a key that Textual knows: `slash` for `/`; empty where there is no such key.

    With ctrl and the like the order does not count. Shift and a character are what they write.
    """
    *modifiers, base = re.split(r"(?<=.)\+(?=.)", text)
    if base not in _PRINTED:
        base = _name(base if len(base) == 1 else _CHARACTERS.get(base, ""))
        if modifiers == ["shift"] or (modifiers and base != base.lower()):
            return ""
    if not base or not set(modifiers) <= _MODIFIERS or len(set(modifiers)) < len(modifiers):
        return ""
    name = "+".join((*sorted(modifiers), base))
    return "ctrl+@" if name == "ctrl+at" else name  # as terminals send Ctrl and the blank


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    *modifiers, last = key.split("+")
    last = _PRINTED.get(last) or _CHARACTERS.get(last, last)
    return "+".join((*map(str.capitalize, modifiers), last))


def _name(character: str) -> str:
    """What Textual calls a character; empty for one that no key writes."""
    if character.isalnum() or not character.isprintable() or not character:
        return character if character.isalnum() else ""
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


_CHARACTERS = {_name(c): c for c in map(chr, range(33, 256)) if _name(c)}
