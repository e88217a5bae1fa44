"""Hands the terminal to the person's editor and takes it back."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from textual.app import App, SuspendNotSupported

from timeline_tui.editor import chosen, command, waits


def edit_at(app: App[object], setting: str, file: Path, line: int, column: int) -> str:
    """Opens `file` at a place (from 1) and returns what went wrong, empty if nothing did.

    A terminal editor is waited for, the screen stepping aside; one with a window of its own is not.
    """
    editor = chosen(setting, os.environ)
    arguments = command(editor, file, line, column)
    if not waits(editor):
        return _start(arguments)
    try:
        with app.suspend():  # an exception in here would leave the screen suspended
            wrong = _run(arguments)
    except SuspendNotSupported:
        return "This terminal cannot be lent to an editor. Set one that opens a window"
    return wrong


def _start(arguments: Sequence[str]) -> str:
    try:
        subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return _does_not_start(arguments[0], error)
    return ""


def _run(arguments: Sequence[str]) -> str:
    try:
        code = subprocess.run(arguments, check=False).returncode
    except (OSError, ValueError) as error:
        return _does_not_start(arguments[0], error)
    return f"{arguments[0]} ended with code {code}" if code else ""


def _does_not_start(program: str, error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else error  # ValueError: a NUL in it
    return f"{program} does not start: {reason}. Set $EDITOR, or editor in the config"
