"""Keys that can do nothing here say why."""

from __future__ import annotations

import pytest
from screen_texts import EMPTY


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("T",), "All that is known is shown. t takes a day."),
        (("plus",), "+ shows only the events of a place, an actor or a source. Tab goes to them."),
        (("5", "minus"), "- hides the events of a place, an actor or a source. Tab goes to them."),
        (
            ("space",),
            "Space closes what lies within a place, an actor or a source. Tab goes to them.",
        ),
        (("4", "space"), "Nothing lies within this entry."),
        (("G", "right_square_bracket"), "No event shown is on a later day."),
        (("left_square_bracket",), "No event shown is on an earlier day."),
        (("G", "right_curly_bracket"), "No event shown is in a later month."),
        (("left_curly_bracket",), "No event shown is in an earlier month."),
        (("backspace",), "There is no term to drop."),
        (("5", "enter"), "This line leads nowhere. › stands before those that do."),
        (("right_square_bracket",), ""),
        (("G", "left_curly_bracket"), ""),
        (("2", "space"), ""),
    ],
)
async def test_a_key_that_can_do_nothing_says_why(opened, keys, said):
    async with opened() as screen:
        await screen.press(*keys)
        await screen.pilot.pause()
        assert screen.message == said


@pytest.mark.parametrize("key", ["right_square_bracket", "left_curly_bracket"])
async def test_a_step_in_an_empty_list_says_that_there_is_no_event(opened, key):
    async with opened(EMPTY) as screen:
        await screen.press(key)
        assert screen.message == "No event is shown."
