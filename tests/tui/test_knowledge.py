"""What was known when, what is contested, and the pages on entries."""

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
FIRST, LAST = "asof:2021-07-02", "asof:2021-07-09"
STEPS = [  # a key; the query, how many events are shown, what is said
    ("greater_than_sign", "", 2, "All that is known is shown."),
    ("less_than_sign", LAST, 2, "Reported on 9 July 2021: 1 added"),
    ("less_than_sign", FIRST, 1, ""),
    ("less_than_sign", FIRST, 1, "Nothing was reported before that day."),
    ("greater_than_sign", LAST, 2, ""),
    ("greater_than_sign", LAST, 2, "Nothing was reported after that day."),
    ("T", "", 2, ""),
    ("T", "", 2, "All that is known is shown."),
    ("space", "", 2, "t takes one."),
    ("t", FIRST, 1, "Reported on 2 July 2021: 1 added. > goes on, Space plays, T shows all"),
]


async def test_report_days_are_stepped_through(opened):
    async with opened(TWO_DAYS, size=(60, 24)) as screen:
        for key, query, count, said in STEPS:
            await screen.press(key)
            assert (screen.query, len(screen.shown)) == (query, count)
            assert said in screen.message
            heading, strip = screen.lines("#chronology")[0], screen.text("#density")
            if query:  # the day stays beside any message
                screen.main.say("word " * 18)
                await screen.rest()
                assert f"as of {query[5:]}" in screen.text("#status")
                assert len(screen.lines("#status")) <= 3
                assert f"KNOWN ON {query[-1]} JULY 2021" in heading
            assert ("9 Jul" in strip) is (query == LAST)  # the strip ends with the day
            if "Reported" in said:
                new = "Late" if query == LAST else "Early"
                assert "▲" in next(line for line in screen.lines("#chronology") if new in line)
                assert screen.main.lit == {new.lower()}
        await screen.press("U")
        assert screen.query == ""


async def test_report_days_are_played_until_a_key_or_the_end(opened, monkeypatch):
    monkeypatch.setattr("timeline_tui.tui.knowledge.STEP", 0.2)
    days = [f"{number:02}" for number in range(1, 13)]
    sources = "".join(f"  s{day}: {{published: 2021-07-{day}}}\n" for day in days)
    records = "".join(f"  - {{date: 2021-06, title: e{day}, sources: s{day}}}\n" for day in days)
    async with opened(f"sources:\n{sources}events:\n{records}", size=(80, 20)) as screen:
        for stops in ("space", "j", "less_than_sign", "2"):
            await screen.press("1", "T", "g", "t")
            assert len(screen.shown) == 1
            await screen.press("space")
            await screen.until(lambda: len(screen.shown) > 1)
            await screen.press(stops)
            assert screen.main.playing is None
        await screen.press("1", "space")
        await screen.until(lambda: "Nothing was reported after" in screen.message)
        assert (len(screen.shown), screen.main.playing) == (12, None)
        await screen.rest()
        assert any("▲" in line for line in screen.lines("#chronology"))  # it was scrolled to
        await screen.pilot.click("#density", offset=(0, 0))
        await screen.rest()
        assert screen.query == "asof:2021-07-01"


async def test_as_of_a_day_is_asked_for(opened):
    async with opened(TWO_DAYS) as screen:
        await screen.press("G", "t", "t")
        assert "2021-07-09" not in screen.text("CleanInput")  # nothing was known of it
        await screen.type("2021-07-04\r")
        assert screen.shown == ["early"]
        assert not screen.main.lit
        await screen.press("exclamation_mark")
        assert "T shows all that is known, and them." in screen.message
        await screen.press("T")
        assert screen.selected == "late"
        await screen.press("t", "t", "enter")
        assert "Enter answers" not in screen.text(".foot")


UNDATED_SOURCES = "events:\n  - {date: 2024-03-12T14:02:07, title: Deploy starts, sources: CI}\n"
NO_DAY = [  # what is typed; what is said where no statement has a report date
    (">", "Nothing has a report date."),
    ("<", "Nothing has a report date."),
    ("t", "Nothing has a report date."),
    ("/asof:2024-03-12\r", "Nothing is known to have been reported by then."),
    (">", "Nothing has a report date. T shows all that is known."),
]


async def test_no_report_day_is_promised_where_there_is_none(opened):
    async with opened(UNDATED_SOURCES, size=(80, 24)) as screen:
        for keys, said in NO_DAY:
            await screen.type(keys)
            assert said in f"{screen.message}{screen.text('#chronology')}"
        assert not screen.text("#density").strip()


