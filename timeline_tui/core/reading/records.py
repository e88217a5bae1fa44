"""A file's text cut into pieces, each parsed on its own: top-level keys, items of `events:`.

It goes by lines and indentation, never by a parse of the whole, so no mistake in one record reaches
another. Only what stands in brackets is divided by the parser, and lost as a whole where it fails.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

import yaml

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.pieces import STRAY, Item, Piece, Pieces, divide
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
_BLANKS: Final = re.compile(r"(?:\s|(?<!\S)#[^\n]*)*+", re.ASCII)
_MARK: Final = r"(?:---|\.\.\.)[ \t]*(?:#[^\n]*)?(?:\n|\Z)"
_CONTENT: Final = re.compile(rf"^([ \t]*)(?!#|{_MARK}|%[A-Z])\S", re.MULTILINE | re.ASCII)
_MARGIN: Final = rf"(?=[^#\s])(?!%[A-Z]|{_MARK}|[\]}},][ \t\]}},]*(?:\n|\Z))"
"""What is at the margin: no remark, no directive, not the end of what stands in brackets."""

_TOP: Final = re.compile(r"(?:\s|#[^\n]*|%[A-Z][^\n]*\n|(?:---|\.\.\.)(?=\s|\Z))*+", re.ASCII)
_SECTIONS: Final = ("locations", "actors", "sources")
_TOP_KEY: Final = re.compile(r"^(?:events|locations|actors|sources):", re.MULTILINE)


def cut(text: str, name: str) -> Pieces:
    """The pieces of a decoded text; `name` is the file's in problems. Raises nothing."""
    cutter = _Cutter(text, name)
    cutter.cut()
    return cutter.out


def entries(piece: Piece) -> list[Piece]:
    """The entries of a section in block style, each cut by its indentation; [] if there are none.

    They can be read where the section as a whole cannot: one mistake costs one entry.
    """
    first = _CONTENT.search(piece.text, piece.text.find("\n") + 1 or len(piece.text))
    if first is None or _ITEM.match(piece.text, first.start()):
        return []
    entry = rf"[ \t]{{0,{len(first[1])}}}(?=[^\s#])"
    return _parts(piece, _line_starts(entry, piece.text, first.start()))


def rescue(piece: Piece) -> list[Piece]:
    """The records that may be read on their own out of one that is no YAML; [] if there are none.

    They are the list items in it that have a date and a title, and what is above them.
    """
    items = _line_starts(_PART, piece.text, 0)
    ends = zip(items, [*items[1:], len(piece.text)], strict=False)
    whole = [at for at, end in ends if len({*_NEEDED.findall(piece.text, at, end)}) == 2]
    starts = [at for at in whole if at > 0]
    return _parts(piece, [0, *starts]) if starts else []


def _parts(piece: Piece, starts: list[int]) -> list[Piece]:
    cutter = _Cutter(piece.text, piece.file)
    cutter.cut_at(starts, len(piece.text), piece.key)
    found = cutter.out.head or cutter.out.events
    return [replace(part, line=piece.line + part.line - 1) for part in found]


