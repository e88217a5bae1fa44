"""The files of a timeline: those that are named, those in folders, and what they held last."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.decode import UnreadableFile, decode, read_text
from timeline_tui.core.watch import yaml_files

_CONFLICT: Final = re.compile(r"conflicted copy|sync-conflict|\(.*conflict.*\)", re.IGNORECASE)
"""In names that Dropbox, Nextcloud, Syncthing and others give."""
_COPY: Final = (
    "This looks like the copy that a sync tool makes of a conflict, and is left out",
    "Compare it with the file itself, as by `timeline diff`, then delete or rename it",
)


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes of a file that was got in another way than by its path; `name` is for problems."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is named in problems, and what was read of it: None if nothing could be."""

    name: str
    text: str | None
    problems: tuple[Problem, ...] = ()


def read_files(inputs: Iterable[Path | Given], last: Mapping[str, str]) -> list[File]:
    """Each file that is given, at a path or in a folder, once.

    One of several that is empty or cannot be read stays as `last` has it by its name. Raises
    UnreadableFile if none can be read.
    """
    files = list(_files(inputs))
    if files and all(file.text is None for file in files):
        raise UnreadableFile(*(problem for file in files for problem in file.problems))
    return [_kept(file, last.get(file.name, "")) for file in files] if len(files) > 1 else files


def _files(inputs: Iterable[Path | Given]) -> Iterator[File]:
    seen: set[object] = set()
    for one in inputs:
        paths: Sequence[Path | Given] = (one,)
        message, hint = "There is no YAML file in this folder", "Name another one"
        try:
            if isinstance(one, Path) and one.is_dir():
                paths = yaml_files(one)
        except OSError as error:
            paths, message, hint = (), f"The folder cannot be read: {error.strerror or error}", ""
        if not paths:
            problem = Problem("error", "unreadable-file", message, hint, str(one))
            yield File(str(one), None, (problem,))
        for path in paths:
            real = path if isinstance(path, Given) else _real(path)
            if real not in seen:
                seen.add(real)
                copy = path != one and _CONFLICT.search(path.name)
                problem = Problem("error", "conflict-copy", *_COPY, str(path))
                yield File(str(path), "", (problem,)) if copy else _read(path)


def _real(path: Path) -> object:
    """What a file that is named twice is known by: links, and on some systems letters in another
    case or form, name the same one."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # what has a NUL in it is no path
        return path
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(path)


def _read(file: Path | Given) -> File:
    name = file.name if isinstance(file, Given) else str(file)
    try:
        if isinstance(file, Given):
            return File(name, *decode(file.data, name))
        return File(name, *read_text(file, name))
    except UnreadableFile as failure:
        return File(name, None, failure.problems)


def _kept(file: File, last: str) -> File:
    if file.text is None:
        return replace(file, text=last or None)
    if file.text.strip() or not last.strip():
        return file
    message = "The file is empty, so what stood there last is kept"
    return File(file.name, last, (Problem("error", "empty-file", message, "", file.name),))
