"""Which of the panes are seen, how large they are, and what stands in the rules over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.settings import Panes
from timeline_tui.tui.facets import LABELS, Facet
from timeline_tui.words.status import heading

if TYPE_CHECKING:
    from timeline_tui.tui.stage import Pane, Stage

_LEAST: Final = {"narrow": 18, "middle": 24, "wide": 36}
"""Cells of a facet, by the width chosen: three stand side by side where they have room, more
where a quarter more is left to each for its bars."""
_HAS_ANY: Final[Mapping[PaneKind, Callable[[Timeline], bool]]] = {
    "side": lambda t: any(actor.side for actor in t.actors.values()),
    "type": lambda t: any(event.type for event in t.events),
    "tag": lambda t: any(event.tags for event in t.events),
}


def open_panes(stage: Stage, panes: Panes) -> None:
    """Opens and closes the panes as they are chosen."""
    stage.chosen = panes
    for kind, facet in stage.facets.items():
        facet.set_class(not getattr(panes, LABELS[kind].lower()), "-closed")
    stage.event_pane.set_class(not panes.event, "-closed")
    stage.strip.set_class(not panes.density, "-closed")
    for width in _LEAST:
        stage.set_class(panes.event_width == width, f"-event-{width}")


def arrange(stage: Stage) -> None:
    """Places the panes for the size of the screen, the one with the keys where it can be seen."""
    narrow = stage.has_class("-narrow")
    facets = [one for one in stage.facets.values() if is_open(stage, one)]
    seen = _window(stage, facets)
    for facet in stage.facets.values():
        facet.set_class(facet not in seen, "-away")
    for tab in stage.tabs:
        tab.set_class(tab is stage.tab, "-tab")
    stage.lower.set_class(isinstance(stage.tab, Facet), "-tab")
    stage.lower.set_class(not seen, "-closed")
    for one in (stage.tab,) if narrow else seen:
        if isinstance(one, Facet) and one.entries is not stage.view.facet(one.kind):
            one.show(stage.view)
    _size(stage, seen)
    _head(stage, seen, len(facets) - len(seen))


def _head(stage: Stage, seen: list[Facet], more: int) -> None:
    """What stands in the rules over the panes; over the last facet that is seen, how many more
    there are."""
    if stage.timeline is not None:
        column = stage.lower.parent if stage.alone is None else stage
        room = (column.size.width if isinstance(column, Widget) else 0) or stage.app.size.width
        found = stage.drawn, stage.opened, stage.reader.saved
        stage.front.heading = heading(stage.view, *found, stage.glyphs, room - 4)
    for pane in stage.panes.values():
        said = Content(f" {make_visible(pane.heading)} ")
        if pane is stage.alone and said.cell_length + 15 < stage.size.width:
            said += " maximised "
        elif pane is stage.tab and stage.has_class("-narrow"):
            said = _tabs(stage)
        elif more and pane is seen[-1]:
            said += f" {more} more "
        if said != pane.rule:  # Textual draws the pane anew for each
            pane.rule = pane.border_title = said


def is_open(stage: Stage, pane: Pane) -> bool:
    """Whether a pane is open; a facet that no event has is left out, unless one went there by its
    key."""
    has_any = _HAS_ANY.get(pane.kind) if isinstance(pane, Facet) and pane is not stage.tab else None
    return not pane.has_class("-closed") and (not has_any or has_any(stage.view.timeline))


def _window(stage: Stage, facets: list[Facet]) -> list[Facet]:
    """As many of the facets as have room side by side, the one that had the keys among them."""
    width = stage.size.width if stage.is_attached else 0
    if stage.has_class("-wide") and not stage.event_pane.has_class("-closed"):
        width = width * {"narrow": 74, "middle": 62, "wide": 50}[stage.chosen.event_width] // 100
    least = _LEAST[stage.chosen.facet_width]
    most = max(min(width // least, 3), width * 4 // (5 * least), 1) if width else 3
    if isinstance(stage.tab, Facet) and stage.tab in facets:
        at = facets.index(stage.tab)
        stage.first_facet = max(min(stage.first_facet, at), at - most + 1)
    stage.first_facet = max(min(stage.first_facet, len(facets) - most), 0)
    return facets[stage.first_facet : stage.first_facet + most]


def _size(stage: Stage, seen: list[Facet]) -> None:
    """The lower panes are as high as what they hold, up to a share of the screen that is larger
    for the one that has the keys; the list has the rest."""
    if not stage.is_attached:
        return
    height = stage.size.height - 2  # which the strip takes
    narrow, focused = stage.has_class("-narrow"), stage.focused
    stacked = not narrow and not stage.has_class("-wide")  # the list, the facets and the event
    least = min(height * 2 // 5, 10) if narrow else min(height // (3 + stacked), 14)
    most = height * (3 - stacked) // 5
    shown = [stage.tab] if narrow and isinstance(stage.tab, Facet) else seen
    tallest = max((len(facet.entries) for facet in shown), default=0) + 1
    stage.lower.styles.height = max(min(tallest, most if focused in shown else least), 3)
    event = stage.event_pane
    if stage.has_class("-wide") or stage.alone is event:
        if event.styles.inline.has_rule("height"):  # else all would be laid out anew
            event.styles.height = None
    else:
        told = event.virtual_size.height + 1
        event.styles.height = min(max(told, least), most) if focused is event else least


def _tabs(stage: Stage) -> Content:
    """The names of the lower panes, which a click brings: as many as have room, that of the pane
    among them."""
    tabs = [one for one in stage.tabs if one is stage.tab or is_open(stage, one)]
    room = stage.size.width - 4
    names = [f"[{tab.heading}]" if tab is stage.tab else f" {tab.label} " for tab in tabs]
    at = next((at for at, tab in enumerate(tabs) if tab is stage.tab), 0)
    first, end = at, at + 1
    while first and len(" ".join(names[first - 1 : end])) <= room:
        first -= 1
    while end < len(names) and len(" ".join(names[first : end + 1])) <= room:
        end += 1
    return Content(" ").join(
        Content.from_markup(f"[@click=screen.pane('{tab.id}')]$name[/]", name=name)
        for tab, name in zip(tabs[first:end], names[first:end], strict=True)
    )
