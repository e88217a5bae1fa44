"""What the screen remembers between runs, written as soon as it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from timeline_tui.core.problems import Problem
from timeline_tui.state import State, load_state, save_state


class Memory:
    """The state on disk as this screen knows it; `file` is the one whose marks are meant."""

    def __init__(self, paths: Sequence[Path], remembers_paths: bool = True) -> None:
        self.problems: tuple[Problem, ...]
        self.state, self.problems = load_state()
        self.file = paths[0]
        if remembers_paths:
            self.change(lambda state: state.opened(paths))

    def change(self, change: Callable[[State], State]) -> None:
        """Changes the state and writes it; what goes wrong is added to `problems`."""
        known = self.state
        self.state, found = save_state(change(known), known)
        self.problems = (*self.problems, *found)

    @property
    def marks(self) -> frozenset[str]:
        """The ids marked in the file."""
        return self.state.marks_in(self.file)
