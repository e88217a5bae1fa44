"""YAML text as plain dicts, lists and texts, built from the parser's events.

It knows which YAML the format refuses and where every value stands; nothing of the format's keys.
No scalar is interpreted: what was typed is the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml
from yaml import events as ev

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.text import cropped, find_hidden, make_visible

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from timeline_tui.core.reading.python_parser import PythonParser as Parser
else:
    from yaml.cyaml import CParser as Parser

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""Plain data. None is an empty value, `~` or `null`: the key counts as absent."""

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys, and indices from 0."""

DEEPEST: Final = 50
LONGEST: Final = 1_000_000
"""Characters that one value may have (FORMAT section 7, Limits)."""

_MOST_PROBLEMS: Final = 100
ABSENT: Final = frozenset(("", "~", "null"))
_STARTS: Final = (ev.MappingStartEvent, ev.SequenceStartEvent)
_ENDS: Final = (ev.MappingEndEvent, ev.SequenceEndEvent)
_NODES: Final = (ev.ScalarEvent, ev.AliasEvent, *_STARTS)
_WRITE_OUT: Final = "Write out what is meant, or refer to it by its id"


class TooDeep(Exception):  # noqa: N818 - the text is what is too deep
    """Collections nest deeper than DEEPEST; `problem` says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Repetition(Problem):
    """A key that stands twice. The message names the `first` line too, so it moves with it."""

    key: str = ""
    first: int = 1

    def at(self, file: str, line: int, column: int = 1) -> Repetition:
        """The same problem, its record standing in `file` from this line and column on."""
        placed = Problem.at(self, file, line, column)
        first = self.first + line - 1
        message = f"`{self.key}` stands twice, in line {first} and in line {placed.line}"
        return Repetition(
            self.severity,
            self.code,
            message,
            self.hint,
            file,
            placed.line,
            placed.column,
            self.key,
            first,
        )


def repetition(key: str, first: int, line: int, column: int, hint: str) -> Problem:
    """The problem of a key in `line` and `column` that stands in line `first` already."""
    shown = cropped(key)
    problem = Repetition("error", "duplicate-key", "", hint, "", line, column, shown, first)
    return problem.at("", 1)


def too_deep(line: int, column: int) -> Problem:
    """The problem of a text whose collections nest too deep, seen in `line` and `column`."""
    message = f"Lists and mappings nest more than {DEEPEST} deep here"
    return Problem("error", "too-deep", message, "Write it with fewer levels", "", line, column)


@dataclass(frozen=True, slots=True)
class Node:
    """A key or a value: the path to it, its event, and whether it stands in braces."""

    path: Path
    event: ev.Event
    is_key: bool
    in_braces: bool

    @property
    def plain(self) -> str | None:
        """The text of a scalar without quotes; None of anything else."""
        event = self.event
        return event.value if isinstance(event, ev.ScalarEvent) and not event.style else None


def place_of(event: ev.Event) -> tuple[int, int]:
    """The line and column, from 1, where the event begins."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def read_events(text: str) -> Iterator[ev.Event]:
    """The events of `text`. Raises yaml.YAMLError, or ValueError for what is no character."""
    # A block scalar at the end means the same with and without a line end behind it.
    return iter(Parser(text + "\n").get_event, None)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text's data and what is wrong with it. Problems count from its first line and name no file.

    `data` is None where the text is empty or no YAML. `refused` are the paths of the values that
    one of the errors tells of, because they or one of their keys are left out or not what was
    meant.
    """

    data: Value
    problems: tuple[Problem, ...] = ()
    refused: frozenset[Path] = frozenset()


def build(text: str) -> Parsed:
    """The data of the first document of `text`; in `refused` each path has its number in front.

    What is refused is left out; of what is given twice the first counts. Raises like `read_events`,
    and TooDeep.
    """
    builder = _Builder()
    for event in read_events(text):
        builder.take(event)
    data = builder.documents[0] if builder.documents else None
    return Parsed(data, tuple(builder.problems), frozenset(builder.refused))


def walk(text: str) -> Iterator[Node]:
    """The keys and values of the first document of `text` in their order.

    Ends early, without an error, where the text is no YAML or nests too deep.
    """
    places = [_Place((), in_mapping=False, in_flow=False)]
    try:
        for event in read_events(text):
            if isinstance(event, _NODES):
                node = places[-1].node(event)
                yield node
                if isinstance(event, _STARTS):
                    is_mapping = isinstance(event, ev.MappingStartEvent)
                    places.append(_Place(node.path, is_mapping, bool(event.flow_style)))
            elif isinstance(event, _ENDS):
                places.pop()
            if isinstance(event, ev.DocumentEndEvent) or len(places) > DEEPEST + 1:
                return
    except (yaml.YAMLError, ValueError):
        return


class _Place:
    """Where `walk` is: in a collection with this path, before the next key or value."""

    def __init__(self, path: Path, in_mapping: bool, in_flow: bool) -> None:
        self._path = path
        self._in_mapping = in_mapping
        self._in_braces = in_mapping and in_flow
        self._key: str | None = None
        self._count = 0

    def node(self, event: ev.Event) -> Node:
        """The node that begins with the event; steps on to the next."""
        if not self._in_mapping:
            # The root of the document is the one item of a list that is in no path.
            path = (*self._path, self._count)
            self._count += 1
            return Node(path, event, is_key=False, in_braces=False)
        if self._key is None:
            self._key = make_visible(event.value) if isinstance(event, ev.ScalarEvent) else ""
            return Node((*self._path, self._key), event, is_key=True, in_braces=self._in_braces)
        path = (*self._path, self._key)
        self._key = None
        return Node(path, event, is_key=False, in_braces=self._in_braces)


