"""What the help says: the keys of the pane one is in, the signs, all other keys, the query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline_tui.core.query import FIELDS
from timeline_tui.tui.commands import COMMANDS, GROUPS, Keys
from timeline_tui.tui.pages import Item, Page, heading_of, said
from timeline_tui.words.signs import Glyphs, legend_lines
from timeline_tui.words.spans import Line, Span

_COLUMN, _SIGNS = 22, 26  # where the text begins beside a key, and beside a sign


def help_page(keys: Keys, glyphs: Glyphs, pane: str, own: Sequence[str]) -> Page:
    """`own` are the ids of the commands of the pane that is called `pane`."""
    return Page("Help", [*_items(keys, glyphs, pane, own)], searched=True)


def _items(keys: Keys, glyphs: Glyphs, pane: str, own: Sequence[str]) -> Iterator[Item]:
    commands = {command.id: command for command in COMMANDS}
    others = {group: [c.id for c in COMMANDS if c.group == group] for group in GROUPS}
    for name, ids in ({f"Here, in the {pane}": own} | others).items():
        told = [_entry(keys.all(id), commands[id].help) for id in ids if id in commands]
        for id in ids:
            commands.pop(id, None)
        yield from _section(name, told)
        if ids is own:
            yield from _section("The signs", legend_lines(glyphs, keys["problems"]), _SIGNS)
    terms = (
        ("words", "anywhere in an event's text and names; case and accents do not count"),
        ('"a phrase"', "the words in this order"),
        ("/a regex/", "a regular expression"),
        ("-term", "not; OR and parentheses as usual; side by side is and"),
        *((field.example, field.help) for field in FIELDS.values()),
    )
    yield from _section("The query line", [_entry(*term) for term in terms])


def _section(name: str, lines: Sequence[Line], indent: int = _COLUMN) -> Iterator[Item]:
    if lines:
        yield heading_of(Span(name, "label"))
        yield from (said(line, indent, half=True) for line in lines)


def _entry(left: str, right: str) -> Line:
    return (Span("  "), Span(f"{left:<{_COLUMN - 3}} ", "accent"), Span(right))
