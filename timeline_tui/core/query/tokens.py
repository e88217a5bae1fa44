"""The query line cut into tokens, each with its place. Never fails: what is unfinished says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from timeline_tui.core.query.fields import FIELDS, Op
from timeline_tui.core.query.syntax import KEYWORDS, TERM

TokenKind = Literal["(", ")", "-", "OR", "AND", "NOT", "word", "phrase", "regex", "term"]

_WORD: Final = re.compile(r'[^\s"()]+')
_PHRASE: Final = re.compile(r'"((?:[^"\\]|\\.|\\\Z)*)("?)', re.DOTALL)
_REGEX: Final = re.compile(r"/((?:[^/\\]|\\.|\\\Z)*)(/?)", re.DOTALL)
_ESCAPED_QUOTE: Final = re.compile(r'\\(["\\])')
_ESCAPED_SLASH: Final = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query line; `start` and `end` are indices in it.

    `text` is the word, the phrase or regex without its delimiters, or a term's value; a term's
    begins at `value_start`, behind its opening quote where `quoted`. `closed` is false where the
    closing quote or slash is missing.
    """

    kind: TokenKind
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
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        found.append(_token(line, at))
        at = found[-1].end
    return tuple(found)


def _token(line: str, at: int) -> Token:
    match line[at]:
        case "(" | ")" | "-" as sign:
            return Token(cast(TokenKind, sign), at, at + 1)
        case '"':
            text, end, closed = _phrase(line, at)
            return Token("phrase", at, end, text, closed=closed)
        case "/":
            return _regex(line, at)
    return _term(line, at) or _word(line, at)


def _word(line: str, at: int) -> Token:
    match = _WORD.match(line, at)
    assert match is not None  # only blanks, quotes and parentheses are no word
    text = match[0]
    kind: TokenKind = cast(TokenKind, text) if text in KEYWORDS else "word"
    return Token(kind, at, match.end(), text)


def _phrase(line: str, at: int) -> tuple[str, int, bool]:
    match = _PHRASE.match(line, at)
    assert match is not None  # a quote stands at `at`
    return _ESCAPED_QUOTE.sub(r"\1", match[1]), match.end(), bool(match[2])


def _regex(line: str, at: int) -> Token:
    match = _REGEX.match(line, at)
    assert match is not None  # a slash stands at `at`
    pattern = _ESCAPED_SLASH.sub(lambda m: "/" if m[1] == "/" else m[0], match[1])
    return Token("regex", at, match.end(), pattern, closed=bool(match[2]))


def _term(line: str, at: int) -> Token | None:
    """The term that begins at `at`; None for a word, such as an address or a time of day."""
    begin = TERM.match(line, at)
    if begin is None:
        return None
    name, op, value_start = begin[1], cast(Op, begin[2]), begin.end()
    field = name.lower() if name.lower() in FIELDS else name
    if field not in FIELDS and op == ":" and line.startswith("//", value_start):
        return None
    if line.startswith('"', value_start):
        text, end, closed = _phrase(line, value_start)
        return Token("term", at, end, text, field, op, value_start + 1, True, closed)
    value = _WORD.match(line, value_start)
    text, end = (value[0], value.end()) if value else ("", value_start)
    return Token("term", at, end, text, field, op, value_start)
