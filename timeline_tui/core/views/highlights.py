"""Where a query's words, phrases and regexes stand in a text, as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from timeline_tui.core.query.regexes import compile_regex
from timeline_tui.core.query.syntax import Node, Regex, Term, Text, leaves
from timeline_tui.core.text import fold, fold_with_offsets

Spans = tuple[tuple[int, int], ...]

_SEARCHED: Final = frozenset(("text", "title"))
_MOST: Final = 1000
"""Places that one word or regex marks in a text: a letter stands in a long one at every turn."""

_LINES: Final = str.maketrans("\n\r\t", "   ")


@dataclass(frozen=True, slots=True)
class Highlighter:
    """What to mark: folded words and phrases as patterns, and regexes. Negated ones never count."""

    words: tuple[re.Pattern[str], ...] = ()
    regexes: tuple[str, ...] = ()

    def spans(self, text: str) -> Spans:
        """Start and end of each part of `text` to mark, ascending, not overlapping."""
        if not self.words and not self.regexes:
            return ()
        found = sorted([*self._words_in(text), *self._regexes_in(text)])
        merged: list[tuple[int, int]] = []
        for start, end in found:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def _words_in(self, text: str) -> Iterator[tuple[int, int]]:
        if not self.words:
            return
        folded, offsets = fold_with_offsets(text)
        for word in self.words:
            for match in islice(word.finditer(folded), _MOST):
                yield offsets[match.start()], _end(text, offsets[match.end() - 1] + 1)

    def _regexes_in(self, text: str) -> Iterator[tuple[int, int]]:
        for pattern in self.regexes:
            matches = compile_regex(pattern).finditer(text.translate(_LINES))
            for match in islice(matches, _MOST):
                if match.end() > match.start():
                    yield match.span()


def highlighter(root: Node | None) -> Highlighter:
    """The highlighter of a query's tree."""
    words: dict[str, None] = {}
    regexes: dict[str, None] = {}
    for leaf, negated in leaves(root):
        match leaf:
            case _ if negated:
                continue
            case Regex(pattern):
                regexes[pattern] = None
            case Text(text):
                words[text] = None
            case Term(field, _, str(text)) if field in _SEARCHED:
                words[text] = None
    patterns = (_pattern(word) for word in words)
    return Highlighter(tuple(p for p in patterns if p is not None), tuple(regexes))


def _pattern(text: str) -> re.Pattern[str] | None:
    """A folded word or phrase, whatever blanks stand between its parts; None if nothing is left."""
    folded = fold(text)
    if not folded.strip():
        return None
    return re.compile(r"\s+".join(re.escape(part) for part in re.split(r"\s+", folded)))


def _end(text: str, end: int) -> int:
    """`end` moved behind the combining marks that belong to the character before it."""
    while end < len(text) and not fold(text[end]):
        end += 1
    return end
