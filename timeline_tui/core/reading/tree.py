"""YAML text as plain maps, lists and texts, every scalar as it was typed, each with its place.

One pass over the parser's events. It knows which YAML the format refuses, nothing of its keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

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
_ABSENT: Final = frozenset(("", "~", "null"))
_WRITE_OUT: Final = "Write out what is meant, or refer to it by its id"
_BARE_BLOCK: Final = re.compile(r">([1-9])[ ]*$", re.MULTILINE)
_PROSE: Final = frozenset(
    ("title", "name", "text", "description", "note", "quote", "date_text", "author", "publisher")
)


class Text(str):
    """A scalar as typed, or a key of a `Map`."""

    __slots__ = ("at",)
    at: Place


class List(list["Value"]):
    __slots__ = ("at",)
    at: Place


class Map(dict[Text, "Value"]):
    __slots__ = ("at",)
    at: Place


class Refused(Text):
    """Stands for a value that has its problem already. It counts as absent."""

    __slots__ = ()


Value: TypeAlias = Text | List | Map | None
"""None is an empty value, `~` or `null`: the key counts as absent."""


class Tree(NamedTuple):
    """A text's data, None where it is empty or no YAML, and what is wrong with it."""

    data: Value
    problems: list[Problem]


def placed(text: str, at: Place, kind: type[Text] = Text) -> Text:
    """`text` standing at a place."""
    value = kind(text)
    value.at = at
    return value


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
        self._comments = " #" in text
        self._root: List | Map = List()
        self._is_item = False
        self._keyless: list[Map] = []

    def item(self) -> Value:
        for map_ in self._keyless:
            del map_[_NO_KEY]
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
        outer: list[tuple[Any, Text | None]] = []
        next_event = read_events(self._text)
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ev.ScalarEvent:
                mark = event.start_mark
                text = Text(event.value)
                text.at = at = (mark.line + 1, mark.column + 1)
                style = event.style
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event, at)
                if key is None and type(box) is Map:
                    key = text
                    if key in box or style == '"' or key == "<<":
                        key = self._odd_key(text, style, box)
                    continue
                value: Value = text
                if not style:
                    if text in _ABSENT:
                        value = None
                        if key is not None and self._joined(text, key, box):
                            key = None
                            continue
                    if self._comments:
                        self._check_comment(text, key, event.end_mark)
                elif style != "'":
                    value = self._styled(text, style, mark.index)
                if len(text) > LONGEST:
                    message = "This text is longer than a million characters and left out"
                    self._report(at, "too-long", message, "Shorten it")
                    value = placed("", at, Refused)
            elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
                box, key = outer.pop()
                continue
            elif kind is ev.MappingStartEvent or kind is ev.SequenceStartEvent:
                mark = event.start_mark
                value = Map() if kind is ev.MappingStartEvent else List()
                value.at = at = (mark.line + 1, mark.column + 1)
                if len(outer) >= DEEPEST:
                    raise TooDeep(at)
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event, at)
                if not outer:
                    self._is_item = kind is ev.SequenceStartEvent and not event.flow_style
                if key is None and type(box) is Map:
                    key = self._no_key(at, box)
                    outer.append((box, key))
                    box, key = value, None
                    continue
                outer.append((box, None))
                if key is None:
                    box.append(value)
                else:
                    box[key] = value
                    key = None
                box = value
                continue
            elif kind is ev.AliasEvent:
                value = self._alias(event)
                if key is None and type(box) is Map:
                    key = self._no_key(None, box)
                    continue
            else:
                if kind is ev.DocumentStartEvent and self._root:
                    mark = event.start_mark
                    hint = "Write one document a file, without a line `---`"
                    message = "A second document begins here"
                    self._report((mark.line + 1, 1), "several-documents", message, hint)
                continue
            if key is None:
                box.append(value)
            else:
                box[key] = value
                key = None

    def _odd_key(self, key: Text, style: str, box: Map) -> Text:
        """The key to keep a value under; `_NO_KEY` where one of its name stands there already."""
        if style == '"' and find_hidden(key):
            key = placed(self._visible(key), key.at)
        if key == "<<" and not style:
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

    def _styled(self, text: Text, style: str, index: int) -> Value:
        """A text in double quotes, whose escapes may hide something, or a block of text."""
        if style == '"':
            return placed(self._visible(text), text.at) if find_hidden(text) else text
        if text.strip():
            return text
        if found := _BARE_BLOCK.match(self._text, index):
            message = f"`>{found[1]}` is read as the start of a block of text"
            self._report(text.at, "yaml-block", message, f"Write `{found[1]}+`")
        return None

    def _visible(self, text: Text) -> str:
        _, name = find_hidden(text) or (0, "")
        message = f"An escape in this text makes {name}; a sign is shown for it"
        self._report(text.at, "hidden-character", message, "Delete the escape", "warning")
        return make_visible(text)

    def _joined(self, text: Text, key: Text, box: Map) -> bool:
        """Whether `key` is the rest of a number that a comma in braces split: `{killed: 1,500}`."""
        if text or not key[:3].isdecimal() or key[3:4].isdecimal() or not box:
            return False
        before = next(reversed(box))
        number = box[before]
        if not isinstance(number, Text) or not number[-1:].isdecimal():
            return False
        line, column = number.at
        if key.at != (line, column + len(number) + 1):
            return False
        whole = f"{number},{key}"
        box[before] = placed(whole, number.at)
        message = f"The comma splits `{cropped(whole)}` in two; it is read as one number"
        hint = f'Write `{cropped(whole.replace(",", ""))}`, or quote it: `"{cropped(whole)}"`'
        self._report((line, key.at[1] - 1), "comma-in-number", message, hint, "warning")
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

    def _alias(self, event: ev.AliasEvent) -> Refused:
        mark = event.start_mark
        at = (mark.line + 1, mark.column + 1)
        message = f"`*{cropped(event.anchor)}` is read as a YAML alias, which is not supported"
        hint = f"{_WRITE_OUT}; quote a text that begins with `*`"
        self._report(at, "alias", message, hint)
        return placed("", at, Refused)  # type: ignore[return-value]

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
