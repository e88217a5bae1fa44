"""How the roles of a text look: here meaning becomes colour, from theme variables only.

`Content` takes the place of markup everywhere: nothing in a file is ever interpreted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import BLACK, WHITE, Color
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.theme import Theme
from textual.widget import Widget

from timeline_tui.words.spans import Line, Role, harmless

_PARTS = "primary accent secondary warning error success foreground background surface panel"


def _theme(name: str, colours: str, *, dark: bool) -> Theme:
    parts: dict[str, Any] = dict(zip(_PARTS.split(), colours.split(), strict=True))
    return Theme(name, **parts, dark=dark)


DARK = _theme(
    "timeline",
    "#7aa2c8 #7aa2c8 #9aa4b0 #d9a05b #d9706b #8fb573 #d8dce2 #14171b #1a1e23 #20252b",
    dark=True,
)
LIGHT = _theme(
    "timeline-light",
    "#27629b #27629b #5a6470 #8f5a0a #a8322d #4b7a2b #20242a #fbfaf7 #f3f1ec #eae7e0",
    dark=False,
)
STYLES: Mapping[Role, str] = {
    "plain": "",
    "title": "bold",
    "label": "$said-accent bold",
    "dim": "$said-dim",
    "accent": "$said-accent",
    "contested": "$said-warning",
    "problem": "$said-error",
    "match": "$said-accent underline",
    "side1": "$said-side1",
    "side2": "$said-side2",
    "side3": "$said-side3",
    "side4": "$said-side4",
}
_AT_CURSOR: Mapping[Role, str] = {"title": "bold", "label": "bold", "match": "underline"}
_SIDES = ("side1", "side2", "side3", "side4")
_LEAST = 4.5  # contrast (WCAG 2) of what is to be read
_STEPS = 20  # from a theme's colour to black or white


def lines(them: Iterable[Line]) -> Content:
    """Lines one under the other, with their colours."""
    parts = ([(text, STYLES[role]) for text, role in harmless(line)] for line in them)
    return Content("\n").join(Content.assemble(*one) for one in parts)


class Painted(Widget):
    """A widget that draws its own lines, each role as it looks on its ground; under the cursor in
    one colour, which every theme can be read in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor"}
    _looks: dict[tuple[Role, bool], RichStyle]

    def notify_style_update(self) -> None:
        self._looks = {}
        super().notify_style_update()

    def _look(self, role: Role, at_cursor: bool) -> RichStyle:
        if (role, at_cursor) not in self._looks:
            ground = self.get_visual_style(*(("lines--cursor",) if at_cursor else ()))
            look = _AT_CURSOR.get(role, "") if at_cursor else STYLES[role]
            style = ground + Style.parse(look, self.app.theme_variables)
            self._looks[role, at_cursor] = style.rich_style
        return self._looks[role, at_cursor]

    def paint(self, line: Line, at_cursor: bool = False) -> Strip:
        """A line as wide as the widget; without `Content`, which takes four times as long."""
        pieces = [Segment(text, self._look(role, at_cursor)) for text, role in harmless(line)]
        ground = self._look("plain", at_cursor)
        return Strip(pieces).adjust_cell_length(self.size.width, ground).simplify()


def said_colours(variables: Mapping[str, str], *, ansi: bool) -> dict[str, str]:
    """The variables of `STYLES`: the theme's own colours, moved towards black or white as far as it
    takes to read them on its background and panels."""
    names = ("accent", "warning", "error", "success")
    if ansi:  # the terminal's own colours cannot be mixed
        plain = (*names, "primary", "success", "secondary", "error")
        pairs = zip((*names, *_SIDES), plain, strict=True)
        return {f"said-{it}": variables[f"text-{name}"] for it, name in pairs} | {"said-dim": "dim"}
    grounds = [Color.parse(variables[name]) for name in ("background", "surface", "panel")]
    dim = grounds[0].blend(Color.parse(variables["foreground"]), 0.65, 1)
    colours = {name: Color.parse(variables[f"text-{name}"]) for name in names} | {"dim": dim}
    own = ("primary", "success", "error", "secondary")
    blue, green, red, grey = (Color.parse(variables[name]) for name in own)
    hues = (blue, green, red.blend(blue, 0.5), grey)  # an error's own would alarm
    colours |= zip(_SIDES, hues, strict=True)
    return {f"said-{name}": _readable(colour, grounds).hex for name, colour in colours.items()}


def _readable(colour: Color, grounds: list[Color]) -> Color:
    end = max((BLACK, WHITE), key=lambda end: contrast(end, grounds[0]))
    colour = grounds[0].blend(colour, colour.a, 1)
    mixed = (colour.blend(end, step / _STEPS) for step in range(_STEPS))
    return next((one for one in mixed if all(contrast(one, g) >= _LEAST for g in grounds)), end)


def contrast(one: Color, other: Color) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
