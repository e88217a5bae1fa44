"""Lines of text whose pieces carry a role (what they mean), not a style. Knows no screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from rich.cells import cell_len, set_cell_size

from timeline_tui.core.text import make_visible

if TYPE_CHECKING:
    from rich.text import Text as RichText

Role = Literal[
    "plain",  # running text
    "title",  # the name of what is shown
    "label",  # a heading inside a pane
    "dim",  # secondary
    "accent",  # what a key or a click acts on
    "contested",  # disputed, contradicted, denied
    "problem",  # something is wrong in the file
    "match",  # what the query found
    "side1",  # one side among others, which a letter tells too
    "side2",
    "side3",
    "side4",
]

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ISOLATE, _POP = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
_OURS = re.compile(f"([{_ISOLATE}{_POP}])")
_BLANKS = str.maketrans("\t\n", "  ")
_LEAST_CUT = 7  # cells, from which on a text is cut in its middle


class Span(NamedTuple):
    """A run of text with one role."""

    text: str
    role: Role = "plain"


Line = tuple[Span, ...]


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)


def width_of(line: Line) -> int:
    """How many terminal cells the line takes."""
    return sum(cell_len(span.text) for span in line)


def isolate(text: str) -> str:
    """`text`, set apart where it runs right to left: it cannot reorder what surrounds it."""
    return text_of(marked(text, ()))


def plain(text: str) -> str:
    """`text` without what sets it apart: for where it goes among other words."""
    return _OURS.sub("", text)


def marked(text: str, found: Iterable[tuple[int, int]], role: Role = "plain") -> Line:
    """`text` set apart as by `isolate`, with the ranges `found` in it as matches.

    The whole text is set apart and the matches stand inside. Each of its lines is by itself.
    """
    bounds = [(0, 0), *found, (len(text), len(text))]
    spans: list[Span] = []
    for (start, end), (following, _) in pairwise(bounds):
        spans += Span(text[start:end], "match"), Span(text[end:following], role)
    if not text.isascii() and _RIGHT_TO_LEFT.search(text):
        apart = f"{_POP}\n{_ISOLATE}"
        spans = [Span(part.replace("\n", apart), own) for part, own in spans]
        spans = [Span(_ISOLATE, role), *spans, Span(_POP, role)]
    return _joined(spans)


def _joined(spans: Iterable[Span]) -> Line:
    """`spans` without empty ones, neighbours of one role as one."""
    found: list[Span] = []
    for text, role in spans:
        if found and found[-1].role == role:
            found[-1] = Span(found[-1].text + text, role)
        elif text:
            found.append(Span(text, role))
    return tuple(found)


def by_line(line: Line) -> list[Line]:
    """A line of spans with line ends in them as the lines that these make."""
    lines: list[list[Span]] = [[]]
    for text, role in line:
        first, *others = text.split("\n")
        lines[-1].append(Span(first, role))
        lines.extend([Span(other, role)] for other in others)
    return [_joined(spans) for spans in lines]


def harmless(line: Line) -> Line:
    """`line` with nothing in it that acts on a terminal: a file's name or a pasted text may."""
    if all(span.text.isprintable() for span in line):
        return line
    return tuple(Span(_harmless(text), role) for text, role in line)


def _harmless(text: str) -> str:
    # Isolates are this program's own: those of a file have substitutes since it was read.
    parts = _OURS.split(text.translate(_BLANKS))
    return "".join(part if _OURS.match(part) else make_visible(part) for part in parts)


def crop(line: Line, width: int, ellipsis: str = "…") -> Line:
    """The line in at most `width` cells; what was cut is marked by `ellipsis`."""
    if width_of(line) <= width:
        return line
    kept: list[Span] = []
    room = max(width - cell_len(ellipsis), 0)
    for text, role in line:
        size = cell_len(text)
        kept.append(Span(text if size <= room else set_cell_size(text, room).rstrip(), role))
        if size > room:
            break
        room -= size
    cut, role = kept.pop()
    text = text_of((*kept, Span(cut)))
    still_open = text.count(_ISOLATE) - text.count(_POP)
    end = set_cell_size(ellipsis, max(min(width, cell_len(ellipsis)), 0)) + _POP * still_open
    return (*kept, Span(cut + end, role))


def crop_middle(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most `width` cells, cut in its middle: many names begin alike."""
    room = width - cell_len(ellipsis)
    if cell_len(text) <= width or room < _LEAST_CUT:
        return text_of(crop((Span(text),), width, ellipsis))
    end = text[-(room // 2) :]
    while end and (cell_len(end) > room // 2 or not cell_len(end[0])):  # no accent by itself
        end = end[1:]
    begin = set_cell_size(text, room - cell_len(end)).rstrip()
    return f"{begin}{ellipsis}{end.lstrip()}"


def pad(line: Line, width: int) -> Line:
    """The line filled up with blanks to `width` cells."""
    missing = width - width_of(line)
    return (*line, Span(" " * missing)) if missing > 0 else line


def wrap(line: Line, width: int, indent: int = 0) -> list[Line]:
    """The line broken between words into lines of at most `width` cells, those after the first set
    in by `indent`."""
    if width_of(line) <= width:
        return [line]
    from rich.console import Console
    from rich.text import Text

    room, text = max(width - indent, 2), Text.assemble(*line)
    first = text[: 4 * width + 2].wrap(Console(width=width), max(width, 2))[0]
    first.rstrip()
    left = len(text.plain[len(first) :].lstrip())
    broken = [first, *text[len(text) - left :].wrap(Console(width=room), room)]
    before = (Span(" " * indent),) if indent else ()
    return [_spans_of(text, before if number else ()) for number, text in enumerate(broken)]


def _spans_of(text: RichText, before: Line) -> Line:
    text.rstrip()
    roles = (Span(text.plain[start:end], cast(Role, role)) for start, end, role in text.spans)
    return (*before, *roles)
