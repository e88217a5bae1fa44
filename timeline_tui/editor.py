"""How each editor is told to open a file at a line. Starts no process."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

_FALLBACKS: Final = ("sensible-editor", "nano", "vi")


class _Habit(NamedTuple):
    """The words that open a `{file}` at a `{line}` and `{column}`, and whether the editor has a
    window of its own."""

    words: str
    window: bool = False


_PLACE: Final = "{file}:{line}:{column}"
_JETBRAINS: Final = "--line {line} --column {column} {file}"
_EDITORS: Final[Mapping[str, _Habit]] = {
    "vi vis pico mg joe jmacs sensible-editor editor": _Habit("+{line} {file}"),
    "xed pluma bbedit": _Habit("+{line} {file}", window=True),
    "nano ne": _Habit("+{line},{column} {file}"),
    "emacs emacsclient micro kak": _Habit("+{line}:{column} {file}"),
    "gedit": _Habit("+{line}:{column} {file}", window=True),
    "vim nvim": _Habit("+{line} '+normal! {column}|' {file}"),
    "gvim mvim": _Habit("+{line} '+normal! {column}|' {file}", window=True),
    "helix hx": _Habit(_PLACE),
    "subl sublime_text zed zeditor": _Habit(_PLACE, window=True),
    "code code-insiders codium vscodium cursor": _Habit(f"--goto {_PLACE}", window=True),
    "idea pycharm kate kwrite mousepad": _Habit(_JETBRAINS, window=True),
    "mate": _Habit("--line {line}:{column} {file}", window=True),
    "notepad++": _Habit("-n{line} -c{column} {file}", window=True),
    "gnome-text-editor notepad open xdg-open": _Habit("{file}", window=True),
}
_HABITS: Final = {name: habit for names, habit in _EDITORS.items() for name in names.split()}

# Options that move an editor from the terminal into a window, and back.
_TO_WINDOW: Final = {("vim", "-g"), ("emacsclient", "-n"), ("emacsclient", "--no-wait")}
_TO_TERMINAL: Final = {("gvim", "-v"), ("mvim", "-v")}


def chosen(
    setting: str, environ: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> str:
    """The editor to use: the config's, else `$VISUAL`, `$EDITOR`, else the first one installed."""
    for given in (setting, environ.get("VISUAL", ""), environ.get("EDITOR", "")):
        if given.strip():
            return given.strip()
    if os.name == "nt":
        return "notepad"
    return next((name for name in _FALLBACKS if which(name)), _FALLBACKS[-1])


def command(editor: str, file: Path, line: int, column: int = 1) -> tuple[str, ...]:
    """The command that opens `file` at `line` and `column` (from 1), ready for `subprocess`.

    The file is named absolutely: a name that begins with `-` or `+` is never read as an option.
    An editor that is not known gets the file alone.
    """
    words = _words(editor)
    habit = _HABITS.get(_name(words), _Habit("{file}"))
    place = {"file": str(file.absolute()), "line": line, "column": column}
    return (*words, *(word.format_map(place) for word in shlex.split(habit.words)))


def waits(editor: str) -> bool:
    """Whether the editor takes over the terminal, so that the screen must step aside until it ends.

    True for an editor that is not known: the worst is then an idle terminal.
    """
    words = _words(editor)
    name = _name(words)
    options = {(name, word) for word in words[1:]}
    if options & (_TO_WINDOW | _TO_TERMINAL):
        return bool(options & _TO_TERMINAL)
    return not (name in _HABITS and _HABITS[name].window)


def _words(editor: str) -> tuple[str, ...]:
    """The editor's program and arguments; a path with blanks may stand without quotes."""
    editor = editor.strip() or _FALLBACKS[-1]
    if Path(editor).is_file():
        return (editor,)
    try:
        words = shlex.split(editor, posix=os.name != "nt")
    except ValueError:  # a quote that never closes
        words = editor.split()
    return tuple(word.strip('"') if os.name == "nt" else word for word in words)


def _name(words: tuple[str, ...]) -> str:
    """The program's name without folder and suffix: `/usr/bin/vim.gtk3` is `vim`."""
    name = words[0].replace("\\", "/").rsplit("/", 1)[-1].lower()
    return name if name in _HABITS else name.split(".", 1)[0]
