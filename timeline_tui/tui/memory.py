"""What the screen remembers between runs, written as soon as it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from timeline_tui.core.problems import Problem
from timeline_tui.state import State, load_state, save_state


class Memory:
    """The state on disk as this screen knows it; `file` is the one whose marks are meant.

    `problems` are those met at the start.
    """

    def __init__(self, paths: Sequence[Path], remembers_paths: bool = True) -> None:
        self.state, self.problems = load_state()
        self._on_disk = self.state  # as last read or written
        self.file = paths[0]
        if remembers_paths:
            self.problems += self.change(lambda state: state.opened(paths))

    def change(self, change: Callable[[State], State]) -> tuple[Problem, ...]:
        """Changes the state and writes it; returns what went wrong, as `save_state` has it.

        Until the program is left the change holds in any case, and it is written with the next one
        that can be.
        """
        self.state, found = save_state(change(self.state), self._on_disk)
        if not any(problem.severity == "error" for problem in found):
            self._on_disk = self.state
        return found

    @property
    def marks(self) -> frozenset[str]:
        """The ids marked in the file."""
        return self.state.marks_in(self.file)
