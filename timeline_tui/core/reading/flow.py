"""Where the parts of a `[a, b]` or `{a: b}` stand in a text, also in one with mistakes.

It counts brackets and passes over quotes and comments; it never judges whether the YAML is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      (?P<blank> \s+ )
    | (?P<comment> \#[^\n]* )
    | (?P<opener> [\[{] )
    | (?P<closer> [\]}] )
    | (?P<comma> , )
    # A line that begins with a bracket ends a quote: it was never closed.
    | " (?: [^"\\\n]+ | \\. | \n(?![ \t]*[\[\]{}]) )*+ "?
    | ' (?: [^'\n]+ | '' | \n(?![ \t]*[\[\]{}]) )*+ '?
    | [^\s#\[\]{},"':] (?: [^\[\]{},:#\n]+ | :(?=\S) | (?<=\S)\# )*+
    | .
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_CLOSES: Final = {"]": "[", "}": "{"}
_DEEPEST: Final = 50


@dataclass(frozen=True, slots=True)
class Part:
    """`start` and `end` of a part without the blanks around it; `opening` is the index of the
    bracket or comma before it, `closing` that of the one behind it (or the text's end)."""

    opening: int
    start: int
    end: int
    closing: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The parts between two brackets; `end` is behind the closing one, or the text's end.

    `needless` are the commas that end no part.
    """

    parts: tuple[Part, ...]
    end: int
    closed: bool
    needless: tuple[int, ...] = ()


class _Reader:
    """What has been read of a flow collection so far."""

    def __init__(self, text: str, opening: int) -> None:
        self.parts: list[Part] = []
        self.needless: list[int] = []
        self._open = [text[opening]]
        self._opening = opening
        self._start = self._end = -1
        self._first_margin = -1

    def extend(self, start: int, end: int) -> None:
        """Takes what belongs to a part."""
        if self._start < 0:
            self._start = start
        self._end = end

    def finish(self, closing: int) -> None:
        """Ends the part at the delimiter `closing`."""
        if self._start >= 0:
            self.parts.append(Part(self._opening, self._start, self._end, closing))
        self._opening, self._start = closing, -1

    def opened(self, sign: str, at: int, margin: int) -> None:
        """Takes an opening bracket; `margin` is its column if it begins its line, else -1.

        Where the first part is a bracket that begins a line, one right below it can only begin
        another part, whatever was forgotten in between.
        """
        if self._start < 0 and not self.parts:
            self._first_margin = margin
        elif self._start >= 0 and margin >= 0 and margin == self._first_margin:
            del self._open[1:]
            self.finish(at)
        self.extend(at, at + 1)
        self._open.append(sign)

    def closed(self, sign: str, at: int) -> bool:
        """Takes a closing bracket; true if it closes the whole.

        Brackets that were forgotten before it are taken as closed by it, and one that was never
        opened as text.
        """
        if self._opened(_CLOSES[sign]):
            while self._open.pop() != _CLOSES[sign]:
                pass
        if self._open:
            self.extend(at, at + 1)
            return False
        self.finish(at)
        return True

    def comma(self, at: int) -> None:
        """Takes a comma, which ends a part unless it stands within brackets."""
        if len(self._open) == 1:
            if self._start < 0:
                self.needless.append(at)
            self.finish(at)
        else:
            self.extend(at, at + 1)

    def flow(self, end: int, *, closed: bool) -> Flow:
        """What has been read, up to `end`."""
        return Flow(tuple(self.parts), end, closed, tuple(self.needless))

    def _opened(self, bracket: str) -> bool:
        return bracket in self._open[-_DEEPEST:] or bracket == self._open[0]


def read_flow(text: str, start: int, end: int) -> Flow:
    """The parts of the flow collection whose bracket stands at `start`, read up to `end`."""
    reader = _Reader(text, start)
    margin = -1
    for match in _TOKEN.finditer(text, start + 1, end):
        kind, token, at = match.lastgroup, match[0], match.start()
        if kind == "opener":
            reader.opened(token, at, margin)
        elif kind == "closer":
            if reader.closed(token, at):
                return reader.flow(match.end(), closed=True)
        elif kind == "comma":
            reader.comma(at)
        elif kind is None:
            reader.extend(at, match.end())
        margin = len(token) - token.rfind("\n") - 1 if kind == "blank" and "\n" in token else -1
    reader.finish(end)
    return reader.flow(end, closed=False)
