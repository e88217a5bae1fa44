"""A file's text cut into pieces that are parsed each on its own: top-level keys, items of `events:`.

It goes by lines and indentation, never by a parse of the whole, so no mistake in one record reaches
another. Only what stands in brackets is divided by the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.flow import Flow, Item, divide
from timeline_tui.core.reading.slips import explain
from timeline_tui.core.text import cropped

TOP_KEYS: Final = ("timeline", "title", "timezone", "locations", "actors", "sources", "events")
STRAY: Final = ""
"""The key of a piece that is text in the wrong place, which has its problem already."""

# A key at the margin, its name perhaps in quotes; longer ones are text.
_KEY: Final = re.compile(r"""["']?([^\s"'#\-\[\]{}][^\n:#"']{0,99}?)["']?[ ]{0,99}:(?=\s|\Z)""")
_ITEM: Final = re.compile(r"^([ \t]*)-(?=\s|\Z)", re.MULTILINE)
_TIGHT_ITEM: Final = re.compile(r"[ \t]*-([A-Za-z_]+)[ \t]*:(?=\s|\Z)")
_EVENT: Final = re.compile(r"""^[ \t]*-[ \t]+["']?date["']?[ \t]*:(?=\s|\Z)""", re.MULTILINE)
_PART: Final = re.compile(r"""\n[ \t]*-[ \t]+["']?(?:date|title|id)["']?[ \t]*:(?=\s|\Z)""")
_CONTENT: Final = re.compile(r"^([ \t]*)(?!#|---|\.\.\.|%)\S", re.MULTILINE)
_BLANK: Final = re.compile(r"(?:\s|(?<!\S)#[^\n]*)*+")
_FIELD: Final = re.compile(r"""([ \t]*)["']?([A-Za-z_-]+)["']?[ \t]*:(?=\s|\Z)""")
_MARK: Final = re.compile(r"(?:---|\.\.\.)(?=\s|\Z)")
_EVENT_KEYS: Final = frozenset(
    ("date", "title", "id", "time", "date_text", "type", "location", "description", "status")
)
_NOTHING: Final = frozenset(("", "~", "null"))
_WRITE_EVENTS: Final = "Write `events:` and below it the events, each beginning with `- date:`"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands in its file from `line` and `column` on (from 1).

    `key` is its top-level key, "events" for a record and STRAY for text in the wrong place.
    """

    key: str
    line: int
    text: str
    column: int = 1

    def place(self, problem: Problem, file: str) -> Problem:
        """A problem of this piece with its place in the file."""
        return problem.at(file, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a file, in their order, and what is wrong between them."""

    head: list[Piece] = field(default_factory=list)
    events: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def cut(text: str, name: str) -> Pieces:
    """The pieces of a decoded text; `name` is the file's in problems. Raises nothing."""
    cutter = _Cutter(text, name)
    start = _content(text)
    if text[start : start + 1] in ("[", "{"):
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
    begin = re.compile(rf"^[ \t]{{0,{len(first[1])}}}(?=[^\s#])", re.MULTILINE)
    starts = [match.start() for match in begin.finditer(piece.text, first.start())]
    return _parts(piece, starts)


def rescue(piece: Piece) -> list[Piece]:
    """The records that may be read on their own out of one that is no YAML; [] if there are none.

    They are the list items in it that begin with a date, a title or an id, and what is above them.
    """
    starts = [match.start() + 1 for match in _PART.finditer(piece.text)]
    return _parts(piece, [0, *starts]) if starts else []


