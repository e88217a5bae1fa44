"""A facet of the view as a tree with counts: places, actors or sources. One class for all three."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from timeline_tui.core.timeline import FacetKind
from timeline_tui.core.views.facets import FacetEntry
from timeline_tui.core.views.view import View
from timeline_tui.render.glyphs import UNICODE, Glyphs
from timeline_tui.render.spans import Line, Role, Span, crop, isolate
from timeline_tui.tui.widgets.line_list import LineList


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

    def __init__(self, kind: FacetKind, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self.kind: FacetKind = kind
        self._folded: set[str] = set()
        self._entries: tuple[FacetEntry, ...] = ()

    def watch_view(self) -> None:
        self._show()

    def on_show(self) -> None:
        self._show()

    def _show(self) -> None:
        """Takes the entries from the view, the cursor staying on its entry."""
        if not self.display or self.view is None:
            return
        kept = self.entry
        self._entries = self._open_ones(self.view.facet(self.kind))
        if kept is not None:
            ids = [entry.id for entry in self._entries]
            position = ids.index(kept.id) if kept.id in ids else min(self.cursor, len(ids) - 1)
            self.set_reactive(LineList.cursor, max(position, 0))
        self.renew()

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

    def fold(self) -> None:
        """Closes or opens the branch under the cursor."""
        if self.entry is not None and self.entry.children:
            self._folded ^= {self.entry.id}
            self._show()

    def item_total(self) -> int:
        return len(self._entries)

    def render_line(self, y: int) -> Strip:
        if not self._entries and self.view is not None:
            text = f" {self.EMPTY[self.kind]}" if y == 0 else ""
            return self.paint((Span(text, "dim"),), self.scrollable_content_region.width)
        return super().render_line(y)

    def content(self, line: int, width: int) -> Line:
        entry = self._entries[line]
        role: Role = "dim" if not entry.count else "plain"
        count = f"{entry.count:>4}"
        sign = {"included": self._glyphs.included, "excluded": self._glyphs.excluded}.get(
            entry.state, " "
        )
        branch = " "
        if entry.children:
            branch = self._glyphs.closed if entry.id in self._folded else self._glyphs.open
        room = width - cell_len(count) - 1
        left = crop(
            (
                Span(sign, "accent"),
                Span("  " * entry.depth + branch + " ", "dim"),
                Span(isolate(entry.name), "title" if entry.state == "included" else role),
            ),
            room - 1,
            self._glyphs.ellipsis,
        )
        used = sum(cell_len(span.text) for span in left)
        return (*left, Span(" " * (room - used)), Span(count, role), Span(" "))
