"""A bar on standard error for what takes longer than half a second, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from timeline_tui.output import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE: Final = 0.5  # seconds


@contextmanager
def bar(
    label: str, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[int, int], None] | None]:
    """What to call with the number that is done and that of all; None where nobody would see it."""
    if not is_terminal(sys.stderr):
        yield None
        return
    shown = _Bar(label, clock)
    try:
        yield shown.advance
    finally:
        shown.close()


class _Bar:
    def __init__(self, label: str, clock: Callable[[], float]) -> None:
        self._label = label
        self._clock = clock
        self._started = clock()
        self._progress: Progress | None = None

    def advance(self, done: int, total: int) -> None:
        if self._progress is None and self._clock() - self._started >= _PATIENCE and done < total:
            self._progress = _progress()
            self._progress.start()
            self._progress.add_task(self._label, total=total)
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=done, total=total)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _progress() -> Progress:
    # Here, because most runs are over before there is a bar to draw.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
