"""How the panes share the screen: side by side where there is room, else as tabs."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.reactive import reactive

from timeline_tui.core.timeline import FacetKind
from timeline_tui.core.views.view import View
from timeline_tui.settings import Panes as Choices
from timeline_tui.tui.bindings import bindings
from timeline_tui.tui.trail import Link, Trail
from timeline_tui.tui.widgets.chronology import Chronology, Unit
from timeline_tui.tui.widgets.density_strip import DensityStrip
from timeline_tui.tui.widgets.event_pane import EventPane
from timeline_tui.tui.widgets.facet import Facet
from timeline_tui.tui.widgets.line_list import LineList
from timeline_tui.tui.widgets.rules import PaneRule, TabRule
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.pane import Target
from timeline_tui.words.status import Idle

Pane = Literal["chronology", "location", "actor", "source", "event"]

PANES: tuple[Pane, ...] = get_args(Pane)
FACETS: tuple[FacetKind, ...] = get_args(FacetKind)
TITLES: dict[Pane, str] = {
    "chronology": "Chronology",
    "location": "Locations",
    "actor": "Actors",
    "source": "Sources",
    "event": "Event",
}
_NO_STEP: dict[tuple[Unit, int], Idle] = {
    ("day", 1): "no-later-day",
    ("day", -1): "no-earlier-day",
    ("month", 1): "no-later-month",
    ("month", -1): "no-earlier-month",
}
_TABS: tuple[Pane, ...] = ("event", "location", "actor", "source")

WIDE = 120  # columns from which the event stands beside the list
MIDDLE = 100  # columns from which the facets stand side by side
_STRIP_FROM = 8  # lines below which the strip gives its line to the list
_LOW = 14  # lines below which the list has the screen for itself


class Panes(Container):
    """The five panes. `tab` is the lower one that is seen where there is room for one only."""

    DEFAULT_CSS = """
    Panes {
        height: 1fr;
        layout: vertical;
        & #left { height: 3fr; }
        & .pane { height: 1fr; }
        & LineList { height: 1fr; }
        & #facets { height: 1fr; }
        & #facets .pane { width: 1fr; }
        & #facets .pane-next { margin-left: 1; }
        & TabRule { display: none; }
        & #chronology-pane { height: 2fr; }
        & #event-pane { height: 1fr; }

        &.-wide { layout: horizontal; }
        &.-wide #left { width: 62%; height: 100%; margin-right: 1; }
        &.-wide #event-pane { width: 1fr; height: 100%; }
        &.-wide #facets { height: 1fr; max-height: 14; }

        &.-narrow TabRule { display: block; }
        &.-narrow #left { height: auto; }
        &.-narrow #chronology-pane { height: 1fr; }
        &.-narrow #left { height: 1fr; }
        &.-narrow #facets { height: 40%; max-height: 10; }
        &.-narrow #facets .pane-next { margin-left: 0; }
        &.-narrow #event-pane { height: 40%; max-height: 10; }
        &.-narrow #facets PaneRule { display: none; }
        &.-narrow #event-pane PaneRule { display: none; }

        &.-low TabRule { display: none; }
        &.-low #facets { display: none; }
        &.-low #event-pane { display: none; }

        &.-alone TabRule { display: none; }
        &.-alone .-away { display: none; }
        &.-alone #left { width: 1fr; height: 1fr; margin-right: 0; }
        &.-alone #facets { height: 1fr; max-height: 100%; }
        &.-alone #event-pane { height: 1fr; max-height: 100%; }
        &.-alone #facets .pane-next { margin-left: 0; }
        &.-alone #facets PaneRule { display: block; }
        &.-alone #event-pane PaneRule { display: block; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("Move", "Panes")

    view: reactive[View | None] = reactive(None)
    tab: reactive[Pane] = reactive("event", init=False)
    alone: reactive[Pane | None] = reactive(None, init=False)

    class Stopped(Message):
        """A key could do nothing."""

        def __init__(self, reason: Idle) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, glyphs: Glyphs, choices: Choices) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._choices = choices
        self._trail = Trail()
        chosen = {
            "location": choices.locations,
            "actor": choices.actors,
            "source": choices.sources,
            "event": choices.event,
        }
        self._open: set[Pane] = {pane for pane in PANES if chosen.get(pane, True)}

    def compose(self) -> ComposeResult:
        with Vertical(id="left"):
            with Vertical(id="chronology-pane", classes="pane"):
                yield PaneRule("", self._glyphs, id="chronology-rule")
                yield DensityStrip(self._glyphs, id="density").data_bind(Panes.view)
                yield Chronology(self._glyphs, id="chronology").data_bind(Panes.view)
            yield TabRule([TITLES[pane] for pane in _TABS], self._glyphs)
            with Horizontal(id="facets"):
                for index, kind in enumerate(FACETS):
                    classes = "pane pane-next" if index else "pane"
                    with Vertical(id=f"{kind}-pane", classes=classes):
                        yield PaneRule(TITLES[kind], self._glyphs, id=f"{kind}-rule")
                        yield Facet(kind, self._glyphs, id=kind).data_bind(Panes.view)
        with Vertical(id="event-pane", classes="pane"):
            yield PaneRule(TITLES["event"], self._glyphs, id="event-rule")
            yield EventPane(self._glyphs, id="event").data_bind(Panes.view)

    def on_mount(self) -> None:
        self.chronology.focus()

    @property
    def chronology(self) -> Chronology:
        return self.query_one(Chronology)

    @property
    def event_pane(self) -> EventPane:
        return self.query_one(EventPane)

    def facet(self, kind: FacetKind) -> Facet:
        return self.query_one(f"#{kind}", Facet)

    def rule(self, pane: Pane) -> PaneRule:
        return self.query_one(f"#{pane}-rule", PaneRule)

    # Room

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        layout = self._choices.layout
        beside = (layout == "right" and width >= MIDDLE) or (layout == "auto" and width >= WIDE)
        self.set_class(beside, "-wide")
        self.set_class(width < MIDDLE, "-narrow")
        self.set_class(height < _LOW, "-low")
        focused = self.focused
        if focused != "chronology":
            self.tab = focused
        self._arrange()
        self._leave_hidden()

    def watch_tab(self) -> None:
        self._arrange()

    def watch_alone(self) -> None:
        self._arrange()
        self._leave_hidden()

    def _leave_hidden(self) -> None:
        """The keys to the list where the pane that had them is gone; never from a line typed in."""
        widget = self.screen.focused
        low = self.has_class("-low") and self.alone is None
        if low and (widget is None or self in widget.ancestors):
            self.screen.set_focus(self.chronology)

    def _arrange(self) -> None:
        """Shows the panes for which there is room, or the one that is to be alone."""
        narrow, alone = self.has_class("-narrow"), self.alone
        has_room = self.size.height >= _STRIP_FROM
        self.query_one(DensityStrip).display = self._choices.density and has_room
        self.set_class(alone is not None, "-alone")
        shown = {alone} if alone else {"chronology", self.tab} if narrow else self._open
        for pane in PANES:
            self.query_one(f"#{pane}-pane").display = pane in shown
            self.rule(pane).alone = pane == alone
        self.query_one("#facets").display = bool(shown & set(FACETS))
        self.query_one("#left").display = shown != {"event"}
        self.query_one(TabRule).picked = _TABS.index(self.tab)
        if self.has_class("-low") and alone is None:
            self.query_one("#facets").display = False
            self.query_one("#event-pane").display = False

    # Focus

    @property
    def focused(self) -> Pane:
        """The pane that the keys go to."""
        widget = self.screen.focused
        return next((pane for pane in PANES if widget and widget.id == pane), "chronology")

    @property
    def focused_list(self) -> LineList:
        return self.query_one(f"#{self.focused}", LineList)

    @property
    def entry(self) -> tuple[FacetKind, str] | None:
        """The place, actor or source under the cursor of the pane that the keys go to."""
        focused = self.focused_list
        if isinstance(focused, Facet):
            return (focused.kind, focused.entry.id) if focused.entry is not None else None
        target = focused.target if isinstance(focused, EventPane) else None
        if target is not None and target.kind in FACETS:
            return target.kind, target.value
        return None

    @property
    def in_front(self) -> LineList:
        """The list that has the keys where nothing else has: the chronology, if it is seen."""
        return self.query_one(f"#{self.alone or 'chronology'}", LineList)

    def show_pane(self, pane: Pane) -> None:
        """Brings a pane to where it can be seen and gives it the keys."""
        self._open.add(pane)
        if pane != "chronology":
            self.tab = pane
        if self.alone is not None or (self.has_class("-low") and pane != "chronology"):
            self.alone = pane
        elif self.has_class("-low"):
            self.alone = None
        self._arrange()
        # At once: `focus` would wait behind keys typed ahead, that are to act on this pane
        self.screen.set_focus(self.query_one(f"#{pane}", LineList))

    # Links

    def follow(self, target: Target) -> bool:
        """Goes to the event or the entry that a link names; False if it is not shown."""
        event, line, alone = self.chronology.event_id(), self.event_pane.cursor, self.alone
        pane: Pane = "event"
        if target.kind in FACETS:
            pane = target.kind
            self.show_pane(pane)
            self.facet(target.kind).select(target.value)
        elif not self.chronology.select(target.value):
            return False
        if event is not None:
            self._trail.add(Link(event, line, alone, pane, target.value))
        return True

    def step_back(self) -> bool:
        """Back to where the link that led here was followed from, if one did."""
        link = self._trail.back(self.focused, self.chronology.event_id())
        if link is None or not self.chronology.select(link.event):
            return False
        self.show_pane("event")
        self.alone = link.alone
        self.event_pane.show_event(link.event)  # now, as it begins at its top
        self.event_pane.move_to(link.line)
        return True

    # What the keys do

    def action_move(self, by: int) -> None:
        self.focused_list.move(by)

    def action_move_to(self, end: str) -> None:
        self.focused_list.move_to_end(end == "last")

    def action_page(self, direction: int) -> None:
        self.focused_list.move_page(direction)

    def action_step(self, unit: Unit, direction: int) -> None:
        if not self.chronology.item_total():
            self.post_message(self.Stopped("no-event"))
        elif not self.chronology.step(unit, direction):
            self.post_message(self.Stopped(_NO_STEP[unit, direction]))

    def action_next_pane(self, direction: int) -> None:
        place = PANES.index(self.focused) + direction
        self.show_pane(PANES[place % len(PANES)])

    def action_pane(self, pane: Pane) -> None:
        self.show_pane(pane)

    def action_maximise(self) -> None:
        self.alone = None if self.alone else self.focused

    def action_open(self) -> None:
        focused = self.focused_list
        if isinstance(focused, Facet):
            focused.toggle(exclude=False)
        elif isinstance(focused, EventPane):
            if not focused.follow():
                self.post_message(self.Stopped("no-link"))
        else:
            self.show_pane("event")

    def action_include(self) -> None:
        self._toggle(exclude=False)

    def action_exclude(self) -> None:
        self._toggle(exclude=True)

    def _toggle(self, exclude: bool) -> None:
        if isinstance(self.focused_list, Facet):
            self.focused_list.toggle(exclude)
        else:
            self.post_message(
                self.Stopped("no-entry-to-exclude" if exclude else "no-entry-to-include")
            )

    def action_fold(self) -> None:
        if not isinstance(self.focused_list, Facet):
            self.post_message(self.Stopped("no-entry-to-fold"))
        elif not self.focused_list.fold():
            self.post_message(self.Stopped("no-branch"))

    def on_descendant_focus(self) -> None:
        self._mark_focus()

    def on_descendant_blur(self) -> None:
        self._mark_focus()

    def _mark_focus(self) -> None:
        widget = self.screen.focused
        try:
            for pane in PANES:
                self.rule(pane).active = widget is not None and widget.id == pane
            self.query_one(TabRule).active = widget is not None and widget.id in _TABS
        except NoMatches:  # the screen is being taken down
            return

    def on_tab_rule_picked(self, event: TabRule.Picked) -> None:
        event.stop()
        self.show_pane(_TABS[event.index])
