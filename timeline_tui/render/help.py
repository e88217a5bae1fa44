"""The help page as lines: the keys, the signs and the query, each from its own table."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from timeline_tui.commands import COMMANDS, GROUPS
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.render.glyphs import Glyphs
from timeline_tui.render.legend import legend_lines
from timeline_tui.render.spans import Line, Span, wrap

KEY_NAMES: Mapping[str, str] = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "colon": ":",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "apostrophe": "'",
    "exclamation_mark": "!",
    "question_mark": "?",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "Esc",
    "enter": "Enter",
    "backspace": "Backspace",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "delete": "Del",
}


def key_name(key: str) -> str:
    """A Textual key name as it is printed on a keyboard."""
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    if "+" in key:
        modifier, _, rest = key.rpartition("+")
        return f"{modifier.capitalize()}+{key_name(rest)}"
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def help_lines(keys: Mapping[str, tuple[str, ...]], glyphs: Glyphs, width: int) -> tuple[Line, ...]:
    """The whole page; `keys` are the keys in force by command id."""
    lines = [line for entry in _beginning(keys) for line in _entry(*entry, width)]
    lines = [(), (Span("To begin with", "label"),), *lines]
    for group in GROUPS:
        lines += [(), (Span(group, "label"),)]
        for command in COMMANDS:
            if command.group == group:
                names = " ".join(key_name(key) for key in keys.get(command.id, command.keys))
                lines += _entry(names, command.help, width)
    lines += [(), (Span("The signs", "label"),), *legend_lines(glyphs)]
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


def _beginning(keys: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """What one needs first: keys and what comes of them."""
    first = {command.id: key_name(keys.get(command.id, command.keys)[0]) for command in COMMANDS}
    return (
        (
            f"{first['query']} and a word",
            f"the events in which it is found, as you type; {first['clear']} shows all again",
        ),
        (
            f"{first['down']} {first['up']} {first['open']}",
            f"through the events, and into the text of one; {first['back']} goes back",
        ),
        (
            first["next_pane"],
            f"to the places, actors and sources; {first['open']} on one shows its events only",
        ),
        (first["disputes"], "what is contested, and what each side says"),
        (first["edit"], "opens the event in your editor; what you save is shown by itself"),
    )


def _entry(left: str, right: str, width: int, column: int = 26) -> list[Line]:
    gap = " " * max(column - 2 - cell_len(left), 1)
    return wrap((Span("  "), Span(left, "accent"), Span(gap), Span(right)), width, indent=column)
