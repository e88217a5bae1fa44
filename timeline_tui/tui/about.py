"""What the file says of an entry, or of itself, over the main screen.

What is said stands in `render.about_pages`; this knows how many events are shown of it, and where
it is declared.
"""

from __future__ import annotations

from functools import partial

from timeline_tui.core.timeline import FacetKind
from timeline_tui.tui.dialogs import TextDialog
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.session import Session
from timeline_tui.words.about_pages import entry_page, page_lines, timeline_page
from timeline_tui.words.glyphs import Glyphs


class AboutDialog(TextDialog):
    """A page on a place, an actor or a source; on the timeline where `entry` is None."""

    def __init__(
        self, session: Session, entry: tuple[FacetKind, str] | None, keys: Keys, glyphs: Glyphs
    ) -> None:
        timeline = session.view.timeline
        if entry is None:
            title, page = timeline.title or "Timeline", timeline_page(timeline)
        else:
            kind, id = entry
            about = timeline.places[id] if kind == "location" else timeline.party(id)
            title = about.name
            page = entry_page(timeline, about, _events(session, *entry), _place(session, *entry))
        super().__init__(title, partial(page_lines, page), keys, glyphs)


def _events(session: Session, kind: FacetKind, id: str) -> str:
    """How many of its events are shown, of how many."""
    for entry in session.view.facet(kind):
        if entry.id == id:
            of = f" of {entry.total:,}" if entry.count < entry.total else ""
            return f"{entry.count:,}{of} shown"
    return ""


def _place(session: Session, kind: FacetKind, id: str) -> str:
    """Where it is declared. As of a day without the line, which what is typed later would move."""
    declared = session.loaded.declared_at(kind, id)
    if declared is None:
        return ""
    file, line, _ = declared
    return file if session.view.known else f"{file}:{line}"
