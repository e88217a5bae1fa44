"""Which panes are shown and how wide: the choice that a key opens, kept for the next time."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final, get_args

from timeline_tui.settings import Panes, Width
from timeline_tui.state import State
from timeline_tui.tui.arrange import open_panes
from timeline_tui.tui.links import Linked
from timeline_tui.tui.pages import Item, Page
from timeline_tui.words.spans import Role, Span

_WIDTHS: Final[tuple[Width, ...]] = get_args(Width)
_CALLED: Final = {
    "density": "The strip over the list",
    "event": "The event",
    "event_width": "Width of the event beside the list",
    "facet_width": "Width of each other pane",
}


class Choosing(Linked):
    """The main screen with the choice of its panes."""

    def action_panes(self) -> None:
        """Opens the choice, which stays open."""
        self.open_page(self._choices)

    def _choices(self) -> Page:
        items = [self._choice(one.name, getattr(self.chosen, one.name)) for one in fields(Panes)]
        return Page("Panes shown", items, picks="changes it", stays=self._choose)

    def _choice(self, name: str, value: object) -> Item:
        called = _CALLED.get(name, name.capitalize())
        said = ("shown" if value else "hidden") if isinstance(value, bool) else str(value)
        role: Role = "dim" if value is False else "accent"
        line = (Span(f"  {called:<36}"), Span(said, role))
        return Item(lambda _: [line], name, name)

    def _choose(self, name: str) -> None:
        before = getattr(self.chosen, name)
        if isinstance(before, bool):
            value: object = not before
        else:
            value = _WIDTHS[(_WIDTHS.index(before) + 1) % len(_WIDTHS)]
        text = ("yes" if value else "no") if isinstance(value, bool) else str(value)

        def change(state: State) -> State:
            others = {key: one for key, one in state.panes.items() if key != name}
            is_own = value != getattr(self.settings.panes, name)
            return replace(state, panes=others | ({name: text} if is_own else {}))

        open_panes(self, self.chosen.with_choices({name: text}))
        if self.pane.has_class("-closed"):
            self.set_focus(self.front)
        if self.tab.has_class("-closed"):
            self.tab = next((one for one in self.tabs if not one.has_class("-closed")), self.tab)
        self.place_panes()
        self.rest_soon()
        self.page.renew()
        self.keep(change)
