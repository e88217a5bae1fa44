"""Reads the files in a thread of its own, and again whenever they change. Draws nothing.

The thread is begun before the screen, ends with the program, and is never waited for: a file that
cannot be read to its end, on a network that hangs, must not keep anyone from leaving.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic

from textual.message import Message

from timeline_tui.core.problems import Problem
from timeline_tui.core.timeline import Timeline
from timeline_tui.files import is_stream

_SWITCH_INTERVAL = 0.001  # seconds the thread may keep the screen's from answering a key
_TELL_EVERY = 0.3  # seconds between two reports of how far a reading is


class Reader:
    """The screen's only way to the files; `interval` is the seconds between two looks at them, None
    for none."""

    class Progress(Message):
        """So many of so many records have been read."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    class Read(Message):
        """The files were read."""

        def __init__(self, timeline: Timeline) -> None:
            super().__init__()
            self.timeline = timeline

    class Failed(Message):
        """The files cannot be read, or hold no timeline any more; what was read last still holds."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, paths: Sequence[Path], interval: float | None = None) -> None:
        self._paths = tuple(paths)
        self._interval = interval
        self._asked, self._woken = True, Event()
        self._lock = Lock()
        self._early: list[Message] = []  # told before anyone listened
        self._tell: Callable[[Message], object] = self._early.append
        Thread(target=self._run, name="timeline-reader", daemon=True).start()

    def listen(self, tell: Callable[[Message], object]) -> None:
        """From now on `tell` is called with every message, those kept until now first."""
        with self._lock:
            self._tell = tell
            for message in self._early:
                tell(message)
        sys.setswitchinterval(_SWITCH_INTERVAL)

    def read(self) -> None:
        """Reads the files now, or once more after the reading that is under way."""
        self._asked = True
        self._woken.set()

    def look(self) -> None:
        """Looks now whether they have changed."""
        self._woken.set()

    def _run(self) -> None:
        # Here because the thread can import it while the first picture is drawn
        from timeline_tui.core.loading import Cache, UnreadableFile, gone_bad, load
        from timeline_tui.core.watch import Watcher

        watcher, cache = Watcher(self._paths), Cache()
        last: Timeline | None = None
        woken = False
        while True:
            # Two looks must agree; who woke this thread knows that the file is at rest
            if self._asked or watcher.look() or (woken and watcher.look()):
                self._asked = False
                watcher.accept()
                stream = next(filter(is_stream, self._paths), None)
                try:
                    problem = _stream(stream) if stream is not None else None
                    timeline = None if problem else load(self._paths, cache, self._progress())
                except UnreadableFile as error:
                    problem, timeline = error.problem, None
                if timeline is not None and last is not None:
                    problem = gone_bad(last, timeline)
                if problem is None and timeline is not None:
                    last = timeline
                    self._say(self.Read(timeline))
                elif problem is not None:
                    self._say(self.Failed(problem))
                del timeline
            woken = self._woken.wait(self._interval)
            self._woken.clear()

    def _progress(self) -> Callable[[int, int], None]:
        told = monotonic()

        def report(done: int, total: int) -> None:
            nonlocal told
            if monotonic() - told > _TELL_EVERY:
                told = monotonic()
                self._say(self.Progress(done, total))

        return report

    def _say(self, message: Message) -> None:
        with self._lock, suppress(RuntimeError):  # the program was left meanwhile
            self._tell(message)


def _stream(path: Path) -> Problem:
    """Whoever reads one may wait for ever."""
    return Problem("error", "unreadable-file", "This is a pipe or a device, not a file", "", str(path))
