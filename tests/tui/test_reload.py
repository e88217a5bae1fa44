"""The file while it is open: edited, broken, gone, back."""

import gc
import os
import tracemalloc
from collections import Counter

from screen_texts import TIMELINE

from timeline_tui.core.loading import Cache, load
from timeline_tui.core.query import parse
from timeline_tui.state import load_state
from timeline_tui.tui.chronology import Chronology
from timeline_tui.tui.event_pane import EventPane
from timeline_tui.tui.facets import Facet
from timeline_tui.tui.query_bar import QueryBar
from timeline_tui.tui.strip import DensityStrip

EDITED = TIMELINE.replace("A helicopter comes down", "A helicopter lands").replace(
    "Kaldar falls", "Kaldar is lost"
)
TWO = "events:\n  - date: 2021-07-26\n    title: First\n  - date: 2021-07-27\n    title: Second\n"


async def test_an_edit_appears_by_itself_and_the_cursor_stays(opened):
    async with opened() as screen:
        await screen.press("j", "j", "u")
        assert screen.message == "No event is new or changed since the last reload."
        replacement = screen.path.with_suffix(".new")
        replacement.write_text(EDITED)
        replacement.replace(screen.path)
        await screen.until(lambda: "2 changed" in screen.message)
        await screen.rest()
        assert screen.selected == "retaken"
        for query, shown in (("", "fall helicopter"), ("lost OR speaks", "fall helicopter")):
            screen.main.ask(parse(query))
            await screen.press("u")  # whatever the query is
            assert "is:changed" in screen.query
            assert screen.shown == shown.split()
            await screen.press("u")
            assert screen.query == query


async def test_a_change_is_drawn_once_in_every_pane(opened, monkeypatch):
    drawn: Counter[str] = Counter()
    for pane in (Chronology, Facet, EventPane, DensityStrip, QueryBar):

        def show(self, *given, show=pane.show, **more):
            drawn[self.id] += 1
            return show(self, *given, **more)

        monkeypatch.setattr(pane, "show", show)
    once = dict.fromkeys(
        ("chronology", "location", "actor", "source", "event", "density", "bar"), 1
    )
    async with opened() as screen:
        assert drawn == once
        for key in ("m", "2 enter", "1 0"):
            drawn.clear()
            await screen.press(*key.split())
            assert drawn == once, key
        drawn.clear()
        await screen.saved(EDITED)
        assert drawn == once
        await screen.press("slash")
        drawn.clear()
        await screen.press("k")
        assert drawn == once


async def test_a_mark_follows_its_event_on_the_disk_and_over_a_restart(opened, tmp_path):
    text = "events:\n  - {date: 2021-07-01, title: One}\n  - {date: 2021-07-02, title: Two days}\n"
    async with opened(text) as screen:
        await screen.press("G", "m")
        await screen.saved(text.replace("Two days", "Two and a half days"))
        kept = load_state()[0].marks_in(screen.path)
        assert kept == {"2021-07-02-two-and-a-half-days": ("2021-07-02", "Two and a half days")}
    async with opened(text.replace("Two days", "Two and a half day")) as screen:  # in between
        assert screen.main.marked == {"2021-07-02-two-and-a-half-day"}
        assert load_state()[0].marks_in(screen.path).keys() == screen.main.marked
        await screen.type("/is:marked\r")
        assert screen.shown == [*screen.main.marked]
        await screen.press("0", "G", "m")
        assert load_state()[0].marks_in(screen.path) == {}
        await screen.saved(text.partition("  - {date: 2021-07-02")[0])
        assert screen.main.event.title == "One"


async def test_what_a_reload_brings_outside_the_query_is_said_and_u_shows_it(opened):
    new = "  - {id: news, date: 2021-08-01, title: News}\n"
    async with opened(query="fall OR speaks", size=(80, 24)) as screen:
        before = list(screen.shown)
        await screen.saved(f"{TIMELINE}{new}")
        assert screen.message == "Read again: 1 new, outside the query. u shows it."
        await screen.press("u")
        assert screen.shown == ["news"]
        await screen.press("u")
        assert (screen.query, screen.shown) == ("fall OR speaks", before)
        await screen.saved(EDITED.replace("Kaldar is lost", "The fall of it"))
        assert "2 changed, 1 gone, 1 of them outside the query" in screen.message


