"""From plain data to an entry, whatever was typed: a mistake costs its own field and is reported.

What does not read is dropped, the smallest thing that can be, and the rest is read again (FORMAT
section 7). Places are those of the values, counted in the piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from timeline_tui.core.models.entry import Entry, Findings
from timeline_tui.core.models.figures import Figure
from timeline_tui.core.models.values import Claim, Dispute, Event, Participant
from timeline_tui.core.models.wording import compact, found, named
from timeline_tui.core.models.words import CHOICES
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import List, Map, Value, placed
from timeline_tui.core.text import cropped, did_you_mean, one_line, one_of

Place = tuple[int, int]
M = TypeVar("M", bound=Entry)

MOST: Final = 50
"""Problems of one record that are told apart."""

_ROUNDS: Final = 12
_NESTED: Final[Mapping[object, type[Entry]]] = {
    "claims": Claim,
    "actors": Participant,
    "disputed_by": Dispute,
    "figures": Figure,
    "including": Figure,
}
_EXAMPLES: Final = {
    "figures": "`figures: {killed: 16}`",
    "including": "`including: {civilians: 3}`",
    "links": "`links: {follows: other-event}`",
    "ids": "`ids: {wikidata: Q42418}`",
    "date": "`date: 2021-07-26`, or `date: unknown`",
    "title": "`title: …`, one line",
}


def check(model: type[M], data: Value) -> tuple[M | None, list[Problem]]:
    """`data` as an entry of `model`, and everything that is wrong with it, in the order of places.

    What does not read is left out. None where nothing is left.
    """
    if data is None:
        data = Map()  # `balkh:` declares a place that has nothing but its id
        data.at = (1, 1)
    findings = Findings()
    try:
        entry: M | None = model.model_validate(data, context=findings)
    except ValidationError as error:
        entry = _mended(model, data, error, findings)
    if entry is not None and model.expected and type(data) is Map:
        _check_expected(model, data, findings)
    return entry, _sorted(findings.problems) if findings.problems else []


def _mended(model: type[M], data: Any, error: ValidationError, findings: Findings) -> M | None:
    """The entry without what does not read."""
    entry: M | None = None
    left = data
    for _ in range(_ROUNDS):
        wrong: set[Place] = set()
        wrong_keys: set[Place] = set()
        for number, details in enumerate(error.errors(include_url=False)):
            value = details["input"]
            if not hasattr(value, "at"):
                value = _deepest(left, details["loc"])
            (wrong_keys if details["loc"][-1:] == ("[key]",) else wrong).add(value.at)
            if number <= MOST:
                _tell(details, value, model, findings)
        left = _without(left, wrong, wrong_keys, findings.mended)
        if left is None:
            return None
        try:
            entry = model.model_validate(left, context=findings)
            break
        except ValidationError as next_error:
            error = next_error
    if isinstance(entry, Event) and entry.date is None and type(data) is Map:
        written = one_line(compact(data.get(placed("date", data.at))))
        entry = entry.model_copy(update={"date_written": written})
    return entry


def _deepest(data: Any, path: tuple[str | int, ...]) -> Any:
    """The last value on a path that has a place."""
    for step in path:
        if not (isinstance(data, Map) and getattr(data.get(step), "at", None)):  # type: ignore[call-overload]
            break
        data = data[step]  # type: ignore[index]
    return data


def _without(data: Any, wrong: set[Place], wrong_keys: set[Place], mended: set[Place]) -> Any:
    """`data` without the values at the `wrong` places, None for one that is wrong itself.

    `mended` gets the places of the mappings that something is missing in then.
    """
    if data is None or data.at in wrong:
        return None
    if isinstance(data, str):
        return data
    pairs = [
        (step, value, _without(value, wrong, wrong_keys, mended))
        for step, value in (data.items() if isinstance(data, Map) else enumerate(data))
    ]
    if isinstance(data, List):
        if all(rest is value for _, value, rest in pairs):
            return data
        kept: Any = List(rest for _, _, rest in pairs)
    else:
        wrong_pairs = [key for key, _, _ in pairs if wrong_keys and key.at in wrong_keys]
        if not wrong_pairs and all(rest is value for _, value, rest in pairs):
            return data
        mended.add(data.at)
        kept = Map(
            (key, rest)
            for key, value, rest in pairs
            if key not in wrong_pairs and (rest is not None or value is None)
        )
    kept.at = data.at
    return kept


def _tell(details: ErrorDetails, value: Any, model: type[Entry], findings: Findings) -> None:
    """Report an error of the validation, unless it only follows from another one."""
    kind, path = details["type"], details["loc"]
    name = cropped(next((step for step in reversed(path) if isinstance(step, str)), ""))
    owner = model
    for step in path[:-1] if kind == "missing" else path:
        owner = _NESTED.get(step, owner)
    if kind in ("missing", "no-number"):
        excused = {(value.at, name), (value.at, "")} & findings.excused
        if excused or value.at in findings.mended:
            return
    said = details.get("ctx", {})
    code, message, hint = (
        kind,
        said.get("message", f"`{name}` cannot be read"),
        said.get("hint", ""),
    )
    if kind == "missing":
        message, hint = f"`{name}` is missing", f"Write {owner.example}"
    elif path[-1:] == ("[key]",) and kind == "string_too_short":
        code, message, hint = "empty", "A key is empty", "Write it, or delete it with its value"
    elif kind in ("string_too_short", "string_pattern_mismatch"):
        code, message, hint = "empty", f"`{name}` is empty", "Write it, or leave the key out"
    elif kind == "string_type":
        code, message = "wrong-type", f"`{name}` takes text, not {found(value)}"
        hint = "Write one text, in quotes if a bracket or a colon belongs to it"
    elif kind == "literal_error":
        code, message, hint = "bad-value", f"There is no {name} {named(value)}", ""
        words = CHOICES[name]
        hint = did_you_mean(value, words) if isinstance(value, str) else f"Write {one_of(words)}"
    elif kind == "dict_type":
        code, message = "wrong-type", f"`{name}` takes a mapping, not {found(value)}"
        hint = f"Write {_EXAMPLES[name]}" if name in _EXAMPLES else ""
    elif kind == "model_type":
        noun = owner.noun[0].upper() + owner.noun[1:]
        code, message, hint = "wrong-type", f"{noun} cannot be {found(value)}", ""
        hint = f"Write {owner.example}"
    findings.tell(value, "error", code, one_line(message), one_line(hint))


def _check_expected(model: type[Entry], data: Map, findings: Findings) -> None:
    """Tell of keys that the entry should have, unless an unknown one was meant for them."""
    for key in model.expected:
        excused = {(data.at, key), (data.at, "")} & findings.excused
        if data.get(placed(key, data.at)) is None and not excused:
            hint = f"Write {_EXAMPLES[key]}"
            findings.tell(data, "error", "missing", f"`{key}` is missing", hint)


def _sorted(problems: Mapping[Problem, None]) -> list[Problem]:
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    if len(ordered) <= MOST:
        return ordered
    last = ordered[MOST - 1]
    message = "There are still more problems in this record"
    more = Problem("error", "more-problems", message, "Mend the others first", "", last.line)
    return [*ordered[:MOST], more]
