"""Whether the files of a timeline changed on disk, by polling. Knows no clock and no thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Protocol

YAML_SUFFIXES = (".yaml", ".yml")


class FileStatus(Protocol):
    """The part of `os.stat_result` that tells one save from the next."""

    @property
    def st_mode(self) -> int: ...
    @property
    def st_mtime_ns(self) -> int: ...
    @property
    def st_size(self) -> int: ...
    @property
    def st_ino(self) -> int: ...


Stat = Callable[[Path], FileStatus]
_Mark = tuple[int, int, int] | None
_Signature = tuple[tuple[Path, _Mark], ...]


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The timeline files of a folder in name order (FORMAT section 1), hidden ones left out.

    Editors keep lock files such as `.#events.yaml` beside the file; whoever reads a pipe waits.
    Raises OSError.
    """
    names = [
        name
        for name in os.listdir(folder)  # noqa: PTH208 - half the cost of iterdir, twice a second
        if name.endswith(YAML_SUFFIXES) and not name.startswith(".")
    ]
    return tuple(folder / name for name in sorted(names) if _may_be_file(folder / name))


class Watcher:
    """Tells once of each change to `paths` (files, or folders of YAML files).

    A change is a new time, size or inode, or a file that came or went; it is reported when two
    looks in a row agree on it, so neither a half-written save nor the moment between an editor's
    delete and rename is reported. Create it (or call `accept`) before the files are read: what
    is saved during the reading is then reported afterwards.
    """

    def __init__(self, paths: Sequence[Path], stat: Stat = os.stat) -> None:
        self._paths = tuple(paths)
        self._stat = stat
        self._reported = self._previous = self._signature()

    def look(self) -> bool:
        """Whether the files changed since the last report and have come to rest. Never raises."""
        seen = self._signature()
        settled = seen == self._previous
        self._previous = seen
        if not settled or seen == self._reported:
            return False
        self._reported = seen
        return True

    def accept(self) -> None:
        """Take the files as they are now for known, because they are about to be read."""
        self._reported = self._previous = self._signature()

    def _signature(self) -> _Signature:
        marks: list[tuple[Path, _Mark]] = []
        for path in self._paths:
            status = self._status(path)
            if status is not None and S_ISDIR(status.st_mode):
                marks.extend((file, _mark(self._status(file))) for file in _listed(path))
            else:
                marks.append((path, _mark(status)))
        return tuple(marks)

    def _status(self, path: Path) -> FileStatus | None:
        try:
            return self._stat(path)
        except OSError:
            return None


def _may_be_file(path: Path) -> bool:
    """False for folders, pipes and devices; reading says what is wrong with the rest."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _listed(folder: Path) -> tuple[Path, ...]:
    try:
        return yaml_files(folder)
    except OSError:
        return ()


def _mark(status: FileStatus | None) -> _Mark:
    if status is None:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
