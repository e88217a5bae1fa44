"""The error of a text that is no date or no time of day."""

from __future__ import annotations


class DateError(ValueError):
    """What is wrong (`message`) and what to write instead (`hint`), without closing full stops.

    `column` counts characters from 0 in the text. `suggestions` are the dates that the hint names,
    each the whole of what should be typed.
    """

    def __init__(
        self, message: str, hint: str = "", column: int = 0, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{message}. {hint}.")
        self.message = message
        self.hint = hint
        self.column = column
        self.suggestions = suggestions


def not_a(what: str, text: str) -> str:
    """`"26.07.2021" is not a date`: the text short and printable, or that there is none."""
    if not text.strip():
        return f"The {what} is empty"
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:40])
    return f'"{shown}{"..." if len(text) > 40 else ""}" is not a {what}'
