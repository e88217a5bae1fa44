"""The problems of a file as `timeline check` reports them: lines, JSON, a summary, a verdict."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.text import make_visible
from timeline_tui.words.status import counted

UNDECLARED = "undeclared"  # the code of a name that nothing declares (FORMAT, References)
_ANNOTATIONS: Final[Mapping[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "note": "notice",
}
_IN_MESSAGE: Final = "%\r\n"  # what GitHub has escaped there; `%` first, as it begins an escape
_IN_PROPERTY: Final = _IN_MESSAGE + ":,"


def as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """One line a problem, as FORMAT section 7 prints it. A file's name may hold anything."""
    return (make_visible(str(problem)).replace("\n", "␊") for problem in problems)


def as_github(problems: Sequence[Problem]) -> Iterator[str]:
    """One workflow command of GitHub Actions a problem, which it shows beside the line."""
    return map(_annotation, problems)


LINES: Final[Mapping[str, Callable[[Sequence[Problem]], Iterator[str]]]] = {
    "text": as_text,
    "gcc": as_text,
    "github": as_github,
}
"""The formats of a line a problem. `gcc` is what compilers print and stays so, whatever `text`
becomes for people."""


def as_json(problems: Sequence[Problem], *, ascii: bool) -> Iterator[str]:
    """The text of one JSON list in pieces, an object a problem and a line."""
    opening = "["
    for problem in problems:
        yield f"{opening}{json.dumps(_as_object(problem), ensure_ascii=ascii)}"
        opening = ",\n "
    yield "]\n" if problems else "[]\n"


def _as_object(problem: Problem) -> dict[str, object]:
    fields = asdict(problem)
    return {
        key: make_visible(value) if isinstance(value, str) else value
        for key, value in fields.items()
    }


def summary(problems: Sequence[Problem], files: int) -> str:
    """How many of each severity in how many files: `3 errors, 1 warning in 2 files`."""
    counts = Counter(problem.severity for problem in problems)
    found = ", ".join(counted(counts[kind], kind) for kind in _ANNOTATIONS if counts[kind])
    return f"{found or 'No problems'} in {counted(files, 'file')}"


def fails(problems: Sequence[Problem], *, strict: bool) -> bool:
    """Whether there is an error; under `strict`, a warning or an undeclared name counts as one."""
    return any(
        problem.severity == "error"
        or (strict and (problem.severity == "warning" or problem.code == UNDECLARED))
        for problem in problems
    )


def _annotation(problem: Problem) -> str:
    properties = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    pairs = ",".join(f"{name}={_escaped(text, _IN_PROPERTY)}" for name, text in properties.items())
    stop = "" if problem.hint.endswith("?") else "."
    message = f"{problem.message}. {problem.hint}{stop}" if problem.hint else f"{problem.message}."
    kind = _ANNOTATIONS[problem.severity]
    return make_visible(f"::{kind} {pairs}::{_escaped(message, _IN_MESSAGE)}")


def _escaped(text: str, signs: str) -> str:
    """`text` with each of `signs` as `%` and its number in hexadecimal."""
    for sign in signs:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
