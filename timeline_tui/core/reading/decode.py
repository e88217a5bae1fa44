"""Bytes of a file as text that is safe to show: UTF-8, line feeds, nothing invisible or hidden.

It knows encodings and characters, nothing of YAML. What cannot be shown as it is becomes a visible
substitute with a problem; only what is no UTF-8 text at all is refused.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Final

from timeline_tui.core.problems import Problem, Severity

LARGEST: Final = 1_000_000_000
"""Bytes that a file may have (FORMAT section 7, Limits)."""

_REPORTED: Final = 20
"""Lines reported one by one; a summary counts the rest."""

_HOPELESS: Final = 1_000_000
"""Substitutes beyond which a file is no text in UTF-8 with mistakes but something else."""

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PLAIN_ASCII: Final = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_WIDE_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NAMES: Final = {
    0x00: "a NUL",
    0x08: "a backspace",
    0x0B: "a vertical tab",
    0x0C: "a form feed",
    0x1B: "an escape character",
    0x7F: "a delete character",
    0x85: "a next-line character",
    0x2028: "a line separator",
    0x2029: "a paragraph separator",
    0xFEFF: "a byte order mark",
}
_SAVE_AS_UTF8: Final = "Save it as UTF-8 in your editor"


class UnreadableFile(Exception):  # noqa: N818 - named for what it is about
    """A file of which nothing can be shown; `problem` says why and what to do.

    Where several files make a timeline, `problems` are those of all.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        self.problem = problems[0]


