"""The program around the screen: keys, palette, help, looks, names that misbehave."""

import os
import subprocess
import sys

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from timeline_tui.settings import Settings
from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.styles import DARK, LIGHT, contrast, said_colours


async def test_help_has_every_command_and_typing_narrows_it(opened):
    async with opened(size=(96, 200)) as screen:
        await screen.press("question_mark")
        wanted = [*(command.help for command in COMMANDS), "The query line"]
        assert [words for words in wanted if words not in screen.page] == []
        await screen.type("citation")
        assert "Copies a citation of the event" in screen.page
        assert "Leaves" not in screen.page
        await screen.type(" xyz")
        assert "Nothing has these words." in screen.page
        await screen.press("escape")
        assert screen.app.screen is screen.main


async def test_every_command_does_something_and_none_ends_the_program(opened, edited, monkeypatch):
    monkeypatch.setenv("BROWSER", "true %s")
    async with opened() as screen:
        for command in COMMANDS:
            for key in command.keys[-1:] if command.id != "quit" else ():
                await screen.pilot.press(key)
                while screen.app.screen is not screen.main:
                    screen.app.screen.dismiss(None)
                    await screen.pilot.pause()
                if screen.main.bar.typing:
                    await screen.pilot.press("escape")
        await screen.rest()
        assert screen.app.is_running
        await screen.pilot.press("q")
        await screen.until(lambda: not screen.app.is_running)


async def test_keys_are_remapped_in_every_screen(opened):
    keys = {"last": ("L",), "down": ("n",), "quit": ("x",), "disputes": ("D",)}
    async with opened(settings=Settings(keys=keys)) as screen:
        await screen.press("n")
        assert screen.selected == "governor"
        await screen.press("L", "G", "j")
        assert screen.selected == "helicopter"
        await screen.press("exclamation_mark", "x")
        assert screen.app.screen is screen.main
        assert screen.app.is_running
        await screen.press("question_mark")
        assert "“Next match” in the palette" not in screen.page
        await screen.press("escape")
        titles = {command.title for command in screen.app.get_system_commands(screen.main)}
        assert {"Disputes  D", "Next day  ] Shift+↓"} <= titles
        await screen.press("ctrl+p")
        assert not screen.app.screen.query_one("SearchIcon").display


@pytest.mark.parametrize("theme", [DARK, LIGHT, *BUILTIN_THEMES.values()], ids=str)
def test_what_is_said_can_be_read_in_every_theme(theme):
    colours = theme.to_color_system().generate()
    for name, colour in said_colours(colours, ansi=theme.ansi).items():
        for ground in ("background", "surface", "panel") if not theme.ansi else ():
            seen = contrast(Color.parse(colour), Color.parse(colours[ground]))
            assert seen >= 4.5, (name, ground)


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light", "timeline"])
async def test_every_theme_draws_a_cursor_also_without_colour(opened, theme, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1" if theme == "timeline" else "")
    async with opened(settings=Settings(theme=theme)) as screen:
        await screen.press("j", "x", "escape")
        assert (screen.app.theme, screen.message) == (theme, "")
        style = screen.main.list.get_visual_style("lines--cursor")
        assert style.rich_style.bold or contrast(style.foreground, style.background) >= 4.4


async def test_a_choice_that_is_made_and_one_that_is_wrong_is_said(opened):
    for config, said in (
        ("", 'theme = "nord" in the config keeps it.'),
        ("theme = 'bogus'", "There is no theme `bogus`"),
        ("ascii = 3\nbogus = 1\n", "2 problems in the config"),
    ):
        async with opened(config=config) as screen:
            if not config:
                screen.app.theme = "nord"
                await screen.rest()
            assert said in screen.message
            await screen.press("exclamation_mark")
            assert ("`bogus`" in screen.page) == ("bogus =" in config)


async def test_ascii_draws_no_other_sign(opened):
    async with opened(settings=Settings(ascii=True)) as screen:
        await screen.press("m", "2", "x")
        drawn = screen.page + screen.text(".foot").replace("·", "")
        await screen.press("escape")
        for pane in ("#chronology", "#location", "#event", "#density"):
            drawn += screen.text(pane).replace("–", "").replace("·", "")
        assert drawn.isascii()


async def test_no_name_title_or_query_acts_on_the_terminal(opened, tmp_path):
    odd = os.fsdecode(b"\xff") if sys.platform == "linux" else ""  # is no text
    path = tmp_path / f"e\x1b[31mred\x1b]0;t\x07 [bold]x[@click=app.quit]\nend\t{odd}.yaml"
    title = "[bold]loud[/bold] [@click=app.quit]x[/] \\e[31mred"
    path.write_text(f'events:\n  - {{date: 2021, title: "{title}", titel: A slip}}\n')
    async with opened(path=path, query="\x1b[31m[bold]x[/]") as screen:
        drawn = screen.lines("#bar")
        await screen.press("0")
        for pane in ("#chronology", "#event"):
            assert "[bold]loud[/bold] [@click" in screen.text(pane)
        drawn += [*screen.lines("#event"), *screen.lines("#chronology")]
        await screen.press("exclamation_mark")
        drawn += screen.lines("Paragraphs")
        await screen.press("escape", "i")
        drawn += screen.lines("Paragraphs")
        path.unlink()
        await screen.press("escape", "r")
        await screen.until(lambda: screen.main.bad is not None)
        drawn += screen.lines("#status")
        assert all(line.isprintable() for line in drawn)
        assert "yaml" in "".join(line.strip() for line in drawn)


def test_the_first_frame_needs_no_evidence_and_the_table_of_keys_no_screen():
    late = [f"timeline_tui.core.evidence.{one}" for one in ("asof", "disputes", "quotations")]
    for module, names in (("tui.app", late), ("tui.commands", ["textual"])):
        code = (
            f"import timeline_tui.{module}, sys; sys.exit(any(n in sys.modules for n in {names}))"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
