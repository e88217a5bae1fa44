"""Time and memory of `timeline import` on a generated table.

`python benchmarks/importing.py 10000 100000` prints a line for each number of rows and each way.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from timeline_tui.cli import main

_HEADINGS = ("Nr", "Date", "Headline", "Place", "Province", "Actor 1", "Source", "Killed", "Notes")
_UNKNOWN = ("unknown", "n/a", "early in the week", "")
_WAYS = {"by itself": (), "a query": ("-q", "killed>=10"), "again": ("--against", "all.yaml")}


def write_table(path: Path, count: int) -> None:
    """A table as people keep them: day-first dates, some cells empty, some that say nothing."""
    chance = random.Random(count)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        for number in range(count):
            day = date(2015, 1, 1) + timedelta(chance.randrange(3000))
            place = chance.randrange(300)
            writer.writerow(
                (
                    number,
                    f"{day:%d/%m/%Y}" if chance.random() < 0.97 else chance.choice(_UNKNOWN),
                    f"Shelling near place {place} (report {number})",
                    f"Place {place}",
                    f"Province {place % 30}",
                    f"Brigade {chance.randrange(200)}",
                    f"Daily {chance.randrange(100)} ({day:%Y-%m-%d})",
                    chance.choice(("", "0", "1-3", "12", "about 20", "unknown")),
                    "Nobody could be reached by telephone while the lines were down. " * 2,
                )
            )


def measure(count: int, way: str) -> None:
    """Print what one import of `count` rows costs, in this process."""
    start = time.perf_counter()
    code = main(
        [
            "import",
            "table.csv",
            *_WAYS[way],
            "-o",
            "all.yaml" if way == "by itself" else "some.yaml",
        ]
    )
    seconds, cpu = time.perf_counter() - start, time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = f"{seconds:6.1f} s, cpu {cpu:6.1f} s"
    print(f"{count:>9,} rows, {way:<9}: {times}, peak {peak:5,.0f} MB, exit {code}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[10_000])
    parser.add_argument("--way", choices=_WAYS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        measure(asked.counts[0], asked.way)
        sys.exit()
    script = str(Path(__file__).resolve())
    for rows in asked.counts:
        with tempfile.TemporaryDirectory() as folder:
            write_table(Path(folder, "table.csv"), rows)
            for name in _WAYS:  # each in a process of its own, whose peak is its own
                Path(folder, "some.yaml").unlink(missing_ok=True)
                words = [sys.executable, script, str(rows), "--way", name]
                subprocess.run(words, cwd=folder, check=True, stderr=subprocess.DEVNULL)
