"""Pages over the main screen while the file is saved: they are made anew, the cursor stays."""

from __future__ import annotations

import pytest

from timeline_tui.words.spans import text_of


def listed(screen) -> list[str]:
    """The lines of the dialog in front, whether they are seen or not."""
    lines = screen.app.screen.query_one("LineList")
    return [lines._draw(y, False).text.strip() for y in range(lines.line_total())]


def cursor(screen) -> int:
    return screen.app.screen.query_one("LineList").cursor


def title(screen) -> str:
    return screen.app.screen.query_one("PaneRule").title


async def save(screen, text: str) -> None:
    """Saves another text and waits until it was read."""
    before = screen.main.session
    screen.path.write_text(text)
    screen.main.reader.read()
    await screen.until(lambda: screen.main.session is not before)
    await screen.pilot.pause()


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The places that the editor was opened at; it is left at once."""
    places: list[tuple[str, int]] = []
    monkeypatch.setattr(
        "timeline_tui.tui.stage.edit_at",
        lambda app, setting, file, line, column: places.append((file.name, line)) or "",
    )
    return places


MISTAKES = [f"  - {{date: 2021, title: T{at}, flag{at}: 1}}\n" for at in range(5)]


async def test_problems_follow_the_file_with_the_cursor_on_the_same_one(opened, edited):
    async with opened("events:\n" + "".join(MISTAKES)) as screen:
        await screen.press("exclamation_mark", "j", "j")
        assert title(screen) == "5 problems"
        await save(screen, "events:\n  # a new line\n" + "".join(MISTAKES[1:]))
        assert title(screen) == "4 problems"
        assert cursor(screen) == 1
        assert text_of(screen.app.screen.query_one("StatusLine").message) == "Read again: 1 gone"
        await screen.press("enter")
        assert edited == [("events.yaml", 4)]


async def test_the_problems_stay_when_the_editor_is_left_and_the_next_one_is_under_the_cursor(
    opened, edited
):
    async with opened("events:\n" + "".join(MISTAKES)) as screen:
        await screen.press("exclamation_mark", "j", "j", "enter")
        assert edited == [("events.yaml", 4)]
        mended = [*MISTAKES[:2], "  - {date: 2021, title: T2}\n", *MISTAKES[3:]]
        await save(screen, "events:\n" + "".join(mended))
        assert title(screen) == "4 problems"
        await screen.press("enter")
        assert edited[1:] == [("events.yaml", 5)]
        await screen.press("escape")
        assert screen.app.screen is screen.main


SAME_WORDS = [("T", "flag"), ("S", "flag"), ("U", "other")]


async def test_of_problems_with_the_same_words_the_next_one_follows_the_one_mended(opened, edited):
    same = [f"  - {{date: 2021, title: {title}, {key}: 1}}\n" for title, key in SAME_WORDS]
    async with opened("events:\n" + "".join(same)) as screen:
        await screen.press("exclamation_mark", "j")
        mended = [same[0], "  - {date: 2021, title: S}\n", same[2]]
        await save(screen, "events:\n" + "".join(mended))
        await screen.press("enter")
        assert edited == [("events.yaml", 4)]


async def test_an_editor_that_does_not_start_is_said_in_the_problems(opened, monkeypatch):
    monkeypatch.setattr("timeline_tui.tui.stage.edit_at", lambda *_: "vi does not start")
    async with opened("events:\n" + "".join(MISTAKES)) as screen:
        await screen.press("exclamation_mark", "enter")
        assert "vi does not start" in screen.app.screen.query_one("StatusLine").render_line(0).text


async def test_a_file_that_cannot_be_read_any_more_stands_first_in_the_open_problems(opened):
    async with opened("events:\n" + "".join(MISTAKES)) as screen:
        await screen.press("exclamation_mark")
        screen.path.unlink()
        screen.main.reader.read()
        await screen.until(lambda: title(screen) == "6 problems")
        assert "There is no such file" in listed(screen)[0]


CONTESTED = """\
sources: {a: A, b: B}
events:
  - {id: first, date: 2021-01-01, title: One, claims: [
      {id: x, text: Left, sources: a}, {id: y, text: Right, sources: b, contradicts: x}]}
"""
SECOND = """\
  - {id: zero, date: 2020-01-01, title: Zero, claims: [
      {id: u, text: Up, sources: a}, {id: v, text: Down, sources: b, contradicts: u}]}
"""


async def test_disputes_follow_the_file(opened):
    async with opened(CONTESTED) as screen:
        await screen.press("x")
        assert cursor(screen) == 0
        await save(screen, CONTESTED + SECOND)
        text = " ".join(listed(screen))
        assert "Up" in text
        assert "Left" in text
        assert cursor(screen) == 1
        await screen.press("enter")
        assert screen.selected == "first"


async def test_a_page_on_an_entry_follows_the_file_and_says_where_the_entry_is_gone(opened):
    text = "locations:\n  balkh: {name: Balkh, note: Old}\nevents:\n"
    event = "  - {date: 2021, title: T, location: balkh}\n"
    async with opened(text + event) as screen:
        await screen.press("2", "i")
        assert any("Old" in line for line in listed(screen))
        await save(screen, (text + event).replace("name: Balkh, note: Old", "name: B, note: New"))
        assert any("New" in line for line in listed(screen))
        assert title(screen) == "B"
        await save(screen, "events:\n  - {date: 2021, title: T}\n")
        said = screen.app.screen.query_one("StatusLine").render_line(0).text
        assert "no longer" in said
        assert any("New" in line for line in listed(screen))
