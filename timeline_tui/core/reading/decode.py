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
_REPORTED: Final = 20
"""Lines reported one by one; a summary counts the rest."""

_HOPELESS: Final = 1_000_000
"""Substitutes beyond which a file is no text in UTF-8 with mistakes but something else."""

_PLAIN_ASCII: Final = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_WIDE_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
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
    except PermissionError as error:
        raise _unreadable(name, "You are not allowed to read this file") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        words = make_visible(" ".join((reason or str(error)).split()))
        is_folder = isinstance(error, IsADirectoryError)
        message = "This is a folder, not a file" if is_folder else f"It cannot be read: {words}"
        raise _unreadable(name, message) from error


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """`data` as text without BOM, its lines ended by line feeds, and what had to be substituted.

    Bytes that are no UTF-8 become `‹0xE9›` with an error a line; control characters, line breaks
    that only some programs see, and signs that reverse the reading direction become visible with a
    warning a line. Raises UnreadableFile for other encodings and for what is too large.
    """
    if len(data) > LARGEST:
        hint = "Divide it into several files in one folder"
        raise _unreadable(name, "The file is larger than 1 GB", hint)
    _refuse_other_encodings(data, name)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = _clean_text(data)
    if text is not None:
        return text, ()
    # An invalid byte b comes out as the lone surrogate U+DC00 + b, which valid UTF-8 cannot hold.
    text = data.decode(errors="surrogateescape")
    problems = tuple(_problems(text, name))
    return make_visible(text.replace("\n\ufeff", "\n").removeprefix("\ufeff")), problems


def _clean_text(data: bytes) -> str | None:
    """`data` as text if nothing in it needs a substitute."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    # Most of a file is harmless ASCII: without it little is left to decode and search.
    return None if HIDDEN.search(data.translate(None, _PLAIN_ASCII).decode()) else text


def _problems(text: str, name: str) -> Iterator[Problem]:
    """A problem for each of the first lines with such signs, and one for all others."""
    places = [match.start() for match in islice(HIDDEN.finditer(text), _HOPELESS + 1)]
    if len(places) > _HOPELESS:
        raise _unreadable(name, "This is no text in UTF-8", _SAVE_AS_UTF8)
    lines: dict[tuple[bool, int], list[int]] = {}
    line, counted = 1, 0
    for place in places:
        line += text.count("\n", counted, place)
        counted = place
        lines.setdefault(("\udc80" <= text[place] <= "\udcff", line), []).append(place)
    for invalid in (True, False):
        found = [(line, members) for (kind, line), members in lines.items() if kind == invalid]
        for line, members in found[:_REPORTED]:
            yield _report(text, members, name, line)
        if others := found[_REPORTED:]:
            severity, code, _, hint = _kind(ord(text[others[0][1][0]]))
            message = f"{len(others)} more lines hold such {'bytes' if invalid else 'characters'}"
            yield Problem(severity, code, message, hint, name, others[0][0])


def _report(text: str, places: list[int], name: str, line: int) -> Problem:
    """The problem of a line with these places."""
    first, column = ord(text[places[0]]), places[0] - text.rfind("\n", 0, places[0])
    severity, code, what, hint = _kind(first)
    more = f", and {len(places) - 1} more like it in this line" if len(places) > 1 else ""
    is_mark = first == 0xFEFF and column == 1
    then = "it is left out" if is_mark else f"it is shown as {substitute(first)}"
    return Problem(severity, code, f"{what}{more}; {then}", hint, name, line, column)


def _kind(code: int) -> tuple[Severity, str, str, str]:
    if 0xDC80 <= code <= 0xDCFF:
        what = f"The byte 0x{code - 0xDC00:02X} is not UTF-8"
        return "error", "not-utf8", what, _SAVE_AS_UTF8
    return "warning", "hidden-character", f"There is {hidden_name(code)}", "Delete it"


def _refuse_other_encodings(data: bytes, name: str) -> None:
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            raise _unreadable(name, f"The file is saved as {encoding}", _SAVE_AS_UTF8)
    head = data[:65536]
    zeros = head.count(0)
    if zeros >= 8 and zeros * 20 > len(head):
        raise _unreadable(name, "This is not a text file, or one saved as UTF-16", _SAVE_AS_UTF8)


def _unreadable(name: str, message: str, hint: str = "") -> UnreadableFile:
    return UnreadableFile(Problem("error", "unreadable-file", message, hint, name))
