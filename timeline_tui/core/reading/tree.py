"""YAML text as plain maps, lists and texts, every scalar as it was typed, each with its place.

One pass over the parser's events. It knows which YAML the format refuses, nothing of its keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

import yaml
from yaml import events as ev

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading.slips import explain
from timeline_tui.core.text import cropped, find_hidden, make_visible

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from timeline_tui.core.reading.python_parser import PythonParser as Parser
else:
    from yaml.cyaml import CParser as Parser

Place: TypeAlias = tuple[int, int]
"""Line and column, from 1, within the text that was parsed."""

DEEPEST: Final = 50
LONGEST: Final = 1_000_000
"""Characters that one value may have (FORMAT section 7, Limits)."""

_MOST: Final = 100
_Scalar, _MapStart, _ListStart = ev.ScalarEvent, ev.MappingStartEvent, ev.SequenceStartEvent
_MapEnd, _ListEnd = ev.MappingEndEvent, ev.SequenceEndEvent
_ABSENT: Final = frozenset(("", "~", "null"))
_WRITE_OUT: Final = "Write out what is meant, or refer to it by its id"
_BARE_BLOCK: Final = re.compile(r">([1-9])[ ]*$", re.MULTILINE)
_SHORT: Final = frozenset((*_ABSENT, "\n"))
_RARE: Final = ("&", "!", "\\", " #", "<<")
"""Signs without which every scalar is what it seems to be."""

_THOUSANDS: Final = re.compile(r"[0-9]{3}(?![0-9])")
_PROSE: Final = frozenset(
    ("title", "name", "text", "description", "note", "quote", "date_text", "author", "publisher")
)


class Placed:
    """Knows its place, from the parser's mark of it."""

    __slots__ = ()
    mark: Any

    @property
    def at(self) -> Place:
        return self.mark.line + 1, self.mark.column + 1


class Text(Placed, str):
    """A scalar as typed, or a key of a `Map`."""

    __slots__ = ("mark",)


class List(Placed, list["Value"]):
    __slots__ = ("mark",)


class Map(Placed, dict[Text, "Value"]):
    __slots__ = ("mark",)


class Refused(Text):
    """Stands for a value that has its problem already. It counts as absent."""

    __slots__ = ()


Value: TypeAlias = Text | List | Map | None
"""None is an empty value, `~` or `null`: the key counts as absent."""


class Tree(NamedTuple):
    """A text's data, None where it is empty or no YAML, and what is wrong with it."""

    data: Value
    problems: list[Problem]


class _Mark(NamedTuple):
    line: int
    column: int


T = TypeVar("T", bound=Placed)


def placed(value: Any, at: Place, kind: type[T] = Text) -> T:  # type: ignore[assignment]
    """`value` standing at a place."""
    made = kind(value)  # type: ignore[call-arg]
    made.mark = _Mark(at[0] - 1, at[1] - 1)
    return made


def parse(text: str, *, mend: bool = True) -> Tree:
    """The first document of a piece; the item alone where the piece is an item of a list.

    Raises nothing: a mistake in the YAML is one of the problems. Unless `mend` is false its hint is
    a change of the line with which the text reads, if one is found.
    """
    builder = _Builder(text)
    try:
        builder.build()
    except (yaml.YAMLError, ValueError, TooDeep) as error:
        return Tree(None, [explain(error, text, reads if mend else None)])
    return Tree(builder.item(), builder.problems)


def reads(text: str) -> bool:
    """Whether a text is YAML that the format takes."""
    builder = _Builder(text)
    try:
        builder.build()
    except (yaml.YAMLError, ValueError, TooDeep):
        return False
    return not builder.problems


def read_events(text: str) -> Any:
    """The function that gives the next event of `text`, None at the end."""
    # A block scalar at the end means the same with and without a line end behind it.
    return Parser(text + "\n").get_event


class TooDeep(Exception):  # noqa: N818 - the text is what is too deep
    """Collections nest deeper than DEEPEST, seen at `args[0]`, a Place."""


