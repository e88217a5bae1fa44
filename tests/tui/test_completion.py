"""Tab in the query line: through the fields, into a field's values, and back."""

from __future__ import annotations

from textual import events


async def typed(screen, keys: str) -> None:
    """Types words; `Tab` and `BTab` among them are those keys."""
    names = {"Tab": "tab", "BTab": "shift+tab"}
    for word in keys.split():
        if word in names:
            await screen.press(names[word])
        else:
            screen.app.focused.insert_text_at_cursor(word)


TABLE = (
    ("loc Tab", "location:"),
    ("loc Tab Tab", "location:balkh"),
    ("loc Tab Tab Tab", "location:kaldar"),
    ("loc Tab Tab Tab Tab Tab", "location:balkh"),
    ("loc Tab Tab Tab BTab", "location:balkh"),
    ("loc Tab Tab BTab", "location:"),
    ("loc Tab Tab BTab Tab", "location:balkh"),
    ("loc Tab BTab", "has:location"),
    ("loc Tab kal Tab", "location:kaldar"),
    ("location:bal Tab", "location:balkh"),
    ("actor:tal Tab", "actor:taliban"),
    ("is: Tab", "is:single-origin"),
    ("is: Tab Tab Tab", "is:retracted"),
    ("is: Tab Tab Tab BTab", "is:disputed"),
    ("is: BTab", "is:changed"),
    ("is Tab Tab", "is:single-origin"),
    ("title: Tab Tab", "title:"),
    ("zzz Tab", "zzz"),
    ("date:2021 Tab Tab Tab", "date:2021-06"),
)


async def test_tab(opened):
    async with opened() as screen:
        for keys, text in TABLE:
            await screen.press("slash")
            await typed(screen, keys)
            line = screen.app.focused
            assert (keys, line.value, line.cursor_position) == (keys, text, len(text))
            await screen.press("escape")


async def test_tab_in_the_middle_of_a_line_keeps_what_stands_behind(opened):
    async with opened() as screen:
        await screen.press("slash")
        await screen.type("loc kaldar")
        await screen.press("home", "right", "right", "right", "tab", "tab", "tab")
        line = screen.app.focused
        assert (line.value, line.cursor_position) == ("location:kaldar kaldar", 15)


async def test_behind_a_field_stands_what_it_means_and_what_it_may_have(opened):
    async with opened(size=(80, 24)) as screen:
        await screen.press("slash")
        await screen.type("loc")
        await screen.press("tab")
        hints = screen.lines("QueryHints")[0]
        assert hints == "   a place and everything within it   balkh 3  kaldar 2  helmand 1"
        await screen.press("tab")
        assert screen.lines("QueryHints")[0] == "   balkh 3  kaldar 2  helmand 1"


async def test_tab_completes_what_stands_there_although_it_was_typed_at_once(opened):
    async with opened() as screen:
        await screen.press("slash")
        for letter in "is:cor":
            screen.app.post_message(events.Key("colon" if letter == ":" else letter, letter))
        screen.app.post_message(events.Key("tab", "\t"))
        await screen.pilot.pause()
        await screen.pilot.pause()
        assert screen.app.focused.value == "is:corroborated"
