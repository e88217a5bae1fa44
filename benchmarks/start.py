"""Time from the command to a painted list, beside that of a Textual app with one Static.

    python benchmarks/start.py [FILE] [--runs 9]

Both run on a pseudo-terminal of their own, in turn; medians and their ratio. Also `--version`.
The first run, in which Python compiles what is not compiled yet, does not count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from keys import Terminal

SAMPLE = Path(__file__).parent.parent / "sample_events.yaml"
STATIC = """
from textual.app import App
from textual.widgets import Static

class Plain(App):
    def compose(self):
        yield Static("painted")

Plain().run()
"""


def painted(command: list[str], sign: str) -> float:
    """Milliseconds until `sign` is on the screen."""
    terminal = Terminal(command, 120, 40)
    try:
        terminal.read(quiet=0.01, until=sign.encode(), limit=30)
        return (time.perf_counter() - terminal.started) * 1000
    finally:
        terminal.close()


def version() -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "timeline_tui", "--version"]
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default=str(SAMPLE))
    parser.add_argument("--sign", default="≠", help="a sign of a painted list")
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every run compiles this package
    opened = [sys.executable, "-m", "timeline_tui", arguments.file]
    plain = [sys.executable, "-c", STATIC]
    times = [
        (painted(plain, "painted"), painted(opened, arguments.sign), version())
        for _ in range(arguments.runs + 1)
    ][1:]
    static, listed, told = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"a Static {static:.0f} ms, the list {listed:.0f} ms: {listed / static:.2f} times as long"
    )
    print(f"--version {told:.0f} ms")


if __name__ == "__main__":
    main()
