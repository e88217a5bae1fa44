"""Draws docs/screen.svg: the sample on the real screen, run without a terminal.

python docs/picture.py
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEYS = ("slash", *"heli", "enter")
SIZE = (120, 36)


async def draw(target: Path) -> None:
    """Opens the sample, types a query and keeps what is seen."""
    from timeline_tui.settings import Settings
    from timeline_tui.tui.app import TimelineApp

    app = TimelineApp([ROOT / "sample_events.yaml"], "", Settings())
    async with app.run_test(size=SIZE) as pilot:
        while app.main.view is None:
            await pilot.pause(0.05)
        await pilot.press("right_square_bracket")
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause(0.2)
        target.write_text(app.export_screenshot(title="timeline sample_events.yaml"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TIMELINE_STATE"] = str(Path(folder) / "state.json")
        os.environ["TIMELINE_CONFIG"] = str(Path(folder) / "config.toml")
        asyncio.run(draw(ROOT / "docs" / "screen.svg"))
