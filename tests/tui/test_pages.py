"""The pages over the screen, marks with their distances, and a new event on the clipboard."""

import json

import pytest

from timeline_tui.core.dates import understand
from timeline_tui.words.distance import distance

BAD = """\
events:
  - {date: 2021-07-01, title: First, titel: x}
  - date: 26.7.2021
    title: "Second"
    actors: [a]
    description: "Verdict: an accident"
  - {date: 2021-02-30, title: Third, sources: later 2021}
"""
CLOCK = """\
events:
  - {date: 2021-07-26, time: "09:30", title: Alarm}
  - {date: 2021-07-26, time: "11:40", title: Fire}
  - {date: 2021-07-28, title: Report}
  - {date: 2021-07, title: Some day}
  - {date: unknown, title: Never}
"""


def cursor_line(screen) -> str:
    page = screen.app.screen.list
    return screen.lines("Paragraphs")[page.line_of(page.cursor) - round(page.scroll_y) + 1]


async def test_help_begins_with_the_pane_one_is_in_then_the_signs(opened):
    async with opened(size=(120, 120)) as screen:
        for key, pane in (("1", "chronology"), ("3", "actors"), ("5", "event")):
            await screen.press("escape", key, "question_mark")
            labels = (f"Here, in the {pane}", "The signs", "Query", "Program", "The query line")
            places = [screen.page.index(f" {label}\n") for label in labels]
            assert places == sorted(places)
        move = next(line for line in screen.lines("Paragraphs") if "Backspace" in line)
        assert ("s F9" in move) or ("S Shift+F9" in move)  # two stand side by side
        await screen.type("strip cursor")
        assert "where the cursor of the list is in time" in " ".join(screen.page.split())
        assert "Here, in" not in screen.page


async def test_problems_stand_by_kind_with_event_and_mended_line(opened):
    async with opened(BAD, size=(100, 40)) as screen:
        await screen.press("exclamation_mark")
        kinds = ("Unknown key  1 error", "Bad date  1 error", "Other date  1 note", "Undeclared")
        places = [screen.page.index(kind) for kind in kinds]
        assert places == sorted(places)
        assert "in Third" in screen.page
        assert "› - date: 2021-07-26" in screen.page
        assert "2:38" in cursor_line(screen)  # and not the heading
        await screen.press("y")
        assert "is not known" in screen.text(".foot")
        while "26.7.2021" not in cursor_line(screen):
            await screen.press("j")
        await screen.press("y")
        assert screen.app.clipboard == "  - date: 2021-07-26\n    date_text: 26.7.2021"
        assert "on the clipboard" in screen.text(".foot")


async def test_the_queries_of_this_file_come_first(opened, tmp_path):
    state = tmp_path / "state" / "state.json"
    state.parent.mkdir()
    state.write_text(json.dumps({"saved": {"a": "is:disputed"}, "saved_in": {"a": "/other.yaml"}}))
    async with opened(query="kaldar") as screen:
        await screen.type("szulu\r")
        await screen.press("S")
        told = screen.page.split()
        assert told.index("This") < told.index("zulu") < told.index("Other") < told.index("a")
        await screen.press("d")
        assert "This file" not in screen.page
        await screen.press("enter")
        assert screen.query == "is:disputed"
        assert json.loads(state.read_text())["saved_in"] == {"a": "/other.yaml"}
        await screen.press("0", "s")
        assert screen.message.startswith("There is no query to save.")


async def test_from_a_mark_each_event_is_told_with_its_distance(opened):
    async with opened(CLOCK, size=(150, 30)) as screen:
        await screen.press("j", "j", "m", "k")
        assert "−2 h 10 min from the mark" in screen.text("#status")
        rows = screen.lines("#chronology")
        for title, far in (
            ("Some day", "−25 d…+5 d"),
            ("Alarm", "−2 h 10 min"),
            ("Report", "+2 d"),
        ):
            assert far in next(line for line in rows if title in line)
        await screen.press("G")
        assert "no known distance" in screen.text("#status")
        await screen.press("escape")
        assert "mark" not in screen.text("#status").replace("marks", "")
        await screen.press("'")
        assert "the mark" in screen.text("#status")
        await screen.press("m")
        assert "the mark" not in screen.text("#status")


@pytest.mark.parametrize(
    ("origin", "date", "told"),
    [
        ("2021-07-24", "2021-07-27", "+3 d"),
        ("2021-07-27", "2021-07-24", "−3 d"),
        ("2021-07-24", "2021-07-24", "0 d"),
        ("2021-07-24T09:00", "2021-07-24T11:10", "+2 h 10 min"),
        ("2021-07-24T09:00", "2021-07-22T08:59:30", "−2 d"),
        ("2021-07-24T09:00:00.5", "2021-07-24T09:00:01", "+0.5 s"),
        ("2021-07-24", "2021-08", "+8–38 d"),
        ("2021-07-05", "2021-07", "−4 d…+26 d"),
        ("2021-07-27", "2021-07-24/2021-07-27", "−3 d…0"),
        ("1847~", "1850", "~ +2–4 y"),
        ("2021-07-24", "../2021", ""),
        ("unknown", "2021", ""),
    ],
)
def test_a_distance_is_as_honest_as_its_dates(origin, date, told):
    found = distance(understand(origin), understand(date))
    assert found == told
    assert distance(understand(origin), understand(date), ascii=True).isascii()


async def test_a_new_event_is_copied_like_this_one_or_of_now(opened):
    async with opened() as screen:
        await screen.press("a")
        assert "like this one is on the clipboard" in screen.message
        new = screen.app.clipboard
        assert new.startswith("  - date: ")
        await screen.saved(screen.path.read_text() + new)
        assert screen.main.timeline.problems == ()
        await screen.press("A")
        assert "    time: " in screen.app.clipboard
    async with opened("title: Nothing yet\n") as screen:
        await screen.press("a")
        assert "of this moment" in screen.message