async def test_as_of_a_day_a_reload_tells_nothing_of_what_is_not_known_yet(opened):
    late = "  - {date: 2021-07-02, title: Later, sources: late}\n"
    text = (
        "sources: {early: {published: 2021-07-03}, late: {published: 2021-09-01}}\n"
        "events:\n  - {id: one, date: 2021-07-01, title: One, sources: early}\n"
    )
    async with opened(text, query="asof:2021-08-01") as screen:
        await screen.saved(text + late)
        assert screen.message == "Read again: nothing changed that was known"
        await screen.saved(text.replace("title: One", "title: First") + late)
        assert screen.message == "Read again: 1 changed"


async def test_a_state_that_cannot_be_kept_is_said_and_holds_until_the_end(
    opened, tmp_path, monkeypatch
):
    (tmp_path / "folder" / "state.json").mkdir(parents=True)
    async with opened() as screen:
        monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "folder" / "state.json"))
        await screen.press("m")
        assert "The state cannot be read" in screen.message
        await screen.press("j", "m")
        assert screen.message == ""
        assert len(screen.main.marked) == 2


async def test_what_was_read_stays_until_the_file_is_back(opened):
    damages = [
        lambda path: path.unlink(),
        lambda path: (path.unlink(), os.mkfifo(path)),
        lambda path: path.write_bytes(bytes(5000)),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("events: [ {date: 2021, title: X"),
    ]
    async with opened(TWO) as screen:
        for damage in damages:
            damage(screen.path)
            await screen.press("r")
            await screen.until(lambda: "What was read last stays" in screen.message)
            assert len(screen.shown) == 2
            await screen.press("exclamation_mark")
            assert "1 problem" in screen.page
            await screen.press("escape")
            assert "cannot be read" in screen.text("#status")
            screen.path.unlink(missing_ok=True)
            await screen.saved(TWO)
            assert len(screen.shown) == 2
            assert "cannot be read" not in screen.text("#status")


async def test_a_file_that_cannot_be_read_at_first_is_shown_once_it_can(opened, tmp_path):
    path = tmp_path / "events.yaml"
    path.write_bytes(bytes(5000))
    async with opened(path=path, size=(80, 24)) as screen:
        assert "as soon as it can be read" in screen.text("#chronology").replace("\n ", "")
        await screen.type("/first\r")
        await screen.saved(TWO)
        assert len(screen.shown) == 1


async def test_a_reload_while_a_page_opens_or_closes_ends_nothing(opened):
    async with opened() as screen:
        found = screen.main.timeline
        for action in ("disputes", "about", "problems", "help", "saved_queries", "as_of"):
            screen.main.ask(parse("asof:2022" if action == "as_of" else ""))
            await screen.app.run_action(action, screen.main)
            screen.main.take(found)  # it is not laid out yet
            await screen.pilot.pause()
            screen.app.screen.dismiss(None)
            screen.main.take(found)  # it is closing
            await screen.rest()
            screen.main.take(found)
            assert screen.app.screen is screen.main


async def test_a_page_follows_the_file_and_says_what_is_gone(opened):
    async with opened() as screen:
        await screen.press("2", "i")
        await screen.saved(TIMELINE.replace("balkh: Balkh", "balkh: {name: Balkh, note: North}"))
        assert "North" in screen.page
        await screen.saved(TWO)
        assert "no longer has" in screen.text(".foot")
        await screen.press("escape")
        assert len(screen.shown) == 2


async def test_a_thousand_reloads_and_pages_take_no_memory(opened):
    async with opened(size=(80, 24)) as screen:
        cache = Cache()

        async def memory(times: int) -> int:
            """What is in use after so many reloads and pages."""
            for _ in range(times):
                screen.main.take(load([screen.path], cache))
                screen.main.action_about()
                await screen.pilot.pause()
                screen.app.screen.dismiss(None)
                await screen.pilot.pause()
            gc.collect()
            return tracemalloc.get_traced_memory()[0]

        await memory(4)
        tracemalloc.start()
        before = await memory(4)
        grown = (await memory(8) - before) / 8
        tracemalloc.stop()
        assert grown < 6_000  # bytes a reload and a page: a tenth of the program in a thousand
