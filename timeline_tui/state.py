"""What the program remembers between runs, kept as JSON in the system's place for state.

Never writes into a timeline's own folder or file, and knows no screen. Its texts are as they were
kept: who draws them makes them harmless.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from platformdirs import user_state_path

from timeline_tui.core.problems import Problem
from timeline_tui.output import WriteError, save

HISTORY_LIMIT: Final = 200
_LIMIT: Final = 20_000_000  # bytes; past this it was not written by this program
PATIENCE: Final = 2.0  # seconds; another window holds the lock for milliseconds


@dataclass(frozen=True, slots=True)
class State:
    """Everything remembered.

    `last` are the absolute paths opened last. `history` holds queries, the newest last, each once.
    `saved` maps a name to its query. `marks` maps a file's absolute path to the ids marked in it.
    """

    last: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    saved: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def opened(self, paths: Iterable[Path]) -> State:
        """With `paths` as the files opened last."""
        return replace(self, last=tuple(str(path.absolute()) for path in paths))

    def queried(self, query: str) -> State:
        """With `query` as the newest of the history; an empty one is not kept."""
        query = query.strip()
        if not query:
            return self
        others = tuple(other for other in self.history if other != query)
        return replace(self, history=(*others, query)[-HISTORY_LIMIT:])

    def kept(self, name: str, query: str) -> State:
        """With `query` saved under `name`, in place of what the name held."""
        return replace(self, saved={**self.saved, name: query})

    def forgotten(self, name: str) -> State:
        """Without the query saved under `name`."""
        return replace(self, saved={key: self.saved[key] for key in self.saved if key != name})

    def marked(self, file: Path, ids: Iterable[str]) -> State:
        """With exactly `ids` marked in `file`."""
        others = {key: self.marks[key] for key in self.marks if key != str(file.absolute())}
        found = frozenset(ids)
        return replace(self, marks={**others, str(file.absolute()): found} if found else others)

    def marks_in(self, file: Path) -> frozenset[str]:
        """The ids marked in `file`."""
        return self.marks.get(str(file.absolute()), frozenset())


def state_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the state stands: `$TIMELINE_STATE`, else the system's place for state."""
    given = environ.get("TIMELINE_STATE")
    return Path(given) if given else user_state_path("timeline", appauthor=False) / "state.json"


def load_state(path: Path | None = None) -> tuple[State, tuple[Problem, ...]]:
    """What is remembered, and what is wrong: an error where the state stays out of reach.

    Never raises: a broken file is set aside as `….broken`, which is a warning.
    """
    file = path or state_path()
    try:
        if not file.exists():
            return State(), ()
        if not file.is_file():
            raise OSError("It is not a file")
        with file.open("rb") as stream:
            data = stream.read(_LIMIT + 1)
    except OSError as error:
        return State(), (_failure(file, f"The state cannot be read: {_reason(error)}"),)
    try:
        if len(data) > _LIMIT:
            raise ValueError("it is larger than 20 MB")
        return _state(json.loads(data)), ()
    except (ValueError, RecursionError) as error:
        return State(), (_set_aside(file, error),)


def keep(
    change: Callable[[State], State], path: Path | None = None
) -> tuple[State, tuple[Problem, ...]]:
    """Reads the state, changes it and replaces the file in one locked step, so that windows which
    keep something at the same moment lose nothing of each other; returns what is kept now.

    `change` has to change the state that it is given, not one from before. Never raises: where one
    of the problems is an error nothing was written, and the state returned is the changed one.
    """
    file = path or state_path()
    try:
        file = file.resolve()  # a link to the file, as people make for their dotfiles, stays one
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(file.with_name(f"{file.name}.lock")):
            before, problems = load_state(file)
            after = change(before)
            # What cannot be read must not be replaced.
            if after != before and not any(one.severity == "error" for one in problems):
                save(file, (_text(after),), mode=0o600)
            return after, problems
    except (OSError, RuntimeError, WriteError) as error:  # RuntimeError: links in a circle, 3.12
        message = f"The state cannot be written: {_reason(error)}"
        return change(load_state(file)[0]), (_failure(file, message),)


@contextmanager
def _locked(lock: Path) -> Iterator[None]:
    """While no other process is inside. OSError after a while, so that no window ever hangs."""
    with lock.open("a", encoding="utf-8") as file:
        until = time.monotonic() + PATIENCE
        while not _taken(file.fileno()):
            if time.monotonic() > until:
                raise OSError("Another program holds its lock")
            time.sleep(0.005)
        yield  # closing the file gives the lock back


def _taken(descriptor: int) -> bool:
    """Whether the lock could be had at once."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _text(state: State) -> str:
    data = {
        "last": state.last,
        "history": state.history,
        "saved": dict(state.saved),
        "marks": {name: sorted(ids) for name, ids in state.marks.items()},
    }
    return json.dumps(data, indent=1)


def _state(data: Any) -> State:
    """The state in parsed JSON. Raises ValueError where the shape is another."""
    if not isinstance(data, dict):
        raise ValueError("it is not an object")
    saved, marks = data.get("saved", {}), data.get("marks", {})
    if not isinstance(saved, dict) or not isinstance(marks, dict):
        raise ValueError("it has no names where some are expected")
    return State(
        last=_texts(data.get("last", [])),
        history=_texts(data.get("history", []))[-HISTORY_LIMIT:],
        saved=dict(zip(saved, _texts(list(saved.values())), strict=True)),
        marks={file: frozenset(_texts(ids)) for file, ids in marks.items()},
    )


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError("a list of texts holds something else")
    return tuple(value)


def _set_aside(file: Path, error: Exception) -> Problem:
    aside = file.with_name(f"{file.name}.broken")
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
    message = f"The state file is broken: {reason}"
    try:
        file.replace(aside)
    except OSError as failure:
        return _failure(file, f"{message}; it cannot be set aside: {_reason(failure)}")
    hint = f"It is kept as {aside.name}; a new one is begun"
    return Problem("warning", "state", message, hint, str(file))


def _failure(file: Path, message: str) -> Problem:
    return Problem("error", "state", message, "Set TIMELINE_STATE to another file", str(file))


def _reason(error: Exception) -> str:
    """The system's words for an error, as the end of a sentence."""
    words = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return words[:1].lower() + words[1:]
