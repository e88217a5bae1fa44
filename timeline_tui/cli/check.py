"""`timeline check`: every problem of the files, for people, editors and continuous integration."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from difflib import unified_diff
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Final

from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, WRONG_USE, Asked
from timeline_tui.cli.reading import UnreadableInput, emit_lines, inputs_of, read_timeline, summary
from timeline_tui.core.loading import UnreadableFile
from timeline_tui.core.loading.load import mended as mended_texts
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.decode import read_text
from timeline_tui.core.text import make_visible
from timeline_tui.output import emit, emit_file, say, writes_unicode
from timeline_tui.words.spans import Line, Span
from timeline_tui.words.status import SEVERITY_ROLES

_UNDECLARED: Final = "undeclared"  # the code of a name that nothing declares (FORMAT, References)

_NO_END: Final = "\\ No newline at end of file"
_EACH: Final = take.flag("--each", "each PATH is a timeline of its own, a folder one too")
_STRICT: Final = take.flag("--strict", "count warnings and undeclared names as errors")
_ALL: Final = take.flag("--all", "tell each problem, also of a kind that comes in dozens")
_MENDED: Final = take.flag("--mended", "print the file as it was understood")
_FORMATS: Final = take.formats("text", "gcc", "json", "github", "diff")
_DOZENS, _FIRST = 24, 3
_LARGEST_RULES: Final = 1_000_000


@take.command(
    "check", take.PATHS, _EACH, _STRICT, _ALL, _MENDED, _FORMATS, take.COLOR, take.NO_PAGER
)
def check(asked: Asked, each: bool, strict: bool, all: bool, mended: bool) -> int:
    """Prints every problem of the files, or the files as they should be written."""
    if mended or asked.form == "diff":
        return _print_mended(asked, as_patch=asked.form == "diff")
    rules = _rules_in(asked.paths)
    problems = [one for found in rules.values() for one in found]
    files, code = len(rules), DONE
    timelines = tuple(path for path in asked.paths if path not in rules)
    groups = [(path,) for path in dict.fromkeys(timelines)] if each else []
    for paths in groups or ((timelines,) if timelines or not rules else ()):
        try:
            timeline = read_timeline(paths)
            problems, files = [*problems, *timeline.problems], files + len(timeline.files)
        except UnreadableInput as error:
            problems, files = [*problems, *error.problems], files + len(error.problems)
            code = WRONG_USE
    whole = {"json": _as_json, "github": _annotations}.get(asked.form, _as_text)
    lines = _told_together if asked.form == "text" and not all else whole
    told = map(make_visible, lines(problems))
    if asked.form == "text":
        emit_lines(map(_parted, told))
    else:
        emit(told)
    say(summary(problems, files))
    kinds = {kind for one in problems for kind in (one.severity, one.code)}
    failing = {"error", "warning", _UNDECLARED} if strict else {"error"}
    return code or (NOTHING if kinds & failing else DONE)


def _rules_in(paths: Iterable[str]) -> dict[str, list[Problem]]:
    """The problems of those files that are rules of an import."""
    from timeline_tui.importing.rules import check_rules, is_rules

    found: dict[str, list[Problem]] = {}
    for path in paths:
        with suppress(OSError, UnreadableFile):  # which is said where it is read as a timeline
            is_small = Path(path).is_file() and Path(path).stat().st_size < _LARGEST_RULES
            text = read_text(Path(path), path)[0] if is_small else ""
            if is_rules(text):
                found[path] = check_rules(text, path)
    return found


def _print_mended(asked: Asked, *, as_patch: bool) -> int:
    """Prints each file as it was understood, or what to change in it; writes nothing."""
    try:
        files = mended_texts(inputs_of(asked.paths))
    except UnreadableFile as error:
        raise UnreadableInput(error) from error
    pieces: list[Iterable[str]] = []
    for path, before, after in files:
        name = make_visible(path)
        if as_patch:
            posix = Path(name).as_posix().lstrip("/")
            pieces.append(_patch(posix, *_as_saved(path, before, after)))
        else:
            pieces.append([f"# {name}\n"] if len(files) > 1 else [])
            pieces.append([after if after.endswith("\n") or not after else f"{after}\n"])
    emit_file(chain.from_iterable(pieces))
    return DONE


def _as_saved(path: str, *texts: str) -> tuple[str, ...]:
    """The texts with the byte order mark and the line ends of the file, which a patch must have."""
    with suppress(OSError, ValueError):  # what is no file, such as standard input
        data = Path(path).read_bytes()
        mark = "\ufeff" * data.startswith(BOM_UTF8)
        ending = "\r\n" if data.count(b"\n") == data.count(b"\r\n") else "\n"
        return tuple(mark + text.replace("\n", ending) for text in texts)
    return texts


def _patch(name: str, before: str, after: str) -> Iterator[str]:
    """What `patch -p1` and `git apply` take."""
    name += "\t" if " " in name else ""  # else `patch` ends it at the blank
    texts = list(StringIO(before, newline="\n")), list(StringIO(after, newline="\n"))
    for line in unified_diff(*texts, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}\n"


# How a problem is printed. A file's name may hold anything


def _as_text(problems: Sequence[Problem]) -> list[str]:
    """The lines of FORMAT section 7."""
    return [str(problem).replace("\n", "␊") for problem in problems]


def _told_together(problems: Sequence[Problem]) -> list[str]:
    """The same, but of what comes in dozens in a file the first ones and how many more."""
    kinds = [(one.file, one.severity, one.code) for one in problems]
    counts, told = Counter(kinds), Counter[tuple[str, str, str]]()
    lines = _as_text(problems)
    for number, kind in enumerate(kinds):
        told[kind] += 1
        if counts[kind] >= _DOZENS and told[kind] > _FIRST:
            more = f"{counts[kind] - _FIRST} more like this; `--all` tells each [{kind[2]}]"
            lines[number] = f"{kind[0]}: {kind[1]}: {more}" if told[kind] == _FIRST + 1 else ""
    return list(filter(None, lines))


def _parted(line: str) -> Line:
    """A line of FORMAT section 7 with its parts apart: the place, how bad, what, the code."""
    place, colon, rest = line.partition(": ")
    severity, _, said = rest.partition(": ")
    said, _, code = said.rpartition(" [")
    if severity not in SEVERITY_ROLES:
        return (Span(line),)
    role = SEVERITY_ROLES[severity]
    return (
        Span(place + colon, "dim"),
        Span(f"{severity}: ", role),
        Span(said),
        Span(f" [{code}", "dim"),
    )


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
