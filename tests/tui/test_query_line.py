"""The query line: typing, completion, history, undo, and the keys that change the query."""

import json

from screen_texts import TIMELINE
from textual import events


async def test_what_is_typed_is_applied_at_once(opened):
    cases = [
        ("heli", ["helicopter"]),
        ("kaldar -fall", ["retaken"]),
        ("is:disputed", ["helicopter"]),
        ('"shot down"', ["helicopter"]),
        ("date:2021-07-26", ["governor", "retaken"]),
        ("nothing-like-it", []),
    ]
    async with opened() as screen:
        for typed, shown in cases:
            await screen.press("0", "slash")
            screen.main.bar.line.value = typed
            await screen.rest()
            assert screen.shown == shown
            if not shown:
                assert "Esc restores the query before" in screen.text("#chronology")
            await screen.press("enter")
            assert screen.query == typed
            assert screen.app.focused is screen.main.list


async def test_what_is_typed_at_once_goes_where_it_was_meant(opened):
    cases = (
        ("/kaldar\rj", "kaldar", "retaken"),
        ("/kaldar\r2", "kaldar", "fall"),
        ("/kaldar -/f+alls/\r", "kaldar -/f+alls/", "retaken"),
        ("/kald\x1bm", "", "fall"),
        ("/is:dis\t\rx", "is:disputed", "helicopter"),
        ("/sea xm0\r", "sea xm0", None),
        ("tt2021-07-26\r", "asof:2021-07-26", None),
        (":2021-07-27\r", "", "helicopter"),
    )
    async with opened() as screen:
        for typed, *wanted in cases:
            await screen.press("escape", "1", "0", "T", "g")
            await screen.type_ahead(typed)
            await screen.until(lambda: [screen.query, screen.selected] == wanted)  # noqa: B023
            assert screen.main.bar.line.value == wanted[0]


async def test_escape_restores_query_and_cursor_and_what_was_typed_is_one_step_to_undo(opened):
    async with opened() as screen:
        await screen.press("j")
        await screen.type("/heli")
        assert screen.selected == "helicopter"
        await screen.press("escape")
        assert (screen.query, screen.selected) == ("", "governor")
        await screen.press("U")
        assert screen.message == "There is no earlier query."
        await screen.type("/kaldar\r")
        await screen.type("/fall\r")
        for keys, query, said in (
            ("U", "kaldar", ""),
            ("U", "", ""),
            ("backspace", "", "There is no term to drop."),
            ("escape", "", ""),
        ):
            await screen.press(keys)
            assert screen.query == query
            assert said in screen.message
        assert screen.app.is_running


async def test_an_error_is_said_the_last_good_query_stays_and_enter_does_not_leave(opened):
    async with opened(size=(120, 24)) as screen:
        await screen.pilot.click("QueryInput")
        await screen.type("kaldar is:contested\r")
        assert screen.app.focused is screen.main.bar.line
        assert "contested" in screen.text("#status")
        assert screen.shown == ["fall", "retaken"]
        await screen.pilot.click("#event", offset=(5, 2))
        await screen.rest()
        assert (screen.query, screen.main.bar.typing) == ("", False)
        await screen.type("/kaldar")
        await screen.pilot.click("#actor", offset=(8, 1))  # elsewhere keeps what was typed
        await screen.rest()
        assert (screen.query, screen.main.bar.typing) == ("kaldar", False)


async def test_tab_completes_and_the_arrows_are_history(opened):
    async with opened() as screen:
        await screen.type("/loc")
        assert "location:" in screen.text("#status")
        await screen.press("tab")
        assert screen.main.bar.line.value == "location:"
        assert "balkh" in screen.text("#status")
        await screen.press("tab", "tab")
        assert screen.main.bar.line.value == "location:kaldar"
        assert screen.shown == ["fall", "retaken"]
        await screen.press("shift+tab")
        assert screen.main.bar.line.value == "location:balkh"
        await screen.press("enter")
        await screen.press("0", "slash", "up")
        assert screen.main.bar.line.value == "location:balkh"
        await screen.press("up", "down", "down", "escape")
        assert screen.query == ""


async def test_what_is_kept_or_pasted_acts_on_no_terminal_and_may_fit_no_longer(opened, tmp_path):
    bad = "\x1b[31m\x1b]0;t\x07x"
    state = tmp_path / "state" / "state.json"
    state.parent.mkdir()
    state.write_text(json.dumps({"saved": {bad: bad, "x": "bogus>5"}, "history": [bad]}))
    async with opened(TIMELINE + "    figures: {territory: 85%}\n", query="territory:85") as screen:
        assert screen.shown == ["helicopter"]
        await screen.press("S", "j", "enter")
        assert "bogus" in screen.message
        assert screen.query == "territory:85"
        await screen.press("S")
        drawn = screen.page
        await screen.press("escape", "0", "slash", "up", "up")
        drawn += screen.text("#bar")
        assert "␛[31m" in drawn
        screen.main.bar.line.post_message(events.Paste(bad))
        await screen.rest()
        drawn += screen.text("#bar")
        await screen.press("enter")
        drawn += screen.text("#bar") + screen.text("#chronology")
        assert all(line.isprintable() for line in drawn.split("\n"))
