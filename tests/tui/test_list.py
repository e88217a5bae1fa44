"""The chronology: moving in it, its mouse, its sizes."""

from timeline_tui.core.dates import understand
from timeline_tui.core.query import parse

MONTHS = "events:\n" + "".join(
    f"  - {{id: e{n}, date: 2021-{n:02}, title: Month {n}}}\n" for n in range(1, 13)
)


async def test_keys_move_the_cursor(opened):
    cases = [
        ("j", "governor"),
        ("j j j j j", "helicopter"),
        ("G", "helicopter"),
        ("G k", "retaken"),
        ("G g", "fall"),
        ("down up", "fall"),
        ("pagedown", "helicopter"),
        ("pagedown pageup", "fall"),
        ("right_square_bracket", "governor"),
        ("right_square_bracket right_square_bracket", "helicopter"),
        ("G left_square_bracket", "governor"),
        ("right_curly_bracket", "governor"),
        ("G left_curly_bracket left_curly_bracket", "fall"),
        ("m j apostrophe", "fall"),
    ]
    async with opened() as screen:
        for keys, selected in cases:
            await screen.press("g", *keys.split())
            assert screen.selected == selected, keys


async def test_a_key_that_can_go_nowhere_says_so(opened):
    async with opened(query="fall") as screen:
        for key, said in (
            ("right_square_bracket", "later day"),
            ("left_curly_bracket", "earlier month"),
            ("apostrophe", "No marked event is shown"),
            ("plus", "Tab goes to them"),
            ("left", "Tab goes to them"),
            ("space", "t takes one"),
        ):
            await screen.press(key)
            assert said in screen.message


async def test_a_date_is_gone_to(opened):
    async with opened() as screen:
        for typed, selected, said in (
            ("2021-07-26", "governor", ""),
            ("2021-07", "governor", ""),
            ("2022", "helicopter", "Nothing on or after 2022"),
            ("2021-06-27~", "fall", ""),
        ):
            await screen.press("colon")
            screen.app.screen.line.value = typed
            await screen.press("enter")
            assert screen.selected == selected
            assert said in screen.message
        for key, typed in (("colon", ""), ("t t", "x"), ("colon", "last monday"), ("colon", "10")):
            await screen.press(*key.split())
            screen.app.screen.line.value = typed
            await screen.press("enter")
            said = screen.text(".foot")  # refused without a word on the file
            assert "Enter answers" not in said
            assert "date_text" not in said
            assert typed or "14:00" in said
            await screen.press("escape")
        screen.main.ask(parse("sort:reported"))
        assert screen.main.list.go_to(understand("2021-07-27"))
        assert screen.selected == screen.shown[0]
        await screen.press("w")
        assert any("single origin" in line for line in screen.lines("#chronology"))


CLOCK = """\
timezone: UTC
events:
  - {id: before, date: 2021-07-25, title: Before}
  - {id: night, date: 2021-07-26T22:00/2021-07-27, title: Ahead of its day}
  - {id: early, date: 2021-07-26T09:00, title: Early}
  - {id: noon, date: 2021-07-26, time: "12:00", title: Noon}
  - {id: late, date: "2021-07-26T14:00:30", title: Late}
  - {id: after, date: 2021-07-27, title: After}
"""


async def test_a_clock_time_is_gone_to_and_what_was_known_then_is_asked_for(opened):
    reported = CLOCK.replace("}\n", ", sources: wire}\n")
    async with opened(f"sources: {{wire: {{published: 2021-07-25}}}}\n{reported}") as screen:
        for begin, typed, selected in (
            ("before", "2021-07-26T12:00", "noon"),
            ("before", "2021-07-26T14:00:31", "after"),
            ("early", "14:00", "late"),
            ("late", "09:00", "early"),
            ("late", "23:00", "after"),
            ("after", "00:00", "after"),
            ("after", "2021-07-26T17:00:30+03:00", "late"),
        ):
            screen.main.list.select(begin)
            await screen.press("colon")
            screen.app.screen.line.value = typed
            await screen.press("enter")
            assert screen.selected == selected
        screen.main.list.select("noon")
        await screen.press("t", "t")
        await screen.type("14:00\r")
        assert screen.query == "asof:2021-07-26T14:00"
        await screen.press("T", "t", "t")
        await screen.type("24:30\r")
        assert "24:30" in screen.text(".foot")


async def test_n_finds_what_stands_in_a_claim(opened):
    async with opened(query='"shot down" OR Balkh') as screen:
        assert screen.shown == ["fall", "governor", "retaken", "helicopter"]
        await screen.press("G", "n")
        assert screen.selected == "fall"
        await screen.press("N")
        assert screen.selected == "helicopter"
        await screen.press("0", "n")
        assert screen.message.startswith("No words to look for.")


async def test_month_headers_stick_and_the_wheel_leaves_the_cursor(opened):
    async with opened(MONTHS, size=(100, 16)) as screen:
        screen.main.list.scroll_to(y=10, animate=False, immediate=True)
        await screen.rest()
        assert screen.selected == "e1"
        for number in range(2, 13, 2):
            await screen.press(*"j" * (number - screen.main.list.cursor - 1))
            lines = [line for line in screen.lines("#chronology")[1:] if "──" in line]
            assert len(lines) == len(set(lines))
            assert any(f"Month {number}" in line for line in screen.lines("#chronology"))


async def test_a_click_selects_and_on_the_strip_goes_to_the_events_of_that_time(opened, edited):
    async with opened() as screen:
        await screen.pilot.click("#chronology", offset=(30, 4))
        await screen.rest()
        assert screen.selected == "retaken"
        await screen.pilot.click("#chronology", offset=(30, 4), times=2)
        await screen.until(edited)
        assert edited() == [("events.yaml", "18")]
        width = screen.main.strip.size.width
        await screen.pilot.click("#density", offset=(width // 2, 0))
        await screen.rest()
        assert screen.selected in ("retaken", "governor", "helicopter")
        assert "▼" in screen.text("#density")
        await screen.press("g")
        await screen.pilot.mouse_down("#density", offset=(1, 0))
        await screen.pilot.hover("#density", offset=(width // 2, 0))
        await screen.pilot.mouse_up("#density", offset=(width // 2, 0))
        await screen.rest()
        assert screen.selected != "fall"


async def test_the_strip_says_when_it_is_and_what_is_found_and_contested_there(opened, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")  # else what is not found is dim and as high as it was
    days = "2021-07-01 2021-07-05 2021-07-09"
    for dates, query, bars, labels in (
        ("1869", "", "▼", "Jan 1869 Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("2024-03-01T14:02 2024-03-01T14:31", "", "▼ ≠", "1 Mar 2024 14:10 14:15 14:20 14:25"),
        (days, "", "▼ ≠ ▃", "1 Jul 2021 3 4 5 6 7 8 9"),
        (days, "date:2021-07-09", "▁ ▁ ▼", "1 Jul 2021 3 4 5 6 7 8 9"),
        ("unknown", "", "", ""),
    ):
        doubt = ", disputed_by: {sources: someone}"
        records = "".join(
            f"  - {{date: {date}, title: Q{doubt * (n == 1)}}}\n"
            for n, date in enumerate(dates.split())
        )
        async with opened(f"events:\n{records}", size=(120, 24), query=query) as screen:
            assert [" ".join(line.split()) for line in screen.lines("#density")] == [bars, labels]
