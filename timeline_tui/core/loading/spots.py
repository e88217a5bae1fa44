"""Where in the files something stands, and the problem that there is with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final
from zoneinfo import ZoneInfo

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.dates.zones import doubts
from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.reading import Piece, Text
from timeline_tui.core.reading.tree import placed

_REFUSED: Final = frozenset(("alias", "anchor", "tag", "merge-key", "complex-key", "too-long"))
"""Codes of what YAML has and the format does not, whose values are not read."""


def without_consequences(slips: Iterable[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a piece but those in a line of which something was refused: they mostly
    follow from it (FORMAT section 7), and else are told once it is mended."""
    lines = {slip.line for slip in slips if slip.code in _REFUSED}
    return [problem for problem in problems if problem.line not in lines]


def told_together(problems: list[Problem]) -> list[Problem]:
    """The problems, one for each key of other people in a file, with how often it stands there."""
    counts = Counter((one.file, one.message) for one in problems if one.code == "other-key")
    found: list[Problem] = []
    for one in problems if counts else ():
        count = counts.pop((one.file, one.message), 0) if one.code == "other-key" else 1
        said = f"{one.message} ({count} times)" if count > 1 else one.message
        found += [replace(one, message=said)] if count else []
    return found or problems


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

    def find(self, value: str) -> Text:
        """A value that has lost its place, at the first one behind a key."""
        found = re.search(rf":\s*['\"]?(?={re.escape(value)})", self.piece.text)
        before = self.piece.text[: found.end() if found else 0]
        return placed(value, (before.count("\n") + 1, len(before) - before.rfind("\n")))


@dataclass(slots=True)
class Zones:
    """The time zones that files name: each counts for its own clock times, the first one is shown
    and counts for files without one; UTC where none is named."""

    of: dict[str, ZoneInfo] = field(default_factory=dict)

    @property
    def first(self) -> ZoneInfo:
        return next(iter(self.of.values()), ZoneInfo("UTC"))

    def shown(self, date: EdtfDate, spot: Spot, problems: list[Problem]) -> EdtfDate:
        """A date of a file as it is shown; doubtful clock times are problems."""
        if not date.is_timed:
            return date
        zone = self.of.get(spot.file, self.first)
        for said in doubts(date, zone):
            problems += [spot.problem(spot.find(date.written or date.text), "warning", *said)]
        return in_zone(date, zone, self.first)
