"""The strip over the list, from the mouse and as the cursor moves."""

from __future__ import annotations

import pytest
from textual import events

from timeline_tui.settings import Settings

SPARSE = "events:\n" + "".join(
    f"  - {{date: {date}, title: T, id: e{date}}}\n"
    for date in ("2001-09-11", "2021-07-01", "2021-07-09", "2021-07-17", "2021-07-27")
)


def here(screen) -> int:
    """The cell of the strip that is set apart."""
    strip = screen.main.query_one("#density")
    cells = [style for text, style, _ in strip.render_line(0) for _ in text]
    return next(cell for cell, style in enumerate(cells) if style and style.reverse)


async def test_the_cursors_place_is_set_apart_where_its_bar_stands(opened):
    async with opened(SPARSE, size=(80, 24)) as screen:
        line = screen.lines("#density")[0]
        assert line.startswith(" 2001 ▼██┊2021 ███")
        assert here(screen) == line.index("▼")
        await screen.press("j")
        assert here(screen) == line.index("2021 █") + 5
        await screen.press("G")
        assert here(screen) >= line.rindex("█") - 2


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("no_color", [False, True])
async def test_the_cursors_place_is_seen_on_every_bar(opened, monkeypatch, ascii, no_color):
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    text = "events:\n" + "".join(
        f"  - {{date: 2021-07-{day:02}, title: T}}\n" for day in range(1, 9) for _ in range(day)
    )
    async with opened(text, size=(80, 24), settings=Settings(ascii=ascii)) as screen:
        for _ in range(8):
            line, sign = screen.lines("#density")[0], "v" if ascii else "▼"
            assert line.index(sign) == here(screen)
            assert line.count(sign) == 1
            await screen.press("right_square_bracket")


async def test_a_click_goes_where_its_bar_is_and_a_name_to_what_begins_there(opened):
    async with opened(SPARSE, size=(80, 24)) as screen:
        line = screen.lines("#density")[0]
        for place, event in (("┊", "e2021-07-01"), (" 2001", "e2001-09-11")):
            await screen.pilot.click("#density", offset=(line.index(place), 0))
            assert screen.selected == event
        await screen.pilot.click("#density", offset=(line.rindex("█"), 0))
        assert screen.selected == "e2021-07-27"
        await screen.pilot.click("#density", offset=(79, 0))
        assert screen.selected == "e2021-07-27"


async def test_a_drag_goes_along(opened):
    async with opened(SPARSE, size=(80, 24)) as screen:
        strip = screen.main.query_one("#density")
        await screen.pilot.mouse_down("#density", offset=(2, 0))
        move = events.MouseMove(strip, 30, 0, 28, 0, 1, False, False, False, 30, 1)
        strip.post_message(move)
        await screen.pilot.pause()
        assert screen.selected == "e2021-07-09" or screen.selected == "e2021-07-17"
        await screen.pilot.mouse_up("#density", offset=(30, 0))


async def test_the_strip_keeps_its_scale_while_the_query_narrows(opened):
    async with opened(SPARSE, size=(80, 24)) as screen:
        before = screen.lines("#density")[0]
        await screen.press("slash")
        await screen.type("date:2001")
        after = screen.lines("#density")[0]
        assert after[:8] == before[:8]
        assert after.replace("▁", "█") == before


async def test_without_dates_the_strip_is_blank(opened):
    async with opened("events:\n  - {date: unknown, title: T}\n", size=(80, 24)) as screen:
        assert screen.lines("#density") == [""]
