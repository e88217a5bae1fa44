"""The short forms of dates, times, chains and links that a person may type (FORMAT 2 to 4)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Final

from pydantic import ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from timeline_tui.core.dates import (
    DateError,
    DayTime,
    EdtfDate,
    parse_time,
    understand,
)
from timeline_tui.core.dates.edtf import strictly
from timeline_tui.core.models.entry import SCALAR
from timeline_tui.core.models.fields import Listed, Pairs, Ref, References, read_by, ref
from timeline_tui.core.models.wording import found, named, refuse
from timeline_tui.core.models.words import LINK_TYPES
from timeline_tui.core.text import cropped, did_you_mean, one_line

# Dates and times

_BRACES: Final = re.compile(r'(?<!")\{[^{}]*\}')


def read_date(value: object, info: ValidationInfo) -> EdtfDate:
    """EDTF or what can only mean one date, or a YAML list of dates, one of which it was."""
    try:
        date = _date_of(value)
    except DateError as error:
        hint = _BRACES.sub(r'"\g<0>"', error.hint)  # for YAML
        raise refuse("bad-date", error.message, hint) from None
    if date.notes and info.context is not None:
        info.context.edits[getattr(value, "at", None)] = strictly(date.text)
    if date.notes and info.context is not None:
        for note in date.notes:
            message, _, hint = note.partition("; ") if date.written else (note, "", "")
            message += " here" * message.endswith("..")  # the full stop would be a third dot
            code = "other-date" if date.written else "date-note"
            info.context.tell(value, "note", code, message, hint.capitalize())
    return date


def _date_of(value: object) -> EdtfDate:
    if isinstance(value, str):
        return understand(str(value))
    if isinstance(value, list) and all(isinstance(item, str | None) for item in value):
        items = (str(item) for item in value if item is not None)
        return understand(f"[{','.join(items)}]")  # it happened once, on one of them
    hint = "Write it as in 2021-07-26; quote what begins with a bracket"
    raise DateError(f"A date is text, not {found(value)}", hint)


_POINT: Final = (
    r"[?~%]?(?:Y-?[0-9]+|-?[0-9X]{4})[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
)
_END: Final = rf"\s*(?:{_POINT}|\.\.)?\s*"
DATE_PATTERN: Final = rf"^(?:\s*unknown\s*|{_END}(?:/{_END})?|\s*[\[{{].*)$"
"""The shape of a date, in the syntax that Python and JSON Schema share: all EDTF has it."""

# `patternErrorMessage` is what JSON language servers say in place of a pattern.
_DATE_WRITTEN: Final = "Write 2021-07-26, 2021-07~, 2021-07-24/2021-07-25 … or unknown"
Date = Annotated[
    EdtfDate,
    read_by(
        read_date,
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": DATE_PATTERN,
                    "patternErrorMessage": _DATE_WRITTEN,
                },
                {"type": "integer", "minimum": -9999, "maximum": 9999},
                {"type": "array", "items": {"type": ["string", "integer", "null"]}},
            ]
        },
        core_schema.with_info_plain_validator_function,
    ),
]


def read_time(value: object, info: ValidationInfo) -> DayTime:
    """A clock time, two of them, or a part of the day (FORMAT section 2)."""
    if not isinstance(value, str):
        raise refuse("wrong-type", f"`time` takes text, not {found(value)}", "Write `time: 09:30`")
    try:
        return parse_time(str(value))
    except DateError as error:
        from timeline_tui.core.dates.hints import understood_time

        meant = understood_time(str(value))
        if not meant:
            raise refuse("bad-time", error.message, error.hint) from None
    if info.context is not None:
        info.context.edits[getattr(value, "at", None)] = meant
        message = f"{cropped(value)} is read as {meant}"
        info.context.tell(value, "note", "other-date", message, "Write it that way")
    return parse_time(meant)


_CLOCK: Final = r"~?[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
_TIME_PATTERN: Final = f"^{_CLOCK}(/{_CLOCK})?$"

Time = Annotated[
    DayTime,
    read_by(
        read_time,
        {
            "anyOf": [
                {"enum": ["night", "morning", "afternoon", "evening"]},
                {
                    "type": "string",
                    "pattern": _TIME_PATTERN,
                    "patternErrorMessage": "Write 09:30 or 09:30/11:00",
                },
            ]
        },
        core_schema.with_info_plain_validator_function,
    ),
]


# Chains of places, and how chains are joined


_SIGNS: Final = re.compile(r"[<‹] ?[-=–—]+|[-=–—]+ ?[>›]|[<>←→⟵⟶⇐⇒]")
_URL: Final = re.compile(r"\S*://\S*")
_JOINED: Final = {
    "<-": ("bad-chain", "source", "Write it as in `a <- b`, the publication first"),
    "<": ("bad-location", "place", "Write it as in `a < b`, the smallest first"),
}


def read_places(value: object) -> Ref:
    """`Hairatan < Kaldar < Balkh`: a place and what it lies within, the smallest first."""
    elements(value, "<")
    return ref(one_line(str(value)), value)


def elements(value: object, sign: str) -> tuple[str, ...]:
    """What is joined by `sign`. What is cached should keep no place."""
    code, what, hint = _JOINED[sign]
    if not isinstance(value, str):
        raise refuse("wrong-type", f"A {what} is text, not {found(value)}", hint)
    text = str(value)
    elements = _split(text, sign)
    if not elements:
        raise refuse(code, f"{named(text)} is not joined by `{sign}`", hint)
    if not all(elements):
        raise refuse(code, f"A {what} is missing in {named(text)}", hint)
    return elements


@lru_cache(maxsize=16_384)
def _split(text: str, sign: str) -> tuple[str, ...]:
    """The texts between the signs; none where there are other arrows."""
    if sign == "<-":
        text = text.replace("←", sign)
    plain = _URL.sub("", text) if "://" in text and sign == "<-" else text
    if not {sign}.issuperset(_SIGNS.findall(plain)):
        return ()
    return tuple([one_line(part).strip() for part in text.split(sign)])


_PLACES_SCHEMA: Final[JsonSchemaValue] = {**SCALAR, "minLength": 1}
Locations = Annotated[tuple[Annotated[str, read_by(read_places, _PLACES_SCHEMA)], ...], Listed()]


# Links


def read_link_type(key: object) -> str:
    """One of LINK_TYPES, or a type of one's own, which begins with `x-`."""
    if isinstance(key, str) and (key in LINK_TYPES or key.startswith("x-")):
        return str(key)
    hint = did_you_mean(str(key), LINK_TYPES)
    raise refuse("bad-value", f"There is no kind of link {named(key)}", hint)


def _each(mapping: dict[str, tuple[Ref, ...]]) -> tuple[tuple[str, Ref], ...]:
    return tuple([(key, item) for key, items in mapping.items() for item in items])


_LinkType = Annotated[str, read_by(read_link_type, {"type": "string", "enum": list(LINK_TYPES)})]
Links = Annotated[tuple[tuple[str, str], ...], Pairs(_LinkType, References, _each, LINK_TYPES)]
