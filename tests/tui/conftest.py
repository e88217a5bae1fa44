"""A screen on a file of the test's own, its config and state kept away from the person's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from screen_texts import TIMELINE
from textual.pilot import Pilot

from timeline_tui.core.problems import Problem
from timeline_tui.settings import Settings, load_settings
from timeline_tui.tui.app import TimelineApp
from timeline_tui.words.spans import text_of

SAMPLE = Path(__file__).parents[2] / "sample_events.yaml"


class Screen:
    """What a test asks of an open screen."""

    def __init__(self, app: TimelineApp, pilot: Pilot[None], path: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path

    @property
    def main(self):  # type: ignore[no-untyped-def]
        return self.app.main

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        names = {" ": "space", ":": "colon", "-": "minus", "=": "equals_sign", "/": "slash"}
        await self.press(*[names.get(character, character) for character in text])

    async def until(self, holds: Callable[[], bool], seconds: float = 8.0) -> None:
        """Waits for something that a thread or a timer brings about."""
        for _ in range(int(seconds / 0.05)):
            if holds():
                return
            await self.pilot.pause(0.05)
        raise AssertionError("it did not come about")

    @property
    def shown(self) -> list[str]:
        """The ids of the rows."""
        view = self.main.view
        return [view.timeline.events[row].id for row in view.rows]

    @property
    def selected(self) -> str | None:
        return self.main.chronology.event_id()

    @property
    def query(self) -> str:
        return str(self.main.asked)

    @property
    def message(self) -> str:
        return text_of(self.main.bar.status.message)

    def count(self, kind: str, entry: str) -> int:
        return next(found.count for found in self.main.view.facet(kind) if found.id == entry)

    def lines(self, selector: str) -> list[str]:
        """What a widget draws, as text."""
        widget = self.main.query_one(selector)
        return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


Opened = Callable[..., AbstractAsyncContextManager[Screen]]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
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
            await screen.until(lambda: app.main.view is not None)
            await pilot.pause()
            yield screen

    return open_it
