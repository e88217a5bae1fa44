"""What a mistyped word was probably meant to be. Knows no field and no file."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from timeline_tui.core.text import name_key

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
