"""`timeline check`: every problem of the files, for people, editors and continuous integration."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, WRONG_USE, Asked
from timeline_tui.cli.reading import UnreadableInput, read_timeline, summary
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import make_visible
from timeline_tui.output import emit, emit_text, say, writes_unicode

_UNDECLARED: Final = "undeclared"  # the code of a name that nothing declares (FORMAT, References)


_EACH: Final = take.flag("--each", "each PATH is a timeline of its own, a folder one too")
_STRICT: Final = take.flag("--strict", "count warnings and undeclared names as errors")


@take.command("check", take.PATHS, _EACH, _STRICT, take.formats("text", "gcc", "json", "github"))
def check(asked: Asked, each: bool, strict: bool) -> int:
    """Prints every problem of the files."""
    groups = [(path,) for path in dict.fromkeys(asked.paths)] if each else []
    problems: list[Problem] = []
    files, readable = 0, True
    for paths in groups or (asked.paths,):
        try:
            timeline = read_timeline(paths)
            problems, files = [*problems, *timeline.problems], files + len(timeline.files)
        except UnreadableInput as error:
            problems, files = [*problems, *error.problems], files + len(error.problems)
            readable = False
    if asked.form == "json":
        emit_text((_as_json(problems),))
    else:  # `gcc` is what compilers print and stays so, whatever `text` becomes for people
        emit(map(_annotation if asked.form == "github" else _as_text, problems))
    say(summary(problems, files))
    if not readable:
        return WRONG_USE
    return NOTHING if any(_fails(problem, strict) for problem in problems) else DONE


def _fails(problem: Problem, strict: bool) -> bool:
    if problem.severity == "error":
        return True
    return strict and (problem.severity == "warning" or problem.code == _UNDECLARED)


# How a problem is printed. A file's name may hold anything


def _as_text(problem: Problem) -> str:
    """The line of FORMAT section 7."""
    return make_visible(str(problem)).replace("\n", "␊")


def _as_json(problems: Sequence[Problem]) -> str:
    """One JSON list, an object and a line a problem."""
    ascii = not writes_unicode()
    places = ({**asdict(one), "file": make_visible(one.file)} for one in problems)
    return "[" + ",\n ".join(json.dumps(one, ensure_ascii=ascii) for one in places) + "]\n"


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions, which shows it beside the line."""
    kind = "notice" if problem.severity == "note" else problem.severity
    place = f"line={problem.line},col={problem.column},title={problem.code}"
    message = str(problem).removeprefix(
        f"{problem.file}:{problem.line}:{problem.column}: {problem.severity}: "
    )
    said = _escaped(message.removesuffix(f" [{problem.code}]"))
    return make_visible(f"::{kind} file={_escaped(problem.file, ':,')},{place}::{said}")


def _escaped(text: str, more: str = "") -> str:
    """As GitHub's runner reads it: signs as `%` and their number, `%` first as it begins one."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
