"""Text of every pane can be selected with the mouse and copied, and nothing else happens by it."""

from screen_texts import TIMELINE
from textual import events

TEXT = TIMELINE.replace("title: Kaldar falls", "title: سقوط کلدار").replace(
    "The governor speaks in Balkh", "市長 speaks"
)
FAR = (500, 90)


async def drag(screen, widget, begin, end):
    """From one cell of a widget to another (its rule is line 0), each as a terminal sends it."""
    x, y = widget.region.offset
    for kind, (across, down) in (
        (events.MouseDown, begin),
        (events.MouseMove, end),
        (events.MouseUp, end),
    ):
        at = x + across, y + down
        event = kind(None, *at, 0, 0, 1, False, False, False, *at)
        screen.app.screen._forward_event(event)
        await screen.pilot.pause()


async def test_what_is_dragged_over_is_copied_as_it_is_seen_from_one_pane(opened):
    async with opened(TEXT) as screen:
        for pane, begin, end, copied in (
            ("event", (1, 1), (60, 2), "سقوط کلدار\n ○ single origin"),
            ("event", (60, 2), (1, 1), "سقوط کلدار\n ○ single origin"),  # backwards
            ("location", (2, 1), (6, 1), "Balkh"),
            ("actor", (1, 1), FAR, "Taliban"),
            ("chronology", (21, 3), (24, 3), "市長"),  # two cells each
            ("chronology", (21, 4), (90, 4), "Kaldar is retaken"),  # into the pane beside it
            ("chronology", (21, 5), FAR, "A helicopter comes down"),
        ):
            await drag(screen, screen.main.panes[pane], begin, end)
            await screen.press("ctrl+c")
            assert screen.app.clipboard.strip().split("   ")[0] == copied
            assert screen.selected == "fall"  # a drag is no click
            assert "\u2068" not in screen.app.clipboard
        await screen.press("x")
        await drag(screen, screen.app.screen.list, (1, 1), (23, 1))
        await screen.press("ctrl+c")
        assert screen.app.clipboard == "A helicopter comes down"


async def test_nothing_selected_never_empties_the_clipboard(opened):
    async with opened(TEXT) as screen:
        pane = screen.main.event_pane
        await screen.press("y")
        kept = screen.app.clipboard
        assert kept.startswith("سقوط کلدار (")
        below = pane.size.height - 2
        for widget, begin, end in (
            (pane, (5, 1), (5, 1)),  # a click
            (pane, (30, 6), (40, 6)),  # a blank line
            (pane, (5, below), (9, below)),  # below the text
            (screen.main.bar, (0, 0), FAR),
            (screen.main.strip, (3, 0), (9, 0)),
            (screen.main.list, (3, 2), (9, 2)),  # a header
        ):
            await drag(screen, widget, begin, end)
            await screen.press("ctrl+c")
            assert screen.app.clipboard in (kept, "ly 2021"), widget
        await screen.pilot.click("#event", offset=(3, 1), times=2)
        assert screen.main.get_selected_text() is None
        await screen.press("x", "ctrl+c")
        assert screen.app.clipboard in (kept, "ly 2021")


async def test_a_selection_is_marked_and_goes_with_its_text(opened):
    async with opened(TEXT) as screen:
        pane = screen.main.event_pane
        await drag(screen, pane, (1, 2), (3, 2))
        look = screen.main.get_component_rich_style("screen--selection")
        marked = [one.text for one in pane.render_line(1) if one.style.bgcolor == look.bgcolor]
        assert "".join(marked) == "○ s"
        await screen.press("1", "j")
        assert screen.main.get_selected_text() is None
