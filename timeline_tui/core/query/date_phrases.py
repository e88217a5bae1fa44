"""Dates of several words behind a field, whose value ends at the first blank: what was meant.

Knows how dates are read, and no timeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from timeline_tui.core.dates import DateError, parse_date
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.query.syntax import KEYWORDS, TERM, written
from timeline_tui.core.query.tokens import Token
from timeline_tui.core.text import one_of

_MOST_WORDS: Final = 8
_WORD: Final = re.compile(r'\s+([^\s"()]+)(?=[\s()]|\Z)')
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


def meant(line: str, token: Token) -> str:
    """The term that an unquoted date and the words behind it make together, as a choice if it can
    be several; "" where they make none."""
    field = FIELDS.get(token.field)
    if field is None or field.kind != "date" or token.quoted:
        return ""
    for text in reversed(list(_phrases(line, token))):
        terms = [f"{token.field}{token.op}{value}" for value in _values(text, token)]
        if terms:
            return one_of(tuple(dict.fromkeys(terms)))
    return ""


def _phrases(line: str, token: Token) -> Iterator[str]:
    """The value with one word behind it, with two and so on."""
    end = token.end
    for _ in range(_MOST_WORDS):
        word = _WORD.match(line, end)
        if word is None or word[1] in KEYWORDS or TERM.match(word[1]):
            return
        end = word.end()
        yield line[token.value_start : end]


def _values(text: str, token: Token) -> Iterator[str]:
    """What to type for a date in words: its year has to be one of the words."""
    try:
        parse_date(text)
    except DateError as error:
        years = _YEAR.findall(text)
        for suggestion in error.suggestions:
            if any(year in years for year in _YEAR.findall(suggestion)):
                yield _ranged(suggestion) if FIELDS[token.field].ordered else suggestion
    else:
        yield written(text)


def _ranged(suggestion: str) -> str:
    """A span as a range of the query line, which does not say whether it lasted."""
    once = suggestion.removeprefix("[").removesuffix("]")
    if once != suggestion and ".." in once and "," not in once:
        return once
    start, slash, end = suggestion.partition("/")
    return "..".join(part.replace("..", "") for part in (start, end)) if slash else suggestion
