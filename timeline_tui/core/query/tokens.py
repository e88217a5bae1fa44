"""The query line cut into tokens, each with its place. Never fails: what is unfinished says so."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, cast

from timeline_tui.core.query.fields import FIELDS, Op

Kind = Literal["(", ")", "-", "OR", "AND", "NOT", "word", "phrase", "regex", "term"]

KEYWORDS: Final = ("OR", "AND", "NOT")

TERM: Final = re.compile(r"([^\W\d][\w-]*)(>=|<=|[:=<>])")
"""How a term begins: a name that is no number, and an operator."""

_TOKEN: Final = re.compile(
    r"""(?P<sign>[()-])
      | "(?P<phrase>(?:[^"\\]|\\.|\\\Z)*)(?P<quote>"?)
      | /(?P<regex>(?:[^/\\]|\\.|\\\Z)*)(?P<slash>/?)
      | (?P<field>[^\W\d][\w-]*)(?P<op>>=|<=|[:=<>])
        (?:"(?P<quoted>(?:[^"\\]|\\.|\\\Z)*)(?P<end>"?) | (?P<bare>[^\s"()]*))
      | (?P<word>[^\s"()]+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_QUOTE: Final = re.compile(r'\\(["\\])')
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


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
    return tuple(map(_token, _TOKEN.finditer(line)))


def _token(match: re.Match[str]) -> Token:
    start, end = match.span()
    if match["phrase"] is not None:
        text = _ESCAPED_QUOTE.sub(r"\1", match["phrase"])
        return Token("phrase", start, end, text, closed=bool(match["quote"]))
    if match["regex"] is not None:
        pattern = _ESCAPED.sub(lambda pair: "/" if pair[1] == "/" else pair[0], match["regex"])
        return Token("regex", start, end, pattern, closed=bool(match["slash"]))
    if match["field"] is None or _is_address(match):
        text = match[0]
        return Token(
            cast(Kind, text if match["sign"] or text in KEYWORDS else "word"), start, end, text
        )
    name, op, quoted = match["field"], cast(Op, match["op"]), match["quoted"] is not None
    field = name.lower() if name.lower() in FIELDS else name
    text = _ESCAPED_QUOTE.sub(r"\1", match["quoted"]) if quoted else match["bare"]
    value_start, closed = match.start("quoted" if quoted else "bare"), match["end"] != ""
    return Token("term", start, end, text, field, op, value_start, quoted, closed)


def _is_address(match: re.Match[str]) -> bool:
    return match["field"].lower() not in FIELDS and (match["bare"] or "").startswith("//")
