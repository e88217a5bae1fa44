"""Where the main screen leads to: the events and entries that a text names, pages over the screen,
the editor, the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from timeline_tui.tui.dialogs import Dialog
from timeline_tui.tui.editing import browse, edit_at, opens, real_host
from timeline_tui.tui.facets import Facet
from timeline_tui.tui.pages import Page, addresses_page
from timeline_tui.tui.reader import Found, Progress
from timeline_tui.tui.stage import Pane, Stage
from timeline_tui.words.spans import Span


class Linked(Stage):
    """The stage with its ways out, and back."""

    links: tuple[tuple[str, int, tuple[Pane, str]], ...] = ()
    """The event and the paragraph in which each link was followed, and where it led."""

    @cached_property
    def page(self) -> Dialog:
        """The screen of all pages and questions; not for the first picture."""
        page = Dialog(self.keys)
        self.app.install_screen(page, "page")
        return page

    @property
    def here(self) -> tuple[Pane, str]:
        """The pane that the keys go to, and the event under the cursor."""
        return self.pane, self.event.id if self.event else ""

    def follow(self, target: object) -> None:
        """Goes to what a paragraph leads to, a `Target`."""
        from timeline_tui.words.telling import Target  # not for the first picture

        if not isinstance(target, Target):
            self.idle("no-link")
        elif target.kind == "url":
            self.open_address(target.value)
        elif target.kind == "file":
            file, _, line = target.value.rpartition(":")
            self.edit(file, int(line) if line.isdecimal() else 1)
        else:
            left, pane = (self.here[1], self.event_pane.cursor), self.panes.get(target.kind)
            if isinstance(pane, Facet):
                self.show_pane(pane)
                pane.select(target.value)
            elif not self.select_event(target.value):
                return
            self.links = (*self.links, (*left, self.here))

    def go_back(self) -> bool:
        """Back to where the link that led here was followed, if one did; where one went elsewhere
        since, all links are forgotten."""
        *others, (event, paragraph, there) = self.links or (("", 0, None),)
        found = there == self.here and self.list.select(event)
        self.links = tuple(others) if found else ()
        if found:
            self.show_pane(self.event_pane)
            self.event_pane.show(self.view, self.event)  # now, as it begins at its top
            self.event_pane.cursor = paragraph
        return found

    def select_event(self, id: object) -> bool:
        """The cursor to an event, if it is shown."""
        found = isinstance(id, str) and self.list.select(id)
        if not found:
            self.say(f"That event is not among those shown. {self.keys['clear']} shows all.")
        return found

    # Pages

    def open_page(
        self, make: Callable[[], Page | None], then: Callable[[object], object] = lambda _: None
    ) -> None:
        """Opens a page, which follows the file, or a question; `then` takes the answer."""

        def closed(answer: object) -> None:
            if answer is not None:
                self.call_later(then, answer)  # when the page is gone: it may be needed again

        if self.page.begin(make):
            self.app.push_screen(self.page, closed)
        else:
            self.say("The file is still being read.")

    def take(self, found: Found) -> None:
        super().take(found)
        for page in self.app.screen_stack if not isinstance(found, Progress) else ():
            if isinstance(page, Dialog):
                page.renew()

    # Elsewhere

    def edit(self, file: str, line: int, column: int = 1) -> None:
        """Opens a place (from 1) in the editor; what went wrong is said."""
        wrong = edit_at(self.app, self.settings.editor, Path(file), line, column)
        if wrong:
            for screen in (self, self.page):
                screen.say((Span(wrong, "problem"),))
        else:
            self.reader.look()

    def open_address(self, *found: str) -> None:
        """Opens an address in the browser: the one that is picked of several, and one that pretends
        to be of elsewhere only when it was seen; nothing but the web."""
        host = real_host(found[0])
        if len(found) > 1:
            self.open_page(lambda: addresses_page("Open which address", found), self._browse)
        elif host and opens(found[0]):
            title = f"This is of {host}: what stands before @ is no place"
            self.open_page(lambda: addresses_page(title, found), self._browse)
        else:
            self._browse(found[0])

    def _browse(self, address: object) -> None:
        if not isinstance(address, str) or not opens(address):
            self.say("Only http and https addresses are opened.")
        elif self.app.is_web:  # the person's browser is elsewhere
            self.app.open_url(address)
            self.say(f"Your browser was asked to open {address}")
        else:
            self.say(f"Opening {address} …")
            self.run_worker(self._browsed(address))

    async def _browsed(self, address: str) -> None:
        opened = await browse(address)
        self.say(f"Opened {address}" if opened else f"No browser opens {address}")
