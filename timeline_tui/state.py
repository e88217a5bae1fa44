"""What the program remembers between runs, kept as JSON in the system's place for state.

Never writes into a timeline's own folder or file, and knows no screen.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from timeline_tui.core.problems import Problem

HISTORY_LIMIT = 200
_LIMIT = 20_000_000  # bytes; past this it was not written by this program


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
        return replace(self, history=_newest((*self.history, query)))

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
        if not file.is_file():
            return State(), ()
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


def save_state(
    state: State, since: State | None = None, path: Path | None = None
) -> tuple[State, tuple[Problem, ...]]:
    """Write `state`, united with what other instances wrote meanwhile; returns what was written.

    `since` is the state as last loaded or saved: what `state` changed of it counts, the rest is
    taken from the file. Without it nothing counts as removed. Never raises: where nothing was
    written, one of the problems is an error and `state` comes back as it is.
    """
    file = path or state_path()
    try:
        file = file.resolve()  # a link to the file stays a link
        # A new file would take the place of a device, or of links that run in a circle.
        if file.is_symlink() or (file.exists() and not file.is_file()):
            return state, (_failure(file, "The state cannot be written: it is not a file"),)
        on_disk, problems = load_state(file)
        if any(problem.severity == "error" for problem in problems):
            return state, problems  # what cannot be read must not be replaced
        united = _united(state, since or State(), on_disk)
        _write(file, united)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
        return state, (_failure(file, f"The state cannot be written: {_reason(error)}"),)
    return united, problems


def _write(file: Path, state: State) -> None:
    """All or nothing: a new file beside the old one takes its place."""
    data = {
        "last": state.last,
        "history": state.history,
        "saved": dict(state.saved),
        "marks": {name: sorted(ids) for name, ids in state.marks.items()},
    }
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(prefix=".state-", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(data, stream, indent=1)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _united(state: State, since: State, on_disk: State) -> State:
    """What `state` changed since `since`, laid on what is on disk."""
    if on_disk == since:
        return state
    return State(
        last=state.last if state.last != since.last else on_disk.last or state.last,
        history=_newest((*on_disk.history, *_added(state.history, since.history))),
        saved=_united_names(state.saved, since.saved, on_disk.saved),
        marks=_united_marks(state.marks, since.marks, on_disk.marks),
    )


def _newest(history: Iterable[str]) -> tuple[str, ...]:
    """Each query once, where it stands last; at most `HISTORY_LIMIT`."""
    backwards = dict.fromkeys(reversed(tuple(history)))
    return tuple(reversed(tuple(backwards)[:HISTORY_LIMIT]))


def _added(history: tuple[str, ...], since: tuple[str, ...]) -> tuple[str, ...]:
    """The queries of `history` behind the part that is still in the order of `since`."""
    position = {query: index for index, query in enumerate(since)}
    last = -1
    for count, query in enumerate(history):
        if position.get(query, -1) <= last:
            return history[count:]
        last = position[query]
    return ()


def _united_names(
    saved: Mapping[str, str], since: Mapping[str, str], on_disk: Mapping[str, str]
) -> dict[str, str]:
    united = {name: query for name, query in on_disk.items() if name in saved or name not in since}
    changed = {name: query for name, query in saved.items() if since.get(name) != query}
    return {**united, **changed}


def _united_marks(
    marks: Mapping[str, frozenset[str]],
    since: Mapping[str, frozenset[str]],
    on_disk: Mapping[str, frozenset[str]],
) -> dict[str, frozenset[str]]:
    none: frozenset[str] = frozenset()
    united: dict[str, frozenset[str]] = {}
    for file in (*on_disk, *(file for file in marks if file not in on_disk)):
        mine, before = marks.get(file, none), since.get(file, none)
        ids = (on_disk.get(file, none) - (before - mine)) | (mine - before)
        if ids:
            united[file] = ids
    return united


def _state(data: Any) -> State:
    """The state in parsed JSON. Raises ValueError where the shape is another."""
    if not isinstance(data, dict):
        raise ValueError("it is not an object")
    saved = _names(data, "saved")
    return State(
        last=_texts(data.get("last", [])),
        history=_newest(_texts(data.get("history", []))),
        saved=dict(zip(saved, _texts(list(saved.values())), strict=True)),
        marks={file: frozenset(_texts(ids)) for file, ids in _names(data, "marks").items()},
    )


def _names(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise ValueError(f"{key} is not an object")
    return value


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
        return _problem(file, f"{message}; it cannot be set aside: {_reason(failure)}")
    return _problem(file, message, f"It is kept as {aside.name}; a new one is begun")


def _problem(file: Path, message: str, hint: str = "") -> Problem:
    return Problem("warning", "state", message, hint, str(file))


def _failure(file: Path, message: str) -> Problem:
    return Problem("error", "state", message, "Set TIMELINE_STATE to another file", str(file))


def _reason(error: Exception) -> str:
    """The system's words for an error, as the end of a sentence."""
    words = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return words[:1].lower() + words[1:]
