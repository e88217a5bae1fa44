"""Dates as the rest of the program sees them (FORMAT section 3); "today" never enters.

The grammar is `edtf`, what it gives `values`; `times` reads times of day, knows time zones, and
makes dates comparable. What a date in another notation may mean `notations` knows, `hints` says.
"""

from __future__ import annotations

from functools import lru_cache

from timeline_tui.core.dates import edtf
from timeline_tui.core.dates.times import DayTime, Span, in_zone, on_day, parse_time, span
from timeline_tui.core.dates.values import (
    DateError,
    DateRange,
    EdtfDate,
    Point,
    all_points,
    opening,
)

__all__ = [
    "DateError",
    "DateRange",
    "DayTime",
    "EdtfDate",
    "Point",
    "Span",
    "all_points",
    "in_zone",
    "on_day",
    "opening",
    "parse_time",
    "span",
    "understand",
]


@lru_cache(maxsize=16_384)  # dates repeat within a file, and equal ones then share one value
def understand(text: str) -> EdtfDate:
    """The date that `text` writes or, in another notation, can only mean (FORMAT section 8).

    Of the latter `text` is the EDTF to write, `written` what was typed, and the note says so.
    Raises `DateError`, which offers what it may mean.
    """
    try:
        return edtf.read(text)
    except DateError as error:
        from timeline_tui.core.dates.hints import understood  # most runs meet no mistake

        return understood(text, error)
