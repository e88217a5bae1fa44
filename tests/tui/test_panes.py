"""The panes beside the list: facets, the event, links, what is alone or narrow."""

from screen_texts import TIMELINE

NESTED = TIMELINE.replace("kaldar: {", "port: {name: Port, within: kaldar}\n  kaldar: {").replace(
    "location: helmand", "location: port"
)
RELATED = TIMELINE + "    links: {follows: fall}\n"


async def test_entries_are_included_and_excluded(opened):
    async with opened() as screen:
        for keys, query in (
            ("2 enter", "location:balkh"),
            ("2 enter enter", ""),
            ("2 j plus", "location:kaldar"),
            ("2 j minus", "-location:kaldar"),
            ("3 enter", "actor:taliban"),
            ("4 delete", "-source:report"),
        ):
            await screen.press("0", "2", "g", *keys.split())
            assert screen.query == query
            if query == "location:kaldar":
                assert screen.count("location", "helmand") == 0
                assert "+" in screen.text("#location")
        await screen.press("0")
        for times, query in ((1, ""), (2, "location:kaldar")):
            await screen.pilot.click("#location", offset=(8, 2), times=times)
            await screen.rest()
            assert (screen.main.facets["location"].entry.id, screen.query) == ("kaldar", query)
        await screen.press("0")
        await screen.pilot.click("#location", offset=(1, 1))
        await screen.rest()
        assert "Kaldar" not in screen.text("#location")


async def test_branches_close_and_stay_closed_until_a_link_leads_into_one(opened):
    async with opened(NESTED) as screen:
        await screen.press("2", "space")
        assert "Kaldar" not in screen.text("#location")
        await screen.press("0", "slash", "k", "enter")
        assert "Kaldar" not in screen.text("#location")
        await screen.saved(NESTED.replace("The governor speaks", "The governor talks"))
        assert "Kaldar" not in screen.text("#location")
        await screen.press("0", "1", "G", "5")
        await screen.until(lambda: "Port" in screen.text("#event"))
        await to_link(screen, "location")
        await screen.press("enter")
        assert screen.main.facets["location"].entry.id == "port"
        assert "Port" in screen.text("#location")
        await screen.press("escape")
        assert screen.app.focused is screen.main.event_pane
        await screen.press("2", "g", "left")
        assert "Kaldar" not in screen.text("#location")
        await screen.press("right")
        assert "Kaldar" in screen.text("#location")
        await screen.press("G", "space")
        assert screen.message == "Nothing lies within this entry."


async def test_a_link_to_an_event_is_followed_and_stepped_back(opened):
    async with opened(RELATED) as screen:
        await screen.press("G", "5")
        await to_link(screen, "event")
        line = screen.main.event_pane.cursor
        await screen.press("enter")
        assert screen.selected == "fall"
        await screen.press("escape")
        assert (screen.selected, screen.main.event_pane.cursor) == ("helicopter", line)
        await screen.press("g", "enter")
        assert screen.message.endswith("before those that do.")
        await screen.press("1", "slash", "h", "e", "l", "i", "enter", "5")
        await to_link(screen, "event")
        await screen.press("enter")
        assert "not among those shown" in screen.message


async def test_the_event_is_told_once_the_cursor_rests_and_a_long_text_is_scrolled_through(opened):
    words = " ".join(f"word{n}" for n in range(400))
    text = f"events:\n  - {{date: 2021, title: One, description: {words}}}\n"
    async with opened(text + "  - {date: 2022, title: Two}\n", size=(100, 24)) as screen:
        screen.main.action_move_to("last")
        assert "One" in screen.text("#event")
        await screen.until(lambda: "Two" in screen.text("#event"))
        await screen.press("k", "5")
        for _ in range(30):
            if "word399" in screen.text("#event"):
                break
            await screen.press("j")
        assert "word399" in screen.text("#event")
        await screen.press("g")
        assert "One" in screen.text("#event")


async def test_tab_goes_through_the_panes_that_are_open(opened):
    config = "[panes]\nactors = false\ndensity = false\nstanding = false\nyears = false\n"
    async with opened(config=config) as screen:
        seen = []
        for _ in range(6):
            seen.append(screen.main.pane.id)
            await screen.press("tab")
        assert seen == ["chronology", "location", "source", "side", "event", "chronology"]
        assert not screen.main.strip.display
        await screen.press("shift+tab", "shift+tab", "3")
        assert screen.app.focused is screen.main.facets["actor"]
        assert "Taliban" in screen.text("#actor")


async def to_link(screen, kind):
    """The cursor of the event pane to the first paragraph that leads to one of a kind."""
    for _ in range(40):
        if getattr(screen.main.event_pane.target, "kind", "") == kind:
            return
        await screen.pilot.press("j")
    raise AssertionError(f"nothing leads to {kind}")


async def test_panes_stand_where_there_is_room(opened):
    async with opened() as screen:
        for size, beside, seen in (
            ((160, 50), True, 5),
            ((110, 40), False, 5),
            ((80, 24), False, 2),
            ((80, 12), False, 1),
        ):
            await screen.pilot.resize_terminal(*size)
            await screen.rest()
            panes = [pane for pane in screen.main.panes.values() if pane.size.height]
            assert len(panes) == seen
            assert (screen.main.event_pane.region.y <= 1 and seen > 1) == beside
            if seen == 2:  # a narrow screen names the panes, and a click picks one
                rule = screen.lines("#event")[0]
                assert "[Event]" in rule
                await screen.pilot.click("#event", offset=(rule.index("Actors") + 1, 0))
                await screen.rest()
                assert "[Actors 1]" in screen.lines("#actor")[0]
            for key, id in (("2", "location"), ("5", "event"), ("1", "chronology")):
                await screen.press(key)
                assert screen.app.focused.id == id
                assert screen.app.focused.size.height >= 3


async def test_a_pane_is_alone_and_its_heading_says_so(opened):
    async with opened() as screen:
        await screen.press("2", "z")
        assert "maximised" in screen.lines("#location")[0]
        assert screen.main.facets["location"].size.width == 120
        await screen.press("3")
        assert screen.main.facets["actor"].size.width == 120
        await screen.press("escape")
        assert screen.main.facets["actor"].size.width < 60
        await screen.press("1", "z", "z")
        assert "maximised" not in screen.lines("#chronology")[0]
        await screen.press("2")
        await screen.pilot.resize_terminal(60, 12)
        await screen.rest()
        assert screen.app.focused is screen.main.list
