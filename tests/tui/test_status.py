"""The status line: what was just said, the keys, and the facts at the right."""

from __future__ import annotations

import pytest
from screen_texts import TIMELINE

from timeline_tui.words.spans import Span, text_of


@pytest.mark.parametrize("key", ["j", "m", "0", "tab", "escape", "w"])
async def test_a_message_is_over_with_the_next_key(opened, key):
    async with opened() as screen:
        await screen.press("n")
        assert "No words to look for" in screen.message
        await screen.press(key)
        assert screen.message == ""
        assert "query" in screen.lines("StatusLine")[0]


async def test_a_message_is_said_again_by_the_key_that_caused_it(opened):
    async with opened() as screen:
        await screen.press("n", "n")
        assert "No words to look for" in screen.message
        await screen.press("y")
        assert "clipboard" in screen.message


async def test_a_message_does_not_come_back_behind_a_query(opened):
    async with opened() as screen:
        await screen.press("y", "slash")
        await screen.type("kaldar")
        await screen.press("enter")
        assert screen.message == ""


async def test_what_a_reload_brought_stays_until_the_next_key(opened):
    async with opened() as screen:
        screen.path.write_text(TIMELINE.replace("Kaldar falls", "Kaldar is lost"))
        await screen.press("r")
        await screen.until(lambda: "1 changed" in screen.message)
        await screen.press("j")
        assert screen.message == ""


async def test_a_click_takes_a_message_away(opened):
    async with opened() as screen:
        await screen.press("n")
        await screen.pilot.click("#chronology", offset=(20, 3))
        assert screen.message == ""


# The facts

WRONG = TIMELINE.replace(
    "events:\n",
    """events:
  - title: [unclosed
  - {date: 2021-07-26, titel: A typing error}
  - {date: nonsense, title: No date, actors: talibann}
""",
)
FACTS = "7 events · 3 errors · 1 warning"


@pytest.fixture
def status_of():
    """The status line's lines with a message on it."""

    def lines(screen, message: str) -> list[str]:
        status = screen.main.bar.status
        status.message = (Span(message),) if message else ()
        return [text_of(line) for line in status._lines(status.size.width)]

    return lines


async def test_facts_give_way_to_a_message_from_the_least_important_on(opened, status_of):
    async with opened(WRONG, size=(80, 24)) as screen:
        assert text_of(screen.main.bar.status.facts) == FACTS
        for length, left in ((40, FACTS), (55, "7 events · 3 errors"), (65, "7 events"), (75, "")):
            (line,) = status_of(screen, "m" * length)
            assert line == f" {'m' * length}{left:>{78 - length}}"


ASOF = "asof:2021-07-27"


@pytest.mark.parametrize("size", [(80, 24), (60, 24), (40, 20)])
async def test_as_of_a_day_that_is_said_whatever_else_is(opened, status_of, size):
    async with opened(query=ASOF, size=size) as screen:
        for message in ("", "word " * 5, "word " * 12, "word " * 14, "word " * 15):
            assert sum("as of 2021-07-27" in line for line in status_of(screen, message)) == 1


async def test_what_is_hidden_as_of_a_day_has_room_at_80_columns(opened, status_of):
    text = TIMELINE.replace("sources:\n", "sources:\n  hearsay: {name: Hearsay}\n", 1).replace(
        "time: morning\n", "time: morning\n    claims: {text: So be it, sources: hearsay}\n"
    )
    async with opened(text, query=ASOF, size=(80, 24)) as screen:
        facts = "as of 2021-07-27 · 4 events · 1 statement hidden: no report date"
        assert status_of(screen, "")[0].endswith(facts)


async def test_a_reload_that_changed_only_the_head_says_so(opened):
    async with opened() as screen:
        screen.path.write_text(TIMELINE.replace("title: A test", "title: Another"))
        await screen.press("r")
        await screen.until(lambda: screen.main.view.timeline.title == "Another")
        assert screen.message == "Read again: no event changed, but the head"
        await screen.press("r")
        await screen.until(lambda: screen.message == "Read again: no event changed")


async def test_of_several_files_the_heading_says_how_many_there_are(opened, tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a.yaml").write_text("title: The case\nevents: [{date: 2021, title: One}]\n")
    (folder / "b.yaml").write_text("events: [{date: 2022, title: Two}]\n")
    async with opened(path=folder) as screen:
        assert screen.main.panes.rule("chronology").title == "The case, 2 files"
