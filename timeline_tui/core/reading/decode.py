"""Bytes of a file as text that is safe to show: UTF-8, line feeds, nothing invisible or hidden.

It knows encodings and characters, nothing of YAML. What cannot be shown as it is becomes a visible
substitute with a problem; only what is no UTF-8 text at all is refused.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.text import HIDDEN, hidden_name, make_visible, substitute

LARGEST: Final = 1_000_000_000
"""Bytes that a file may have (FORMAT section 7, Limits)."""

_PIECE: Final = 1 << 24
_HOPELESS: Final = 1_000_000
"""Substitutes beyond which a file is no text in UTF-8 with mistakes but something else."""

_PLAIN_ASCII: Final = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\0\0\xfe\xff")
_SAVE_AS_UTF8: Final = "Save it as UTF-8 in your editor"


class UnreadableFile(Exception):  # noqa: N818 - named for what it is about
    """A file of which nothing can be shown; `problem` says why and what to do.

    Where several files make a timeline, `problems` are those of all.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        self.problem = problems[0]


def read_text(path: Path, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The file's text as `decode` gives it; `name` is the file's in problems.

    Raises UnreadableFile where there is no such file, it is a folder, may not be read, is too large
    or is not UTF-8 text.
    """
    try:
        with path.open("rb") as file:
            # A pipe or a device has no size beforehand and perhaps no end.
            pieces = iter(partial(file.read, _PIECE), b"")
            return decode(b"".join(islice(pieces, LARGEST // _PIECE + 1)), name)
    except FileNotFoundError as error:
        raise _unreadable(name, "There is no such file", "Check the name") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        words = make_visible(" ".join(reason.split()))
        raise _unreadable(name, f"It cannot be read: {words}") from error


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """`data` as text without BOM, its lines ended by line feeds, and what had to be substituted.

    Bytes that are no UTF-8 become `‹0xE9›` with an error a line; control characters, line breaks
    that only some programs see, and signs that reverse the reading direction become visible with a
    warning a line. Raises UnreadableFile for other encodings and for what is too large.
    """
    if len(data) > LARGEST:
        hint = "Divide it into several files in one folder"
        raise _unreadable(name, "The file is larger than 1 GB", hint)
    head = data[:65536]
    if data.startswith(_WIDE_MARKS) or head.count(0) > max(7, len(head) // 20):
        message = "This is not a text file, or one saved as UTF-16 or UTF-32"
        hint = f"{_SAVE_AS_UTF8}; `timeline import` reads spreadsheets"
        raise _unreadable(name, message, hint)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = data.decode()
        # Most of a file is harmless ASCII: without it little is left to decode and search.
        if not HIDDEN.search(data.translate(None, _PLAIN_ASCII).decode()):
            return text, ()
    except UnicodeDecodeError:
        # A bad byte b comes out as the lone surrogate U+DC00 + b, which valid UTF-8 cannot hold.
        text = data.decode(errors="surrogateescape")
    return make_visible(text), tuple(_problems(text, name))


def _problems(text: str, name: str) -> Iterator[Problem]:
    """A problem for the first sign of each kind in a line."""
    places = [match.start() for match in islice(HIDDEN.finditer(text), _HOPELESS + 1)]
    if len(places) > _HOPELESS:
        raise _unreadable(name, "This is no text in UTF-8", _SAVE_AS_UTF8)
    told: dict[bool, int] = {}
    line, counted = 1, 0
    for place in places:
        line += text.count("\n", counted, place)
        counted = place
        invalid = "\udc80" <= text[place] <= "\udcff"
        if told.get(invalid) == line:
            continue
        told[invalid] = line
        sign, column = ord(text[place]), place - text.rfind("\n", 0, place)
        what = f"The byte 0x{sign - 0xDC00:02X} is not UTF-8"
        message = what if invalid else f"There is {hidden_name(sign)}"
        message += f"; it is shown as {substitute(sign)}"
        severity: Severity = "error" if invalid else "warning"
        code = "not-utf8" if invalid else "hidden-character"
        hint = _SAVE_AS_UTF8 if invalid else "Delete it"
        yield Problem(severity, code, message, hint, name, line, column)


def _unreadable(name: str, message: str, hint: str = "") -> UnreadableFile:
    return UnreadableFile(Problem("error", "unreadable-file", message, hint, name))
