"""The line that is edited stays in sight whatever is said under it, and what is cut says so."""

from __future__ import annotations

import pytest


def check(screen) -> None:
    line, hints = screen.main.query_one("QueryLine"), screen.main.query_one("QueryHints")
    status = screen.main.query_one("StatusLine")
    below = hints if hints.display else status
    assert line.region.height == 1
    assert line.region.bottom == below.region.y
    assert below.region.bottom == screen.app.size.height
    assert screen.app.screen.get_widget_at(1, line.region.y)[0] in (line, *line.children)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (60, 15), (60, 16), (60, 17), (20, 5)])
async def test_the_query_line_is_seen_over_a_long_error(opened, size):
    async with opened(size=size) as screen:
        await screen.press("slash")
        for letter in "is:contested date:2021-13":
            await screen.type(letter)
            check(screen)
        await screen.press("enter")
        check(screen)
        await screen.press("escape")
        check(screen)


@pytest.mark.parametrize(
    "sizes", [((120, 40), (80, 24)), ((80, 24), (60, 15)), ((60, 15), (20, 5))]
)
async def test_the_query_line_is_seen_after_a_resize(opened, sizes):
    async with opened(size=sizes[0]) as screen:
        await screen.press("slash")
        await screen.type("date:2021-13")
        for size in (*sizes[1:], *reversed(sizes[:-1])):
            await screen.pilot.resize_terminal(*size)
            await screen.pilot.pause()
            check(screen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (60, 16), (20, 5)])
async def test_the_query_line_is_seen_over_what_a_reload_says(opened, size):
    async with opened(size=size) as screen:
        screen.path.unlink()
        screen.main.reader.read()
        await screen.until(lambda: "stays" in screen.message)
        await screen.pilot.pause()
        check(screen)
        assert ":1:1" not in screen.message
        await screen.press("slash")
        check(screen)
        await screen.press("escape")
        check(screen)


async def test_an_error_that_is_cut_says_so(opened):
    async with opened(size=(40, 12)) as screen:
        await screen.press("slash")
        await screen.type("is:contested")
        lines = screen.lines("QueryHints")
        assert len(lines) == 3
        assert lines[-1].endswith("…")
        await screen.press(*["backspace"] * len("contested"), "d")
        assert len(screen.lines("QueryHints")) == 1


async def test_a_message_that_is_cut_says_so(opened):
    async with opened(size=(20, 12)) as screen:
        screen.main.say("word " * 40)
        await screen.pilot.pause()
        assert screen.lines("StatusLine")[-1].endswith("…")
