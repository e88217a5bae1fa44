"""What to write instead of a habit of other search lines, once a query has found nothing.

None of them is an error: each means something here, only not what it means there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from timeline_tui.core.query.date_phrases import meant
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.query.near_names import near_term
from timeline_tui.core.query.syntax import quoted, written
from timeline_tui.core.query.tokens import Token, tokenize
from timeline_tui.core.views.index import Index

_PHRASE: Final = re.compile(r"(?:'(.+?)'|‘(.+?)’|“(.+?)”|«(.+?)»)(?=[\s()]|\Z)")
_REGEX: Final = re.compile(r"(/.+/)\w*")
_ANDS: Final = ("and", "&", "&&")
_LISTABLE: Final = ("place", "actor", "party", "text")


def hint(line: str, index: Index | None = None) -> str:
    """A sentence for the first habit that shows in `line`, else for the first value that is nearly
    a name of the timeline of `index`. Without a full stop; "" for none."""
    tokens = tokenize(line)
    for place, token in enumerate(tokens):
        for habit in _HABITS:
            said = habit(line, token, tokens[place + 1 :])
            if said:
                return said
    near = (near_term(token, index) for token in tokens if index is not None)
    return next((f"Did you mean `{term}`?" for term in near if term), "")


def _quotes(line: str, token: Token, behind: Sequence[Token]) -> str:
    begin = token.value_start if token.kind == "term" else token.start
    match = _PHRASE.match(line, begin) if token.kind in ("word", "term") else None
    if match is None:
        return ""
    phrase = quoted(match[match.lastindex or 0])
    return f"Double quotes make a phrase: {line[token.start : begin]}{phrase}"


def _regex(line: str, token: Token, behind: Sequence[Token]) -> str:
    match = _REGEX.fullmatch(token.text) if token.kind == "term" and not token.quoted else None
    if match is not None:
        return f"A regular expression stands alone, without a field: {match[1]}"
    if token.kind != "regex" or not behind or behind[0].start != token.end:
        return ""
    return (
        f"A regular expression stands alone, and case never counts: {line[token.start : token.end]}"
    )


def _commas(line: str, token: Token, behind: Sequence[Token]) -> str:
    if token.kind != "term" or token.quoted or token.field not in FIELDS:
        return ""
    values = [value for value in token.text.split(",") if value]
    if FIELDS[token.field].kind not in _LISTABLE or len(values) < 2:
        return ""
    terms = " OR ".join(f"{token.field}{token.op}{written(value)}" for value in values)
    return f"Commas do not list: {terms}"


def _dates(line: str, token: Token, behind: Sequence[Token]) -> str:
    whole = meant(line, token)
    return f"A value ends at the blank: write {whole}" if whole else ""


def _signs(line: str, token: Token, behind: Sequence[Token]) -> str:
    """`a | b`, `!a` and `a*` in a word."""
    text = token.text if token.kind == "word" else ""
    either = [part for part in text.split("|") if part]
    if "|" in text:
        return f"`OR` means or: {' OR '.join(either)}" if len(either) > 1 else "`OR` means or"
    if text.startswith("!") and len(text) > 1:
        return f"`-{text[1:]}` leaves out"
    word = text.strip("*")
    if "*" not in text or not word:
        return ""
    if "*" not in word:
        return f"A word is found within longer ones, without a sign: {word}"
    return f"A regular expression has any letters as `.*`: /{word.replace('*', '.*')}/"


def _stars(line: str, token: Token, behind: Sequence[Token]) -> str:
    """`location:ka*`"""
    value = token.text.strip("*") if token.kind == "term" and not token.quoted else ""
    if value in ("", token.text) or "*" in value or token.op != ":" or token.field not in FIELDS:
        return ""
    return f"A part is enough, without a sign: {token.field}:{written(value)}"


def _joints(line: str, token: Token, behind: Sequence[Token]) -> str:
    if token.kind == "AND" or (token.kind == "word" and token.text.lower() in _ANDS):
        return f"`{token.text}` is not needed: what stands side by side must all hold"
    if token.kind == "word" and token.text.lower() == "or":
        return "`OR` is written in capitals"
    if token.kind == "word" and token.text.lower() == "not" and behind:
        return f"`-{line[behind[0].start : behind[0].end]}` leaves out"
    return ""


_HABITS: Final[tuple[Callable[[str, Token, Sequence[Token]], str], ...]] = (
    _quotes,
    _regex,
    _commas,
    _dates,
    _signs,
    _stars,
    _joints,
)
