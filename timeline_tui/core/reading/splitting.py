"""A file's text cut into the chunks that are parsed each on its own.

It goes by lines and indentation, never by a parse of the whole, so that no mistake in one record
reaches another; only what stands in brackets is followed to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.chunks import (
    STRAY,
    Chunk,
    Cutter,
    Document,
    event_like,
    first_content,
    item_starts,
    outer_starts,
)
from timeline_tui.core.reading.flow import Flow, Part, read_flow
from timeline_tui.core.reading.outline import (
    TOP_KEYS,
    Section,
    bracket_at,
    documents,
    flow_key,
    sections,
)
from timeline_tui.core.reading.yaml_events import repetition
from timeline_tui.core.text import cropped

_EVENT_FIELDS: Final = frozenset(
    ("date", "title", "id", "time", "date_text", "type", "location", "description", "status")
)
_COMMENT: Final = re.compile(r"(?:^|[ \t])#")
_PROPERTY: Final = re.compile(r"[&!]\S*|[|>][0-9+-]*")
_TIGHT_DASH: Final = re.compile(r"[ \t]*-([A-Za-z_][\w-]*)[ \t]*:(?=\s|\Z)", re.ASCII)
_FIELD: Final = re.compile(r"[ \t]*([A-Za-z_-]+)[ \t]*:(?=\s|\Z)", re.ASCII)
_ANY_ITEM: Final = re.compile(r"^[ \t]*-(?=\s|\Z)", re.MULTILINE | re.ASCII)
_WRITE_EVENTS: Final = "Write `events:` and below it the events, each beginning with `- date:`"


def split(text: str, shown: str) -> Document:
    """The chunks of a decoded text; `shown` is the file's name in problems. Raises nothing."""
    splitter = _Splitter(text, shown)
    filled = [span for span in documents(text) if first_content(text, span.start, span.end)]
    for number, span in enumerate(filled):
        if number == 1:
            hint = "Write one document a file, without a line `---` or `...` within it"
            splitter.report("several-documents", span.marker, "A second document begins here", hint)
        splitter.document(span.start, span.end, is_first=number == 0)
    return Document(tuple(splitter.head), tuple(splitter.events), tuple(splitter.problems))


