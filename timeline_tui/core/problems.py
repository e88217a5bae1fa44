"""A problem found in a file, as a value: where it is, what is wrong and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

Remark = tuple[Severity, str, str, str]
"""Severity, code, message and hint of a problem without its place."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding (FORMAT section 7).

    `line` and `column` count from 1. Inside a record that has not been placed in its file yet
    they count from the record's own first line and `file` is empty; `at` places it.
    `message` and `hint` are sentences without a closing full stop.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    file: str = ""
    line: int = 1
    column: int = 1

    def at(self, file: str, line: int, column: int = 1) -> Problem:
        """The same problem, its record standing in `file` from this line and column on."""
        # Spelled out: `replace` takes four times as long, and a bad file has problems by the
        # hundred thousand.
        return Problem(
            self.severity,
            self.code,
            self.message,
            self.hint,
            file,
            self.line + line - 1,
            self.column + (column - 1 if self.line == 1 else 0),
        )

    def __str__(self) -> str:
        stop = "" if self.hint.endswith("?") else "."
        advice = f" {self.hint}{stop}" if self.hint else ""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity}: {self.message}.{advice} [{self.code}]"
