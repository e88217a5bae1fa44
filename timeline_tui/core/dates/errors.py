"""The error of a text that is no date or no time of day."""

from __future__ import annotations

import re
from collections.abc import Mapping


class DateError(ValueError):
    """What is wrong (`message`) and what to write instead (`hint`), without closing full stops.

    `column` counts characters from 0 in the text. `candidates` are the dates that the hint names,
    each with what would make it the right one ("" where nothing needs saying).
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        column: int = 0,
        candidates: Mapping[str, str] | None = None,
    ) -> None:
        candidates = dict(candidates or {})
        hint = hint or _named(candidates)
        super().__init__(f"{message}. {hint}.")
        self.message = message
        self.hint = hint
        self.column = column
        self.candidates = candidates

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The dates that the hint names, each the whole of what should be typed."""
        return tuple(self.candidates)


def quoted(text: str) -> str:
    """`text` in quotes, short and printable, to be named in a message."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:41])
    return f'"{shown[:40]}..."' if len(text) > 40 else f'"{shown}"'


def _named(candidates: Mapping[str, str]) -> str:
    """`Write 2021-07 or …`, each date with its condition; a single one needs no "if"."""
    parts = [f"{text} {meaning}".rstrip() for text, meaning in candidates.items()]
    if not parts:
        return ""
    if len(parts) == 1:
        parts[0] = re.sub(" if [^,]*,?", "", parts[0])
    if parts[-1].endswith("."):
        parts[-1] += " instead"  # the dots of EDTF and a full stop must not run together
    return f"Write {', '.join(parts[:-1])}{', or ' if parts[1:] else ''}{parts[-1]}"
