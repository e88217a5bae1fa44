"""Keys that the config gives to other commands: what they do, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input

from timeline_tui.settings import Settings


def given(**keys: str | list[str]) -> Settings:
    return Settings.model_validate({"keys": keys})


async def test_a_key_given_to_a_command_beats_the_command_that_has_it_by_itself(opened):
    async with opened(settings=given(query="f5")) as screen:
        await screen.press("f5")
        assert screen.main.panes.alone is None
        assert screen.main.bar.has_class("-asking")
        await screen.press("escape", "z")
        assert screen.main.panes.alone == "chronology"


async def test_a_key_of_moving_can_leave(opened):
    async with opened(settings=given(quit="j")) as screen:
        await screen.press("j")
        assert not screen.app.is_running or screen.app._exit


async def test_a_letter_taken_for_moving_is_no_longer_that_of_the_next_match(opened):
    async with opened(query="heli", settings=given(down="n")) as screen:
        await screen.press("0", "g", "n")
        assert screen.selected == "governor"
        await screen.press("j")
        assert screen.selected == "governor"


async def test_two_commands_change_keys(opened):
    async with opened(settings=given(down="k", up="j")) as screen:
        await screen.press("k", "k", "j")
        assert screen.selected == "governor"


async def test_a_command_that_lost_its_keys_is_in_the_palette_and_not_in_the_footer(opened):
    async with opened(settings=given(mark="e")) as screen:
        await screen.press("e")
        assert screen.main.session.marked == {"fall"}
        titles = [command.title for command in screen.app.get_system_commands(screen.main)]
        assert "Edit" in titles
        assert "edit" not in screen.lines("StatusLine")[0]


async def test_the_key_that_always_leaves_can_be_given_to_something_else(opened):
    async with opened(settings=given(mark="ctrl+q")) as screen:
        await screen.press("ctrl+q")
        assert screen.app.is_running
        assert screen.main.session.marked == {"fall"}


@pytest.mark.parametrize("before", [(), ("question_mark",), ("slash",), ("colon",), ("ctrl+p",)])
async def test_ctrl_q_leaves_from_everywhere(opened, before: tuple[str, ...]):
    async with opened() as screen:
        await screen.press(*before)
        left: list[Any] = []
        screen.app.exit = lambda *args: left.append(args)
        await screen.press("ctrl+q")
        assert left


async def test_tab_given_to_nothing_does_nothing(opened):
    async with opened(settings=given(next_pane="f5")) as screen:
        await screen.press("tab")
        assert screen.app.focused is screen.main.chronology
        await screen.press("f5")
        assert not isinstance(screen.app.focused, Input)
        assert screen.app.focused is screen.main.panes.facet("location")
