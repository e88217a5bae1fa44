"""Whether the files of a timeline changed on disk, by polling. Knows no clock and no thread."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from stat import S_ISREG

YAML_SUFFIXES = (".yaml", ".yml")
_MOST_FOLDERS = 1_000

_Signature = tuple[tuple[Path, tuple[int, int, int] | None], ...]


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The timeline files of a folder, then those of its subfolders, each in name order
    (FORMAT section 1); what is hidden is left out.

    Editors keep lock files such as `.#events.yaml` beside the file; whoever reads a pipe waits.
    Raises OSError, also where the subfolders are too many to be looked at twice a second.
    """
    found: list[Path] = []
    for number, (path, folders, names) in enumerate(os.walk(folder, onerror=_raise)):
        if number == _MOST_FOLDERS:
            raise OSError(f"it has more than {_MOST_FOLDERS} folders in it")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = [name for name in names if name.endswith(YAML_SUFFIXES) and name[0] != "."]
        found += filter(_may_be_file, (Path(path, name) for name in sorted(files)))
    return tuple(found)


def _raise(error: OSError) -> None:
    raise error


class Watcher:
    """Tells once of each change to `paths` (files, or folders of YAML files).

    A change is a new time, size or inode, or a file that came or went; it is reported when two
    looks in a row agree on it, so neither a half-written save nor the moment between an editor's
    delete and rename is reported. Create it (or call `accept`) before the files are read: what
    is saved during the reading is then reported afterwards.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
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

    @property
    def saved(self) -> float | None:
        """When what was accepted was saved last, in seconds since 1970; None for no file."""
        times = [mark[0] for _, mark in self._reported if mark is not None]
        return max(times) / 1e9 if times else None

    def _signature(self) -> _Signature:
        return tuple((file, _mark(file)) for path in self._paths for file in _files(path))


def _may_be_file(path: Path) -> bool:
    """False for folders, pipes and devices; reading says what is wrong with the rest."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _files(path: Path) -> tuple[Path, ...]:
    try:
        return yaml_files(path) if path.is_dir() else (path,)
    except OSError:
        return ()


def _mark(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
