"""The queries kept under a name: pick one, or take one away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from timeline_tui.tui.dialogs import PickDialog, wrapped
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.widgets.item_lines import Items
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Span


class SavedQueriesDialog(PickDialog[str]):
    """Dismissed with the query picked; `remove` takes a name away and returns what to say of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("d,delete", "remove", show=False)]

    def __init__(
        self,
        saved: Mapping[str, str],
        remove: Callable[[str], Line],
        keys: Keys,
        glyphs: Glyphs,
    ) -> None:
        self._saved = sorted(saved.items())
        self._remove = remove
        queries = [query for _, query in self._saved]
        super().__init__("Saved queries", queries, self._items, keys, glyphs)

    def _items(self, width: int) -> Items:
        none = f"None yet. {self._keys['save_query']} saves the query."
        return wrapped(self._saved, _line, none)(width)

    def hints(self) -> tuple[str, ...]:
        *picks, closes = super().hints()
        return (*picks, "d removes", closes) if picks else (closes,)

    def action_remove(self) -> None:
        if not self._saved:
            return
        name, _ = self._saved.pop(self.list.cursor)
        said = self._remove(name)
        self.show_answers([query for _, query in self._saved])
        self.say(said)


def _line(saved: tuple[str, str]) -> Line:
    name, query = saved
    return (Span(f"{name:<24} ", "title"), Span(query, "dim"))
