"""Where the main screen leads to: the events and entries that a text names, pages over the screen,
the editor, the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from timeline_tui.tui import pages
from timeline_tui.tui.dialogs import PageScreen
from timeline_tui.tui.editing import browse, edit_at, opens, real_host
from timeline_tui.tui.pages import Page
from timeline_tui.tui.panes import Facet
from timeline_tui.tui.stage import PaneId, Stage
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import idle_line


class Linked(Stage):
    """The stage with its ways out, and back."""

    links: tuple[tuple[str, int, PaneId, str], ...] = ()  # see `_go`

    def on_mount(self) -> None:
        self.page = PageScreen(self.keys)
        self.app.install_screen(self.page, "page")

    @property
    def pane_id(self) -> PaneId:
        """The pane that the keys go to, by name."""
        return next(id for id, pane in self.panes.items() if pane is self.pane)

    def follow(self, target: object) -> None:
        """Goes to what a paragraph leads to, a `Target`."""
        from timeline_tui.words.story import Target  # not for the first picture

        if not isinstance(target, Target):
            self.say(idle_line("no-link", self.keys, self.glyphs))
        elif target.kind == "url":
            self.open_address(target.value)
        elif target.kind == "file":
            file, _, line = target.value.rpartition(":")
            self.edit(file, int(line) if line.isdecimal() else 1)
        else:
            self._go(target.kind, target.value)

    def _go(self, kind: str, id: str) -> None:
        """To an event or an entry. A link is kept as the event and the line where it was followed,
        and the pane and the id that it led to."""
        event, line, pane = self.event, self.event_pane.highlighted or 0, self.panes.get(kind)  # type: ignore[call-overload]
        if isinstance(pane, Facet):
            self.show_pane(pane.kind)
            pane.select(id)
        elif not self.select_event(id):
            return
        if event is not None:
            self.links = (*self.links, (event.id, line, self.pane_id, id))

    def go_back(self) -> bool:
        """Back to where the link that led here was followed from, if one did; where one went
        elsewhere since, all links are forgotten."""
        *links, last = self.links or (("", 0, "event", ""),)
        event, line, pane, id = last
        here = self.event.id if self.event else ""
        found = pane == self.pane_id and (pane != "event" or id == here) and self.list.select(event)
        self.links = tuple(links) if found else ()
        if found and self.view is not None:
            self.show_pane("event")
            self.event_pane.show(self.view, self.event)  # now, as it begins at its top
            self.event_pane.highlighted = line
        return found

    def select_event(self, id: object) -> bool:
        """The cursor to an event, if it is shown."""
        found = isinstance(id, str) and self.list.select(id)
        if id is not None and not found:
            self.say(f"That event is not among those shown. {self.keys['clear']} shows all.")
        return found

    # Pages

    def open_page(
        self,
        make: Callable[[], Page | None],
        then: Callable[[object], object] = lambda _: None,
        *,
        searched: bool = False,
        stays: bool = False,
        remove: Callable[[object], Line] | None = None,
    ) -> None:
        """Opens a page that follows the file; `then` takes what is picked, and the page `stays`."""
        page = self.page

        def closed(answer: object) -> None:
            if answer is not None:
                self.call_later(then, answer)  # when the page is gone: it may be needed again

        if not page.begin(make, searched=searched, pick=then if stays else None, remove=remove):
            self.say("The file is still being read.")
        else:
            self.app.push_screen(page, closed)

    def renew_page(self) -> None:
        if self.page in self.app.screen_stack:
            self.page.renew()

    # Elsewhere

    def edit(self, file: str, line: int, column: int = 1) -> None:
        """Opens a place (from 1) in the editor; what went wrong is said."""
        wrong = edit_at(self.app, self.settings.editor, Path(file), line, column)
        if wrong:
            self.say((Span(wrong, "problem"),))
            self.page.say((Span(wrong, "problem"),))
        else:
            self.reader.look()

    def open_address(self, address: str) -> None:
        """Opens an address in the browser, one that pretends to be of elsewhere only when it was
        seen; nothing but the web is opened."""
        host = real_host(address)
        if host and opens(address):
            self._pick_address(f"This is of {host}: what stands before @ is no place", (address,))
        else:
            self._browse(address)

    def _pick_address(self, title: str, found: Sequence[str]) -> None:
        self.open_page(lambda: pages.addresses_page(title, found), self._browse)

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
