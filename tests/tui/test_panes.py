"""The panes: where the cursor stands, what is seen in little room, what one can click."""

from __future__ import annotations

import pytest

from timeline_tui.settings import Settings
from timeline_tui.tui.panes import PANES
from timeline_tui.words.spans import text_of

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


# A date to go to

REPORTS = """\
sources:
  early: {name: Early, published: 2021-07-20}
  late: {name: Late, published: 2021-07-26}
events:
  - {id: a, date: 2021-07-01, title: A, sources: late}
  - {id: b, date: 2021-07-10, title: B, sources: early}
  - {id: c, date: 2021-07-19, title: C, sources: late}
  - {id: d, date: unknown, title: D}
"""


async def go_to(screen, date: str) -> None:
    await screen.press("colon")
    await screen.type(date)
    await screen.press("enter")


@pytest.mark.parametrize(
    ("query", "date", "selected", "said"),
    [
        ("", "2021-07-10", "b", ""),
        (
            "",
            "2030",
            "c",
            "Nothing on or after 2030. The cursor is on the last event that has a date.",
        ),
        ("is:undated", "2030", "d", "Nothing on or after 2030: no event shown has a date."),
        ("nowhere", "2030", None, "Nothing on or after 2030."),
        ("sort:reported", "2021-07-20", "b", ""),
        ("sort:reported", "2021-07-21", "a", ""),
        ("sort:reported", "2021-07-26", "a", ""),
        (
            "sort:reported",
            "2021-07-27",
            "c",
            "Nothing was reported on or after 2021-07-27. The cursor is on what was reported last.",
        ),
    ],
)
async def test_a_date_to_go_to(opened, query, date, selected, said):
    async with opened(REPORTS, query=query) as screen:
        await go_to(screen, date)
        assert screen.selected == selected
        assert screen.message == said


async def test_the_strip_goes_by_the_dates_of_events_whatever_the_order(opened):
    async with opened(REPORTS, query="sort:reported") as screen:
        assert screen.shown[:3] == ["b", "a", "c"]
        await screen.pilot.click("#density", offset=(1, 0))
        assert screen.selected in ("a", "b")
        await screen.pilot.click("#density", offset=(60, 0))
        assert screen.selected == "c"


# A list without a row


async def test_an_empty_list_says_what_the_keys_do_while_one_types_and_what_they_do_then(opened):
    async with opened() as screen:
        await screen.press("slash")
        await screen.type("nowhere")
        text = " ".join(screen.lines("#chronology"))
        assert "No event matches. Esc restores the query before." in text
        await screen.press("enter")
        text = " ".join(screen.lines("#chronology"))
        assert "Backspace drops the last term" in text
        assert "Esc" not in text
        await screen.press("slash")
        text = " ".join(screen.lines("#chronology"))
        assert "Esc restores" in text
        await screen.press("escape")
        assert "Backspace drops the last term" in " ".join(screen.lines("#chronology"))


# The mouse in a tree

TREE = """\
locations:
  balkh: Balkh
  kaldar: {name: Kaldar, within: balkh}
  hairatan: {name: Hairatan, within: kaldar}
events:
  - {date: 2021-07-26, title: T, location: hairatan}
"""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_click_on_the_sign_of_a_branch_folds_it(opened, size):
    async with opened(TREE, size=size) as screen:
        await screen.press("2")

        def names() -> list[str]:
            return [line.split()[-2] for line in screen.lines("#location") if line.strip()]

        place = screen.lines("#location")[1].index("▾")
        await screen.pilot.click("#location", offset=(place, 1))
        assert names() == ["Balkh", "Kaldar"]
        assert screen.main.panes.facet("location").entry.id == "kaldar"
        await screen.pilot.click("#location", offset=(place, 1))
        assert names() == ["Balkh", "Kaldar", "Hairatan"]
        await screen.pilot.click("#location", offset=(place, 1), times=2)
        assert names() == ["Balkh", "Kaldar", "Hairatan"]
        assert screen.query == ""
        await screen.pilot.click("#location", offset=(place + 2, 1))
        assert names() == ["Balkh", "Kaldar", "Hairatan"]


# What the lines of an event lead to


def followed(pane) -> list[bool]:
    """Whether a line leads somewhere and does not go on with the one before."""
    targets = [target for _, target in pane._lines]
    return [
        target is not None and target is not before
        for before, target in zip([None, *targets], targets, strict=False)
    ]


@pytest.mark.parametrize("ascii", [False, True])
async def test_a_sign_stands_before_every_line_that_enter_follows(opened, ascii):
    async with opened(size=(120, 60), settings=Settings(ascii=ascii)) as screen:
        pane = screen.main.panes.event_pane
        lines = screen.lines("#event")[: pane.item_total()]
        signs = [line.startswith(">" if ascii else "›") for line in lines]
        assert signs == followed(pane)
        assert f"Kaldar {'<' if ascii else '‹'} Balkh" in [line[1:] for line in lines]


async def test_the_signs_follow_the_cursor_of_the_list(opened):
    async with opened(size=(120, 60)) as screen:
        for key in "jjjkkk":
            await screen.press(key)
            pane = screen.main.panes.event_pane
            drawn = screen.lines("#event")[: pane.item_total()]
            assert [line.startswith("›") for line in drawn] == followed(pane)


async def test_the_cursor_in_the_event_skips_lines_on_which_nothing_stands(opened):
    async with opened(size=(120, 60)) as screen:
        await screen.press("G", "5")
        pane = screen.main.panes.event_pane
        blank = {line for line, (spans, _) in enumerate(pane._lines) if not spans}
        assert blank
        seen = []
        for key in "j" * pane.item_total() + "k" * pane.item_total():
            await screen.press(key)
            seen.append(pane.cursor)
        assert set(seen) == set(range(pane.item_total())) - blank
