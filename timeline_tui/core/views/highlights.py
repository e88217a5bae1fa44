"""Where a query's words, phrases and regexes stand in a text, as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from timeline_tui.core.query.regexes import Searches, as_line
from timeline_tui.core.query.syntax import Leaf, Node, Regex, Term, Text, leaves
from timeline_tui.core.text import fold, fold_with_offsets

Spans = tuple[tuple[int, int], ...]

_SECONDS: Final = 0.1
"""For the regexes in one text. They mark nothing more once that was not enough."""


def sought(root: Node | None) -> list[Leaf]:
    """The words and regexes that a query looks for in texts; negated ones never count."""
    return [
        leaf
        for leaf, negated in leaves(root)
        if not negated and not (isinstance(leaf, Term) and leaf.field not in ("text", "title"))
    ]


class Highlighter:
    """Marks what a query looks for."""

    def __init__(self, root: Node | None) -> None:
        found = sought(root)
        self._regexes = {leaf.pattern for leaf in found if isinstance(leaf, Regex)}
        words = {leaf.text for leaf in found if isinstance(leaf, Text)}
        words |= {leaf.value for leaf in found if isinstance(leaf, Term)}
        parts = filter(None, (fold(word).split() for word in words))
        # Whatever blanks stand between the parts of a phrase
        self._words = [re.compile(r"\s+".join(map(re.escape, part))) for part in parts]

    def spans(self, text: str) -> Spans:
        """Start and end of each part of `text` to mark, ascending, not overlapping."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted([*self._words_in(text), *self._regexes_in(text)]):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def _words_in(self, text: str) -> Iterator[tuple[int, int]]:
        folded, offsets = fold_with_offsets(text) if self._words else ("", [])
        for word in self._words:
            for match in word.finditer(folded):
                yield offsets[match.start()][0], offsets[match.end() - 1][1]

    def _regexes_in(self, text: str) -> list[tuple[int, int]]:
        searches, line = Searches(_SECONDS), as_line(text)
        try:
            return [span for one in self._regexes for span in searches.spans(one, line)]
        except TimeoutError:
            self._regexes = set()
            return []
