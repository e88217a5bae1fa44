"""Which files a command means: those named, else what stands here, was open last, or the sample.

Looks at names and permissions, never inside a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from timeline_tui.core.text import closest
from timeline_tui.core.watch import YAML_SUFFIXES, yaml_files


def sample_path() -> Path:
    """The sample timeline: inside the installed package, or at the top of a checkout."""
    installed = Path(__file__).with_name("sample_events.yaml")
    return installed if installed.is_file() else Path(__file__).parents[1] / "sample_events.yaml"


def check(paths: Iterable[Path]) -> None:
    """OSError, with a sentence for the user, unless each is a file or a folder with YAML in it."""
    for path in paths:
        try:
            _check(path)
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL
            close = closest(path.name, [file.name for file in _listed(path.parent)])
            advice = f". Did you mean {path.with_name(close)}?" if close else ""
            raise OSError(f"{path}: there is no such file{advice}") from error
        except OSError as error:
            raise OSError(f"{path}: it cannot be read: {error.strerror or error}") from error


def is_stream(path: Path) -> bool:
    """Whether what stands there is a pipe or a device, which can be read only once."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not S_ISREG(mode) and not S_ISDIR(mode)


def here(folder: Path) -> tuple[Path, ...]:
    """The timeline of a folder: `events.yaml`, `timeline.yaml` or its only `*.timeline.yaml`."""
    for name in ("events.yaml", "timeline.yaml"):
        if (folder / name).is_file():
            return (folder / name,)
    others = tuple(file for file in _listed(folder) if file.name.endswith(".timeline.yaml"))
    return others if len(others) == 1 else ()


def otherwise(last: Sequence[str]) -> tuple[Path, ...]:
    """The files opened last, if all are still there, else the sample."""
    there = last and all(map(os.path.exists, last))
    return tuple(map(Path, last)) if there else (sample_path(),)


def _check(path: Path) -> None:
    # A shell's `<(…)` and `/dev/stdin` have a writer already, so that reading them ends.
    fed = str(path) in (os.devnull, "/dev/stdin") or path.parent.name == "fd"
    if is_stream(path) and not fed:
        raise OSError("it is a pipe or a device")
    if path.is_dir() and not yaml_files(path):
        raise OSError("no file in this folder ends in .yaml or .yml")
    if S_ISREG(path.stat().st_mode):
        path.open("rb").close()


def _listed(folder: Path) -> tuple[Path, ...]:
    try:
        found = [file for file in folder.glob("[!.]*") if file.suffix in YAML_SUFFIXES]
        return tuple(sorted(file for file in found if file.is_file()))
    except (OSError, ValueError):
        return ()
