"""The screen as a person uses it: keys in, state and text out."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_texts import BROKEN, EMPTY, TIMELINE
from textual import events

from timeline_tui.settings import Settings


def read(screen) -> list[str]:
    """The lines of the text over the main screen."""
    lines = screen.app.screen.query_one("LineList")
    return [lines._draw(y, False).text.strip() for y in range(lines.line_total())]


async def test_opens_with_every_event_in_order(opened):
    async with opened() as screen:
        assert screen.shown == ["fall", "governor", "retaken", "helicopter"]
        assert screen.selected == "fall"


async def test_typing_a_query_narrows_at_every_letter_and_enter_keeps(opened):
    async with opened() as screen:
        await screen.press("slash")
        await screen.type("heli")
        assert screen.shown == ["helicopter"]
        await screen.press("enter")
        assert screen.query == "heli"
        assert screen.app.focused is screen.main.chronology


async def test_escape_restores_the_query_that_was(opened):
    async with opened(query="kaldar") as screen:
        await screen.press("slash")
        await screen.type("zzz")
        assert screen.shown == []
        await screen.press("escape")
        assert screen.query == "kaldar"
        assert screen.shown == ["fall", "retaken"]


async def test_what_to_write_is_said_where_a_usual_mistake_finds_nothing(opened):
    async with opened() as screen:
        await screen.press("slash")
        said = "`OR` is written in capitals"
        for letter in "kaldar or governor":
            await screen.type(letter)
        assert screen.shown == []
        assert said in screen.lines("QueryHints")[0]
        await screen.type(" ")
        assert said in screen.lines("QueryHints")[0]
        await screen.press("enter", "slash")
        assert said in screen.lines("QueryHints")[0]
        await screen.press(*["backspace"] * 13)
        assert screen.shown == ["fall", "retaken"]
        assert said not in screen.lines("QueryHints")[0]


async def test_an_error_in_the_query_is_said_and_the_last_result_stays(opened):
    async with opened(query="kaldar") as screen:
        await screen.press("slash")
        await screen.type("is:contested")
        assert screen.shown == ["fall", "retaken"]
        assert "contested" in screen.lines("QueryHints")[0]


@pytest.mark.parametrize("term", ["locaton:", "locaton:balkh", "location>"])
async def test_a_wrong_field_leaves_what_the_other_terms_find(opened, term):
    async with opened() as screen:
        await screen.press("slash")
        for letter in f"kaldar {term}":
            await screen.type(letter)
        assert screen.shown == ["fall", "retaken"]
        assert term[:7] in screen.lines("QueryHints")[0]
        await screen.press("escape")
        assert screen.query == ""


async def test_including_a_place_shows_as_many_events_as_its_count(opened):
    async with opened() as screen:
        count = screen.count("location", "balkh")
        await screen.press("2", "enter")
        assert screen.main.panes.facet("location").entry.id == "balkh"
        assert len(screen.shown) == count == 3
        await screen.press("enter")
        assert screen.query == ""


async def test_excluding_a_place(opened):
    async with opened() as screen:
        await screen.press("2", "minus")
        assert screen.shown == ["helicopter"]
        await screen.press("minus")
        assert len(screen.shown) == 4


async def test_backspace_drops_the_last_term_and_zero_clears_and_undo_returns(opened):
    async with opened(query="kaldar location:balkh") as screen:
        await screen.press("backspace")
        assert screen.query == "kaldar"
        await screen.press("0")
        assert screen.query == ""
        await screen.press("U")
        assert screen.query == "kaldar"


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        (("j",), "governor"),
        (("down", "down"), "retaken"),
        (("G",), "helicopter"),
        (("G", "g"), "fall"),
        (("right_square_bracket",), "governor"),
        (("right_square_bracket", "right_square_bracket"), "helicopter"),
        (("G", "left_square_bracket"), "governor"),
        (("right_curly_bracket",), "governor"),
        (("G", "left_curly_bracket"), "governor"),
        (("G", "left_curly_bracket", "left_curly_bracket"), "fall"),
        (("pagedown",), "helicopter"),
        (("k",), "fall"),
    ],
)
async def test_moving(opened, keys, selected):
    async with opened() as screen:
        await screen.press(*keys)
        assert screen.selected == selected


async def test_go_to_a_date_and_a_date_that_does_not_read(opened):
    async with opened() as screen:
        await screen.press("colon")
        await screen.type("26.07.2021")
        await screen.press("enter")
        assert "2021-07-26" in screen.app.screen.query_one("QueryHints").render_line(0).text
        await screen.press(*["backspace"] * 10)
        await screen.type("2021-07-27")
        await screen.press("enter")
        assert screen.selected == "helicopter"


async def test_the_event_pane_follows_the_cursor(opened):
    async with opened() as screen:
        await screen.press("G")
        text = "\n".join(screen.lines("#event"))
        assert "A helicopter comes down" in text
        assert "It was shot down" in text


async def test_marks_are_kept_and_found(opened):
    async with opened() as screen:
        await screen.press("j", "j", "m", "g", "apostrophe")
        assert screen.selected == "retaken"
        await screen.press("slash")
        await screen.type("is:marked")
        assert screen.shown == ["retaken"]
    async with opened() as screen:
        assert screen.main.session.marked == {"retaken"}


async def test_a_query_is_saved_and_picked(opened):
    async with opened(query="kaldar") as screen:
        await screen.press("s")
        await screen.type("north")
        await screen.press("enter", "0", "S", "enter")
        assert screen.query == "kaldar"


async def test_a_query_may_ask_for_a_measure_of_the_file_and_for_no_other(opened):
    text = TIMELINE + "    figures: {territory: 85%}\n"
    async with opened(text, query="territory:80..90") as screen:
        assert screen.shown == ["helicopter"]
        screen.main._put("bogus>5")
        assert screen.query == "territory:80..90"
        assert "no field or measure `bogus`" in screen.message
        screen.main._put("asof:2021-07-26 territory:85")
        await screen.press("slash", "enter")
        assert screen.query == "asof:2021-07-26 territory:85"
    async with opened(text, query="bogus>5") as screen:
        assert "no field or measure `bogus`" in screen.message
        assert len(screen.shown) == 4


async def test_an_edit_appears_by_itself_and_the_cursor_stays(opened):
    async with opened() as screen:
        await screen.press("j", "j")
        before = screen.path.read_text()
        replacement = screen.path.with_suffix(".new")
        replacement.write_text(
            before.replace("A helicopter comes down", "A helicopter lands").replace(
                "Kaldar falls", "Kaldar is lost"
            )
        )
        replacement.replace(screen.path)
        await screen.until(lambda: len(screen.main.session.changed_ids) == 2)
        assert screen.selected == "retaken"
        assert "2 changed" in screen.message
        await screen.press("u")
        assert screen.shown == ["fall", "helicopter"]
        await screen.press("u")
        assert len(screen.shown) == 4


async def test_a_file_that_becomes_unreadable_leaves_what_was_read(opened):
    async with opened() as screen:
        screen.path.unlink()
        await screen.press("r")
        await screen.until(lambda: "stays" in screen.message)
        assert len(screen.shown) == 4
        screen.path.write_text("events:\n  - {date: 2021, title: Back again}\n")
        await screen.until(lambda: len(screen.shown) == 1)


async def test_a_broken_record_stands_in_the_list_with_its_line(opened):
    async with opened(BROKEN) as screen:
        assert len(screen.shown) == 3
        row = next(line for line in screen.lines("#chronology") if "[unclosed" in line)
        assert row.startswith("  line 4 ")
        await screen.press("exclamation_mark")
        text = "\n".join(
            screen.app.screen.query_one("ItemLines").render_line(y).text for y in range(6)
        )
        assert "events.yaml:4" in text


async def test_markup_and_escapes_in_a_title_are_shown_never_interpreted(opened):
    text = (
        'events:\n  - date: 2021\n    title: "[bold]loud[/bold] [@click=app.quit]x[/] \\e[31mred"\n'
    )
    async with opened(text) as screen:
        line = next(line for line in screen.lines("#chronology") if "loud" in line)
        assert "[bold]loud[/bold] [@click=app.quit]x[/]" in line
        assert "\x1b" not in line
        assert "␛[31m" in line


async def test_an_empty_file_says_what_to_do(opened):
    async with opened(EMPTY) as screen:
        assert "Two lines make one" in " ".join(screen.lines("#chronology"))


async def test_no_match_says_what_to_do(opened):
    async with opened(query="nothing-like-it") as screen:
        assert "Backspace drops the last term" in " ".join(screen.lines("#chronology"))


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (110, 30), (80, 24), (40, 12), (20, 5)])
async def test_every_size_draws_and_answers(opened, size):
    async with opened(size=size) as screen:
        await screen.press("G", "2", "enter", "0", "3", "4", "5", "j", "z", "escape", "1", "k")
        assert screen.selected == "governor"


async def test_resized_to_nothing_and_back(opened):
    async with opened() as screen:
        await screen.press("G")
        await screen.pilot.resize_terminal(20, 5)
        await screen.pilot.pause()
        await screen.press("k")
        await screen.pilot.resize_terminal(120, 40)
        await screen.pilot.pause()
        assert screen.selected == "retaken"
        assert any("Kaldar is retaken" in line for line in screen.lines("#chronology"))


async def test_escape_steps_back_and_never_quits(opened):
    async with opened() as screen:
        await screen.press("2", "z", "escape", "escape", "escape", "escape")
        assert screen.app.is_running
        assert screen.app.focused is screen.main.chronology


async def test_help_lists_every_command(opened):
    async with opened() as screen:
        await screen.press("question_mark")
        lines = screen.app.screen.query_one("LineList")
        text = "\n".join(lines._draw(y, False).text for y in range(lines.line_total()))
        assert "The query line" in text
        assert text.lstrip().startswith("To begin with")
        await screen.press("escape")
        assert screen.app.screen is screen.main


async def test_the_palette_names_the_keys_and_has_no_picture(opened):
    async with opened(settings=Settings.model_validate({"keys": {"disputes": ["D"]}})) as screen:
        titles = [command.title for command in screen.app.get_system_commands(screen.main)]
        assert "Disputes  D" in titles
        assert "Next day  ] Shift+↓" in titles
        await screen.press("ctrl+p")
        assert not screen.app.screen.query_one("SearchIcon").display


async def test_a_date_that_is_asked_for_is_refused_without_a_word_on_the_file(opened):
    async with opened() as screen:
        for key, typed in (("colon", ""), ("t", "x"), ("colon", "last monday")):
            await screen.press(key)
            await screen.type(typed)
            await screen.press("enter")
            said = screen.app.screen.query_one("QueryHints").render_line(0).text
            assert "2021" in said
            assert "date_text" not in said
            await screen.press("escape")


async def test_a_key_can_be_remapped(opened):
    async with opened(settings=Settings.model_validate({"keys": {"last": ["L"]}})) as screen:
        await screen.press("L")
        assert screen.selected == "helicopter"
        await screen.press("g", "G")
        assert screen.selected == "fall"


async def test_a_citation_is_copied(opened):
    async with opened() as screen:
        await screen.press("G", "y")
        assert "A helicopter comes down" in screen.app.clipboard


async def test_only_web_addresses_are_opened(opened, monkeypatch):
    seen: list[str] = []
    async with opened() as screen:
        monkeypatch.setattr(screen.app, "open_url", lambda url: seen.append(url))
        await screen.press("o")
        screen.main.browse_to("file:///etc/passwd")
    assert seen == ["https://example.org/report"]


async def test_the_editor_opens_at_the_events_line(opened, tmp_path: Path, monkeypatch):
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "timeline_tui.tui.stage.edit_at",
        lambda app, setting, file, line, column: seen.append((file.name, line)) or "",
    )
    async with opened() as screen:
        await screen.press("j", "j", "e")
    assert seen == [("events.yaml", 18)]


async def test_in_a_pane_the_editor_opens_the_entry_where_it_is_declared(opened, monkeypatch):
    seen: list[tuple[str, int, int]] = []
    monkeypatch.setattr(
        "timeline_tui.tui.stage.edit_at",
        lambda app, setting, file, line, column: seen.append((file.name, line, column)) or "",
    )
    async with opened(TIMELINE.replace("location: helmand", "location: herat")) as screen:
        await screen.press("2", "j", "e", "3", "e", "4", "e")
        assert screen.main.panes.facet("location").entry.id == "kaldar"
        await screen.press("2", "G", "e")
        assert screen.message.startswith("It is not declared")
    assert seen == [("events.yaml", 5, 3), ("events.yaml", 8, 3), ("events.yaml", 10, 3)]


async def test_a_page_says_what_the_file_says_of_the_entry_under_the_cursor(opened):
    text = TIMELINE.replace("balkh: Balkh", "balkh: {name: Balkh, note: In the north, x-map: 4}")
    async with opened(text, query="helicopter") as screen:
        await screen.press("2", "g")
        assert screen.main.panes.facet("location").entry.id == "balkh"
        await screen.press("i")
        assert read(screen) == [
            "note           In the north",
            "x-map          4",
            "events         0 of 3 shown",
            "id             balkh",
            f"file           {screen.path}:4",
        ]
        await screen.press("escape", "5", "G", "k", "k", "k", "k", "i")
        assert screen.app.screen is not screen.main


async def test_a_page_of_the_timeline_has_the_keys_at_the_top_of_the_file(opened):
    async with opened("x-case: 2021/17\n" + TIMELINE) as screen:
        await screen.press("i")
        assert read(screen)[-1] == "x-case         2021/17"
        assert "first event    about 27 June 2021" in read(screen)


async def test_as_of_a_day_a_page_tells_no_line(opened):
    async with opened(query="asof:2021-07-27") as screen:
        await screen.press("4", "i")
        assert read(screen)[-1] == f"file           {screen.path}"


async def test_where_there_is_no_event_the_editor_opens_the_file(opened, monkeypatch):
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(
        "timeline_tui.tui.stage.edit_at",
        lambda app, setting, file, line, column: seen.append((file.name, line)) or "",
    )
    async with opened(EMPTY) as screen:
        await screen.press("e")
    assert seen == [("events.yaml", 1)]


async def test_on_the_smallest_screen_the_event_under_the_cursor_is_seen(opened):
    async with opened(size=(24, 5)) as screen:
        for _ in range(4):
            event = screen.main.event
            assert any(event.title[:5] in line for line in screen.lines("#chronology"))
            await screen.press("j")


# What is typed at once


@pytest.mark.parametrize(
    ("typed", "query"), [("/heli", "heli"), ("/sea xm0", "sea xm0"), ("t2021-07-26", "")]
)
async def test_what_is_typed_at_once_goes_into_the_line_that_its_first_key_opens(
    opened, typed, query
):
    async with opened() as screen:
        names = {"/": "slash", " ": "space", "-": "minus"}
        for letter in typed:
            screen.app.post_message(events.Key(names.get(letter, letter), letter))
        await screen.pilot.pause()
        await screen.pilot.pause()
        assert screen.app.focused.value == typed[1:]
        assert screen.query == query


@pytest.mark.parametrize(
    ("typed", "query", "selected"),
    [
        ("/kaldar\rj", "kaldar", "retaken"),
        ("/kaldar\r2", "kaldar", "fall"),
        ("/kald\x1bm", "", "fall"),
        ("/is:dis\t\rx", "is:disputed", "helicopter"),
        ("/loc\tkal\t fal\r", "location:kaldar fal", "fall"),
    ],
)
async def test_what_is_typed_at_once_behind_the_end_of_the_line_is_not_text(
    opened, typed, query, selected
):
    async with opened() as screen:
        names = {"/": "slash", "\r": "enter", "\t": "tab", "\x1b": "escape", " ": "space"}
        for letter in typed:
            screen.app.post_message(events.Key(names.get(letter, letter), letter))
        await screen.until(lambda: screen.query == query and screen.selected == selected)
        assert screen.main.bar.query_one("QueryInput").value == query
        assert not screen.main.bar.has_class("-asking")


async def test_enter_on_a_query_with_an_error_stays_in_the_line(opened):
    async with opened() as screen:
        await screen.press("slash")
        await screen.type("is:contested")
        await screen.press("enter")
        assert screen.app.focused is screen.main.bar.query_one("QueryInput")
        assert "contested" in screen.lines("QueryHints")[0]
        await screen.press("escape")
        assert screen.app.focused is screen.main.chronology
        assert screen.query == ""


async def test_a_query_typed_over_a_pane_that_is_alone_goes_back_to_it(opened):
    async with opened() as screen:
        await screen.press("2", "z", "slash")
        await screen.type("heli")
        await screen.press("enter")
        assert screen.app.focused is screen.main.panes.facet("location")


async def test_what_is_typed_until_enter_is_one_step_to_undo(opened):
    async with opened(query="kaldar") as screen:
        await screen.press("slash")
        await screen.type("fall")
        await screen.press("enter")
        assert screen.query == "kaldar fall"
        await screen.press("U")
        assert screen.query == "kaldar"


async def test_escape_from_the_query_goes_back_to_the_event_and_leaves_nothing_to_undo(opened):
    async with opened() as screen:
        await screen.press("j", "slash")
        await screen.type("heli")
        assert screen.selected == "helicopter"
        await screen.press("escape")
        assert screen.selected == "governor"
        await screen.press("U")
        assert screen.message == "There is no earlier query."


async def test_a_long_error_in_the_query_is_read_to_its_end_at_eighty_columns(opened):
    async with opened(size=(80, 24)) as screen:
        await screen.press("slash")
        await screen.type("date:2021-13")
        first, second = screen.lines("QueryHints")
        assert first.lstrip().startswith("Column")
        assert second.endswith("for the whole year")


async def test_completions_are_named_with_their_counts_and_the_picked_one_is_explained(opened):
    async with opened(size=(80, 24)) as screen:
        await screen.press("slash")
        assert "location:  actor:  source:" in screen.lines("QueryHints")[0]
        await screen.type("location:")
        await screen.press("tab")
        assert screen.lines("QueryHints") == ["   balkh 3  kaldar 2  helmand 1"]
        await screen.press("escape", "slash", "tab")
        assert screen.lines("QueryHints")[0].startswith("   a place and everything within it   bal")


# The mouse


async def test_a_click_opens_the_query_line_and_a_click_elsewhere_keeps_what_was_typed(opened):
    async with opened() as screen:
        await screen.pilot.click("QueryLine", offset=(8, 0))
        await screen.type("kaldar")
        assert screen.main.bar.has_class("-asking")
        await screen.pilot.click("#location", offset=(8, 0))
        await screen.pilot.pause()
        assert not screen.main.bar.has_class("-asking")
        assert screen.query == "kaldar"
        assert screen.app.focused is screen.main.panes.facet("location")


async def test_the_wheel_scrolls_and_the_keys_move_the_cursor(opened):
    text = "events:\n" + "".join(f"  - {{date: 2021-07-{d:02}, title: T}}\n" for d in range(1, 31))
    async with opened(text, size=(80, 20)) as screen:
        chronology = screen.main.chronology
        wheel = events.MouseScrollDown(chronology, 5, 2, 0, 3, 0, False, False, False)
        chronology.post_message(wheel)
        await screen.until(lambda: chronology.scroll_y > 0)
        assert chronology.cursor == 0
        await screen.press("down")
        assert chronology.cursor == 1


async def test_no_header_stands_on_another_however_far_the_wheel_scrolled(opened):
    text = "events:\n" + "".join(
        f"  - {{date: 2021-{month:02}-{day:02}, title: Event}}\n"
        for month in range(1, 13)
        for day in range(1, 1 + month % 3 + 1)
    )
    async with opened(text, size=(80, 20)) as screen:
        chronology = screen.main.chronology
        for top in range(chronology.max_scroll_y + 1):
            chronology.scroll_to(y=top, animate=False, immediate=True, force=True)
            first, second = screen.lines("#chronology")[:2]
            assert "Event" in first + second


# What was known when


async def test_a_step_to_a_report_day_marks_what_it_brought_and_says_so_until_the_next_query(
    opened,
):
    async with opened(size=(80, 24)) as screen:
        await screen.press("less_than_sign")
        assert "Reported 2021-07-27: 4 added, 1 contested" in screen.lines("StatusLine")[0]
        assert sum("▲" in line for line in screen.lines("#chronology")) == 4
        await screen.press("T")
        assert "Reported" not in screen.lines("StatusLine")[0]
        assert not any("▲" in line for line in screen.lines("#chronology"))
        await screen.press("greater_than_sign")
        assert screen.message.startswith("All that is known is shown.")


# Room and focus


async def test_the_keys_go_on_working_where_the_pane_that_had_them_is_gone(opened):
    async with opened() as screen:
        await screen.press("3")
        await screen.pilot.resize_terminal(80, 24)
        await screen.pilot.pause()
        assert screen.app.focused is screen.main.panes.facet("actor")
        await screen.pilot.resize_terminal(20, 5)
        await screen.pilot.pause()
        await screen.press("j")
        assert screen.selected == "governor"


async def test_the_status_line_names_the_keys_of_the_pane_that_has_them(opened):
    async with opened(size=(80, 24)) as screen:
        assert "Tab next pane" in screen.lines("StatusLine")[0]
        await screen.press("2")
        assert "+ include  - exclude  i about" in screen.lines("StatusLine")[0]
        await screen.press("5")
        assert "o open address" in screen.lines("StatusLine")[0]


async def test_a_file_without_a_title_is_called_by_its_name(opened):
    async with opened("events:\n  - {date: 2021, title: Something}\n") as screen:
        assert screen.main.panes.rule("chronology").title == "events.yaml"
