"""Regular expressions that cannot hang: all of one query's searches end at one deadline.

Case never counts, and `^` and `$` stand at the ends of a text. Loaded when the first one is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Final

from timeline_tui.core.text import cropped

if TYPE_CHECKING:
    import regex

_LONGEST: Final = 500
_LINE_ENDS: Final = re.compile(r"[\n\r\t]")


class RegexError(Exception):
    """A pattern that does not compile; the text says why."""


@lru_cache(maxsize=16)
def compile_regex(pattern: str) -> regex.Pattern[str]:
    """The compiled pattern. Raises `RegexError`."""
    import regex  # here because most sessions use none and start faster without it

    if len(pattern) > _LONGEST:
        raise RegexError(f"it has more than {_LONGEST} characters")
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
    except regex.error as error:
        raise RegexError(cropped(error.msg)) from None
    except (RecursionError, OverflowError, ValueError):
        raise RegexError("it is nested too deep or repeats too much") from None


def as_line(text: str) -> str:
    """A text as a regex sees it, of the same length: a line end is a blank."""
    return _LINE_ENDS.sub(" ", text)


class Searches:
    """Searches that have so many `seconds` together; then each raises TimeoutError."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

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
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left