def _line_starts(pattern: str, text: str, start: int, end: int | None = None) -> list[int]:
    """Where lines from `start` on begin that match."""
    stop = len(text) if end is None else end
    first = [start] if re.compile(pattern, re.ASCII).match(text, start, stop) else []
    # A literal at its beginning makes a search many times as quick as `^`.
    found = re.compile("\n" + pattern, re.ASCII).finditer(text, start, stop)
    return first + [match.start() + 1 for match in found]


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what matches at an index ends."""
    match = pattern.match(text, at)
    return match.end() if match else at


class _Cutter:
    """Collects the pieces and problems of a text from top to bottom.

    A section is an `Item` with its key at the top, "" for text without one.
    """

    def __init__(self, text: str, name: str) -> None:
        self.out = Pieces()
        self._text = text
        self._name = name
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._in_braces = self._unclosed = False
        self._item = _ITEM

    def cut(self) -> None:
        """Cut a file, in block style or, as JSON is, in brackets."""
        text = self._text
        start, end = _skip(_TOP, text, 0), len(text)
        if text[start : start + 1] not in ("[", "{") or _TOP_KEY.search(text):
            sections = [*self._sections()]
            self._several_documents(start)
        elif text[start] == "[":
            self._events(Item("events", start, start, end))
            return
        else:
            self._in_braces = True
            sections, closed = self._divided(start, end)
            sections.append(self._rest(closed, end))
        under_events = not any(section.key for section in sections)
        ours = self._ours([section for section in sections if section.key])
        for section in sections:
            if not section.key:
                self._keyless(section, listed=under_events)
            elif (key := ours.get(section.key, section.key)) == "events":
                under_events = True
                self._events(section)
            else:
                under_events = self._head(key, section, under_events)

    def _sections(self) -> Iterator[Item]:
        """Each top-level key with its text, and what stands at the margin without one."""
        text = self._text
        begun: Item | None = None
        in_items = False
        closed = 0
        for start in self._margin():
            if start < closed:
                continue
            at = _skip(_BLANKS, text, start)
            is_item = _ITEM.match(text, start) is not None
            key = None if is_item else _KEY.match(text, at)
            if begun is not None:
                empty = begun.key and _skip(_BLANKS, text, begun.value) >= start
                if is_item and (in_items or empty):
                    in_items = True
                    continue
                if not (key or is_item or in_items or begun.key):
                    continue  # a text of several lines
                yield begun._replace(end=start)
            value = key.end() if key else at
            begun = Item(key[1].strip() if key else "", start, value, len(text))
            in_items = is_item
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
        starts = _line_starts(rf"[ \t]{{0,{indent}}}{_MARGIN}", self._text, 0)
        return starts if first.start() in starts else [first.start(), *starts]

    def _several_documents(self, start: int) -> None:
        """Report where a second one begins, if there is one; it is read as a part of the first."""
        mark = next(iter(_line_starts(_MARK, self._text, start)), len(self._text))
        if _skip(_TOP, self._text, mark) < len(self._text):
            hint = "Write one document a file, without a line `---` or `...` within it"
            self._report(mark, "several-documents", "A second document begins here", hint)

    def _closed(self, section: Item) -> int:
        """Where the brackets end that may stand behind a key; 0 if there are none."""
        start = _skip(_BLANKS, self._text, section.value)
        if not section.key or self._text[start : start + 1] not in ("[", "{"):
            return 0
        line_end = self._text.find("\n", start) % (len(self._text) + 1)
        for end in (line_end,) if self._unclosed else (line_end, len(self._text)):
            with suppress(yaml.YAMLError, ValueError):
                return divide(self._text, start, end)[1]
        self._unclosed = True  # to look for the next one would cost as much again
        return 0

    def _ours(self, sections: list[Item]) -> dict[str, str]:
        """The format's keys for those of other people, and a report of keys that stand twice."""
        text = self._text
        values = {one.key: _skip(_BLANKS, text, one.value) for one in reversed(sections)}
        ours = top_keys(text, values)
        seen: dict[str, int] = {}
        for key, start, *_ in sections:
            at = text.index(key, start) if key in ours else _skip(_BLANKS, text, start)
            line, column = self._place(at)
            if (above := line - seen.setdefault(key, line)) > 0:
                message = f"`{cropped(key)}` stands twice, here and {lines_above(above)}"
                hint = f"Move what stands below it to the first `{cropped(key)}:`, or delete it"
                self._report(at, "duplicate-key", message, hint)
            if key in ours:
                message = f"`{cropped(key)}` is read as `{ours[key]}`"
                self._report(at, "other-key", message, f"Write `{ours[key]}`")
            if ours.get(key) == "events":
                self.out.changes.append((Piece(key, line, key, column, self._name), "events"))
        return ours

    def _head(self, key: str, section: Item, under_events: bool) -> bool:
        """A key that is not `events`, and events that stand below it by mistake: if there are any.

        Where it stands among events, it is likely a field that slipped out of one.
        """
        text, end = self._text, section.end
        at = _skip(_BLANKS, text, section.value)
        below = text.find("\n", section.value) + 1 or end
        pattern = _DATED if begins_list(key, text, at) else _PART
        own = key.startswith("x-") or (key in _SECTIONS and not under_events)
        found = (
            []
            if own or text[at : at + 1] in ("|", ">")
            else _line_starts(pattern, text, below, end)
        )
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

    def _events(self, section: Item) -> None:
        """The list below or behind `events:`."""
        text, end = self._text, section.end
        at = _skip(_BLANKS, text, section.value)
        if text[at : at + 1] == "[":
            items, closed = self._divided(at, end)
            for one in items:
                self.add("events", one.start, one.end)
            self._keyless(self._rest(closed, end), listed=True)
            return
        item = None if self._in_braces else _ITEM.search(text, section.value, end)
        stop = item.start() if item else end
        if text[at:stop].split("#")[0].strip() not in ("", "~", "null"):
            message = "`events:` is followed by something else than a list"
            hint = "Write below it the events, each beginning with `- date:`"
            self._report(at, "not-a-list", message, hint)
            line = text.rfind("\n", 0, at) + 1
            self.add(STRAY, line if line > section.value else section.start, stop)
        if item:
            self._items(stop, end)

    def _items(self, start: int, end: int) -> None:
        """The items of a list, the first of which begins in the line at `start`."""
        first = _ITEM.match(self._text, start)
        item = rf"[ \t]{{0,{len(first[1]) if first else 0}}}-(?=\s|\Z)"
        self._item = re.compile(f"^{item}", re.MULTILINE | re.ASCII)
        self.cut_at(_line_starts(item, self._text, start, end), end)

    def _keyless(self, section: Item, *, listed: bool) -> None:
        """What stands without a key: a list of events, or text in the wrong place."""
        text, start, end = self._text, section.start, section.end
        if _skip(_TOP, text, start) >= end:
            return
        item = self._item.search(text, start, end)  # not one within an event
        stop = item.start() if item else end
        if stop > start:
            message = "This line is neither a key nor a part of an event"
            hint = "Write `key: value`, begin an event with `- date:`, or a remark with `#`"
            self._report(start, "stray-text", message, hint)
            self.add(STRAY, start, stop)
        elif not listed:
            message = "A list stands at the top, beside keys"
            self._report(start, "stray-text", message, "Write `events:` above the list")
        if item:
            self._items(stop, end)

    def _rest(self, closed: int, end: int) -> Item:
        """What stands behind a closing bracket."""
        start = _skip(_BLANKS, self._text, closed)
        return Item("", start, start, end)

    def _divided(self, start: int, end: int) -> tuple[list[Item], int]:
        """The items of a bracket and where it ends; one that is no YAML is one stray text."""
        try:
            return divide(self._text, start, end)
        except (yaml.YAMLError, ValueError) as error:
            problem = explain(error, self._text[start:end])
            self.out.problems.append(problem.at(self._name, *self._place(start)))
            self.add(STRAY, start, end)
            return [], end

    def cut_at(self, starts: list[int], end: int, key: str = "events") -> None:
        """Keep a piece from each place on."""
        for start, stop in zip(starts, [*starts[1:], end], strict=True):
            self.add(key, start, stop)

    def add(self, key: str, start: int, end: int) -> None:
        """Keep the text between two places without blank lines and remarks at its end. What is
        set in more than its keys may belong to a text of several lines, and is no remark then."""
        text = self._text
        while end > start:
            line = max(text.rfind("\n", start, end) + 1, start)
            last = text[line:end].strip()
            if last and not (line > start and re.match(rf"#|{_MARK}", last)):
                break
            if last[:1] == "#":
                keys = start - text.rfind("\n", 0, start) - 1 + 2 * (key == "events")
                if text[line : line + keys + 1].isspace():
                    break
            end = max(line - 1, start)
        if kept := text[start:end].rstrip():
            line, column = self._place(start)
            is_event = key in ("events", STRAY)
            if self._in_braces and not is_event:
                kept, column = f"{{{kept}}}", column - 1
            to = self.out.events if is_event else self.out.head
            to.append(Piece(key, line, kept, column, self._name))

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column of an index."""
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def _report(self, at: int, code: str, message: str, hint: str) -> None:
        place = self._place(_skip(_BLANKS, self._text, at))
        self.out.problems.append(Problem("error", code, message, hint, self._name, *place))
