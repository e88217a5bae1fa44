"""The facets beside the list, as trees with counts, and how long the bars behind these are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

from timeline_tui.core.views.facets import FacetEntry, PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.tui.lists import Lines
from timeline_tui.words.dates import year_name
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Role, Span, crop_middle, isolate, pad

LABELS: Final[Mapping[PaneKind, str]] = {
    "location": "Locations",
    "actor": "Actors",
    "source": "Sources",
    "side": "Sides",
    "type": "Types",
    "tag": "Tags",
    "standing": "Standing",
    "year": "Years",
}
_BARS: Final = ((36, 8), (28, 4), (0, 0))
"""How many cells a bar has, from how many of the line: the name needs those of a narrow one."""
_SCHEME: Final = re.compile(r"https?://(www\.)?")
_YEAR: Final = re.compile(r"Y?(-?\d+)")


def bar(count: int, most: int, width: int, glyphs: Glyphs) -> str:
    """How much `count` is of the `most` that fill the width; it is never empty for something."""
    if not count or not width:
        return ""
    parts = glyphs.shares
    steps = max(round(count * width * len(parts) / most), 1)
    full, rest = divmod(steps, len(parts))
    return parts[-1] * full + (parts[rest - 1] if rest else "")


class Facet(Lines):
    """The entries of one facet, parents before their parts, what lies in closed branches left
    out."""

    HINTS = "include exclude about before maximise next_pane back"
    CALLED: ClassVar[Mapping[str, str]] = {"before": "fold"}

    def __init__(self, kind: PaneKind, glyphs: Glyphs) -> None:
        super().__init__(id=kind, classes="pane lower")
        self.kind: PaneKind = kind
        self.label = self.heading = LABELS[kind]
        self._glyphs = glyphs
        self.entries: tuple[FacetEntry, ...] = ()  # those in closed branches too
        self._seen: list[FacetEntry] = []
        self._folded: set[str] = set()
        self._most = 0  # events of one entry under the query
        self._digits = 1

    def show(self, view: View) -> None:
        """Counts under another view; the cursor and closed branches stay."""
        self.entries = view.facet(self.kind)
        self._most = max((entry.count for entry in self.entries), default=0)
        self._digits = len(f"{max((entry.total for entry in self.entries), default=0):,}")
        self.heading = f"{self.label} {len(self.entries):,}"
        self._lay_out(self.entry.id if self.entry is not None else "")

    def _lay_out(self, id: str) -> None:
        """Which entries are seen, the cursor on one of them, if it is among them."""
        self._seen, within = [], None
        for entry in self.entries:
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
        return self._seen[self.cursor] if self._seen else None

    def select(self, id: str) -> None:
        """The cursor to an entry, the branches around it opened."""
        parents = {entry.id: entry.parent for entry in self.entries}
        around = id
        while around := parents.get(around, ""):
            self._folded.discard(around)
        self._lay_out(id)

    def fold(self) -> bool:
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
        entry, glyphs, width = self._seen[line], self._glyphs, self.room
        sign = {"included": glyphs.included, "excluded": glyphs.excluded}.get(entry.state, " ")
        icon = glyphs.closed if entry.id in self._folded else glyphs.open
        cells = next(cells for least, cells in _BARS if width >= least)
        share = f"{bar(entry.count, self._most, cells, glyphs):<{cells}}"
        count = f" {entry.count:>{self._digits},}{' ' * bool(cells)}"
        before = " " * entry.depth + (icon if entry.children else " ") + sign
        room = max(width - len(before) - len(count) - cells, 1)
        role: Role = "plain" if entry.count else "dim"
        role = "label" if entry.state == "included" else role
        named = (Span(isolate(crop_middle(self._called(entry), room, glyphs.ellipsis)), role),)
        return (Span(before), *pad(named, room), Span(count, "dim"), Span(share, "accent"))

    def _called(self, entry: FacetEntry) -> str:
        """A year as people write it, an address without what all of them begin with."""
        if self.kind == "year" and (year := _YEAR.fullmatch(entry.name)):
            return year_name(int(year[1]))
        if self.kind == "standing":
            return entry.name.replace("-", " ")
        name = _SCHEME.sub("", entry.name, count=1) if self.kind == "source" else entry.name
        return name.removeprefix(entry.parent) or name if self.kind == "source" else name

    def pressed(self, x: int) -> bool:
        icon = self._seen[self.cursor].depth
        return icon <= x <= icon + 1 and self.fold()
