"""A file's text cut into pieces, each parsed on its own: top-level keys, items of `events:`.

It goes by lines and indentation, never by a parse of the whole, so no mistake in one record reaches
another. Only what stands in brackets is divided by the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

import yaml

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.pieces import (
    STRAY,
    Item,
    Piece,
    Pieces,
    divide,
    line_starts,
    skip,
)
from timeline_tui.core.reading.slips import explain
from timeline_tui.core.reading.top import begins_list, top_keys
from timeline_tui.core.reading.tree import lines_above
from timeline_tui.core.text import cropped

# A key at the margin, its name perhaps in quotes; longer ones are text.
_KEY: Final = re.compile(
    r"""["']?([^\s"'#\-\[\]{}][^\n:#"']{0,99}?)["']?[ ]{0,99}:(?=\s|\Z)""", re.ASCII
)
_ITEM: Final = re.compile(r"^([ \t]*)-(?=\s|\Z)", re.MULTILINE | re.ASCII)
_PART: Final = r"""[ \t]*-[ \t]+["']?(?:date|title|id)["']?[ \t]*:(?=\s|\Z)"""
_DATED: Final = r"""[ \t]*-[ \t]+["']?date["']?[ \t]*:(?=\s|\Z)"""
_NEEDED: Final = re.compile(r"""[\s{,"'](date|title)["']?[ \t]*:(?=\s|\Z)""", re.ASCII)
_CONTENT: Final = re.compile(r"^([ \t]*)(?!#|---|\.\.\.|%[A-Z])\S", re.MULTILINE | re.ASCII)
_BLANKS: Final = re.compile(r"(?:\s|(?<!\S)#[^\n]*)*+", re.ASCII)
_MARGIN: Final = r"(?=[^#\s])(?!%[A-Z]|[\]},][ \t\]},]*(?:\n|\Z))"
"""What is at the margin: no remark, no directive, not the end of what stands in brackets."""

_MARK: Final = re.compile(r"(?:---|\.\.\.)(?=\s|\Z)", re.ASCII)
_TOP: Final = re.compile(r"(?:\s|#[^\n]*|%[A-Z][^\n]*\n|(?:---|\.\.\.)(?=\s|\Z))*+", re.ASCII)
_TOP_KEYS: Final = ("timeline", "title", "timezone", "locations", "actors", "sources")
_TOP_KEY: Final = re.compile(r"^(?:events|locations|actors|sources):", re.MULTILINE)
_WRITE_EVENTS: Final = "Write `events:` and below it the events, each beginning with `- date:`"


def cut(text: str, name: str) -> Pieces:
    """The pieces of a decoded text; `name` is the file's in problems. Raises nothing."""
    cutter = _Cutter(text, name)
    start = skip(_TOP, text, 0)
    if text[start : start + 1] in ("[", "{") and not _TOP_KEY.search(text):
        cutter.brackets(start)
    else:
        cutter.lines()
    return cutter.out


def entries(piece: Piece) -> list[Piece]:
    """The entries of a section in block style, each cut by its indentation; [] if there are none.

    They can be read where the section as a whole cannot: one mistake costs one entry.
    """
    first = _CONTENT.search(piece.text, piece.text.find("\n") + 1 or len(piece.text))
    if first is None or _ITEM.match(piece.text, first.start()):
        return []
    entry = rf"[ \t]{{0,{len(first[1])}}}(?=[^\s#])"
    return _parts(piece, line_starts(entry, piece.text, first.start()))


def rescue(piece: Piece) -> list[Piece]:
    """The records that may be read on their own out of one that is no YAML; [] if there are none.

    They are the list items in it that have a date and a title, one whose dash was forgotten among
    them, and what is above them.
    """
    text = piece.text
    dash = _ITEM.match(text)
    dashless = rf"|[ \t]{{{len(dash[1])}}}date[ \t]*:(?=\s|\Z)" if dash is not None else ""
    items = line_starts(f"(?:{_PART}{dashless})", text, 0)
    starts = [
        item
        for item, stop in zip(items, [*items[1:], len(text)], strict=False)
        if item > 0 and len(set(_NEEDED.findall(text, item, stop))) == 2
    ]
    return _parts(piece, [0, *starts]) if starts else []


