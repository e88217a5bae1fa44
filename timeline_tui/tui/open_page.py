"""A page over the main screen that follows the file: it is made anew when what it tells changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from timeline_tui.tui.dialogs import Answer, ListDialog
from timeline_tui.words.spans import Line, Span

_GONE = (Span("The file no longer has what this page is about."),)


class OpenPage(Generic[Answer]):
    """`make` makes the page of what holds now, or None where there is nothing it could tell of."""

    def __init__(
        self, page: ListDialog[Answer], make: Callable[[], ListDialog[Answer] | None]
    ) -> None:
        self._page = page
        self._make = make

    def renew(self) -> None:
        """Shows what holds now, if the page is still open."""
        if not self._page.is_attached:
            return
        newer = self._make()
        if newer is None:
            self.say(_GONE)
        else:
            self._page.take_over(newer)

    def say(self, message: Line) -> None:
        """Shows a message where one looks: the page covers the status line."""
        if self._page.is_mounted and self._page.is_attached:
            self._page.say(message)
