"""Where the documents of a text and their top-level keys stand, told from the margin alone.

It knows lines, keys and brackets, not what the keys mean; it passes no judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from timeline_tui.core.reading.chunks import ODD_BLANKS
from timeline_tui.core.reading.flow import read_flow

TOP_KEYS: Final = frozenset(
    ("timeline", "title", "timezone", "locations", "actors", "sources", "events")
)

_NEVER_INSIDE: Final = TOP_KEYS - {"title"}
_KEY: Final = re.compile(
    r"""[ ]* (?: "([^"\n]*)"[ ]* | '([^'\n]*)'[ ]*
      | ( (?: [^\s#&*!|>@`%{}\[\],"'?-] | [?](?=\S) ) [^\n]*? ) ) :(?=\s|\Z)""",
    re.VERBOSE | re.ASCII,
)
_MARKER: Final = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)[ \t]*(?:#.*)?\n?", re.MULTILINE | re.ASCII)
_PROLOGUE: Final = re.compile(r"(?:(?:%[A-Z].*|[ \t]*(?:#.*)?)\n)*+(?=---)")
_COLUMN_ONE: Final = re.compile(r"^[^\s#]", re.MULTILINE | re.ASCII)
_INDENT: Final = re.compile(r"^[ ]*(?=[^\s#])", re.MULTILINE | re.ASCII)
_FLOW_KEY: Final = re.compile(
    r"""\s* (?: "([^"\n]*)"\s*: | '([^'\n]*)'\s*: | ([^\n{}\[\]]*?) :(?=[\s\[{]|\Z) )""",
    re.VERBOSE | re.ASCII,
)
# Comments, list items and closing brackets end nothing, nor does a line that begins with a blank
# that only looks like a space.
_AT_MARGIN: Final = rf"(?=[^\s#\-\]}}{ODD_BLANKS}]|-(?!\s|\Z))"
_BRACKET: Final = re.compile(r"(?:[ \t\n]|(?<!\S)#.*)*+[\[{]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A document of a text. `marker` is the index of the line that divides it from the last."""

    start: int
    end: int
    marker: int


@dataclass(frozen=True, slots=True)
class Section:
    """The text of a top-level key, from `start` to `end`; `value` is the index behind its colon.

    `key` is None for what stands before the first key. `strays` are lines in it that begin at the
    margin although they are no key.
    """

    key: str | None
    start: int
    value: int
    end: int
    strays: tuple[int, ...] = ()


def documents(text: str) -> list[Span]:
    """The documents between the lines `---` and `...`, also those with nothing in them."""
    prologue = _PROLOGUE.match(text)
    start = marker = prologue.end() if prologue else 0
    spans: list[Span] = []
    if text.startswith(("---", "..."), start) or "\n---" in text or "\n..." in text:
        for match in _MARKER.finditer(text, start):
            spans.append(Span(start, match.start(), marker))
            start, marker = match.end(), match.start()
    return [*spans, Span(start, len(text), marker)]


def sections(text: str, start: int, end: int) -> list[Section]:
    """The sections of a document, the text before the first key among them if there is any."""
    found: list[Section] = []
    strays: list[int] = []
    key, at, value = None, start, start
    for line in _lines_at_margin(text, start, end):
        match = _KEY.match(text, line, end)
        if match is None:
            strays.append(line)
            continue
        if line > start:
            found.append(Section(key, at, value, line, tuple(strays)))
        key, at, value, strays = _name(match), line, match.end(), []
    found.append(Section(key, at, value, end, tuple(strays)))
    return _with_whole_brackets(text, found)


def bracket_at(text: str, start: int, end: int) -> int:
    """The index of the `[` or `{` that is the first content from `start` on; -1 if none is."""
    match = _BRACKET.match(text, start, end)
    return match.end() - 1 if match else -1


def flow_key(text: str, start: int, end: int) -> tuple[str, int]:
    """The key of a part of a `{…}` and the index behind its colon; no key if it has no colon."""
    match = _FLOW_KEY.match(text, start, end)
    return (_name(match), match.end()) if match else ("", start)


def _name(match: re.Match[str]) -> str:
    return next(name for name in match.groups() if name is not None).strip()


def _lines_at_margin(text: str, start: int, end: int) -> Iterator[int]:
    """The lines with content at the margin, which is that of the least indented line."""
    margin = 0
    if not _COLUMN_ONE.search(text, start, end):
        indents = (match.end() - match.start() for match in _INDENT.finditer(text, start, end))
        margin = min(indents, default=0)
    pattern = rf" {{0,{margin}}}{_AT_MARGIN}"
    if re.compile(pattern, re.ASCII).match(text, start, end):
        yield start
    for match in re.compile(rf"\n{pattern}", re.ASCII).finditer(text, start, end):
        yield match.start() + 1


def _with_whole_brackets(text: str, found: list[Section]) -> list[Section]:
    """The sections, each reaching to the end of the brackets that its value consists of.

    The lines between such brackets need no indentation and may look like keys.
    """
    whole: list[Section] = []
    search = True
    for index, section in enumerate(found):
        if whole and section.start < whole[-1].end:
            continue
        bracket = _open_bracket(text, section) if search else -1
        if bracket >= 0:
            flow = read_flow(text, bracket, found[-1].end)
            extended = _until(flow.end, index, found) if flow.closed else section
            # What fails once is not tried again, lest a thousand open brackets take long.
            search = extended is not section
            section = extended
        whole.append(section)
    return whole


def _open_bracket(text: str, section: Section) -> int:
    """The index of the bracket that the value begins with if the section does not close it."""
    start, end = section.value, section.end
    bracket = bracket_at(text, start, end) if section.key is not None else -1
    if bracket < 0:
        return -1
    pairs = (("[", "]"), ("{", "}"))
    closed = all(text.count(a, start, end) == text.count(b, start, end) for a, b in pairs)
    return -1 if closed else bracket


def _until(end: int, index: int, found: list[Section]) -> Section:
    """The section extended over those that begin before `end`, unless one is a known key's."""
    section = found[index]
    last = index
    while last + 1 < len(found) and found[last + 1].start < end:
        last += 1
        if found[last].key in _NEVER_INSIDE:
            return section
    strays = tuple(stray for stray in found[last].strays if stray >= end)
    return replace(section, end=found[last].end, strays=strays)
