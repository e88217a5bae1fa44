"""What is seen of the side panes after the screen was small, and the way back from a link."""

from __future__ import annotations

from pathlib import Path

import pytest

FRANKLIN = Path(__file__).parents[2] / "docs" / "examples" / "franklin-expedition.yaml"


def is_seen(pane) -> bool:
    return 0 <= pane.line_of(pane.cursor) - round(pane.scroll_y) < pane.size.height


async def resize(screen, *size: int) -> None:
    await screen.pilot.resize_terminal(*size)
    await screen.pilot.pause()
    await screen.pilot.pause()


@pytest.mark.parametrize("keys", [(), ("4", "j", "j", "2", "j"), ("4", "G", "1")])
async def test_back_from_a_small_size_the_side_panes_show_the_entry_under_the_cursor(opened, keys):
    async with opened(path=FRANKLIN, size=(100, 30)) as screen:
        await screen.press("t")
        await screen.type("1850")
        await screen.press("enter", *keys)
        source = screen.main.panes.facet("source")
        entry = source.entry
        await resize(screen, 60, 15)
        await screen.press("T")
        await resize(screen, 100, 30)
        for kind in ("location", "actor", "source"):
            pane = screen.main.panes.facet(kind)
            assert is_seen(pane), (kind, pane.cursor, pane.scroll_y)
            if not keys:
                assert (pane.cursor, pane.scroll_y) == (0, 0), kind
        if keys:
            assert source.entry.id == entry.id


async def test_the_entry_under_the_cursor_is_seen_where_a_query_moves_it(opened):
    async with opened(path=FRANKLIN, size=(100, 30), query="asof:1850") as screen:
        await screen.press("4", "G", "1", "T")
        source = screen.main.panes.facet("source")
        assert is_seen(source)
        assert source.cursor > source.size.height
