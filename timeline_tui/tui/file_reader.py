"""Reads the files in the background, and again whenever they change. Draws nothing."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from timeline_tui.core.problems import Problem
from timeline_tui.core.watch import Watcher
from timeline_tui.files import is_stream

if TYPE_CHECKING:
    from timeline_tui.core.loading import Loaded, Progress

_SWITCH_INTERVAL = 0.001  # seconds a reading thread may keep the screen's from answering a key
_HOPELESS = ("unreadable-file", "not-a-timeline")  # what is wrong with a file as a whole
_TELL_EVERY = 0.3  # seconds between two reports of how far a reading is


class _Left(Exception):  # noqa: N818 - no error
    """The program was left before the files were read to their end."""


class FileReader(Widget):
    """The screen's only way to the files: reads them whole, in a thread, one reading at a time."""

    DEFAULT_CSS = "FileReader { display: none; }"

    class Progress(Message):
        """So many of so many records have been read."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    class Read(Message):
        """The files were read."""

        def __init__(self, loaded: Loaded) -> None:
            super().__init__()
            self.loaded = loaded

    class Failed(Message):
        """The files cannot be read; what was read last still holds."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, paths: Sequence[Path], interval: float | None) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._interval = interval
        self._watcher = Watcher(self._paths)
        self._last: Loaded | None = None
        self._reading = False
        self._again = False

    def on_mount(self) -> None:
        sys.setswitchinterval(_SWITCH_INTERVAL)
        self.read()
        if self._interval is not None:
            self.set_interval(self._interval, self.look)

    def look(self) -> None:
        """Reads the files if they have changed and the change has settled."""
        if self._watcher.look():
            self.read()

    def read(self) -> None:
        """Reads the files now, or once more after the reading that is under way."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._watcher.accept()
        self.run_worker(self._read, thread=True, exit_on_error=True)

    def _read(self) -> None:
        """In a thread: the result comes back as a message."""
        worker = get_current_worker()
        told = monotonic()

        def report(done: int, total: int) -> None:
            nonlocal told
            if worker.is_cancelled:
                raise _Left
            if monotonic() - told > _TELL_EVERY:
                told = monotonic()
                self.post_message(self.Progress(done, total))

        try:
            found = _loaded(self._paths, self._last, report)
        except _Left:
            return
        if isinstance(found, Problem):
            self.post_message(self.Failed(found))
        else:
            self.post_message(self.Read(found))

    def on_file_reader_read(self, event: Read) -> None:
        self._last = event.loaded
        settle_memory()
        self._finished()

    def on_file_reader_failed(self) -> None:
        self._finished()

    def _finished(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.read()


def _loaded(paths: Sequence[Path], last: Loaded | None, progress: Progress) -> Loaded | Problem:
    """What the files hold, or why they cannot be read; after the `last` time also why they hold no
    timeline."""
    # Here because the thread can import it while the first picture is drawn
    from timeline_tui.core.loading import load
    from timeline_tui.core.reading import UnreadableFile

    for path in filter(is_stream, paths):  # whoever reads one may wait for ever
        message = "This is a pipe or a device, not a file"
        return Problem("error", "unreadable-file", message, "", str(path))
    try:
        loaded = load(paths, last, progress)
    except UnreadableFile as unreadable:
        return unreadable.problem
    return loaded if last is None else _no_timeline(loaded) or loaded


def _no_timeline(loaded: Loaded) -> Problem | None:
    """Why there is no timeline in any of the files (FORMAT section 7), if there is none."""
    timeline = loaded.timeline
    if not all(event.broken for event in timeline.events):
        return None
    problems = {problem.file: problem for problem in timeline.problems if problem.code in _HOPELESS}
    return problems[timeline.files[0]] if problems.keys() >= set(timeline.files) else None


def settle_memory() -> None:
    """Takes what was loaded out of the garbage collector's rounds, whose pauses one feels."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 1000)
    gc.enable()
