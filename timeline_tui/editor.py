"""How each editor is told to open a file at a line. Starts no process."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_FALLBACKS = ("sensible-editor", "nano", "vi")


@dataclass(frozen=True, slots=True)
class _Habit:
    """The arguments that open a file at a place, and whether the editor has a window of its own.

    `arguments` may hold `{file}`, `{line}` and `{column}`.
    """

    arguments: tuple[str, ...] = ("{file}",)
    window: bool = False


_PLUS_LINE = ("+{line}", "{file}")
_PLUS_PLACE = ("+{line}:{column}", "{file}")
_VIM = ("+{line}", "+normal! {column}|", "{file}")
_SUFFIXED = ("{file}:{line}:{column}",)
_GOTO = ("--goto", "{file}:{line}:{column}")
_KATE = ("--line", "{line}", "--column", "{column}", "{file}")
_JETBRAINS = ("--line", "{line}", "--column", "{column}", "{file}")

_UNKNOWN = _Habit()
_HABITS: Mapping[str, _Habit] = {
    "vi": _Habit(_PLUS_LINE),
    "vim": _Habit(_VIM),
    "nvim": _Habit(_VIM),
    "gvim": _Habit(_VIM, window=True),
    "mvim": _Habit(_VIM, window=True),
    "vis": _Habit(_PLUS_LINE),
    "nano": _Habit(("+{line},{column}", "{file}")),
    "pico": _Habit(_PLUS_LINE),
    "emacs": _Habit(_PLUS_PLACE),
    "emacsclient": _Habit(_PLUS_PLACE),
    "mg": _Habit(_PLUS_LINE),
    "joe": _Habit(_PLUS_LINE),
    "jmacs": _Habit(_PLUS_LINE),
    "ne": _Habit(("+{line},{column}", "{file}")),
    "micro": _Habit(_PLUS_PLACE),
    "helix": _Habit(_SUFFIXED),
    "hx": _Habit(_SUFFIXED),
    "kak": _Habit(_PLUS_PLACE),
    "sensible-editor": _Habit(_PLUS_LINE),
    "editor": _Habit(_PLUS_LINE),
    "code": _Habit(_GOTO, window=True),
    "code-insiders": _Habit(_GOTO, window=True),
    "codium": _Habit(_GOTO, window=True),
    "vscodium": _Habit(_GOTO, window=True),
    "cursor": _Habit(_GOTO, window=True),
    "subl": _Habit(_SUFFIXED, window=True),
    "sublime_text": _Habit(_SUFFIXED, window=True),
    "zed": _Habit(_SUFFIXED, window=True),
    "zeditor": _Habit(_SUFFIXED, window=True),
    "gedit": _Habit(_PLUS_PLACE, window=True),
    "xed": _Habit(_PLUS_LINE, window=True),
    "pluma": _Habit(_PLUS_LINE, window=True),
    "gnome-text-editor": _Habit(window=True),
    "mousepad": _Habit(_KATE, window=True),
    "kate": _Habit(_KATE, window=True),
    "kwrite": _Habit(_KATE, window=True),
    "mate": _Habit(("--line", "{line}:{column}", "{file}"), window=True),
    "bbedit": _Habit(_PLUS_LINE, window=True),
    "idea": _Habit(_JETBRAINS, window=True),
    "pycharm": _Habit(_JETBRAINS, window=True),
    "notepad++": _Habit(("-n{line}", "-c{column}", "{file}"), window=True),
    "notepad": _Habit(window=True),
    "open": _Habit(window=True),
    "xdg-open": _Habit(window=True),
}

# Arguments that move an editor from the terminal into a window, or back.
_TO_WINDOW: Mapping[str, frozenset[str]] = {
    "vim": frozenset({"-g"}),
    "emacsclient": frozenset({"-n", "--no-wait"}),
}
_TO_TERMINAL: Mapping[str, frozenset[str]] = {"gvim": frozenset({"-v"}), "mvim": frozenset({"-v"})}


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
    habit = _HABITS.get(_name(words), _UNKNOWN)
    place = {"file": str(file.absolute()), "line": str(line), "column": str(column)}
    return (*words, *(argument.format_map(place) for argument in habit.arguments))


def waits(editor: str) -> bool:
    """Whether the editor takes over the terminal, so that the screen must step aside until it ends.

    True for an editor that is not known: the worst is then an idle terminal.
    """
    words = _words(editor)
    name, options = _name(words), frozenset(words[1:])
    if options & _TO_TERMINAL.get(name, frozenset()):
        return True
    if options & _TO_WINDOW.get(name, frozenset()):
        return False
    return not _HABITS.get(name, _UNKNOWN).window


def _words(editor: str) -> tuple[str, ...]:
    """The editor's program and arguments; a path with blanks may stand without quotes."""
    editor = editor.strip()
    if not editor:
        return (_FALLBACKS[-1],)
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
