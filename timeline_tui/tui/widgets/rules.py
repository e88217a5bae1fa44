"""The one-line rules of the screen: a pane's title in its rule, and the tabs of a small screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from timeline_tui.render.glyphs import UNICODE, Glyphs
from timeline_tui.render.spans import Span, harmless, text_of


class PaneRule(Widget):
    """A pane's title and, at the right, what it counts; heavier where the keys go to this pane."""

    DEFAULT_CSS = """
    PaneRule {
        height: 1;
        background: $background;
        color: $foreground 65%;
        & > .rule--title { color: $foreground; text-style: bold; }
        & > .rule--focused { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--title", "rule--focused"}

    title: reactive[str] = reactive("")
    count: reactive[str] = reactive("")
    active: reactive[bool] = reactive(False)

    def __init__(self, title: str, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self.set_reactive(PaneRule.title, title)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        rule = self._glyphs.heavy_rule if self.active else self._glyphs.rule
        base = self.rich_style
        name = "rule--focused" if self.active else "rule--title"
        count = f" {self.count} " if self.count else ""
        title = text_of(harmless((Span(f" {self.title} "),)))  # it may be the name of a file
        if cell_len(title) + cell_len(count) + 4 > width:
            title = set_cell_size(title, max(width - cell_len(count) - 4, 0))
        filling = width - cell_len(title) - cell_len(count) - 2
        return Strip(
            [
                Segment(rule, base),
                Segment(title, self.get_component_rich_style(name)),
                Segment(rule * max(filling, 0), base),
                Segment(count, base),
                Segment(rule, base),
            ]
        ).adjust_cell_length(width, base)


class TabRule(Widget):
    """The panes that share one place on a small screen, by name; a click picks one."""

    DEFAULT_CSS = """
    TabRule {
        height: 1;
        background: $background;
        color: $foreground 65%;
        & > .rule--title { color: $foreground; text-style: bold; }
        & > .rule--focused { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule--title", "rule--focused"}

    picked: reactive[int] = reactive(0)
    active: reactive[bool] = reactive(False)

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, titles: Sequence[str], glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._titles = titles
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        rule = self._glyphs.heavy_rule if self.active else self._glyphs.rule
        base = self.rich_style
        chosen = self.get_component_rich_style("rule--focused" if self.active else "rule--title")
        segments = [Segment(rule, base)]
        for index, title in enumerate(self._titles):
            shown = f"[{title}]" if index == self.picked else f" {title} "
            segments += [
                Segment(shown, chosen if index == self.picked else base),
                Segment(rule, base),
            ]
        strip = Strip(segments)
        segments.append(Segment(rule * max(self.size.width - strip.cell_length, 0), base))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        start = 1
        for index, title in enumerate(self._titles):
            end = start + cell_len(title) + 3
            if start <= event.x < end:
                self.post_message(self.Picked(index))
            start = end
