"""The program around the main screen: theme, keys, palette. Decides nothing about events."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from timeline_tui.core.problems import Problem
from timeline_tui.core.text import closest, make_visible
from timeline_tui.files import sample_path
from timeline_tui.settings import Settings, theme_place
from timeline_tui.tui.bindings import keymap
from timeline_tui.tui.commands import COMMANDS, Group
from timeline_tui.tui.file_reader import FileReader
from timeline_tui.tui.keys import Keys, keys_in_force
from timeline_tui.tui.memory import Memory
from timeline_tui.tui.roles import ROLES_CSS
from timeline_tui.tui.screen import MainScreen
from timeline_tui.tui.themes import DARK, LIGHT
from timeline_tui.words.glyphs import ASCII, UNICODE

_LEAVE = "ctrl+q"

# The palette as quiet as the rest: no picture before its line, no frame around it
_PALETTE_CSS = """
CommandPalette {
    background: $background 60%;
    & > Vertical { background: $panel; margin-top: 2; }
    & SearchIcon { display: none; }
    & CommandInput, & CommandInput:focus { border: none; height: 1; padding: 0 1; }
    & #--input, & #--input.--list-visible { border: none; padding: 1 1; }
    & CommandList { border: none; scrollbar-size-vertical: 0; }
}
"""


class TimelineApp(App[None], inherit_bindings=False):
    """Opens the files and shows them until it is left."""

    # Before whatever has the keys, as long as the config gives the key to nothing else
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_LEAVE, "leave", show=False, priority=True),
    ]

    TITLE = "timeline"
    CSS = ROLES_CSS + _PALETTE_CSS
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = ""  # the table of commands has it
    PAUSE_GC_ON_SCROLL = False

    def __init__(
        self,
        paths: Sequence[Path],
        query: str = "",
        settings: Settings | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._first_query = query
        self._settings = settings or Settings()
        self._keys: Keys = keys_in_force(self._settings.keys)
        self._problems = problems
        self._bound_at: tuple[Screen[object], Widget | None] | None = None
        self._bound: Mapping[str, ActiveBinding] = {}  # the keys there

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, or ours in the place of the one for terminals."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from textual.drivers.linux_driver import LinuxDriver

        from timeline_tui.tui.driver import TerminalDriver

        chosen = super().get_driver_class()
        return TerminalDriver if chosen is LinuxDriver else chosen

    def on_mount(self) -> None:
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        wanted = self._settings.theme or DARK.name
        self.theme = wanted if wanted in self.available_themes else DARK.name
        self.set_keymap(keymap(self._keys))
        reload = self._settings.reload
        self.main = MainScreen(
            FileReader(self._paths, reload.interval if reload.auto else None),
            Memory(self._paths, remembers_paths=self._paths != (sample_path(),)),
            ASCII if self._settings.ascii else UNICODE,
            query=self._first_query,
            editor=self._settings.editor,
            keys=self._keys,
            panes=self._settings.panes,
        )
        self.push_screen(self.main)
        self._leave_on_signals()
        self.call_after_refresh(self._say_problems, wanted)

    def _leave_on_signals(self) -> None:
        """Gives the terminal back also where something else ends the program.

        Once the terminal itself is gone, Textual's threads never end: one waits for a place to
        write to, the other for keys. Nothing is left to give back then.
        """
        loop = asyncio.get_running_loop()

        def leave(number: int, _: FrameType | None) -> None:
            if not _has_terminal():
                os._exit(128 + number)
            loop.call_soon_threadsafe(self.exit, None, 128 + number)

        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and not self.is_headless:
                signal.signal(number, leave)

    def _say_problems(self, theme: str) -> None:
        problems = self._problems
        if theme not in self.available_themes:
            problems = (*problems, self._unknown_theme(theme))
        self.main.say_problems(problems)

    def _unknown_theme(self, theme: str) -> Problem:
        """Without a file where an option or the environment asks for it."""
        close = closest(theme, self.available_themes)
        meant = f"Did you mean `{close}`? " if close else ""
        hint = f"{meant}{self._keys['theme']} shows all there are"
        where = theme_place(theme) or ("", 1, 1)
        message = f"There is no theme `{make_visible(theme)}`"
        return Problem("error", "config-value", message, hint, *where)

    async def on_event(self, event: events.Event) -> None:
        """Does at once what a key is bound to, unless a line takes it as text.

        Textual looks for the binding only when the key has come up again from the widget that has
        the keys. Of `/heli` typed at once, or while the program is busy, some letters would go that
        way and others straight into the line that the first key has opened meanwhile.
        """
        at_once = (
            isinstance(event, events.Key)
            and not event.is_forwarded
            and event.key != _LEAVE
            and not isinstance(self.focused, Input)
            and await self._do(event.key)
        )
        if not at_once:
            await super().on_event(event)

    async def _do(self, key: str) -> bool:
        """Whether the key is bound to something that could be done."""
        place = (self.screen, self.focused)
        if self._bound_at != place:
            self._bound_at, self._bound = place, self.screen.active_bindings
        bound = self._bound.get(key)
        if bound is None:
            return False
        if isinstance(self.screen, MainScreen):
            self.screen.unsay()
        return await self.run_action(bound.binding.action, bound.node)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        return action != "leave" or _LEAVE in self._keys.of("quit")

    def action_leave(self) -> None:
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for command in COMMANDS:
            if command.id == "palette" or not isinstance(screen, MainScreen):
                continue
            run = self._runner(command.action, command.group)
            title = f"{command.title}  {self._keys.all(command.id)}".rstrip()
            yield SystemCommand(title, command.help, run)

    def _runner(self, action: str, group: Group) -> Callable[[], Awaitable[None]]:
        on_panes = group in ("Move", "Panes") and not action.startswith("screen.")
        target = self.main.panes if on_panes else self.main

        async def run() -> None:
            await self.run_action(action, target)

        return run


def _has_terminal() -> bool:
    """Whether the terminal that the screen was opened on is still there."""
    if sys.platform == "win32":
        return True
    import termios

    try:
        termios.tcgetattr(sys.__stdin__ or 0)
    except (termios.error, OSError, ValueError):  # hung up, or closed
        return False
    return True


def run(
    paths: Sequence[Path], query: str, settings: Settings, problems: tuple[Problem, ...]
) -> int:
    """Opens the screen and returns the exit code once it is left."""
    if settings.color == "never":
        os.environ["NO_COLOR"] = "1"  # Textual reads it when the app is made
    gc.disable()  # until the files are read: what is loaded is kept, collecting finds nothing
    app = TimelineApp(paths, query, settings, problems)
    app.run()
    return app.return_code or 0
