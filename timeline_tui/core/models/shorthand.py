"""The short forms of dates, times, chains and links that a person may type (FORMAT 2 to 4).

Each type carries its validator and the JSON Schema of what that takes. It knows single values; the
records that they stand in are `entries`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Final, Literal, get_args

from pydantic import ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, PydanticKnownError

from timeline_tui.core.dates import (
    DateError,
    DayTime,
    EdtfDate,
    parse_date,
    parse_one_of,
    parse_time,
)
from timeline_tui.core.models.plain import (
    SCALAR,
    Filled,
    Listed,
    Pairs,
    Read,
    Texts,
    found,
    named,
    refuse,
)
from timeline_tui.core.text import one_line

LinkType = Literal[
    "part-of",
    "follows",
    "caused-by",
    "response-to",
    "contradicts",
    "supersedes",
    "duplicate-of",
    "related-to",
]


def _each(mapping: dict[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, item) for key, items in mapping.items() for item in items)


def _one_each(mapping: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((one_line(key), one_line(item)) for key, item in mapping.items())


LINK_TYPES: Final[tuple[str, ...]] = get_args(LinkType)


def read_link_type(key: str) -> str:
    """One of LINK_TYPES, or a type of one's own, which begins with `x-`."""
    if key in LINK_TYPES or key.startswith("x-"):
        return key
    raise PydanticKnownError("literal_error", {"expected": "a type of link"})


_AnyLinkType = Annotated[str, Read(read_link_type, {"type": "string", "enum": list(LINK_TYPES)})]
Links = Annotated[tuple[tuple[str, str], ...], Pairs(_AnyLinkType, Texts, _each, LINK_TYPES)]
Ids = Annotated[tuple[tuple[str, str], ...], Pairs(Filled, Filled, _one_each)]


# Dates and times

_BRACES: Final = re.compile(r'(?<!")\{[^{}]*\}')


def read_date(value: object, info: ValidationInfo) -> EdtfDate:
    """EDTF, or a YAML list of dates, one of which it was (FORMAT section 3).

    A list given as context receives the date when there is a note about how it was read.
    """
    try:
        date = date_of(value)
    except DateError as error:
        hint = _BRACES.sub(r'"\g<0>"', error.hint)  # for YAML
        raise refuse("bad-date", error.message, hint) from None
    if date.notes and info.context is not None:
        info.context.append(date)
    return date


def date_of(value: object) -> EdtfDate:
    """The date that a text or a list of texts writes. Raises `DateError`."""
    if type(value) is str:
        return parse_date(value)
    if type(value) is list:
        items = [item for item in value if item is not None]
        if all(type(item) is str for item in items):
            return parse_one_of(items)
        other = next(found(item) for item in items if type(item) is not str)
        message = f"Each date of a list is text, not {other}"
        raise DateError(message, "Write it as in `[2021-07-24, 2021-07-25]`")
    if type(value) is dict and value and not any(value.values()):
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
    if type(value) is not str:
        raise refuse("wrong-type", f"`time` takes text, not {found(value)}", "Write `time: 09:30`")
    try:
        return parse_time(value)
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

_SIGNS: Final = re.compile(r"[<‹] ?[-=–—]+|[-=–—]+ ?[>›]|[<>←→⟵⟶⇐⇒]")
_BACKWARDS: Final = "<‹←⟵⇐"
"""What an arrow begins with that points to the left."""

_URL: Final = re.compile(r"\S*://\S*")


def read_chain(value: object) -> tuple[str, ...]:
    """`report <- local-media`: the publication first, the origin last (FORMAT section 4)."""
    if type(value) is not str:
        raise refuse(
            "wrong-type",
            f"An attribution chain is text, not {found(value)}",
            "Write it as in `report <- local-media`",
        )
    return _chain(value)


@lru_cache(maxsize=16_384)
def _chain(text: str) -> tuple[str, ...]:
    elements = tuple(one_line(part).strip() for part in text.replace("←", "<-").split("<-"))
    if any(sign not in ("<-", "←") for sign in _SIGNS.findall(_URL.sub("", text))):
        raise refuse(
            "bad-chain",
            f"{named(text)} is not joined by `<-`",
            f"Write {_rejoined(text, ' <- ')}, the publication first and the origin last",
        )
    if not all(elements):
        raise _gap(text, elements, " <- ", "source")
    return elements


def read_places(value: object) -> tuple[str, ...]:
    """`Hairatan < Kaldar < Balkh`: a place and what it lies within, the smallest first."""
    if type(value) is not str:
        raise refuse(
            "wrong-type",
            f"A location is text, not {found(value)}",
            "Write a name, or a chain as in `Hairatan < Kaldar < Balkh`",
        )
    return _places(value)


@lru_cache(maxsize=16_384)
def _places(text: str) -> tuple[str, ...]:
    if any(sign != "<" for sign in _SIGNS.findall(text)):
        raise refuse(
            "bad-location",
            f"{named(text)} is not joined by `<`",
            f"Write {_rejoined(text, ' < ')}, the smallest place first",
        )
    places = tuple(one_line(part).strip() for part in text.split("<"))
    if not all(places):
        raise _gap(text, places, " < ", "place")
    return places


def _rejoined(text: str, joint: str) -> str:
    """The parts of `text` as they should be written; an example where its signs do not tell."""
    backwards = {sign[0] in _BACKWARDS for sign in _SIGNS.findall(text)}
    parts = [part for part in map(str.strip, _SIGNS.split(text)) if part]
    if len(backwards) > 1 or "://" in text or not parts:
        return f"it as in `a{joint}b`"
    return named(joint.join(parts if True in backwards else parts[::-1]))


def _gap(text: str, elements: tuple[str, ...], joint: str, what: str) -> PydanticCustomError:
    code = "bad-chain" if what == "source" else "bad-location"
    filled = [element for element in elements if element]
    if not filled:
        return refuse(code, f"{named(text)} names no {what}", f"Write the name of a {what}")
    written = joint.join(filled)
    return refuse(
        code,
        f"A {what} is missing in {named(text)}",
        f"Write {named(written)}, or put the missing {what} where it belongs",
    )


Chain = Annotated[tuple[str, ...], Read(read_chain, {**SCALAR, "minLength": 1})]
Chains = Annotated[tuple[Chain, ...], Listed()]
PlaceChain = Annotated[tuple[str, ...], Read(read_places, {**SCALAR, "minLength": 1})]
Locations = Annotated[tuple[PlaceChain, ...], Listed()]
