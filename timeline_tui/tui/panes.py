"""The panes beside the list: what an event tells, and the facets as trees with counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import OptionList, Tree
from textual.widgets.option_list import Option
from textual.widgets.tree import TreeNode

from timeline_tui.core.models import Event, FacetKind
from timeline_tui.core.views.facets import FacetEntry
from timeline_tui.core.views.view import View
from timeline_tui.tui.styles import lines
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, crop, harmless, isolate, pad, text_of, wrap

if TYPE_CHECKING:
    from timeline_tui.words.story import Told


class Paragraphs(OptionList):
    """Paragraphs with a cursor, for the width they get. A click moves it, a second one picks."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._make: Callable[[int], Iterable[tuple[Sequence[Line], object]]] = lambda _: ()
        self._at = 0
        self.targets: list[object] = []

    def tell(
        self, make: Callable[[int], Iterable[tuple[Sequence[Line], object]]], at: int = 0
    ) -> None:
        """Shows the paragraphs that `make` makes for a width, once there is one, each with what it
        leads to; the cursor stands at one. Of one that is higher than the screen each part that can
        be seen at once is a step of the cursor."""
        self._make, self._at = make, at
        if not self.size.width:
            return
        top = self.scroll_y if at and at == self.highlighted else 0
        most = max(self.size.height - 1, 1)
        parts = [
            (lines(paragraph[begin : begin + most]), target)
            for paragraph, target in make(max(self.size.width - 1, 10))
            for begin in range(0, max(len(paragraph), 1), most)
        ]
        self.targets = [target for _, target in parts]
        self.set_options(Option(shown) for shown, _ in parts)
        self.highlighted = min(at, len(parts) - 1) if parts else None
        if top:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    @property
    def target(self) -> object:
        """What the paragraph under the cursor leads to."""
        at = self.highlighted
        return self.targets[at] if at is not None and at < len(self.targets) else None

    def on_resize(self) -> None:
        self.tell(self._make, self.highlighted or self._at)

    def move(self, by: int) -> None:
        """So many paragraphs on, stopping at the ends."""
        if self.highlighted is not None:
            self.highlighted = max(min(self.highlighted + by, self.option_count - 1), 0)

    def move_page(self, direction: int) -> None:
        """A page on or back."""
        if direction > 0:
            self.action_page_down()  # type: ignore[no-untyped-call]
        else:
            self.action_page_up()  # type: ignore[no-untyped-call]

    def move_to_end(self, last: bool) -> None:
        """To the first or the last paragraph."""
        if last:
            self.action_last()
        else:
            self.action_first()

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        index = event.style.meta.get("option")
        if index is not None:
            self.highlighted = index
            if event.chain == 2:
                self.action_select()


def told_lines(told: Told, width: int) -> list[Line]:
    """A paragraph broken into lines of a width."""
    before = Span(" " * told.indent)
    hang = 2 if told.target is not None or told.indent else 0
    found = wrap(told.line, max(width - told.indent, 10), indent=hang)
    return [(before, *line) for line in found]


