"""The facets: which are seen and how large, their bars, the choice that is kept, dossiers."""

import pytest
from screen_texts import TIMELINE

from timeline_tui.settings import Panes, Settings
from timeline_tui.state import load_state
from timeline_tui.tui.facets import LABELS, bar
from timeline_tui.words.signs import ASCII, UNICODE
from timeline_tui.words.spans import width_of

TAGGED = TIMELINE.replace("    time: morning\n", "    tags: [border, river]\n    type: battle\n")


BARS = ((0, 9, "", ""), (9, 9, "████", "===="), (1, 999, "▏", "="), (5, 9, "██▎", "=="))


def test_a_bar_is_the_share_of_the_most():
    for count, most, drawn, ascii in BARS:
        assert (bar(count, most, 4, UNICODE), bar(count, most, 4, ASCII)) == (drawn, ascii)


async def test_tab_goes_on_to_more_facets_which_come_where_there_is_room(opened):
    async with opened(TAGGED) as screen:
        assert "5 more" in screen.lines("#source")[0]
        for kind in LABELS:
            await screen.press("tab")
            assert screen.main.pane.id == kind
            assert screen.main.pane.region.right <= screen.main.list.region.right
            assert screen.main.pane.entry is not None
        assert "2021" in screen.text("#year")
        await screen.press("enter")
        assert screen.query == "date:2021"
        await screen.press("0", "shift+tab", "shift+tab", "j", "plus")
        assert (screen.query, screen.shown) == ("tag=river", ["retaken"])
        await screen.press("0", "tab", "enter")
        assert screen.query.startswith("is:")


async def test_what_no_event_has_is_no_pane(opened):
    async with opened("events:\n  - {date: 2021, title: One}\n") as screen:
        seen = set()
        for _ in range(10):
            await screen.press("tab")
            seen.add(screen.main.pane.id)
        assert not seen & {"side", "type", "tag"}
        assert {"standing", "year", "location"} <= seen


async def test_the_pane_with_the_keys_has_the_room_that_it_needs(opened):
    places = "".join(f"  p{n}: Place {n}\n" for n in range(60))
    events = "".join(f"  - {{date: 2021, title: T{n}, location: p{n}}}\n" for n in range(60))
    async with opened(f"locations:\n{places}events:\n{events}") as screen:
        before = screen.main.facets["location"].size.height
        for pane in (screen.main.list, screen.main.facets["location"]):  # no scrollbar covers it
            assert width_of(pane.line(2)) == pane.scrollable_content_region.width
        assert before <= 14
        await screen.press("2")
        assert before < screen.main.facets["location"].size.height <= 24
        await screen.press("1")
        assert screen.main.facets["location"].size.height == before


async def test_what_is_chosen_of_the_panes_is_kept(opened):
    async with opened(TAGGED) as screen:
        width = screen.main.event_pane.size.width
        await screen.press("v")
        assert "Locations" in screen.page
        await screen.press("enter", "G", "up", "enter")
        assert "hidden" in screen.page
        await screen.press("escape")
        assert not screen.main.facets["location"].display
        assert screen.main.event_pane.size.width > width
    assert load_state()[0].panes == {"locations": "no", "event_width": "wide"}
    async with opened(TAGGED) as screen:
        assert not screen.main.facets["location"].display
        await screen.press("v", "enter", "escape")
        assert screen.main.facets["location"].display
    assert load_state()[0].panes == {"event_width": "wide"}


def test_a_choice_that_is_none_is_left_out():
    kept = {"tags": "no", "years": "maybe", "event_width": "huge", "facet_width": "wide", "x": "no"}
    assert Panes().with_choices(kept) == Panes(tags=False, facet_width="wide")
    assert set(map(str.lower, LABELS.values())) < {*Panes.__annotations__}


@pytest.mark.parametrize("size", [(20, 5), (99, 16), (200, 60)])
async def test_every_size_is_drawn(opened, size):
    async with opened(TAGGED, size=size, settings=Settings(ascii=True)) as screen:
        for key in ("2", "tab", "tab", "tab", "tab", "i", "escape", "v", "escape", "z", "z", "5"):
            await screen.press(key)
            if screen.main.pane.id in LABELS:
                assert screen.text(f"#{screen.main.pane.id}").isascii()