@dataclass(slots=True)
class _Open:
    """A collection that is being read: a list, or a mapping with the lines of its keys.

    `path` leads to it; None where it does not count, as under a key that stands twice. `key` is
    that of the next value, `skips` is true where that does not count.
    """

    value: list[Value] | dict[str, Value]
    path: Path | None
    key: str | None = None
    skips: bool = False
    lines: dict[str, int] = field(default_factory=dict)

    def put(self, value: Value) -> None:
        """Takes an item, or the value of the present key."""
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key is not None:
            self.value[self.key] = value
        self.key, self.skips = None, False

    @property
    def waits_for_key(self) -> bool:
        return self.key is None and not self.skips and isinstance(self.value, dict)

    @property
    def next(self) -> Path | None:
        """The path to the value that comes next, or to the mapping of the key that does; None
        where it does not count."""
        if self.path is None or self.skips:
            return None
        if isinstance(self.value, list):
            return (*self.path, len(self.value))
        return self.path if self.key is None else (*self.path, self.key)


class _Builder:
    """Puts the events of a text together."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.documents: list[Value] = []
        self.refused: set[Path] = set()
        self._open = [_Open(self.documents, ())]

    def take(self, event: ev.Event) -> None:
        if isinstance(event, ev.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, ev.MappingStartEvent):
            self._begin(event, {})
        elif isinstance(event, ev.SequenceStartEvent):
            self._begin(event, [])
        elif isinstance(event, _ENDS):
            self._open.pop()
        elif isinstance(event, ev.AliasEvent):
            self._alias(event)
        elif isinstance(event, ev.DocumentStartEvent) and self.documents:
            hint = "Write one document a file, without a line `---`"
            self._report(event, "several-documents", "A second document begins here", hint)

    def _scalar(self, event: ev.ScalarEvent) -> None:
        self._refuse_properties(event)
        opened = self._open[-1]
        if opened.waits_for_key:
            opened.key = self._key(event, opened)
            opened.skips = opened.key is None
        else:
            opened.put(self._text(event))

    def _text(self, event: ev.ScalarEvent) -> str | None:
        value: str = event.value
        if not event.style:
            if value in ABSENT:
                return None
        elif event.style in "|>" and not value.strip():
            return None
        elif event.style == '"':
            value = self._visible(event)
        if len(value) > LONGEST:
            message = "This text is longer than a million characters and left out"
            self._refuse(event, "too-long", message, "Shorten it")
            return None
        return value

    def _visible(self, event: ev.ScalarEvent) -> str:
        """The text with substitutes for the hidden characters that its escapes made."""
        value: str = event.value
        if hidden := find_hidden(value):
            message = f"An escape in this text makes {hidden[1]}; a sign is shown for it"
            self._report(event, "hidden-character", message, "Delete the escape", "warning")
            return make_visible(value)
        return value

    def _key(self, event: ev.ScalarEvent, opened: _Open) -> str | None:
        """The key to take the next value under, if that counts."""
        if event.value == "<<" and not event.style:
            self._refuse(event, "merge-key", "The merge key `<<` is not read", _WRITE_OUT)
            return None
        key = self._visible(event) if event.style == '"' else event.value
        line, column = place_of(event)
        if key in opened.lines:
            hint = "Delete one of them; the first counts"
            if key in ("date", "title"):
                hint += '. If another event begins here, put "- " before it'
            if opened.path is not None and len(self.problems) < _MOST_PROBLEMS:
                self.problems.append(repetition(key, opened.lines[key], line, column, hint))
            return None
        opened.lines[key] = line
        return key

    def _begin(self, event: ev.CollectionStartEvent, value: list[Value] | dict[str, Value]) -> None:
        if len(self._open) > DEEPEST:
            raise TooDeep(too_deep(*place_of(event)))
        opened = self._open[-1]
        if opened.waits_for_key:
            message = "A list or a mapping stands where a key is expected"
            hint = "Write text before the colon; quote it if it begins with `[` or `{`"
            self._refuse(event, "complex-key", message, hint)
            opened.skips = True
            self._open.append(_Open(value, None))
        else:
            self._refuse_properties(event)
            self._open.append(_Open(value, opened.next))
            opened.put(value)

    def _alias(self, event: ev.AliasEvent) -> None:
        opened = self._open[-1]
        name = cropped(event.anchor or "")
        message = f"`*{name}` is read as a YAML alias, which this format does not have"
        hint = f"{_WRITE_OUT}; quote a text that begins with `*`"
        self._refuse(event, "alias", message, hint)
        if opened.waits_for_key:
            opened.skips = True
        else:
            opened.put(None)

    def _refuse_properties(self, event: ev.ScalarEvent | ev.CollectionStartEvent) -> None:
        if event.tag is not None:
            tag = cropped(event.tag.replace("tag:yaml.org,2002:", "!!"))
            message = f"`{tag}` is read as a YAML tag, which this format does not have"
            self._refuse(event, "tag", message, "Delete it, or quote a text that begins with `!`")
        elif event.anchor is not None:
            name = cropped(event.anchor)
            message = f"`&{name}` is read as a YAML anchor, which this format does not have"
            hint = "Delete it, or quote a text that begins with `&`"
            self._refuse(event, "anchor", message, hint)

    def _refuse(self, event: ev.Event, code: str, message: str, hint: str) -> None:
        """Report the value or key that comes next as the cause of all that is wrong there."""
        path = self._open[-1].next
        if path is not None:
            self.refused.add(path)
            self._report(event, code, message, hint)

    def _report(
        self, event: ev.Event, code: str, message: str, hint: str, severity: Severity = "error"
    ) -> None:
        if self._open[-1].next is not None and len(self.problems) < _MOST_PROBLEMS:
            place = place_of(event)
            self.problems.append(Problem(severity, code, message, hint, "", *place))
