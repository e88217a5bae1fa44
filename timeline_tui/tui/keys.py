"""What a key is called, in the config and on the screen, and which keys each command has.

The names are Textual's, which is not asked: the command line needs them without a screen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from timeline_tui.tui.commands import COMMANDS

_MODIFIERS = frozenset(("alt", "ctrl", "hyper", "meta", "shift", "super"))
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

# Where Textual's name of a character is not its Unicode name
_SHORT: Mapping[str, str] = {
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
    *modifiers, last = text.split("+") if len(text) > 1 else [text]
    if modifiers[-1:] == [""] and not last:  # such as ctrl++
        modifiers, last = modifiers[:-1], "+"
    base = last if last in _PRINTED else _name(last if len(last) == 1 else _character(last))
    doubled = len(set(modifiers)) < len(modifiers)
    if not base or doubled or not set(modifiers) <= _MODIFIERS:
        return ""
    if base not in _PRINTED and (modifiers == ["shift"] or (modifiers and base != base.lower())):
        return ""
    name = "+".join((*sorted(modifiers), base))
    return "ctrl+@" if name == "ctrl+at" else name  # as terminals send Ctrl and the blank


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    before, plus, last = key.rpartition("+")
    if plus:
        return "+".join((*(word.capitalize() for word in before.split("+")), key_name(last)))
    return _PRINTED.get(key) or _character(key) or key


def _name(character: str) -> str:
    """What Textual calls a character; empty for one that no key writes."""
    if character.isalnum() or not character.isprintable() or not character:
        return character if character.isalnum() else ""
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return "space" if character == " " else _SHORT.get(name, name)


_CHARACTERS = {_name(c): c for c in map(chr, range(33, 256)) if _name(c)}


def _character(name: str) -> str:
    """The character that Textual calls so; empty where none is."""
    return name if len(name) == 1 else _CHARACTERS.get(name, "")


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
