"""Draws docs/screen.svg: the sample on the real screen, run without a terminal.

python docs/picture.py
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEYS = ("slash", *"taliban", "enter", "colon", *"2021", "minus", *"07", "minus", *"26", "enter")
SIZE = (120, 36)


async def draw(target: Path) -> None:
    """Opens the sample, types a query and keeps what is seen."""
    from timeline_tui.settings import Settings
    from timeline_tui.tui.app import TimelineApp

    app = TimelineApp([ROOT / "sample_events.yaml"], "", Settings())
    async with app.run_test(size=SIZE) as pilot:
        while app.main.view is None:
            await pilot.pause(0.05)
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause(0.2)
        picture = app.export_screenshot(title="timeline sample_events.yaml")
        target.write_text(picture.replace("<svg ", '<svg xml:space="preserve" ', 1))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TIMELINE_STATE"] = str(Path(folder) / "state.json")
        os.environ["TIMELINE_CONFIG"] = str(Path(folder) / "config.toml")
        asyncio.run(draw(ROOT / "docs" / "screen.svg"))
