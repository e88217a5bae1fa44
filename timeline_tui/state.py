"""What the program remembers between runs, kept as JSON in the system's place for state.

Never writes into a timeline's own folder or file, and knows no screen. Its texts are as they were
kept: who draws them makes them harmless.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_state_path

from timeline_tui.core.problems import Problem
from timeline_tui.output import save

if TYPE_CHECKING:  # most commands keep no marks
    from timeline_tui.core.renaming import Seen

HISTORY_LIMIT: Final = 200
_HINT: Final = "Set TIMELINE_STATE to another file, or remove this one"


@dataclass(frozen=True, slots=True)
class State:
    """Everything remembered.

    `last` are the absolute paths opened last. `history` holds queries, the newest last, each once.
    `saved` maps a name to its query, `saved_in` to the file in which it was saved. `marks` maps a
    file's absolute path to the ids marked in it, each with its event's date and title, by which it
    is found again under another id. `rows` is what the lanes have a row for, `panes` are the
    choices of panes that differ from the config (see `settings.Panes`).
    """

    last: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    saved: Mapping[str, str] = field(default_factory=dict)
    saved_in: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Seen]] = field(default_factory=dict)
    rows: str = ""
    panes: Mapping[str, str] = field(default_factory=dict)

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

    def kept(self, name: str, query: str, file: Path) -> State:
        """With `query` saved under `name` in a file, in place of what the name held."""
        files = {**self.saved_in, name: str(file.absolute())}
        return replace(self, saved={**self.saved, name: query}, saved_in=files)

    def forgotten(self, name: str) -> State:
        """Without the query saved under `name`."""
        saved, files = ({**named} for named in (self.saved, self.saved_in))
        for named in (saved, files):
            named.pop(name, None)
        return replace(self, saved=saved, saved_in=files)

    def saved_here(self, file: Path) -> frozenset[str]:
        """The names of the queries that were saved in a file."""
        path = str(file.absolute())
        return frozenset(name for name, file in self.saved_in.items() if file == path)

    def marked(self, file: Path, ids: Mapping[str, Seen | None]) -> State:
        """With `ids` marked in `file` too, those with None no more."""
        here = {**self.marks_in(file), **ids}
        kept = {id: one for id, one in here.items() if one is not None}
        marks = {**self.marks, str(file.absolute()): kept}
        return replace(self, marks={key: marks[key] for key in marks if marks[key]})

    def marks_in(self, file: Path) -> Mapping[str, Seen]:
        """The ids marked in `file`, and what is kept of their events."""
        return self.marks.get(str(file.absolute()), {})


def state_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the state stands: `$TIMELINE_STATE`, else the system's place for state."""
    given = environ.get("TIMELINE_STATE")
    return Path(given) if given else user_state_path("timeline", appauthor=False) / "state.json"


def load_state(path: Path | None = None) -> tuple[State, tuple[Problem, ...]]:
    """What is remembered; nothing, and a problem, where the file does not read. Never raises."""
    file = path or state_path()
    try:
        return (_state(json.loads(file.read_bytes())) if file.exists() else State()), ()
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        return State(), (_problem(file, "read", error),)


def keep(
    change: Callable[[State], State], path: Path | None = None
) -> tuple[State, tuple[Problem, ...]]:
    """Reads the state, changes it and replaces the file in one locked step, so that windows which
    keep something at the same moment lose nothing of each other; returns what is kept now.

    `change` has to change the state that it is given, not one from before. Never raises: where
    there is a problem nothing was written, and the state returned is the changed one. So a file
    that does not read is never written over.
    """
    file = path or state_path()
    try:
        file = file.resolve()  # a link to the file, as people make for their dotfiles, stays one
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(file.with_name(f"{file.name}.lock")):
            before, problems = load_state(file)
            after = change(before)
            if after != before and not problems:
                save(file, (json.dumps(asdict(after), indent=1),), mode=0o600)
            return after, problems
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, 3.12
        return change(load_state(file)[0]), (_problem(file, "written", error),)


@contextmanager
def _locked(lock: Path) -> Iterator[None]:
    """While no other process is inside; one is for milliseconds."""
    with lock.open("a", encoding="utf-8") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield  # closing the file gives the lock back


def _state(data: Any) -> State:
    """The state in parsed JSON. ValueError or AttributeError where it has another shape."""
    names = ("saved", "saved_in", "marks", "panes")
    saved, files, marks, panes = (data.get(name, {}) for name in names)
    return State(
        last=_texts(data.get("last", [])),
        history=_texts(data.get("history", [])),
        saved=dict(zip(saved, _texts(list(saved.values())), strict=True)),
        saved_in=dict(zip(files, _texts(list(files.values())), strict=True)),
        marks={file: dict(_marks(ids)) for file, ids in marks.items()},
        rows=str(data.get("rows", "")),
        panes=dict(zip(panes, _texts(list(panes.values())), strict=True)),
    )


def _marks(ids: Any) -> Iterator[tuple[str, Seen]]:
    """Ids with a date and a title or, as they were kept at first, without."""
    for id in _texts(list(ids)):
        date, title = _texts(ids[id]) if isinstance(ids, dict) else ("", "")
        yield id, (date, title)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError("a list of texts holds something else")
    return tuple(value)


def _problem(file: Path, done: str, error: Exception) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    message = f"The state cannot be {done}: {reason[:1].lower()}{reason[1:]}"
    return Problem("error", "state", message, _HINT, str(file))
