"""`timeline check`: every problem of the files, for people, editors and continuous integration."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Final

from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, WRONG_USE, Asked
from timeline_tui.cli.reading import UnreadableInput, read_timeline, summary
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import make_visible
from timeline_tui.output import emit, say, writes_unicode

_UNDECLARED: Final = "undeclared"  # the code of a name that nothing declares (FORMAT, References)

_EACH: Final = take.flag("--each", "each PATH is a timeline of its own, a folder one too")
_STRICT: Final = take.flag("--strict", "count warnings and undeclared names as errors")


@take.command("check", take.PATHS, _EACH, _STRICT, take.formats("text", "gcc", "json", "github"))
def check(asked: Asked, each: bool, strict: bool) -> int:
    """Prints every problem of the files."""
    groups = [(path,) for path in dict.fromkeys(asked.paths)] if each else []
    problems: list[Problem] = []
    files, code = 0, DONE
    for paths in groups or (asked.paths,):
        try:
            timeline = read_timeline(paths)
            problems, files = [*problems, *timeline.problems], files + len(timeline.files)
        except UnreadableInput as error:
            problems, files = [*problems, *error.problems], files + len(error.problems)
            code = WRONG_USE
    # `gcc` is what compilers print and stays so, whatever `text` becomes for people.
    lines = {"json": _as_json, "github": _annotations}.get(asked.form, _as_text)(problems)
    emit(map(make_visible, lines))
    say(summary(problems, files))
    return code or (NOTHING if any(_fails(problem, strict) for problem in problems) else DONE)


def _fails(problem: Problem, strict: bool) -> bool:
    failing = ("error", "warning") if strict else ("error",)
    return problem.severity in failing or (strict and problem.code == _UNDECLARED)


# How a problem is printed. A file's name may hold anything


def _as_text(problems: Sequence[Problem]) -> list[str]:
    """The lines of FORMAT section 7."""
    return [str(problem).replace("\n", "␊") for problem in problems]


def _as_json(problems: Sequence[Problem]) -> list[str]:
    """One JSON list, an object and a line a problem."""
    ascii = not writes_unicode()
    places = ({**asdict(one), "file": make_visible(one.file)} for one in problems)
    return ["[" + ",\n ".join(json.dumps(one, ensure_ascii=ascii) for one in places) + "]"]


def _annotations(problems: Sequence[Problem]) -> list[str]:
    """Workflow commands of GitHub Actions, which shows each beside its line."""
    return [
        f"::{one.severity.replace('note', 'notice')} file={_escaped(one.file, ':,')},"
        f"line={one.line},col={one.column},title={one.code}::"
        + _escaped(str(replace(one, file="")).split(": ", 2)[2].removesuffix(f" [{one.code}]"))
        for one in problems
    ]


def _escaped(text: str, more: str = "") -> str:
    """As GitHub's runner reads it: signs as `%` and their number, `%` first as it begins one."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
