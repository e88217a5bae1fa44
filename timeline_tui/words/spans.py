"""Lines of text whose pieces carry a role (what they mean), not a style. Knows no toolkit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

from timeline_tui.core.text import make_visible

Role = Literal[
    "plain",  # running text
    "title",  # the name of what is shown
    "label",  # a heading inside a pane
    "dim",  # secondary
    "accent",  # what a key or a click acts on
    "contested",  # disputed, contradicted, denied
    "problem",  # something is wrong in the file
    "match",  # what the query found
]

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_ISOLATES = re.compile("([\u2068\u2069])")
_BLANKS = str.maketrans("\t\n", "  ")
# A longer word is broken as several: each line would measure again all that is left of it.
_WORD = re.compile(r"\S{1,400}\s*|\s+")


class Span(NamedTuple):
    """A run of text with one role."""

    text: str
    role: Role = "plain"


Line = tuple[Span, ...]


def text_of(line: Line) -> str:
    """The line without its roles."""
    return "".join(span.text for span in line)


def width_of(line: Line) -> int:
    """How many terminal cells the line takes."""
    return sum(cell_len(span.text) for span in line)


def isolate(text: str) -> str:
    """`text`, set apart where it runs right to left: it cannot reorder what surrounds it. Each of
    its lines is by itself."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    lines = (f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}" for line in text.split("\n"))
    return "\n".join(lines)


def by_line(line: Line) -> list[Line]:
    """A line of spans with line ends in them as the lines that these make."""
    if not any("\n" in span.text for span in line):
        return [line]
    lines: list[list[Span]] = [[]]
    for text, role in line:
        first, *others = text.split("\n")
        lines[-1].append(Span(first, role))
        lines.extend([Span(other, role)] for other in others)
    return [tuple(span for span in spans if span.text) for spans in lines]


def harmless(line: Line) -> Line:
    """`line` with nothing in it that acts on a terminal: a file's name or a pasted text may."""
    if all(span.text.isprintable() for span in line):
        return line
    return tuple(Span(_harmless(text), role) for text, role in line)


def _harmless(text: str) -> str:
    # Isolates are this program's own: those of a file have substitutes since it was read.
    parts = _ISOLATES.split(text.translate(_BLANKS))
    return "".join(part if _ISOLATES.match(part) else make_visible(part) for part in parts)


def crop(line: Line, width: int, ellipsis: str = "…") -> Line:
    """The line in at most `width` cells; what was cut is marked by `ellipsis`."""
    if width_of(line) <= width:
        return line
    kept: list[Span] = []
    room = width - cell_len(ellipsis)
    for span in line:
        size = cell_len(span.text)
        if size > room:
            cut = set_cell_size(span.text, max(room, 0)).rstrip()
            end = _POP_ISOLATE if _FIRST_STRONG_ISOLATE in cut else ""
            cut = cut.removesuffix(_POP_ISOLATE) + ellipsis + end
            kept.append(Span(cut if room >= 0 else set_cell_size(cut, max(width, 0)), span.role))
            break
        kept.append(span)
        room -= size
    return tuple(kept)


def pad(line: Line, width: int) -> Line:
    """The line filled up with blanks to `width` cells."""
    missing = width - width_of(line)
    return (*line, Span(" " * missing)) if missing > 0 else line


def wrap(line: Line, width: int, indent: int = 0) -> list[Line]:
    """The line broken at blanks into lines of at most `width` cells; those after the first are
    indented by `indent` cells. A longer word is broken behind a hyphen, or where it must be."""
    if width_of(line) <= width:
        return [_closed(list(line))]
    width = max(width, indent + 1)
    lines: list[Line] = []
    current: list[Span] = []
    used = 0
    for word, role in _words(line):
        if used > indent and used + cell_len(word.rstrip()) > width:
            lines.append(_closed(current))
            current, used = ([Span(" " * indent)] if indent else []), indent
        while cell_len(word.rstrip()) > width - used:
            head = _head(word, max(width - used, 1))
            current.append(Span(head, role))
            lines.append(_closed(current))
            word = word[len(head.rstrip()) or 1 :]
            current, used = ([Span(" " * indent)] if indent else []), indent
        size = cell_len(word)
        current.append(Span(word, role))
        used += size
    lines.append(_closed(current))
    return lines


def _head(word: str, room: int) -> str:
    """What of a word longer than `room` cells stands before the break: behind a hyphen if one is
    not too near to the start."""
    head = set_cell_size(word, room)
    hyphen = head.rfind("-") + 1
    return head[:hyphen] if hyphen > len(head) // 2 else head


def _words(line: Line) -> Iterable[tuple[str, Role]]:
    for text, role in line:
        for word in _WORD.findall(text):
            yield word, role


def _closed(spans: list[Span]) -> Line:
    """`spans` without trailing blanks, neighbours of one role joined."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].role == span.role:
            joined[-1] = Span(joined[-1].text + span.text, span.role)
        else:
            joined.append(span)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[-1] = Span(joined[-1].text.rstrip(), joined[-1].role)
    return tuple(joined)
