"""The table of commands as Textual bindings; their ids are what the config remaps."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from timeline_tui.tui.commands import COMMANDS, Command, Group
from timeline_tui.tui.keys import Keys


def bindings(*groups: Group) -> list[BindingType]:
    """The bindings of the commands of these groups."""
    return [
        _binding(command, command.action, command.keys)
        for command in COMMANDS
        if command.group in groups
    ]


def dialog_bindings(actions: Mapping[str, str], fixed: Mapping[str, str]) -> list[BindingType]:
    """Those of a dialog: `actions` by the command whose keys they have, and by `fixed` keys."""
    commands = {command.id: command for command in COMMANDS}
    own = {
        id: tuple(key for key in commands[id].keys if key not in fixed) or (_no_key(id),)
        for id in actions
    }
    return [
        *(_binding(commands[id], action, own[id]) for id, action in actions.items()),
        *(Binding(key, action, show=False) for key, action in fixed.items()),
    ]


def _binding(command: Command, action: str, keys: tuple[str, ...]) -> Binding:
    return Binding(",".join(keys), action, command.title, show=command.footer, id=command.id)


def _no_key(command: str) -> str:
    """What no terminal sends: Textual takes an empty entry of a keymap for no entry."""
    return f"no_key_for_{command}"


def keymap(keys: Keys) -> dict[str, str]:
    """What Textual is to be told of the keys: those of commands that have others than their own."""
    return {
        command.id: ",".join(keys.of(command.id)) or _no_key(command.id)
        for command in COMMANDS
        if keys.of(command.id) != command.keys
    }
