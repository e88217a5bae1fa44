"""Values out of a closed set, and coordinates: what may be typed and what each becomes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import GetPydanticSchema

from timeline_tui.core.models.fields import read_by
from timeline_tui.core.models.wording import named, refuse
from timeline_tui.core.text import closest


def _coded(
    pattern: str, what: str, schema: dict[str, Any], convert: Callable[[str], Any] = str
) -> GetPydanticSchema:
    """What `convert` makes of a text that matches, unless it raises ValueError; `what` that is."""

    def read(value: object) -> Any:
        with suppress(ValueError):
            if isinstance(value, str) and re.fullmatch(pattern, value):
                return convert(value)
        raise refuse("bad-value", f"This cannot be {named(value)}", f"Write {what}")

    return read_by(read, schema)


# The Admiralty code (AJP-2.1)
Credibility = Annotated[
    int, _coded("[1-6]", "`1` (confirmed) to `6` (cannot be judged)", {"enum": [*range(1, 7)]}, int)
]
_LETTERS: Final = {"anyOf": [{"enum": [*"ABCDEF"]}, {"pattern": "^[a-f]$"}]}
Reliability = Annotated[
    str, _coded("[A-Fa-f]", "`A` (reliable) to `F` (cannot be judged)", _LETTERS, str.upper)
]
_TWO: Final = {"type": "string", "pattern": "^[A-Za-z]{2}$"}
Country = Annotated[str, _coded("[A-Za-z]{2}", "an ISO 3166-1 code such as `AF`", _TWO, str.upper)]
Version = Annotated[str, _coded("1", "`timeline: 1`", {"enum": [1, "1"]})]
_TRUTHS: Final = {"enum": [True, False, "yes", "no"]}
Truth = Annotated[
    bool,
    _coded("(?i)yes|no|true|false", "`yes` or `no`", _TRUTHS, lambda text: text[0] in "yYtT"),
]


def _degrees(limit: int) -> GetPydanticSchema:
    def convert(text: str) -> float:
        if abs(degrees := float(text)) > limit:
            raise ValueError
        return degrees

    what = f"decimal degrees from `-{limit}` to `{limit}`, such as `37.22`"
    schema = {"type": "number", "minimum": -limit, "maximum": limit}
    return _coded(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?", what, schema, convert)


Latitude = Annotated[float, _degrees(90)]
Longitude = Annotated[float, _degrees(180)]

_NO_ZONE: Final = re.compile(r"(?i)localtime|posixrules|factory|posix/|right/")
"""Files beside those of the zones: this computer's own zone, none, and all zones once more."""


def _read_zone(value: object) -> str:
    """The name of a time zone that the system's IANA data has, the same one on every computer."""
    hint = "Write the IANA name of the place's zone, such as `Asia/Kabul`"
    if isinstance(value, str) and not _NO_ZONE.match(value):
        try:
            # Where the case of a file's name does not count, ZoneInfo takes any.
            if sys.platform not in ("darwin", "win32") or value in available_timezones():
                return ZoneInfo(str(value)).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            names = sorted(name for name in available_timezones() if not _NO_ZONE.match(name))
            by_city = {name.rpartition("/")[2]: name for name in names}
            city = closest(value.rpartition("/")[2], by_city)
            hint = f"Did you mean `{by_city[city]}`?" if city and not value.isupper() else hint
    raise refuse("bad-timezone", f"There is no time zone {named(value)}", hint)


Zone = Annotated[str, read_by(_read_zone, {"type": "string"})]
