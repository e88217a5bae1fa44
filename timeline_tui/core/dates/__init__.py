"""Dates as the rest of the program sees them (FORMAT section 3); "today" never enters.

The grammar is `edtf`, what it gives `values`; `zones` converts clock times, `times` reads times of
day, and `hints` says what a date in another notation may mean.
"""

from __future__ import annotations

from functools import lru_cache

from timeline_tui.core.dates import edtf
from timeline_tui.core.dates.errors import DateError
from timeline_tui.core.dates.times import DayTime, parse_time
from timeline_tui.core.dates.values import DateRange, EdtfDate, Point, all_points, opening
from timeline_tui.core.dates.zones import in_zone

__all__ = [
    "DateError",
    "DateRange",
    "DayTime",
    "EdtfDate",
    "Point",
    "all_points",
    "in_zone",
    "opening",
    "parse_date",
    "parse_time",
    "understand",
]


@lru_cache(maxsize=16_384)  # dates repeat within a file, and equal ones then share one value
def parse_date(text: str) -> EdtfDate:
    """The date that `text` writes (FORMAT section 3), clock times as written; see `in_zone`.

    Raises `DateError`, which says what to write instead.
    """
    try:
        return edtf.read(text)
    except DateError as error:
        from timeline_tui.core.dates.hints import explained  # here: most runs meet no mistake

        raise explained(text, error) from None


understand = parse_date