def _parts(piece: Piece, starts: list[int]) -> list[Piece]:
    cutter = _Cutter(piece.text, "")
    for start, end in zip(starts, [*starts[1:], len(piece.text)], strict=True):
        cutter.add(piece.key, start, end)
    found = cutter.out.head or cutter.out.events
    return [Piece(p.key, piece.line + p.line - 1, p.text, p.column) for p in found]


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
        self._line, self._counted = 1, 0
        self._seen: dict[str, int] = {}
        self._unclosed = False

    def lines(self) -> None:
        """Cut a file in block style."""
        sections = list(self._sections())
        keys = {section.key for section in sections}
        if "date" in keys and keys.isdisjoint(("events", "locations", "actors", "sources")):
            self._bare_events(sections)
            return
        last: str | None = None
        for section in sections:
            if section.key is None:
                self._keyless(section, last, alone=keys == {None})
                continue
            self._note(section.key, section.start)
            if section.key == "events":
                self._events(section)
            else:
                self._head(section.key, section)
            last = section.key

    def brackets(self, start: int) -> None:
        """Cut a file that is a list or a mapping in brackets, as JSON is."""
        if self._text[start] == "[":
            self._rest(self._flow_events(start), len(self._text))
            return
        flow = divide(self._text, start, len(self._text))
        line, column = self._line_at(start), self._column(start)
        keys = {item.key for item in flow.items}
        if "date" in keys and keys.isdisjoint(("events", "locations", "actors", "sources")):
            self._report(start, "not-a-list", "An event stands at the top", _WRITE_EVENTS)
            self.add("events", start, max(flow.end, start) or len(self._text))
            return
        for item in flow.items:
            self._note(item.key, item.start)
            if item.key == "events":
                self._flow_value(item)
            else:
                at = item.placed(line, column)
                text = f"{{{self._text[item.start : item.end]}}}"
                self.out.head.append(Piece(item.key, at[0], text, at[1] - 1))
        if flow.end < 0:
            self._broken_flow(start, flow)
        self._rest(flow.end, len(self._text))

    # Sections

    def _sections(self) -> Iterator[_Section]:
        """Each top-level key with its text, and what stands at the margin without one."""
        first = _CONTENT.search(self._text)
        indent = len(first[1]) if first else 0
        if indent and re.search(r"^[^\s#\-\]}.%]", self._text, re.MULTILINE):
            indent = 0  # not all keys are indented
        begun: _Section | None = None
        in_items = False
        documents = closed = 0
        for match in re.finditer(rf"^[ \t]{{0,{indent}}}(?=[^#\]}}\s%])", self._text, re.MULTILINE):
            start, at = match.span()
            if start < closed:
                continue
            if _MARK.match(self._text, at):
                if begun is not None:
                    yield begun._replace(end=start)
                    begun, in_items, documents = None, False, documents + 1
                continue
            if documents == 1:
                documents += 1
                hint = "Write one document a file, without a line `---` or `...` within it"
                self._report(at, "several-documents", "A second document begins here", hint)
            is_item = _ITEM.match(self._text, start) is not None
            if is_item and begun is not None and (in_items or begun.key == "events"):
                in_items = True
                continue
            if begun is not None:
                yield begun._replace(end=start)
            key = None if is_item else _KEY.match(self._text, at)
            value = key.end() if key else at
            begun = _Section(key[1].strip() if key else None, start, value, len(self._text))
            in_items = is_item
            closed = self._closed(value) if key else 0
        if begun is not None:
            yield begun

    def _closed(self, at: int) -> int:
        """Where the brackets end that may stand behind a key at `at`; 0 if there are none."""
        start = _content(self._text, at)
        if self._text[start : start + 1] not in ("[", "{"):
            return 0
        line_end = self._text.find("\n", start)
        if line_end >= 0 and (end := divide(self._text, start, line_end).end) >= 0:
            return end
        if self._unclosed:
            return 0
        end = divide(self._text, start, len(self._text)).end
        self._unclosed = end < 0  # the same search from further down would cost as much again
        return end

    def _note(self, key: str, start: int) -> None:
        """A top-level key may stand once."""
        line = self._line_at(start)
        if (above := line - self._seen.setdefault(key, line)) > 0:
            lines = "line" if above == 1 else "lines"
            message = f"`{cropped(key)}` stands twice, here and {above} {lines} above"
            hint = f"Move what stands below it to the first `{cropped(key)}:`, or delete it"
            self._report(start, "duplicate-key", message, hint)

    def _head(self, key: str, section: _Section) -> None:
        """A key that is not `events`, and events that stand below it by mistake."""
        event = _EVENT.search(self._text, section.value, section.end)
        if event is None or key.startswith("x-"):
            self.add(key, section.start, section.end)
            return
        alone = _content(self._text, section.value) >= event.start()
        message = f"Events stand under `{cropped(key)}:`, not under `events:`"
        hint = "Write `events:` instead of it" if alone else "Write `events:` above them"
        at = section.start if alone else event.start()
        self._report(at, "not-under-events", message, hint)
        if not alone:
            self.add(key, section.start, event.start())
        self._items(event.start(), section.end)

    def _bare_events(self, sections: list[_Section]) -> None:
        """A file that is an event, or several without dashes between them."""
        first = next(section for section in sections if section.key is not None)
        self._report(first.start, "not-a-list", "An event stands at the top", _WRITE_EVENTS)
        starts = [s.start for s in sections if s.key == first.key or s.key is None]
        self._cut_at(sorted({sections[0].start, *starts}), sections[-1].end)

    # Events

    def _events(self, section: _Section) -> None:
        """The list below or behind `events:`."""
        at = _content(self._text, section.value)
        if at >= section.end:
            return
        if self._text[at] in "[{":
            self._rest(self._flow_events(at), section.end)
            return
        line = self._text.rfind("\n", 0, at) + 1
        if line > section.value:
            self._events_below(line, section.end)
            return
        behind = self._text[at : self._line_end(at)].partition(" #")[0].strip()
        below = _content(self._text, self._line_end(at))
        if behind in _NOTHING and below >= section.end:
            return
        message = "`events:` is followed by text instead of a list"
        self._report(at, "not-a-list", message, _WRITE_EVENTS)
        self._stray(section.start, section.end)

    def _events_below(self, start: int, end: int) -> None:
        if _ITEM.match(self._text, start):
            self._items(start, end)
        elif (field := _FIELD.match(self._text, start)) and field[2] in _EVENT_KEYS:
            hint = f"Write `- {field[2]}: …`"
            self._report(start, "not-a-list", "This event does not begin with `- `", hint)
            items = [item.start() for item in _ITEM.finditer(self._text, start, end)]
            self._cut_at([start, *items], end)
        elif field:
            message = "`events:` holds a mapping instead of a list"
            hint = "Begin each event with `- `, and give its id as `id:`"
            self._report(start, "not-a-list", message, hint)
            self.add(STRAY, start, end)
        else:
            self._misplaced(start)
            self._stray(start, end)

    def _items(self, start: int, end: int) -> None:
        """The items of a list, the first of which begins in the line at `start`."""
        first = _ITEM.match(self._text, start)
        indent = len(first[1]) if first else 0
        item = re.compile(rf"^[ \t]{{0,{indent}}}-(?=\s|\Z)", re.MULTILINE)
        self._cut_at([match.start() for match in item.finditer(self._text, start, end)], end)

    def _cut_at(self, starts: list[int], end: int) -> None:
        for start, stop in zip(starts, [*starts[1:], end], strict=True):
            self.add("events", start, stop)

    def _keyless(self, section: _Section, last: str | None, *, alone: bool) -> None:
        """What stands at the margin without a key: a list of events, or text in the wrong place."""
        _, start, _, end = section
        if _ITEM.match(self._text, start):
            if last not in (None, "events") or not (alone or last):
                message = "A list stands at the top, beside keys"
                self._report(start, "stray-text", message, "Write `events:` above the list")
            self._items(start, end)
        elif alone and not _ITEM.search(self._text, start, end):
            message = "This is no timeline: the file is neither a mapping nor a list"
            self._report(start, "not-a-timeline", message, _WRITE_EVENTS)
            self.add(STRAY, start, end)
        else:
            self._misplaced(start)
            self._stray(start, end)

    def _misplaced(self, start: int) -> None:
        if tight := _TIGHT_ITEM.match(self._text, start):
            message = "A space is missing after the `-`"
            self._report(start, "yaml-space", message, f"Write `- {cropped(tight[1])}: …`")
            return
        message = "This line is neither a key nor a part of an event"
        hint = "Write `key: value`, begin an event with `- date:`, or a remark with `#`"
        self._report(start, "stray-text", message, hint)

    def _stray(self, start: int, end: int) -> None:
        """Text in the wrong place. Items that follow it are events all the same."""
        item = _ITEM.search(self._text, self._line_end(start), end)
        self.add(STRAY, start, item.start() if item else end)
        if item:
            self._items(item.start(), end)

    # Brackets

    def _flow_value(self, item: Item) -> None:
        """The events of a mapping in brackets."""
        at = _content(self._text, item.value)
        if self._text[at : at + 1] in ("[", "{"):
            self._flow_events(at)
        elif self._text[at : item.end].strip() not in _NOTHING:
            message = "`events` is followed by text instead of a list"
            self._report(item.start, "not-a-list", message, "Write the events in `[` and `]`")

    def _flow_events(self, start: int) -> int:
        """The events of a list in brackets; where it ends, or -1."""
        flow = divide(self._text, start, len(self._text))
        line, column = self._line_at(start), self._column(start)
        key = "events"
        if self._text[start] == "{":
            key = STRAY
            message = "`events:` holds a mapping instead of a list"
            hint = "Write `[` and `]` around the events, and their ids as `id:`"
            self._report(start, "not-a-list", message, hint)
        for item in flow.items:
            at = item.placed(line, column)
            self.out.events.append(Piece(key, at[0], self._text[item.start : item.end], at[1]))
        if flow.end < 0:
            self._broken_flow(start, flow)
        return flow.end

    def _broken_flow(self, start: int, flow: Flow) -> None:
        """Report where brackets stop being YAML. What follows is one text in the wrong place."""
        if flow.open_key == "events":
            at = _content(self._text, flow.rest)
            if self._text[at : at + 1] in ("[", "{"):
                self._flow_events(at)
                return
        line, column = self._line_at(start), self._column(start)
        assert flow.error is not None
        problem = explain(flow.error, self._text[start:], None)
        self.out.problems.append(problem.at(self._name, line, column))
        self.add(STRAY, flow.rest, len(self._text))

    def _rest(self, start: int, end: int) -> None:
        """What stands behind a closing bracket."""
        at = _content(self._text, start) if start >= 0 else end
        if at < end and not _MARK.match(self._text, at):
            self._misplaced(at)
            self._stray(at, end)

    # Pieces

    def add(self, key: str, start: int, end: int) -> None:
        """Keep the text between two places without blank lines and remarks at its end."""
        text = self._text
        while end > start:
            line = max(text.rfind("\n", start, end) + 1, start)
            last = text[line:end].strip()
            if last and not (last[0] == "#" and line > start):
                break
            end = max(line - 1, start)
        kept = text[start:end].rstrip()
        if kept.strip():
            piece = Piece(key, self._line_at(start), kept, self._column(start))
            (self.out.events if key in ("events", STRAY) else self.out.head).append(piece)

    def _line_at(self, at: int) -> int:
        if at < self._counted:
            return self._line - self._text.count("\n", at, self._counted)
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def _column(self, at: int) -> int:
        return at - self._text.rfind("\n", 0, at)

    def _line_end(self, at: int) -> int:
        """Where the line below begins."""
        return self._text.find("\n", at) + 1 or len(self._text)

    def _report(self, at: int, code: str, message: str, hint: str) -> None:
        at = _content(self._text, at)
        line, column = self._line_at(at), self._column(at)
        self.out.problems.append(Problem("error", code, message, hint, self._name, line, column))


def _content(text: str, at: int = 0) -> int:
    """Where the first text behind `at` begins that is no blank and no remark."""
    found = _BLANK.match(text, at)
    return found.end() if found else at
