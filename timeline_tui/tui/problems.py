"""The problems over the main screen: the list stays while one mends one after the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from timeline_tui.core.problems import Problem
from timeline_tui.tui.dialogs import PickDialog, wrapped
from timeline_tui.tui.keys import Keys
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.status import counted, problem_line


class ProblemsDialog(PickDialog[Problem]):
    """`edit` opens the editor where the problem picked is."""

    def __init__(
        self,
        problems: Sequence[Problem],
        edit: Callable[[Problem], None],
        keys: Keys,
        glyphs: Glyphs,
    ) -> None:
        self._edit = edit
        nothing = "Neither the file nor the config has a problem."
        make = wrapped(problems, problem_line, nothing)
        title = counted(len(problems), "problem")
        super().__init__(title, problems, make, keys, glyphs, picking="opens the editor there")

    def action_pick(self) -> None:
        if self._answers:
            self._edit(self._answers[self.list.cursor])

    def identity(self, answer: Problem) -> Hashable:
        """Without its place, which moves with what is typed before it."""
        return answer.file, answer.code, answer.message
