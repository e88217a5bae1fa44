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


# What is said of keys


OTHERS = given(
    query="ctrl+f",
    help="H",
    drop_term="ctrl+l",
    clear="c",
    undo="ctrl+r",
    saved_queries="Q",
    save_query="K",
    disputes="D",
    next_report="f20",
    as_of_off="Y",
    previous_report="P",
    mark="M",
    problems="E",
    include="I",
    edit="O",
    open="ctrl+o",
    back="b",
)


async def test_the_line_of_the_query_and_the_empty_list_name_the_keys_in_force(opened):
    async with opened(query="nothing-like-it", settings=OTHERS) as screen:
        await screen.press("c")
        assert "(press Ctrl+f, H for help)" in screen.main.query_one("QueryInput").placeholder
        await screen.press("ctrl+r")
        said = " ".join(" ".join(screen.lines("#chronology")).split())
        assert "Ctrl+l drops the last term, c clears, Ctrl+r goes back." in said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("K",), "There is no query to save. Ctrl+f begins one."),
        (("f20",), "All that is known is shown. P goes back to the last report day."),
        (("apostrophe",), "No marked event is shown. M marks one."),
        (("N",), "No words to look for. Ctrl+f begins a query."),
        (("slash",), ""),
    ],
)
async def test_messages_name_the_keys_in_force(opened, keys: tuple[str, ...], said: str):
    async with opened(settings=OTHERS) as screen:
        await screen.press(*keys)
        assert screen.message == said


async def test_a_saved_query_is_picked_by_the_keys_in_force(opened):
    async with opened(query="kaldar", settings=OTHERS) as screen:
        await screen.press("K", "n", "enter")
        assert screen.message == "Saved as n. Q picks it."
        await screen.press("c", "Q")
        assert foot(screen) == "Ctrl+o picks · d removes · b closes"
        await screen.press("b")
        assert screen.app.screen is screen.main
        await screen.press("Q", "ctrl+o")
        assert screen.query == "kaldar"


def foot(screen) -> str:
    """The last line of the dialog in front."""
    return screen.app.screen.query_one("StatusLine").render_line(0).text.strip()


def cursor(screen) -> int:
    return screen.app.screen.query_one("LineList").cursor


async def test_dialogs_are_moved_through_by_the_keys_in_force_and_by_the_fixed_ones(opened):
    settings = given(down="n", up="p", first="a", last="z", back="ctrl+g", mark="enter")
    text = "events:\n" + "".join(f"  - {{date: 2021, title: {t}, bad: 1}}\n" for t in "abcd")
    async with opened(text, settings=settings) as screen:
        await screen.press("exclamation_mark", "n", "n")
        assert cursor(screen) == 2
        await screen.press("p", "down", "down", "up")
        assert cursor(screen) == 2
        await screen.press("j")
        assert cursor(screen) == 2
        await screen.press("z")
        assert cursor(screen) == 3
        await screen.press("a")
        assert cursor(screen) == 0
        assert foot(screen) == "Enter opens the editor there · Ctrl+g closes"
        await screen.press("escape")
        assert screen.app.screen is screen.main
        await screen.press("exclamation_mark", "ctrl+g")
        assert screen.app.screen is screen.main


async def test_what_is_not_contested_and_the_legend_name_the_keys_in_force(opened):
    async with opened(query="governor", settings=OTHERS) as screen:
        await screen.press("D")
        text = "\n".join(screen.app.screen.query_one("ItemLines").render_line(0).text.split("\n"))
        assert " c " in text
        assert foot(screen) == "b closes"
        await screen.press("b", "H")
        lines = screen.app.screen.query_one("LineList")
        page = "\n".join(lines._draw(y, False).text for y in range(lines.line_total()))
        assert "the record cannot be read; E says why" in page


async def test_ctrl_c_without_a_selection_says_in_the_status_line_what_it_does(opened):
    async with opened(settings=given(quit="Q")) as screen:
        screen.app.notify = lambda *_, **__: pytest.fail("a toast")
        await screen.press("ctrl+c")
        said = "Ctrl+c copies what is selected. y copies a citation, Q leaves."
        assert screen.message == said
        await screen.press("question_mark", "ctrl+c", "escape", "slash", "ctrl+c")
        assert screen.app.is_running


async def test_each_key_stands_once_in_the_footer(opened):
    async with opened(settings=given(open="o")) as screen:
        await screen.press("5")
        footer = screen.lines("StatusLine")[0].strip()
        assert footer.startswith("o open  y copy citation")