class EventPane(Paragraphs):
    """The event that the chronology's cursor stands on; Enter follows what a line names."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="event", classes="pane")
        self.label = self.heading = "Event"
        self._glyphs = glyphs
        self._shown = ""

    def show(self, view: View, event: Event | None) -> None:
        """Tells another event from its top, or the same one anew."""
        from timeline_tui.words.story import event_lines  # not for the first picture

        told = event_lines(view, event, self._glyphs) if event is not None else ()
        id = event.id if event is not None else ""
        at = (self.highlighted or 0) if id == self._shown else 0
        self._shown = id
        self.tell(lambda width: [(self._signed(one, width), one.target) for one in told], at)

    def _signed(self, told: Told, width: int) -> Sequence[Line]:
        sign = Span(self._glyphs.follows, "dim") if told.target is not None else Span(" ")
        found = enumerate(told_lines(told, width - 1))
        return [(Span(" ") if at else sign, *line) for at, line in found]


class Facet(Tree[str]):
    """The entries of one facet, parents before their parts. The nodes stay while the entries are
    the same ones; what stands on them is made when it is drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"facet--dim", "facet--accent"}
    LABELS: ClassVar[dict[FacetKind, str]] = {
        "location": "Locations",
        "actor": "Actors",
        "source": "Sources",
    }

    class Chosen(Message):
        """An entry was clicked twice."""

    def __init__(self, kind: FacetKind, glyphs: Glyphs) -> None:
        super().__init__("", id=kind, classes="pane")
        self.kind: FacetKind = kind
        self.label = self.heading = self.LABELS[kind]
        self._glyphs = glyphs
        self._entries: dict[str, FacetEntry] = {}
        self._planted: dict[str, TreeNode[str]] = {}
        self._digits = 1
        self.show_root = self.show_guides = self.auto_expand = False
        self.guide_depth = 2

    def show(self, view: View) -> None:
        """Counts under another view; the cursor and closed branches stay."""
        entries = view.facet(self.kind)
        self._digits = len(str(max((entry.total for entry in entries), default=0)))
        places = [(entry.id, entry.parent) for entry in entries]
        same = places == [(one.id, one.parent) for one in self._entries.values()]
        self._entries = {entry.id: entry for entry in entries}
        self.heading = f"{self.label} {len(entries):,}"
        if not same or not entries:
            self._plant()
        self.notify_style_update()

    def _plant(self) -> None:
        """Nodes for other entries than before."""
        kept, line = self.entry, self.cursor_line
        closed = {id for id, node in self._planted.items() if not node.is_expanded}
        self.clear()
        self._planted = {"": self.root}
        for id, entry in self._entries.items():
            parent = self._planted[entry.parent]
            self._planted[id] = parent.add(
                Text(), id, expand=id not in closed, allow_expand=entry.children
            )
        del self._planted[""]
        if not self._planted:
            self.root.add_leaf(Text(), "")
        if kept is not None and kept.id in self._planted:
            self.select(kept.id)
        elif self._planted:
            self.cursor_line = max(min(line, self.last_line), 0)

    @property
    def entry(self) -> FacetEntry | None:
        """The entry under the cursor."""
        node = self.cursor_node
        return self._entries.get(node.data or "") if node is not None else None

    def select(self, id: str) -> None:
        """The cursor to an entry, the branches around it opened."""
        node = self._planted.get(id)
        if node is None:
            return
        around = node.parent
        while around is not None:
            if not around.is_expanded:
                around.expand()
            around = around.parent
        laid_out = self.last_line  # asking for it is what gives opened branches their lines
        self.cursor_line = min(node.line, laid_out)
        self.scroll_to_line(self.cursor_line, animate=False)

    def fold(self) -> bool:
        """Closes or opens the branch under the cursor; False if there is none."""
        node = self.cursor_node
        if node is None or not node.allow_expand:
            return False
        node.toggle()
        return True

    # Drawing

    def get_label_width(self, node: TreeNode[str]) -> int:
        return 1  # as much as there is

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        entry = self._entries.get(node.data or "")
        if entry is None:
            return Text(" none is named", style)
        sign = {"included": self._glyphs.included, "excluded": self._glyphs.excluded}
        icon = self._glyphs.open if node.is_expanded else self._glyphs.closed
        count = f" {entry.count:>{self._digits}}"
        room = self.size.width - 2 * entry.depth - len(count) - 4
        named = crop((Span(isolate(entry.name)),), max(room, 1), self._glyphs.ellipsis)
        look = "" if node is self.cursor_node and self.has_focus else self._look(entry)
        return Text.assemble(
            (sign.get(entry.state, " "), style),
            (f"{icon} " if node.allow_expand else "  ", style + Style(meta={"toggle": True})),
            (text_of(harmless(pad(named, max(room, 1)))), look or style),
            (count + " ", look or style),
        )

    def _look(self, entry: FacetEntry) -> Style | str:
        if entry.state == "included":
            return self.get_component_rich_style("facet--accent", partial=True)
        if not entry.count:
            return self.get_component_rich_style("facet--dim", partial=True)
        return ""

    # Moving

    def move(self, by: int) -> None:
        """So many entries on, stopping at the ends."""
        self._go(self.cursor_line + by)

    def move_page(self, direction: int) -> None:
        """A page on or back."""
        self._go(self.cursor_line + direction * max(self.size.height - 1, 1))

    def move_to_end(self, last: bool) -> None:
        """To the first or the last entry."""
        self._go(self.last_line if last else 0)

    def _go(self, line: int) -> None:
        self.cursor_line = max(min(line, self.last_line), 0)
        self.scroll_to_line(self.cursor_line, animate=False)

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        line = event.style.meta.get("line")
        if line is None:
            return
        self.cursor_line = line
        if event.style.meta.get("toggle"):
            self.fold()
        elif event.chain == 2:
            self.post_message(self.Chosen())
