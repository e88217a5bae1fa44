"""The links that were followed, so that one can step back to where each was followed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_tui.tui.panes import Pane


@dataclass(frozen=True, slots=True)
class Link:
    """Followed from a `line` of an `event` (an id), the pane being `alone` on the screen or not;
    it led to `pane` and, where that is the event's, to the event `to`."""

    event: str
    line: int
    alone: Pane | None
    pane: Pane
    to: str = ""


class Trail:
    """The links behind the place where one is, the newest last."""

    def __init__(self) -> None:
        self._links: list[Link] = []

    def add(self, link: Link) -> None:
        """One more was followed."""
        self._links.append(link)

    def back(self, pane: Pane, event: str | None) -> Link | None:
        """The link that led here; where one went elsewhere since, none, and all are forgotten."""
        last = self._links[-1] if self._links else None
        if last is not None and last.pane == pane and (pane != "event" or last.to == event):
            return self._links.pop()
        self._links.clear()
        return None
