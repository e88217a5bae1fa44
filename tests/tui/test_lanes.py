"""The lanes on the screen: their keys, the mouse, the column of wide lists, bad input."""

import re

import pytest

from timeline_tui.settings import Settings
from timeline_tui.state import load_state

WAR = """\
timezone: UTC
locations: {town: Town, hill: {name: Hill, within: town}}
actors:
  army: {name: Army, side: crown}
  guard: {name: Guard, part_of: army}
  rebels: {name: Rebels, side: rebels}
  farmers: Farmers
sources:
  paper: {name: Paper, published: 1990-01-01}
  wire: {name: Wire, published: 1991-01-01}
events:
  - {id: fort, date: 1900-05-01, title: A fort is built, actors: army, sources: paper}
  - {id: march, date: 1980-06-01/1980-06-20, title: The march, actors: [guard, rebels]}
  - {id: raid, date: 1980-06-12, title: A raid, actors: rebels, location: town, sources: paper}
  - id: feast
    date: 1980-06-12
    title: A feast
    actors: rebels
    sources: paper
    disputed_by: {sources: army, text: There was none}
  - {id: storm, date: 1980-07~, title: A storm, sources: wire}
  - {id: truce, date: 1980-08-03, title: A truce, actors: [army, rebels], status: planned}
  - {id: song, title: A song without a date, actors: farmers}
"""


def row(screen, name):
    """The line of a lane."""
    return next(line for line in screen.lines("#lanes") if f" {name} " in f"{line} ")


async def test_a_walk_through_the_lanes_never_loses_the_moment(opened):
    walk = [  # keys, the event under the cursor, what is seen
        ("L", "fort", "lanes by actor · 7 events"),
        ("right", "march", "June 1980 · The march"),
        ("right", "truce", "planned · A truce"),
        ("right", "truce", ""),
        ("left left", "fort", "1 May 1900 · A fort is built"),
        ("right j", "march", " Guard "),  # the same event is in the part
        ("j", "march", " Rebels "),
        ("right", "raid", "12 June 1980 · A raid"),
        ("right", "feast", "≠ disputed by Army: There was none"),
        ("k k", "march", "The march"),
        ("j j j", "song", "undated"),
        ("g", "march", " Army "),
        ("right", "truce", "A truce"),
        ("bracketleft", "raid", "A raid"),  # in its own lane
        ("right", "feast", "A feast"),
        ("l", "feast", "lanes by place"),
        ("l l", "feast", "lanes by side"),
        ("H H H", "feast", "lanes by actor"),
        ("H", "feast", "lanes by event"),
        ("k", "raid", "A raid"),
        ("l slash", "raid", ""),
    ]
    async with opened(WAR) as screen:
        for keys, event, seen in walk:
            await screen.press(*keys.replace("bracketleft", "left_square_bracket").split())
            assert (screen.selected, seen in screen.text("#lanes")) == (event, True), keys
        await screen.type("rebels\r")
        assert screen.main.pane is screen.main.lanes
        assert "4 of 7" in screen.lines("#lanes")[0]
        await screen.press("L")
        assert screen.selected == "raid"
        assert screen.main.pane is screen.main.list
        assert "A raid" in screen.text("#chronology")
        assert "lanes" not in screen.lines("#chronology")[0]


async def test_zoom_goes_with_the_event_and_is_kept_while_the_file_is_edited(opened):
    async with opened(WAR) as screen:
        await screen.press("L", "G", "plus", "plus")  # at the cursor, not where it came from
        assert screen.selected == "storm"
        assert "░" in row(screen, "no actor named")
        await screen.press("equals_sign", "g", "j", "j", "right", "right")
        assert screen.selected == "feast"
        whole = screen.lines("#lanes")[1]
        await screen.press("plus", "plus", "plus")
        near = screen.lines("#lanes")[1]
        assert "1900" in whole
        assert "1900" not in near
        assert "Jun" in near
        assert "●" not in row(screen, "Army")  # the fort lies outside
        await screen.saved(WAR.replace("A feast", "A great feast"))
        assert screen.lines("#lanes")[1] == near
        assert "A great feast" in screen.text("#lanes")
        await screen.press("G")  # no event of the last lane is near: the moment stays
        assert screen.selected == "feast"
        await screen.press("g", "left")
        assert screen.selected == "fort"
        assert "●" in row(screen, "Army")  # what is zoomed to goes along
        await screen.press("minus", "minus", "minus")
        assert "1980" in screen.lines("#lanes")[1]
        await screen.press("equals_sign")
        assert screen.lines("#lanes")[1] == whole
        await screen.press("f")
        true = screen.lines("#lanes")[1]
        assert true != whole
        assert "1950" in true
        assert screen.message == "True to scale."
        await screen.press("f")
        assert screen.lines("#lanes")[1] == whole
        await screen.press("plus", "plus", "t", "t")  # to 1900, of which nothing is known then
        await screen.type("1991-01-01\r/storm\r")
        assert screen.selected == "storm"
        assert "Jul 1980" in screen.lines("#lanes")[1]


