"""How each role of a span looks: here meaning becomes colour, from theme variables only."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK, WHITE, Color
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.words.spans import Line, Role, Span, crop, harmless, pad

ROLES_CSS = """
.role--title { text-style: bold; }
.role--label { color: $text-accent; text-style: bold; }
.role--dim { color: $foreground 65%; }
.role--accent { color: $text-accent; }
.role--contested { color: $text-warning; }
.role--problem { color: $text-error; }
.role--match { color: $text-accent; text-style: underline; }
.role--cursor { background: $foreground 10%; }
*:focus > .role--cursor { background: $accent 30%; }
"""

_READABLE = 4.5  # contrast (WCAG 2) of what is to be read
_SECONDARY = 3.5  # of what is dim, but on the cursor's line
_STEPS = 20  # from a theme's colour to black or white


class SpanPainter(Widget):
    """A widget that draws lines of spans; look-ups of styles are kept until the styles change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "role--title",
        "role--label",
        "role--dim",
        "role--accent",
        "role--contested",
        "role--problem",
        "role--match",
        "role--cursor",
    }

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._role_styles: dict[tuple[Role, bool], Style] = {}

    def notify_style_update(self) -> None:
        self._role_styles.clear()
        super().notify_style_update()

    def role_style(self, role: Role, at_cursor: bool = False) -> Style:
        """The style of a role here and now, under the cursor or not."""
        style = self._role_styles.get((role, at_cursor))
        if style is None:
            style = self._role_styles[role, at_cursor] = self._make_style(role, at_cursor)
        return style

    def _make_style(self, role: Role, at_cursor: bool) -> Style:
        ansi = self.app.current_theme.ansi
        style = self.rich_style
        if role != "plain":
            style = self.get_component_rich_style(f"role--{role}")
        if role == "dim" and ansi:  # the terminal's own colours cannot be mixed
            style += Style(dim=True)
        if not at_cursor:
            return style if ansi else readable(style, _SECONDARY if role == "dim" else _READABLE)
        if self.app.no_color or ansi:
            # One look from end to end: colours reversed would leave gaps in it
            mark = Style(reverse=self.has_focus, bold=True, underline=style.underline)
            return self.rich_style + mark
        background = self.get_component_rich_style("role--cursor").bgcolor
        return readable(style + Style(bgcolor=background), _READABLE)

    def paint(self, line: Line, width: int, at_cursor: bool = False) -> Strip:
        """`line` as a strip of exactly `width` cells."""
        fitted = pad(crop(harmless(line), width), width)
        return Strip(
            [Segment(text, self.role_style(role, at_cursor)) for text, role in _runs(fitted)], width
        )


def readable(style: Style, least: float) -> Style:
    """`style`, its colour moved towards black or white as far as the contrast asks for.

    A theme mixes its colours for its own background; the status line and the cursor have others.
    """
    if style.color is None or style.bgcolor is None:
        return style
    color, background = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    end = max((BLACK, WHITE), key=lambda end: contrast(end, background))
    for step in range(_STEPS):
        mixed = color.blend(end, step / _STEPS)
        if contrast(mixed, background) >= least:
            return style + Style(color=mixed.rich_color) if step else style
    return style + Style(color=end.rich_color)


def contrast(one: Color, other: Color) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _runs(line: Line) -> list[Span]:
    """The line in as few runs as look the same: each one costs the terminal some forty bytes.

    Blanks take the look of what stands before them, unless that would underline them.
    """
    runs: list[Span] = []
    for span in line:
        if runs and span.text:
            text, role = runs[-1]
            if span.role == role or (role != "match" and span.text.isspace()):
                runs[-1] = Span(text + span.text, role)
                continue
            if text.isspace() and span.role != "match":
                runs[-1] = Span(text + span.text, span.role)
                continue
        if span.text:
            runs.append(span)
    return runs
