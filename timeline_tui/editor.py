"""How each editor is told to open a file at a line. Starts no process."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_FALLBACKS: Final = ("sensible-editor", "nano", "vi")
_EDITORS: Final = {
    "+{line} {file}": ("vi vis pico mg joe jmacs sensible-editor editor", "xed pluma bbedit"),
    "+{line},{column} {file}": ("nano ne", ""),
    "+{line}:{column} {file}": ("emacs emacsclient micro kak", "gedit"),
    "+{line} '+normal! {column}|' {file}": ("vim nvim", "gvim mvim"),
    "{file}:{line}:{column}": ("helix hx", "subl sublime_text zed zeditor"),
    "--goto {file}:{line}:{column}": ("", "code code-insiders codium vscodium cursor"),
    "--line {line} --column {column} {file}": ("", "idea pycharm kate kwrite mousepad"),
    "--line {line}:{column} {file}": ("", "mate"),
    "-n{line} -c{column} {file}": ("", "notepad++"),
    "{file}": ("", "gnome-text-editor notepad open xdg-open"),
}
"""By its arguments those that run in the terminal, and those that open a window of their own."""
_ARGUMENTS: Final = {
    name: words for words, names in _EDITORS.items() for name in " ".join(names).split()
}
_WINDOWS: Final = {name for _, names in _EDITORS.values() for name in names.split()}
# Options that move an editor from the terminal into a window, and back.
_MOVED: Final = dict.fromkeys(("vim -g", "emacsclient -n", "emacsclient --no-wait"), False) | {
    "gvim -v": True,
    "mvim -v": True,
}


def chosen(setting: str, environ: Mapping[str, str]) -> str:
    """The editor to use: the config's, else `$VISUAL`, `$EDITOR`, else the first one installed."""
    for given in (setting, environ.get("VISUAL", ""), environ.get("EDITOR", "")):
        if given.strip():
            return given.strip()
    if sys.platform == "win32":
        return "notepad"
    return next(filter(shutil.which, _FALLBACKS), _FALLBACKS[-1])


def command(editor: str, file: Path, line: int, column: int = 1) -> tuple[str, ...]:
    """The command that opens `file` at `line` and `column` (from 1), ready for `subprocess`.

    The file is named absolutely: a name that begins with `-` or `+` is never read as an option.
    An editor that is not known gets the file alone.
    """
    words = _words(editor)
    arguments = _ARGUMENTS.get(_name(words), "{file}")
    place = {"file": str(file.absolute()), "line": line, "column": column}
    opened = [word.format_map(place) for word in shlex.split(arguments)]
    return (_started(words[0], " ".join(opened)), *words[1:], *opened)


def waits(editor: str) -> bool:
    """Whether the editor takes over the terminal, so that the screen must step aside until it ends.

    True for an editor that is not known: the worst is then an idle terminal.
    """
    words = _words(editor)
    name = _name(words)
    moved = (_MOVED.get(f"{name} {word}") for word in words[1:])
    return next((one for one in moved if one is not None), name not in _WINDOWS)


def _words(editor: str) -> tuple[str, ...]:
    """The editor's program and arguments; a path with blanks may stand without quotes."""
    editor = editor.strip() or _FALLBACKS[-1]
    if Path(editor).is_file():
        return (editor,)
    try:
        words = shlex.split(editor, posix=sys.platform != "win32")
    except ValueError:  # a quote that never closes
        words = editor.split()
    return tuple(word.strip('"') if sys.platform == "win32" else word for word in words)


def _started(program: str, arguments: str) -> str:
    """What starts the program. Windows itself finds no `code.cmd` for `code`, and runs it by a
    shell, to which some signs in the name of a file are more than that."""
    if sys.platform != "win32":
        return program
    found = shutil.which(program) or program
    by_shell = found.lower().endswith((".bat", ".cmd"))
    risky = by_shell and re.search(r'[%!^&|<>"]', arguments)
    return program if risky or not Path(found).is_absolute() else found


def _name(words: tuple[str, ...]) -> str:
    """The program's name without folder and suffix: `/usr/bin/vim.gtk3` is `vim`."""
    return re.split(r"[/\\]", words[0])[-1].lower().split(".", 1)[0]
