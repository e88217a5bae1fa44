"""Time from a query to its result, and of standing and as-of steps, on a generated file.

    python benchmarks/views.py 10000 [100000 …]

A typed letter: parse, evaluate, rows and the three facets' counts. Medians of fresh queries.
"""

from __future__ import annotations

import gc
import platform
import statistics
import sys
import time
from collections.abc import Callable

from generate import generate

from timeline_tui.core.dates import understand
from timeline_tui.core.evidence.asof import as_of, day_summary, report_days
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.index import index_of
from timeline_tui.core.views.view import apply
from timeline_tui.words.dates import iso

WORDS = ("bridge", "convoy", "hospital", "ministry", "river")
TERMS = ("location:place-1", "is:vague", "date:2021-07", "killed>=10", "-source:source-1")


def took(call: Callable[[], object]) -> float:
    """Milliseconds of process cpu time."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def ask(timeline: Timeline, text: str) -> None:
    """All that a typed letter computes before something is drawn."""
    view = apply(timeline, parse(text, typing=True))
    _ = view.rows, view.months
    for kind in ("location", "actor", "source"):
        view.facet(kind)  # type: ignore[arg-type]


def line(label: str, *times: float) -> None:
    """Prints a figure, or the median and the most of several."""
    most = f" median, {max(times):.1f} most" if len(times) > 1 else ""
    print(f"  {label:<26}{statistics.median(times):8.1f} ms{most}")


def measure(count: int) -> None:
    """Prints what queries, standing and as-of cost for `count` events."""
    timeline = load_text(generate(count))
    gc.freeze()
    print(f"{count:,} events")
    line("first view and facets", took(lambda: ask(timeline, "")))
    line("text index, once", took(lambda: index_of(timeline).haystacks))
    letters = [word[:end] for word in WORDS for end in range(1, len(word) + 1)]
    line("a typed letter", *[took(lambda text=text: ask(timeline, text)) for text in letters])
    line("a field term", *[took(lambda text=text: ask(timeline, text)) for text in TERMS])
    line("standing of all events", took(lambda: standings(timeline)))
    days = report_days(timeline)
    middle = days[len(days) // 2 : len(days) // 2 + 12]
    line("first step of >", took(lambda: as_of(timeline, understand(iso(middle[0])))))

    def step(day: int) -> None:
        ask(timeline, f"asof:{iso(day)}")
        day_summary(timeline, day)

    line("a step of >", *[took(lambda day=day: step(day)) for day in middle[1:]])


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.machine()}, process cpu time")
    for size in map(int, sys.argv[1:] or ["10000"]):
        measure(size)
