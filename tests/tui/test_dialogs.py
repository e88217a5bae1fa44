"""The screens over the main one: problems, pages to read, lists to pick from, lines to answer."""

from __future__ import annotations

import pytest
from textual import events

from timeline_tui.core.query import parse


def listed(screen) -> list[str]:
    """The lines of the dialog in front, whether they are seen or not."""
    lines = screen.app.screen.query_one("LineList")
    return [lines._draw(y, False).text.strip() for y in range(lines.line_total())]


def foot(screen) -> str:
    """The last line of the dialog in front."""
    return screen.app.screen.query_one("StatusLine").render_line(0).text.strip()


# Problems

MISTAKES = """\
theme = "nosuch"
edtor = "nvim"

[keys]
palette = "lit"
"""


async def test_every_mistake_of_the_config_is_listed_and_the_status_line_says_how_many(
    opened, monkeypatch
):
    seen: list[tuple[str, int, int]] = []
    monkeypatch.setattr(
        "timeline_tui.tui.stage.edit_at",
        lambda app, setting, file, line, column: seen.append((file.name, line, column)) or "",
    )
    async with opened(size=(80, 24), config=MISTAKES) as screen:
        await screen.until(lambda: "in the config" in screen.message)
        assert screen.message == "3 problems in the config. ! lists them, with their lines."
        await screen.press("exclamation_mark")
        text = " ".join(listed(screen))
        assert "config.toml:2:1  Unknown key `edtor`. Did you mean `editor`?" in text
        assert "config.toml:5:11  `keys.palette` cannot have this value" in text
        assert "config.toml:1:9  There is no theme `nosuch`. F10 shows all there are" in text
        await screen.press("enter")
        assert seen == [("config.toml", 1, 9)]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("theme = 'timelin'", "config.toml:1:9  There is no theme `timelin`. Did you mean `timel"),
        ("[panes]\nlayout = 'left'", 'Write "auto", "right" or "below".'),
    ],
)
async def test_a_single_mistake_of_the_config_is_said_whole(opened, config: str, said: str):
    async with opened(size=(80, 24), config=config) as screen:
        await screen.until(lambda: screen.message != "")
        assert said in screen.message
        await screen.until(lambda: screen.main.bar.status.size.height < 4)
        assert "".join(screen.lines("StatusLine")).replace(" ", "").startswith("error")


async def test_a_mistake_of_the_config_and_a_broken_state_are_both_listed(opened, tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "state.json").write_text("{")
    async with opened(config="edtor = 1") as screen:
        await screen.until(lambda: screen.message.startswith("2 problems"))
        assert "in the config and the state" in screen.message
        await screen.press("f8")
        assert "state.json:1:1" in " ".join(listed(screen))


async def test_without_a_problem_the_list_says_so(opened):
    async with opened() as screen:
        await screen.press("exclamation_mark")
        assert listed(screen) == ["Neither the file nor the config has a problem."]


# Pages to read


def seen(screen) -> str:
    return screen.app.screen.query_one("PaneRule").count


def top(screen) -> int:
    return round(screen.app.screen.query_one("LineList").scroll_y)


async def test_a_page_scrolls_at_once_says_where_one_is_and_has_no_cursor(opened):
    async with opened(size=(80, 24)) as screen:
        await screen.press("question_mark")
        lines = screen.app.screen.query_one("LineList")
        total, page = lines.line_total(), lines.size.height
        assert seen(screen) == f"1–{page} of {total}"
        grounds = {segment.style.bgcolor for y in range(9) for segment in lines.strip(y)}
        assert len(grounds) == 1
        await screen.press("j", "j")
        assert top(screen) == 2
        assert seen(screen) == f"3–{page + 2} of {total}"
        await screen.press("up", "pagedown")
        assert top(screen) == page
        await screen.press("ctrl+u", "k", "k")
        assert top(screen) == 0
        await screen.press("G", "j")
        assert seen(screen) == f"{total - page + 1}–{total} of {total}"
        await screen.press("g")
        assert top(screen) == 0
        lines.post_message(events.MouseScrollDown(lines, 5, 5, 0, 1, 0, False, False, False))
        await screen.until(lambda: top(screen) > 0)
        await screen.until(lambda: seen(screen).startswith(f"{top(screen) + 1}–"))


