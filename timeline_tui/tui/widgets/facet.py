"""A facet of the view as a tree with counts: places, actors or sources. One class for all three."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.core.timeline import FacetKind
from timeline_tui.core.views.facets import FacetEntry
from timeline_tui.core.views.view import View
from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.words.glyphs import UNICODE, Glyphs
from timeline_tui.words.spans import Line, Role, Span, crop, isolate, pad, wrap

_ROOMY = 32  # cells from which a branch is set in by two


class Facet(LineList):
    """The entries of one facet, parents before their parts; branches open and close."""

    view: reactive[View | None] = reactive(None)

    EMPTY: ClassVar[dict[FacetKind, str]] = {
        "location": "No event names a location.",
        "actor": "No event names an actor.",
        "source": "No event names a source.",
    }

    class Toggled(Message):
        """An entry is to be included or excluded, or no longer."""

        def __init__(self, kind: FacetKind, entry: FacetEntry, exclude: bool) -> None:
            super().__init__()
            self.kind = kind
            self.entry = entry
            self.exclude = exclude

    class Listed(Message):
        """There are so many entries, folded ones too."""

        def __init__(self, kind: FacetKind, count: int) -> None:
            super().__init__()
            self.kind = kind
            self.count = count

    def __init__(self, kind: FacetKind, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self.kind: FacetKind = kind
        self._folded: set[str] = set()
        self._entries: tuple[FacetEntry, ...] = ()
        self._count_width = 1

    def watch_view(self, old: View | None) -> None:
        if old is None:  # the list comes first
            self.call_after_refresh(self._show)
        else:
            self._show()

    def on_show(self) -> None:
        self._show()

    def _show(self) -> None:
        """Takes the entries from the view, the cursor staying on its entry, which is seen.

        Where nobody has moved it, it stays at the top: the first entry may stand anywhere now.
        """
        if not self.display or self.view is None:
            return
        kept = self.entry if self.cursor or self.has_focus else None
        before = self.cursor
        entries = self.view.facet(self.kind)
        self.post_message(self.Listed(self.kind, len(entries)))
        self._entries = self._open_ones(entries)
        self._count_width = len(str(max((entry.total for entry in self._entries), default=0)))
        if kept is not None:
            ids = [entry.id for entry in self._entries]
            position = ids.index(kept.id) if kept.id in ids else min(self.cursor, len(ids) - 1)
            self.set_reactive(LineList.cursor, max(position, 0))
        self.renew()
        if self.cursor != before:
            self.show_cursor()

    def _open_ones(self, entries: tuple[FacetEntry, ...]) -> tuple[FacetEntry, ...]:
        shown: list[FacetEntry] = []
        hidden_below: int | None = None
        for entry in entries:
            if hidden_below is not None and entry.depth > hidden_below:
                continue
            hidden_below = entry.depth if entry.id in self._folded else None
            shown.append(entry)
        return tuple(shown)

    @property
    def entry(self) -> FacetEntry | None:
        """The entry under the cursor."""
        return self._entries[self.cursor] if self.cursor < len(self._entries) else None

    def select(self, entry_id: str) -> None:
        """The cursor to an entry, if it is there."""
        for position, entry in enumerate(self._entries):
            if entry.id == entry_id:
                self.cursor = position

    def toggle(self, exclude: bool) -> None:
        """Asks for the entry under the cursor to be included or excluded, or no longer."""
        if self.entry is not None:
            self.post_message(self.Toggled(self.kind, self.entry, exclude))

    def fold(self) -> bool:
        """Closes or opens the branch under the cursor; False if there is none."""
        if self.entry is None or not self.entry.children:
            return False
        self._folded ^= {self.entry.id}
        self._show()
        return True

    def on_click(self, event: events.Click) -> None:
        """On the sign of a branch, closes or opens it; a second click does not choose the entry."""
        item = self.item_at(event.y + self.scroll_offset.y)
        if item is None or not self._entries[item].children:
            return
        if event.x == 1 + len(self._indent(self._entries[item])):
            event.prevent_default()
            self.cursor = item
            self.fold()

    def _indent(self, entry: FacetEntry) -> str:
        roomy = self.scrollable_content_region.width >= _ROOMY
        return " " * (entry.depth * (2 if roomy else 1))

    def item_total(self) -> int:
        return len(self._entries)

    def render_line(self, y: int) -> Strip:
        if not self._entries and self.view is not None:
            width = self.scrollable_content_region.width
            lines = wrap((Span(self.EMPTY[self.kind], "dim"),), max(width - 2, 1))
            return self.paint((Span(" "), *lines[y]) if y < len(lines) else (), width)
        return super().render_line(y)

    def content(self, line: int, width: int) -> Line:
        entry = self._entries[line]
        role: Role = "plain" if entry.count else "dim"
        sign = {"included": self._glyphs.included, "excluded": self._glyphs.excluded}
        branch = " "
        if entry.children:
            branch = self._glyphs.closed if entry.id in self._folded else self._glyphs.open
        count = f" {entry.count:>{self._count_width}} "
        named = (
            Span(sign.get(entry.state, " "), "accent"),
            Span(f"{self._indent(entry)}{branch} ", "dim"),
            Span(isolate(entry.name), "title" if entry.state == "included" else role),
        )
        room = max(width - len(count), 1)
        return (*pad(crop(named, room, self._glyphs.ellipsis), room), Span(count, role))
