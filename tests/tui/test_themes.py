"""Every theme: what is said can be read on what it stands on."""

from __future__ import annotations

from typing import get_args

import pytest
from rich.color import Color
from textual.theme import BUILTIN_THEMES

from timeline_tui.settings import Settings
from timeline_tui.words.spans import Role

THEMES = ["timeline", "timeline-light", *(name for name in BUILTIN_THEMES if "ansi" not in name)]


def contrast(one: Color, other: Color) -> float:
    """As WCAG 2 defines it."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.get_truecolor()]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(p * weight for p, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
async def test_what_is_said_can_be_read(opened, theme):
    async with opened(settings=Settings(theme=theme)) as screen:
        main = screen.main
        widgets = [main.chronology, main.panes.event_pane, main.bar.status]
        for role in get_args(Role):
            for widget in widgets:
                style = widget.role_style(role)
                least = 3.5 if role == "dim" else 4.5
                assert contrast(style.color, style.bgcolor) >= least, (role, widget)
            for widget in widgets[:2]:  # the first has the keys
                style = widget.role_style(role, at_cursor=True)
                assert contrast(style.color, style.bgcolor) >= 4.5, (role, widget)


async def test_a_theme_that_can_be_read_keeps_its_colours(opened):
    async with opened() as screen:
        style = screen.main.chronology.role_style("dim")
        assert style == screen.main.chronology.get_component_rich_style("role--dim")


async def test_a_theme_that_is_picked_says_how_it_is_kept(opened):
    async with opened() as screen:
        await screen.press("f10", "j", "enter")
        kept = 'theme = "timeline-light" in the config keeps it.'
        assert screen.message == f"Theme: timeline-light until you leave. {kept}"


@pytest.mark.parametrize("keys", [("f10", "enter"), ("f10", "j", "escape")])
async def test_the_theme_in_use_says_nothing(opened, keys):
    async with opened() as screen:
        await screen.press(*keys)
        assert screen.message == ""


async def test_the_theme_of_the_config_is_kept_already(opened):
    async with opened(config="theme = 'timeline-light'") as screen:
        await screen.press("f10", "k", "enter", "f10", "j", "enter")
        assert screen.app.theme == "timeline-light"
        assert screen.message == ""
