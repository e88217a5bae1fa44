"""Values out of a closed set, and coordinates: what may be typed and what each becomes.

The Admiralty code, country codes, time zones, yes and no. Each type carries its validator and the
JSON Schema of what that takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from timeline_tui.core.models.fields import Read
from timeline_tui.core.models.wording import named, refuse
from timeline_tui.core.text import closest

_NO_ZONE: Final = re.compile(r"(?is)localtime|posixrules|factory|(?:posix|right)/(.*)")
"""Files beside those of the zones: this computer's own zone, none, and all zones once more, of
which those of `right` count leap seconds."""

_DEGREES: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?")


def read_credibility(value: object) -> int:
    """The second digit of the Admiralty code (AJP-2.1)."""
    if isinstance(value, str) and len(value) == 1 and value in "123456":
        return int(value)
    raise refuse(
        "bad-value",
        f"There is no credibility {named(value)}",
        "Write a number from `1` (confirmed) to `6` (cannot be judged)",
    )


def read_reliability(value: object) -> str:
    """The first letter of the Admiralty code (AJP-2.1), in capitals."""
    if isinstance(value, str) and len(value) == 1 and value in "ABCDEFabcdef":
        return value.upper()
    raise refuse(
        "bad-value",
        f"There is no reliability {named(value)}",
        "Write a letter from `A` (reliable) to `F` (cannot be judged)",
    )


def read_country(value: object) -> str:
    """A country by its two letters (ISO 3166-1 alpha-2), in capitals."""
    if isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha():
        return value.upper()
    raise refuse(
        "bad-value",
        f"A country is two letters, not {named(value)}",
        "Write an ISO 3166-1 code such as `AF`",
    )


Credibility = Annotated[int, Read(read_credibility, {"enum": [1, 2, 3, 4, 5, 6]})]
Reliability = Annotated[
    str, Read(read_reliability, {"anyOf": [{"enum": list("ABCDEF")}, {"pattern": "^[a-f]$"}]})
]
Country = Annotated[
    str,
    Read(read_country, {"type": "string", "pattern": "^[A-Za-z]{2}$"}),
]


@dataclass(frozen=True, slots=True)
class Degrees:
    """Reads a coordinate in decimal degrees, at most `limit` either way."""

    limit: int

    def __call__(self, value: object) -> float:
        if isinstance(value, str) and _DEGREES.fullmatch(value):
            degrees = float(value)
            if abs(degrees) <= self.limit:
                return degrees
            message = f"A coordinate here lies between -{self.limit} and {self.limit}"
            raise refuse("bad-value", f"{message}, not at {named(value)}", "Check the number")
        raise refuse(
            "bad-value",
            f"A coordinate is a number of degrees, not {named(value)}",
            "Write decimal degrees such as `37.22`, south and west with `-`",
        )


Latitude = Annotated[float, Read(Degrees(90), {"type": "number", "minimum": -90, "maximum": 90})]
Longitude = Annotated[
    float, Read(Degrees(180), {"type": "number", "minimum": -180, "maximum": 180})
]


def read_version(value: object) -> str:
    """The version of the format: this program knows one."""
    if value == "1":
        return "1"
    raise refuse("bad-value", f"There is no format {named(value)}", "Write `timeline: 1`")


def read_zone(value: object) -> str:
    """The name of a time zone that the system's IANA data has, the same one on every computer."""
    if isinstance(value, str):
        other = _NO_ZONE.fullmatch(value)
        try:
            if other is None:
                return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass  # a name that is none; what follows says which is meant
        meant = other[1] or "" if other else value
        names = sorted(name for name in available_timezones() if not _NO_ZONE.fullmatch(name))
        cities = [name for name in names if f"/{name}".lower().endswith(f"/{meant.lower()}")]
        close = min(cities, key=len) if cities else closest(meant, names)
        if close:
            hint = f"Did you mean `{close}`?"
            raise refuse("bad-timezone", f"There is no time zone {named(value)}", hint)
    raise refuse(
        "bad-timezone",
        f"There is no time zone {named(value)}",
        "Write an IANA name such as `Asia/Kabul`",
    )


Version = Annotated[str, Read(read_version, {"enum": [1, "1"]})]
Zone = Annotated[str, Read(read_zone, {"type": "string"})]

_TRUTHS: Final = {"true": True, "yes": True, "false": False, "no": False}


def read_truth(value: object) -> bool:
    """A yes or no."""
    truth = _TRUTHS.get(value.lower()) if isinstance(value, str) else None
    if truth is None:
        raise refuse("bad-value", f"{named(value)} is neither yes nor no", "Write `yes` or `no`")
    return truth


Truth = Annotated[
    bool,
    Read(read_truth, {"enum": [True, False, "yes", "no"]}),
]
