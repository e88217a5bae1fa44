"""What a validation error means for the person who typed the value: where, what, what instead.

It turns errors over plain data into findings with paths into that data. It neither changes the data
nor knows lines; `checking` does the one and asks for the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from pydantic_core import ErrorDetails

from timeline_tui.core.models.entries import (
    SECTIONS,
    ActorKind,
    ActorRef,
    ClaimEntry,
    DisputeEntry,
    EventEntry,
    FileHead,
)
from timeline_tui.core.models.entry import Entry, known_keys
from timeline_tui.core.models.figure_entries import FigureInput
from timeline_tui.core.models.figure_mistakes import MEASURES
from timeline_tui.core.models.plain import found, named
from timeline_tui.core.models.shorthand import LINK_TYPES
from timeline_tui.core.text import closest, cropped, did_you_mean, one_of
from timeline_tui.core.timeline import Status

Path = tuple[str | int, ...]

_NESTED: Final[Mapping[str, type[Entry]]] = {
    "claims": ClaimEntry,
    "actors": ActorRef,
    "disputed_by": DisputeEntry,
}
_CHOICES: Final = {"status": get_args(Status), "kind": get_args(ActorKind), "links": LINK_TYPES}
_MAPPINGS: Final = {
    "figures": "`figures: {killed: 16}`",
    "including": "`including: {civilians: 3}`",
    "links": "`links: {follows: other-event}`",
    "ids": "`ids: {wikidata: Q42418}`",
}
_LONGEST_EXAMPLE: Final = 80
_OTHER_WORDS: Final = {
    "headline": "title",
    "name": "title",
    "when": "date",
    "where": "location",
    "place": "location",
    "places": "location",
    "who": "actors",
    "summary": "description",
    "details": "description",
    "comment": "note",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. `path` leads to it in the data as typed, to the key itself where `at_key`.

    `meant` is the key that an unknown one was probably meant to be, `missing` the key that the
    mapping at `path` lacks. `instead` is the hint where the mapping is no such entry at all,
    `joined` the one where a comma in braces has cut the key off the text under the key `before`.
    """

    code: str
    message: str
    hint: str
    path: Path
    at_key: bool = False
    meant: str = ""
    missing: str = ""
    instead: str = ""
    joined: str = ""
    before: str = ""


class TypedData:
    """The data as typed while it does not change, and the places in it that errors stand for."""

    def __init__(self, data: object) -> None:
        self.data = data
        # Kept, because a list with thousands of mistakes is looked up for each.
        self._filled: dict[int, list[int]] = {}

    def path(self, steps: tuple[str | int, ...]) -> Path:
        """The path in the data that a validation error's place stands for.

        A step into what a short form only stands for leads nowhere: a bare value is its own list,
        and empty items do not count.
        """
        path: list[str | int] = []
        node = self.data
        for step in steps:
            if isinstance(step, int) and isinstance(node, list):
                filled = self._filled.get(id(node))
                if filled is None:
                    filled = [index for index, item in enumerate(node) if item is not None]
                    self._filled[id(node)] = filled
                path.append(filled[step])
                node = node[filled[step]]
            elif isinstance(step, str) and isinstance(node, dict) and step in node:
                path.append(step)
                node = node[step]
        return tuple(path)


def finding(error: ErrorDetails, model: type[Entry], data: TypedData) -> Finding:
    """The mistake that made `error` while `data` was read as `model`."""
    kind, steps = error["type"], error["loc"]
    if steps[-1:] == ("[key]",):
        path = data.path(steps[:-1])
        if kind == "literal_error":
            message, hint = _bad_choice(str(steps[0]), error["input"])
            return Finding("bad-value", message, hint, path, at_key=True)
        message, hint = f"A key of `{steps[-3]}` is empty", "Write it, or delete it with its value"
        return Finding("empty", message, hint, path, at_key=True)
    path = data.path(steps)
    if kind == "unexpected_keyword_argument":
        return _unknown_key(_owner(model, steps), path, data.data)
    if kind == "missing":
        name = str(steps[-1])
        message, hint = f"`{name}` is missing", f"Write {_owner(model, steps).example}"
        return Finding("missing", message, hint, path, missing=name)
    code, message, hint = _explained(error, _owner(model, (*steps, "")), _name(path))
    return Finding(code, message, hint, path)


def at(path: Path, data: object) -> object:
    """What stands at `path`, which exists."""
    node = data
    for step in path:
        node = node[step]  # type: ignore[index]  # a path of this data leads through containers
    return node


def _owner(model: type[Entry], steps: tuple[str | int, ...]) -> type[Entry]:
    """The entry that the last step is a key of."""
    owner = model
    inside = iter(steps[:-1])
    for step in inside:
        if step in ("figures", "including"):
            owner = FigureInput
            next(inside, None)  # a measure or an actor, whatever it is called
        elif isinstance(step, str):
            owner = _NESTED.get(step, owner)
    return owner


