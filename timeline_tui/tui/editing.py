"""Hands the terminal to the person's editor and takes it back; opens addresses in the browser."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from textual.app import App, SuspendNotSupported

from timeline_tui.editor import chosen, command, waits

if sys.platform != "win32":
    import termios

_TERMINAL = 0  # the screen's; Textual draws and reads there
_APART: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
_PATIENCE = 10.0  # seconds after which a browser that goes on running has opened its window


def edit_at(app: App[object], setting: str, file: Path, line: int, column: int) -> str:
    """Opens `file` at a place (from 1) and returns what went wrong, empty if nothing did.

    A terminal editor is waited for, the screen stepping aside; one with a window of its own is not.
    """
    editor = chosen(setting, os.environ)
    arguments = command(editor, file, line, column)
    if not waits(editor):
        return _start(arguments)
    try:
        # An exception in here would leave the screen suspended
        with app.suspend(), _lent():
            return _run(arguments)
    except SuspendNotSupported:
        return "This terminal cannot be lent to an editor. Set one that opens a window"


def _start(arguments: Sequence[str]) -> str:
    try:
        process = subprocess.Popen(arguments, start_new_session=True, **_APART)
    except (OSError, ValueError) as error:
        return _does_not_start(arguments[0], error)
    Thread(target=process.wait, daemon=True).start()
    return ""


@contextmanager
def _lent() -> Iterator[None]:
    """Takes the terminal back as it was, however the editor left it: one that is killed leaves it
    raw. Until then Ctrl+C is the editor's, although the terminal sends it to this program too: to a
    handler and not to "ignore", which the editor would inherit."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    modes = terminal_modes()
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if sys.platform != "win32" and modes is not None:
            with suppress(termios.error):  # the terminal itself may have gone
                termios.tcsetattr(_TERMINAL, termios.TCSANOW, modes)


def terminal_modes() -> list[Any] | None:
    """How the terminal that the screen was opened on is set; None once it is gone."""
    if sys.platform != "win32":
        try:
            return termios.tcgetattr(_TERMINAL)
        except (termios.error, OSError, ValueError):  # hung up, or closed
            return None
    return []


def _run(arguments: Sequence[str]) -> str:
    try:
        code = subprocess.run(arguments, check=False).returncode
    except (OSError, ValueError) as error:
        return _does_not_start(arguments[0], error)
    if code < 0:
        return f"{arguments[0]} was ended by signal {-code}"
    return f"{arguments[0]} ended with code {code}" if code else ""


def _does_not_start(program: str, error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else error  # ValueError: a NUL in it
    return f"{program} does not start: {reason}. Set $EDITOR, or editor in the config"


# The browser


def opens(address: str) -> bool:
    """Whether an address is of the web: nothing else is opened."""
    return address[:8].lower().startswith(("http://", "https://"))


def real_host(address: str) -> str:
    """The host of an address that names a user before it, as one that pretends to be of elsewhere
    does; empty where none is named."""
    try:
        parts = urlsplit(address)
        return parts.hostname or "" if "@" in parts.netloc else ""
    except ValueError:
        return address


async def browse(address: str) -> bool:
    """Opens an address in the person's browser, and says whether it could be.

    In a process of its own, without the terminal: a browser may take its time, or draw there.
    """
    code = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
    environ = {name: value for name, value in os.environ.items() if name != "TERM"}
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", code, address), env=environ, start_new_session=True, **_APART
        )
        return await asyncio.wait_for(process.wait(), _PATIENCE) == 0
    except TimeoutError:
        return True
    except OSError:
        return False