def read_text(path: Path, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """The file's text as `decode` gives it; `shown` is the file's name in problems.

    Raises UnreadableFile where there is no such file, it is a folder, may not be read, is too large
    or is not UTF-8 text.
    """
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise _too_large(shown)
            return decode(_bytes_of(file), shown)
    except (OSError, ValueError) as error:
        message, hint = _obstacle(path, error)
        raise _unreadable(shown, message, hint) from error


def decode(data: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """`data` as text without BOM, its lines ended by line feeds, and what had to be substituted.

    Bytes that are no UTF-8 become `‹0xE9›` with an error a line; control characters, line breaks
    that only some programs see, and signs that reverse the reading direction become visible with a
    warning a line. Raises UnreadableFile for other encodings and for what is too large.
    """
    if len(data) > LARGEST:
        raise _too_large(shown)
    _refuse_other_encodings(data, shown)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = _clean_text(data)
    if text is not None:
        return text, ()
    # An invalid byte b comes out as the lone surrogate U+DC00 + b, which valid UTF-8 cannot hold.
    text = data.decode(errors="surrogateescape")
    problems = tuple(_problems(text, shown))
    return make_visible(text.replace("\n\ufeff", "\n").removeprefix("\ufeff")), problems


def make_visible(text: str) -> str:
    """`text` with a substitute for each character that would be hidden or act on a terminal."""
    return _HIDDEN.sub(lambda match: _substitute(ord(match[0])), text)


def find_hidden(text: str) -> tuple[int, str] | None:
    """The index and the name (as `a form feed`) of the first hidden character, if there is one."""
    match = _HIDDEN.search(text)
    return (match.start(), _name(ord(match[0]))) if match else None


def _bytes_of(file: BufferedReader) -> bytes:
    # A pipe or a device has no size beforehand and perhaps no end.
    pieces: list[bytes] = []
    length = 0
    while length <= LARGEST and (piece := file.read(1 << 24)):
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)


def _obstacle(path: Path, error: OSError | ValueError) -> tuple[str, str]:
    """What keeps the file from being read, and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file", "Check the name"
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the folder above is closed
        return "This is a folder, not a file", ""
    if isinstance(error, PermissionError):
        return "You are not allowed to read this file", ""
    reason = error.strerror if isinstance(error, OSError) else None
    words = " ".join((reason or str(error)).split())
    return f"The file cannot be read: {make_visible(words)}", ""


def _clean_text(data: bytes) -> str | None:
    """`data` as text if nothing in it needs a substitute."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    # Most of a file is harmless ASCII: without it little is left to decode and search.
    return None if _HIDDEN.search(data.translate(None, _PLAIN_ASCII).decode()) else text


def _substitute(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xDC80 <= code <= 0xDCFF:
        return f"‹0x{code - 0xDC00:02X}›"
    return f"‹U+{code:04X}›"


def _name(code: int) -> str:
    if code in _NAMES:
        return _NAMES[code]
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return f"a sign that changes the reading direction (U+{code:04X})"
    return f"a control character (U+{code:04X})"


def _problems(text: str, shown: str) -> Iterator[Problem]:
    found = islice(_HIDDEN.finditer(text), _HOPELESS + 1)
    invalid: list[int] = []
    hidden: list[int] = []
    for match in found:
        (invalid if "\udc80" <= match[0] <= "\udcff" else hidden).append(match.start())
    if len(invalid) + len(hidden) > _HOPELESS:
        raise _unreadable(shown, "This is no text in UTF-8", _SAVE_AS_UTF8)
    yield from _reports(text, invalid, shown)
    yield from _reports(text, hidden, shown)


def _reports(text: str, places: list[int], shown: str) -> Iterator[Problem]:
    """One problem for each of the first lines with such places, and one for all others."""
    lines = _by_line(text, places)
    for line, end, members in lines[:_REPORTED]:
        yield _report(text, members, shown, line, end)
    others = lines[_REPORTED:]
    if others:
        severity, code, _, hint = _kind(ord(text[places[0]]))
        what = "bytes" if code == "not-utf8" else "characters"
        message = f"{len(others)} more lines hold such {what}"
        yield Problem(severity, code, message, hint, shown, others[0][0])


def _by_line(text: str, places: list[int]) -> list[tuple[int, int, list[int]]]:
    """The places of each line together, with its number and the index of the line end before it."""
    lines: list[tuple[int, int, list[int]]] = []
    line, end, before = 1, -1, 0
    for place in places:
        if (passed := text.count("\n", before, place)) or not lines:
            line += passed
            end = text.rfind("\n", 0, place)
            lines.append((line, end, []))
        lines[-1][2].append(place)
        before = place
    return lines


def _report(text: str, places: list[int], shown: str, line: int, end: int) -> Problem:
    """The problem of the line that follows the line end at `end`."""
    first, column = ord(text[places[0]]), places[0] - end
    severity, code, what, hint = _kind(first)
    more = f", and {len(places) - 1} more like it in this line" if len(places) > 1 else ""
    shown_as = f"it is shown as {_substitute(first)}"
    if first == 0xFEFF and column == 1:
        shown_as = "it is left out"
    return Problem(severity, code, f"{what}{more}; {shown_as}", hint, shown, line, column)


def _kind(code: int) -> tuple[Severity, str, str, str]:
    if 0xDC80 <= code <= 0xDCFF:
        what = f"The byte 0x{code - 0xDC00:02X} is not UTF-8"
        return "error", "not-utf8", what, _SAVE_AS_UTF8
    return "warning", "hidden-character", f"There is {_name(code)}", "Delete it"


def _refuse_other_encodings(data: bytes, shown: str) -> None:
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            raise _unreadable(shown, f"The file is saved as {name}", _SAVE_AS_UTF8)
    head = data[:65536]
    zeros = head.count(0)
    if zeros >= 8 and zeros * 20 > len(head):
        raise _unreadable(shown, "This is not a text file, or one saved as UTF-16", _SAVE_AS_UTF8)


def _too_large(shown: str) -> UnreadableFile:
    hint = "Divide it into several files in one folder"
    return _unreadable(shown, "The file is larger than 1 GB", hint)


def _unreadable(shown: str, message: str, hint: str) -> UnreadableFile:
    return UnreadableFile(Problem("error", "unreadable-file", message, hint, shown))
