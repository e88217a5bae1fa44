"""Where in the files something stands, and the problem that there is with it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading import Map, Piece, Value, parse


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

    def typed(self, key: str) -> Value:
        """What stands under a key of the record, for what the models keep without its place."""
        data = parse(self.piece.text).data
        items = data.items() if isinstance(data, Map) else ()
        return next((value for name, value in items if name == key), None)
