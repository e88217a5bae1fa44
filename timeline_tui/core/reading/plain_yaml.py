"""The plain YAML that most records consist of, read line by line: keys, texts, short lists.

It gives what `yaml_events.build` gives, many times as fast, or gives up: at the first sign of
anything else (an escape, a comment, a mistake) the record is the parser's. It reports nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline_tui.core.reading.yaml_events import ABSENT, LONGEST, Value
from timeline_tui.core.text import find_hidden

_DEEPEST: Final = 20
_LONGEST_KEY: Final = 200
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_BLOCKS: Final = frozenset(("|", "|-", ">", ">-"))
_WORD: Final = re.compile(r"[^-\s?:,\[\]{}#&*!|>'\"%@`][^:,\[\]{}#]*", re.ASCII)
_QUOTED: Final = re.compile(r"\"([^\"\\]*)\" *|'([^']*)' *(?!')")
_KEY: Final = re.compile(r" *([A-Za-z_][\w-]*): +", re.ASCII)


class NotPlain(Exception):  # noqa: N818 - no error: the text is for the parser
    """The text holds something that only the parser reads right."""


def read_plain(text: str) -> Value:
    """The data of `text`, which holds one document. Raises NotPlain."""
    if len(text) > LONGEST:
        raise NotPlain
    reader = _Reader(text.split("\n"))
    reader.read()
    return reader.root


class _Reader:
    """Reads lines one after the other.

    `_box` is the innermost collection that is open; its keys or dashes stand in `_column`.
    `_waiting` is its last key, if the value may stand on the lines below; `_outer` are the
    collections around it with their columns.
    """

    def __init__(self, lines: list[str]) -> None:
        self.root: Value = None
        self._lines = lines
        self._next = 0
        self._box: list[Value] | dict[str, Value] = []
        self._column = -1
        self._waiting: str | None = None
        self._outer: list[tuple[list[Value] | dict[str, Value], int]] = []

    def read(self) -> None:
        lines, count = self._lines, len(self._lines)
        while self._next < count:
            line = lines[self._next]
            self._next += 1
            body = line.lstrip(" ")
            if not body:
                continue
            if not line.isprintable() and ("\t" in line or find_hidden(line)):
                raise NotPlain
            column = len(line) - len(body)
            if body.startswith("- "):
                self._item(column, body[2:])
            else:
                self._pair(column, body)

    def _item(self, column: int, rest: str) -> None:
        """A list item; `rest` stands behind its dash."""
        while self._column > column:
            self._close()
        box = self._box
        if self._column != column or not isinstance(box, list):
            box = []
            self._open(box, column)
        if not rest or rest[0] == " ":
            raise NotPlain
        if (": " in rest and rest[0] not in _INDICATORS) or rest[-1] == ":":
            entry: dict[str, Value] = {}
            box.append(entry)
            self._enter(entry, column + 2)
            self._pair(column + 2, rest)
        else:
            box.append(self._value(rest, column))

    def _pair(self, column: int, body: str) -> None:
        """A key and what stands behind its colon."""
        while self._column > column or (self._column == column and type(self._box) is list):
            self._close()
        if self._column != column:
            self._open({}, column)
        box = self._box
        key, colon, rest = body.partition(": ")
        if not colon and body[-1] == ":":
            key = body[:-1]
        elif not colon:
            raise NotPlain
        if isinstance(box, list) or key in box or not _is_name(key):
            raise NotPlain
        rest = rest.strip(" ")
        self._waiting = None if rest else key
        box[key] = self._value(rest, column) if rest else None

    def _open(self, box: list[Value] | dict[str, Value], column: int) -> None:
        """Begins a collection as the value that the innermost mapping waits for, or as the root."""
        outer = self._box
        if self._column < 0 and self.root is None:
            self.root = box
        elif self._waiting is None or isinstance(outer, list):
            raise NotPlain
        else:
            outer[self._waiting] = box
        self._enter(box, column)

    def _enter(self, box: list[Value] | dict[str, Value], column: int) -> None:
        self._outer.append((self._box, self._column))
        if len(self._outer) > _DEEPEST:
            raise NotPlain
        self._box, self._column, self._waiting = box, column, None

    def _close(self) -> None:
        self._box, self._column = self._outer.pop()
        self._waiting = None

    def _value(self, text: str, column: int) -> Value:
        """The value that `text`, behind a key or dash in `column`, is or begins."""
        if text[0] in _INDICATORS:
            return self._marked(text.rstrip(" "), column)
        if ": " in text or " #" in text or text[-1] == ":":
            raise NotPlain
        text = text.rstrip(" ")
        return None if text in ABSENT else text

    def _marked(self, text: str, column: int) -> Value:
        """A value that begins with a sign."""
        if text in _BLOCKS:
            return self._block(text, column)
        value, end = _in_brackets(text, 0, 0)
        if end < len(text):
            raise NotPlain
        return value

    def _block(self, header: str, column: int) -> str:
        """A block of text deeper than `column`, its lines kept (`|`) or joined (`>`)."""
        texts: list[str] = []
        indent = 0
        while self._next < len(self._lines):
            line = self._lines[self._next]
            body = line.lstrip(" ")
            if body and len(line) - len(body) <= column:
                break
            indent = indent or len(line) - len(body)
            if not body or len(line) - len(body) != indent or not _is_plain_text(line):
                raise NotPlain
            texts.append(body)
            self._next += 1
        if not texts:
            raise NotPlain
        end = "" if header[-1] == "-" else "\n"
        return ("\n" if header[0] == "|" else " ").join(texts) + end


@lru_cache(maxsize=1000)
def _is_name(key: str) -> bool:
    return len(key) <= _LONGEST_KEY and key.replace("-", "_").isidentifier()


def _is_plain_text(line: str) -> bool:
    return line[-1] != " " and (line.isprintable() or not ("\t" in line or find_hidden(line)))


def _in_brackets(text: str, at: int, depth: int) -> tuple[Value, int]:
    """The value that begins at `at`, with a sign or within brackets, and where it ends."""
    if match := _WORD.match(text, at):
        word = match[0].rstrip(" ")
        return None if word in ABSENT else word, match.end()
    if match := _QUOTED.match(text, at):
        return match[match.lastindex or 0], match.end()
    if depth < _DEEPEST and text.startswith("[", at):
        return _list(text, at, depth + 1)
    if depth < _DEEPEST and text.startswith("{", at):
        return _mapping(text, at, depth + 1)
    raise NotPlain


def _list(text: str, at: int, depth: int) -> tuple[Value, int]:
    items: list[Value] = []
    while text[at] != "]":
        value, at = _in_brackets(text, _behind_blanks(text, at + 1), depth)
        items.append(value)
        _check_delimiter(text, at, ",]")
    return items, _behind_blanks(text, at + 1)


def _mapping(text: str, at: int, depth: int) -> tuple[Value, int]:
    pairs: dict[str, Value] = {}
    while text[at] != "}":
        key = _KEY.match(text, at + 1)
        if key is None or key[1] in pairs:
            raise NotPlain
        pairs[key[1]], at = _in_brackets(text, key.end(), depth)
        _check_delimiter(text, at, ",}")
    return pairs, _behind_blanks(text, at + 1)


def _check_delimiter(text: str, at: int, delimiters: str) -> None:
    if at >= len(text) or text[at] not in delimiters:
        raise NotPlain


def _behind_blanks(text: str, at: int) -> int:
    while text.startswith(" ", at):
        at += 1
    return at
