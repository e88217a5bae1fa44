"""Reads the files in a thread of its own, and again whenever they change. Draws nothing.

The thread is begun before the screen, ends with the program, and is never waited for: a file that
cannot be read to its end, on a network that hangs, must not keep anyone from leaving.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import NamedTuple

from timeline_tui.core.problems import Problem
from timeline_tui.core.timeline import Timeline
from timeline_tui.files import is_stream

_SWITCH_INTERVAL = 0.001  # seconds the thread may keep the screen's from answering a key
_TELL_EVERY = 0.3  # seconds between two reports of how far a reading is


class Progress(NamedTuple):
    """So many of so many records have been read."""

    done: int
    total: int


Found = Timeline | Problem | Progress
"""What was read, or why the files cannot be read or hold no timeline any more."""


class Reader:
    """The screen's only way to the files; `interval` is the seconds between two looks at them, None
    for none. `saved` is when what it told last was saved, in seconds since 1970."""

    saved: float | None = None

    def __init__(self, paths: Sequence[Path], interval: float | None = None) -> None:
        self._paths = tuple(paths)
        self._interval = interval
        self._asked, self._woken, self._lock = True, Event(), Lock()
        self._early: list[Found] = []  # told before anyone listened
        self._tell: Callable[[Found], object] = self._early.append
        Thread(target=self._run, name="timeline-reader", daemon=True).start()

    def listen(self, tell: Callable[[Found], object]) -> None:
        """From now on `tell` is called, in the thread, with all that is found, and was."""
        with self._lock:
            self._tell = tell
            for found in self._early:
                tell(found)
        sys.setswitchinterval(_SWITCH_INTERVAL)

    def read(self) -> None:
        """Reads the files now, or once more after the reading that is under way."""
        self._asked = True
        self._woken.set()

    def look(self) -> None:
        """Reads them if they have changed; who asks knows that they are at rest."""
        self._woken.set()

    def _run(self) -> None:
        # Here because the thread can import it while the first picture is drawn
        from timeline_tui.core.loading import Cache, UnreadableFile, gone_bad, load
        from timeline_tui.core.watch import Watcher

        watcher, cache = Watcher(self._paths), Cache()
        last: Timeline | None = None
        woken = False
        while True:
            if self._asked or watcher.look() or (woken and watcher.look()):  # two looks must agree
                self._asked = False
                watcher.accept()
                found: Found | None = next(map(_stream, filter(is_stream, self._paths)), None)
                try:
                    found = found or load(self._paths, cache, self._progress())
                except UnreadableFile as error:
                    found = error.problem
                if isinstance(found, Timeline):
                    bad = gone_bad(last, found) if last is not None else None
                    last, found = (last, bad) if bad else (found, found)
                    self.saved = self.saved if bad else watcher.saved
                self._say(found)
            woken = self._woken.wait(self._interval)
            self._woken.clear()

    def _progress(self) -> Callable[[int, int], None]:
        told = monotonic()

        def report(done: int, total: int) -> None:
            nonlocal told
            if monotonic() - told > _TELL_EVERY:
                told = monotonic()
                self._say(Progress(done, total))

        return report

    def _say(self, found: Found) -> None:
        with self._lock, suppress(RuntimeError):  # the program was left meanwhile
            self._tell(found)


def _stream(path: Path) -> Problem:
    """Whoever reads one may wait for ever."""
    message = "This is a pipe or a device, not a file"
    return Problem("error", "unreadable-file", message, "", str(path))


def settle_memory() -> None:
    """Takes what was loaded first out of the garbage collector's rounds, whose pauses one feels.

    Once only: what is frozen is never given back.
    """
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()
