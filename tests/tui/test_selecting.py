"""Text of every pane can be selected with the mouse and copied."""

import pytest
from screen_texts import TIMELINE
from textual import events

TEXT = TIMELINE.replace("title: Kaldar falls", "title: سقوط کلدار \\x1b falls").replace(
    "title: The governor speaks in Balkh", "title: 市長 speaks in Balkh"
)


async def drag(screen, widget, begin, end):
    """A drag from one cell of a widget (its rule is line 0) to another, as a terminal sends it."""
    x, y = widget.region.offset
    for kind, (dx, dy), held in (
        (events.MouseDown, begin, 1),
        (events.MouseMove, begin, 1),
        (events.MouseMove, end, 1),
        (events.MouseUp, end, 1),
    ):
        at = x + dx, y + dy
        event = kind(None, *at, 0, 0, held, False, False, False, *at)
        screen.app.screen._forward_event(event)
        await screen.pilot.pause()


@pytest.mark.parametrize(
    ("pane", "begin", "end", "copied"),
    [
        ("event", (1, 1), (5, 1), "Kalda"),
        ("event", (1, 1), (60, 2), "Kaldar is retaken\n ○ single origin"),
        ("location", (3, 1), (7, 1), "Balkh"),
    ],
)
async def test_what_is_dragged_over_is_copied_and_marked(opened, pane, begin, end, copied):
    async with opened() as screen:
        await screen.press("j")
        widget = screen.main.panes[pane]
        await drag(screen, widget, begin, end)
        await screen.press("ctrl+c")
        assert screen.app.clipboard == copied
