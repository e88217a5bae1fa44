"""The help page as lines: the keys, the signs and the query, each from its own table."""

from __future__ import annotations

from rich.cells import cell_len

from timeline_tui.core.query.fields import FIELDS
from timeline_tui.tui.commands import COMMANDS, GROUPS
from timeline_tui.tui.keys import Keys
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.legend import legend_lines
from timeline_tui.words.spans import Line, Span, wrap

_COLUMN = 26  # where the text begins beside a key
_ROOMY = 40  # cells from which there is room beside a key


def help_lines(keys: Keys, glyphs: Glyphs, width: int) -> tuple[Line, ...]:
    """The whole page."""
    lines = [line for entry in _beginning(keys) for line in _entry(*entry, width)]
    lines = [(), (Span("To begin with", "label"),), *lines]
    for group in GROUPS:
        lines += [(), (Span(group, "label"),)]
        for command in COMMANDS:
            if command.group == group:
                lines += _entry(keys.all(command.id), command.help, width)
    lines += [(), (Span("The signs", "label"),)]
    for *sign, meaning in legend_lines(glyphs, keys):
        lines += _beside(tuple(sign), meaning, width)
    lines += [(), (Span("The query line", "label"),)]
    lines += _entry(
        "words", "anywhere in the event's text and names; case and accents do not count", width
    )
    lines += _entry('"a phrase"', "the words in this order", width)
    lines += _entry("/a regex/", "a regular expression (RE2)", width)
    lines += _entry("-term", "not; OR and parentheses as usual; side by side is and", width)
    for field in FIELDS.values():
        lines += _entry(field.example, field.help, width)
    return tuple(lines[1:])


def _beginning(keys: Keys) -> tuple[tuple[str, str], ...]:
    """What one needs first: keys and what comes of them."""
    return (
        (
            f"{keys['query']} and a word",
            f"the events in which it is found, as you type; {keys['clear']} shows all again",
        ),
        (
            f"{keys['down']} {keys['up']} {keys['open']}",
            f"through the events, and into the text of one; {keys['back']} goes back",
        ),
        (
            keys["next_pane"],
            f"to the places, actors and sources; {keys['open']} on one shows its events only",
        ),
        (keys["disputes"], "what is contested, and what each side says"),
        (keys["edit"], "opens the event in your editor; what you save is shown by itself"),
    )


def _entry(left: str, right: str, width: int) -> list[Line]:
    gap = " " * max(_COLUMN - 2 - cell_len(left), 1)
    return _beside((Span("  "), Span(left, "accent"), Span(gap)), Span(right), width)


def _beside(left: Line, right: Span, width: int) -> list[Line]:
    """What a key or a sign means beside it, under it where there is little room."""
    if width >= _ROOMY:
        return wrap((*left, right), width, indent=_COLUMN)
    return [*wrap(left, width, indent=2), *wrap((Span("    "), right), width, indent=4)]
