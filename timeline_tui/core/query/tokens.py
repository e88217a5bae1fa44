"""The query line cut into tokens, each with its place. Never fails: what is unfinished says so."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, cast

from timeline_tui.core.query.fields import FIELDS, Op

Kind = Literal["(", ")", "-", "OR", "AND", "NOT", "word", "phrase", "regex", "term"]

KEYWORDS: Final = ("OR", "AND", "NOT")

TERM: Final = re.compile(r"([^\W\d][\w-]*)(>=|<=|[:=<>])")
"""How a term begins: a name that is no number, and an operator."""

_WORD: Final = re.compile(r'[^\s"()]*')
_PHRASE: Final = re.compile(r'"((?:[^"\\]|\\.|\\\Z)*)("?)', re.DOTALL)
_REGEX: Final = re.compile(r"/((?:[^/\\]|\\.|\\\Z)*)(/?)", re.DOTALL)
_ESCAPED_QUOTE: Final = re.compile(r'\\(["\\])')
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_BLANKS: Final = re.compile(r"\s*")


class Token(NamedTuple):
    """One token of a query line; `start` and `end` are indices in it.

    `text` is the word, the phrase or regex without its delimiters, or a term's value; a term's
    begins at `value_start`, behind its opening quote where `quoted`. `closed` is false where the
    closing quote or slash is missing.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    field: str = ""
    op: Op = ":"
    value_start: int = 0
    quoted: bool = False
    closed: bool = True


def tokenize(line: str) -> tuple[Token, ...]:
    """The tokens of `line` from left to right."""
    found: list[Token] = []
    at = _blanks_end(line, 0)
    while at < len(line):
        found.append(_token(line, at))
        at = _blanks_end(line, found[-1].end)
    return tuple(found)


def _blanks_end(line: str, at: int) -> int:
    blanks = _BLANKS.match(line, at)
    return blanks.end() if blanks else at


def _token(line: str, at: int) -> Token:
    if line[at] in "()-":
        return Token(cast(Kind, line[at]), at, at + 1)
    if phrase := _PHRASE.match(line, at):
        return Token("phrase", at, phrase.end(), _unquoted(phrase[1]), closed=bool(phrase[2]))
    if regex := _REGEX.match(line, at):
        pattern = _ESCAPED.sub(lambda pair: "/" if pair[1] == "/" else pair[0], regex[1])
        return Token("regex", at, regex.end(), pattern, closed=bool(regex[2]))
    if term := _term(line, at):
        return term
    word = _WORD.match(line, at)
    text = word[0] if word else ""
    kind = cast(Kind, text) if text in KEYWORDS else "word"
    return Token(kind, at, at + len(text), text)


def _term(line: str, at: int) -> Token | None:
    """The term that begins at `at`; None for a word, such as an address or a time of day."""
    begin = TERM.match(line, at)
    if begin is None:
        return None
    name, op, start = begin[1], cast(Op, begin[2]), begin.end()
    field = name.lower() if name.lower() in FIELDS else name
    if field not in FIELDS and line.startswith("//", start):
        return None
    if phrase := _PHRASE.match(line, start):
        text, closed = _unquoted(phrase[1]), bool(phrase[2])
        return Token("term", at, phrase.end(), text, field, op, start + 1, True, closed)
    value = _WORD.match(line, start)
    text = value[0] if value else ""
    return Token("term", at, start + len(text), text, field, op, start)


def _unquoted(text: str) -> str:
    return _ESCAPED_QUOTE.sub(r"\1", text)
