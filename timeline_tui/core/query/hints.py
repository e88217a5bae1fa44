"""What to write instead of a habit of other search lines, once a query has found nothing.

None of them is an error: each means something here, only not what it means there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, Protocol

from timeline_tui.core.dates import DateError, parse_date
from timeline_tui.core.query.fields import FIELDS, MEASURES
from timeline_tui.core.query.syntax import quoted, written
from timeline_tui.core.query.tokens import Token, tokenize
from timeline_tui.core.query.values import date_in_words

_PHRASE: Final = re.compile(r"(?:'(.+?)'|‘(.+?)’|“(.+?)”|«(.+?)»)(?=[\s()]|\Z)")
_REGEX: Final = re.compile(r"(/.+/)\w*")
_JOINTS: Final = ("and", "&", "&&")
_ASKED: Final = 5
"""Terms of a line whose values are compared with the names of the timeline, at most."""


class Known(Protocol):
    """Finds what a value that names nothing comes close to; the index of a timeline."""

    def near(self, field: str, value: str, *, part: bool) -> str: ...


def hint(line: str, known: Known | None = None) -> str:
    """A sentence for the first habit that shows in `line`, else for the first value that is nearly
    one of the names `known`. Without a full stop; "" for none."""
    tokens = tokenize(line)
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        for said in _habits(line, token, following):
            return said
    for token in [token for token in tokens if token.field in FIELDS][:_ASKED]:
        value = token.text
        if known and (near := known.near(token.field, value, part=token.op == ":")):
            return f"Did you mean `{token.field}{token.op}{written(near)}`?"
    return ""


def _habits(line: str, token: Token, following: Token | None) -> Iterator[str]:
    match token.kind:
        case "term":
            yield from _of_term(line, token)
        case "word":
            yield from _of_word(line, token, following)
        case "regex" if following and following.start == token.end:
            text = line[token.start : token.end]
            yield f"A regular expression stands alone, and case never counts: {text}"
        case "AND":
            yield "`AND` is not needed: what stands side by side must all hold"
        case "-" if following and following.start > token.end:
            yield f"`-{line[following.start : following.end]}` leaves out; in a phrase it is a dash"


def _of_term(line: str, token: Token) -> Iterator[str]:
    if match := _PHRASE.match(line, token.value_start):
        phrase = quoted(match[match.lastindex or 0])
        yield f"Double quotes make a phrase: {line[token.start : token.value_start]}{phrase}"
    field, text = FIELDS.get(token.field), token.text
    if field is None or token.quoted:
        return
    begun = f"{token.field}{token.op}"
    if match := _REGEX.fullmatch(text):
        yield f"A regular expression stands alone, without a field: {match[1]}"
    listed = [value for value in text.split(",") if value]
    if field.kind in ("name", "word", "text") and len(listed) > 1:
        terms = " OR ".join(f"{begun}{written(value)}" for value in listed)
        yield f"Commas do not list: {terms}"
    if whole := date_in_words(line, token):
        yield f"A value ends at the blank: write {whole}"
    part = text.strip("*")
    if part not in ("", text) and "*" not in part and token.op == ":":
        yield f"A part is enough, without a sign: {begun}{written(part)}"


def _of_word(line: str, token: Token, following: Token | None) -> Iterator[str]:
    text, lower = token.text, token.text.lower()
    if match := _PHRASE.match(line, token.start):
        yield f"Double quotes make a phrase: {quoted(match[match.lastindex or 0])}"
    if lower in _JOINTS:
        yield f"`{text}` is not needed: what stands side by side must all hold"
    if lower == "or":
        yield "`OR` is written in capitals"
    if lower == "not" and following:
        yield f"`-{line[following.start : following.end]}` leaves out"
    if lower in FIELDS["is"].values:
        yield f"`is:{lower}` asks for the standing or state"
    if lower in MEASURES:
        yield f"`{lower}>=1` asks for a figure"
    yield from _of_signs(text)


def _of_signs(text: str) -> Iterator[str]:
    """`a|b`, `!a`, `a*` and a date in a word."""
    if "|" in text:
        either = [part for part in text.split("|") if part]
        yield "`OR` means or" + (f": {' OR '.join(either)}" if len(either) > 1 else "")
    if text.startswith("!") and len(text) > 1:
        yield f"`-{text[1:]}` leaves out"
    word = text.strip("*")
    if "*" in word:
        yield f"A regular expression has any letters as `.*`: /{text.replace('*', '.*')}/"
    elif word not in ("", text):
        yield f"A word is found within longer ones, without a sign: {word}"
    if text[:4].isdecimal():
        with suppress(DateError):
            parse_date(text)
            yield f"`date:{text}` asks for what may have happened then"
