"""The colours that are our own, and the list to pick from them and those of Textual."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from timeline_tui.tui.dialogs import PickDialog, wrapped
from timeline_tui.tui.keys import Keys
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Span

DARK = Theme(
    name="timeline",
    primary="#7aa2c8",
    accent="#7aa2c8",
    secondary="#9aa4b0",
    warning="#d9a05b",
    error="#d9706b",
    success="#8fb573",
    foreground="#d8dce2",
    background="#14171b",
    surface="#1a1e23",
    panel="#20252b",
    dark=True,
)
LIGHT = Theme(
    name="timeline-light",
    primary="#27629b",
    accent="#27629b",
    secondary="#5a6470",
    warning="#8f5a0a",
    error="#a8322d",
    success="#4b7a2b",
    foreground="#20242a",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#eae7e0",
    dark=False,
)


class ThemesDialog(PickDialog[str]):
    """Every theme by name, our own first; the cursor begins at the one in use."""

    def __init__(
        self, themes: Mapping[str, Theme], current: str, keys: Keys, glyphs: Glyphs
    ) -> None:
        own = (DARK.name, LIGHT.name)
        names = (*own, *sorted(name for name in themes if name not in own))

        def line(name: str) -> Line:
            tone = "dark" if themes[name].dark else "light"
            used = Span("in use", "accent") if name == current else Span("")
            return (Span(f"{name:<24} ", "title"), Span(f"{tone:<8} ", "dim"), used)

        make = wrapped(names, line, "")
        super().__init__("Theme", names, make, keys, glyphs, start=names.index(current))
