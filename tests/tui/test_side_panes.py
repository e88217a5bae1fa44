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


# The way back from a link

LINKS = """\
locations: {balkh: Balkh, herat: Herat}
sources: {report: {name: Report, url: "https://example.org"}}
events:
  - {id: a, date: 2021-01-01, title: One, location: herat, sources: report, after: b}
  - {id: b, date: 2021-01-02, title: Two, location: balkh, sources: report, description: D}
"""


def line_to(screen, kind: str) -> int:
    """The first line of the event pane that leads to such a thing."""
    lines = screen.main.panes.event_pane._lines
    return next(at for at, (_, target) in enumerate(lines) if target and target.kind == kind)


async def follow(screen, kind: str) -> tuple[str, int]:
    """Follows a link of that kind; the event and the line that it was followed from."""
    pane = screen.main.panes.event_pane
    line = line_to(screen, kind)
    while pane.cursor < line:
        await screen.press("j")
    assert pane.cursor == line
    place = (screen.selected, line)
    await screen.press("enter")
    return place


def place_in_event(screen) -> tuple[str, int]:
    assert screen.app.focused is screen.main.panes.event_pane
    return screen.selected, screen.main.panes.event_pane.cursor


@pytest.mark.parametrize("keys", [("5",), ("5", "z")])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 15)])
async def test_escape_after_a_link_goes_back_to_where_it_was_followed_from(opened, size, keys):
    if size == (60, 15):
        keys = keys[:1]  # alone already
    async with opened(LINKS, size=size) as screen:
        await screen.press(*keys)
        alone = screen.main.panes.alone
        first = await follow(screen, "event")
        assert screen.selected == "b"
        second = await follow(screen, "location")
        assert screen.app.focused is screen.main.panes.facet("location")
        await screen.press("j", "escape")
        assert place_in_event(screen) == second
        assert screen.main.panes.alone == alone
        await screen.press("escape")
        assert place_in_event(screen) == first
        await screen.press("escape", "escape")
        assert screen.app.focused is screen.main.chronology
        assert screen.main.panes.alone is None


async def test_escape_steps_back_from_a_pane_that_no_link_led_to(opened):
    async with opened(LINKS) as screen:
        await screen.press("5")
        await follow(screen, "location")
        await screen.press("3", "escape")
        assert screen.app.focused is screen.main.chronology
        await screen.press("2", "escape")
        assert screen.app.focused is screen.main.chronology


async def test_the_way_back_ends_where_the_event_is_no_longer_shown(opened):
    async with opened(LINKS) as screen:
        await screen.press("5")
        await follow(screen, "location")
        assert screen.main.panes.facet("location").entry.id == "herat"
        await screen.press("minus", "escape")
        assert screen.app.focused is screen.main.chronology
