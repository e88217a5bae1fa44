"""Text as it is compared: folded for search, folded for names, made into ids. Knows no file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

_SEPARATORS = re.compile(r"[\s_-]+")
_BLANKS = re.compile(r"[ \t\n]+")
_ASCII_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_MARKS: Final = re.compile(
    # Latin to Arabic, a letter folded already, and letters that case folding takes there.
    "(?:^|(?<=[A-Za-z\u00c0-\u08ff\u1c80-\u1c8a\u1e9e\u2c60-\u2c7f\ua780-\ua7ff]))"
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]+"
)
"""Marks on letters of the scripts whose letters are looked for without them. In others a mark makes
another letter (`バ` is not `ハ`), and a sign that has one (`≠`) is another sign."""

_PLAIN: Final = str.maketrans(
    dict(zip("łøđðħŧı", "loddhti", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters with a stroke and ligatures, by the plain letters under which they are found."""


def fold(text: str) -> str:
    """`text` without case and accents, for substring search (QUERY, "Folding is by script")."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return unicodedata.normalize("NFC", bare.translate(_PLAIN))


def fold_with_offsets(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`fold(text)` and, for each of its characters, start and end of the letter that it was."""
    if text.isascii():
        return text.lower(), [(index, index + 1) for index in range(len(text))]
    folded: list[str] = []
    offsets: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _belongs(text[end]):
            piece = fold(text[start:end])
            folded.append(piece)
            offsets += [(start, end)] * len(piece)
            start = end
    return "".join(folded), offsets


def _belongs(character: str) -> bool:
    """Whether a character is one with the letter before it: a mark, or a part of a syllable."""
    if character.isascii():
        return False
    return unicodedata.category(character)[0] == "M" or character in _SYLLABLES


_SYLLABLES: Final = frozenset(map(chr, (*range(0x1160, 0x1200), 0xFF9E, 0xFF9F)))
"""Hangul vowels and final consonants as typed apart, and the marks of half-width Katakana."""


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
    """`text` as an id: lower case, words joined by hyphens, at most `limit` characters. No letter
    is cut off from its marks, and a last word is left out where it does not fit."""
    folded = fold(text)
    if folded.isascii():  # many times as fast, and every title without an id comes here
        folded = folded.translate(_ASCII_BLANKS)
    else:
        folded = "".join([c if c.isalnum() or _belongs(c) else " " for c in folded])
        folded = re.sub(r"(?<![^ ])[^\w ]+", "", folded)  # marks without a letter
    words = "-".join(folded.split())
    if len(words) <= limit:
        return words
    hyphen = words.rfind("-", 0, limit)
    if 2 * hyphen >= limit:
        return words[:hyphen]
    while limit and _belongs(words[limit]):  # one long word, as in scripts without blanks
        limit -= 1
    return words[:limit].strip("-")


_LONGEST = 40
"""Characters beyond which a word is no misspelling of a short one."""


def closest(word: str, known: Collection[str]) -> str:
    """The one of `known` that `word` comes close to, or "".

    Case, blanks, `_` and `-` do not count; the beginning of a single known word is close to it.
    """
    key = name_key(word[: _LONGEST + 1])
    if not key or len(key) > _LONGEST:
        return ""
    by_key = {name_key(candidate): candidate for candidate in known}
    if key in by_key:
        return by_key[key]
    begun = [candidate for start, candidate in by_key.items() if start.startswith(key)]
    if len(begun) == 1 and len(key) >= 3:
        return begun[0]
    close = get_close_matches(key, by_key, n=1, cutoff=0.7)
    return by_key[close[0]] if close else ""


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A hint that names the closest of `known`, or all of them where none is close."""
    close = closest(word, known)
    if close:
        return f"Did you mean `{close}`?"
    return f"Write {one_of(tuple(known))}"


def one_of(words: tuple[str, ...]) -> str:
    """The words as a choice: "`a`, `b` or `c`"."""
    marked = [f"`{word}`" for word in words]
    return " or ".join((", ".join(marked[:-1]), marked[-1]) if len(marked) > 1 else marked)


HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def make_visible(text: str) -> str:
    """`text` with a substitute for each character that would be hidden or act on a terminal."""
    return HIDDEN.sub(lambda match: substitute(ord(match[0])), text)


def find_hidden(text: str) -> tuple[int, str] | None:
    """The index and the name of the first hidden character, if there is one."""
    match = HIDDEN.search(text)
    return (match.start(), hidden_name(ord(match[0]))) if match else None


def substitute(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xDC80 <= code <= 0xDCFF:
        return f"‹0x{code - 0xDC00:02X}›"
    return f"‹U+{code:04X}›"


def hidden_name(code: int) -> str:
    return f"a hidden character (U+{code:04X})"
