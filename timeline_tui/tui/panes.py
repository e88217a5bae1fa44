"""The facets beside the list, as trees with counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from timeline_tui.core.models import FacetKind
from timeline_tui.core.views.facets import FacetEntry
from timeline_tui.core.views.view import View
from timeline_tui.tui.lists import Lines
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Role, Span, crop_middle, isolate, pad

LABELS: dict[FacetKind, str] = {"location": "Locations", "actor": "Actors", "source": "Sources"}


class Facet(Lines):
    """The entries of one facet, parents before their parts, what lies in closed branches left
    out."""

    HINTS = "include exclude about before maximise next_pane back"
    CALLED: ClassVar[Mapping[str, str]] = {"before": "fold"}

    def __init__(self, kind: FacetKind, glyphs: Glyphs) -> None:
        super().__init__(id=kind, classes="pane lower")
        self.kind: FacetKind = kind
        self.label = self.heading = LABELS[kind]
        self._glyphs = glyphs
        self._all: tuple[FacetEntry, ...] = ()
        self._seen: list[FacetEntry] = []
        self._folded: set[str] = set()
        self._digits = 1

    def show(self, view: View) -> None:
        """Counts under another view; the cursor and closed branches stay."""
        self._all = view.facet(self.kind)
        self._digits = len(str(max((entry.total for entry in self._all), default=0)))
        self.heading = f"{self.label} {len(self._all):,}"
        self._lay_out(self.entry.id if self.entry is not None else "")

    def _lay_out(self, id: str) -> None:
        """Which entries are seen, the cursor on one of them, if it is among them."""
        self._seen, within = [], None
        for entry in self._all:
            if within is not None and entry.depth > within:
                continue
            within = entry.depth if entry.id in self._folded else None
            self._seen.append(entry)
        same = (place for place, entry in enumerate(self._seen) if entry.id == id)
        self.set_reactive(Facet.cursor, self.validate_cursor(next(same, self.cursor)))
        self.renew()
        self.show_cursor()

    @property
    def count(self) -> int:
        return len(self._seen)

    @property
    def entry(self) -> FacetEntry | None:
        """The entry under the cursor."""
        return self._seen[self.cursor] if self._seen else None

    def select(self, id: str) -> None:
        """The cursor to an entry, the branches around it opened."""
        parents = {entry.id: entry.parent for entry in self._all}
        around = id
        while around := parents.get(around, ""):
            self._folded.discard(around)
        self._lay_out(id)

    def fold(self) -> bool:
        """Closes or opens the branch under the cursor; False if there is none."""
        entry = self.entry
        if entry is None or not entry.children:
            return False
        self._folded ^= {entry.id}
        self._lay_out(entry.id)
        return True

    def line_of(self, place: int) -> int:
        return place if self._seen else 1  # where it is said that there is none

    def line(self, line: int) -> Line:
        if not self._seen:
            return (Span("  none is named", "dim"),)
        entry = self._seen[line]
        sign = {"included": self._glyphs.included, "excluded": self._glyphs.excluded}
        icon = self._glyphs.closed if entry.id in self._folded else self._glyphs.open
        count = f" {entry.count:>{self._digits}} "
        before = "  " * entry.depth + sign.get(entry.state, " ") + (icon if entry.children else " ")
        room = max(self.size.width - len(before) - 1 - len(count), 1)
        named = (Span(isolate(crop_middle(entry.name, room, self._glyphs.ellipsis))),)
        role: Role = "plain" if entry.count else "dim"
        role = "label" if entry.state == "included" else role
        name = (Span(text, role) for text, _ in pad(named, room))
        return (Span(f"{before} "), *name, Span(count, role))

    def pressed(self, x: int) -> bool:
        icon = 2 * self._seen[self.cursor].depth + 1
        return icon <= x <= icon + 1 and self.fold()
