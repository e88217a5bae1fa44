"""The table of commands as Textual bindings; their ids are what the config remaps."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from timeline_tui.commands import COMMANDS, Group


def bindings(*groups: Group) -> list[BindingType]:
    """The bindings of the commands of these groups."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.title,
            show=command.footer,
            id=command.id,
        )
        for command in COMMANDS
        if command.group in groups
    ]


def keys_in_force(remapped: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys of every command, those of the config before those of the table."""
    return {command.id: remapped.get(command.id, command.keys) for command in COMMANDS}
