"""Which keys the status line names, those first that one needs where the keys go."""

from __future__ import annotations

from textual.widget import Widget

from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.widgets.event_pane import EventPane
from timeline_tui.tui.widgets.facet import Facet
from timeline_tui.words.spans import Line, Span

_FIRST_IN_LIST = ("query", "next_pane", "help", "disputes", "as_of")
_FIRST_IN_FACET = ("include", "exclude", "about", "fold", "maximise", "next_pane", "back")
_FIRST_IN_EVENT = ("open", "browse", "cite", "edit", "maximise", "next_pane", "back")


def hints(focused: Widget | None, keys: Keys) -> tuple[Line, ...]:
    """The keys that do something in the pane that has them, one hint a key."""
    first: tuple[str, ...] = _FIRST_IN_LIST
    if isinstance(focused, Facet):
        first = _FIRST_IN_FACET
    elif isinstance(focused, EventPane):
        first = _FIRST_IN_EVENT
    commands = {command.id: command for command in COMMANDS}
    others = [name for name, command in commands.items() if command.footer]
    return tuple(
        (Span(keys[name], "accent"), Span(f" {commands[name].title.lower()}  ", "dim"))
        for name in dict.fromkeys((*first, *others))
        if keys.of(name)
    )
