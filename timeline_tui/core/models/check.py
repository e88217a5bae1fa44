"""From plain data to an entry, whatever was typed: a mistake costs its own field and is reported.

What does not read is dropped, the smallest thing that can be, and the rest is read again (FORMAT
section 7). Places are those of the values, counted in the piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from timeline_tui.core.dates import DateError, EdtfDate, understand
from timeline_tui.core.models.entry import Entry, Findings, typable
from timeline_tui.core.models.fields import as_list
from timeline_tui.core.models.others import understood
from timeline_tui.core.models.values import Event
from timeline_tui.core.models.wording import CHOICES, compact, found, named
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.tree import Edits, List, Map, Value, placed
from timeline_tui.core.text import cropped, did_you_mean, one_line, one_of

Place = tuple[int, int]
M = TypeVar("M", bound=Entry)

_ROUNDS: Final = 12
_LACKING: Final = ("missing", "no-number")
_EXPECTED: Final = {
    "date": "Write `date: 2021-07-26`, or `date: unknown`",
    "title": "Write `title: …`, one line",
}
_EMPTY: Final = ("empty", "`{name}` is empty", "Write it, or leave the key out")

# Pydantic's type of error: the problem's code, message and hint
_SAID: Final[Mapping[str, tuple[str, str, str]]] = {
    "missing": ("missing", "`{name}` is missing", "Write `{name}: …`"),
    "[key]": ("empty", "A key is empty", "Write it, or delete it with its value"),
    "string_too_short": _EMPTY,
    "string_pattern_mismatch": _EMPTY,
    "string_type": (
        "wrong-type",
        "`{name}` takes text, not {found}",
        "Write one text, in quotes if a bracket or a colon belongs to it",
    ),
    "dict_type": (
        "wrong-type",
        "`{name}` takes a mapping, not {found}",
        "Write `{name}: {{key: value}}`",
    ),
    "dataclass_type": (
        "wrong-type",
        "This {kind} cannot be {found}",
        "Write `key: value` pairs, those of an event with `date` and `title`",
    ),
    "literal_error": ("bad-value", "`{name}` cannot be {value}", "{choice}"),
}
_READERS: Final[dict[object, Any]] = {}


def check(
    model: type[M], data: Value, edits: Edits | None = None
) -> tuple[M | None, list[Problem]]:
    """`data` as an entry of `model`, and everything that is wrong with it, in the order of places.

    What does not read is left out. None where nothing is left. `edits` gets what should be written
    for what was understood otherwise than it stands there.
    """
    if data is None:
        data = placed({}, (1, 1), Map)  # `balkh:` declares a place that has nothing but its id
    findings = Findings(edits)
    if type(data) is Map:
        data = understood(model, data, findings)
    read = _READERS.get(model)
    if read is None:
        read = _READERS[model] = TypeAdapter(model).validate_python
    try:
        entry: Any = read(data, context=findings)
    except ValidationError as error:
        entry = _mended(data, error, read, findings)
    if isinstance(entry, Event) and entry.date is not None and entry.date.written:
        _keep_written(data, entry.date, findings)
    typed: Any = data
    if entry is not None and typed.at not in findings.excused:
        for key in model.expected:
            if not getattr(entry, key) and typed.get(key) is None:
                findings.tell(data, "error", "missing", f"`{key}` is missing", _EXPECTED[key])
    if isinstance(entry, Event) and type(data) is Map:
        _tell_left_over(data, entry, findings)
    problems = findings.problems
    return entry, sorted(problems, key=lambda one: (one.line, one.column)) if problems else []


def _mended(data: Any, error: ValidationError, read: Any, findings: Findings) -> Any:
    """The entry without what does not read."""
    entry: Any = None
    left = data
    for attempt in range(_ROUNDS):
        wrong: set[tuple[Place, bool]] = set()  # a mapping and its first key begin in one place
        for details in error.errors(include_url=False):
            value = details["input"]
            if not hasattr(value, "mark"):
                value = _deepest(left, details["loc"])
            wrong.add((value.at, details["loc"][-1:] == ("[key]",)))
            # What is missing in a later round was there in the first.
            if attempt == 0 or details["type"] not in _LACKING:
                _tell(details, value, findings)
        left = _without(left, wrong)
        if left is None:
            return None
        try:
            entry = read(left, context=findings)
            break
        except ValidationError as next_error:
            error = next_error
    if isinstance(entry, Event) and entry.date is None:
        entry = entry.model_copy(update={"date_written": one_line(compact(data.get("date")))})
    return entry


def _keep_written(data: Any, date: EdtfDate, findings: Findings) -> None:
    """An edit that keeps what was typed for a date in another notation."""
    at = next(key.at for key in data if key == "date")
    edit = findings.edits.get(at)
    pairs = {**dict(edit if isinstance(edit, tuple) else ()), "date": date.text}
    if data.get("date_text") is None:
        pairs["date_text"] = date.written
    findings.edits[at] = tuple(pairs.items())


def _tell_left_over(data: Any, event: Event, findings: Findings) -> None:
    """What an import could not read and left to a person: keys `x-figures` and the like, and a
    date that only its words tell."""
    known = typable(Event)[1]
    for key in data:
        if key[:2] == "x-" and key[2:] in known and key[2:] not in data:
            message = f"{named(key)} is a key of your own, and counts nowhere as `{key[2:]}`"
            hint = f"Write it as `{key[2:]}: …` if you can, else under another name"
            findings.tell(key, "note", "left-over", message, hint)
    if event.date is None or event.date.text != "unknown" or not event.date_text:
        return
    try:
        read = understand(event.date_text).text
        hint = f"Write `date: {read}`" if read != "unknown" else ""
    except DateError as error:
        hint = error.hint if error.suggestions else ""
    if hint:
        message = f"`date` is unknown, and `date_text` may tell it: {named(event.date_text)}"
        findings.tell(data["date_text"], "note", "left-over", message, hint)


def _deepest(data: Any, path: tuple[str | int, ...]) -> Any:
    """The last value on a path that has a place; a bare value is its own list there."""
    for step in path:
        if isinstance(step, int) and isinstance(data, list):
            data = as_list(data)[step]
        elif isinstance(step, str) and isinstance(data, dict) and hasattr(data.get(step), "mark"):
            data = data[step]
    return data


def _without(data: Any, wrong: set[tuple[Place, bool]], *, inner: bool = False) -> Any:
    """`data` without the values (false) and keys (true) at `wrong` places, None for a wrong one.

    In what is within the entry a wrong date is unknown, so that no other one counts instead."""
    if data is None or (data.at, False) in wrong:
        return None
    kept: Any = data
    if type(data) is List:
        kept = List(_without(item, wrong, inner=inner) for item in data)
    elif type(data) is Map:
        kept = Map()
        for key, value in data.items():
            rest = _without(value, wrong, inner=True)
            if rest is None and inner and key in ("date", "when") and value is not None:
                rest = placed("unknown", value.at)
            if rest is None and key == "from" and value is not None:
                return None  # a chain without its end would have another origin
            if rest is not None and (key.at, True) not in wrong:
                kept[key] = rest
    kept.mark = data.mark
    return kept


def _tell(details: ErrorDetails, value: Any, findings: Findings) -> None:
    """Report an error of the validation, unless it only follows from an unknown key."""
    kind, path = details["type"], details["loc"]
    name = cropped(next((step for step in reversed(path) if isinstance(step, str)), ""))
    if kind in _LACKING and value.at in findings.excused:
        return
    said: Mapping[str, Any] = details.get("ctx", {})
    code, message, hint = kind, said.get("message", "`{name}` cannot be read"), said.get("hint", "")
    if kind in _SAID:
        code, message, hint = _SAID["[key]" if name == "[key]" else kind]
        choices = CHOICES.get(name, ())
        words = {
            "name": name,
            "value": named(value),
            "found": found(value),
            "kind": said.get("class_name", "").lower(),
            "choice": did_you_mean(value, choices) if isinstance(value, str) else "",
        }
        message, hint = message.format(**words), hint.format(**words)
        hint = hint or f"Write {one_of(choices)}"
    findings.tell(value, "error", code, one_line(message), one_line(hint))
