"""A bar on standard error for what takes longer than half a second, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
    started = clock()
    progress: Progress | None = None
    with ExitStack() as shown:

        def advance(done: int, total: int) -> None:
            nonlocal progress
            if progress is None and clock() - started >= _PATIENCE and done < total:
                progress = shown.enter_context(_progress())
                progress.add_task(label, total=total)
            if progress is not None:
                progress.update(progress.task_ids[0], completed=done, total=total)

        yield advance


def _progress() -> Progress:
    # Here, because most runs are over before there is a bar to draw.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
