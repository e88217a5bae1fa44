"""From plain data to an entry, whatever was typed: a mistake costs its own field and is reported.

It drops the smallest thing that does not read and reads again (FORMAT section 7). It knows no file:
lines come from a locator and count from the start of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.models.entries import (
    ActorEntry,
    ClaimEntry,
    EventEntry,
    FileHead,
    PlaceEntry,
    SourceEntry,
)
from timeline_tui.core.models.entry import Entry
from timeline_tui.core.models.figures import FigureEntry, above_total, shown
from timeline_tui.core.models.findings import (
    Finding,
    Path,
    TypedData,
    at,
    finding,
    lacking,
    unexplained,
)
from timeline_tui.core.models.plain import compact, read_id
from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.text import one_line

Locator = Callable[[Path, bool], tuple[int, int]]
"""The line and column, from 1, of the value at a path of the data, or of its key."""

M = TypeVar("M", bound=Entry)

# Built when the first entry of a kind is checked.
_ADAPTERS: Final[Mapping[type[Entry], TypeAdapter[Any]]] = {
    model: TypeAdapter(model)
    for model in (FileHead, PlaceEntry, ActorEntry, SourceEntry, EventEntry, ClaimEntry)
}

MOST: Final = 50
"""Problems of one record that are told apart; looking up lines by the thousand would take long."""


def check(
    model: type[M],
    data: object,
    locator: Locator,
    refused: frozenset[Path] = frozenset(),
) -> tuple[M | None, tuple[Problem, ...]]:
    """`data` as an entry of `model`, and everything that is wrong with it.

    What does not read is left out, the smallest part that can be. None where nothing is left. What
    only follows from something at one of the `refused` paths, which is reported already, is not
    told.
    """
    if data is None and model.bare:
        data = {}  # `balkh:` declares a place that has nothing but its id
    remarkable: list[object] = []
    try:
        entry = _ADAPTERS[model].validate_python(data, context=remarkable)
    except ValidationError as error:
        entry, found, left = _mended(model, data, error, remarkable)
    else:
        if not remarkable and all(getattr(entry, key) for key in model.expected):
            return entry, ()
        found, left = [], data
    if model.expected and _is_foreign(data, found):
        found = [replace(one, hint=f"Write {model.example}") for one in found]
    elif entry is not None:
        found += _lacking(entry, found)
    found = [one for one in found if not _follows_from(one, refused)]
    remarks = _remarks(entry, ()) if entry is not None and remarkable else iter(())
    return entry, _problems(found, remarks, left, locator)


def readable(model: type[Entry], data: object) -> object:
    """The part of `data` that `check` makes the entry of; what it drops of a list is None there."""
    try:
        _ADAPTERS[model].validate_python(data, context=[])
    except ValidationError as error:
        return _mended(model, data, error, [])[2]
    return data


def check_id(id: str) -> Problem | None:
    """What is wrong with the id under which an entry of a section stands, if anything."""
    try:
        read_id(id)
    except PydanticCustomError as error:
        said = error.context or {}
        return Problem("error", error.type, said["message"], said["hint"])
    return None


# Mending


def _mended(
    model: type[M], data: object, error: ValidationError, remarkable: list[object]
) -> tuple[M | None, list[Finding], object]:
    """The entry without what does not read, what that was, and the data that is left."""
    remaining = _copied(data)
    found: list[Finding] = []
    dropped: set[Path] = set()
    entry: M | None = None
    while True:
        news = _findings(error, model, remaining)
        found += _without_consequences(news, remaining, dropped)
        for one in news:
            dropped.update(one.path[:depth] for depth in range(len(one.path)))
        if not _drop(news, remaining):
            break
        try:
            entry = _ADAPTERS[model].validate_python(remaining, context=remarkable)
            break
        except ValidationError as next_error:
            error = next_error
    if isinstance(entry, EventEntry) and entry.date is None and isinstance(data, dict):
        # Nobody else has the entry yet, and its own reader cannot know what was dropped.
        object.__setattr__(entry, "date_written", one_line(compact(data.get("date"))))
    return entry, found, data if entry is None else remaining


def _is_foreign(data: object, found: list[Finding]) -> bool:
    """Whether all keys are unknown ones, as in `2021-07-26: It happened`: it is no such entry, so
    nothing is missing in it."""
    unknown = {one.path for one in found if one.code == "unknown-key" and not one.meant}
    return isinstance(data, dict) and bool(data) and unknown == {(key,) for key in data}


def _lacking(entry: Entry, found: list[Finding]) -> list[Finding]:
    """The findings for the keys that the entry should have, unless something was found in them."""
    accounted = {one.meant for one in found if len(one.path) == 1}
    accounted |= {str(one.path[0]) for one in found if one.path}
    return [
        lacking(key) for key in entry.expected if not getattr(entry, key) and key not in accounted
    ]


def _follows_from(one: Finding, refused: frozenset[Path]) -> bool:
    """Whether a finding tells of what is refused, or of what is missing because that is."""
    if one.path in refused:
        return not one.at_key
    if one.missing:
        return (*one.path, one.missing) in refused
    return any(one.path == path[:-1] for path in refused if path)


def _findings(error: ValidationError, model: type[Entry], data: object) -> list[Finding]:
    typed = TypedData(data)
    errors = error.errors(include_url=False)
    told = [finding(details, model, typed) for details in errors[:MOST]]
    return told + [unexplained(details, typed) for details in errors[MOST:]]


def _copied(data: object) -> object:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_copied(item) for item in data]
    return data


def _without_consequences(found: list[Finding], data: object, mended: set[Path]) -> list[Finding]:
    """The findings that are mistakes of their own (FORMAT section 7, "Suppress consequences").

    What stands under a wrong key goes with it. Nothing is missing where an unknown key was meant
    for it, where the mapping is a text with a colon in it, or in what is `mended`: something within
    was dropped before.
    """
    wrong_keys = {one.path for one in found if one.at_key}
    meant = {(*one.path[:-1], one.meant) for one in found if one.meant}
    lacking_one = {one.path for one in found if one.missing}
    texts = {path for path in lacking_one if _all_wrong(path, data, wrong_keys)}

    def follows(one: Finding) -> bool:
        if any(one.path[:end] in wrong_keys for end in range(len(one.path) + 1)):
            return True
        if one.code not in ("missing", "no-number"):
            return False
        return one.path in mended or one.path in texts or (*one.path, one.missing) in meant

    own: list[Finding] = []
    for one in found:
        if one.at_key:
            is_text = one.path[:-1] in texts and not one.meant
            own.append(replace(one, hint=one.instead) if is_text else one)
        elif not follows(one):
            own.append(one)
    return list(dict.fromkeys(own))


def _all_wrong(path: Path, data: object, wrong_keys: set[Path]) -> bool:
    mapping = at(path, data)
    keys = mapping if isinstance(mapping, dict) else ()
    return bool(keys) and all((*path, key) in wrong_keys for key in keys)


def _drop(found: list[Finding], data: object) -> bool:
    """Take out of `data` what the findings tell of; False where nothing would be left.

    An item becomes None, so that the places of the others stay as they were typed.
    """
    paths = {one.path for one in found}
    if () in paths:
        return False
    # The deepest first: what lies within something that goes as well is still there then.
    for path in sorted(paths, key=len, reverse=True):
        container = at(path[:-1], data)
        if isinstance(container, dict):
            container.pop(path[-1], None)
        elif isinstance(container, list) and isinstance(path[-1], int):
            container[path[-1]] = None
    return True


# Reporting

Remark = tuple[Path, Severity, str, str, str]


def _remarks(entry: Entry, path: Path) -> Iterator[Remark]:
    """What there is to say about values that do read: place, severity, code, message, hint."""
    for field in fields(entry):
        value = getattr(entry, field.name)
        here: Path = (*path, field.name)
        if isinstance(value, EdtfDate):
            for note in value.notes:
                yield here, "note", "date-note", note, ""
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Entry):
                    yield from _remarks(item, (*here, index))
                elif isinstance(item, FigureEntry):
                    yield from _figure_remarks(item, (*here, item.measure))


def _figure_remarks(figure: FigureEntry, path: Path) -> Iterator[Remark]:
    for note in figure.notes:
        yield path, "note", "figure-note", note, ""
    excess = above_total(figure)
    if excess is not None:
        parts, total = map(shown, excess)
        message = f"The parts under `including` come to {parts}, more than the total of {total}"
        hint = "Check the numbers, unless the parts overlap"
        yield (*path, "including"), "warning", "including-above-total", message, hint
    for part in figure.including:
        yield from _figure_remarks(part, (*path, "including", part.of))


def _problems(
    found: list[Finding], remarks: Iterator[Remark], data: object, locator: Locator
) -> tuple[Problem, ...]:
    told = [one for one in found if one.message][:MOST]
    problems = []
    for one in told:
        line, column = locator(one.path, one.at_key)
        # Only in braces does a key stand on the line of the value before it.
        in_braces = one.joined and locator((*one.path[:-1], one.before), False)[0] == line
        hint = one.joined if in_braces else one.hint
        message, hint = _on_one_line(one.message), _on_one_line(hint)
        problems.append(Problem("error", one.code, message, hint, "", line, column))
    more = len(told) < len(found)
    typed = TypedData(data)
    for steps, severity, code, message, hint in remarks:
        more = more or len(problems) == MOST
        if len(problems) < MOST:
            line, column = locator(typed.path(steps), False)
            problems.append(Problem(severity, code, message, hint, "", line, column))
    problems.sort(key=lambda problem: (problem.line, problem.column))
    if more:
        message = "There are still more problems in this record"
        problems.append(Problem("error", "more-problems", message, "Mend the others first"))
    return tuple(problems)


def _on_one_line(text: str) -> str:
    """A message may quote a value of several lines, whatever ends them."""
    return one_line(" ".join(text.splitlines()))
