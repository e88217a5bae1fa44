"""The status line: what was just said, the keys, and the facts at the right."""

from __future__ import annotations

import pytest
from screen_texts import TIMELINE


@pytest.mark.parametrize("key", ["j", "m", "0", "tab", "escape", "w"])
async def test_a_message_is_over_with_the_next_key(opened, key):
    async with opened() as screen:
        await screen.press("n")
        assert "No words to look for" in screen.message
        await screen.press(key)
        assert screen.message == ""
        assert "query" in screen.lines("StatusLine")[0]


async def test_a_message_is_said_again_by_the_key_that_caused_it(opened):
    async with opened() as screen:
        await screen.press("n", "n")
        assert "No words to look for" in screen.message
        await screen.press("y")
        assert "clipboard" in screen.message


async def test_a_message_does_not_come_back_behind_a_query(opened):
    async with opened() as screen:
        await screen.press("y", "slash")
        await screen.type("kaldar")
        await screen.press("enter")
        assert screen.message == ""


async def test_what_a_reload_brought_stays_until_the_next_key(opened):
    async with opened() as screen:
        screen.path.write_text(TIMELINE.replace("Kaldar falls", "Kaldar is lost"))
        await screen.press("r")
        await screen.until(lambda: "1 changed" in screen.message)
        await screen.press("j")
        assert screen.message == ""


async def test_a_click_takes_a_message_away(opened):
    async with opened() as screen:
        await screen.press("n")
        await screen.pilot.click("#chronology", offset=(20, 3))
        assert screen.message == ""
