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

    arguments: tuple[str, ...]
    window: bool = False


def _alike(names: str, *arguments: str, window: bool = False) -> dict[str, _Habit]:
    return dict.fromkeys(names.split(), _Habit(arguments, window))


_VIM = ("+{line}", "+normal! {column}|", "{file}")
_SUFFIXED = "{file}:{line}:{column}"
_JETBRAINS = ("--line", "{line}", "--column", "{column}", "{file}")

_UNKNOWN = _Habit(("{file}",))
_HABITS: Mapping[str, _Habit] = {
    **_alike("vi vis pico mg joe jmacs sensible-editor editor", "+{line}", "{file}"),
    **_alike("xed pluma bbedit", "+{line}", "{file}", window=True),
    **_alike("nano ne", "+{line},{column}", "{file}"),
    **_alike("emacs emacsclient micro kak", "+{line}:{column}", "{file}"),
    **_alike("gedit", "+{line}:{column}", "{file}", window=True),
    **_alike("vim nvim", *_VIM),
    **_alike("gvim mvim", *_VIM, window=True),
    **_alike("helix hx", _SUFFIXED),
    **_alike("subl sublime_text zed zeditor", _SUFFIXED, window=True),
    **_alike("code code-insiders codium vscodium cursor", "--goto", _SUFFIXED, window=True),
    **_alike("idea pycharm kate kwrite mousepad", *_JETBRAINS, window=True),
    **_alike("mate", "--line", "{line}:{column}", "{file}", window=True),
    **_alike("notepad++", "-n{line}", "-c{column}", "{file}", window=True),
    **_alike("gnome-text-editor notepad open xdg-open", "{file}", window=True),
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
