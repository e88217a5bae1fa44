"""The program around the main screen: theme, keys, palette, terminal. Knows no event."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.screen import Screen

from timeline_tui.core.problems import Problem
from timeline_tui.core.text import did_you_mean, make_visible
from timeline_tui.files import sample_path
from timeline_tui.settings import Settings
from timeline_tui.tui.commands import COMMANDS, keys_in_force
from timeline_tui.tui.editing import terminal_modes
from timeline_tui.tui.ground import AnswerOnGround, begins_light, is_light
from timeline_tui.tui.reader import Reader
from timeline_tui.tui.screen import MainScreen
from timeline_tui.tui.styles import DARK, LIGHT, said_colours
from timeline_tui.words.status import OPENED_LAST

_NO_KEY = "no_key_for_"  # what no terminal sends: an empty entry of a keymap counts for none


class TimelineApp(App[None], inherit_bindings=False):
    """Opens the files and shows them until it is left."""

    TITLE = "timeline"
    CSS_PATH = "timeline.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = ""  # the table of commands has it
    PAUSE_GC_ON_SCROLL = False

    def __init__(
        self,
        paths: Sequence[Path],
        query: str = "",
        settings: Settings | None = None,
        problems: tuple[Problem, ...] = (),
        reader: Reader | None = None,
    ) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._settings = settings or Settings()
        self.set_class(self._settings.ascii, "-ascii")
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        usual = (LIGHT if begins_light(os.environ) else DARK).name
        wanted = self._settings.theme or usual
        self._first_theme = wanted if wanted in self.available_themes else usual
        self.theme = self._first_theme
        self.stylesheet.set_variables(self.get_css_variables())
        self._keys = keys_in_force(self._settings.keys)
        self._problems = problems
        self.main = MainScreen(
            reader or reader_of(paths, self._settings),
            self._paths,
            query,
            self._settings,
            self._keys,
        )

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, or ours in the place of the one for terminals."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from timeline_tui.tui.driver import TerminalDriver

        return TerminalDriver

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        variables |= said_colours(variables, ansi=self.current_theme.ansi)
        self.theme_variables = variables
        return variables

    def refresh_css(self, animate: bool = True) -> None:
        """Not before there is a screen: all would be read twice."""
        if self.screen_stack:
            super().refresh_css(animate)

    def on_answer_on_ground(self, message: AnswerOnGround) -> None:
        """The theme that suits the terminal, unless one was picked."""
        light, picked = is_light(message.colour), self._settings.theme in self.available_themes
        if light is not None and not picked and self.theme == self._first_theme:
            self._first_theme = self.theme = (LIGHT if light else DARK).name

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._say_theme)
        own = {command.id: command.keys for command in COMMANDS}
        self.set_keymap(
            {
                id: ",".join(keys) or f"{_NO_KEY}{id}"
                for id, keys in self._keys.by_command.items()
                if keys != own[id]
            }
        )
        self.push_screen(self.main)
        if not self.is_headless:
            self._leave_on_signals()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """What can wait until the first picture was drawn."""
        problems, theme = self._problems, self._settings.theme
        if theme and theme not in self.available_themes:
            hint = did_you_mean(theme, tuple(self.available_themes))
            message = f"There is no theme `{make_visible(theme)}`"
            problems += (Problem("error", "config-value", message, hint),)
        self.main.say_problems(problems)
        if self._paths != (sample_path(),):
            self.main.keep(lambda state: state.opened(self._paths))

    def _say_theme(self, theme: object) -> None:
        kept = f'theme = "{self.theme}" in the config keeps it.'
        if self.theme != self._first_theme:
            self.main.say(f"Theme: {self.theme} until you leave. {kept}")

    def _leave_on_signals(self) -> None:
        """Gives the terminal back also where something else ends the program.

        Once the terminal itself is gone, Textual's threads never end: one waits for a place to
        write to, the other for keys. Nothing is left to give back then.
        """
        loop = asyncio.get_running_loop()

        def leave(number: int, _: FrameType | None) -> None:
            if terminal_modes() is None:
                os._exit(128 + number)
            loop.call_soon_threadsafe(self.exit, None, 128 + number)

        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, leave)

    async def on_event(self, event: events.Event) -> None:
        """What was said is over with the next key or click."""
        if isinstance(event, events.Key | events.MouseDown) and not event.is_forwarded:
            self.main.bar.unsay()
            self.main.stop(getattr(event, "key", ""))
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for command in COMMANDS if screen is self.main else ():
            title = f"{command.title}  {self._keys.all(command.id)}".rstrip()
            yield SystemCommand(
                title, command.help, partial(self.run_action, command.action, self.main)
            )


def reader_of(paths: Sequence[Path], settings: Settings) -> Reader:
    """A reader of the files that has begun to read them."""
    return Reader(paths, settings.reload.interval if settings.reload.auto else None)


def run(
    paths: Sequence[Path],
    query: str,
    settings: Settings,
    problems: tuple[Problem, ...],
    *,
    named: bool = True,
) -> int:
    """Opens the screen and returns the exit code once it is left. `named` says that the files are
    those that were asked for, or stand here."""
    os.environ.pop("NO_COLOR", None)  # Textual reads it when the app is made, also an empty one
    if settings.color == "never":
        os.environ["NO_COLOR"] = "1"
    if sys.__stderr__ is None or not sys.__stderr__.isatty():
        # Textual draws on it; tracebacks stay where they were
        sys.__dict__["__stderr__"] = sys.__stdout__
    reader = reader_of(paths, settings)
    app = TimelineApp(paths, query, settings, problems, reader)
    if not named:
        app.main.opened = "the sample" if [*paths] == [sample_path()] else OPENED_LAST

    def ended(failure: threading.ExceptHookArgs) -> None:
        told = traceback.format_exception(failure.exc_value) if failure.exc_value else []
        with suppress(RuntimeError):  # the program was left meanwhile
            app.call_later(app.exit, None, 1, "".join(told))

    threading.excepthook = ended
    app.run()
    return app.return_code or 0
