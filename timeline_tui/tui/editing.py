"""Hands the terminal to the person's editor and takes it back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from timeline_tui.editor import chosen, command, waits


def edit_at(app: App[object], setting: str, file: Path, line: int, column: int) -> str:
    """Opens `file` at a place (from 1) and returns what went wrong, empty if nothing did.

    A terminal editor is waited for, the screen stepping aside; one with a window of its own is not.
    """
    editor = chosen(setting, os.environ)
    arguments = command(editor, file, line, column)
    try:
        if not waits(editor):
            subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            return ""
        with app.suspend():
            code = subprocess.run(arguments, check=False).returncode
    except OSError as error:
        return (
            f"{arguments[0]} does not start: {error.strerror}. Set $EDITOR, or editor in the config"
        )
    except SuspendNotSupported:
        return "This terminal cannot be lent to an editor. Set one that opens a window"
    return f"{arguments[0]} ended with code {code}" if code else ""
