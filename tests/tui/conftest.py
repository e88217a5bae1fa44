"""A screen on a file of the test's own, its config and state kept away from the person's."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from screen_texts import TIMELINE
from textual import events
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from timeline_tui.core.problems import Problem
from timeline_tui.settings import Settings, load_settings
from timeline_tui.tui.app import TimelineApp
from timeline_tui.tui.keys import normal_key
from timeline_tui.words.spans import text_of

NAMES = {" ": "space", "\r": "enter", "\t": "tab", "\x1b": "escape"}


class Screen:
    """What a test asks of an open screen."""

    def __init__(self, app: TimelineApp, pilot: Pilot[None], path: Path) -> None:
        self.app, self.pilot, self.path = app, pilot, path
        self.main = app.main

    async def press(self, *keys: str) -> None:
        """Keys by name, each done before the next; then what rests is drawn."""
        await self.pilot.press(*keys)
        await self.rest()

    async def rest(self) -> None:
        await self.pilot.pause()
        self.main.rest()  # at once: the time that a cursor has to rest is not waited for
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*[NAMES.get(character) or normal_key(character) for character in text])

    async def type_ahead(self, text: str) -> None:
        """All of it at once, as a terminal sends what was typed while the program was busy."""
        for letter in text:
            self.app.post_message(events.Key(NAMES.get(letter) or normal_key(letter), letter))
        await self.pilot.pause()
        await self.rest()

    async def until(self, holds: Callable[[], object], seconds: float = 8.0) -> None:
        """Waits for something that a thread or a timer brings about."""
        for _ in range(int(seconds / 0.02)):
            if holds():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("it did not come about")

    async def saved(self, text: str) -> None:
        """The file as it is saved by an editor, read again and drawn."""
        self.path.write_text(text, encoding="utf-8")
        before = self.main.timeline, self.main.bad
        await self.press("r")
        await self.until(lambda: (self.main.timeline, self.main.bad) != before)
        await self.rest()

    @property
    def shown(self) -> list[str]:
        """The ids of the rows."""
        view = self.main.view
        return [view.timeline.events[row].id for row in view.rows]

    @property
    def selected(self) -> str | None:
        event = self.main.event
        return event.id if event else None

    @property
    def query(self) -> str:
        return str(self.main.asked)

    @property
    def message(self) -> str:
        return text_of(self.main.bar.status.message)

    def count(self, kind: str, entry: str) -> int:
        return next(found.count for found in self.main.view.facet(kind) if found.id == entry)

    def lines(self, which: str | Widget) -> list[str]:
        """What a widget of the screen in front draws, its rule included, as text."""
        within = self.app.screen if which in ("Paragraphs", ".foot", "CleanInput") else self.main
        widget = within.query_one(which) if isinstance(which, str) else which
        size = widget.outer_size
        return [line.text.rstrip() for line in widget.render_lines(Region(0, 0, *size))]

    def text(self, which: str | Widget) -> str:
        return "\n".join(self.lines(which))

    @property
    def page(self) -> str:
        return self.text("Paragraphs")


Opened = Callable[..., AbstractAsyncContextManager[Screen]]


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Opens a text (or a path) at a size and waits until it is on the screen."""
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state" / "state.json"))
    monkeypatch.setenv("TIMELINE_CONFIG", str(tmp_path / "config.toml"))

    @asynccontextmanager
    async def open_it(
        text: str = TIMELINE,
        *,
        size: tuple[int, int] = (120, 40),
        query: str = "",
        settings: Settings | None = None,
        path: Path | None = None,
        config: str = "",
    ) -> AsyncIterator[Screen]:
        if path is None:
            path = tmp_path / "events.yaml"
            path.write_text(text, encoding="utf-8")
        problems: tuple[Problem, ...] = ()
        if config:
            (tmp_path / "config.toml").write_text(config, encoding="utf-8")
            settings, problems = load_settings()
        app = TimelineApp([path], query, settings or Settings(), problems)
        async with app.run_test(size=size) as pilot:
            screen = Screen(app, pilot, path)
            await screen.until(lambda: app.main.timeline is not None or app.main.bad is not None)
            await screen.rest()
            yield screen

    return open_it


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """An editor that writes down where it was opened; call it for the places."""
    log, editor = tmp_path / "edited", tmp_path / "code"  # by its name it opens a window
    editor.write_text(f'#!/bin/sh\necho "$2" >> {log}\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))

    def places() -> list[tuple[str, ...]]:
        found = log.read_text().split() if log.exists() else []
        return [(Path(one.split(":")[0]).name, one.split(":")[1]) for one in found]

    return places
