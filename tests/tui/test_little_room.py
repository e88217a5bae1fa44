"""Titles and the help where there is little room."""

from __future__ import annotations

import pytest

from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import OWN_KEYS
from timeline_tui.words.glyphs import UNICODE
from timeline_tui.words.help import help_lines
from timeline_tui.words.spans import text_of, width_of


def rule(screen, place: str = "PaneRule") -> str:
    return screen.app.screen.query_one(place).render_line(0).text


@pytest.mark.parametrize(
    ("size", "count"),
    [
        ((100, 10), "as of 2021-07-27 · 1 contested statement"),
        ((40, 10), "as of 2021-07-27"),
        ((20, 5), ""),
    ],
)
async def test_a_narrow_title_stays_and_the_count_goes(opened, size, count):
    async with opened(size=size, query="asof:2021-07-27") as screen:
        await screen.press("x")
        shown = [part.strip() for part in rule(screen).split("━") if part.strip()]
        assert shown == ["Disputes", *filter(None, [count])]


async def test_a_narrow_pane_alone_keeps_its_title(opened):
    async with opened(size=(20, 5)) as screen:
        for key, title in (("2", "Locations"), ("5", "Event")):
            await screen.press(key)
            assert f" {title} " in rule(screen, f"#{screen.main.panes.alone}-rule")


async def test_a_long_title_leaves_the_count_its_room(opened):
    text = f"title: {'A long title ' * 20}\nevents:\n  - {{date: 2021, title: T}}\n"
    async with opened(text, size=(60, 20)) as screen:
        assert " 1 event " in rule(screen, "#chronology-rule")


@pytest.mark.parametrize("width", [18, 38])
def test_where_the_help_is_narrow_the_text_stands_under_its_key(width):
    lines = help_lines(OWN_KEYS, UNICODE, width)
    assert all(width_of(line) <= width for line in lines)
    assert len(lines) < 500
    texts = [text_of(line) for line in lines]
    assert "…" not in "".join(texts)
    undo = texts.index("  U Ctrl+z")
    assert texts[undo + 1].startswith("    Back to")


def test_where_the_help_is_wide_the_text_stands_beside_its_key():
    lines = [text_of(line) for line in help_lines(OWN_KEYS, UNICODE, 100)]
    undo = next(command.help for command in COMMANDS if command.id == "undo")
    assert f"{'  U Ctrl+z':<26}{undo}" in lines
