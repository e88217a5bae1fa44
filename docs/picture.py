"""Draws the pictures of the README: the sample on the real screen, run without a terminal.

python docs/picture.py
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parent.parent
TITLE = "timeline sample_events.yaml"
FONTS = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)  # they would be fetched from elsewhere
SEARCH = ("slash", *"taliban", "enter", "colon", *"2021-07-26".replace("-", "_"), "enter")
STILL = {
    "screen": SEARCH,
    "lanes": (*SEARCH, "L"),
    "disputes": ("x",),
}
MOVING: Sequence[tuple[Sequence[str], float]] = (  # keys, and how long what they show stays
    ((), 2),
    (("slash", *"tal"), 0.7),
    (tuple("iban"), 1),
    (("enter", "L"), 2.5),
    (("l",), 2),
    (("H", "0", "t"), 2),
    (("greater_than_sign",), 2),
    (("greater_than_sign",), 2),
    (("greater_than_sign",), 3),
)


def keys_of(keys: Sequence[str]) -> Iterator[str]:
    return ("minus" if key == "_" else key for key in keys)


async def drawn(
    steps: Sequence[Sequence[str]], size: tuple[int, int] = (120, 36)
) -> AsyncIterator[str]:
    """Opens the sample; the picture of what is seen after each step of keys."""
    from timeline_tui.settings import Settings
    from timeline_tui.tui.app import TimelineApp

    app = TimelineApp([Path("sample_events.yaml")], "", Settings())
    async with app.run_test(size=size) as pilot:
        while app.main.view is None:
            await pilot.pause(0.05)
        for keys in steps:
            await pilot.press(*keys_of(keys))
            await pilot.pause(0.2)
            picture = FONTS.sub("", app.export_screenshot(title=TITLE))
            yield picture.replace("<svg ", '<svg xml:space="preserve" ', 1)


def moving(frames: Sequence[str], seconds: Sequence[float]) -> str:
    """One picture that shows each frame for so long, again and again."""
    box = re.search(r'viewBox="[^"]*"', frames[0])
    assert box is not None, "a picture has a size"
    whole, ends = sum(seconds), list(accumulate(seconds))
    rules, groups = [], []
    for number, (frame, end) in enumerate(zip(frames, ends, strict=True)):
        start, stop = ((end - seconds[number]) / whole * 100, end / whole * 100)
        times = f"0% {{opacity: {int(not number)}}} {start:.2f}% {{opacity: 1}}"
        times += f" {stop:.2f}% {{opacity: 0}}" if number < len(frames) - 1 else ""
        rules.append(f"@keyframes f{number} {{{times}}}")
        rules.append(f".f{number} {{animation: f{number} {whole}s step-end infinite}}")
        groups.append(f'<g class="f{number}">{frame}</g>')
    style = "\n".join(rules)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box[0]}>'
    return f"{svg}\n<style>\n{style}\n</style>\n{''.join(groups)}\n</svg>\n"


async def main() -> None:
    for name, keys in STILL.items():
        async for picture in drawn([keys]):
            (ROOT / "docs" / f"{name}.svg").write_text(picture)
    frames = [frame async for frame in drawn([keys for keys, _ in MOVING], (120, 32))]
    film = moving(frames, [seconds for _, seconds in MOVING])
    (ROOT / "docs" / "moving.svg").write_text(film)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TIMELINE_STATE"] = str(Path(folder) / "state.json")
        os.environ["TIMELINE_CONFIG"] = str(Path(folder) / "config.toml")
        os.chdir(ROOT)  # no picture tells where the checkout is
        asyncio.run(main())