async def test_a_page_that_is_seen_whole_says_nothing_of_it_and_stays(opened):
    async with opened() as screen:
        await screen.press("i", "j", "G", "pagedown")
        assert seen(screen) == ""
        assert top(screen) == 0
        await screen.pilot.resize_terminal(80, 6)
        await screen.until(lambda: seen(screen).startswith("1–"))
        await screen.press("G")
        await screen.pilot.resize_terminal(80, 30)
        await screen.until(lambda: seen(screen) == "")
        assert top(screen) == 0


# Lists to pick from


def cursor(screen) -> int:
    return screen.app.screen.query_one("LineList").cursor


async def test_of_the_themes_our_own_stand_first_and_the_one_in_use_is_marked_and_picked(opened):
    async with opened(size=(80, 24), config="theme = 'solarized-light'") as screen:
        await screen.press("f10")
        names = [line.split() for line in listed(screen)]
        assert names[0] == ["timeline", "dark"]
        assert names[1] == ["timeline-light", "light"]
        assert len(names) == len(screen.app.available_themes)
        assert names[cursor(screen)] == ["solarized-light", "light", "in", "use"]
        assert sum("use" in name for name in names) == 1
        assert any(
            "in use" in screen.app.screen.query_one("LineList").render_line(y).text
            for y in range(20)
        )
        await screen.press("g", "j", "enter")
        assert screen.app.theme == "timeline-light"
        await screen.press("f10")
        assert cursor(screen) == 1
        await screen.press("escape")
        assert screen.app.theme == "timeline-light"


async def test_a_saved_query_is_removed_and_what_was_removed_is_said(opened):
    async with opened(query="kaldar") as screen:
        for name, query in (("a", "kaldar"), ("b", "heli"), ("c", "is:disputed")):
            screen.main.keep(lambda state, name=name, query=query: state.kept(name, query))
        await screen.press("S")
        assert foot(screen) == "Enter picks · d removes · Esc closes"
        await screen.press("j", "d")
        assert foot(screen) == "Removed b: heli"
        assert [line.split() for line in listed(screen)] == [["a", "kaldar"], ["c", "is:disputed"]]
        assert cursor(screen) == 1
        await screen.press("delete")
        assert foot(screen) == "Removed c: is:disputed"
        assert cursor(screen) == 0
        await screen.press("k")
        assert foot(screen) == "Enter picks · d removes · Esc closes"
        await screen.press("d")
        assert listed(screen) == ["None yet. s saves the query."]
        await screen.press("d", "k")
        assert foot(screen) == "Esc closes"
        await screen.press("escape")
        assert screen.query == "kaldar"
    async with opened() as screen:
        assert screen.main.memory.state.saved == {}


async def test_the_query_under_the_cursor_is_picked_also_after_one_was_removed(opened):
    async with opened() as screen:
        for name, query in (("a", "kaldar"), ("b", "heli")):
            screen.main.keep(lambda state, name=name, query=query: state.kept(name, query))
        await screen.press("S", "d", "enter")
        assert screen.query == "heli"


# Lines to answer


async def test_what_a_name_held_before_is_said(opened):
    async with opened(query="kaldar") as screen:
        await screen.press("s", "n", "enter")
        assert screen.message == "Saved as n. S picks it."
        await screen.press("s", "n", "enter")
        assert screen.message == "Saved as n. S picks it."
        screen.main.ask(parse("helicopter"))
        await screen.press("s", "n", "enter")
        assert screen.message == "Saved as n in place of kaldar. S picks it."


async def test_without_an_answer_the_day_of_knowledge_is_the_one_that_the_line_names(opened):
    async with opened() as screen:
        await screen.press("t")
        line = screen.app.screen.query_one("Input")
        assert line.placeholder.startswith("Enter alone takes 2021-07-27, the last day on which")
        await screen.press("enter")
        assert screen.query == "asof:2021-07-27"


async def test_without_a_report_day_the_line_wants_an_answer(opened):
    async with opened("events:\n  - {date: 2021, title: Something}\n") as screen:
        await screen.press("t", "enter")
        assert screen.app.screen is not screen.main
        assert "2021" in screen.app.screen.query_one("QueryHints").render_line(0).text
