"""What was known when, what is contested, and the pages on entries."""

from __future__ import annotations

import pytest
from screen_texts import TIMELINE

from timeline_tui.core.query import parse

TWO_DAYS = """\
sources:
  one: {name: One, published: 2021-07-02}
  two: {name: Two, published: 2021-07-09}
events:
  - {id: early, date: 2021-07-01, title: Early, sources: one}
  - {id: late, date: 2021-07-03, title: Late, sources: two}
"""


async def test_report_days_are_stepped_through(opened):
    async with opened(TWO_DAYS) as screen:
        await screen.press("greater_than_sign")
        assert screen.message.startswith("All that is known is shown.")
        await screen.press("less_than_sign")
        assert (screen.query, len(screen.shown)) == ("asof:2021-07-09", 2)
        assert "Reported 2021-07-09: 1 added" in screen.message
        assert "▲" in next(line for line in screen.lines("#chronology") if "Late" in line)
        await screen.press("less_than_sign")
        assert screen.shown == ["early"]
        assert "as of 2021-07-02" in screen.text("#status")
        await screen.press("less_than_sign")
        assert screen.message == "Nothing was reported before that day."
        await screen.press("greater_than_sign", "greater_than_sign")
        assert screen.message.startswith("Nothing was reported after that day.")
        await screen.press("T", "T")
        assert screen.message.startswith("All that is known is shown.")


async def test_as_of_a_day_is_asked_for(opened):
    async with opened(TWO_DAYS) as screen:
        await screen.press("G", "t")
        assert "2021-07-09, the last day" in screen.text("CleanInput")
        await screen.type("2021-07-04\r")
        assert screen.shown == ["early"]
        await screen.press("T")
        assert screen.selected == "late"
        await screen.press("t", "enter")
        assert screen.query == "asof:2021-07-09"
        await screen.press("t", "escape")
        assert screen.query == "asof:2021-07-09"


async def test_the_day_of_an_as_of_stays_beside_any_message(opened):
    async with opened(TWO_DAYS, size=(60, 24)) as screen:
        await screen.press("less_than_sign")
        screen.main.say("word " * 18)
        await screen.rest()
        assert "as of 2021-07-09" in screen.text("#status")
        assert len(screen.lines("#status")) <= 3


async def test_a_dispute_is_picked(opened):
    async with opened() as screen:
        await screen.press("x")
        assert "1 contested statement" in screen.page
        assert "asserts" in screen.page
        await screen.press("enter")
        assert screen.selected == "helicopter"
        await screen.press("slash", *"kaldar", "enter", "x")
        assert "Nothing" in screen.page
        await screen.press("enter", "q")
        assert screen.app.screen is screen.main


async def test_a_page_says_what_the_file_says_of_an_entry(opened):
    cases = [
        ("2 i", "Balkh ━,in the north,id: balkh,file: "),
        ("3 i", "Taliban ━,id: taliban"),
        ("4 i", "Report ━,https://example.org/report"),
        ("1 i", "A test ━,time zone: UTC,events: 4"),
    ]
    text = TIMELINE.replace("balkh: Balkh", "balkh: {name: Balkh, note: in the north}")
    async with opened(text) as screen:
        for keys, said in cases:
            await screen.press(*keys.split())
            for part in said.split(","):
                assert part in screen.page
            await screen.press("escape")
            assert screen.app.screen is screen.main


async def test_as_of_a_day_a_page_tells_no_line(opened):
    async with opened(query="asof:2021-07-27") as screen:
        await screen.press("2", "i")
        assert "events.yaml" in screen.page
        assert "events.yaml:" not in screen.page


async def test_problems_are_listed_and_stay_open_while_they_are_mended(opened, edited):
    text = TIMELINE + "  - {date: 2021-13-45, title: Bad}\n  - {date: 2021, titel: Worse}\n"
    async with opened(text) as screen:
        await screen.press("exclamation_mark")
        assert "2 problems" in screen.page
        assert "error" in screen.page
        await screen.press("j", "enter")
        await screen.until(edited)
        assert edited()[0][0] == "events.yaml"
        selected = screen.app.screen.list.cursor
        await screen.saved(text.replace("titel", "title"))
        assert "titel" not in screen.page
        assert screen.app.screen.list.cursor <= selected
        await screen.saved(TIMELINE)
        assert "Nothing is wrong" in screen.page


