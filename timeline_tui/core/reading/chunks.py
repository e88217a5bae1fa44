"""Pieces of a file's text: what they are, where they stand and how they are cut out.

It knows lines and blanks, nothing of YAML beyond comments and list items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from timeline_tui.core.problems import Problem

ODD_BLANKS: Final = "\u00a0\u2000-\u200a\u202f\u3000"
"""Characters, for a regular expression, that look like a space and indent nothing."""

STRAY: Final = ""
"""The key of a chunk that is no record but text in the wrong place; its problem is reported."""

_BLANK: Final = " \t\n"
_REMARK: Final = re.compile(r"([ \t]*)(?:#|\Z)")
_HERE: Final = re.compile(r"[ \t]*(?=[^\s#])", re.ASCII)
_CONTENT: Final = re.compile(r"^[ \t]*(?=[^\s#])", re.MULTILINE | re.ASCII)
_EVENT_ITEM: Final = re.compile(
    r"^[ \t]*-[ \t]++(?:\{[ \t]*+)?(?:date|title|id)[ \t]*:(?=\s)", re.MULTILINE | re.ASCII
)
_EVENT_KEYS: Final = tuple(
    re.compile(rf"(?:^[ \t]*|[-{{,][ \t]*){key}[ \t]*:\s", re.MULTILINE | re.ASCII)
    for key in ("date", "title")
)
_LONGEST_LOOK: Final = 4000


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file that is parsed on its own.

    `key` is the top-level key it stands under, "events" for an item of `events:`, "" for text in
    the wrong place. `text` stands in the file from `line` and `column` on, both counted from 1.
    """

    key: str
    line: int
    text: str
    column: int = 1

    def place(self, problem: Problem, file: str) -> Problem:
        """The problem, found in this chunk, at its place in `file`."""
        return problem.at(file, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Document:
    """A file cut into chunks: one a top-level key but `events:`, and one an item of `events:`.

    Every line but comments, blank lines and document markers stands in one of them. What is wrong
    with the file's shape is in `problems`; chunks with an empty key (among `events`) are reported
    there already.
    """

    head: tuple[Chunk, ...] = ()
    events: tuple[Chunk, ...] = ()
    problems: tuple[Problem, ...] = ()


class Cutter:
    """Cuts chunks out of a text and counts their lines, quickly if asked from top to bottom."""

    def __init__(self, text: str, first_line: int = 1, first_column: int = 1) -> None:
        self.text = text
        self._first_column = first_column
        self._line = first_line
        self._counted = 0

    def line(self, position: int) -> int:
        """The line, from 1, of the character at `position`."""
        if position >= self._counted:
            self._line += self.text.count("\n", self._counted, position)
        else:
            self._line -= self.text.count("\n", position, self._counted)
        self._counted = position
        return self._line

    def column(self, position: int) -> int:
        """The column, from 1, of the character at `position`."""
        line_end = self.text.rfind("\n", 0, position)
        return position - line_end + (self._first_column - 1 if line_end < 0 else 0)

    def chunk(self, key: str, start: int, end: int, indent: int = 0) -> Chunk | None:
        """The lines from `start` up to `end` without what trails: blank lines and comments.

        Comments deeper than `indent` stay, for they may be the text of a block scalar. None if
        nothing is left.
        """
        return next(self.chunks(key, (start,), end, indent), None)

    def chunks(self, key: str, starts: Sequence[int], end: int, indent: int = 0) -> Iterator[Chunk]:
        """The chunks from each of the starts to the next one, the last up to `end`."""
        whole = self.text
        line = self.line(starts[0] if starts else end)
        for start, following in pairwise((*starts, end)):
            text = whole[start:following].rstrip(_BLANK)
            if text.find("#", text.rfind("\n") + 1) >= 0:
                text = _without_remarks(text, indent)
            if text:
                begins_line = start > 0 and whole[start - 1] == "\n"
                yield Chunk(key, line, text, 1 if begins_line else self.column(start))
            line += whole.count("\n", start, following)

    def slice(self, key: str, start: int, end: int) -> Chunk:
        """The characters from `start` up to `end`, perhaps a part of a line."""
        return Chunk(key, self.line(start), self.text[start:end], self.column(start))


def first_content(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the first line with content begins from `start` on, and its indent."""
    match = _HERE.match(text, start, end) or _CONTENT.search(text, start, end)
    return (match.start(), match.end() - match.start()) if match else None


def item_starts(text: str, start: int, end: int, indent: int, *, tabs: bool) -> Iterator[int]:
    """The lines after `start` that hold a `-` at most `indent` characters from the margin."""
    blank = r"[ \t]" if tabs else " "
    pattern = re.compile(rf"\n{blank}{{0,{indent}}}-(?=\s|\Z)", re.ASCII)
    return (match.start() + 1 for match in pattern.finditer(text, start, end))


def outer_starts(text: str, start: int, end: int, indent: int) -> Iterator[int]:
    """The lines after `start` with content at most `indent` blanks from the margin."""
    pattern = re.compile(rf"\n {{0,{indent}}}(?=[^\s#\]}}{ODD_BLANKS}])", re.ASCII)
    return (match.start() + 1 for match in pattern.finditer(text, start, end))


def event_like(
    text: str, start: int, end: int, *, loosely: bool = False
) -> Iterator[tuple[int, int]]:
    """The lines from `start` on that begin what looks like an event, with their indent.

    That is a list item with a `date` and a `title`, for a claim or a source has no such pair;
    loosely, one that begins with either or an `id`.
    """
    for match in _EVENT_ITEM.finditer(text, start, end):
        indent = text.index("-", match.start()) - match.start()
        until = min(end, match.start() + _LONGEST_LOOK)
        following = next(outer_starts(text, match.start(), until, indent), until)
        if loosely or has_event_keys(text, match.start(), following):
            yield match.start(), indent


def has_event_keys(text: str, start: int, end: int) -> bool:
    """Whether a date and a title stand in this part of the text."""
    return all(pattern.search(text, start, end) for pattern in _EVENT_KEYS)


def _without_remarks(text: str, indent: int) -> str:
    stop = len(text)
    while stop > 0:
        last = text.rfind("\n", 0, stop) + 1
        remark = _REMARK.match(text, last, stop)
        if remark is None or (len(remark[1]) > indent and remark.end() < stop):
            break
        stop = last - 1
    return text[: max(stop, 0)].rstrip(_BLANK)