async def test_a_dispute_is_picked(opened):
    async with opened() as screen:
        await screen.press("x")
        assert "1 contested matter" in screen.page
        assert "asserts" in screen.page
        await screen.press("enter")
        assert screen.selected == "helicopter"
        await screen.press("slash", *"kaldar", "enter", "x")
        assert "Nothing" in screen.page
        await screen.press("enter", "q")
        assert screen.app.screen is screen.main


async def test_a_page_says_what_the_file_says_of_an_entry(opened):
    text = TIMELINE.replace("balkh: Balkh", "balkh: {name: Balkh, note: in the north}")
    async with opened(text) as screen:
        for keys, said in (
            ("2 i", "Balkh ━,in the north,id: balkh,file: ,events.yaml:"),
            ("3 i", "Taliban ━,id: taliban,EVENT,ROLES,WHERE,IN TIME,Kaldar falls"),
            ("4 i", "Report ━,https://example.org/report,QUOTES,helicopter"),
            ("1 i", "A test ━,time zone: UTC,events: 4"),
            ("less_than_sign 2 i", "Balkh ━,events.yaml"),
        ):
            await screen.press(*keys.split())
            assert [part for part in said.split(",") if part not in screen.page] == []
            if "less" in keys:  # as of a day no line is told
                assert "events.yaml:" not in screen.page
            await screen.press("escape")
            assert screen.app.screen is screen.main
        await screen.press("T", "1", "G", "3", "i")
        line = next(one for one in screen.lines("Paragraphs") if "Kaldar falls" in one)
        await screen.pilot.click("Paragraphs", offset=(9, screen.lines("Paragraphs").index(line)))
        await screen.press("enter")
        assert screen.selected == "fall"


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
    async with opened(TIMELINE.replace("location: helmand", "location: herat")) as screen:
        for number, keys in enumerate(("j e", "2 j e", "G e 5 G k enter"), 1):
            await screen.press(*keys.split())
            await screen.until(lambda number=number: len(edited()) == number)
        screen.main.ask(parse("nothing-like-it"))
        await screen.press("1", "e")
        await screen.until(lambda: len(edited()) == 4)
        monkeypatch.setenv("VISUAL", "/nowhere/code")
        for keys, said in (
            ("0 e", "does not start"),
            ("2 G e", "It is not declared"),
            ("1 ctrl+c", "y copies a citation"),
        ):
            await screen.press(*keys.split())
            assert said in screen.message
        await screen.press("G", "y")
        assert "A helicopter comes down" in screen.app.clipboard
    assert [line for _, line in edited()] == ["24", "5", "24", "1"]


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """A browser that draws, and writes down what it opens on which terminal, unless it is told to
    wait or to fail."""
    log, program = tmp_path / "browsed", tmp_path / "browser"
    program.write_text(f"""#!/bin/sh
echo drawn; echo drawn >&2
while [ -e {tmp_path}/waits ]; do sleep 0.05; done
[ ! -e {tmp_path}/fails ] && echo "$1 <$TERM>" >> {log}
""")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    monkeypatch.setenv("TERM", "xterm")
    return log


async def test_an_address_is_opened_and_only_then_it_is_said(opened, browser, tmp_path, capfd):
    address, waits = "https://example.org/report", tmp_path / "waits"
    waits.touch()
    async with opened() as screen:
        await screen.press("o")
        assert screen.message == f"Opening {address} …"
        await screen.press("j")  # a slow browser is not waited for
        assert screen.selected == "governor"
        waits.unlink()
        await screen.until(lambda: screen.message == f"Opened {address}")
        (tmp_path / "fails").touch()
        await screen.press("o")
        await screen.until(lambda: screen.message.startswith("No browser opens"))
    assert browser.read_text() in (f"{address} <>\n", f"{address} <dumb>\n")
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
        'url: "https://example.org/report"', 'url: "https://a.test/", archived: "HTTP://b.test/"'
    )
    async with opened(text) as screen:
        await screen.press("o", "j", "enter")
        await screen.until(lambda: screen.message == "Opened HTTP://b.test/")
        screen.main.open_address("file:///etc/passwd")
        assert screen.message == "Only http and https addresses are opened."
        await screen.saved("events:\n  - {date: 2021, title: One}\n")
        await screen.press("o")
        assert screen.message == "No source of this event has a web address."