async def test_the_editor_opens_what_the_cursor_is_on(opened, edited, monkeypatch):
    text = TIMELINE.replace("location: helmand", "location: herat")
    async with opened(text) as screen:
        await screen.press("j", "e")
        await screen.until(lambda: len(edited()) == 1)
        await screen.press("2", "j", "e")
        await screen.until(lambda: len(edited()) == 2)
        await screen.press("G", "e")
        assert screen.message.startswith("It is not declared")
        await screen.press("5")
        await screen.press("G", "k")
        await screen.press("enter")
        await screen.until(lambda: len(edited()) == 3)
        screen.main.ask(parse("nothing-like-it"))
        await screen.press("1", "e")
        await screen.until(lambda: len(edited()) == 4)
        monkeypatch.setenv("VISUAL", "/nowhere/code")
        await screen.press("0", "e")
        assert "does not start" in screen.message
        await screen.press("G", "y")
        assert "A helicopter comes down" in screen.app.clipboard
        await screen.press("ctrl+c")
        assert "y copies a citation" in screen.message
    assert [line for _, line in edited()] == ["24", "5", "24", "1"]


# The browser


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """A browser that writes down what it opens, or cannot if it is told so."""
    log, program = tmp_path / "browsed", tmp_path / "browser"
    program.write_text(f'#!/bin/sh\n[ -e {tmp_path}/broken ] && exit 1\necho "$1" >> {log}\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    return log


@pytest.mark.parametrize("address", ["https://example.org/report", "HTTP://example.org/x"])
async def test_an_address_is_opened_and_only_then_it_is_said(opened, browser, address, monkeypatch):
    async with opened(TIMELINE.replace("https://example.org/report", address)) as screen:
        await screen.press("o")
        await screen.until(lambda: screen.message == f"Opened {address}")
        assert browser.read_text().strip() == address
        (browser.parent / "broken").touch()
        await screen.press("o")
        await screen.until(lambda: screen.message.startswith("No browser opens"))


async def test_a_slow_browser_is_not_waited_for(opened, tmp_path, monkeypatch):
    ready, program = tmp_path / "ready", tmp_path / "browser"
    program.write_text(f"#!/bin/sh\nuntil [ -e {ready} ]; do sleep 0.05; done\n")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    async with opened() as screen:
        await screen.press("o")
        assert screen.message == "Opening https://example.org/report …"
        await screen.press("j")
        assert screen.selected == "governor"
        ready.touch()
        await screen.until(lambda: screen.message == "Opened https://example.org/report")


async def test_a_browser_has_no_terminal_to_draw_on(opened, tmp_path, monkeypatch, capfd):
    log, program = tmp_path / "browsed", tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho drawn; echo drawn >&2; echo "<$TERM>" > {log}\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    monkeypatch.setenv("TERM", "xterm")
    async with opened() as screen:
        await screen.press("o")
        await screen.until(lambda: screen.message.startswith("Opened"))
    assert log.read_text() in ("<>\n", "<dumb>\n")
    assert "drawn" not in "".join(capfd.readouterr())


async def test_an_address_that_pretends_is_shown_before_it_opens(opened, browser):
    address = "https://example.org@evil.test/report"
    async with opened(TIMELINE.replace("https://example.org/report", address)) as screen:
        await screen.press("o")
        assert "evil.test" in screen.page
        assert address in screen.page
        assert not browser.exists()
        await screen.press("enter")
        await screen.until(lambda: screen.message == f"Opened {address}")


async def test_of_several_addresses_one_is_picked_and_only_the_web_is_opened(opened, browser):
    text = TIMELINE.replace(
        'url: "https://example.org/report"', 'url: "https://a.test/", archived: "https://b.test/"'
    )
    async with opened(text) as screen:
        await screen.press("o", "j", "enter")
        await screen.until(lambda: screen.message == "Opened https://b.test/")
        screen.main.open_address("file:///etc/passwd")
        assert screen.message == "Only http and https addresses are opened."
        await screen.saved("events:\n  - {date: 2021, title: One}\n")
        await screen.press("o")
        assert screen.message == "No source of this event has a web address."
