"""A TOML file with the place of each key, which the standard library's reader does not tell.

Knows nothing of what the keys mean.
"""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from timeline_tui.core.problems import Problem
from timeline_tui.core.text import make_visible

_LIMIT = 100_000  # bytes; a config is a page long
_STEPS_BACK = 100  # lines tried above the one where a mistake was noticed
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_TABLE = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+")
_KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_PAIR = re.compile(rf"(\s*)({_KEY}(?:\s*\.\s*{_KEY})*)\s*=\s*")
_PART = re.compile(_KEY)


class TomlError(Exception):
    """The file gives nothing at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_toml(file: Path) -> tuple[dict[str, Any], str, tuple[Problem, ...]]:
    """The data, the text, and the problem of a file whose syntax breaks somewhere.

    Of such a file what stands above the broken line is used. A file that does not exist is empty.
    Raises `TomlError` for one that cannot be read.
    """
    text = _text(file)
    try:
        return _parsed(text), text, ()
    except (ValueError, RecursionError) as error:
        reason, line, column = _syntax_error(error)
    lines = text.splitlines(keepends=True)
    data, sound = _sound_top(lines, line - 1 if line else len(lines))
    hint = "What stands above this line is used" if sound else "Defaults are used"
    if reason == "Invalid value":
        hint = f"Texts stand in quotes, a switch is true or false. {hint}"
    message = f"The config is not TOML: {make_visible(reason)}"
    line = line or min(sound + 1, len(lines))
    return data, text, (Problem("error", "config-syntax", message, hint, str(file), line, column),)


def place(text: str, path: tuple[str, ...], *, value: bool = False) -> tuple[int, int]:
    """Line and column (from 1) of the key at `path`, or of its `value`; of its table otherwise.

    Found line by line: good enough for a config, where no text runs over several lines.
    """
    best, found = (1, 1), 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        pair = _PAIR.match(line)
        header = None if pair else _TABLE.match(line)
        if header:
            table = _parts(header[1])
            here, column = table, header.start(1) + 1
        elif pair:
            here = table + _parts(pair[2])
            column = (pair.end() if value else pair.start(2)) + 1
        else:
            continue
        if path[: len(here)] == here and len(here) > found:
            best, found = (number, column), len(here)
            if pair and len(here) < len(path):
                best = (number, _inside(line, pair.end(), path[len(here)], value) or column)
    return best


def _inside(line: str, start: int, key: str, value: bool) -> int:
    """The column of `key` in the inline table that begins at `start`, 0 where it is not found."""
    for pair in re.finditer(rf"({_KEY})\s*=\s*", line[start:]):
        if _parts(pair[1]) == (key,):
            return start + (pair.end() if value else pair.start()) + 1
    return 0


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _text(file: Path) -> str:
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISCHR(mode):
            raise TomlError(_unreadable(file, "it is not a file"))
        with file.open("rb") as stream:
            data = stream.read(_LIMIT + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise TomlError(_unreadable(file, error.strerror or "it cannot be opened")) from error
    if len(data) > _LIMIT:
        raise TomlError(_unreadable(file, "it is larger than 100 kB"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(_unreadable(file, "it is not UTF-8", line)) from error


def _unreadable(file: Path, reason: str, line: int = 1) -> Problem:
    message = f"The config cannot be read: {reason[0].lower()}{reason[1:]}"
    return Problem("error", "config-unreadable", message, "Defaults are used", str(file), line)


def _parsed(text: str) -> dict[str, Any]:
    """The closing line break lets every error name its line."""
    return tomllib.loads(text + "\n")


def _sound_top(lines: list[str], count: int) -> tuple[dict[str, Any], int]:
    """The data of the longest part from the top, of `count` lines at most, and how many it has.

    It is shorter than `count` where the mistake began further up, as an open bracket does.
    """
    for end in range(count, max(count - _STEPS_BACK, 0), -1):
        try:
            return _parsed("".join(lines[:end])), end
        except (ValueError, RecursionError):
            continue
    return {}, 0


def _syntax_error(error: Exception) -> tuple[str, int, int]:
    """What is wrong, and where; line 0 where that was noticed only at the end of the file."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply", 1, 1
    found = _PLACE.search(str(error))
    if found:
        return _PLACE.sub("", str(error)), int(found[1]), int(found[2])
    return str(error).removesuffix(" (at end of document)"), 0, 1
