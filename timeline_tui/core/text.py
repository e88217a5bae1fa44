"""Text as it is compared: folded for search, folded for names, made into ids. Knows no file."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s_-]+")
_BLANKS = re.compile(r"[ \t\n]+")
_NOT_SLUG = re.compile(r"[\W_]+")
_ASCII_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """`text` without case and accents, for substring search (QUERY, "word or phrase")."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold(text)` and, for each of its characters, the index in `text` that it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        offsets.extend([index] * len(piece))
    return "".join(folded), offsets


def name_key(name: str) -> str:
    """The form under which ids, names and aliases are equal (FORMAT section 2, References)."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _SEPARATORS.sub(" ", folded).strip()


def one_line(text: str) -> str:
    """`text` with one blank for each run of blanks that has a tab or a line end in it."""
    if "\n" not in text and "\t" not in text:
        return text
    return _BLANKS.sub(lambda run: " " if run[0].strip(" ") else run[0], text).strip()


def cropped(text: str, most: int = 60) -> str:
    """`text` as a message quotes it: on one line, at most `most` characters, the last then `…`."""
    shown = one_line(text[:most])
    return shown if len(text) <= most else f"{shown[: most - 1]}…"


def slug(text: str, limit: int = 60) -> str:
    """`text` as an id: lower case, words joined by hyphens, at most `limit` characters."""
    folded = fold(text)
    if folded.isascii():  # many times as fast, and every title without an id comes here
        words = "-".join(folded.translate(_ASCII_BLANKS).split())
    else:
        words = _NOT_SLUG.sub("-", folded).strip("-")
    if len(words) <= limit:
        return words
    return words[:limit].rsplit("-", 1)[0] or words[:limit]