class _Builder:
    """Puts the events of a text together. What is refused is left out, with a problem."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._root: List | Map = List()
        self._is_item = False
        self._keyless: list[Map] = []

    def item(self) -> Value:
        for map_ in self._keyless:
            map_.pop(_NO_KEY, None)
        data = self._root[0] if self._root else None  # type: ignore[index]
        if not (self._is_item and type(data) is List and len(data) == 1):
            return data
        if data[0] is None and not self.problems:
            hint = "Write `date:` and `title:` behind the `-`, or delete it"
            self._report(data.at, "empty-item", "This list item is empty", hint)
        return data[0]

    def build(self) -> None:
        """Takes all events. Raises yaml.YAMLError, ValueError for what is no text, and TooDeep."""
        box: Any = self._root
        key: Text | None = None
        in_map = False
        text = self._text
        rare = len(text) > LONGEST or any(sign in text for sign in _RARE)
        outer: list[tuple[Any, Text | None]] = []
        next_event = read_events(text)
        # All of a file comes through here, so what is rare is left to methods.
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is _Scalar:
                value = Text(event.value)
                value.mark = event.start_mark
                if in_map and key is None:
                    key = value
                    if rare or value in box:
                        key = self._key(value, event, box)
                    continue
                if rare or (len(value) < 5 and value in _SHORT):
                    value = self._scalar(value, event, key, box)
                    if value is _PART:
                        key = None
                        continue
            elif kind is _MapEnd or kind is _ListEnd:
                box, key = outer.pop()
                in_map = type(box) is Map
                continue
            elif kind is _MapStart or kind is _ListStart:
                value = Map() if kind is _MapStart else List()
                value.mark = event.start_mark
                if rare or len(outer) in (0, DEEPEST):
                    self._begin(event, value, len(outer))
                if in_map and key is None:
                    outer.append((box, self._no_key(value.at, box)))
                else:
                    outer.append((box, None))
                    if in_map:
                        box[key] = value
                    else:
                        box.append(value)
                box, key, in_map = value, None, kind is _MapStart
                continue
            elif kind is ev.AliasEvent:
                value = self._alias(event, key)
                if in_map and key is None:
                    key = self._no_key(None, box)
                    continue
            else:
                if kind is ev.DocumentStartEvent and self._root:
                    self._second_document(event.start_mark.line + 1)
                continue
            if in_map:
                box[key] = value
                key = None
            else:
                box.append(value)

    def _begin(self, event: Any, value: List | Map, depth: int) -> None:
        if depth >= DEEPEST:
            raise TooDeep(value.at)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, value.at)
        if depth == 0:
            self._is_item = type(value) is List and not event.flow_style

    def _second_document(self, line: int) -> None:
        hint = "Write one document a file, without a line `---`"
        self._report((line, 1), "several-documents", "A second document begins here", hint)

    def _scalar(self, text: Text, event: ev.ScalarEvent, key: Text | None, box: Any) -> Value:
        """What a scalar says; `_PART` where it is the rest of the value before it."""
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, text.at)
        if len(text) > LONGEST:
            message = "This text is longer than a million characters and left out"
            self._report(text.at, "too-long", message, "Shorten it")
            return placed("", text.at, Refused)
        if event.style == "'":
            return text
        if event.style == '"':
            return self._visible(text)
        if event.style:
            return self._block(text, event)
        self._check_comment(text, key, event.end_mark)
        if text not in _ABSENT:
            return text
        return _PART if key is not None and self._joined(text, key, box) else None

    def _key(self, key: Text, event: ev.ScalarEvent, box: Map) -> Text:
        """The key to keep a value under; `_NO_KEY` where one of its name stands there already."""
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, key.at)
        if event.style == '"':
            key = self._visible(key)
        if key == "<<" and not event.style:
            self._report(key.at, "merge-key", "The merge key `<<` is not read", _WRITE_OUT)
        if key not in box:
            return key
        first = next(other for other in box if other == key).at[0]
        above = key.at[0] - first
        where = f"{above} {'line' if above == 1 else 'lines'} above" if above else "in this line"
        hint = "Delete one of them; the first counts"
        if key in ("date", "title"):
            hint += '. If another event begins here, put "- " before it'
        message = f"`{cropped(key)}` stands twice, here and {where}"
        self._report(key.at, "duplicate-key", message, hint)
        self._keyless.append(box)
        return _NO_KEY

    def _no_key(self, at: Place | None, box: Map) -> Text:
        if at is not None:
            message = "A list or a mapping stands where a key is expected"
            hint = "Write text before the colon; quote it if it begins with `[` or `{`"
            self._report(at, "complex-key", message, hint)
        self._keyless.append(box)
        return _NO_KEY

    def _block(self, text: Text, event: ev.ScalarEvent) -> Text | None:
        """A block of text; `>8` begins one that is empty."""
        if text.strip():
            return text
        if found := _BARE_BLOCK.match(self._text, event.start_mark.index):
            message = f"`>{found[1]}` is read as the start of a block of text"
            self._report(text.at, "yaml-block", message, f"Write `{found[1]}+`")
        return None

    def _visible(self, text: Text) -> Text:
        """A text in double quotes, with signs for what its escapes hide."""
        hidden = find_hidden(text)
        if hidden is None:
            return text
        message = f"An escape in this text makes {hidden[1]}; a sign is shown for it"
        self._report(text.at, "hidden-character", message, "Delete the escape", "warning")
        return placed(make_visible(text), text.at)

    def _joined(self, text: Text, key: Text, box: Map) -> bool:
        """Whether `key` is the rest of a number that a comma in braces split: `{killed: 1,500}`."""
        if text or not key[:1].isdecimal() or not box:
            return False
        before = next(reversed(box))
        number = box[before]
        if not isinstance(number, Text) or not number[-1:].isdecimal():
            return False
        line, column = number.at
        if key.at != (line, column + len(number) + 1):
            return False
        whole = f"{number},{key}"
        shown = cropped(whole)
        at = (line, column + whole.index(","))
        if self.problems and self.problems[-1].code == "comma-in-number" and "," in number:
            self.problems.pop()
        if _THOUSANDS.match(key):
            box[before] = placed(whole, number.at)
            message = f"The comma splits `{shown}` in two; it is read as one number"
            hint = f'Write `{shown.replace(",", "")}`, or quote it: `"{shown}"`'
            self._report(at, "comma-in-number", message, hint, "warning")
            return True
        box[before] = placed("", number.at, Refused)
        message = f"The comma splits `{shown}` in two"
        self._report(at, "comma-in-number", message, f"Write `{shown.replace(',', '.')}`")
        return True

    def _check_comment(self, text: Text, key: Text | None, end: Any) -> None:
        """A comment right behind an unquoted value may have been meant as a part of it."""
        if self._text[end.index : end.index + 2] != " #":
            return
        letter = self._text[end.index + 2 : end.index + 3]
        if letter.isalnum() or (text and key in _PROSE):
            message = "Everything behind ` #` is a comment" if text else "All of this is a comment"
            hint = "Quote the value if this belongs to it; else put two spaces before the `#`"
            self._report((end.line + 1, end.column + 2), "cut-off", message, hint, "warning")

    def _alias(self, event: ev.AliasEvent, key: Text | None) -> Refused:
        mark = event.start_mark
        at = (mark.line + 1, mark.column + 1)
        if key == "<<":
            return placed("", at, Refused)  # the key has its problem
        message = f"`*{cropped(event.anchor)}` is read as a YAML alias, which is not supported"
        hint = f"{_WRITE_OUT}; quote a text that begins with `*`"
        self._report(at, "alias", message, hint)
        return placed("", at, Refused)

    def _refuse(self, event: ev.ScalarEvent | ev.CollectionStartEvent, at: Place) -> None:
        what, sign, name = "anchor", "&", event.anchor or ""
        if event.tag is not None:
            what, sign, name = "tag", "!", event.tag.replace("tag:yaml.org,2002:", "!").lstrip("!")
        message = f"`{sign}{cropped(name)}` is read as a YAML {what}, which is not supported"
        self._report(at, what, message, f"Delete it, or quote a text that begins with `{sign}`")

    def _report(
        self, at: Place, code: str, message: str, hint: str, severity: Severity = "error"
    ) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(Problem(severity, code, message, hint, "", *at))


_NO_KEY: Final = placed("\0", (1, 1))
_PART: Final = placed("", (1, 1))