def _parts(piece: Piece, starts: list[int]) -> list[Piece]:
    cutter = _Cutter(piece.text, piece.file)
    cutter.cut_at(starts, len(piece.text), piece.key)
    found = cutter.out.head or cutter.out.events
    return [replace(part, line=piece.line + part.line - 1) for part in found]


class _Section(NamedTuple):
    """A top-level key with its text and where its value may begin; None for text without one."""

    key: str | None
    start: int
    value: int
    end: int


class _Cutter:
    """Collects the pieces and problems of a text from top to bottom."""

    def __init__(self, text: str, name: str) -> None:
        self.out = Pieces()
        self._text = text
        self._name = name
        self._line, self._counted, self._margin_at = 1, 0, -1
        self._seen: dict[str, int] = {}
        self._unclosed = self._several = False
        self._item = _ITEM

    def lines(self) -> None:
        """Cut a file in block style."""
        sections = list(self._sections())
        under_events = {section.key for section in sections} == {None}
        ours = self._ours([(one.key, one.start, one.value) for one in sections if one.key])
        for section in sections:
            if section.key is None:
                self._keyless(section, alone=len(sections) == 1, listed=under_events)
                continue
            self._note(section.key, section.start)
            key = ours.get(section.key, section.key)
            if key == "events":
                under_events = True
                self._events(section)
            else:
                under_events = self._head(key, section, under_events)

    def brackets(self, start: int) -> None:
        """Cut a file that is a list or a mapping in brackets, as JSON is."""
        end = len(self._text)
        if self._text[start] == "[":
            end = self._flow_events(start, end)
        else:
            items, end = self._divided(start, end)
            ours = self._ours([(item.key, item.start, item.value) for item in items])
            for item in items:
                self._flow_pair(item, ours.get(item.key, item.key))
        self._rest(end, len(self._text))

    def _sections(self) -> Iterator[_Section]:
        """Each top-level key with its text, and what stands at the margin without one."""
        text = self._text
        begun: _Section | None = None
        in_items = False
        closed = last = 0
        for start in self._margin():
            if start < closed:
                continue
            at = skip(_BLANKS, text, start)
            if _MARK.match(text, at):
                if begun is not None:
                    yield begun._replace(end=start)
                    self._second_document(at)
                    behind = skip(_MARK, text, at)
                    begun, in_items = _Section(None, behind, behind, len(text)), False
                continue
            is_item = _ITEM.match(text, start) is not None
            empty = begun is not None and begun.key and skip(_BLANKS, text, begun.value) >= start
            if is_item and (in_items or empty):
                in_items = True
                continue
            key = None if is_item else _KEY.match(text, at)
            if begun is not None:
                is_text = not (key or is_item or in_items or begun.key)
                if is_text and not _ITEM.search(text, last, start):
                    last = start
                    continue  # a text of several lines
                yield begun._replace(end=start)
            value = key.end() if key else at
            begun = _Section(key[1].strip() if key else None, start, value, len(text))
            in_items, last = is_item, start
            closed = self._closed(begun)
        if begun is not None:
            yield begun

    def _margin(self) -> list[int]:
        """Where lines at the margin begin, which is where the first one begins, or column 1."""
        first = _CONTENT.search(self._text)
        if first is None:
            return []
        indent = len(first[1])
        if indent and re.search(r"^[^\s#\-\]}.%]", self._text, re.MULTILINE):
            indent = 0  # not all keys are indented
        starts = line_starts(rf"[ \t]{{0,{indent}}}{_MARGIN}", self._text, 0)
        return starts if first.start() in starts else [first.start(), *starts]

    def _second_document(self, mark: int) -> None:
        """Report what follows behind a marker; a third document is not reported as well."""
        if not self._several and skip(_TOP, self._text, mark) < len(self._text):
            self._several = True
            hint = "Write one document a file, without a line `---` or `...` within it"
            self._report(mark, "several-documents", "A second document begins here", hint)

    def _closed(self, section: _Section) -> int:
        """Where the brackets end that may stand behind a key; 0 if there are none."""
        start = skip(_BLANKS, self._text, section.value)
        if section.key is None or self._text[start : start + 1] not in ("[", "{"):
            return 0
        line_end = self._text.find("\n", start) % (len(self._text) + 1)
        for end in (line_end,) if self._unclosed else (line_end, len(self._text)):
            try:
                return divide(self._text, start, end)[1]
            except (yaml.YAMLError, ValueError):
                continue
        self._unclosed = True  # to look for the next one would cost as much again
        return 0

    def _ours(self, found: list[tuple[str, int, int]]) -> dict[str, str]:
        """The format's keys for those of other people; `found` are all, each with where it and its
        value begin."""
        text = self._text
        values = {key: skip(_BLANKS, text, value) for key, _, value in reversed(found)}
        ours = top_keys(text, values)
        for key, start, _ in found:
            if key in ours:
                at = text.index(key, start)
                message = f"`{cropped(key)}` is read as `{ours[key]}`"
                self._report(at, "other-key", message, f"Write `{ours[key]}`")
                if ours[key] == "events":
                    line, column = self._place(at)
                    piece = Piece(key, line, key, column, self._name)
                    self.out.changes.append((piece, "events"))
        return ours

    def _note(self, key: str, start: int) -> None:
        """A top-level key may stand once."""
        line = self._place(start)[0]
        if (above := line - self._seen.setdefault(key, line)) > 0:
            message = f"`{cropped(key)}` stands twice, here and {lines_above(above)}"
            hint = f"Move what stands below it to the first `{cropped(key)}:`, or delete it"
            self._report(start, "duplicate-key", message, hint)

    def _head(self, key: str, section: _Section, under_events: bool) -> bool:
        """A key that is not `events`, and events that stand below it by mistake: if there are any.

        Where it stands among events, it is likely a field that slipped out of one.
        """
        text, end = self._text, section.end
        below = text.find("\n", section.value) + 1 or end
        free = key.startswith("x-") or (key in _TOP_KEYS and not under_events)
        at = skip(_BLANKS, text, section.value)
        if key in _TOP_KEYS[:3] and text[at : at + 1] not in ("|", ">", '"', "'"):
            free = False  # no text goes on with what looks like an event
        if begins_list(key, text, at):
            free = free or not line_starts(_DATED, text, below, end)
        found = [] if free else line_starts(_PART, text, below, end)
        if not found:
            self.add(key, section.start, end)
            return False
        message = f"Events stand under `{cropped(key)}:`, not under `events:`"
        hint = "Write `events:` above them, or instead of it"
        holds_more = at < found[0]
        self._report(found[0] if holds_more else section.start, "not-under-events", message, hint)
        if holds_more:
            self.add(key, section.start, found[0])
        self._items(found[0], end)
        return True

    # Events

    def _events(self, section: _Section) -> None:
        """The list below or behind `events:`."""
        text, end = self._text, section.end
        at = skip(_BLANKS, text, section.value)
        if at < end and text[at] in "[{":
            self._rest(self._flow_events(at, end), end)
            return
        item = _ITEM.search(text, section.value, end)
        stop = item.start() if item else end
        if text[at:stop].split("#")[0].strip() not in ("", "~", "null"):
            message = "`events:` is followed by something else than a list"
            self._report(at, "not-a-list", message, _WRITE_EVENTS)
            line = text.rfind("\n", 0, at) + 1
            self.add(STRAY, line if line > section.value else section.start, stop)
        if item:
            self._items(stop, end)

    def _items(self, start: int, end: int) -> None:
        """The items of a list, the first of which begins in the line at `start`."""
        first = _ITEM.match(self._text, start)
        item = rf"[ \t]{{0,{len(first[1]) if first else 0}}}-(?=\s|\Z)"
        self._item = re.compile(f"^{item}", re.MULTILINE | re.ASCII)
        self.cut_at(line_starts(item, self._text, start, end), end)

    def _keyless(self, section: _Section, *, alone: bool, listed: bool) -> None:
        """What stands at the margin without a key: a list of events, or text in the wrong place."""
        text, start, end = self._text, section.start, section.end
        if skip(_BLANKS, text, start) >= end:
            return
        item = self._item.search(text, start, end)  # not one within an event
        stop = item.start() if item else end
        if stop > start:
            code, message = "stray-text", "This line is neither a key nor a part of an event"
            hint = "Write `key: value`, begin an event with `- date:`, or a remark with `#`"
            if alone and not item:
                code, hint = "not-a-timeline", _WRITE_EVENTS
                message = "This is no timeline: the file is neither a mapping nor a list"
            self._report(start, code, message, hint)
            self.add(STRAY, start, stop)
        elif not listed:
            message = "A list stands at the top, beside keys"
            self._report(start, "stray-text", message, "Write `events:` above the list")
        if item:
            self._items(stop, end)

    # Brackets

    def _divided(self, start: int, end: int) -> tuple[list[Item], int]:
        """The items of a bracket and where it ends; one that is no YAML is one stray text."""
        try:
            return divide(self._text, start, end)
        except (yaml.YAMLError, ValueError) as error:
            problem = explain(error, self._text[start:end])
            self.out.problems.append(problem.at(self._name, *self._place(start)))
            self.add(STRAY, start, end)
            return [], end

    def _flow_pair(self, item: Item, key: str) -> None:
        """A key of a file in braces, and what it means."""
        text = self._text
        self._note(item.key, item.start)
        if key != "events":
            line, column = self._place(item.start)
            pair = f"{{{text[item.start : item.end]}}}"
            self.out.head.append(Piece(key, line, pair, column - 1, self._name))
        elif text[item.value] in "[{":
            self._flow_events(item.value, item.end)
        elif text[item.value : item.end] not in ("", "~", "null"):
            message = "`events` is followed by something else than a list"
            self._report(item.start, "not-a-list", message, "Write the events in `[` and `]`")
            self.add(STRAY, item.start, item.end)

    def _flow_events(self, start: int, end: int) -> int:
        """Take the events of a list in brackets; where it ends."""
        key = "events" if self._text[start] == "[" else STRAY
        if key == STRAY:
            message = "`events:` holds a mapping instead of a list"
            hint = "Write `[` and `]` around the events, and their ids as `id:`"
            self._report(start, "not-a-list", message, hint)
        items, end = self._divided(start, end)
        for item in items:
            self.add(key, item.start, item.end)
        return end

    def _rest(self, start: int, end: int) -> None:
        """What stands behind a closing bracket."""
        at = skip(_BLANKS, self._text, start)
        if at < end and not _MARK.match(self._text, at):
            self._keyless(_Section(None, at, at, end), alone=False, listed=True)

    # Pieces

    def cut_at(self, starts: list[int], end: int, key: str = "events") -> None:
        """Keep a piece from each place on."""
        for start, stop in zip(starts, [*starts[1:], end], strict=True):
            self.add(key, start, stop)

    def add(self, key: str, start: int, end: int) -> None:
        """Keep the text between two places without blank lines and remarks at its end."""
        text = self._text
        while end > start:
            line = max(text.rfind("\n", start, end) + 1, start)
            last = text[line:end].strip()
            if last and not ((last[0] == "#" or _MARK.match(last)) and line > start):
                break
            end = max(line - 1, start)
        if kept := text[start:end].rstrip():
            line, column = self._place(start)
            to = self.out.events if key in ("events", STRAY) else self.out.head
            to.append(Piece(key, line, kept, column, self._name))

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column of an index; places are asked for from top to bottom, nearly."""
        step = self._text.count("\n", min(at, self._counted), max(at, self._counted))
        if step:  # not in each item of a long line
            self._line += step if at > self._counted else -step
            self._margin_at = self._text.rfind("\n", 0, at)
        self._counted = at
        return self._line, at - self._margin_at

    def _report(self, at: int, code: str, message: str, hint: str) -> None:
        place = self._place(skip(_BLANKS, self._text, at))
        self.out.problems.append(Problem("error", code, message, hint, self._name, *place))
