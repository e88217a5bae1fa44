"""How the roles of a text look: here meaning becomes colour, from theme variables only.

`Content` takes the place of markup everywhere: nothing in a file is ever interpreted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.color import BLACK, WHITE, Color
from textual.content import Content
from textual.theme import Theme

from timeline_tui.words.spans import Line, Role, harmless

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
STYLES: Mapping[Role, str] = {
    "plain": "",
    "title": "bold",
    "label": "$said-accent bold",
    "dim": "$said-dim",
    "accent": "$said-accent",
    "contested": "$said-warning",
    "problem": "$said-error",
    "match": "$said-accent underline",
}
_AT_CURSOR: Mapping[Role, str] = {"title": "bold", "label": "bold", "match": "underline"}
_LEAST = 4.5  # contrast (WCAG 2) of what is to be read
_STEPS = 20  # from a theme's colour to black or white


def content(line: Line, *, at_cursor: bool = False) -> Content:
    """`line` with its colours; under the cursor in one colour, which every theme can be read in."""
    styles = _AT_CURSOR if at_cursor else STYLES
    return Content.assemble(*[(text, styles.get(role, "")) for text, role in harmless(line)])


def lines(them: Iterable[Line]) -> Content:
    """Lines one under the other."""
    return Content("\n").join(map(content, them))


def said_colours(variables: Mapping[str, str], *, ansi: bool) -> dict[str, str]:
    """The variables of `STYLES`: the theme's own colours, moved towards black or white as far as it
    takes to read them on its background and panels."""
    names = ("accent", "warning", "error")
    if ansi:  # the terminal's own colours cannot be mixed
        return {f"said-{name}": variables[f"text-{name}"] for name in names} | {"said-dim": "dim"}
    grounds = [Color.parse(variables[name]) for name in ("background", "surface", "panel")]
    dim = grounds[0].blend(Color.parse(variables["foreground"]), 0.65, 1)
    colours = {name: Color.parse(variables[f"text-{name}"]) for name in names} | {"dim": dim}
    return {f"said-{name}": _readable(colour, grounds).hex for name, colour in colours.items()}


def _readable(colour: Color, grounds: list[Color]) -> Color:
    end = max((BLACK, WHITE), key=lambda end: contrast(end, grounds[0]))
    colour = grounds[0].blend(colour, colour.a, 1)
    mixed = (colour.blend(end, step / _STEPS) for step in range(_STEPS))
    return next((one for one in mixed if all(contrast(one, g) >= _LEAST for g in grounds)), end)


def contrast(one: Color, other: Color) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2)."""

    def luminance(color: Color) -> float:
        parts = [
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in color.normalized
        ]
        return sum(
            part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True)
        )

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
