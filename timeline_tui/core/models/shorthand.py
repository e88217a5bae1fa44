"""The short forms of dates, times, chains and links that a person may type (FORMAT 2 to 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Final, NamedTuple

from pydantic import ValidationInfo
from pydantic.json_schema import JsonSchemaValue

from timeline_tui.core.dates import (
    DateError,
    DayTime,
    EdtfDate,
    parse_date,
    parse_time,
)
from timeline_tui.core.models.entry import SCALAR
from timeline_tui.core.models.fields import Listed, Pairs, Read, Ref, References, ref
from timeline_tui.core.models.wording import found, named, refuse
from timeline_tui.core.models.words import LINK_TYPES
from timeline_tui.core.text import did_you_mean, one_line

# Dates and times

_BRACES: Final = re.compile(r'(?<!")\{[^{}]*\}')


def read_date(value: object, info: ValidationInfo) -> EdtfDate:
    """EDTF, or a YAML list of dates, one of which it was (FORMAT section 3)."""
    try:
        date = _date_of(value)
    except DateError as error:
        hint = _BRACES.sub(r'"\g<0>"', error.hint)  # for YAML
        raise refuse("bad-date", error.message, hint) from None
    if date.notes and info.context is not None:
        for note in date.notes:
            info.context.tell(value, "note", "date-note", note)
    return date


def _date_of(value: object) -> EdtfDate:
    if isinstance(value, str):
        return parse_date(str(value))
    if isinstance(value, list):
        items = [item for item in value if item is not None]
        if all(isinstance(item, str) for item in items):
            return parse_date(f"[{','.join(items)}]")  # one of them
        message = "Each date of a list is text"
        raise DateError(message, "Write it as in `[2021-07-24, 2021-07-25]`")
    if isinstance(value, dict) and value and not any(value.values()):
        written = f'"{{{",".join(value)}}}"'
        raise DateError("Braces without quotes are a mapping", f"Write {written} with the quotes")
    raise DateError(f"A date is text, not {found(value)}", "Write it as in 2021-07-26")


_POINT: Final = (
    r"[?~%]?(?:Y-?[0-9]+|-?[0-9X]{4})[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
)
_END: Final = rf"\s*(?:{_POINT}|\.\.)?\s*"
DATE_PATTERN: Final = rf"^(?:\s*unknown\s*|{_END}(?:/{_END})?|\s*[\[{{].*)$"
"""The shape of a date, in the syntax that Python and JSON Schema share: all that reads has it."""

_DATE_WRITTEN: Final = "Write 2021-07-26, 2021-07~, 2021-07-24/2021-07-25 … or unknown"


def _said(message: str) -> JsonSchemaValue:
    """What an editor says in place of a pattern; a keyword of JSON language servers."""
    return {"patternErrorMessage": message}


Date = Annotated[
    EdtfDate,
    Read(
        read_date,
        {
            "anyOf": [
                {"type": "string", "pattern": DATE_PATTERN, **_said(_DATE_WRITTEN)},
                {"type": "integer", "minimum": -9999, "maximum": 9999},
                {"type": "array", "items": {"type": ["string", "integer", "null"]}},
            ]
        },
        listens=True,
    ),
]


def read_time(value: object) -> DayTime:
    """A clock time, two of them, or a part of the day (FORMAT section 2)."""
    if not isinstance(value, str):
        raise refuse("wrong-type", f"`time` takes text, not {found(value)}", "Write `time: 09:30`")
    try:
        return parse_time(str(value))
    except DateError as error:
        raise refuse("bad-time", error.message, error.hint) from None


_TIME_PATTERN: Final = "^[0-9]{2}:[0-9]{2}(/[0-9]{2}:[0-9]{2})?$"

Time = Annotated[
    DayTime,
    Read(
        read_time,
        {
            "anyOf": [
                {"enum": ["night", "morning", "afternoon", "evening"]},
                {"type": "string", "pattern": _TIME_PATTERN, **_said("Write 09:30 or 09:30/11:00")},
            ]
        },
    ),
]


# Chains of attribution and of places


@dataclass(frozen=True, slots=True)
class Chain:
    """An attribution chain (FORMAT section 4): party ids, the publication first, the origin last.

    `reported` is the day it became known: the claim's or dispute's own date, else the
    publication's; None where neither is given.
    """

    parties: tuple[str, ...]
    reported: EdtfDate | None = None

    @property
    def publication(self) -> str:
        return self.parties[0]

    @property
    def origin(self) -> str:
        return self.parties[-1]


_SIGNS: Final = re.compile(r"[<‹] ?[-=–—]+|[-=–—]+ ?[>›]|[<>←→⟵⟶⇐⇒]")
_BACKWARDS: Final = "<‹←⟵⇐"
"""What an arrow begins with that points to the left."""

_URL: Final = re.compile(r"\S*://\S*")


class _Joint(NamedTuple):
    """How the elements of a chain are joined, and how mistakes in it are told."""

    sign: str
    others: tuple[str, ...]
    code: str
    what: str
    order: str


_ARROW: Final = _Joint("<-", ("←",), "bad-chain", "source", "the publication first")
_WITHIN: Final = _Joint("<", (), "bad-location", "place", "the smallest first")


def read_chain(value: object) -> Chain:
    """`report <- local-media`: the publication first, the origin last (FORMAT section 4)."""
    elements = _elements(_text(value, _ARROW), _ARROW)
    return Chain(tuple([ref(element, value) for element in elements]))


def read_places(value: object) -> Ref:
    """`Hairatan < Kaldar < Balkh`: a place and what it lies within, the smallest first."""
    text = one_line(_text(value, _WITHIN))
    _elements(text, _WITHIN)
    return ref(text, value)


def _text(value: object, joint: _Joint) -> str:
    if isinstance(value, str):
        return str(value)  # what is cached should keep no place
    hint = f"Write a name, or a chain as in `a {joint.sign} b`"
    raise refuse("wrong-type", f"A {joint.what} is text, not {found(value)}", hint)


@lru_cache(maxsize=16_384)
def _elements(text: str, joint: _Joint) -> tuple[str, ...]:
    plain = _URL.sub("", text) if "://" in text and joint is _ARROW else text
    if any(sign != joint.sign and sign not in joint.others for sign in _SIGNS.findall(plain)):
        message = f"{named(text)} is not joined by `{joint.sign}`"
        raise refuse(joint.code, message, f"Write {_rejoined(text, joint)}, {joint.order}")
    for other in joint.others:
        text = text.replace(other, joint.sign)
    elements = tuple([one_line(part).strip() for part in text.split(joint.sign)])
    if all(elements):
        return elements
    filled = f" {joint.sign} ".join(filter(None, elements))
    if not filled:
        message = f"{named(text)} names no {joint.what}"
        raise refuse(joint.code, message, f"Write the name of a {joint.what}")
    hint = f"Write {named(filled)}, or put the missing one where it belongs"
    raise refuse(joint.code, f"A {joint.what} is missing in {named(text)}", hint)


def _rejoined(text: str, joint: _Joint) -> str:
    """The parts of `text` as they should be written; an example where its signs do not tell."""
    backwards = {sign[0] in _BACKWARDS for sign in _SIGNS.findall(text)}
    parts = [part for part in map(str.strip, _SIGNS.split(text)) if part]
    if len(backwards) > 1 or "://" in text or not parts:
        return f"it as in `a {joint.sign} b`"
    return named(f" {joint.sign} ".join(parts if True in backwards else parts[::-1]))


_CHAIN_SCHEMA: Final[JsonSchemaValue] = {**SCALAR, "minLength": 1}
Chains = Annotated[tuple[Annotated[Chain, Read(read_chain, _CHAIN_SCHEMA)], ...], Listed()]
Locations = Annotated[tuple[Annotated[str, Read(read_places, _CHAIN_SCHEMA)], ...], Listed()]


# Links


def read_link_type(key: object) -> str:
    """One of LINK_TYPES, or a type of one's own, which begins with `x-`."""
    if isinstance(key, str) and (key in LINK_TYPES or key.startswith("x-")):
        return str(key)
    hint = did_you_mean(str(key), LINK_TYPES)
    if not hint.endswith("?"):
        hint += "; kinds of your own begin with `x-`"
    raise refuse("bad-value", f"There is no kind of link {named(key)}", hint)


def _each(mapping: dict[str, tuple[Ref, ...]]) -> tuple[tuple[str, Ref], ...]:
    return tuple([(key, item) for key, items in mapping.items() for item in items])


_LinkType = Annotated[str, Read(read_link_type, {"type": "string", "enum": list(LINK_TYPES)})]
Links = Annotated[tuple[tuple[str, str], ...], Pairs(_LinkType, References, _each, LINK_TYPES)]
