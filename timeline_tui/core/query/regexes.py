"""Regular expressions that cannot hang: all of one query's searches end at one deadline.

Case never counts, and `^` and `$` stand at the ends of a text. Loaded when the first one is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate
from math import prod
from time import process_time
from typing import TYPE_CHECKING, Final

from timeline_tui.core.text import cropped

if TYPE_CHECKING:
    import regex

_LONGEST: Final = 500
_DEEPEST: Final = 5  # from 12 groups within each other on it takes seconds to compile
_MOST_REPEATS: Final = 10_000  # far more make the package hang or crash
_LITERAL: Final = re.compile(r"\\.|\[[^]]*]", re.DOTALL)
_REPEAT: Final = re.compile(r"\{[^}]*?(\d+)\s*}")
_LINE_ENDS: Final = re.compile(r"[\n\r\t]")


class RegexError(Exception):
    """A pattern that does not compile; the text says why."""


@lru_cache(maxsize=16)
def compile_regex(pattern: str) -> regex.Pattern[str]:
    """The compiled pattern. Raises `RegexError`."""
    import regex  # here because most sessions use none and start faster without it

    if len(pattern) > _LONGEST:
        raise RegexError(f"it has more than {_LONGEST} characters")
    bare = _LITERAL.sub("", pattern)
    if prod(int(repeat) or 1 for repeat in _REPEAT.findall(bare)) > _MOST_REPEATS:
        raise RegexError(f"its repeats make more than {_MOST_REPEATS:,} together")
    if max(accumulate((c == "(") - (c == ")") for c in bare), default=0) > _DEEPEST:
        raise RegexError(f"its groups are nested more than {_DEEPEST} deep")
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
    except regex.error as error:
        raise RegexError(cropped(error.msg)) from None


def as_line(text: str) -> str:
    """A text as a regex sees it, of the same length: a line end is a blank."""
    return _LINE_ENDS.sub(" ", text)


class Searches:
    """Searches that have so many `seconds` of work together; then each raises TimeoutError."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @cached_property
    def _end(self) -> float:
        return process_time() + self._seconds

    def found(self, pattern: str, texts: Iterable[str]) -> Iterator[bool]:
        """Whether a line of each text matches."""
        search = compile_regex(pattern).search
        for text in texts:
            match = search(text, timeout=self._left())
            if match is not None and "\n" in match[0]:  # perhaps it matches within a line too
                lines = text.split("\n")
                match = next(filter(None, (search(n, timeout=self._left()) for n in lines)), None)
            yield match is not None

    def spans(self, pattern: str, text: str) -> Iterator[tuple[int, int]]:
        """Where the matches in one line stand that are not empty."""
        for match in compile_regex(pattern).finditer(text, timeout=self._left()):
            if match.end() > match.start():
                yield match.span()

    def _left(self) -> float:
        left = self._end - process_time()
        if left <= 0:
            raise TimeoutError
        return left
