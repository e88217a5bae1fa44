"""Whether the terminal is light: what it answers, or what it told the programs that it starts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from textual.color import Color
from textual.message import Message

_LIGHT = ("7", "9", "10", "11", "12", "13", "14", "15")  # of the 16 colours, as COLORFGBG has them


class AnswerOnGround(Message):
    """The terminal says the colour of its ground: `rgb:ffff/ffff/ffff`."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.colour = colour


def is_light(colour: str) -> bool | None:
    """Whether a colour is a light ground; None for what is no colour."""
    found = re.fullmatch(
        r"rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})(?:/.*)?", colour, re.I
    )
    if found is None:
        return None
    parts = (round(255 * int(part, 16) / (16 ** len(part) - 1)) for part in found.groups())
    return Color(*parts).brightness > 0.5


def begins_light(environ: Mapping[str, str]) -> bool:
    """Whether it is taken to be light as long as it has not answered."""
    return environ.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT
