"""Under which month and day an event stands in the chronology, without making up what is not known.

Knows the order of the chronology (FORMAT section 3); how a header reads is the screen's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from timeline_tui.core.dates import EdtfDate, Point, opening
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.dates.values import YEARS, first_of
from timeline_tui.core.timeline import Event


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

    def begins(self, wider: Header) -> bool:
        """Whether the month or year is the first one of a `wider` header."""
        if self.year != wider.year or wider.month is not None or self.year is None:
            return False
        return self.month == 1 if self.month is not None else self.years < wider.years

    @property
    def text(self) -> str:
        """The day, month or year as it is written; "" for one beyond four digits or before 0000."""
        if self.year is None or not 0 <= self.year <= 9999:
            return ""
        if self.month is None:
            return f"{self.year:04}"
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{civil(self.day)[2]:02}"


UNDATED: Final = Header()
YEARLESS: Final = Header(years=0)


@dataclass(frozen=True, slots=True)
class Month:
    """A run of events under one header; `first` is the position of its first one.

    `year`, `month` and `years` are those of the `Header`.
    """

    year: int | None
    month: int | None
    first: int
    years: int = 1


@dataclass(frozen=True, slots=True)
class Day:
    """A run of events with the same month and day, None where no certain one is known."""

    day: int | None
    first: int


def header_of(date: EdtfDate | None) -> Header:
    """The header for something of this date."""
    if date is None or date.is_undated:
        return UNDATED
    if date.kind == "point":
        first = date.points[0]
        assert isinstance(first, Point)  # FORMAT section 3: ranges stand in intervals and sets
        if first.precision == "day" and first.clock is None:  # most of a file
            return Header(first.year, first.month, first.earliest)
    else:
        first = opening(date)
    if first.precision == "none":
        return YEARLESS
    year, month, day = civil(first.earliest)
    years = YEARS.get(first.precision, 0)
    if years > 1 or (years and (month, day) == (1, 1)):
        return Header(first_of(first.earliest, years), years=years)
    certain = date.kind != "one-of" and date.earliest == first.earliest == first.latest
    return Header(year, month, first.earliest if certain else None)


def headers(events: Sequence[Event]) -> tuple[Header, ...]:
    """The header of every row. What `after` or `before` places shares the header of its anchor."""
    found: list[Header] = []
    known: dict[int, Header] = {}  # by identity: equal dates of a file mostly share one value
    row_of: dict[str, int] = {}
    at_end = False  # among the undated, where nothing is placed beside anything dated
    for event in events:
        header = known.get(id(event.date))
        if header is None and not event.undated:
            header = known[id(event.date)] = header_of(event.date)
        elif header is None and not at_end and (event.after or event.before):
            row_of = row_of or {other.id: row for row, other in enumerate(events)}
            header = _anchored(events, row_of, event)
        at_end = at_end or header is None or header is UNDATED
        found.append(header or UNDATED)
    return tuple(found)


def _anchored(events: Sequence[Event], row_of: Mapping[str, int], event: Event) -> Header:
    """The header of the dated event that an undated one stands beside, through others if need be.

    It stands behind the last event that it comes after, else ahead of the first it comes before.
    """
    seen = {event.id}
    while event.undated:
        after = [row_of[id] for id in event.after if id in row_of]
        before = [row_of[id] for id in event.before if id in row_of]
        if not after and not before:
            return UNDATED
        event = events[max(after) if after else min(before)]
        if event.id in seen:
            return UNDATED
        seen.add(event.id)
    return header_of(event.date)


def months(found: Iterable[Header]) -> tuple[Month, ...]:
    """The runs of months in a sequence of headers.

    What is of a whole year or more stands ahead of its first month. Where an order puts it behind,
    it stands under that month, which is of its earliest possible day too: nothing comes twice.
    What has no year stands under a header of its own, ahead of the undated.
    """
    runs: list[Month] = []
    last = run = None
    for position, header in enumerate(found):
        if header is not last and (run is None or not _is_under(header, run)):
            runs.append(Month(header.year, header.month, position, header.years))
            run = header
        last = header
    return tuple(runs)


def _is_under(header: Header, run: Header) -> bool:
    same = (header.year, header.month, header.years) == (run.year, run.month, run.years)
    return same or run.begins(header)


def days(found: Iterable[Header]) -> tuple[Day, ...]:
    """The runs of days in a sequence of headers."""
    runs: list[Day] = []
    last: Header | None = None
    for position, header in enumerate(found):
        if header != last:
            runs.append(Day(header.day, position))
        last = header
    return tuple(runs)
