"""Under which month and day an event stands in the chronology, without making up what is not known.

Knows the order of the chronology (FORMAT section 3); how a header reads is the screen's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from timeline_tui.core.dates import EdtfDate, opening
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.dates.values import YEARS
from timeline_tui.core.models import Event


class Header(NamedTuple):
    """Year and month, and the day (an ordinal) on which it begins, where they are known.

    `month` is None for a date of a whole year or of several `years`, `day` for one that does not
    say on which day it begins; `year` is None for what has no date and, with 0 `years`, for a date
    of which no year is known.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    years: int = 1

    def is_under(self, run: Header) -> bool:
        """Whether it needs no header of its own behind those of a run.

        What is of a whole year or more stands ahead of its first month. Where an order puts it
        behind, it stands under that month, which is of its earliest possible day too.
        """
        if (self.year, self.month, self.years) == (run.year, run.month, run.years):
            return True
        if self.month is not None or self.year is None or self.year != run.year:
            return False
        return run.month == 1 if run.month is not None else run.years < self.years


_FEW: Final = 2  # events of a month that needs no header

UNDATED: Final = Header()
YEARLESS: Final = Header(years=0)


class Month(NamedTuple):
    """A run of events under one header; `first` is the position of its first one.

    `year`, `month` and `years` are those of the `Header`.
    """

    year: int | None
    month: int | None
    first: int
    years: int = 1


class Day(NamedTuple):
    """A run of events with the same month and day, None where no certain one is known."""

    day: int | None
    first: int


def header_of(date: EdtfDate | None) -> Header:
    """The header for something of this date."""
    if date is None or date.is_undated:
        return UNDATED
    if date.sort_day is None:
        return YEARLESS
    first = opening(date)
    year, month, day = civil(date.sort_day)
    years = YEARS.get(first.precision, 0)
    if years > 1 or (years and (month, day) == (1, 1)):
        return Header(year, years=years)
    certain = date.kind != "one-of" and date.earliest == first.earliest == first.latest
    return Header(year, month, first.earliest if certain else None)


def headers(events: Sequence[Event]) -> tuple[Header, ...]:
    """The header of every row. What `after` places shares the one of the row that it stands behind,
    what only `before` places the one of the row ahead of which it stands."""
    found: list[Header | None] = []
    same: dict[Header, Header] = {}  # whoever goes through them sees at once that two are equal
    last = UNDATED
    for event in events:
        if event.undated and (event.after or event.before):
            found.append(last if event.after else None)
        else:
            last = header_of(event.date)
            last = same.setdefault(last, last)
            found.append(last)
    backwards: list[Header] = []
    last = UNDATED
    for header in reversed(found):
        last = header or last
        backwards.append(last)
    return tuple(reversed(backwards))


def months(found: Iterable[Header]) -> tuple[Month, ...]:
    """The runs of months in a sequence of headers; what has no year stands under one of its own."""
    runs: list[Month] = []
    run = last = None
    for position, header in enumerate(found):
        if header is not last and (run is None or not header.is_under(run)):
            runs.append(Month(header.year, header.month, position, header.years))
            run = header
        last = header
    return tuple(runs)


def headed(found: Sequence[Month], shown: int) -> tuple[Month, ...]:
    """Those of the months, of `shown` events, that take a header line: of a few events each says
    itself in which month it was."""
    ends = (*(month.first for month in found[1:]), shown)
    pairs = zip(found, ends, strict=True) if found else ()
    return tuple(one for one, end in pairs if one.year is None or end - one.first > _FEW)


def days(found: Iterable[Header]) -> tuple[Day, ...]:
    """The runs of days in a sequence of headers."""
    runs: list[Day] = []
    last: Header | None = None
    for position, header in enumerate(found):
        if header != last:
            runs.append(Day(header.day, position))
        last = header
    return tuple(runs)
