"""Time and memory to load a generated file, and to load it again after one edit.

`python benchmarks/loading.py 10000 100000` prints a line for each number of events.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generate import generate

from timeline_tui.core.loading import Cache, load
from timeline_tui.core.timeline import Timeline

_RUNS = 5


def measure(count: int) -> None:
    """Print what `count` events cost, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.yaml"
        text = generate(count)
        path.write_text(text, encoding="utf-8")
        size = path.stat().st_size / 1e6
        cache = Cache()
        first, timeline = _timed(lambda: load([path], cache))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        gc.freeze()  # as the screen does after its first load
        again: list[float] = []
        middle = len(text) // 2
        for number in range(_RUNS):
            title = text.index("    title: ", middle) + len("    title: ")
            path.write_text(f"{text[:title]}{number} {text[title:]}", encoding="utf-8")
            seconds, timeline = _timed(lambda: load([path], cache))
            again.append(seconds)
        errors = sum(problem.severity == "error" for problem in timeline.problems)
    print(
        f"{count:>9,} events, {size:5.1f} MB: load {first * 1000:7,.0f} ms, "
        f"reload after an edit {statistics.median(again) * 1000:6,.0f} ms, "
        f"peak {peak:5,.0f} MB, {errors} errors"
    )


def _timed(action: Callable[[], Timeline]) -> tuple[float, Timeline]:
    start = time.perf_counter()
    timeline = action()
    return time.perf_counter() - start, timeline


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10_000])
    counts: list[int] = parser.parse_args().counts
    if len(counts) == 1:
        measure(counts[0])
        return
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}")
    for count in counts:  # each in a process of its own, for the peak is that of a process
        subprocess.run([sys.executable, __file__, str(count)], check=True)


if __name__ == "__main__":
    main()
