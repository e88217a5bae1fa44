"""What a key is called, in the config and on the screen, and which keys each command has.

The names are Textual's, which is not asked: a test holds the two equal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from timeline_tui.core.text import closest
from timeline_tui.tui.commands import COMMANDS

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_PRINTED: Mapping[str, str] = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
NAMED = frozenset(_PRINTED)
"""The keys that write no character, and the blank."""

# Where Textual's name of a character is not its Unicode name
_SHORT: Mapping[str, str] = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_OTHER_WORDS: Mapping[str, str] = {
    "return": "enter",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "control": "ctrl",
    "option": "alt",
    "cmd": "super",
}
_EXAMPLES = 'Write one character such as "j", or a name such as "f5", "pagedown" or "ctrl+p"'


def normal_key(text: str) -> str:
    """The one name of a key that Textual knows: `slash` for `/`; empty where there is no such key.

    With ctrl and the like the order does not count. Shift and a character are what they write.
    """
    if len(text) == 1:
        return _character_name(text)
    *modifiers, last = text.split("+")
    if modifiers[-1:] == [""] and not last:  # such as ctrl++
        modifiers, last = modifiers[:-1], "+"
    modifiers.sort()
    base = last if last in NAMED else _character_name(last if len(last) == 1 else _character(last))
    if not base or not set(modifiers) <= set(MODIFIERS) or len(set(modifiers)) < len(modifiers):
        return ""
    writes = len(base) == 1 and base != base.lower()
    if base not in NAMED and (modifiers == ["shift"] or (modifiers and writes)):
        return ""
    name = "+".join((*modifiers, base))
    return "ctrl+@" if name == "ctrl+at" else name  # as terminals send Ctrl and the blank


def key_advice(text: str) -> str:
    """What to write in the place of something that is no key."""
    tried = text.lower().replace("-", "+")
    *modifiers, last = (_OTHER_WORDS.get(word, word) for word in tried.split("+"))
    if modifiers == ["shift"] and last != last.upper() and len(last) == 1:
        return f'Write "{last.upper()}"'
    for base in (last, closest(last, NAMED)):
        meant = normal_key("+".join((*modifiers, base))) if base else ""
        if meant:
            return f'Write "{meant}"'
    return _EXAMPLES


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    before, plus, last = key.rpartition("+")
    if plus:
        return "+".join((*(word.capitalize() for word in before.split("+")), key_name(last)))
    return _PRINTED.get(key) or _character(key) or key


def _character(name: str) -> str:
    """The character that Textual calls so; empty where none is."""
    if len(name) == 1:
        return name
    return _CHARACTERS.get(name, "")


def _character_name(character: str) -> str:
    """What Textual calls a character; empty for one that no key writes."""
    if character.isalnum():
        return character
    if character == " ":
        return "space"
    if not character or not character.isprintable():
        return ""
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


_CHARACTERS: Mapping[str, str] = {
    _character_name(character): character
    for character in map(chr, range(33, 256))
    if character.isprintable() and not character.isalnum()
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys in force: those of the config, and of its own those that no other command took."""

    by_command: Mapping[str, tuple[str, ...]]

    def of(self, command: str) -> tuple[str, ...]:
        """All the keys of a command; none where others took them."""
        return self.by_command[command]

    def all(self, command: str) -> str:
        """Their names, with a blank between them."""
        return " ".join(map(key_name, self.of(command)))

    def either(self, command: str) -> str:
        """Any of them, in words: `/ or F2`."""
        return " or ".join(map(key_name, self.of(command))) or self[command]

    def __getitem__(self, command: str) -> str:
        """The name of the first key; of a command without one, where else it is found."""
        keys = self.of(command)
        return key_name(keys[0]) if keys else f"“{_TITLES[command]}” in the palette"


_TITLES = {command.id: command.title for command in COMMANDS}


def keys_in_force(chosen: Mapping[str, tuple[str, ...]] | None = None) -> Keys:
    """The keys of every command: a key chosen for one is taken from what others have by default."""
    chosen = chosen or {}
    taken = {key for keys in chosen.values() for key in keys}
    return Keys(
        {
            command.id: chosen.get(command.id)
            or tuple(key for key in command.keys if key not in taken)
            for command in COMMANDS
        }
    )


OWN_KEYS = keys_in_force()
"""Where the config says nothing."""
