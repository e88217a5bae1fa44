"""Which part of the screen the keys go to, whatever the terminal does and however one types."""

from __future__ import annotations

import pytest
from textual import events


@pytest.mark.parametrize(
    "sizes", [((120, 40), (60, 15)), ((60, 15), (60, 17)), ((60, 17), (60, 15), (120, 40))]
)
async def test_a_resize_never_takes_the_keys_from_the_query_line(opened, sizes):
    async with opened(size=sizes[0]) as screen:
        await screen.press("slash")
        await screen.type("ice")
        for size in sizes[1:]:
            await screen.pilot.resize_terminal(*size)
            await screen.pilot.pause()
            assert screen.app.focused is screen.main.bar.query_one("QueryInput")
        await screen.type("q")
        assert screen.main.bar.query_one("QueryInput").value == "iceq"
        assert screen.main.bar.has_class("-asking")


async def test_a_resize_leaves_a_prompt_its_keys(opened):
    async with opened() as screen:
        await screen.press("2", "colon")
        await screen.pilot.resize_terminal(60, 15)
        await screen.pilot.pause()
        await screen.type("2021")
        assert screen.app.focused.value == "2021"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@pytest.mark.parametrize(
    ("typed", "pane"),
    [("5z", "event"), ("2z", "location"), ("\tz", "location"), ("3\x1b\x1bz", "chronology")],
)
async def test_the_pane_just_chosen_is_the_one_maximised(opened, size, typed, pane):
    async with opened(size=size) as screen:
        names = {"\t": "tab", "\x1b": "escape"}
        for letter in typed:
            screen.app.post_message(events.Key(names.get(letter, letter), letter))
        await screen.pilot.pause()
        await screen.pilot.pause()
        assert screen.main.panes.alone == pane
        assert screen.app.focused.id == screen.main.panes.alone


async def test_a_pane_left_on_a_low_screen_gives_the_keys_to_the_list(opened):
    async with opened(size=(60, 15)) as screen:
        await screen.press("5", "z", "z")
        assert screen.main.panes.alone == "chronology"
        await screen.press("5", "escape", "j")
        assert screen.main.panes.alone is None
        assert screen.selected == "governor"