def _name(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return cropped(names[-1]) if names else ""


def unexplained(error: ErrorDetails, data: TypedData) -> Finding:
    """The place of a mistake without its words, for one of very many."""
    path = data.path(error["loc"])
    return Finding("unexplained", "", "", path)


# Keys


def _unknown_key(owner: type[Entry], path: Path, data: object) -> Finding:
    key = str(path[-1])
    known = known_keys(owner) + (SECTIONS if owner is FileHead else ())
    other = _OTHER_WORDS.get(key.lower(), "")
    elsewhere = _elsewhere(key.lower(), known)
    meant = "" if elsewhere else closest(key, known) or (other if other in known else "")
    if meant:
        hint = f"Did you mean `{meant}`?"
    elif elsewhere:
        hint = f"Write {elsewhere}"
    elif len(known) < 10:
        hint = f"Write {one_of(known)}; keys of your own begin with `x-`"
    else:
        hint = "Keys of your own begin with `x-`"
    mapping = at(path[:-1], data)
    assert isinstance(mapping, dict)
    before, joined = _joined(key, mapping)
    return Finding(
        "unknown-key",
        f"Unknown key {named(key)}",
        hint,
        path,
        at_key=True,
        meant=meant,
        instead=_instead(owner, key, mapping[key]),
        joined=joined,
        before=before,
    )


def _elsewhere(key: str, known: tuple[str, ...]) -> str:
    """The places of an event or a claim where a key stands that is none of its own."""
    link = key.replace("_", "-")
    places = []
    if "claims" in known and key in known_keys(ClaimEntry) and key != ClaimEntry.bare:
        places.append(f"`claims: {{text: …, {key}: …}}`")
    if "links" in known and link in LINK_TYPES:
        places.append(f"`links: {{{link}: …}}`")
    if "figures" in known and key in MEASURES:
        places.append(f"`figures: {{{key}: …}}`")
    return " or ".join(places)


def _instead(owner: type[Entry], key: str, value: object) -> str:
    """What to write for `key: value` where an entry should be."""
    hint = "Put the whole text in quotes if the colon belongs to it"
    if not owner.pair or not isinstance(value, str):
        return hint
    first, second = owner.pair
    return f"{hint}, or write `{{{first}: {cropped(key)}, {second}: {cropped(value)}}}`"


def _joined(key: str, mapping: dict[str, object]) -> tuple[str, str]:
    """The key of the text that a comma may have cut `key` off, and what to write then."""
    keys = list(mapping)
    end = start = keys.index(key)
    while start > 0 and mapping[keys[start]] is None:
        start -= 1
    before, text = keys[start], mapping[keys[start]]
    if start == end or not isinstance(text, str):
        return "", ""
    if text.isdecimal() and key.isdecimal():
        return before, f"Write `{before}: {text}.{key}`"
    quoted = f'`{before}: "{", ".join([text, *keys[start + 1 : end + 1]])}"`'
    if len(quoted) > _LONGEST_EXAMPLE:
        return before, "Quote the text before it if the comma belongs to that"
    return before, f"Quote the text if the comma belongs to it: {quoted}"


# Values


def _explained(error: ErrorDetails, owner: type[Entry], name: str) -> tuple[str, str, str]:
    """Code, message and hint for a value of the wrong kind, or one that its reader refused."""
    kind, value = error["type"], error["input"]
    if kind == "string_type":
        return "wrong-type", f"`{name}` takes text, not {found(value)}", _text_hint(value)
    if kind == "string_unicode":
        return "bad-text", f"`{name}` has a code in it that is no character", "Write the character"
    if kind in ("string_too_short", "string_pattern_mismatch"):
        return "empty", f"`{name}` is empty", "Write it, or leave the key out"
    if kind == "literal_error":
        return ("bad-value", *_bad_choice(name, value))
    if kind == "dict_type":
        hint = f"Write {_MAPPINGS[name]}" if name in _MAPPINGS else ""
        return "wrong-type", f"`{name}` takes a mapping, not {found(value)}", hint
    if kind == "dataclass_type":
        noun = owner.noun[0].upper() + owner.noun[1:]
        what = "empty" if value is None else found(value)
        return "wrong-type", f"{noun} cannot be {what}", f"Write {owner.example}"
    said = error.get("ctx", {})
    return kind, str(said.get("message", f"`{name}` cannot be read")), str(said.get("hint", ""))


def _text_hint(value: object) -> str:
    if isinstance(value, dict):
        return "Put the text in quotes if a brace or a colon belongs to it"
    return "Write one text, in quotes if it begins with `[`"


def _bad_choice(field: str, value: object) -> tuple[str, str]:
    words = _CHOICES[field]
    if not isinstance(value, str):
        return f"`{field}` takes a word, not {found(value)}", f"Write {one_of(words)}"
    what = {"links": "kind of link", "kind": "kind of actor"}.get(field, field)
    hint = did_you_mean(value, words)
    if field == "links" and not hint.endswith("?"):
        hint += "; kinds of your own begin with `x-`"
    return f"There is no {what} {named(value)}", hint


def lacking(key: str) -> Finding:
    """The finding for an event without a date or a title."""
    examples = {"date": "`date: 2021-07-26`, or `date: unknown`", "title": "`title: …`, one line"}
    assert key in EventEntry.expected
    return Finding("missing", f"`{key}` is missing", f"Write {examples[key]}", (), missing=key)
