"""Values out of a closed set, and coordinates: what may be typed and what each becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import GetPydanticSchema

from timeline_tui.core.models.fields import read_by
from timeline_tui.core.models.wording import named, refuse
from timeline_tui.core.text import closest


def _coded(
    pattern: str, convert: Callable[[str], Any], wrong: str, hint: str, schema: dict[str, Any]
) -> GetPydanticSchema:
    """What `convert` makes of a text that matches; `wrong` begins the sentence about others."""

    def read(value: object) -> Any:
        if isinstance(value, str) and re.fullmatch(pattern, value):
            return convert(value)
        raise refuse("bad-value", f"{wrong} {named(value)}", hint)

    return read_by(read, schema)


# The Admiralty code (AJP-2.1)
Credibility = Annotated[
    int,
    _coded(
        "[1-6]",
        int,
        "There is no credibility",
        "Write a number from `1` (confirmed) to `6` (cannot be judged)",
        {"enum": [1, 2, 3, 4, 5, 6]},
    ),
]
Reliability = Annotated[
    str,
    _coded(
        "[A-Fa-f]",
        str.upper,
        "There is no reliability",
        "Write a letter from `A` (reliable) to `F` (cannot be judged)",
        {"anyOf": [{"enum": list("ABCDEF")}, {"pattern": "^[a-f]$"}]},
    ),
]
Country = Annotated[
    str,
    _coded(
        "[A-Za-z]{2}",
        str.upper,
        "A country is two letters, not",
        "Write an ISO 3166-1 code such as `AF`",
        {"type": "string", "pattern": "^[A-Za-z]{2}$"},
    ),
]
Version = Annotated[
    str, _coded("1", str, "There is no format", "Write `timeline: 1`", {"enum": [1, "1"]})
]
Truth = Annotated[
    bool,
    _coded(
        "(?i)yes|no|true|false",
        lambda text: text.lower() in ("yes", "true"),
        "This is neither yes nor no:",
        "Write `yes` or `no`",
        {"enum": [True, False, "yes", "no"]},
    ),
]


def _degrees(limit: int) -> GetPydanticSchema:
    def convert(text: str) -> float:
        degrees = float(text)
        if abs(degrees) > limit:
            message = f"A coordinate here lies between -{limit} and {limit}, not at {named(text)}"
            raise refuse("bad-value", message, "Check the number")
        return degrees

    return _coded(
        r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?",
        convert,
        "A coordinate is a number of degrees, not",
        "Write decimal degrees such as `37.22`, south and west with `-`",
        {"type": "number", "minimum": -limit, "maximum": limit},
    )


Latitude = Annotated[float, _degrees(90)]
Longitude = Annotated[float, _degrees(180)]

_NO_ZONE: Final = re.compile(r"(?i)localtime|posixrules|factory|posix/|right/")
"""Files beside those of the zones: this computer's own zone, none, and all zones once more."""


def _read_zone(value: object) -> str:
    """The name of a time zone that the system's IANA data has, the same one on every computer."""
    hint = "Write the IANA name of the place's zone, such as `Asia/Kabul`"
    if isinstance(value, str) and not _NO_ZONE.match(value):
        try:
            return ZoneInfo(str(value)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            names = sorted(name for name in available_timezones() if not _NO_ZONE.match(name))
            by_city = {name.rpartition("/")[2]: name for name in names}
            city = closest(value.rpartition("/")[2], by_city)
            hint = f"Did you mean `{by_city[city]}`?" if city and not value.isupper() else hint
    raise refuse("bad-timezone", f"There is no time zone {named(value)}", hint)


Zone = Annotated[str, read_by(_read_zone, {"type": "string"})]