class _Splitter:
    """Collects the chunks and problems of a text from top to bottom."""

    def __init__(self, text: str, shown: str) -> None:
        self.head: list[Chunk] = []
        self.events: list[Chunk] = []
        self.problems: list[Problem] = []
        self._text = text
        self._shown = shown
        self._cut = Cutter(text)
        self._first_lines: dict[str, int] = {}
        self._is_first = True

    def report(self, code: str, position: int, message: str, hint: str) -> None:
        line, column = self._cut.line(position), self._cut.column(position)
        self.problems.append(Problem("error", code, message, hint, self._shown, line, column))

    def document(self, start: int, end: int, *, is_first: bool) -> None:
        """Cuts a document that holds something."""
        self._first_lines = {}
        self._is_first = is_first
        found = sections(self._text, start, end)
        keys = {section.key for section in found if section.key is not None}
        if self._in_brackets(start, end, keys):
            return
        if "date" in keys and keys.isdisjoint(TOP_KEYS - {"title"}):
            self._bare_events(found)
            return
        for section in found:
            if section.key is None:
                self._before_keys(section, alone=is_first and not keys)
            else:
                self._keyed(section)

    def _keyed(self, section: Section) -> None:
        self._note(section.key or "", section.start)
        if section.key == "events":
            self._events_section(section)
        else:
            self._head_section(section)

    def _note(self, key: str, position: int) -> None:
        """Notes a top-level key, which may stand once."""
        line = self._cut.line(position)
        first = self._first_lines.setdefault(key, line)
        if first != line:
            hint = f"Move what stands below it to the first `{cropped(key)}:`, or delete it"
            column = self._cut.column(position)
            self.problems.append(repetition(key, first, line, column, hint).at(self._shown, 1))

    def _before_keys(self, section: Section, *, alone: bool) -> None:
        """Text before the first key: a list of events without `events:`, or out of place."""
        content = first_content(self._text, section.start, section.end)
        if content is None:
            return
        position, indent = content
        if _ANY_ITEM.match(self._text, position):
            if self._is_first and not alone:
                message = "A list stands at the top, beside keys"
                self.report("stray-text", position, message, "Write `events:` above the list")
            self._items(position, section.end, indent, section.strays)
        elif _TIGHT_DASH.match(self._text, position):
            self._misplaced(position)
            self._stray(position, section.end)
        elif alone:
            message = "This is no timeline: the file is neither a mapping nor a list"
            self.report("not-a-timeline", position, message, _WRITE_EVENTS)
            self._stray(position, section.end)
        elif _FIELD.match(self._text, position):
            message = "This key is indented deeper than those below it"
            self.report("stray-text", position, message, "Begin all top-level keys in one column")
            for inner in sections(self._text, position, section.end):
                if inner.key is None:
                    self._stray(inner.start, inner.end)
                else:
                    self._keyed(inner)
        else:
            self._misplaced(position)
            self._stray(position, section.end)

    def _misplaced(self, position: int) -> None:
        if not self._is_first:
            return
        tight = _TIGHT_DASH.match(self._text, position)
        if tight is not None:
            message = "A space is missing after the `-`"
            self.report("yaml-space", position, message, f"Write `- {cropped(tight[1])}: …`")
            return
        message = "This line is neither a key nor a part of an event"
        hint = "Write `key: value`, begin an event with `- date:`, or a remark with `#`"
        self.report("stray-text", position, message, hint)

    def _stray(self, start: int, end: int) -> None:
        """Text in the wrong place, shown as it is; events that stand in it are events."""
        like = next(event_like(self._text, start, end), None)
        if like is None or like[0] > start:
            chunk = self._cut.chunk(STRAY, start, like[0] if like else end)
            self.events.extend([chunk] if chunk else [])
        if like:
            self._items(like[0], end, like[1])

    def _bare_events(self, found: list[Section]) -> None:
        """A document that is an event, or several without dashes between them."""
        keyed = [section for section in found if section.key is not None]
        for section in found[: len(found) - len(keyed)]:
            self._before_keys(section, alone=False)
        starts = [section.start for section in keyed if section.key == keyed[0].key]
        if self._is_first:
            message = "An event stands at the top of the file"
            self.report("not-a-list", starts[0], message, _WRITE_EVENTS)
        self.events.extend(self._cut.chunks("events", starts, keyed[-1].end))

    def _head_section(self, section: Section) -> None:
        """The chunk of a key that is not `events`, and events that stand below it by mistake."""
        like = self._events_within(section)
        end = like[0] if like else section.end
        chunk = self._cut.chunk(section.key or "", section.start, end)
        holds_more = first_content(self._text, section.value, end) is not None
        if chunk and (holds_more or not like):
            self.head.append(chunk)
        if like:
            name = section.key or ""
            message = f"Events stand under `{cropped(name)}:`, not under `events:`"
            hint = "Write `events:` above them" if holds_more else "Write `events:` instead of it"
            self.report("not-under-events", like[0] if holds_more else section.start, message, hint)
            self._items(like[0], section.end, like[1], section.strays)

    def _events_within(self, section: Section) -> tuple[int, int] | None:
        """The first event below a key that is not `events`, and its indent.

        Keys of the format hold other lists too, and free keys (`x-…`) whatever one likes.
        """
        key = section.key or ""
        if key.startswith("x-"):
            return None
        loosely = key not in TOP_KEYS
        likes = event_like(self._text, section.value, section.end, loosely=loosely)
        return next(likes, None)

    def _events_section(self, section: Section) -> None:
        bracket = bracket_at(self._text, section.value, section.end)
        if bracket >= 0:
            flow = read_flow(self._text, bracket, section.end)
            self._flow_events(bracket, flow)
            self._rest(flow.end, section.end)
            return
        below = min(self._line_after(section.value), section.end)
        value = _COMMENT.split(self._text[section.value : below], maxsplit=1)[0].strip()
        if _PROPERTY.fullmatch(value):
            message = f"`{cropped(value)}` does not belong behind `events:`"
            self.report("not-a-list", section.value + 1, message, "Delete it")
        elif value not in ("", "~", "null"):
            message = "`events:` is followed by text instead of a list"
            self.report("not-a-list", section.start, message, _WRITE_EVENTS)
            self._stray(section.start, section.end)
            return
        self._events_below(below, section.end, section.strays)

    def _events_below(self, start: int, end: int, strays: tuple[int, ...]) -> None:
        """The lines below `events:`, which should be a list."""
        content = first_content(self._text, start, end)
        if content is None:
            return
        position, indent = content
        if _ANY_ITEM.match(self._text, position):
            self._items(position, end, indent, strays)
        elif position in strays:
            item = _ANY_ITEM.search(self._text, position, end)
            stop = item.start() if item else end
            self._misplaced(position)
            self._stray(position, stop)
            self._events_below(stop, end, tuple(stray for stray in strays if stray > stop))
        else:
            self._no_list(position, indent, end)

    def _no_list(self, position: int, indent: int, end: int) -> None:
        """Below `events:`, an event without its dash, or a mapping."""
        lines = [position, *outer_starts(self._text, position, end, indent)]
        field = _FIELD.match(self._text, position)
        if field and field[1] in _EVENT_FIELDS:
            hint = f"Write `- {field[1]}: …`"
            self.report("not-a-list", position, "This event does not begin with `- `", hint)
            lines = [position, *(line for line in lines if _ANY_ITEM.match(self._text, line))]
            self.events.extend(self._cut.chunks("events", lines, end, indent))
            return
        message = "`events:` holds a mapping instead of a list"
        hint = "Begin each event with `- `, and give its id as `id:`"
        self.report("not-a-list", position, message, hint)
        self._add_lines(lines, end, indent)

    def _items(self, first: int, end: int, indent: int, strays: Iterable[int] = ()) -> None:
        """The items of a list of events, the first of which begins its line at `first`."""
        tabs = "\t" in self._text[first : first + indent]
        starts = [first, *item_starts(self._text, first, end, indent, tabs=tabs)]
        outside = frozenset(stray for stray in strays if stray > first)
        if outside:
            lines = sorted((*starts, *outside))
            pairs = zip(lines, (first, *lines), strict=False)
            lines = [line for line, last in pairs if not (line in outside and last in outside)]
            self._add_lines(lines, end, indent)
            for line in lines:
                if line in outside:
                    self._misplaced(line)
        else:
            self.events.extend(self._cut.chunks("events", starts, end, indent))

    def _add_lines(self, starts: list[int], end: int, indent: int) -> None:
        """Chunks from each start on, of which only list items are events."""
        for start, following in zip(starts, (*starts[1:], end), strict=True):
            key = "events" if _ANY_ITEM.match(self._text, start) else STRAY
            chunk = self._cut.chunk(key, start, following, indent)
            self.events.extend([chunk] if chunk else [])

    def _in_brackets(self, start: int, end: int, keys: set[str]) -> bool:
        """Cuts a document that is a `[…]` or a `{…}`; false if it is none."""
        bracket = bracket_at(self._text, start, end)
        if bracket < 0:
            return False
        flow = read_flow(self._text, bracket, end)
        if not (flow.closed and self._ends_line(flow.end)) and keys & TOP_KEYS:
            return False
        names = {flow_key(self._text, part.start, part.end)[0] for part in flow.parts}
        if self._text[bracket] == "[":
            self._flow_events(bracket, flow)
        elif "date" in names and names.isdisjoint(TOP_KEYS - {"title"}):
            self.report("not-a-list", bracket, "An event stands at the top", _WRITE_EVENTS)
            self.events.append(self._cut.slice("events", bracket, flow.end))
        else:
            self._check_brackets(bracket, flow)
            for part in flow.parts:
                self._pair(part, end)
        self._rest(flow.end, end)
        return True

    def _pair(self, part: Part, end: int) -> None:
        """A key of a `{…}` at the top."""
        key, value = flow_key(self._text, part.start, part.end)
        if key:
            self._note(key, part.start)
        if key == "events":
            self._events_section(Section(key, part.start, value, part.end))
        else:
            stop = min(part.closing + 1, end)
            self.head.append(self._cut.slice(key, part.opening, stop))

    def _flow_events(self, bracket: int, flow: Flow) -> None:
        """The events of a list in brackets."""
        self._check_brackets(bracket, flow)
        key = "events"
        if self._text[bracket] == "{":
            key = STRAY
            hint = "Write `[` and `]` around the events, and their ids as `id:`"
            message = "`events:` holds a mapping instead of a list"
            self.report("not-a-list", bracket, message, hint)
        for part in flow.parts:
            self.events.append(self._cut.slice(key, part.start, part.end))

    def _check_brackets(self, bracket: int, flow: Flow) -> None:
        if flow.needless:
            more = f", nor before {len(flow.needless) - 1} more" if flow.needless[1:] else ""
            message = f"Nothing stands before this comma{more}"
            self.report("empty-item", flow.needless[0], message, "Delete it")
        if not flow.closed:
            message = f"The `{self._text[bracket]}` that opens here is never closed"
            hint = f"Write `{'}' if self._text[bracket] == '{' else ']'}` where it ends"
            self.report("yaml-bracket", bracket, message, hint)

    def _rest(self, start: int, end: int) -> None:
        """What stands behind a closing bracket."""
        content = first_content(self._text, start, end)
        if content:
            self._misplaced(sum(content))
            self._stray(sum(content), end)

    def _ends_line(self, position: int) -> bool:
        return not _COMMENT.split(self._text[position : self._line_after(position)], 1)[0].strip()

    def _line_after(self, position: int) -> int:
        """Where the line below begins."""
        return self._text.find("\n", position) + 1 or len(self._text)
