"""The one-line rules of the screen: a pane's title in its rule, and the tabs of a small screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.tui.roles import SpanPainter
from timeline_tui.words.glyphs import UNICODE, Glyphs
from timeline_tui.words.spans import Line, Role, Span, crop, width_of

_BETWEEN = " · "


class Rule(SpanPainter):
    """A line across its pane; heavier while the keys go there (`active`)."""

    DEFAULT_CSS = """
    Rule { height: 1; background: $background; color: $foreground; }
    """

    active: reactive[bool] = reactive(False)

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def line(self, cells: int) -> Span:
        """The bare rule over so many cells."""
        return Span((self._glyphs.heavy_rule if self.active else self._glyphs.rule) * cells, "dim")

    @property
    def title_role(self) -> Role:
        return "label" if self.active else "title"


class PaneRule(Rule):
    """A pane's title and, at the right, whether it is `alone` on the screen and what it counts."""

    title: reactive[str] = reactive("")
    count: reactive[str] = reactive("")
    alone: reactive[bool] = reactive(False)

    def __init__(self, title: str, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self.set_reactive(PaneRule.title, title)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        count = self._count(width)
        room = max(width - width_of(count) - 4, 0)
        title = crop((Span(f" {self.title}", self.title_role),), room - 1, self._glyphs.ellipsis)
        title = (*title, Span(" ")) if self.title else ()
        filling = max(width - width_of(title) - width_of(count) - 2, 0)
        return self.paint((self.line(1), *title, self.line(filling), *count, self.line(1)), width)

    def _count(self, width: int) -> Line:
        """As many of the facts, from the first, as leave the title its room: half of a rule."""
        facts = [*(["maximised"] if self.alone else []), *self.count.split(_BETWEEN)]
        title = min(cell_len(self.title), width // 2)
        while facts:
            text = _BETWEEN.join(filter(None, facts))
            if text and title + cell_len(text) + 8 <= width:
                return (Span(f" {text} ", "dim"),)
            facts.pop()
        return ()


class TabRule(Rule):
    """The panes that share one place on a small screen, by name; a click picks one."""

    picked: reactive[int] = reactive(0)

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, titles: Sequence[str], glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs)
        self._titles = titles

    def render_line(self, y: int) -> Strip:
        spans = [self.line(1)]
        for index, title in enumerate(self._titles):
            if index == self.picked:
                spans.append(Span(f"[{title}]", self.title_role))
            else:
                spans.append(Span(f" {title} ", "dim"))
            spans.append(self.line(1))
        spans.append(self.line(max(self.size.width - width_of(tuple(spans)), 0)))
        return self.paint(tuple(spans), self.size.width)

    def on_click(self, event: events.Click) -> None:
        start = 1
        for index, title in enumerate(self._titles):
            end = start + cell_len(title) + 3
            if start <= event.x < end:
                self.post_message(self.Picked(index))
            start = end
