"""Time to draw lanes, and of a step of zoom, on a generated file.

    python benchmarks/lanes.py 1000 [10000 …]

Drawn: everything from a fresh view to the lines of 60 lanes, the most that a screen shows, with the
axis and its ticks, 200 cells wide. A step of zoom draws the same on an axis that is nearer.
"""

from __future__ import annotations

import gc
import platform
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import get_args

from generate import generate

from timeline_tui.core.lanes.axis import axis_of, extents, ticks, zoomed
from timeline_tui.core.lanes.rows import By
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View, apply
from timeline_tui.words.lanes import Chart, chart, lane_lines
from timeline_tui.words.signs import UNICODE

WIDTH, HEIGHT, ROUNDS = 200, 60, 9


def took(call: Callable[[], object]) -> float:
    """Milliseconds of process cpu time."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def draw(view: View, drawn: Chart | None) -> None:
    """The lines that a screen has room for."""
    assert drawn is not None
    for _ in lane_lines(view, drawn._replace(lanes=drawn.lanes[:HEIGHT]), UNICODE):
        pass


def anew(view: View, by: By) -> None:
    """All that is needed for a view that was not drawn yet."""
    draw(view, chart(view, by, WIDTH))


def zoom(view: View, drawn: Chart) -> None:
    """One step nearer."""
    axis = drawn.axis
    draw(view, drawn._replace(axis=zoomed(axis, axis.starts[axis.width // 2], 2)))


def line(label: str, times: list[float]) -> None:
    """Prints the median and the most of some times."""
    print(f"  {label:<26}{statistics.median(times):8.1f} ms median, {max(times):.1f} most")


def measure_by(timeline: Timeline, by: By) -> None:
    """Prints what the lanes of one kind cost."""
    views = [apply(timeline, parse("")) for _ in range(ROUNDS)]
    line(f"by {by}", [took(partial(anew, view, by)) for view in views])
    drawn = chart(views[0], by, WIDTH)
    assert drawn is not None
    line("  a step of zoom", [took(partial(zoom, views[0], drawn)) for _ in range(ROUNDS)])


def measure(timeline: Timeline) -> None:
    """Prints what lanes cost, by each kind of entry."""
    print(f"{len(timeline.events):,} events")
    line("drawn for the first time", [took(partial(anew, apply(timeline, parse("")), "actor"))])
    for by in get_args(By):
        measure_by(timeline, by)
    axis = axis_of(extents(timeline), WIDTH)
    assert axis is not None
    line("ticks", [took(partial(ticks, axis)) for _ in range(ROUNDS)])


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for size in map(int, sys.argv[1:]):
        timeline = load_text(generate(size))
        gc.freeze()
        measure(timeline)
