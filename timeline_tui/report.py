"""The problems of a file as `timeline check` reports them: text, JSON, a summary, a verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from timeline_tui.core.decoding import make_visible
from timeline_tui.core.problems import Problem, Severity

UNDECLARED = "undeclared"  # the code of a name that nothing declares (FORMAT, References)
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """One line a problem, as FORMAT section 7 prints it. A file's name may hold anything."""
    return (make_visible(str(problem)).replace("\n", "␊") for problem in problems)


def as_json(problems: Sequence[Problem], *, ascii: bool) -> Iterator[str]:
    """The lines of one JSON list, an object a problem and a line."""
    if not problems:
        yield "[]"
        return
    last = len(problems) - 1
    for index, problem in enumerate(problems):
        opening, closing = "[" if index == 0 else " ", "]" if index == last else ","
        yield f"{opening}{json.dumps(asdict(problem), ensure_ascii=ascii)}{closing}"


def summary(problems: Sequence[Problem], files: int) -> str:
    """How many of each severity in how many files: `3 errors, 1 warning in 2 files`."""
    counts = [(severity, _count(problems, severity)) for severity in _SEVERITIES]
    found = ", ".join(_number(count, severity) for severity, count in counts if count)
    return f"{found or 'No problems'} in {_number(files, 'file')}"


def fails(problems: Sequence[Problem], *, strict: bool) -> bool:
    """Whether there is an error; under `strict`, a warning or an undeclared name counts as one."""
    return any(
        problem.severity == "error"
        or (strict and (problem.severity == "warning" or problem.code == UNDECLARED))
        for problem in problems
    )


def _count(problems: Sequence[Problem], severity: Severity) -> int:
    return sum(problem.severity == severity for problem in problems)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
