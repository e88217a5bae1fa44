"""The panes: where the cursor stands, what is seen in little room, what one can click."""

from __future__ import annotations

import pytest

from timeline_tui.render.spans import text_of
from timeline_tui.tui.panes import PANES

# A reload


@pytest.mark.parametrize(
    "content", [b"just some words\n", b"42\n", b"\xff\x00\xff\n\x80", b'"a text"']
)
async def test_what_is_no_timeline_leaves_the_last_one_on_the_screen(opened, content):
    async with opened() as screen:
        await screen.press("j", "j")
        before = screen.path.read_bytes()
        screen.path.write_bytes(content)
        await screen.press("r")
        await screen.until(lambda: "What was read last stays" in screen.message)
        assert "cannot be read" in text_of(screen.main.bar.status.facts)
        assert screen.selected == "retaken"
        screen.path.write_bytes(before)
        await screen.press("r")
        await screen.until(lambda: "no event changed" in screen.message)
        assert screen.selected == "retaken"
        assert len(screen.shown) == 4


async def test_what_is_no_timeline_is_shown_where_nothing_was_before(opened):
    async with opened("just some words") as screen:
        assert len(screen.shown) == 1


def many(*, without: int | None = None) -> str:
    events = [
        f"  - {{id: e{number}, date: 2021-01-{number:02}, title: Event {number}}}\n"
        for number in range(1, 31)
        if number != without
    ]
    return "events:\n" + "".join(events)


@pytest.mark.parametrize("between", ["", "events:\n", many(without=17)])
async def test_the_cursor_goes_back_to_an_event_that_was_gone_for_one_reload(opened, between):
    async with opened(many(), size=(80, 24)) as screen:
        await screen.press(*["j"] * 16)
        scrolled = screen.main.chronology.scroll_y
        assert scrolled
        for text in (between, many()):
            before = screen.main.session
            screen.path.write_text(text)
            await screen.press("r")
            await screen.until(lambda before=before: screen.main.session is not before)
            await screen.pilot.pause()
        assert screen.selected == "e17"
        assert screen.main.chronology.scroll_y == scrolled


async def test_the_cursor_stays_where_it_was_moved_to_since(opened):
    async with opened(many(), size=(80, 24)) as screen:
        await screen.press(*["j"] * 16)
        screen.path.write_text(many(without=17))
        await screen.press("r")
        await screen.until(lambda: len(screen.shown) == 29)
        await screen.press("g")
        screen.path.write_text(many())
        await screen.press("r")
        await screen.until(lambda: len(screen.shown) == 30)
        assert screen.selected == "e1"


# A pane alone on the screen


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
@pytest.mark.parametrize(
    ("key", "pane", "title"),
    [("1", "chronology", "A test"), ("3", "actor", "Actors"), ("5", "event", "Event")],
)
async def test_a_pane_alone_has_its_title_and_says_that_it_is_alone(opened, size, key, pane, title):
    async with opened(size=size) as screen:
        rule = screen.main.panes.rule(pane)
        await screen.press(key, "z")
        assert rule.region.height == 1
        assert f" {title} " in rule.render_line(0).text
        assert " maximised" in rule.render_line(0).text
        await screen.press("z")
        assert "maximised" not in rule.render_line(0).text


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_every_pane_alone_begins_in_the_first_column(opened, width):
    async with opened(size=(width, 30)) as screen:
        await screen.press("z")
        for key, pane in zip("12345", PANES, strict=True):
            await screen.press(key)
            region = screen.main.query_one(f"#{pane}").region
            assert (region.x, region.width) == (0, width)
