"""YAML text as plain maps, lists and texts, every scalar as it was typed, each with its place.

One pass over the parser's events. It knows which YAML the format refuses, nothing of its keys.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

import yaml
from yaml import events as ev

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading.slips import PROSE, explain, repaired, spaced
from timeline_tui.core.text import cropped, find_hidden, make_visible

Place: TypeAlias = tuple[int, int]
"""Line and column, from 1, within the text that was parsed."""

Edits: TypeAlias = dict[Place, "str | list[str] | tuple[tuple[str, Any], ...]"]
"""By their places, what to write for scalars, a text or a list; or, for a key and its value, other
pairs, none to delete it."""

Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml

DEEPEST: Final = 50
LONGEST: Final = 1_000_000
"""Characters that one value may have (FORMAT section 7, Limits)."""

MOST_ITEMS: Final = 1_000
"""Items that one list of a record may have."""

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
    """A text's data, None where it is empty or no YAML, and what is wrong with it.

    `text` is the text with the changes with which it was read, and `edits` what is found later that
    should be written in it.
    """

    data: Value
    problems: list[Problem]
    text: str
    edits: Edits


class _Mark(NamedTuple):
    line: int
    column: int


T = TypeVar("T", bound=Placed)


def placed(value: Any, at: Place, kind: type[T] = Text) -> T:  # type: ignore[assignment]
    """`value` standing at a place."""
    made = kind(value)  # type: ignore[call-arg]
    made.mark = _Mark(at[0] - 1, at[1] - 1)
    return made


def parse(text: str, changes: int = 3) -> Tree:
    """The first document of a piece; the item alone where the piece is an item of a list.

    Raises nothing: a mistake in the YAML is one of the problems. Where up to so many changes of a
    line make the text read, it is read so, and the hints of the problems are these changes.
    """
    builder = _Builder(text)
    error = builder.build()
    if error is None:
        data = builder.item()
        rest = parse(spaced(text), 0) if type(data) is Text and changes else None
        if rest is None or type(rest.data) is not Map or "date" not in rest.data:
            return Tree(data, builder.problems, text, {})
        hint = "Write a blank behind each, as it is read here"
        said = Problem("error", "yaml-key", "The colons have no blank behind them", hint, "", 1, 1)
        return Tree(rest.data, [said, *rest.problems], rest.text, {})
    problem = explain(error, text)
    hint, changed = repaired(text, problem.line, _failing) if changes else ("", "")
    rest = parse(changed, changes - 1) if changed else None
    if rest is None or type(rest.data) is not Map:
        return Tree(None, [problem], text, {})
    return rest._replace(problems=[replace(problem, hint=hint), *rest.problems])


def _failing(text: str) -> int:
    """The line in which a text stops being YAML, 1 where it is not one mapping, behind all lines
    where the format refuses a part of it, 0 where it reads."""
    builder = _Builder(text)
    if (error := builder.build()) is not None:
        return explain(error, text).line
    if type(builder.item()) is not Map:
        return 1
    return len(text) if builder.problems else 0


def read_events(text: str) -> Any:
    """The function that gives the next event of `text`, None at the end."""
    # A block scalar at the end means the same with and without a line end behind it.
    return Parser(text + "\n").get_event


class _Builder:
    """Puts the events of a text together. What is refused is left out, with a problem."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._root: List | Map = List()
        self._is_item = False

    def item(self) -> Value:
        data: Value = self._root[0] if self._root else None  # type: ignore[index]
        where = data
        if self._is_item and type(data) is List and len(data) == 1:
            data = data[0]
        if data is None and self._root and not self.problems:
            hint = "Write `date:` and `title:` in it, or delete it"
            at = where or placed("", (1, 1))
            self._report(at, "empty-item", "This list item is empty", hint)
        return data

    def build(self) -> Exception | None:
        """Takes all events; what the parser refused, if anything."""
        try:
            self._take_all(read_events(self._text))
        except (yaml.YAMLError, ValueError) as error:
            return error
        return None

    def _take_all(self, next_event: Any) -> None:  # noqa: C901 - one loop, as calls cost time here
        # All of a file comes through here, so what is rare is left to methods.
        box: Any = self._root
        key: Any = None
        value: Any
        in_map = False
        outer: list[tuple[Any, Text | None]] = []
        rare = len(self._text) > LONGEST or any(sign in self._text for sign in _RARE)
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is _Scalar:
                value = Text(event.value)
                value.mark = event.start_mark
                if in_map and key is None:
                    key = self._key(value, event, box) if rare or value in box else value
                    continue
                if rare or (len(value) < 5 and value in _SHORT):
                    value = self._scalar(value, event, key, box)
            elif kind is _MapEnd or kind is _ListEnd:
                if len(box) > MOST_ITEMS and not in_map:
                    self._shorten(box)
                box, key = outer.pop()
                in_map = type(box) is Map
                continue
            elif kind is _MapStart or kind is _ListStart:
                value = Map() if kind is _MapStart else List()
                value.mark = event.start_mark
                if rare or len(outer) in (0, DEEPEST):
                    self._begin(event, value, len(outer))
                after = self._complex_key(value) if in_map and key is None else None
                outer.append((box, after))
                if not in_map:
                    box.append(value)
                elif after is None and key is not _NO_KEY:
                    box[key] = value
                box, key, in_map = value, None, kind is _MapStart
                continue
            elif kind is ev.AliasEvent:
                value = self._alias(event, key)
                if in_map and key is None:
                    key = _NO_KEY
                    continue
            else:
                continue  # the text itself and its end
            if in_map:
                if value is not _PART and key is not _NO_KEY:
                    box[key] = value
                key = None
            else:
                box.append(value)

    def _begin(self, event: Any, value: List | Map, depth: int) -> None:
        if depth >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="depth", problem_mark=value.mark)
        self._refuse_properties(event, value)
        if depth == 0:
            self._is_item = type(value) is List and not event.flow_style

    def _shorten(self, items: List) -> None:
        message = f"This list has {len(items)} items; those behind the {MOST_ITEMS}th are left out"
        self._report(items, "too-long", message, "Shorten it, or divide the record")
        del items[MOST_ITEMS:]

    def _scalar(self, text: Text, event: Any, key: Text | None, box: Any) -> Value:
        """What a scalar says; `_PART` where it is the rest of the value before it."""
        self._refuse_properties(event, text)
        if len(text) > LONGEST:
            message = "This text is longer than a million characters and left out"
            self._report(text, "too-long", message, "Shorten it")
            return placed("", text.at, Refused)
        if event.style == '"':
            return self._visible(text)
        if event.style == "'" or (event.style and text.strip()):
            return text
        if event.style:
            if found := _BARE_BLOCK.match(self._text, event.start_mark.index):
                message = f"`>{found[1]}` is read as the start of a block of text"
                self._report(text, "yaml-sign", message, f"Write `{found[1]}+`")
            return None
        if self._is_only_comment(text, key, event.end_mark):
            return placed("", text.at, Refused)
        if text not in _ABSENT:
            return text
        return _PART if key is not None and not text and self._joined(key, box) else None

    def _key(self, key: Text, event: Any, box: Map) -> Text:
        """The key to keep a value under. Where one of its name stands there already, one that
        begins with `x-` in a record, and `_NO_KEY` in what is deeper."""
        self._refuse_properties(event, key)
        if event.style == '"':
            key = self._visible(key)
        if key == "<<" and not event.style:
            self._report(key, "merge-key", "The merge key `<<` is not read", _WRITE_OUT)
        if key not in box:
            return key
        above = key.at[0] - next(other for other in box if other == key).at[0]
        hint = "Delete one of them; the first counts"
        if key in ("date", "title"):
            hint += '. If another event begins here, put "- " before it'
        message = f"`{cropped(key)}` stands twice, here and {lines_above(above)}"
        self._report(key, "duplicate-key", message, hint)
        free: Text = placed(f"x-{key}", key.at)
        return free if box is self.item() and free not in box else _NO_KEY

    def _complex_key(self, value: Placed) -> Text:
        message = "A list or a mapping stands where a key is expected"
        hint = "Write text before the colon; quote it if it begins with `[` or `{`"
        self._report(value, "complex-key", message, hint)
        return _NO_KEY

    def _visible(self, text: Text) -> Text:
        """A text in double quotes, with signs for what its escapes hide."""
        hidden = find_hidden(text)
        if hidden is None:
            return text
        message = f"An escape in this text makes {hidden[1]}; a sign is shown for it"
        self._report(text, "hidden-character", message, "Delete the escape", "warning")
        return placed(make_visible(text), text.at)

    def _joined(self, key: Text, box: Map) -> bool:
        """Whether `key` is the rest of a number that a comma in braces split: `{killed: 1,500}`."""
        before: Any = next(reversed(box), None)
        number: Any = box.get(before)
        if not key[:1].isdecimal() or not isinstance(number, Text) or not number[-1:].isdecimal():
            return False
        line, column = number.at
        if key.at != (line, column + len(number) + 1):
            return False
        whole = f"{number},{key}"
        if self.problems and self.problems[-1].code == "comma-in-number" and "," in number:
            self.problems.pop()
        comma: Text = placed(",", (line, column + whole.index(",")))
        message = f"The comma splits `{cropped(whole)}` in two"
        is_one = _THOUSANDS.match(key) is not None
        box[before] = placed(whole, number.at) if is_one else placed("", number.at, Refused)
        message += "; it is read as one number" if is_one else ""
        hint = cropped(whole.replace(",", "" if is_one else "."))
        severity: Severity = "warning" if is_one else "error"
        self._report(comma, "comma-in-number", message, f"Write `{hint}`", severity)
        return True

    def _is_only_comment(self, text: Text, key: Text | None, end: Any) -> bool:
        """Whether a comment stands where an event needs a value. One right behind any unquoted
        value may have been meant as a part of it."""
        letter = self._text[end.index + 2 : end.index + 3]
        is_part = letter.isalnum() or (text and key in PROSE)
        if not is_part or self._text[end.index : end.index + 2] != " #":
            return False
        needed = not text and key in ("date", "title", "text")
        message = "Everything behind ` #` is a comment" if text else "All of this is a comment"
        message += f", so `{key}` is missing" if needed else ""
        hint = "Quote the value if this belongs to it; else put two spaces before the `#`"
        comment: Text = placed("", (end.line + 1, end.column + 2))
        self._report(comment, "cut-off", message, hint, "error" if needed else "warning")
        return needed

    def _alias(self, event: Any, key: Text | None) -> Refused:
        refused = placed("", (event.start_mark.line + 1, event.start_mark.column + 1), Refused)
        if key != "<<":  # that has its problem
            self._refuse(refused, "alias", f"*{event.anchor}", _WRITE_OUT)
        return refused

    def _refuse_properties(self, event: Any, value: Placed) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(value, "tag", tag, "Delete it")
        elif event.anchor is not None:
            self._refuse(value, "anchor", f"&{event.anchor}", "Delete it")

    def _refuse(self, value: Placed, what: str, written: str, hint: str) -> None:
        message = f"`{cropped(written)}` is read as a YAML {what}, which this format does not have"
        self._report(value, what, message, f"{hint}; quote a text that begins with `{written[0]}`")

    def _report(
        self, value: Placed, code: str, message: str, hint: str, severity: Severity = "error"
    ) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(Problem(severity, code, message, hint, "", *value.at))


_NO_KEY: Final[Text] = placed("\0", (1, 1))
_PART: Final[Text] = placed("", (1, 1))


def lines_above(count: int) -> str:
    """Where something stands that a problem this many lines further down names."""
    return f"{count} line{'s' * (count > 1)} above" if count else "in this line"