async def test_branches_close_and_panes_keep_their_keys(opened, tmp_path):
    async with opened(WAR) as screen:
        for key in ("l", "H", "equals_sign", "f"):
            await screen.press(key)
            assert screen.message == "This is for the lanes. L draws them."
        await screen.press("L", "space")
        assert "▸ Army" in screen.text("#lanes")
        assert "Guard" not in screen.text("#lanes")
        await screen.pilot.click("#lanes", offset=(1, 2))
        await screen.rest()
        assert "Guard" in screen.text("#lanes")
        await screen.press("L", "3", "plus")
        assert screen.query == "actor:rebels"
        await screen.press("j", "left")
        assert "Guard" not in screen.text("#actor")
        await screen.press("L", "l", "escape")
        assert screen.main.pane is screen.main.list
        await screen.press("L", "enter")
        assert screen.main.pane is screen.main.event_pane
        await screen.press("1", "question_mark")
        assert "Rows by the next" in screen.page
    assert load_state()[0].rows == "location"
    async with opened(WAR) as screen:
        await screen.press("L", "z")
        assert "lanes by place" in screen.lines("#lanes")[0]
        await screen.press("L")
        assert screen.main.alone is screen.main.list


async def test_a_click_and_a_drag_pick_and_a_second_click_edits(opened, edited):
    async with opened(WAR) as screen:
        await screen.press("L")
        line = row(screen, "Rebels")
        y = screen.lines("#lanes").index(line)
        for sign, event in (("━", "march"), ("◇", "truce"), ("≠", "raid")):
            await screen.pilot.click("#lanes", offset=(line.index(sign), y))
            await screen.rest()
            assert screen.selected == event
        await screen.pilot.mouse_down("#lanes", offset=(line.index("◇"), y))
        await screen.pilot.hover("#lanes", offset=(line.index("━"), y))
        await screen.pilot.mouse_up("#lanes", offset=(line.index("━"), y))
        await screen.rest()
        assert screen.selected == "march"
        await screen.pilot.click("#lanes", offset=(line.index("◇"), y), times=2)
        await screen.until(edited)
        assert edited() == [("events.yaml", "22")]


async def test_marks_are_seen_in_the_lanes(opened):
    async with opened(WAR) as screen:
        await screen.press("L", "m")
        lanes = screen.main.lanes
        fort = next(one for one in lanes.render_line(1) if one.text.strip() == "●")
        assert fort.style.underline


async def test_wide_lists_end_in_the_lane_of_each_row(opened):
    for width, seen in ((140, True), (139, False)):
        async with opened(WAR, size=(width, 30)) as screen:
            line = next(line for line in screen.lines("#chronology") if "The march" in line)
            assert ("━" in line) == seen
            assert bool(re.search(r"A song.*[●━░]", screen.text("#chronology"))) is False


MANY = "events:\n" + "".join(
    f"  - {{date: 2021-01-{1 + n % 28:02}, title: E {n}, actors: Actor {n}}}\n" for n in range(120)
)
FAR = "events:\n  - {date: 2021-01-01T10:00:01, title: A}\n  - {date: -8000, title: B}\n"


async def test_the_last_day_is_not_under_the_scrollbar(opened):
    async with opened(MANY, size=(80, 24)) as screen:
        await screen.press("L", "G")
        assert screen.lines("#lanes")[-2].index("●") == 78


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("events:\n  - {date: 2021, title: The only one}\n", "no actor named"),
        ("events: []\n", "No events yet"),
        ("events:\n  - title: A\n  - title: B\n", "No event that is shown has a date"),
        (MANY, "Actor 0"),
        (FAR, "8000 BC"),
    ],
)
async def test_whatever_the_file_and_the_size_something_is_drawn(opened, text, seen):
    async with opened(text, settings=Settings(ascii=True)) as screen:
        await screen.press("L")
        assert seen in " ".join(screen.text("#lanes").split())
        for size in ((20, 5), (200, 60)):
            await screen.pilot.resize_terminal(*size)
            for keys in ("g right", "plus plus", "j G", "f", "l", "minus", "L", "L"):
                await screen.press(*keys.split())
                assert all(len(line) <= size[0] for line in screen.lines(screen.main.front))
            assert "".join(screen.lines("#lanes")[1:]).isascii()


async def test_lanes_are_read_in_the_sixteen_colours(opened):
    async with opened(WAR, settings=Settings(theme="ansi-dark")) as screen:
        await screen.press("L", "j", "j", "right")
        picked = [one for one in screen.main.lanes.render_line(3) if one.style.bgcolor]
        assert any("2" in one.text or "≠" in one.text for one in picked)
