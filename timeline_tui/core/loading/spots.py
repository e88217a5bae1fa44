"""Where in the files something stands, and the problem that there is with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading import Piece
from timeline_tui.core.watch import is_conflict_copy

_COPY: Final = "conflict-copy"
_COPIED: Final = (
    "This looks like the copy that a sync tool makes of a conflict: {} of its entries stand in "
    "another file too"
)
_MOVE_IT: Final = "Compare the two with `timeline diff`, then move it elsewhere"
_REFUSED: Final = frozenset(("alias", "anchor", "tag", "merge-key", "complex-key", "too-long"))
"""Codes of what YAML has and the format does not, whose values are not read."""


def without_consequences(slips: Iterable[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a piece but those in a line of which something was refused: they mostly
    follow from it (FORMAT section 7), and else are told once it is mended."""
    lines = {slip.line for slip in slips if slip.code in _REFUSED}
    return [problem for problem in problems if problem.line not in lines]


def told_together(problems: list[Problem]) -> list[Problem]:
    """The problems with one for each other key of a file and how often it stands there, and one for
    all that stands in a conflict copy as well as in the file that it is a copy of."""
    kinds = [_kind(one) for one in problems]
    counts = Counter(kinds)
    if counts.keys() == {None}:
        return problems
    found: list[Problem] = []
    for kind, one in zip(kinds, problems, strict=True):
        count = counts.pop(kind, 0) if kind else 1
        if kind and kind[1] == _COPY and count:
            found.append(Problem("error", _COPY, _COPIED.format(count), _MOVE_IT, one.file))
        elif count:
            times = f" ({count} times)" if count > 1 else ""
            found.append(replace(one, message=one.message + times) if times else one)
    return found


def _kind(problem: Problem) -> tuple[str, str] | None:
    if problem.code == "other-key":
        return problem.file, problem.message
    if problem.code in ("id-twice", "same-event") and is_conflict_copy(Path(problem.file).name):
        return problem.file, _COPY
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A piece of a file: a record, or a part of the head."""

    file: str
    piece: Piece

    def problem(
        self, value: object, severity: Severity, code: str, message: str, hint: str = ""
    ) -> Problem:
        """A problem with a value of the piece; with the piece where the value has no place."""
        line, column = getattr(value, "at", (1, 1))
        problem = Problem(severity, code, message, hint, "", line, column)
        return self.piece.place(problem, self.file)

    def place(self, value: object) -> tuple[str, int, int]:
        """The file, line and column of a value of the piece."""
        there = self.problem(value, "note", "", "")
        return there.file, there.line, there.column
