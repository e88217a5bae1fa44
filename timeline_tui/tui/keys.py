"""Whose the keys are under a config, and how they are named in what is said."""

from __future__ import annotations

from collections.abc import Mapping

from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.key_names import key_name, normal_key

__all__ = ["Keys", "key_name", "keys_in_force", "normal_key"]


class Keys(dict[str, str]):
    """What the first key of each command is called; of one without a key, where else it is found.

    `by_command` has all keys in force: those of the config, and of its own those that no other
    command took.
    """

    def __init__(self, by_command: Mapping[str, tuple[str, ...]]) -> None:
        self.by_command = by_command
        palette = {command.id: f"“{command.title}” in the palette" for command in COMMANDS}
        super().__init__(
            palette | {id: key_name(keys[0]) for id, keys in by_command.items() if keys}
        )

    def all(self, command: str, between: str = " ") -> str:
        """The names of all its keys."""
        return between.join(map(key_name, self.by_command[command]))


def keys_in_force(chosen: Mapping[str, tuple[str, ...]] | None = None) -> Keys:
    """The keys of every command: a key chosen for one is taken from what others have by default."""
    chosen = chosen or {}
    taken = {key for keys in chosen.values() for key in keys}
    own = {command.id: tuple(k for k in command.keys if k not in taken) for command in COMMANDS}
    return Keys(own | {id: keys for id, keys in chosen.items() if keys})
